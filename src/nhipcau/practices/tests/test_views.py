"""The pages of good practice."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.practices import actions, spreading
from nhipcau.practices.models import Practice, PracticeState, Spread
from nhipcau.practices.tests.builders import (
    AT,
    DECIDED,
    make_accepted,
    make_commended,
    make_offer,
    make_practice,
    make_proof,
    make_proposed,
    make_ready,
    make_reviewed,
    make_spread,
)
from nhipcau.programmes import progress
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import Assignment, AssignmentState, Programme
from nhipcau.programmes.tests.builders import assignment_of, make_issued, task_plan
from nhipcau.shell import files
from nhipcau.units.tests.builders import House, make_unit

pytestmark = pytest.mark.django_db

WRITTEN = {
    "title": "Biển chỉ dẫn song ngữ",
    "done": "Đã dịch 40 biển.",
    "how": "Cần một người rà soát.",
    "came_from": "",
}


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


@pytest.fixture
def reporter(house: House, client: Client) -> Client:
    client.force_login(house.lan)
    return client


def _at(name: str, *args: int) -> str:
    return reverse(f"practices:{name}", args=args)


def _said(client: Client, name: str, *args: int) -> str:
    return client.get(_at(name, *args)).content.decode()


def test_a_reporter_writes_adds_a_figure_and_proposes(reporter: Client, house: House) -> None:
    form = {**WRITTEN, "unit": house.ward_a.pk, "token": str(uuid4())}
    for _twice in range(2):
        reporter.post(_at("new"), form)
    made = Practice.objects.get()
    assert _at("propose", made.pk) not in _said(reporter, "practice", made.pk)
    figure = {"name": "Biển", "number": "1.240,5", "period": "Quý III", "source": "Biên bản"}
    reporter.post(_at("add_typed", made.pk), figure)
    reporter.post(_at("propose", made.pk), {"asked_of": house.province.pk})

    made.refresh_from_db()
    assert made.state == PracticeState.PROPOSED
    assert "1.240,5" in _said(reporter, "practice", made.pk)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", "a\x00b"),
        ("title", "x" * 301),
        ("done", ""),
        ("how", "x" * 20_001),
        ("came_from", "task-99999999999999999999"),
        ("unit", "khác"),
        ("token", "x"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_nothing_typed_is_lost(
    reporter: Client, house: House, field: str, typed: str
) -> None:
    form = {**WRITTEN, "unit": house.ward_a.pk, "token": str(uuid4()), field: typed}

    answer: Any = reporter.post(_at("new"), form)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    kept = "how" if field == "done" else "done"
    assert WRITTEN[kept] in answer.content.decode()
    assert not Practice.objects.exists()


def test_a_practice_begins_with_the_task_it_comes_from(reporter: Client, house: House) -> None:
    given = assignment_of(make_issued(house), house.ward_a)
    progress.report_progress(given, state=AssignmentState.DONE, text="Xong", by=house.son, at=AT)
    way = f"{_at('new')}?from=task-{given.pk}"
    assert way in reporter.get(reverse("programmes:assignment", args=[given.pk])).content.decode()

    page: Any = reporter.get(way)

    assert page.context["form"]["title"].value() == given.task.title
    form = {**WRITTEN, "unit": house.ward_a.pk, "token": str(uuid4()), "came_from": f"task-{given.pk}"}
    reporter.post(_at("new"), form)
    assert Practice.objects.get().assignment == given
    for nonsense in ("task-x", "task-999999999999999999999", "activity-1", "\x00", "task-"):
        assert reporter.get(_at("new"), {"from": nonsense}).status_code == 200


@pytest.mark.parametrize("number", ["", "-4", "nhiều", "9" * 30, "1\x00", "0,12345"])
def test_a_number_that_is_none_is_refused(reporter: Client, house: House, number: str) -> None:
    made = make_practice(house)
    figure = {"name": "Biển", "number": number, "period": "Quý III", "source": "Biên bản"}

    answer: Any = reporter.post(_at("add_typed", made.pk), figure)

    assert "number" in answer.context["form"].errors
    assert "Biên bản" in answer.content.decode()


def test_a_typed_figure_owes_its_source(reporter: Client, house: House) -> None:
    figure = {"name": "Biển", "number": "4", "period": "Quý III", "source": " "}

    answer: Any = reporter.post(_at("add_typed", make_practice(house).pk), figure)

    assert "source" in answer.context["form"].errors


def test_figures_and_evidence_are_taken_out_by_a_button(reporter: Client, house: House) -> None:
    proof = make_proof(house)
    figure = proof.practice.figures.get()
    page = _said(reporter, "practice", proof.practice_id)
    assert _at("remove_figure", figure.pk) in page
    assert "bien-ban.pdf" in page

    reporter.post(_at("remove_figure", figure.pk))
    reporter.post(_at("remove_proof", proof.pk))

    page = _said(reporter, "practice", proof.practice_id)
    assert "bien-ban.pdf" not in page


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "ftp://example.vn/a"}, "link"),
        ({"link": "https://example.vn/\x00"}, "link"),
        ({"file": ("a.pdf", b"no pdf")}, "file"),
        ({"file": ("a.exe", b"MZ")}, "file"),
        ({"file": ("a.pdf", b"%PDF-" + b"0" * (files.LARGEST_BYTES + 1))}, "file"),
        ({}, "__all__"),
    ],
)
def test_what_shows_nothing_is_refused(
    reporter: Client, house: House, data: dict[str, Any], field: str
) -> None:
    sent = {name: SimpleUploadedFile(*value) if name == "file" else value for name, value in data.items()}

    answer: Any = reporter.post(_at("add_proof", make_practice(house).pk), sent)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_file_and_a_link_are_added_and_handed_out(reporter: Client, house: House) -> None:
    made = make_practice(house)
    sent = {"file": SimpleUploadedFile("anh.pdf", b"%PDF-1.7\n%%EOF"), "link": "https://example.vn/bai"}
    reporter.post(_at("add_proof", made.pk), sent)

    file = made.proofs.exclude(file="").get()
    answer = reporter.get(_at("proof", file.pk))
    assert answer.content == b"%PDF-1.7\n%%EOF"
    assert answer["Content-Security-Policy"] == "sandbox"
    assert reporter.get(_at("proof", made.proofs.get(file="").pk)).status_code == 404


def test_what_is_written_never_becomes_part_of_the_page(reporter: Client, house: House) -> None:
    attack = "<script>alert(1)</script>"
    form = {name: attack for name in ("title", "done", "how")}
    reporter.post(_at("new"), {**form, "unit": house.ward_a.pk, "token": str(uuid4())})
    made = Practice.objects.get()
    reporter.post(
        _at("add_typed", made.pk), {"name": attack, "number": "1", "period": attack, "source": attack}
    )
    reporter.post(_at("propose", made.pk), {"asked_of": house.province.pk})
    reporter.force_login(house.son)
    reporter.post(_at("review", made.pk))
    reporter.post(_at("accept", made.pk), {"reason": attack})

    for page in (_said(reporter, "practice", made.pk), _said(reporter, "home")):
        assert attack not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_officer_reviews_and_accepts_and_everybody_reads_it(house: House, client: Client) -> None:
    made = make_proposed(house)
    client.force_login(house.son)
    assert made.title in client.get(_at("home"), {"show": "asked"}).content.decode()
    client.post(_at("review", made.pk))
    refused: Any = client.post(_at("refuse", made.pk), {"reason": ""})
    assert "reason" in refused.context["form"].errors
    client.post(_at("accept", made.pk), {"reason": ""})

    client.force_login(house.hoa)
    assert made.title in _said(client, "home")
    page = _said(client, "practice", made.pk)
    assert "Sinh viên dịch 40 biển" in page
    assert "Sơn" not in page


def test_a_proposal_sent_back_tells_the_unit_why(house: House, client: Client) -> None:
    made = make_reviewed(house)
    client.force_login(house.son)
    client.post(_at("send_back", made.pk), {"reason": "Thiếu kinh phí"})
    again: Any = client.post(_at("accept", made.pk), {"reason": ""})
    assert again.status_code == 422

    client.force_login(house.lan)
    page = _said(client, "practice", made.pk)
    assert "Thiếu kinh phí" in page
    client.post(_at("change", made.pk), {**WRITTEN, "how": "Cần 2 triệu đồng."})
    assert "Cần 2 triệu đồng." in _said(client, "practice", made.pk)


def test_a_unit_takes_its_proposal_back(reporter: Client, house: House) -> None:
    made = make_proposed(house)
    reporter.post(_at("take_back", made.pk))

    made.refresh_from_db()
    assert made.state == PracticeState.DRAFT
    assert reporter.get(_at("home"), {"show": "own"}).content.decode().count(made.title) == 1


SPREAD = {
    "unit": "Sở Văn hóa, Thể thao và Du lịch",
    "programme": "",
    "title": "Làm biển song ngữ",
    "each": "communes",
    "others": "",
    "due_on": "30/12/2099",
    "product": "Báo cáo",
    "responsible": "Phó Giám đốc",
    "authority": "Giám đốc",
}


def test_an_officer_spreads_it_and_units_answer(house: House, client: Client) -> None:
    made = make_accepted(house)
    client.force_login(house.son)
    client.post(_at("spread", made.pk), SPREAD)
    programme = Programme.objects.get()
    client.post(reverse("programmes:issue", args=[programme.pk]))
    spread = Spread.objects.get()
    offer = Assignment.objects.get(task=spread.task)
    assert offer.unit == house.ward_b

    client.force_login(house.hoa)
    page = client.get(reverse("programmes:assignment", args=[offer.pk])).content.decode()
    assert _at("take_up", offer.pk) in page
    assert _at("decline", offer.pk) in page
    empty: Any = client.post(_at("decline", offer.pk), {"reason": " "})
    assert "reason" in empty.context["form"].errors
    client.post(_at("take_up", offer.pk))
    page = client.get(reverse("programmes:assignment", args=[offer.pk])).content.decode()
    assert _at("take_up", offer.pk) not in page
    assert client.get(_at("answers", spread.pk)).status_code == 404

    client.force_login(house.lan)
    assert "Phường B" in client.get(_at("answers", spread.pk), {"answer": "taken_up"}).content.decode()
    assert "Phường B" not in client.get(_at("answers", spread.pk), {"answer": "declined"}).content.decode()
    assert client.get(_at("answers", spread.pk), {"answer": "x", "p": "zz"}).status_code == 200


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("unit", "Không có"),
        ("unit", ""),
        ("each", ""),
        ("each", "group-9"),
        ("others", "Phường Không Có"),
        ("due_on", "30/02/2027"),
        ("due_on", "mai"),
        ("programme", "x"),
        ("product", ""),
        ("title", "a\x00b"),
    ],
)
def test_a_bad_spreading_is_refused_beside_its_field(
    officer: Client, house: House, field: str, typed: str
) -> None:
    made = make_accepted(house)

    answer: Any = officer.post(_at("spread", made.pk), {**SPREAD, field: typed})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Programme.objects.exists()


def test_only_the_unit_itself_is_no_audience(officer: Client, house: House) -> None:
    made = make_accepted(house)

    answer: Any = officer.post(_at("spread", made.pk), {**SPREAD, "each": "", "others": "Phường A"})

    assert "each" in answer.context["form"].errors


def test_a_unit_that_will_have_ended_is_named(officer: Client, house: House) -> None:
    made = make_accepted(house)
    house.ward_b.versions.update(valid_to="2098-01-01")

    answer: Any = officer.post(_at("spread", made.pk), SPREAD)

    assert answer.status_code == 422
    assert "each" in answer.context["form"].errors


def test_a_decision_is_entered_with_its_day(officer: Client, house: House) -> None:
    made = make_accepted(house)
    form = {
        "unit": "Phường A",
        "authority": "Chủ tịch UBND tỉnh",
        "form": "Bằng khen",
        "number": "15/QĐ-UBND",
        "decided_on": "09/09/2026",
    }
    for field, typed in (("unit", "Phường B"), ("decided_on", "31/02/2026"), ("decided_on", "01/01/2099")):
        refused: Any = officer.post(_at("commend", made.pk), {**form, field: typed})
        assert field in refused.context["form"].errors
    officer.post(_at("commend", made.pk), form)
    again: Any = officer.post(_at("commend", made.pk), form)

    assert again.status_code == 422
    assert "15/QĐ-UBND" in _said(officer, "practice", made.pk)


def test_words_find_a_practice_and_nonsense_finds_nothing(reporter: Client, house: House) -> None:
    made = make_commended(house).practice
    for asked, found in (
        ({"words": "sinh viên song ngữ"}, True),
        ({"words": "tàu vũ trụ"}, False),
        ({"show": "own", "words": "biển"}, True),
        ({"show": "khác", "words": "biển"}, True),
        ({"words": "a\x00"}, True),
    ):
        assert (made.title in reporter.get(_at("home"), asked).content.decode()) == found, asked


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_pages_cost_at_most_twenty_queries_however_many_units_answer(house: House, client: Client) -> None:
    wards = [make_unit(f"Phường {number}", house.province) for number in range(60)]
    spread = make_spread(house, each=tuple(one.pk for one in wards))
    practice = spread.practice
    for number in range(30):
        Practice.objects.create(
            unit=wards[number], asked_of=house.province, state="accepted", title=f"Cách {number}", done="a",
            how="b", made_at=AT, made_by=house.lan, accepted_at=AT,
        )  # fmt: skip
    spreading.take_up(Assignment.objects.filter(task=spread.task)[0], text="Nhận", by=house.son, at=AT)
    actions.commend(practice, house.ward_a, DECIDED, by=house.son, at=AT)
    again = spreading.spread(
        practice, house.province, task_plan(each=(house.ward_b.pk,)), None, by=house.son, at=AT
    )
    issue_programme(again, by=house.son, at=AT)

    for person in (house.son, house.lan, house.hoa):
        client.force_login(person)
        paths = [_at("home"), f"{_at('home')}?show=own", _at("practice", practice.pk)]
        paths += [] if person == house.hoa else [_at("answers", spread.pk)]
        paths += [_at("new")]
        for path in paths:
            assert _queries(client, path) <= 20, path
    client.force_login(house.son)
    for path in (_at("spread", practice.pk), _at("commend", practice.pk), _at("answers", spread.pk)):
        assert _queries(client, path) <= 20, path
    offer = make_offer(house)
    client.force_login(house.hoa)
    assert _queries(client, reverse("programmes:assignment", args=[offer.pk])) <= 20
    ready = make_ready(house)
    client.force_login(house.lan)
    for name in ("propose", "add_approved", "change"):
        assert _queries(client, _at(name, ready.pk)) <= 20, name
