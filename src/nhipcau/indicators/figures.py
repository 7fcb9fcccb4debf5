"""Figures where they are typed and shown again: in the form of the page's language."""

from decimal import Decimal

from django.utils.translation import get_language, gettext

from nhipcau.indicators import rules
from nhipcau.indicators.errors import FigureError


def read_figure(text: str, value_type: str) -> Decimal:
    """Return the figure typed on a page of the current language.

    Raises FigureError, whose message in that language says what to do next.
    """
    try:
        return rules.parse_number(text, value_type, language=get_language() or "vi")
    except rules.NumberError as error:
        raise FigureError(gettext(error.message)) from error


def write_figure(value: Decimal) -> str:
    """Return `value` as it is put back into a field, without thousands: `1200`, `0,5` (`0.5` in English)."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if get_language() == "en" else text.replace(".", ",")
