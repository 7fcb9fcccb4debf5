"""The units' own words on a chapter: what they answered to the questions of the period's forms."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from nhipcau.drafting import rules
from nhipcau.drafting.models import Draft, Section
from nhipcau.reporting.models import Collection, FormQuestion, Narrative, Period
from nhipcau.reporting.overviews import SENT
from nhipcau.units import reach

QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the period's forms, and how many units have answered it."""

    question: FormQuestion
    answers: int


def asked(draft: Draft) -> list[Asked]:
    """Return the questions that units have answered in the draft's period, in the forms' order. Three queries."""
    counted = dict(
        _narratives(draft)
        .order_by()
        .values_list("question")
        .annotate(units=Count("submission__unit", distinct=True))
    )
    questions = FormQuestion.objects.filter(pk__in=counted).select_related("section__form")
    in_order = questions.order_by("section__form", "section__position", "position")
    return [Asked(one, counted[one.pk]) for one in in_order]


def question_of(section: Section, questions: Iterable[Asked]) -> FormQuestion | None:
    """Return the question whose answers belong beside the section: the one chosen for it, else by its chapter."""
    some = list(questions)
    chosen = section.spec.get(QUESTION)
    for one in some:
        if one.question.pk == chosen:
            return one.question
    fitting = (one.question for one in some if rules.chapter_of(one.question.prompt) == section.chapter)
    return next(fitting, None) if section.chapter else None


def answers(draft: Draft, question: FormQuestion, words: str = "") -> "QuerySet[Narrative]":
    """Return what units answered to the question and was not taken over yet, by unit; with `words` what holds them."""
    found = _narratives(draft).filter(question=question).exclude(pk__in=draft.taken_over.values("narrative"))
    for word in words.split():
        found = found.filter(text__icontains=word)
    return found.select_related("submission__collection__period").order_by("submission__unit", "pk")


def _narratives(draft: Draft) -> "QuerySet[Narrative]":
    if draft.period is None:
        return Narrative.objects.none()
    period = draft.period
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    collections = Collection.objects.filter(period__in=within, form__unit=draft.unit)
    units = reach.under([draft.reports_on_id, draft.unit_id], draft.day)
    return Narrative.objects.filter(
        submission__collection__in=collections, submission__state__in=SENT, submission__unit__in=units
    ).exclude(text="")
