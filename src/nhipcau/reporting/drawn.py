"""The cells of a table of totals as HTML, written at once: a template takes longer for thousands of cells than the sums.

What many cells share (a column's label, an address, a number of units) is written once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhipcau.reporting.choosing import Chosen, period_key
from nhipcau.reporting.tables import Cell, Heading, Table
from nhipcau.reporting.words import no_number
from nhipcau.shell.formats import number

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as the page shows it: where its number leads, and why there is none."""

    cell: Cell | None
    url: str
    why: str


@dataclass
class Drawing:
    """What the cells of one page share."""

    chosen: Chosen
    codes: dict[str, str] = field(default_factory=dict)
    queries: dict[tuple[int, int], str] = field(default_factory=dict)
    complete: dict[tuple[int, int], SafeString] = field(default_factory=dict)

    def address(self, cell: Cell) -> str:
        """Return where a number leads; "" where that is not open to the person."""
        if not cell.opens or cell.unit_id not in self.chosen.seen:
            return ""
        code, place = cell.indicator.code, (cell.unit_id, id(cell.period))
        if code not in self.codes:
            self.codes[code] = reverse("reporting:total", args=[code])
        if place not in self.queries:
            also = {"unit": str(cell.unit_id), "period": period_key(cell.period), "form": ""}
            self.queries[place] = urlencode(self.chosen.query | also)
        return f"{self.codes[code]}?{self.queries[place]}"

    def of(self, cell: Cell) -> SafeString:
        """Return how many of the units have sent theirs, where not all have."""
        if cell.reported == cell.expected:
            return NOTHING
        key = cell.reported, cell.expected
        if key not in self.complete:
            words = ' <span class="nc-meta rp-of">{}/{}</span>'
            self.complete[key] = format_html(words, number(cell.reported), number(cell.expected))
        return self.complete[key]

    def shown(self, cell: Cell | None) -> Shown:
        """Return what a cell shows."""
        if cell is None:
            return Shown(None, "", _("not asked for"))
        return Shown(cell, self.address(cell), no_number(cell.number, cell.state, cell.reason))

    def html(self, shown: Shown) -> SafeString:
        """Return the number and where it leads, or why there is none."""
        cell = shown.cell
        if cell is None:
            return _without(shown.why)
        told = _without(shown.why) if cell.number is None else number(cell.number)
        linked = format_html('<a href="{}">{}</a>', shown.url, told) if shown.url else told
        return format_html("{}{}", linked, self.of(cell))


def _without(why: str) -> SafeString:
    return format_html('<span title="{0}">—<span class="w-sr-only"> {0}</span></span>', why)


def label(column: Heading) -> SafeString:
    """Return what a narrow screen says beside each cell of a column."""
    if column.is_total:
        return format_html("{}", _("Total"))
    measure = f" ({column.indicator.local_measure})" if column.indicator else ""
    return format_html("{}{}", column.name, measure)


def rows_of(found: Table, chosen: Chosen) -> Iterator[tuple[tuple[tuple[Heading, Shown], ...], SafeString]]:
    """Return the cells of each row of a table, each with its column, and as HTML."""
    drawing = Drawing(chosen)
    opening = [format_html('<td class="nc-number" data-label="{}">', label(one)) for one in found.columns]
    for cells in found.cells:
        shown = [drawing.shown(cell) for cell in cells]
        html = (f"{begin}{drawing.html(one)}</td>" for begin, one in zip(opening, shown, strict=True))
        yield tuple(zip(found.columns, shown, strict=True)), SafeString("".join(html))
