"""What the pages of drafting show: the page as it will look, and the figures at hand. Frozen answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from nhipcau.drafting import access, composing, rules
from nhipcau.drafting.composing import Figures
from nhipcau.drafting.figures import ShownFigure, candidates, figures_of
from nhipcau.drafting.models import Draft, DraftState
from nhipcau.drafting.readiness import Check, checks_of
from nhipcau.drafting.rules import FigureMark, LineKind, SectionText
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting.models import Collection, FormField, Period
from nhipcau.units import rules as units_rules
from nhipcau.units.models import Unit, UnitVersion
from nhipcau.writing import Column
from nhipcau.writing import rules as writing_rules


@dataclass(frozen=True, slots=True)
class PagePiece:
    """A stretch of text, or the figure that stands for `key` (None when there is no such figure)."""

    text: str = ""
    key: str = ""
    figure: ShownFigure | None = None


@dataclass(frozen=True, slots=True)
class PageLine:
    """A paragraph or bullet of the page."""

    kind: LineKind
    pieces: tuple[PagePiece, ...]


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section of the page with its Roman numeral, and the table of figures where it stands."""

    label: str
    heading: str
    lines: tuple[PageLine, ...]
    table: tuple[ShownFigure, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft as its pages show it: text, figures, the page it will be, what stands against issuing it."""

    draft: Draft
    texts: tuple[SectionText, ...]
    figures: Figures
    sections: tuple[PageSection, ...]
    checks: tuple[Check, ...]

    @property
    def number(self) -> str:
        """Number and symbol as printed; empty before there is a number."""
        return composing.full_number(self.draft) if self.draft.number else ""

    @property
    def date_line(self) -> str:
        """Place and date as printed."""
        return writing_rules.date_line(self.draft.place, self.draft.issued_on)

    @property
    def recipients(self) -> list[str]:
        """The lines under "Nơi nhận" as printed."""
        filing = writing_rules.filing_line(self.draft.filing)
        return writing_rules.recipient_lines(composing.recipients_of(self.draft), filing)

    @property
    def caption(self) -> str:
        """What stands over the table of figures."""
        return composing.caption_of(self.draft)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table of figures."""
        return composing.COLUMNS

    @property
    def blocking(self) -> tuple[Check, ...]:
        """The checks that stand against issuing."""
        return tuple(check for check in self.checks if check.blocking)

    @property
    def changed(self) -> tuple[ShownFigure, ...]:
        """The figures in the text that are not what was last saved."""
        used = composing.used_keys(self.texts)
        return tuple(self.figures[key] for key in used if key in self.figures and self.figures[key].changed)

    @property
    def fingerprint(self) -> str:
        """What stands for the text and the figures as shown: given back when issuing."""
        return fingerprint_of(self.draft, self.figures)


def fingerprint_of(draft: Draft, figures: Figures) -> str:
    """Return what stands for the draft's text and figures as they are now."""
    return rules.fingerprint(draft.revision, {key: figure.number for key, figure in figures.items()})


def draft_page(draft: Draft, *, to_issue: bool = False) -> DraftPage:
    """Return all that a page of the draft shows. `to_issue` leaves out what the issuing form itself asks for."""
    texts = composing.texts_of(draft.sections.all())
    figures = figures_of(draft)
    issued = draft.state == DraftState.ISSUED
    return DraftPage(
        draft=draft,
        texts=texts,
        figures=figures,
        sections=tuple(_page_sections(texts, figures)),
        checks=() if issued else checks_of(draft, texts, figures, to_issue=to_issue),
    )


def _page_sections(texts: Sequence[SectionText], figures: Figures) -> Iterator[PageSection]:
    place, counted = composing.table_place(texts, figures), 0
    used = tuple(figures[key] for key in composing.used_keys(texts) if key in figures)
    for index, text in enumerate(texts):
        heading = text.heading.strip()
        counted += bool(heading)
        yield PageSection(
            label=f"{rules.roman(counted)}." if heading else "",
            heading=heading,
            lines=tuple(_page_line(line, figures) for line in rules.lines_of(text.body)),
            table=used if index == place else (),
        )


def _page_line(line: rules.Line, figures: Figures) -> PageLine:
    pieces = (
        PagePiece(key=piece.key, figure=figures.get(piece.key))
        if isinstance(piece, FigureMark)
        else PagePiece(piece)
        for piece in line.pieces
    )
    return PageLine(line.kind, tuple(pieces))


def asked_indicators(unit: Unit, reports_on: int, period: Period) -> list[Indicator]:
    """Return what is asked for within the period, by `unit` or of the units reported on, in the forms' order.

    What is never added up is left out: a report has no total of it. Four queries.
    """
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    reach = units_rules.below(UnitVersion.objects.parents(period.ends_on), [reports_on])
    asked = Collection.objects.filter(Q(form__unit=unit) | Q(units__in=reach), period__in=within)
    fields = (
        FormField.objects.filter(section__form__in=asked.values("form"))
        .exclude(Q(indicator__over_units=Additivity.NONE) | Q(indicator__over_periods=Additivity.NONE))
        .select_related("indicator")
        .order_by("section__form", "section__position", "position")
    )
    return list({field.indicator_id: field.indicator for field in fields}.values())


def figures_at_hand(draft: Draft, figures: Figures) -> list[ShownFigure]:
    """Return every figure that may be put into the text: those of the draft, then what the period's forms ask for.

    The second kind becomes a figure of the draft when its key is first saved in the text.
    """
    asked = asked_indicators(draft.unit, draft.reports_on_id, draft.period)
    new = [one for one in asked if one.code not in figures]
    return [*figures.values(), *(candidates(draft, new, draft.reports_on) if new else [])]


def drafts_listed(user: Any) -> list[Draft]:
    """Return the drafts `user` may read, newest first, with what the list names."""
    return list(access.visible_drafts(user).in_full())
