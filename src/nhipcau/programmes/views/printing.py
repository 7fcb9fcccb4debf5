"""The page of a programme for printing: the whole table on one sheet of A3."""

from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from nhipcau.programmes import access, overviews

# Letters in tenths of a point, the largest first; the last is the smallest that can still be read on paper.
SIZES = (110, 100, 90, 80, 75, 70, 65, 60, 55, 50)
# Millimetres of the sheet that the rows have, of a row besides its lines, and of the columns (as in sheet.css).
HIGH, BETWEEN = 248.0, 0.7
TASK, LEAD, PARTNERS, PRODUCT, RESPONSIBLE, AUTHORITY, STATE = 128.0, 38.0, 52.0, 46.0, 36.0, 32.0, 18.0
# A letter is about so many times as wide as it is high, with what is left over at the end of lines; a line as high.
WIDE, LINE, POINT = 0.48, 1.12, 25.4 / 72
NAMED = 4  # so many partners are named


@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every task of a programme on one sheet of A3."""
    shown = access.get_programme(request.user, pk)
    themes = overviews.themes(shown, timezone.localdate())
    context = {
        "programme": shown,
        "themes": themes,
        "draft": shown.state == "draft",
        "size": next((size for size in SIZES if _high(themes, size) <= HIGH), SIZES[-1]),
        "language": get_language(),
        "today": timezone.localdate(),
    }
    return render(request, "programmes/sheet.html", context)


def _high(themes: list[overviews.Theme], size: int) -> float:
    """Return how many millimetres the rows take with letters of a size, about."""
    line = LINE * size / 10 * POINT
    heads = sum(bool(theme.name) for theme in themes)
    lines = [_lines(row, size) for theme in themes for row in theme.rows] + [1] * heads
    return sum(lines) * line + len(lines) * BETWEEN


def _lines(row: overviews.TaskRow, size: int) -> int:
    """Return how many lines a task takes with letters of a size, about."""
    partners = "; ".join(one.unit_name for one in row.partners[:NAMED])
    said = (
        (row.task.title, TASK),
        (row.lead.unit_name if row.lead else "", LEAD),
        (partners, PARTNERS),
        (row.task.product, PRODUCT),
        (row.task.responsible, RESPONSIBLE),
        (row.task.authority, AUTHORITY),
        (row.lead.state_label + row.lead.stands if row.lead else "", STATE),
    )
    letter = WIDE * size / 10 * POINT
    return max(1, *(ceil(len(words) * letter / width) for words, width in said))
