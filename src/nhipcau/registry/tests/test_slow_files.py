"""Files that take long: kept at once, read in the background, once, and startable again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from nhipcau.audit import log
from nhipcau.reading.tests.test_recognition import LINES, a_scan, page, saved
from nhipcau.registry import actions, intake, tasks
from nhipcau.registry.errors import NotReadYetError
from nhipcau.registry.models import Document, DocumentState, FindingField, FindingState, Reading, ReadingState
from nhipcau.registry.tests.builders import AT, HEAD, PLAN, finding_of, make_document
from nhipcau.units.models import Unit, User
from nhipcau.units.tests.builders import House

CaptureCommits = Callable[..., Any]


def scan() -> bytes:
    return a_scan("Trang dau co chu: 12 doan khach.", page(*LINES))


def take_in(unit: Unit, by: User, name: str = "quet.pdf", content: bytes = b"") -> Document:
    return actions.take_in_document(unit, name, content or scan(), by=by, at=AT)


@pytest.fixture
def waiting(house: House, django_capture_on_commit_callbacks: CaptureCommits) -> Document:
    """A scan whose place in the queue was lost."""
    with django_capture_on_commit_callbacks(execute=False):
        document = take_in(house.department, house.son)
    return document


def broken() -> bytes:
    return saved(page("Trang"), "PNG")[:600]


def test_a_scan_is_kept_at_once_and_read_in_the_background(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        content = scan()
        document = take_in(house.department, house.son, content=content)
        assert (document.state, document.text) == (DocumentState.WAITING, "")
        assert document.media_type == "application/pdf"
        assert document.file.read() == content

    document.refresh_from_db()
    assert document.state == DocumentState.READING
    assert "12/KH-UBND" in document.text
    assert document.reading_uncertain
    assert document.recognised_pages == [2]
    assert len(document.page_starts) == 2
    reading = Reading.objects.get()
    assert (reading.state, reading.again) == (ReadingState.DONE, False)
    assert [row.action for row in log.history(document)] == [
        "registry.document_read",
        "registry.document_taken_in",
    ]


def test_what_stands_on_a_recognised_page_is_uncertain_and_what_stands_in_text_is_not(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = take_in(house.department, house.son)

    assert not finding_of(document, FindingField.QUANTITY, "12").uncertain
    citation = finding_of(document, FindingField.CITATION)
    document.refresh_from_db()
    assert citation.uncertain
    assert document.page_of(citation.start) == 2
    assert not document.reading_changes()


def test_confirming_all_of_a_kind_leaves_uncertain_ones_unless_they_are_asked_for(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = take_in(house.department, house.son)
    figures = document.findings.of_kind(FindingField.QUANTITY)
    uncertain = figures.filter(uncertain=True).count()
    assert uncertain

    sure = actions.confirm_all(document, FindingField.QUANTITY, by=house.son, at=AT)
    left = figures.proposed().count()
    rest = actions.confirm_all(document, FindingField.QUANTITY, uncertain=True, by=house.son, at=AT)

    assert (sure, left, rest) == (figures.count() - uncertain, uncertain, uncertain)
    assert not figures.exclude(state=FindingState.CONFIRMED).exists()


def test_a_reading_that_was_lost_starts_again_and_is_done_once(waiting: Document) -> None:
    tasks.hand_over_waiting()
    found = list(waiting.findings.values_list("pk", flat=True))
    tasks.hand_over_waiting()
    tasks.hand_over(Reading.objects.get().pk)

    waiting.refresh_from_db()
    assert waiting.state == DocumentState.READING
    assert found
    assert list(waiting.findings.values_list("pk", flat=True)) == found


def test_two_workers_with_the_same_reading_keep_it_once(waiting: Document) -> None:
    first, second = Reading.objects.get(), Reading.objects.get()

    actions.finish_reading(first, at=AT)
    number = waiting.findings.count()
    ended = actions.finish_reading(second, at=AT)

    assert ended.state == ReadingState.DONE
    assert waiting.findings.count() == number


def test_a_document_that_waits_is_not_entered_in_the_register(house: House, waiting: Document) -> None:
    with pytest.raises(NotReadYetError):
        actions.register_document(waiting, HEAD, by=house.son, at=AT)


def test_asking_again_for_what_waits_hands_over_the_same_reading(
    house: House, waiting: Document, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.read_again(waiting, by=house.son, at=AT)

    assert Reading.objects.get().state == ReadingState.DONE


def test_a_scan_that_cannot_be_read_says_why_in_both_languages_and_may_be_entered_or_read_again(
    house: House, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = take_in(house.department, house.son, "hong.png", broken())

    document.refresh_from_db()
    assert document.state == DocumentState.FAILED
    reading = Reading.objects.get()
    with translation.override("vi"):
        assert "hong.png" in reading.failure
        assert "hỏng" in reading.failure
    with translation.override("en"):
        assert "damaged" in reading.failure
    assert log.history(document)[0].action == "registry.reading_failed"

    with django_capture_on_commit_callbacks(execute=True):
        again = actions.read_again(document, by=house.son, at=AT)
    assert (again.number, Reading.objects.failed().count()) == (2, 2)
    entered = actions.register_document(document, HEAD, by=house.son, at=AT)
    assert entered.state == DocumentState.REGISTERED


def test_a_document_entered_by_hand_keeps_its_header_when_it_can_be_read(
    house: House, waiting: Document
) -> None:
    Document.objects.filter(pk=waiting.pk).update(state=DocumentState.FAILED)
    Reading.objects.update(state=ReadingState.FAILED)
    actions.register_document(waiting, HEAD, by=house.son, at=AT)

    actions.read_again(waiting, by=house.son, at=AT, all_at_once=True)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.number) == (DocumentState.REGISTERED, HEAD.number)
    assert waiting.findings.exists()
    assert not waiting.findings.brought_later().exists()


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("a.txt", PLAN.encode, DocumentState.READING),
        ("a.pdf", lambda: a_scan("Ke hoach to chuc le hoi nam 2026"), DocumentState.READING),
        ("b.pdf", lambda: a_scan(page(*LINES)), DocumentState.WAITING),
        ("c.png", lambda: saved(page(*LINES), "PNG"), DocumentState.WAITING),
        ("d.txt", lambda: (PLAN * 9000).encode(), DocumentState.WAITING),  # over eight megabytes
    ],
)
def test_only_what_takes_long_waits(
    house: House, name: str, content: Callable[[], bytes], state: DocumentState
) -> None:
    assert take_in(house.department, house.son, name, content()).state == state


def test_a_folder_is_read_all_at_once(house: House, tmp_path: Path) -> None:
    (tmp_path / "quet.pdf").write_bytes(scan())

    [outcome] = intake.take_in_folder(house.department, tmp_path, by=house.son, at=AT)

    assert outcome.document is not None
    assert outcome.document.state == DocumentState.READING
    assert outcome.document.findings.filter(uncertain=True).exists()


def test_everything_the_library_finds_reaches_the_register(house: House) -> None:
    text = PLAN.replace("120 đoàn", "hơn 120 đoàn").replace(
        "Nơi nhận:",
        "Năm 2025 đón 900 lượt khách, tăng 5% so với năm 2024. Trước đó 50/60 điểm đến (đạt 95%).\n"
        "Thực hiện Kế hoạch số 25-KH/TU. Kế hoạch này có hiệu lực từ ngày ký.\n\nNơi nhận:",
    )

    document = make_document(house.department, house.son, text=text)

    fields = set(document.findings.values_list("field", flat=True))
    assert {"short_form", "qualifier", "comparison", "deadline", "place"} <= fields
    assert document.layout == "state"
    assert document.layout_features
    with translation.override("en"):
        fault = next(one for one in document.faults_said() if one.code == "percentage")
    assert document.text[fault.start : fault.end] == fault.text
    assert fault.line == document.text[: fault.start].count("\n") + 1
    assert "95" in fault.says
    qualifier = finding_of(document, FindingField.QUALIFIER)
    figure = finding_of(document, FindingField.QUANTITY, "120")
    assert (qualifier.about, qualifier.value["meaning"]) == (figure.start, "more")
    deadline = finding_of(document, FindingField.DEADLINE)
    assert deadline.about == finding_of(document, FindingField.DUTY).start
    assert deadline.value["due"] == "2026-10-15"
