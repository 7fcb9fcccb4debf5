"""Tables and charts of a draft: what their `spec` may say, and the figures they are filled with.

A table of indicators has a row each and the columns of COLUMNS; one of units or years has a column an indicator. A
chart draws indicators over units, periods or years. Everything is asked of `reporting`, as the pages of totals do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import rules
from nhipcau.drafting.aspects import Shown, period_words, shown_of, year_before
from nhipcau.drafting.errors import BlockError
from nhipcau.drafting.models import Draft, Figure, FigureAspect
from nhipcau.drafting.rules import SectionText
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import periods as reporting_periods
from nhipcau.reporting.models import Period
from nhipcau.reporting.tables import Asked, Axis
from nhipcau.reporting.tables import Table as Totals
from nhipcau.reporting.tables import table as totals_table
from nhipcau.writing import Chart, Column, Number, Series, Table

ROWS = ("indicators", "units", "years")
BY = ("units", "periods", "years")
KINDS = ("bar", "stacked", "line")
COLUMNS: Mapping[str, tuple[str, FigureAspect | None]] = {
    "value": ("Kỳ này", FigureAspect.TOTAL),
    "last": ("Cùng kỳ năm trước", None),
    "change": ("So với cùng kỳ", FigureAspect.CHANGE),
    "change_share": ("Tăng, giảm (%)", FigureAspect.CHANGE_SHARE),
    "plan": ("Kế hoạch", FigureAspect.PLAN),
    "share": ("Đạt (%)", FigureAspect.PLAN_SHARE),
    "complete": ("Đơn vị đã báo cáo đủ", None),
}
MOST_INDICATORS = 60
MOST_SERIES = 8
MOST_ROWS = 200
NOTHING = "…"


@dataclass(frozen=True, slots=True)
class Spec:
    """A checked spec of a table (`rows`, `columns`) or a chart (`by`, `kind`)."""

    indicators: tuple[str, ...]
    rows: str = "indicators"
    columns: tuple[str, ...] = ("value",)
    by: str = "periods"
    kind: str = "bar"

    def as_json(self, section: str) -> dict[str, Any]:
        """Return what the section of that kind keeps."""
        if section == "table":
            return {"indicators": list(self.indicators), "rows": self.rows, "columns": list(self.columns)}
        return {"indicators": list(self.indicators), "by": self.by, "kind": self.kind}


def checked(section: str, spec: Mapping[str, Any]) -> Spec:
    """Return the spec of a section of kind `table` or `chart`. Raises BlockError with what to mend.

    >>> checked("chart", {"indicators": ["sessions"], "by": "years"}).kind
    'bar'
    """
    indicators = tuple(dict.fromkeys(str(one) for one in spec.get("indicators") or ()))
    most = MOST_INDICATORS if section == "table" else MOST_SERIES
    if not indicators:
        raise BlockError(_("Choose at least one indicator."))
    if len(indicators) > most:
        raise BlockError(_("Choose at most %(n)d indicators.") % {"n": most})
    if section == "chart":
        by, kind = str(spec.get("by") or "periods"), str(spec.get("kind") or "bar")
        if by not in BY or kind not in KINDS:
            raise BlockError(_("Choose over what the chart goes, and how it is drawn."))
        return Spec(indicators, by=by, kind=kind)
    rows, columns = str(spec.get("rows") or "indicators"), tuple(spec.get("columns") or ("value",))
    if rows not in ROWS or any(one not in COLUMNS for one in columns):
        raise BlockError(_("Choose what the rows are, and which columns stand beside them."))
    return Spec(indicators, rows=rows, columns=columns)


def filled(draft: Draft, text: SectionText) -> Table | Chart:
    """Return the table or chart of a section with its figures as they are now. Raises BlockError."""
    spec = checked(text.kind, text.spec)
    known = {one.code: one for one in Indicator.objects.filter(code__in=spec.indicators)}
    missing = [code for code in spec.indicators if code not in known]
    if missing:
        raise BlockError(_("There is no indicator “%(code)s”. Choose another.") % {"code": missing[0]})
    if draft.period is None:
        raise BlockError(_("A table or chart of figures needs the period that the document is about."))
    indicators = [known[code] for code in spec.indicators]
    if text.kind == "chart":
        return _chart(draft, draft.period, indicators, spec, text.heading)
    if spec.rows == "indicators":
        return _compared(draft, draft.period, indicators, spec.columns, text.heading)
    return _across(draft, draft.period, indicators, spec.rows, text.heading)


def _compared(
    draft: Draft, period: Period, indicators: Sequence[Indicator], columns: Sequence[str], caption: str
) -> Table:
    """Return a table of indicators: what each was, was before, was to be."""
    before = year_before(period) if "last" in columns else None
    aspects = [aspect for name in columns if (aspect := COLUMNS[name][1])] or [FigureAspect.TOTAL]
    like = Figure(draft=draft, unit=draft.reports_on, period=period)
    found: dict[str, list[Shown]] = {
        aspect: shown_of([_figure(like, one, period, aspect) for one in indicators]) for aspect in aspects
    }
    earlier = (
        shown_of([_figure(like, one, before, FigureAspect.TOTAL) for one in indicators]) if before else ()
    )
    head = [Column("TT", alignment="center"), Column("Chỉ tiêu"), Column("Đơn vị tính", alignment="center")]
    head += [Column(COLUMNS[name][0], alignment="right") for name in columns]
    rows = []
    for place, one in enumerate(indicators):
        cells: list[str | Number] = [str(place + 1), one.name, one.measure]
        for name in columns:
            cells.append(_column(name, place, found, earlier, one.code))
        rows.append(tuple(cells))
    return Table(caption, tuple(head), tuple(rows))


def _column(
    name: str, place: int, found: Mapping[str, Sequence[Shown]], earlier: Sequence[Shown], code: str
) -> str | Number:
    aspect = COLUMNS[name][1]
    if name == "complete":
        some = next(iter(found.values()))[place].counted
        return f"{some.reported}/{some.expected}"
    shown = earlier[place] if aspect is None and earlier else found[aspect][place] if aspect else None
    if shown is None or shown.number is None:
        return NOTHING
    if name in ("value", "last", "plan"):
        return Number(shown.number, rules.places(shown.number), code)
    signed = shown.number
    return Number(
        signed,
        min(1, rules.places(signed, computed=True)) if name != "change" else rules.places(signed),
        code,
    )


def _figure(like: Figure, indicator: Indicator, period: Period, aspect: str) -> Figure:
    return Figure(unit=like.unit, period=period, indicator=indicator, aspect=aspect)


def _across(draft: Draft, period: Period, indicators: Sequence[Indicator], rows: str, caption: str) -> Table:
    """Return a table with a column an indicator, over units or years."""
    found = _totals(draft, period, indicators, rows)
    head = [Column("TT", alignment="center"), Column("Đơn vị" if rows == "units" else "Kỳ báo cáo")]
    head += [Column(one.name, one.measure, "right") for one in indicators]
    body = [heading for heading in zip(found.rows, found.cells, strict=True) if not heading[0].is_total]
    made = [
        (str(place), _row_name(heading), *(_cell(cell) for cell in cells))
        for place, (heading, cells) in enumerate(body[:MOST_ROWS], 1)
    ]
    totals = [cells for heading, cells in zip(found.rows, found.cells, strict=True) if heading.is_total]
    if totals:
        made.append(("", "Tổng cộng", *(_cell(cell) for cell in totals[0])))
    return Table(caption, tuple(head), tuple(made), total=bool(totals))


def _totals(draft: Draft, period: Period, indicators: Sequence[Indicator], over: str) -> Totals:
    axis = Axis.UNIT if over == "units" else Axis.PERIOD
    return totals_table(
        Asked(axis, Axis.INDICATOR, tuple(indicators), draft.reports_on, _periods(draft, period, over)),
        today=timezone.localdate(),
    )


def _periods(draft: Draft, period: Period, over: str) -> tuple[Period, ...]:
    if over == "units":
        return (period,)
    if over == "years":
        same = Period.objects.filter(kind=period.kind, calendar=period.calendar, number=period.number)
        first = draft.since_year or period.year - reporting_periods.MOST_YEARS + 1
        return tuple(same.filter(year__range=(first, period.year)).order_by("year")) or (period,)
    known = list(Period.objects.within(period.starts_on, period.ends_on, period.calendar))
    ways = reporting_periods.overs(period, known)
    return tuple(one for one in reporting_periods.along(period, known, ways[0][0]) if one != period) or (
        period,
    )


def _chart(draft: Draft, period: Period, indicators: Sequence[Indicator], spec: Spec, caption: str) -> Chart:
    found = _totals(draft, period, indicators, spec.by)
    rows = [
        (heading, cells)
        for heading, cells in zip(found.rows, found.cells, strict=True)
        if not heading.is_total
    ][:MOST_ROWS]
    if not rows:
        raise BlockError(_("No figures are there to be drawn yet."))
    values: list[list[Decimal | None]] = [
        [cell.number if cell else None for cell in column]
        for column in zip(*(cells for _h, cells in rows), strict=True)
    ]
    series = tuple(Series(one.name, tuple(numbers)) for one, numbers in zip(indicators, values, strict=True))
    measures = list(dict.fromkeys(one.measure for one in indicators))
    return Chart(
        caption or indicators[0].name,
        cast(Literal["bar", "stacked", "line"], spec.kind),
        tuple(_row_name(heading) for heading, _cells in rows),
        series,
        measures[0] if len(measures) == 1 else "",
        max((rules.places(n) for numbers in values for n in numbers if n is not None), default=0),
    )


def _row_name(heading: Any) -> str:
    return period_words(heading.period) if heading.period else heading.name


def _cell(cell: Any) -> str | Number:
    if cell is None or cell.number is None:
        return NOTHING
    return Number(cell.number, rules.places(cell.number), cell.indicator.code)


def with_spec(text: SectionText, spec: Spec) -> SectionText:
    """Return a section with another spec."""
    return replace(text, spec=spec.as_json(text.kind))
