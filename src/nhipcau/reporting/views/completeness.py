"""The page that shows who has sent: a tile for each branch of the tree, and units by periods."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.reporting.choosing import choose
from nhipcau.reporting.completeness import Branch, Far, Grid, Mark, grid
from nhipcau.shell.views import Label, staff_page

ICON = "table"
A_PAGE = 50
MARKS: dict[Mark, Label] = {
    Mark.ON_TIME: _("in time"),
    Mark.LATE: _("late"),
    Mark.RETURNED: _("returned"),
    Mark.MISSING: _("not sent"),
    Mark.OPEN: _("not yet due"),
    Mark.NOT_ASKED: _("not asked for"),
}
ALL, MOST, HALF = 100, 80, 50


@dataclass(frozen=True, slots=True)
class Tile:
    """A branch of the tree as a tile: `grade` chooses its colour, `words` say the same."""

    branch: Branch
    grade: str
    words: Label
    url: str


def completeness(request: HttpRequest) -> HttpResponse:
    """Who has sent what for a form, within a period: by branch, and unit by unit."""
    chosen = choose(request.user, request.GET)
    form = chosen.form or next(iter(chosen.forms), None)
    found = None
    if form and chosen.unit and chosen.period:
        found = grid(form, chosen.unit, chosen.period, timezone.now())
    query = chosen.query | {"form": str(form.pk) if form else ""}
    page = Paginator(found.rows if found else (), A_PAGE).get_page(request.GET.get("p"))
    context = {
        "chosen": chosen,
        "form_shown": form,
        "grid": found,
        "tiles": _tiles(found, query, chosen.seen) if found else (),
        "columns": list(zip(found.periods, found.columns, strict=True)) if found else (),
        "rows": [(row, _marked(row.marks, found.periods)) for row in page] if found else (),
        "page": page,
        "query": urlencode(query),
        "way": "completeness",
    }
    return staff_page(request, "reporting/completeness.html", context, title=_("Totals"), icon=ICON)


def _marked(
    marks: tuple[tuple[Mark, int | None], ...], periods: tuple[object, ...]
) -> list[tuple[object, Mark, Label, int | None]]:
    return [
        (period, mark, MARKS[mark], answer) for period, (mark, answer) in zip(periods, marks, strict=True)
    ]


def _tiles(found: Grid, query: dict[str, str], seen: frozenset[int]) -> list[Tile]:
    return [
        Tile(
            one,
            *grade(one.far),
            f"?{urlencode(query | {'unit': str(one.unit_id)})}" if one.unit_id in seen else "",
        )
        for one in found.branches
    ]


def grade(far: Far) -> tuple[str, Label]:
    """Return how complete that is, as a name for the style and in words."""
    percent = far.percent
    if percent is None:
        return "none", _("nothing due yet")
    if not far.sent:
        return "few", _("none sent")
    if percent == ALL:
        return "all", _("all sent")
    if percent >= MOST:
        return "most", _("nearly all sent")
    return ("half", _("part sent")) if percent >= HALF else ("few", _("few sent"))
