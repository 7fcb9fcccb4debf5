"""The figures of a draft with their values: live from the totals while it is one, frozen once it is issued."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from nhipcau.drafting import rules
from nhipcau.drafting.aspects import Shown, is_computed, period_words, shown_of
from nhipcau.drafting.models import Draft, DraftState, Figure, FigureAspect
from nhipcau.indicators.models import Indicator
from nhipcau.reporting.choosing import period_key
from nhipcau.reporting.models import Collection as Asking
from nhipcau.reporting.models import Period, Seal
from nhipcau.shell.formats import number
from nhipcau.units.models import Unit

__all__ = [
    "ShownFigure",
    "figures_of",
    "freeze",
    "is_computed",
    "period_words",
    "shown_now",
    "vietnamese_name",
]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as the page and the document show it.

    `printed` is empty when there is no number: `why` says so. `changed` when it is not what was last saved, `before`
    being that. `complete` is how many of the units have reported, as `108/112`; `about` names the unit and period
    where they are not those of the report.
    """

    key: str
    aspect: str
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
        if self.aspect in WORDS:
            return self.printed
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


# Shown as they stand in the text, in whatever language the page is.
WORDS = frozenset({FigureAspect.CHANGE, FigureAspect.CHANGE_SHARE, FigureAspect.PLAN_SHARE})


def figures_of(draft: Draft) -> dict[str, ShownFigure]:
    """Return key → figure. Of an issued draft no total is asked; else see `aspects.shown_of`."""
    figures = list(
        draft.figures.select_related("indicator", "unit", "period").prefetch_related("unit__versions")
    )
    if draft.state == DraftState.ISSUED:
        return {figure.key: _frozen(draft, figure) for figure in figures}
    return {
        figure.key: _live(draft, figure, shown)
        for figure, shown in zip(figures, shown_of(figures), strict=True)
    }


def shown_now(figure: Figure) -> ShownFigure:
    """Return what a figure that need not be stored would show now. Eight queries."""
    return _live(figure.draft, figure, shown_of([figure])[0])


def freeze(draft: Draft, used: Collection[str], figures: Mapping[str, ShownFigure]) -> None:
    """Keep of the draft's figures those that the text uses, as they are shown now, with the seals they rest on."""
    draft.figures.exclude(key__in=used).delete()
    frozen = list(draft.figures.select_related("period"))
    seals = {period: _seal_of(period) for period in {figure.period for figure in frozen}}
    for figure in frozen:
        shown = figures[figure.key]
        figure.frozen = figure.seen = shown.number
        figure.frozen_text, figure.frozen_note = shown.printed, shown.complete
        figure.frozen_seal = seals[figure.period]
    Figure.objects.bulk_update(frozen, ["frozen", "frozen_text", "frozen_note", "frozen_seal", "seen"])


def _seal_of(period: Period) -> str:
    """Return the SHA-256 of the sealed file that figures of the period rest on, of several that of their list.

    "" where something asked for in the period is not sealed.
    """
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    asked = set(Asking.objects.filter(period__in=within).values_list("pk", flat=True))
    newest: dict[int, str] = {}
    for seal in Seal.objects.filter(collection__in=asked).order_by("revision"):
        newest[seal.collection_id] = seal.sha256
    if not asked or asked - set(newest):
        return ""
    if len(newest) == 1:
        return next(iter(newest.values()))
    return hashlib.sha256("\n".join(sorted(newest.values())).encode()).hexdigest()


def _live(draft: Draft, figure: Figure, shown: Shown) -> ShownFigure:
    changed = figure.pk is not None and figure.seen != _stored(shown.number)
    before = rules.printed(figure.seen, computed=True) if changed and figure.seen is not None else ""
    return ShownFigure(
        key=figure.key,
        aspect=figure.aspect,
        figure=figure.pk,
        indicator=figure.indicator,
        unit=figure.unit,
        period=figure.period,
        number=_stored(shown.number),
        printed=shown.words,
        why=shown.why,
        changed=changed,
        before=before,
        complete=f"{shown.counted.reported}/{shown.counted.expected}",
        whole=shown.counted.reported == shown.counted.expected,
        about=_about(draft, figure),
    )


def _stored(value: Decimal | None) -> Decimal | None:
    """Return a number as its column keeps it, so that it equals itself when read again."""
    return None if value is None else round(value, rules.STORED_PLACES)


def _frozen(draft: Draft, figure: Figure) -> ShownFigure:
    computed = is_computed(figure.indicator)
    done, _of, asked = figure.frozen_note.partition("/")
    # What was issued before the words were kept was printed as the number is.
    printed = figure.frozen_text or (
        "" if figure.frozen is None else rules.printed(figure.frozen, computed=computed)
    )
    return ShownFigure(
        key=figure.key,
        aspect=figure.aspect,
        figure=figure.pk,
        indicator=figure.indicator,
        unit=figure.unit,
        period=figure.period,
        number=figure.frozen,
        printed=printed,
        why="",
        changed=False,
        before="",
        complete=figure.frozen_note,
        whole=done == asked,
        about=_about(draft, figure),
    )


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
