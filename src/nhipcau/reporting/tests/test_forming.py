"""Forms are shaped, copied and followed by newer versions; what was asked never changes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import errors, forming
from nhipcau.reporting.actions import FieldAsked, Rhythm
from nhipcau.reporting.forming import QuestionAsked
from nhipcau.reporting.models import Form, FormAudience, FormRule, FormSection, Operator
from nhipcau.reporting.tests import builders
from nhipcau.reporting.tests.builders import DURING
from nhipcau.units.tests.builders import House


@pytest.fixture
def form(house: House) -> Form:
    """A form that asks for `a` and `b` in one section."""
    return builders.make_form(house.department, builders.make_indicator("a"), builders.make_indicator("b"))


def make_rule(left: str = "a", right: str = "b") -> FormRule:
    return FormRule(left=left, operator=Operator.LESS_OR_EQUAL, right=right, message="a không quá b")


def codes(form: Form) -> list[list[str]]:
    return [[field.indicator.code for field in one.fields.all()] for one in form.sections.all()]


def keep(form: Form, house: House, *names: str, section: FormSection | None = None) -> FormSection:
    fields = [FieldAsked(Indicator.objects.get(code=name), required=False) for name in names]
    return forming.keep_section(
        form, section, title="Tin bài", title_en="Posts", fields=fields, questions=[], by=house.son, at=DURING
    )


def test_sections_are_added_changed_moved_and_removed(house: House, form: Form) -> None:
    builders.make_indicator("c")
    added = keep(form, house, "c")
    assert codes(form) == [["a", "b"], ["c"]]

    forming.move_section(added, earlier=True, by=house.son, at=DURING)
    assert codes(form) == [["c"], ["a", "b"]]
    forming.move_section(form.sections.all()[0], earlier=True, by=house.son, at=DURING)
    first = form.sections.get(fields__indicator__code="a")
    keep(form, house, "b", section=first)
    assert codes(form) == [["c"], ["b"]]

    forming.remove_section(FormSection.objects.get(pk=added.pk), by=house.son, at=DURING)
    assert codes(form) == [["b"]]
    with pytest.raises(errors.EmptyFormError):
        forming.remove_section(form.sections.get(), by=house.son, at=DURING)


def test_a_section_asks_figures_or_questions_and_never_a_whole_beside_its_part(
    house: House, form: Form
) -> None:
    part = builders.make_indicator("a-vi", whole=Indicator.objects.get(code="a"))
    with pytest.raises(errors.EmptyFormError):
        keep(form, house)
    with pytest.raises(errors.WholeAndPartError):
        keep(form, house, part.code)

    made = forming.keep_section(
        form,
        None,
        title="Đánh giá",
        title_en="Assessment",
        fields=[],
        questions=[QuestionAsked("Khó khăn?", "Difficulties?", required=True), QuestionAsked("Đề xuất?")],
        by=house.son,
        at=DURING,
    )
    assert [str(one) for one in made.questions.all()] == ["Khó khăn?", "Đề xuất?"]


def test_rules_speak_only_of_figures_of_the_form(house: House, form: Form) -> None:
    with pytest.raises(errors.UnknownFigureError, match="c"):
        forming.keep_rule(form, make_rule(right="b + c"), by=house.son, at=DURING)
    with pytest.raises(errors.NoFormulaError, match="/ 2"):
        forming.keep_rule(form, make_rule(right="b / 2"), by=house.son, at=DURING)

    rule = forming.keep_rule(form, make_rule(), by=house.son, at=DURING)
    with pytest.raises(errors.RuleLosesFigureError, match="b"):
        keep(form, house, "a", section=form.sections.get())
    forming.remove_rule(rule, by=house.son, at=DURING)
    keep(form, house, "a", section=form.sections.get())


def test_what_was_asked_is_changed_in_a_new_version_only(house: House, form: Form) -> None:
    forming.keep_rule(form, make_rule(), by=house.son, at=DURING)
    forming.add_audience(form, FormAudience(kind="ward"), by=house.son, at=DURING)
    asked = builders.make_collection(form, house.ward_a)
    with pytest.raises(errors.FormAskedError):
        keep(form, house, "a", section=form.sections.get())
    with pytest.raises(errors.FormAskedError):
        forming.keep_rule(form, make_rule(), by=house.son, at=DURING)

    newer = forming.new_version(form, by=house.son, at=DURING)
    assert forming.new_version(form, by=house.son, at=DURING) == newer
    assert (newer.version, newer.active, codes(newer)) == (2, False, [["a", "b"]])
    assert (newer.rules.count(), newer.audiences.count()) == (1, 1)
    forming.remove_rule(newer.rules.get(), by=house.son, at=DURING)
    keep(newer, house, "a", section=newer.sections.get())
    forming.put_in_use(newer, by=house.son, at=DURING)

    form.refresh_from_db()
    assert (form.active, codes(form), asked.form_id) == (False, [["a", "b"]], form.pk)
    with pytest.raises(errors.NotInUseError):
        forming.put_in_use(form, by=house.son, at=DURING)


def test_a_copy_is_a_form_of_its_own(house: House, form: Form) -> None:
    copy = forming.copy_form(form, title="Bản sao", title_en="Copy", by=house.son, at=DURING)
    assert (copy.version, copy.replaces, copy.active, codes(copy)) == (1, None, False, [["a", "b"]])

    forming.put_in_use(copy, by=house.son, at=DURING)
    form.refresh_from_db()
    assert form.active


def test_title_rhythm_and_audience_change_whatever_was_asked(house: House, form: Form) -> None:
    builders.make_collection(form, house.ward_a)
    rhythm = Rhythm("month", "calendar", due_after=4, locks_after=7)

    changed = forming.change_form(form, title="Mới", title_en="New", rhythm=rhythm, by=house.son, at=DURING)
    row = forming.add_audience(form, FormAudience(kind="ward"), by=house.son, at=DURING)

    assert (changed.title, changed.period_kind, changed.locks_after) == ("Mới", "month", 7)
    forming.remove_audience(row, by=house.son, at=DURING)
    with pytest.raises(errors.AudienceEmptyError):
        forming.add_audience(form, FormAudience(), by=house.son, at=DURING)
    with pytest.raises(ValidationError):
        forming.change_form(form, title=" ", title_en="New", rhythm=rhythm, by=house.son, at=DURING)


def test_only_officers_of_the_asking_unit_shape_its_forms(house: House, form: Form) -> None:
    section, rule = form.sections.get(), make_rule()
    for by in (house.lan, house.minh, house.tam, house.khach):
        with pytest.raises(PermissionDenied):
            forming.change_form(form, title="T", title_en="T", rhythm=Rhythm(), by=by, at=DURING)
        with pytest.raises(PermissionDenied):
            forming.copy_form(form, title="T", title_en="T", by=by, at=DURING)
        with pytest.raises(PermissionDenied):
            forming.new_version(form, by=by, at=DURING)
        with pytest.raises(PermissionDenied):
            forming.put_in_use(form, by=by, at=DURING)
        with pytest.raises(PermissionDenied):
            forming.put_away(form, by=by, at=DURING)
        with pytest.raises(PermissionDenied):
            forming.move_section(section, earlier=True, by=by, at=DURING)
        with pytest.raises(PermissionDenied):
            forming.remove_section(section, by=by, at=DURING)
        with pytest.raises(PermissionDenied):
            forming.keep_rule(form, rule, by=by, at=DURING)
        with pytest.raises(PermissionDenied):
            forming.add_audience(form, FormAudience(kind="ward"), by=by, at=DURING)
