"""The page of a chart, always with its table, and the chart itself at its own address."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import periods
from nhipcau.reporting.charting import Bar, bars_of, svg_of
from nhipcau.reporting.choosing import Chosen, choose
from nhipcau.reporting.tables import Asked, Axis, Table, table
from nhipcau.reporting.words import no_number
from nhipcau.shell.views import download, staff_page

ICON = "table"
BY = {Axis.UNIT: _("Unit"), Axis.PERIOD: _("Period")}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart shows, with what could be chosen instead."""

    chosen: Chosen
    by: Axis
    over: str
    overs: tuple[tuple[str, str], ...]
    indicator: Indicator | None
    table: Table | None
    query: dict[str, str]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is drawn."""
        return bars_of(self.table) if self.table else ()


def chart(request: HttpRequest) -> HttpResponse:
    """One indicator by unit or by period, as a picture and as a table."""
    drawn = _read(request)
    rows = zip(drawn.table.rows, drawn.table.cells, strict=True) if drawn.table else ()
    context = {
        "chosen": drawn.chosen,
        "drawn": drawn,
        "bars": drawn.bars,
        "rows": [
            (heading, cell, no_number(cell.number, cell.state, cell.reason) if cell else "")
            for heading, (cell,) in rows
        ],
        "by": list(BY.items()),
        "query": urlencode(drawn.query),
        "way": "chart",
    }
    return staff_page(request, "reporting/chart.html", context, title=_("Totals"), icon=ICON)


def chart_svg(request: HttpRequest) -> HttpResponse:
    """The picture. `narrow` is for telephones."""
    drawn = _read(request)
    if not drawn.bars or drawn.indicator is None:
        raise Http404
    svg = svg_of(
        drawn.bars,
        measure=drawn.indicator.local_measure,
        upright=drawn.by is Axis.PERIOD,
        narrow=request.GET.get("narrow") == "1",
    )
    return download(svg, f"{drawn.indicator.code}.svg", "image/svg+xml", inline=True)


def _read(request: HttpRequest) -> Drawn:
    chosen = choose(request.user, request.GET)
    by = Axis(request.GET["by"]) if request.GET.get("by") in BY else Axis.UNIT
    overs = periods.overs(chosen.period, chosen.periods) if chosen.period else ()
    over = next((key for key, _name in overs if key == request.GET.get("over")), overs[0][0] if overs else "")
    wanted = request.GET.get("indicator")
    indicator = next((one for one in chosen.indicators if one.code == wanted), None)
    indicator = indicator or next(iter(chosen.indicators), None)
    query = chosen.query | {"by": by.value, "over": over, "indicator": indicator.code if indicator else ""}
    return Drawn(chosen, by, over, overs, indicator, _table(chosen, by, over, indicator), query)


def _table(chosen: Chosen, by: Axis, over: str, indicator: Indicator | None) -> Table | None:
    if chosen.unit is None or chosen.period is None or indicator is None:
        return None
    along: dict[Axis, Any] = {
        Axis.UNIT: (chosen.period,),
        # The whole stands in the table of totals: beside its pieces it would dwarf them.
        Axis.PERIOD: tuple(
            one
            for one in periods.along(chosen.period, chosen.periods, over)
            if over == periods.YEARS or one != chosen.period
        ),
    }
    asked = Asked(
        rows=by,
        columns=Axis.NOTHING,
        indicators=(indicator,),
        unit=chosen.unit,
        periods=along[by],
        boundaries=chosen.boundaries,
        include_unapproved=chosen.include_unapproved,
    )
    return table(asked, today=timezone.localdate())
