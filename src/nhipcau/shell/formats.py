"""Numbers as people of the page's language write them."""

from decimal import Decimal

from django.utils.translation import get_language


def number(value: Decimal | int | None) -> str:
    """Return 16974.5 as `16.974,5` in Vietnamese, `16,974.5` in English; no trailing zeros; "" for None."""
    if value is None:
        return ""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if get_language() == "en" else text.translate(str.maketrans(",.", ".,"))
