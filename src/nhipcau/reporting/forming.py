"""The writes that shape a form: its title and rhythm, sections, questions, rules, whom it asks, its versions.

A form that was asked is never changed: `new_version` copies it, the copy is shaped, and `put_in_use` puts it in the
place of the old one, which stays with what was answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from nhipcau.audit import log
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import access, errors, events, shapes
from nhipcau.reporting.asking import FieldAsked, Rhythm, require_askable
from nhipcau.reporting.formulas import FormulaError, read_formula
from nhipcau.reporting.models import Form, FormAudience, FormField, FormQuestion, FormRule, FormSection
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question in words that a section asks."""

    prompt: str
    prompt_en: str = ""
    required: bool = False


@transaction.atomic
def change_form(form: Form, *, title: str, title_en: str, rhythm: Rhythm, by: User, at: datetime) -> Form:
    """Give the form another title and rhythm: what coming collections propose. Asked forms too: no answer rests on it.

    Raises PermissionDenied; ValidationError for a title that is too long or missing.
    """
    held = _held(form, by)
    held.title, held.title_en = title.strip(), title_en.strip()
    held.period_kind, held.calendar = rhythm.period_kind, rhythm.calendar
    held.due_after, held.locks_after = rhythm.due_after, rhythm.locks_after
    held.full_clean()
    held.save()
    log.record(events.FORM_CHANGED, held, by=by, at=at.isoformat(), what="rhythm", title=held.title)
    return held


@transaction.atomic
def copy_form(
    form: Form, *, title: str, title_en: str, by: User, at: datetime, unit: Unit | None = None
) -> Form:
    """Return a new form like this one, by which `unit` (its own when None) asks; not in use until it is put in use.

    Raises PermissionDenied unless `by` follows the form and is an officer of the unit; ValidationError.
    """
    asking = unit or form.unit
    access.require_officer(by, asking.pk)
    made = _copied(access.get_form(by, form.pk), asking, title.strip(), title_en.strip())
    log.record(events.FORM_COPIED, made, by=by, at=at.isoformat(), copied_from=form.pk)
    return made


@transaction.atomic
def new_version(form: Form, *, by: User, at: datetime) -> Form:
    """Return the next version of the form, to be shaped and put in use; the one begun before when there is one.

    Raises PermissionDenied.
    """
    held = _held(form, by)
    begun = Form.objects.filter(replaces=held).first()
    if begun:
        return begun
    made = _copied(held, held.unit, held.title, held.title_en, replaces=held)
    log.record(events.FORM_COPIED, made, by=by, at=at.isoformat(), copied_from=held.pk, version=made.version)
    return made


@transaction.atomic
def put_in_use(form: Form, *, by: User, at: datetime) -> Form:
    """Let the form be asked from now on, in place of the version before it, which is put away.

    Raises PermissionDenied, EmptyFormError; NotInUseError when a newer version has taken its place.
    """
    held = _held(form, by)
    if Form.objects.filter(replaces=held, active=True).exists():
        raise errors.NotInUseError
    sections = list(held.sections.prefetch_related("fields", "questions"))
    if not sections or not all(one.fields.all() or one.questions.all() for one in sections):
        raise errors.EmptyFormError
    if held.replaces_id:
        Form.objects.filter(pk=held.replaces_id).update(active=False)
    held.active = True
    held.save(update_fields=["active"])
    log.record(events.FORM_PUT_IN_USE, held, by=by, at=at.isoformat(), version=held.version)
    return held


@transaction.atomic
def put_away(form: Form, *, by: User, at: datetime) -> Form:
    """Ask the form no more; what was asked goes on. Raises PermissionDenied."""
    held = _held(form, by)
    held.active = False
    held.save(update_fields=["active"])
    log.record(events.FORM_PUT_AWAY, held, by=by, at=at.isoformat())
    return held


