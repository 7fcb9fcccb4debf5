"""A figure against an earlier one and against its plan, in the words of reports. Plain values in, plain values out."""

from decimal import ROUND_HALF_UP, Decimal

PER_CENT = Decimal("0.1")

_WORDS = {
    "vi": {"up": "tăng {n}", "down": "giảm {n}", "same": "không đổi"},
    "en": {"up": "up {n}", "down": "down {n}", "same": "unchanged"},
}


def percent_of_plan(number: Decimal | None, plan: Decimal | None) -> Decimal | None:
    """Return how many per cent of the plan were reached, to one decimal; None without a number or a plan above 0.

    >>> percent_of_plan(Decimal(13_680_380_000), Decimal(20_000_000_000))
    Decimal('68.4')
    >>> percent_of_plan(Decimal(3), Decimal(0)) is None
    True
    """
    if number is None or not plan:
        return None
    return (number * 100 / plan).quantize(PER_CENT, ROUND_HALF_UP)


def change_in_words(number: Decimal | None, before: Decimal | None, *, language: str) -> str:
    """Return how a figure differs from an earlier one, as reports write it; "" where one of them is missing.

    In Vietnamese a whole number below ten has two digits, as official documents write it.

    >>> change_in_words(Decimal(21), Decimal(16), language="vi"), change_in_words(Decimal(1), Decimal(4), language="vi")
    ('tăng 05', 'giảm 03')
    >>> change_in_words(Decimal(21), Decimal(16), language="en"), change_in_words(Decimal(7), Decimal(7), language="vi")
    ('up 5', 'không đổi')
    >>> change_in_words(Decimal("16974.5"), Decimal(15000), language="vi")
    'tăng 1.974,5'
    """
    if number is None or before is None:
        return ""
    words = _WORDS.get(language, _WORDS["vi"])
    way = "same" if number == before else "up" if number > before else "down"
    return words[way].format(n=amount(abs(number - before), language=language))


def amount(number: Decimal, *, language: str) -> str:
    """Return a number of 0 or more as it is written in a sentence.

    >>> amount(Decimal("5.0000"), language="vi"), amount(Decimal(0), language="vi"), amount(Decimal("0.5"), language="vi")
    ('05', '0', '0,5')
    """
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if language == "en":
        return text
    return f"0{text}" if len(text) == 1 and text != "0" else text.translate(str.maketrans(",.", ".,"))
