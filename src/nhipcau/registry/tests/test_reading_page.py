"""The reading page: how far the machine is, what is wrong, what is uncertain, what changed, and very long documents."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from nhipcau.registry import actions
from nhipcau.registry.models import (
    Document,
    DocumentState,
    Finding,
    FindingField,
    FindingState,
    Reading,
    ReadingState,
)
from nhipcau.registry.overviews import A_PAGE, ALL_AT_ONCE
from nhipcau.registry.tests.builders import AT, PLAN, finding_of, make_document, make_registered
from nhipcau.units.tests.builders import House

WRONG = PLAN.replace("(đạt 95%)", "(đạt 96%)").replace("trước ngày 15/10/2026", "trước ngày 31/9/2026")
JSON = {"accept": "application/json"}


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


def page_of(client: Client, document: Document, **asked: Any) -> Any:
    return client.get(reverse("registry:document", args=[document.pk]), asked)


def read(client: Client, document: Document, **asked: Any) -> Any:
    return page_of(client, document, **asked).context_data["read"]


def group(client: Client, document: Document, field: str, **asked: Any) -> Any:
    return next(one for one in read(client, document, **asked).groups if one.tally.field == field)


def left_waiting(document: Document, state: str, reading_state: str, **words: str) -> Document:
    """Leave `document` as one that the machine is at, or could not read."""
    Finding.objects.filter(document=document).delete()
    Document.objects.filter(pk=document.pk).update(state=state, text="", reading_version="")
    Reading.objects.filter(document=document).update(state=reading_state, finished_at=None, **words)
    return Document.objects.get(pk=document.pk)


def test_what_is_being_read_says_so_and_looks_again_by_itself(house: House, officer: Client) -> None:
    document = left_waiting(
        make_document(house.department, house.son), DocumentState.WAITING, ReadingState.WAITING
    )

    page = page_of(officer, document).content.decode()

    assert '<meta http-equiv="refresh"' in page
    assert "Văn bản đang được đọc" in page
    assert reverse("registry:register", args=[document.pk]) not in page


def test_what_could_not_be_read_says_why_and_can_be_read_again(house: House, officer: Client) -> None:
    document = left_waiting(
        make_document(house.department, house.son),
        DocumentState.FAILED,
        ReadingState.FAILED,
        failure_vi="Tệp quá nặng.",
        failure_en="Too heavy.",
    )

    page = page_of(officer, document).content.decode()
    assert "Tệp quá nặng." in page
    assert reverse("registry:register", args=[document.pk]) in page
    assert officer.post(reverse("registry:read_again", args=[document.pk])).status_code == 302

    document.refresh_from_db()
    assert (document.state, "45/KH-UBND" in document.text) == (DocumentState.READING, True)
    assert '<meta http-equiv="refresh"' not in page_of(officer, document).content.decode()


def test_an_outdated_reading_offers_to_read_again_to_the_keeper_only(house: House, client: Client) -> None:
    document = make_registered(house.department, house.son)
    Document.objects.filter(pk=document.pk).update(reading_version="2025.1.1", faults=None)
    again = reverse("registry:read_again", args=[document.pk])

    for person, offered in ((house.son, True), (house.tam, False)):
        client.force_login(person)
        page = page_of(client, document).content.decode()
        assert "2025.1.1" in page
        assert (again in page) is offered


def test_what_is_wrong_stands_on_top_with_the_way_to_its_place(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son, text=WRONG)

    page = page_of(officer, document).content.decode()

    wrong = finding_of(document, FindingField.CHECK)
    assert f'<a href="#t{wrong.pk}">nêu 96% cho 57/60</a>' in page
    assert "“ngày 31/9/2026” không phải ngày có thật" in page
    anchors = [number for number in range(9) if f'href="#c{number}"' in page]
    assert anchors
    assert all(page.count(f'id="c{number}"') == 1 for number in anchors)


def test_that_nothing_is_wrong_is_said(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)

    assert "Kiểm tra: không thấy lỗi" in page_of(officer, document).content.decode()


def test_a_percentage_that_a_person_put_right_is_no_fault_any_more(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son, text=WRONG)
    before = read(officer, document).faulty

    actions.reject_finding(finding_of(document, FindingField.CHECK), by=house.son, at=AT)

    assert read(officer, document).faulty == before - 1


def uncertain(document: Document, field: str) -> int:
    return document.findings.filter(field=field).update(uncertain=True)


def test_what_is_uncertain_says_so_and_is_left_out_of_confirming_all(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)
    Document.objects.filter(pk=document.pk).update(reading_uncertain=True)
    number = uncertain(document, FindingField.DATE)
    address = reverse("registry:confirm_all", args=[document.pk, FindingField.DATE])

    page = page_of(officer, document).content.decode()
    assert page.count("chưa chắc (bản quét)</span>") >= number
    assert "Phần chữ được nhận dạng từ ảnh" in page
    assert "nc-unsure" in page
    officer.post(address)
    assert document.findings.proposed().filter(field=FindingField.DATE).count() == number
    officer.post(address, {"uncertain": "1"})
    assert not document.findings.proposed().filter(field=FindingField.DATE).exists()


def test_the_buttons_for_all_of_a_kind_say_how_many(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)
    one = finding_of(document, FindingField.QUANTITY)
    number = document.findings.filter(field=FindingField.QUANTITY).count()
    assert f"Xác nhận tất cả số liệu ({number})" in page_of(officer, document).content.decode()

    Finding.objects.filter(pk=one.pk).update(uncertain=True)

    page = page_of(officer, document).content.decode()
    assert f"Xác nhận tất cả số liệu ({number - 1})" in page
    assert "… cả 1 mục chưa chắc" in page


def test_a_script_gets_the_line_as_it_is_now_and_what_is_left(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)
    finding = finding_of(document, FindingField.CITATION)
    waiting = document.findings.proposed().count()

    answer = officer.post(reverse("registry:confirm", args=[finding.pk]), headers=JSON).json()

    assert f'id="f{finding.pk}"' in answer["line"]
    assert "nc-line--confirmed" in answer["line"]
    assert answer["left"] == waiting - 1
    assert answer["says"].startswith("Đã xác nhận: Kế hoạch 25-KH/TU")
    assert "chờ xác nhận" not in answer["tally"]
    assert answer["confirm_all"].strip() == ""


def test_a_short_form_leads_to_the_document_it_stands_for(house: House, client: Client) -> None:
    cited = make_registered(
        house.department, house.son, text="Kế hoạch.", number="25-KH/TU", authority="Tỉnh ủy Bến Đá"
    )
    Document.objects.filter(pk=cited.pk).update(issued_on="2026-08-05")
    text = PLAN.replace("3. Phường B đón", "3. Theo Kế hoạch 25, Phường B đón")
    citing = make_document(house.ward_b, house.son, text=text)
    short = finding_of(citing, FindingField.SHORT_FORM, "25")
    address = reverse("registry:document", args=[cited.pk])

    for person, leads in ((house.son, True), (house.hoa, False)):
        client.force_login(person)
        lines = group(client, citing, FindingField.SHORT_FORM).lines
        line = next(line for line in lines if line.pk == short.pk)
        assert (line.cited == cited) is leads
        assert (address in page_of(client, citing).content.decode()) is leads
    client.force_login(house.son)
    answer = client.post(reverse("registry:confirm", args=[short.pk]), headers=JSON).json()
    assert address in answer["line"]


def test_a_duty_says_by_when_and_a_figure_how_it_is_meant(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son, text=PLAN.replace("với 120", "với hơn 120"))

    duties = group(officer, document, FindingField.DUTY).lines
    figures = group(officer, document, FindingField.QUANTITY).lines

    assert [line.besides for line in duties if line.besides] == [("hạn: trước ngày 15/10/2026",)]
    assert [line.besides for line in figures if line.says.startswith("120 ")] == [("hơn",)]


def test_words_read_otherwise_than_recognised_are_listed(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son, text="Có l2O đoàn khách.")
    repairs = [
        {"text": "l", "start": 3, "end": 4, "repaired": "1"},
        {"text": "O", "start": 5, "end": 6, "repaired": "0"},
    ]
    Document.objects.filter(pk=document.pk).update(repairs=repairs)

    assert [(one.was, one.now) for one in read(officer, document).repairs] == [("l2O", "120")]
    assert 'id="r0"' in page_of(officer, document).content.decode()


def changed(house: House) -> Document:
    """A document read again: a date was decided on otherwise, a law is new, a figure is found no longer."""
    text = PLAN.replace("Thực hiện Kế hoạch", "Căn cứ Luật Du lịch; thực hiện Kế hoạch")
    document = make_document(house.department, house.son, text=text)
    document.findings.filter(field=FindingField.LAW).delete()
    day = document.findings.filter(field=FindingField.DATE)[0]
    day.value = {"value": "2026-08-21"}
    day.save()
    actions.confirm_finding(day, by=house.son, at=AT)
    document.findings.create(field="quantity", start=0, end=2, text="ỦY", value={"value": "7", "unit": "chỗ"})
    Document.objects.filter(pk=document.pk).update(reading_version="2025.1.1", faults=None)
    document.refresh_from_db()
    actions.read_again(document, by=house.son, at=AT)
    return Document.objects.get(pk=document.pk)


def test_only_what_changed_stands_in_the_changes(house: House, officer: Client) -> None:
    document = changed(house)

    answer = page_of(officer, document)
    changes, page = answer.context_data["changes"], answer.content.decode()

    assert [(line.says, line.newer) for line in changes.differing] == [("21/08/2026", "20/08/2026")]
    assert [line.says for line in changes.new] == ["Luật Du lịch"]
    assert [line.says for line in changes.gone] == ["7 chỗ"]
    assert 'id="changes"' in page


@pytest.mark.parametrize(("answer", "state"), [("accept", "corrected"), ("dismiss", "confirmed")])
def test_a_newer_reading_is_taken_or_left_by_a_person(
    house: House, officer: Client, answer: str, state: str
) -> None:
    document = changed(house)
    finding = document.findings.with_news().get()

    address = reverse(f"registry:{answer}_newer", args=[finding.pk])
    assert officer.post(address)["Location"].endswith("#changes")

    finding.refresh_from_db()
    assert finding.state == state
    assert not page_of(officer, document).context_data["changes"].differing
    with translation.override("vi"):
        again = officer.post(address, follow=True).content.decode()
    assert "Traceback" not in again
    finding.refresh_from_db()
    assert finding.state == state


def test_a_document_read_once_shows_no_changes(house: House, officer: Client) -> None:
    document = make_document(house.department, house.son)

    assert 'id="changes"' not in page_of(officer, document).content.decode()


def a_long_one(house: House, number: int) -> Document:
    """A document with `number` figures, ten of them decided on, and one citation."""
    text = "Thực hiện Kế hoạch số 25-KH/TU, ngày 05/8/2026 của Tỉnh ủy. " + "Có 5 đoàn. " * number
    document = make_document(house.department, house.son, text=text)
    figures = document.findings.filter(field=FindingField.QUANTITY)
    decided = figures.values_list("pk", flat=True)[:10]
    Finding.objects.filter(pk__in=list(decided)).update(state=FindingState.CONFIRMED)
    return document


def test_a_document_with_very_many_findings_shows_a_part_of_one_kind(house: House, officer: Client) -> None:
    document = a_long_one(house, ALL_AT_ONCE + 20)
    figures = list(document.findings.filter(field=FindingField.QUANTITY))
    number = len(figures)

    first = group(officer, document, FindingField.CITATION)
    folded = group(officer, document, FindingField.QUANTITY)
    asked = group(officer, document, FindingField.QUANTITY, kind="quantity", p=2)
    found = group(officer, document, FindingField.QUANTITY, at=figures[120].pk)

    assert (len(first.lines), len(folded.lines)) == (1, 0)
    assert (folded.tally.number, folded.tally.waiting) == (number, number - 10)
    assert [line.pk for line in asked.lines] == [one.pk for one in figures[A_PAGE : 2 * A_PAGE]]
    assert figures[120].pk in [line.pk for line in found.lines]
    assert (asked.earlier, asked.later) == (1, 3)
    page = page_of(officer, document, kind="quantity", p=2).content.decode()
    assert 'rel="next"' in page
    assert f"?at={figures[10].pk}#f{figures[10].pk}" in page


@pytest.mark.parametrize("asked", [{"p": "9999"}, {"p": "x"}, {"kind": "nonsense"}, {"at": "0"}, {"at": "x"}])
def test_an_address_that_makes_no_sense_shows_the_page_all_the_same(
    house: House, officer: Client, asked: dict[str, str]
) -> None:
    document = a_long_one(house, ALL_AT_ONCE + 20)

    assert page_of(officer, document, **asked).status_code == 200
    assert page_of(officer, document, **{"kind": "quantity", **asked}).status_code == 200


def test_the_page_takes_as_many_queries_however_long_the_document_is(house: House, officer: Client) -> None:
    short, long = a_long_one(house, 5), a_long_one(house, 1500)
    assert long.findings.count() > 1500

    def cost(document: Document) -> int:
        with CaptureQueriesContext(connection) as queries:
            page_of(officer, document, kind="quantity")
            return len(queries)

    cost(short)  # the first page of a process also fills caches
    assert cost(long) == cost(short) <= 20
    assert len(page_of(officer, long, kind="quantity").content) < 1_000_000
