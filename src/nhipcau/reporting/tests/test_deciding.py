"""The approver's pages: what changed in words, what breaks a rule, all without a mark at once, the list as a file."""

import pytest
from django.conf import settings
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from nhipcau.reporting.actions import return_submission, save_values, submit_submission
from nhipcau.reporting.models import (
    Collection,
    FormQuestion,
    FormRule,
    Operator,
    Submission,
    SubmissionState,
)
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    TOO_LATE,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
)
from nhipcau.reporting.views import deciding
from nhipcau.units.tests.builders import House


@pytest.fixture
def collection(house: House) -> Collection:
    """Both wards are asked for sessions and attendances, and what worked; attendances are never fewer."""
    form = make_form(house.department, make_indicator("so-cuoc"), make_indicator("luot-nguoi"))
    FormQuestion.objects.create(section=form.sections.get(), prompt="Cách làm hay?", position=1)
    FormRule.objects.create(
        form=form,
        left="luot-nguoi",
        operator=Operator.GREATER_OR_EQUAL,
        right="so-cuoc",
        message="Lượt người không thể ít hơn số cuộc.",
    )
    return make_collection(form, house.ward_a, house.ward_b)


def sent(collection: Collection, house: House, sessions: int = 3) -> list[Submission]:
    """Both wards have sent; Phường B's figures break the rule when it has many `sessions`."""
    state = SubmissionState.SUBMITTED
    return [
        make_answer(collection, house.ward_a, {"so-cuoc": 3, "luot-nguoi": 90}, state=state),
        make_answer(collection, house.ward_b, {"so-cuoc": sessions, "luot-nguoi": 9}, state=state),
    ]


def test_texts_changed_after_a_return_stand_before_and_after(
    client: Client, house: House, collection: Collection
) -> None:
    answer = make_answer(
        collection, house.ward_a, {"so-cuoc": 3, "luot-nguoi": 9}, state=SubmissionState.DRAFT
    )
    question = FormQuestion.objects.get()
    saved = save_values(
        answer, {}, revision=0, by=house.lan, at=AFTER_CUT_OFF, narrative="Khó", told={question.pk: "Loa"}
    ).submission
    answer = submit_submission(saved, revision=1, by=house.lan, at=AFTER_CUT_OFF)
    answer = return_submission(answer, reason="Rõ hơn", cells={}, revision=2, by=house.minh, at=AFTER_CUT_OFF)
    saved = save_values(
        answer, {}, revision=3, by=house.lan, at=TOO_LATE, narrative="Dễ", told={question.pk: "Tờ rơi"}
    ).submission
    submit_submission(saved, revision=4, by=house.lan, at=TOO_LATE)
    client.force_login(house.minh)

    page = client.get(reverse("reporting:decide", args=[answer.pk])).content.decode()

    for text in ("Khó", "Dễ", "Loa", "Tờ rơi"):
        assert f"<p>{text}</p>" in page


def test_a_broken_rule_marks_the_answer_and_keeps_it_from_being_approved_with_others(
    client: Client, house: House, collection: Collection
) -> None:
    right, wrong = sent(collection, house, sessions=30)
    client.force_login(house.minh)
    page = client.get(reverse("reporting:waiting")).content.decode()
    assert "trái một quy tắc của biểu" in page
    assert "Lượt người" in client.get(reverse("reporting:decide", args=[wrong.pk])).content.decode()

    every = [f"{one.pk}:0" for one in (right, wrong)]
    client.post(reverse("reporting:approve_many"), {"all": "1", "every": every, "submission": []})

    states = dict(Submission.objects.values_list("pk", "state"))
    assert states == {right.pk: SubmissionState.APPROVED, wrong.pk: SubmissionState.SUBMITTED}


def test_all_without_a_mark_are_approved_by_one_button(
    client: Client, house: House, collection: Collection
) -> None:
    sent(collection, house)
    client.force_login(house.minh)

    page = client.get(reverse("reporting:waiting"))
    every = [f"{one.pk}:{one.revision}" for one in page.context["unflagged"]]
    client.post(reverse("reporting:approve_many"), {"all": "1", "every": every})

    assert set(Submission.objects.values_list("state", flat=True)) == {SubmissionState.APPROVED}


def test_the_list_comes_as_a_file_with_what_is_to_be_looked_at(
    client: Client, house: House, collection: Collection
) -> None:
    sent(collection, house, sessions=30)
    client.force_login(house.minh)

    rows = waiting_rows(client)

    assert len(rows) == 3
    assert rows[2].startswith("Phường B,")
    assert rows[2].endswith("trái một quy tắc của biểu")


def waiting_rows(client: Client) -> list[str]:
    answer = client.get(reverse("reporting:waiting_csv"))
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue().decode("utf-8-sig").splitlines()


def test_the_list_leaves_in_portions_in_the_language_it_was_asked_in(
    client: Client, house: House, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(collection, house, sessions=30)
    client.force_login(house.minh)
    whole = waiting_rows(client)
    monkeypatch.setattr(deciding, "A_PORTION", 1)

    assert waiting_rows(client) == whole
    assert whole[0] == "Đơn vị,Báo cáo,Đã gửi,Quá hạn,Cần xem lại"
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(reverse("reporting:waiting_csv"))
    with override("vi"):
        parts = [part.decode("utf-8-sig") for part in answer]
    assert parts[0] == "Unit,Report,Sent,Late,To be looked at\r\n"
    assert len(parts) == 3
    assert parts[2].endswith("a rule of the form does not hold\r\n")


def test_each_portion_of_the_list_takes_few_queries_and_reads_roles_and_tree_no_more(
    client: Client, house: House, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(collection, house)
    client.force_login(house.minh)
    counts = []
    for size in (2, 1):
        monkeypatch.setattr(deciding, "A_PORTION", size)
        with CaptureQueriesContext(connection) as queries:
            assert len(waiting_rows(client)) == 3
        counts.append(len(queries))
        if size == 1:
            tables = " ".join(one["sql"] for one in queries)
            assert tables.count('FROM "units_treestamp"') <= 1
            assert tables.count('FROM "units_membership"') <= 2

    assert counts[1] - counts[0] <= 8, counts


def test_the_pages_of_an_approver_take_at_most_twenty_queries(
    client: Client, house: House, collection: Collection
) -> None:
    answer, _other = sent(collection, house)
    client.force_login(house.minh)

    for path in (reverse("reporting:waiting"), reverse("reporting:decide", args=[answer.pk])):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= 20, (path, len(queries))
