"""The rules of reporting: periods, figures, timeliness. Plain values in, plain values out."""

_NAMES = {
    "vi": {"month": "Tháng {n}/{y}", "quarter": "Quý {r}/{y}", "half_year": "6 tháng {h} năm {y}",
           "nine_months": "9 tháng năm {y}", "year": "Năm {y}"},
    "en": {"month": "Month {n}/{y}", "quarter": "Quarter {r}/{y}", "half_year": "Half-year {r}/{y}",
           "nine_months": "Nine months of {y}", "year": "Year {y}"},
}  # fmt: skip
_ROMAN = ("", "I", "II", "III", "IV")


def period_name(kind: str, year: int, number: int, *, language: str) -> str:
    """Return what people call a period.

    >>> period_name("quarter", 2026, 4, language="vi"), period_name("half_year", 2026, 1, language="vi")
    ('Quý IV/2026', '6 tháng đầu năm 2026')
    """
    half = "đầu" if number == 1 else "cuối"
    roman = _ROMAN[number] if number < len(_ROMAN) else str(number)
    names = _NAMES.get(language, _NAMES["vi"])
    return names[kind].format(n=number, r=roman, h=half, y=year)
