"""The figures of a draft with their values: live from the totals while it is one, frozen once it is issued."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import rules
from nhipcau.drafting.models import Draft, DraftState, Figure
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting import rules as reporting_rules
from nhipcau.reporting.choosing import period_key
from nhipcau.reporting.models import Period
from nhipcau.reporting.overviews import CellState, Total, totals
from nhipcau.shell.formats import number
from nhipcau.units.models import Unit


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as the page and the document show it.

    `printed` is empty when there is no number: `why` says so. `changed` when it is not what was last saved, `before`
    being that. `complete` is how many of the units have reported, as `108/112`; `about` names the unit and period
    where they are not those of the report.
    """

    key: str
    figure: int | None
    indicator: Indicator
    unit: Unit
    period: Period
    number: Decimal | None
    printed: str
    why: str | Promise
    changed: bool
    before: str
    complete: str
    whole: bool
    about: str

    @property
    def places(self) -> int:
        """How many decimals it is printed with."""
        return 0 if self.number is None else rules.places(self.number, computed=is_computed(self.indicator))

    @property
    def local_printed(self) -> str:
        """The number in the form of the page's language, beside the document rather than in it."""
        return "" if self.number is None else number(round(self.number, self.places))

    @property
    def id_text(self) -> str:
        """The number of the stored figure, without thousands."""
        return str(self.figure or "")

    @property
    def url(self) -> str:
        """Where it comes from: the total, which opens down to the evidence."""
        asked = urlencode({"unit": self.unit.pk, "period": period_key(self.period)})
        return f"{reverse('reporting:total', args=[self.indicator.code])}?{asked}"


def is_computed(indicator: Indicator) -> bool:
    """Return whether totals of the indicator are divided, so that they have more decimals than anybody counted."""
    means = Additivity.MEAN in (indicator.over_units, indicator.over_periods)
    return indicator.numerator_id is not None or means


def figures_of(draft: Draft) -> dict[str, ShownFigure]:
    """Return key → figure. Of an issued draft no total is asked; else eight queries for each unit and period."""
    figures = list(
        draft.figures.select_related("indicator", "unit", "period").prefetch_related("unit__versions")
    )
    if draft.state == DraftState.ISSUED:
        return {figure.key: _frozen(draft, figure) for figure in figures}
    live = _totals(figures)
    return {figure.key: _live(draft, figure, live[figure.pk]) for figure in figures}


def candidates(draft: Draft, indicators: Iterable[Indicator], unit: Unit) -> list[ShownFigure]:
    """Return what figures of `indicators` would show, by their codes, for the draft's period. Eight queries."""
    figures = [
        Figure(draft=draft, key=one.code, indicator=one, unit=unit, period=draft.period) for one in indicators
    ]
    found = totals([figure.indicator for figure in figures], unit, draft.period)
    return [_live(draft, figure, one) for figure, one in zip(figures, found, strict=True)]


def _totals(figures: Iterable[Figure]) -> dict[int, Total]:
    groups: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.unit_id, figure.period_id), []).append(figure)
    return {
        figure.pk: one
        for group in groups.values()
        for figure, one in zip(
            group, totals([one.indicator for one in group], group[0].unit, group[0].period), strict=True
        )
    }


def _live(draft: Draft, figure: Figure, total: Total) -> ShownFigure:
    computed = is_computed(figure.indicator)
    changed = figure.pk is not None and figure.seen != total.number
    before = rules.printed(figure.seen, computed=computed) if changed and figure.seen is not None else ""
    return ShownFigure(
        key=figure.key,
        figure=figure.pk,
        indicator=figure.indicator,
        unit=figure.unit,
        period=figure.period,
        number=total.number,
        printed="" if total.number is None else rules.printed(total.number, computed=computed),
        why=_why(total),
        changed=changed,
        before=before,
        complete=f"{total.reported}/{total.expected}",
        whole=total.reported == total.expected,
        about=_about(draft, figure),
    )


def _frozen(draft: Draft, figure: Figure) -> ShownFigure:
    computed = is_computed(figure.indicator)
    done, _of, asked = figure.frozen_note.partition("/")
    return ShownFigure(
        key=figure.key,
        figure=figure.pk,
        indicator=figure.indicator,
        unit=figure.unit,
        period=figure.period,
        number=figure.frozen,
        printed="" if figure.frozen is None else rules.printed(figure.frozen, computed=computed),
        why="",
        changed=False,
        before="",
        complete=figure.frozen_note,
        whole=done == asked,
        about=_about(draft, figure),
    )


def _why(total: Total) -> str | Promise:
    """Return why there is no number, and what to do next; empty when there is one."""
    if total.number is not None:
        return ""
    if total.reason is not None:
        return _(
            "is never added up over units or periods: name the figure of one unit and one period instead"
        )
    if not total.expected:
        return _("is asked for by no form in this period: choose another period, or take it out of the text")
    if total.state == CellState.NOT_DUE:
        return _("is not due yet: wait until its period has ended and the answers are approved")
    return _("has no approved value yet: have the units' answers approved, or take it out of the text")


def _about(draft: Draft, figure: Figure) -> str:
    """Return the unit and period of a figure where the report does not go without saying."""
    parts = []
    if figure.unit_id not in (draft.unit_id, draft.reports_on_id):
        parts.append(vietnamese_name(figure.unit))
    if figure.period_id != draft.period_id:
        parts.append(period_words(figure.period))
    return ", ".join(parts)


def vietnamese_name(unit: Unit) -> str:
    """Return the newest Vietnamese name of a unit, whatever the language of the page. Prefetch `versions`."""
    return unit.latest.name if unit.latest else str(unit)


def period_words(period: Period) -> str:
    """Return a period as a sentence names it: `năm 2026`, `quý IV/2026`."""
    name = reporting_rules.period_name(period.kind, period.year, period.number, language="vi")
    return name[:1].lower() + name[1:]
