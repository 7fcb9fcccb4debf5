"""The entry page: kept as one types, two people in one answer, rules, questions in words, parts of a whole."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.reporting import errors
from nhipcau.reporting.actions import Entry, return_submission, save_values, submit_submission
from nhipcau.reporting.models import (
    Collection,
    Form,
    FormQuestion,
    FormRule,
    Operator,
    Submission,
    SubmissionState,
)
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    DURING,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def form(house: House) -> Form:
    """Sessions and attendances are asked for."""
    return make_form(house.department, make_indicator("so-cuoc"), make_indicator("luot-nguoi"))


@pytest.fixture
def collection(house: House, form: Form) -> Collection:
    """The fourth quarter asks both wards."""
    return make_collection(form, house.ward_a, house.ward_b)


@pytest.fixture
def answer(house: House, collection: Collection) -> Submission:
    """Phường A has begun."""
    return make_answer(
        collection, house.ward_a, {"so-cuoc": None, "luot-nguoi": None}, state=SubmissionState.DRAFT
    )


def address(name: str, answer: Submission) -> str:
    return reverse(f"reporting:{name}", args=[answer.pk])


def keep(client: Client, answer: Submission, revision: int, **typed: str) -> Any:
    entries = {name.replace("_", "-"): text for name, text in typed.items()}
    return client.post(address("save", answer), {"revision": str(revision), **entries}, headers=SCRIPT)


def add_rule(form: Form, left: str, operator: str, right: str, *, blocking: bool) -> FormRule:
    return FormRule.objects.create(
        form=form,
        left=left,
        operator=operator,
        right=right,
        message="Lượt người không thể ít hơn số cuộc.",
        must_hold=blocking,
    )


def test_a_cell_is_kept_as_one_types_and_the_others_stay(
    client: Client, house: House, answer: Submission
) -> None:
    client.force_login(house.lan)

    first = keep(client, answer, 0, number_so_cuoc="12", note_so_cuoc="ước")
    second = keep(client, answer, first.json()["revision"], number_luot_nguoi="", na_luot_nguoi="on")

    assert (first.status_code, second.json()["revision"]) == (200, 2)
    cells = {one.indicator.code: (one.state, one.number, one.note) for one in answer.values.all()}
    assert cells == {"so-cuoc": ("number", 12, "ước"), "luot-nguoi": ("not_applicable", None, "")}


def test_what_is_refused_is_told_beside_its_cell_and_nothing_else_is_lost(
    client: Client, house: House, answer: Submission
) -> None:
    client.force_login(house.lan)

    told = keep(client, answer, 0, number_so_cuoc="mười", number_luot_nguoi="80").json()

    assert list(told["refused"]) == ["so-cuoc"]
    assert answer.values.get(indicator__code="luot-nguoi").number == 80


def test_a_figure_far_from_its_history_is_asked_about_while_typing(
    client: Client, house: House, collection: Collection, answer: Submission
) -> None:
    before = make_collection(collection.form, house.ward_a, period=make_period(number=3))
    make_answer(before, house.ward_a, {"so-cuoc": 3, "luot-nguoi": 70})
    client.force_login(house.lan)

    told = keep(client, answer, 0, number_so_cuoc="300", number_luot_nguoi="80").json()

    assert told["far"] == {"so-cuoc": True, "luot-nguoi": False}


def test_a_conflict_says_who_wrote_what_and_writes_nothing(
    client: Client, house: House, answer: Submission
) -> None:
    mai = make_person("mai", house.ward_a, Role.REPORTER)
    save_values(answer, {"so-cuoc": Entry("5")}, revision=0, by=mai, at=DURING)
    client.force_login(house.lan)

    told = keep(client, answer, 0, number_so_cuoc="7")

    assert told.status_code == 409
    (change,) = told.json()["changes"].items()
    assert (change[0], change[1]["number"], told.json()["revision"]) == ("so-cuoc", "5", 1)
    assert "Mai" in change[1]["say"]
    assert answer.values.get(indicator__code="so-cuoc").number == 5


def test_without_script_only_the_cells_both_wrote_in_are_disputed(
    client: Client, house: House, answer: Submission
) -> None:
    mai = make_person("mai", house.ward_a, Role.REPORTER)
    typed = {"number-so-cuoc": "7", "number-luot-nguoi": "", "narrative": "Tốt", "revision": "0"}
    save_values(answer, {"so-cuoc": Entry("5"), "luot-nguoi": Entry("90")}, revision=0, by=mai, at=DURING)
    client.force_login(house.lan)

    page = client.post(address("save", answer), typed)

    shown = page.content.decode()
    assert page.status_code == 422
    assert list(page.context["disputed"]) == ["so-cuoc"]
    assert 'value="7"' in shown
    assert 'value="90"' in shown
    assert ">Tốt</textarea>" in shown


def test_a_sent_answer_is_told_to_the_script_as_closed(
    client: Client, house: House, answer: Submission
) -> None:
    Submission.objects.update(state=SubmissionState.SUBMITTED)
    client.force_login(house.lan)

    told = keep(client, answer, 0, number_so_cuoc="7")

    assert told.status_code == 409
    assert "changes" not in told.json()


def test_a_rule_that_must_hold_stops_the_sending_and_names_its_cells(
    client: Client, house: House, form: Form, answer: Submission
) -> None:
    add_rule(form, "luot-nguoi", Operator.GREATER_OR_EQUAL, "so-cuoc", blocking=True)
    entries = {"so-cuoc": Entry("9"), "luot-nguoi": Entry("3")}
    saved = save_values(answer, entries, revision=0, by=house.lan, at=DURING).submission
    client.force_login(house.lan)

    page = client.get(address("check", answer)).content.decode()
    with pytest.raises(errors.BrokenRulesError):
        submit_submission(saved, revision=1, by=house.lan, at=AFTER_CUT_OFF)

    assert "Lượt người không thể ít hơn số cuộc." in page
    assert '<a href="#cell-so-cuoc">' in page
    right = save_values(saved, {"luot-nguoi": Entry("30")}, revision=1, by=house.lan, at=DURING)
    sent = submit_submission(right.submission, revision=2, by=house.lan, at=AFTER_CUT_OFF)
    assert sent.state == SubmissionState.SUBMITTED


def test_a_rule_that_only_asks_is_a_question_and_lets_the_answer_pass(
    client: Client, house: House, form: Form, answer: Submission
) -> None:
    add_rule(form, "luot-nguoi", Operator.GREATER_OR_EQUAL, "so-cuoc", blocking=False)
    entries = {"so-cuoc": Entry("9"), "luot-nguoi": Entry("3")}
    saved = save_values(answer, entries, revision=0, by=house.lan, at=DURING).submission
    client.force_login(house.lan)

    page = client.get(address("send", answer)).content.decode()

    assert "Lượt người không thể ít hơn số cuộc." in page
    assert 'name="looked"' in page
    sent = submit_submission(saved, revision=1, by=house.lan, at=AFTER_CUT_OFF)
    assert sent.state == SubmissionState.SUBMITTED


def test_questions_in_words_are_kept_frozen_and_asked_for_where_they_must_be_answered(
    client: Client, house: House, form: Form, answer: Submission
) -> None:
    asked = FormQuestion.objects.create(
        section=form.sections.get(),
        prompt="Cách làm hay?",
        prompt_en="What worked?",
        position=1,
        required=True,
    )
    client.force_login(house.lan)
    revision = keep(client, answer, 0, number_so_cuoc="9", number_luot_nguoi="90").json()["revision"]
    with pytest.raises(errors.MissingCellsError):
        submit_submission(answer, revision=revision, by=house.lan, at=AFTER_CUT_OFF)

    revision = keep(client, answer, revision, **{f"told_{asked.pk}": "Loa lưu động\r\n"}).json()["revision"]
    sent = submit_submission(answer, revision=revision, by=house.lan, at=AFTER_CUT_OFF)

    assert sent.versions.get().told == {str(asked.pk): "Loa lưu động"}
    assert "Loa lưu động" in client.get(address("submission", answer)).content.decode()


def test_parts_of_a_whole_stand_under_it_with_their_sum(client: Client, house: House) -> None:
    posts = make_indicator("tin-bai", name="Tin, bài")
    vietnamese = make_indicator("tin-bai-vi", name="Tin, bài: tiếng Việt", whole=posts)
    english = make_indicator("tin-bai-en", name="Tin, bài: tiếng Anh", whole=posts)
    form = make_form(house.department, vietnamese, english)
    collection = make_collection(form, house.ward_a)
    answer = make_answer(
        collection, house.ward_a, {"tin-bai-vi": 3, "tin-bai-en": None}, state=SubmissionState.DRAFT
    )
    client.force_login(house.lan)

    page = client.get(address("submission", answer)).content.decode()
    told = keep(client, answer, 0, number_tin_bai_en="4").json()

    assert '<output data-sum="tin-bai">3</output>' in page
    assert told["sums"] == {"tin-bai": "7"}


def test_a_form_of_sixty_figures_opens_in_at_most_twenty_queries(client: Client, house: House) -> None:
    indicators = [make_indicator(f"chi-tieu-{n}") for n in range(60)]
    form = make_form(house.department, *indicators)
    add_rule(form, "chi-tieu-1", Operator.LESS, "chi-tieu-2", blocking=False)
    cells = {one.code: 3 for one in indicators}
    for number in (2, 3):
        before = make_collection(form, house.ward_a, period=make_period(number=number))
        make_answer(before, house.ward_a, cells)
    FormQuestion.objects.create(section=form.sections.get(), prompt="Cách làm hay?", position=1)
    answer = make_answer(
        make_collection(form, house.ward_a), house.ward_a, cells, state=SubmissionState.SUBMITTED
    )
    return_submission(answer, reason="Xem lại", cells={}, revision=0, by=house.minh, at=AFTER_CUT_OFF)
    client.force_login(house.lan)
    client.get(address("submission", answer))

    for name in ("submission", "check", "send", "upload", "workbook"):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address(name, answer))
        assert page.status_code == 200
        assert len(queries) <= 20, (name, len(queries))
    assert "Quý III/2026" in client.get(address("submission", answer)).content.decode()
    with CaptureQueriesContext(connection) as queries:
        typed = {"number_chi_tieu_7": "4", f"told_{form.sections.get().questions.get().pk}": "Loa"}
        assert keep(client, answer, 1, **typed).status_code == 200
    assert len(queries) <= 40, len(queries)
