"""The page of a programme for printing: the whole table on one sheet of A3."""

from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from nhipcau.programmes import access, overviews

# So many lines a size of letters holds on the sheet, the largest first; and letters that a line of a column holds.
SIZES = (("large", 38), ("middle", 48), ("small", 60))
IN_TASK, IN_OTHERS = 95, 24


@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every task of a programme on one sheet of A3."""
    shown = access.get_programme(request.user, pk)
    themes = overviews.themes(shown, timezone.localdate())
    lines = sum(_lines(row) for theme in themes for row in theme.rows) + sum(
        bool(theme.name) for theme in themes
    )
    context = {
        "programme": shown,
        "themes": themes,
        "draft": shown.state == "draft",
        "size": next((name for name, most in SIZES if lines <= most), "tiny"),
        "language": get_language(),
        "today": timezone.localdate(),
    }
    return render(request, "programmes/sheet.html", context)


def _lines(row: overviews.TaskRow) -> int:
    """Return how many lines a task takes on the sheet, about."""
    others = (
        row.lead.unit_name if row.lead else "",
        row.task.product,
        row.task.responsible,
        row.task.authority,
    )
    partners = "; ".join(one.unit_name for one in row.partners[:4])
    return max(
        ceil(len(row.task.title) / IN_TASK), *(ceil(len(one) / IN_OTHERS) for one in (*others, partners)), 1
    )