@transaction.atomic
def keep_section(
    form: Form,
    section: FormSection | None,
    *,
    title: str,
    title_en: str,
    fields: Sequence[FieldAsked],
    questions: Sequence[QuestionAsked],
    by: User,
    at: datetime,
) -> FormSection:
    """Write a section as it shall be, its fields and questions in their order; a new one when None, at the end.

    Raises PermissionDenied, FormAskedError, EmptyFormError, RatioAskedError, WholeAndPartError, RuleLosesFigureError,
    ValidationError.
    """
    held = _held_to_shape(form, by)
    if not (fields or questions):
        raise errors.EmptyFormError
    others = Indicator.objects.filter(form_fields__section__form=held)
    if section is not None:
        others = others.exclude(form_fields__section=section)
    require_askable([*others, *(one.indicator for one in fields)])
    kept = section or FormSection(form=held, position=_next_position(held))
    kept.title, kept.title_en = title.strip(), title_en.strip()
    kept.full_clean()
    kept.save()
    FormField.objects.filter(section=kept).delete()
    FormField.objects.bulk_create(
        FormField(section=kept, indicator=one.indicator, required=one.required, position=place)
        for place, one in enumerate(fields, 1)
    )
    _keep_questions(kept, questions)
    _require_rules_read(held)
    log.record(events.FORM_CHANGED, held, by=by, at=at.isoformat(), what="section", title=kept.title)
    return kept


@transaction.atomic
def move_section(section: FormSection, *, earlier: bool, by: User, at: datetime) -> None:
    """Let the section change places with the one before or after it; the first and last stay where they are.

    Raises PermissionDenied, FormAskedError.
    """
    held = _held_to_shape(section.form, by)
    order = list(held.sections.order_by("position"))
    here = next(place for place, one in enumerate(order) if one.pk == section.pk)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    _number(order)
    log.record(events.FORM_CHANGED, held, by=by, at=at.isoformat(), what="order")


@transaction.atomic
def remove_section(section: FormSection, *, by: User, at: datetime) -> None:
    """Take a section out. Raises PermissionDenied, FormAskedError, EmptyFormError, RuleLosesFigureError."""
    held = _held_to_shape(section.form, by)
    if held.sections.count() == 1:
        raise errors.EmptyFormError
    title = section.title
    section.delete()
    _number(list(held.sections.order_by("position")))
    _require_rules_read(held)
    log.record(events.FORM_CHANGED, held, by=by, at=at.isoformat(), what="section removed", title=title)


@transaction.atomic
def keep_rule(form: Form, rule: FormRule, *, by: User, at: datetime) -> FormRule:
    """Write a rule of the form, new or changed.

    Raises PermissionDenied, FormAskedError, NoFormulaError, UnknownFigureError, ValidationError.
    """
    held = _held_to_shape(form, by)
    rule.form = held
    rule.full_clean()
    unknown = unknown_in(rule, codes_of(held))
    if unknown:
        raise errors.UnknownFigureError(unknown)
    rule.save()
    log.record(events.FORM_CHANGED, held, by=by, at=at.isoformat(), what="rule", title=rule.message)
    return rule


@transaction.atomic
def remove_rule(rule: FormRule, *, by: User, at: datetime) -> None:
    """Take a rule out. Raises PermissionDenied, FormAskedError."""
    held = _held_to_shape(rule.form, by)
    message = rule.message
    rule.delete()
    log.record(events.FORM_CHANGED, held, by=by, at=at.isoformat(), what="rule removed", title=message)


@transaction.atomic
def add_audience(form: Form, row: FormAudience, *, by: User, at: datetime) -> FormAudience:
    """Let the form ask the units that fit `row` too, when it is asked next. Asked forms too: no answer rests on it.

    Raises PermissionDenied, AudienceEmptyError, ValidationError.
    """
    held = _held(form, by)
    if not any((row.unit_id, row.line, row.kind, row.level, row.territory_id, row.group_id)):
        raise errors.AudienceEmptyError
    row.form = held
    row.full_clean()
    row.save()
    log.record(events.FORM_CHANGED, held, by=by, at=at.isoformat(), what="audience", title=str(row))
    return row


