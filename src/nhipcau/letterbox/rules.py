"""The rules of letters: plain values in, plain values out."""

import re

QUESTION, ABOUT_TEXT, CONTRIBUTION = "question", "about_text", "contribution"

RECEIVED, IN_HAND, WRITTEN, ANSWERED, CLOSED = "received", "in_hand", "written", "answered", "closed"
OPEN = frozenset({RECEIVED, IN_HAND, WRITTEN})

NOT_PUBLIC, WITH_INITIALS, WITH_NAME = "no", "initials", "name"

# Within so many working days a letter is answered; so many days after that what it says of a person is erased.
ANSWER_WITHIN = 5
KEPT_DAYS = 365
# The words of consent that readers saw; another number when they change (portal: `letter_form.html`).
CONSENT = 1

_NUMBER = re.compile(r"\s*(\d{2})\W?(\d{6,12})\W?(\d{2})\s*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def receipt_number(year: int, key: int) -> str:
    """Return the number on a receipt: year, key, and two figures that tell a slip (ISO 7064, MOD 97-10).

    >>> receipt_number(2026, 123)
    '26-000123-48'
    """
    body = f"{year % 100:02d}{key:06d}"
    return f"{body[:2]}-{body[2:]}-{98 - int(body) * 100 % 97:02d}"


def key_of(number: str) -> int | None:
    """Return the key in a number as somebody typed it; None when a figure is wrong.

    >>> key_of("26-000123-48"), key_of(" 26 000123 48 "), key_of("26-000124-48"), key_of("x")
    (123, 123, None, None)
    """
    found = _NUMBER.fullmatch(number)
    if not found or int("".join(found.groups())) % 97 != 1:
        return None
    return int(found[2])


def is_email(reply_to: str) -> bool:
    """Return whether somebody is answered by e-mail.

    >>> is_email("an@example.vn"), is_email("0912 345 678")
    (True, False)
    """
    return _EMAIL.fullmatch(reply_to.strip()) is not None


def initials(name: str) -> str:
    """Return what of a name is shown to who wants only initials.

    >>> initials("Trần Thị  Mai"), initials("")
    ('T. T. M.', '')
    """
    return " ".join(f"{part[0]}." for part in name.split())


def shown_name(name: str, consent: str) -> str:
    """Return how a writer is named in public.

    >>> shown_name("Trần Mai", "name"), shown_name("Trần Mai", "initials"), shown_name("Trần Mai", "no")
    ('Trần Mai', 'T. M.', '')
    """
    if consent == WITH_NAME:
        return name
    return initials(name) if consent == WITH_INITIALS else ""
