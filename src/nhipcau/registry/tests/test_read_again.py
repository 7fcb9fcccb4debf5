"""Reading a document again: only what changed is shown, and no word of a person is lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from nhipcau.audit import log
from nhipcau.reading import VERSION
from nhipcau.registry import actions
from nhipcau.registry.errors import NothingNewerError
from nhipcau.registry.models import Document, DocumentState, Finding, FindingField, FindingState, ReadingState
from nhipcau.registry.tests.builders import (
    AT,
    PLAN,
    finding_of,
    head_with,
    make_document,
    make_registered,
)
from nhipcau.units.tests.builders import House

OLDER = "2025.1.1"
DAY = "20 tháng 8"


def read_by_an_older_version(document: Document, **values: object) -> Document:
    """Leave `document` as an older version of the rules would have left it."""
    Document.objects.filter(pk=document.pk).update(reading_version=OLDER, faults=None, **values)
    document.readings.update(version=OLDER)
    return Document.objects.get(pk=document.pk)


def misread(finding: Finding, **value: object) -> Finding:
    """Let `finding` say what an older version read there."""
    finding.value = {**finding.value, **value}
    finding.save()
    return finding


def rows(document: Document) -> list[dict[str, object]]:
    return [dict(row) for row in document.findings.order_by("pk").values()]


def test_a_document_read_by_an_older_version_is_outdated_until_it_is_read_again(house: House) -> None:
    document = read_by_an_older_version(make_document(house.department, house.son))
    assert document.is_outdated
    assert Document.objects.outdated().get() == document

    reading = actions.read_again(document, by=house.son, at=AT)

    document.refresh_from_db()
    assert (reading.state, reading.number, reading.version) == (ReadingState.DONE, 2, VERSION)
    assert not document.is_outdated
    assert not Document.objects.outdated().exists()
    assert document.state == DocumentState.READING
    actions_done = [row.action for row in log.history(document)][:2]
    assert actions_done == ["registry.document_read", "registry.reading_asked"]


def test_only_the_keeper_of_the_register_reads_again(house: House) -> None:
    document = make_document(house.department, house.son)

    for other in (house.lan, house.minh, house.tam, house.quang, house.khach):
        with pytest.raises(PermissionDenied):
            actions.read_again(document, by=other, at=AT)
    assert document.readings.count() == 1


def test_the_same_version_twice_changes_nothing(house: House) -> None:
    document = make_document(house.department, house.son)
    actions.reject_finding(finding_of(document, FindingField.DATE), by=house.son, at=AT)
    finding = finding_of(document, FindingField.QUANTITY)
    actions.correct_finding(finding, {"value": "130", "unit": "đoàn"}, by=house.son, at=AT)
    before = rows(document)

    reading = actions.read_again(document, by=house.son, at=AT)

    assert rows(document) == before
    assert (reading.new, reading.gone, reading.differing) == (0, 0, 0)
    assert not document.reading_changes()


def test_what_is_new_waits_and_is_marked_and_what_nobody_touched_and_is_no_longer_found_is_gone(
    house: House,
) -> None:
    document = make_document(house.department, house.son)
    finding_of(document, FindingField.DATE, DAY).delete()
    ghost = Finding.objects.create(
        document=document, field="law", start=0, end=2, text="ỦY", value={"name": "ỦY"}
    )
    document = read_by_an_older_version(document)

    reading = actions.read_again(document, by=house.son, at=AT)

    changes = document.reading_changes()
    assert (reading.new, reading.gone, reading.differing) == (1, 1, 0)
    assert [DAY in one.text for one in changes.new] == [True]
    assert changes.gone == [ghost]
    ghost.refresh_from_db()
    assert ghost.state == FindingState.GONE
    actions.confirm_finding(changes.new[0], by=house.son, at=AT)
    assert not document.reading_changes().new


def test_a_person_s_word_stays_and_what_the_newer_reading_says_stands_beside_it(house: House) -> None:
    document = make_document(house.department, house.son)
    finding = misread(finding_of(document, FindingField.QUANTITY, "120"), value="12")
    finding = actions.confirm_finding(finding, by=house.son, at=AT)

    reading = actions.read_again(read_by_an_older_version(document), by=house.son, at=AT)

    [differing] = document.reading_changes().differing
    assert (differing, reading.differing, reading.new) == (finding, 1, 0)
    assert differing.fields["value"] == "12"
    assert (differing.state, differing.decided_by) == (FindingState.CONFIRMED, house.son)
    assert differing.newer is not None
    assert differing.newer["value"]["value"] == "120"
    assert differing.newer_in == reading


def differing_finding(house: House, *, found: bool = True) -> Finding:
    document = make_document(house.department, house.son)
    if found:
        finding = misread(finding_of(document, FindingField.QUANTITY, "120"), value="12")
    else:
        finding = Finding.objects.create(
            document=document, field="law", start=0, end=2, text="ỦY", value={"name": "ỦY"}
        )
    actions.confirm_finding(finding, by=house.son, at=AT)
    actions.read_again(read_by_an_older_version(document), by=house.son, at=AT)
    finding.refresh_from_db()
    return finding


def test_the_newer_word_is_taken_over_only_when_a_person_says_so(house: House) -> None:
    finding = differing_finding(house)
    with pytest.raises(PermissionDenied):
        actions.accept_newer(finding, by=house.minh, at=AT)

    accepted = actions.accept_newer(finding, by=house.son, at=AT)

    assert (accepted.state, accepted.fields["value"], accepted.value["value"]) == ("corrected", "120", "12")
    assert log.history(accepted.document)[0].action == "registry.newer_accepted"
    assert not accepted.document.reading_changes()
    with pytest.raises(NothingNewerError):
        actions.accept_newer(finding, by=house.son, at=AT)


def test_a_newer_word_that_was_dismissed_is_not_brought_up_again(house: House) -> None:
    finding = differing_finding(house)
    with pytest.raises(PermissionDenied):
        actions.dismiss_newer(finding, by=house.minh, at=AT)

    actions.dismiss_newer(finding, by=house.son, at=AT)
    reading = actions.read_again(finding.document, by=house.son, at=AT)

    finding.refresh_from_db()
    assert reading.differing == 0
    assert (finding.state, finding.fields["value"]) == (FindingState.CONFIRMED, "12")
    assert not finding.document.reading_changes()


def test_what_a_newer_reading_does_not_find_is_rejected_when_that_is_accepted(house: House) -> None:
    finding = differing_finding(house, found=False)
    assert finding.newer == {"found": False}

    assert actions.accept_newer(finding, by=house.son, at=AT).state == FindingState.REJECTED


def test_any_decision_answers_what_the_newer_reading_says(house: House) -> None:
    finding = differing_finding(house)

    actions.correct_finding(finding, {"value": "121", "unit": "đoàn"}, by=house.son, at=AT)

    assert not finding.document.reading_changes()


def test_what_was_gone_may_be_confirmed_and_then_stays(house: House) -> None:
    document = make_document(house.department, house.son)
    ghost = Finding.objects.create(
        document=document, field="law", start=0, end=2, text="ỦY", value={"name": "ỦY"}
    )
    actions.read_again(document, by=house.son, at=AT)
    ghost.refresh_from_db()

    actions.confirm_finding(ghost, by=house.son, at=AT)
    actions.read_again(document, by=house.son, at=AT)

    ghost.refresh_from_db()
    assert ghost.state == FindingState.CONFIRMED
    assert not document.reading_changes()


def test_when_another_text_is_loaded_findings_follow_their_words_and_lost_ones_keep_theirs(
    house: House,
) -> None:
    document = make_document(house.department, house.son)
    for finding in document.findings.filter(field=FindingField.QUANTITY):
        actions.confirm_finding(finding, by=house.son, at=AT)
    lost = Finding.objects.create(
        document=document, field="law", start=2, end=7, text="cũ năm", value={"name": "cũ"}, state="confirmed"
    )
    kept = {one.pk: (one.text, one.value, one.state) for one in document.findings.exclude(state="proposed")}
    older = PLAN.replace("ỦY BAN", "# cũ năm nay\nỦY BAN").replace("120 đoàn khách", "120 đoàn  khách")
    place = len(older) - len(PLAN)
    for finding in document.findings.exclude(pk=lost.pk):
        Finding.objects.filter(pk=finding.pk).update(start=finding.start + place, end=finding.end + place)
    document = read_by_an_older_version(document, text=older)

    reading = actions.read_again(document, by=house.son, at=AT)

    document.refresh_from_db()
    lost.refresh_from_db()
    assert reading.text_changed
    assert document.text == PLAN
    assert {one.pk: (one.text, one.value, one.state) for one in document.findings.filter(pk__in=kept)} == kept
    assert (lost.text, lost.start) == ("cũ năm", lost.end)
    assert lost.newer == {"found": False}
    for finding in document.findings.live().exclude(pk=lost.pk):
        assert document.text[finding.start : finding.end] == finding.text


def test_the_header_of_an_unregistered_document_follows_and_of_a_registered_one_stays_with_news(
    house: House,
) -> None:
    found = {**make_document(house.ward_a, house.son).header_found, "number": "4/KH-UBND"}
    fresh = read_by_an_older_version(
        make_document(house.department, house.son), number="4/KH-UBND", header_found=found
    )
    entered = read_by_an_older_version(
        make_registered(house.department, house.son, text=f"{PLAN}Bản hai.\n", number="4/KH-UBND"),
        header_found=found,
    )

    for document in (fresh, entered):
        actions.read_again(document, by=house.son, at=AT)
        document.refresh_from_db()

    assert (fresh.number, fresh.header_newer) == ("45/KH-UBND", {})
    assert (entered.number, entered.header_newer) == ("4/KH-UBND", {"number": "45/KH-UBND"})
    assert entered.reading_changes().header == {"number": "45/KH-UBND"}
    answered = actions.register_document(entered, head_with(number="4/KH-UBND"), by=house.son, at=AT)
    assert answered.header_newer == {}
    actions.read_again(entered, by=house.son, at=AT)
    entered.refresh_from_db()
    assert entered.header_newer == {}


def test_a_file_that_can_no_longer_be_read_changes_nothing_and_says_why(house: House) -> None:
    document = make_document(house.department, house.son)
    before = rows(document)
    document.file.delete(save=False)

    reading = actions.read_again(document, by=house.son, at=AT)

    document.refresh_from_db()
    assert reading.state == ReadingState.FAILED
    assert "ke-hoach.txt" in reading.failure
    assert rows(document) == before
    assert (document.state, document.text) == (DocumentState.READING, PLAN)


def test_a_citation_that_is_gone_names_no_document(house: House) -> None:
    cited = make_registered(
        house.department, house.son, text="Nội dung.\n", number="9-KH/TU", authority="Tỉnh ủy"
    )
    document = make_document(house.department, house.son)
    ghost = Finding.objects.create(
        document=document,
        field="citation",
        start=0,
        end=2,
        text="ỦY",
        value={"number": "9-KH/TU"},
        cited=cited,
    )

    actions.read_again(document, by=house.son, at=AT)

    ghost.refresh_from_db()
    assert (ghost.state, ghost.cited) == (FindingState.GONE, None)
    assert not _cites(document, cited)


def _cites(document: Document, cited: Model) -> bool:
    return document.findings.filter(cited=cited.pk).exists()