@transaction.atomic
def remove_audience(row: FormAudience, *, by: User, at: datetime) -> None:
    """Take a row out of whom the form asks. Raises PermissionDenied."""
    held = _held(row.form, by)
    said = str(row)
    row.delete()
    log.record(events.FORM_CHANGED, held, by=by, at=at.isoformat(), what="audience removed", title=said)


def codes_of(form: Form) -> frozenset[str]:
    """Return the codes of the indicators a form asks for. One query."""
    return frozenset(Indicator.objects.filter(form_fields__section__form=form).values_list("code", flat=True))


def unknown_in(rule: FormRule, codes: frozenset[str]) -> list[str]:
    """Return the names in a rule that are no codes of the form. Raises NoFormulaError."""
    names: dict[str, None] = {}
    for side in (rule.left, rule.right):
        try:
            names |= dict.fromkeys(read_formula(side).names)
        except FormulaError as error:
            raise errors.NoFormulaError(side[error.at :].strip()[:40]) from error
    return [name for name in names if name not in codes]


def _require_rules_read(form: Form) -> None:
    codes = codes_of(form)
    lost = [name for rule in form.rules.all() for name in unknown_in(rule, codes)]
    if lost:
        raise errors.RuleLosesFigureError(list(dict.fromkeys(lost)))


def _keep_questions(section: FormSection, questions: Sequence[QuestionAsked]) -> None:
    section.questions.all().delete()
    for place, one in enumerate(questions, 1):
        question = FormQuestion(
            section=section,
            prompt=one.prompt.strip(),
            prompt_en=one.prompt_en.strip(),
            required=one.required,
            position=place,
        )
        question.full_clean()
        question.save()


def _next_position(form: Form) -> int:
    return (form.sections.aggregate(last=Max("position"))["last"] or 0) + 1


def _number(sections: Sequence[FormSection]) -> None:
    """Give sections their places anew: first beyond all, for no two may share one on the way."""
    for shift in (len(sections) + max((one.position for one in sections), default=0), 0):
        for place, one in enumerate(sections, 1):
            FormSection.objects.filter(pk=one.pk).update(position=place + shift)


def _copied(form: Form, unit: Unit, title: str, title_en: str, replaces: Form | None = None) -> Form:
    made = Form(
        unit=unit,
        title=title,
        title_en=title_en,
        period_kind=form.period_kind,
        calendar=form.calendar,
        due_after=form.due_after,
        locks_after=form.locks_after,
        active=False,
        replaces=replaces,
        version=form.version + 1 if replaces else 1,
    )
    made.full_clean()
    made.save()
    for section in form.sections.prefetch_related("fields", "questions"):
        fields, questions = list(section.fields.all()), list(section.questions.all())
        section.pk, section._state.adding, section.form = None, True, made
        section.save()
        _copy_rows([*fields, *questions], section=section)
    _copy_rows([*form.rules.all(), *form.audiences.all()], form=made)
    return made


def _copy_rows(rows: Sequence[FormField | FormQuestion | FormRule | FormAudience], **owner: object) -> None:
    for row in rows:
        row.pk, row._state.adding = None, True
        for name, value in owner.items():
            setattr(row, name, value)
        row.save()


def _held(form: Form, by: User) -> Form:
    """Return the form as it is now, held until the transaction ends, if `by` may shape it."""
    held = Form.objects.select_for_update(of=("self",)).select_related("unit").get(pk=form.pk)
    access.require_officer(by, held.unit_id)
    return held


def _held_to_shape(form: Form, by: User) -> Form:
    """Return the form if what it asks may still be changed: it was never asked."""
    held = _held(form, by)
    if held.collections.exists():
        raise errors.FormAskedError
    shapes.unstamp(held)
    return held
