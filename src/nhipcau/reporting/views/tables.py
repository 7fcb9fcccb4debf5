"""The page of a two-dimensional table of totals, and the same table as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from nhipcau.reporting import drawn, periods
from nhipcau.reporting.cases import Parted, parted, table_of_cases
from nhipcau.reporting.choosing import Chosen, choose
from nhipcau.reporting.tables import Asked, Axis, Depth, Heading, Table, table
from nhipcau.reporting.tabling import KINDS_OF_FILE, file_of
from nhipcau.reporting.words import UNPLACED
from nhipcau.shell.views import download, staff_page

ICON = "table"
A_PAGE = 50
# A table has no more columns than a screen can be scrolled through.
MOST_COLUMNS = 40
AXES = {
    Axis.UNIT: _("Unit"), Axis.INDICATOR: _("Indicator"), Axis.PERIOD: _("Period"), Axis.CASE: _("Case of a split"),
}  # fmt: skip
DEPTHS = {Depth.BELOW: _("units directly under it"), Depth.EACH: _("every unit that reports")}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page shows it; `url` is the same table of that unit, where it can be opened."""

    heading: Heading
    url: str
    cells: tuple[tuple[Heading, drawn.Shown], ...]
    html: SafeString


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for, and what else it could. `told` is the split that an axis has, of `splits`."""

    chosen: Chosen
    rows: Axis
    columns: Axis
    asked: Asked | None
    over: str
    overs: tuple[tuple[str, str], ...]
    query: dict[str, str]
    splits: tuple[Parted, ...] = ()
    told: Parted | None = None

    @property
    def axes(self) -> list[tuple[Axis, Any]]:
        """The axes that can be chosen: a split only where something is told apart by one."""
        return [(axis, name) for axis, name in AXES.items() if axis is not Axis.CASE or self.splits]


def table_page(request: HttpRequest) -> HttpResponse:
    """Totals by two of unit, indicator, period and split; every number opens what it is made of."""
    wanted = read_wanted(request.user, request.GET)
    page = _page(request)
    found = _answered(wanted, first=(page - 1) * A_PAGE, most=A_PAGE)
    chosen = wanted.chosen
    context = {
        "chosen": chosen,
        "wanted": wanted,
        "table": found,
        "rows": _rows(found, wanted) if found else (),
        "query": urlencode(wanted.query),
        "files": list(KINDS_OF_FILE),
        "not_allocated": [(one, UNPLACED[one.why]) for one in found.not_allocated] if found else [],
        "cut": MOST_COLUMNS if found and _is_cut(found) else 0,
        "axes": wanted.axes,
        "rows_named": AXES[wanted.rows],
        "columns_named": AXES[wanted.columns],
        "depths": list(DEPTHS.items()),
        "page": page,
        "pages": -(-found.units // A_PAGE) if found and found.asked.rows is Axis.UNIT else 1,
        "way": "table",
    }
    return staff_page(request, "reporting/table.html", context, title=_("Totals"), icon=ICON)


def table_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole table as a file: XLSX, CSV or JSON."""
    wanted = read_wanted(request.user, request.GET)
    found = _answered(wanted)
    if found is None or kind not in KINDS_OF_FILE:
        raise Http404
    content = file_of(kind, found, wanted.chosen, at=timezone.localtime())
    return download(content, f"{wanted.chosen.query['period']}-table.{kind}", KINDS_OF_FILE[kind])


def read_wanted(user: Any, asked: Mapping[str, str]) -> Wanted:
    """Return the table that an address asks for. Raises Http404 when it names a unit that `user` does not see."""
    chosen = choose(user, asked)
    splits = parted(chosen.indicators)
    rows, columns = (
        Axis(asked[name]) if asked.get(name) in AXES and (splits or asked[name] != Axis.CASE) else fallback
        for name, fallback in (("rows", Axis.UNIT), ("columns", Axis.INDICATOR))
    )
    if rows is columns:
        columns = next(axis for axis in AXES if axis is not rows)
    depth = Depth(asked["depth"]) if asked.get("depth") in DEPTHS else Depth.BELOW
    if columns is Axis.UNIT:
        depth = Depth.BELOW
    overs = periods.overs(chosen.period, chosen.periods) if chosen.period else ()
    over = next((key for key, _name in overs if key == asked.get("over")), overs[0][0] if overs else "")
    told = next(
        (one for one in splits if one.split.code == asked.get("split")), splits[0] if splits else None
    )
    told = told if Axis.CASE in (rows, columns) else None
    query = chosen.query | {
        "rows": rows.value, "columns": columns.value, "depth": depth.value, "over": over,
        "indicator": asked.get("indicator", ""), "split": told.split.code if told else "",
    }  # fmt: skip
    return Wanted(
        chosen,
        rows,
        columns,
        _asked(chosen, rows, columns, depth, over, query["indicator"], told),
        over,
        overs,
        query,
        splits,
        told,
    )


def _asked(
    chosen: Chosen, rows: Axis, columns: Axis, depth: Depth, over: str, indicator: str, told: Parted | None
) -> Asked | None:
    if chosen.unit is None or chosen.period is None or not chosen.indicators:
        return None
    offered = told.wholes if told else chosen.indicators
    first = sorted(offered, key=lambda one: one.code != indicator)
    told_apart = Axis.INDICATOR in (rows, columns)
    return Asked(
        rows=rows,
        columns=columns,
        indicators=offered if told_apart else tuple(first[:1]),
        unit=chosen.unit,
        periods=periods.along(chosen.period, chosen.periods, over)
        if Axis.PERIOD in (rows, columns)
        else (chosen.period,),
        depth=depth,
        boundaries=chosen.boundaries,
        include_unapproved=chosen.include_unapproved,
    )


def _answered(wanted: Wanted, *, first: int = 0, most: int | None = None) -> Table | None:
    if wanted.asked is None:
        return None
    if wanted.asked.columns is Axis.UNIT:
        first, most = 0, None if most is None else MOST_COLUMNS
    today = timezone.localdate()
    if wanted.told:
        return table_of_cases(wanted.asked, wanted.told, today=today, first=first, most=most)
    return table(wanted.asked, today=today, first=first, most=most)


def _rows(found: Table, wanted: Wanted) -> tuple[ShownRow, ...]:
    return tuple(
        ShownRow(heading, _deeper(heading, wanted), cells, html)
        for heading, (cells, html) in zip(found.rows, drawn.rows_of(found, wanted.chosen), strict=True)
    )


def _deeper(heading: Heading, wanted: Wanted) -> str:
    """Return the address of the same table of a unit; "" for other rows, and where it is the one shown."""
    unit = heading.unit_id
    if unit is None or unit not in wanted.chosen.seen or (wanted.asked and unit == wanted.asked.unit.pk):
        return ""
    return f"?{urlencode(wanted.query | {'unit': str(unit)})}"


def _is_cut(found: Table) -> bool:
    return found.asked.columns is Axis.UNIT and found.units > MOST_COLUMNS


def _page(request: HttpRequest) -> int:
    number = request.GET.get("p", "")
    return max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
