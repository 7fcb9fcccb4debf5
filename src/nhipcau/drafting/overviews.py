"""What the pages of drafting show: the page as it will look, and the figures at hand. Frozen answers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from nhipcau.drafting import access, composing, rules
from nhipcau.drafting.composing import Composed, Figures
from nhipcau.drafting.figures import ShownFigure, figures_of
from nhipcau.drafting.models import Draft, Step
from nhipcau.drafting.paper import paper_of
from nhipcau.drafting.querysets import DraftQuerySet
from nhipcau.drafting.readiness import Check, checks_of
from nhipcau.drafting.rules import SectionText
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting.models import Collection, FormField, Period
from nhipcau.units import rules as units_rules
from nhipcau.units.models import Unit, UnitVersion
from nhipcau.writing import to_json


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft as its pages show it: text, figures, the page it will be, what stands against issuing it."""

    draft: Draft
    texts: tuple[SectionText, ...]
    figures: Figures
    composed: Composed
    checks: tuple[Check, ...]

    @property
    def paper(self) -> SafeString:
        """The document as it will look."""
        return paper_of(self.composed, self.figures)

    @property
    def number(self) -> str:
        """Number and symbol as printed; empty before there is a number."""
        return composing.full_number(self.draft) if self.draft.number else ""

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
        return fingerprint_of(self.draft, self.figures, self.composed)


def fingerprint_of(draft: Draft, figures: Figures, composed: Composed | None = None) -> str:
    """Return what stands for the draft's text and figures as they are now, with `composed` tables and charts too."""
    numbers = {key: figure.number for key, figure in figures.items()}
    page = to_json(composed.document) if composed and composed.document else ""
    return rules.fingerprint(draft.revision, numbers, page)


def draft_page(draft: Draft) -> DraftPage:
    """Return all that a page of the draft shows."""
    texts = composing.texts_of(draft.sections.all())
    figures = figures_of(draft)
    composed = composing.composed(draft, texts, figures)
    checks = checks_of(draft, texts, figures, composed) if draft.is_live else ()
    return DraftPage(draft=draft, texts=texts, figures=figures, composed=composed, checks=checks)


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


def number_of(draft: Draft) -> str:
    """Return number and symbol as printed."""
    return composing.full_number(draft)


def steps_of(draft: Draft) -> list[Step]:
    """Return the steps of the draft, the latest first. One query."""
    return list(draft.steps.select_related("taken_by").order_by("-pk"))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which drafts a list shows: "" leaves a condition out."""

    words: str = ""
    state: str = ""
    template: str = ""


def drafts_listed(user: Any, choice: Choice) -> DraftQuerySet:
    """Return the drafts `user` may read and `choice` asks for, newest first, with what the list names.

    Words are found with or without marks, in subject and number; every one of them has to be there.
    """
    given = {name: value for name in ("state", "template") if (value := getattr(choice, name))}
    found = access.visible_drafts(user).filter(**given)
    if wanted := units_rules.folded(choice.words).split():
        told = found.values_list("pk", "subject", "kind", "symbol", "document__number")
        found = found.filter(pk__in=[pk for pk, *texts in told if _tells(texts, wanted)])
    return found.in_full()


def _tells(texts: list[str | None], wanted: list[str]) -> bool:
    told = units_rules.folded(" ".join(text for text in texts if text))
    return all(word in told for word in wanted)
