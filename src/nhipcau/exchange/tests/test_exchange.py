"""Figures to other systems and back: what is written, what is taken over, what is refused and why."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from nhipcau.exchange import exporting
from nhipcau.exchange.actions import read_file, take_in_file, take_over
from nhipcau.exchange.errors import (
    NothingToWriteError,
    TakenAlreadyError,
    TrialError,
    UnreadableError,
)
from nhipcau.exchange.exporting import Wanted, write
from nhipcau.exchange.formats import make_uid, read_metadata, uids
from nhipcau.exchange.importing import How, Outcome, import_values
from nhipcau.exchange.models import Intake
from nhipcau.indicators.models import Split, SplitOption
from nhipcau.reporting.models import Collection, Form, Submission, SubmissionState, Value
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    DUE,
    TOO_LATE,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.models import UnitVersion, User
from nhipcau.units.tests.builders import House, make_unit

OFFICIAL = How("official")
AT = datetime(2026, 12, 15, 4, 0, tzinfo=UTC)


@pytest.fixture
def asked(house: House) -> Collection:
    """Posts told apart by language, and sessions, asked of both wards for the official fourth quarter."""
    split = Split.objects.create(code="language", name="Ngôn ngữ", name_en="Language")
    posts = make_indicator("posts")
    parts = []
    for position, code in enumerate(("vi", "en"), 1):
        option = SplitOption.objects.create(
            split=split, code=code, name=code, name_en=code, position=position
        )
        part = make_indicator(f"posts-{code}", whole=posts)
        part.options.set([option])
        parts.append(part)
    form = make_form(
        house.department, *parts, make_indicator("sessions", value_type="decimal"), required=False
    )
    UnitVersion.objects.filter(unit=house.ward_a).update(code="00001")
    UnitVersion.objects.filter(unit=house.ward_b).update(code="00002")
    return make_collection(form, house.ward_a, house.ward_b)


def _wanted(asked: Collection, **more: Any) -> Wanted:
    return Wanted(asked.form, (asked.period,), **({"official_too": True} | more))


def _import(content: bytes, by: User, how: How = OFFICIAL, **more: Any) -> Outcome:
    _kind, values = read_file(content)
    return import_values(values, how=how, by=by, **({"at": AFTER_CUT_OFF} | more))


def _row(**said: Any) -> dict[str, Any]:
    return {"dataElement": "sessions", "period": "2026Q4", "orgUnit": "00001", "value": "3"} | said


def _json(*rows: dict[str, Any], **top: Any) -> bytes:
    return json.dumps({**top, "dataValues": list(rows)}).encode()


def _cells(answer: Submission) -> dict[str, tuple[str, str]]:
    rows = Value.objects.filter(submission=answer).select_related("indicator")
    return {
        row.indicator.code: (row.state if row.number is None else f"{row.number.normalize():f}", row.note)
        for row in rows
    }


FILLED: dict[str, int | str | None] = {"posts-vi": 0, "posts-en": "-", "sessions": "2.5"}


@pytest.mark.parametrize("form", ["json", "csv", "adx"])
@pytest.mark.parametrize("by_uid", [True, False])
def test_what_is_written_is_taken_over_the_same(
    house: House, asked: Collection, form: str, *, by_uid: bool
) -> None:
    sent = make_answer(asked, house.ward_a, FILLED)
    before = _cells(sent)
    written = write(house.minh, _wanted(asked, format=form, by_uid=by_uid), AT).content
    sent.values.all().delete()
    sent.delete()

    outcome = _import(written, house.lan)

    assert outcome.conflicts == []
    assert outcome.imported == 3
    assert _cells(Submission.objects.get(unit=house.ward_a)) == before
    assert _import(written, house.lan).ignored == 3


def test_a_value_names_the_unit_by_code_the_part_as_a_case_and_zero_as_zero(
    house: House, asked: Collection
) -> None:
    make_answer(asked, house.ward_a, FILLED)

    written = json.loads(write(house.minh, _wanted(asked), AT).content)

    assert written["dataSet"] == make_uid(uids.DATA_SET, asked.form_id)
    assert written["dataValues"] == [
        {"dataElement": "posts", "period": "2026Q4", "orgUnit": "00001", "categoryOptionCombo": "en",
         "value": "", "comment": "#not-applicable"},
        {"dataElement": "posts", "period": "2026Q4", "orgUnit": "00001", "categoryOptionCombo": "vi", "value": "0"},
        {"dataElement": "sessions", "period": "2026Q4", "orgUnit": "00001", "value": "2.5"},
    ]  # fmt: skip


def test_a_blank_cell_is_not_written_and_drafts_never_are(house: House, asked: Collection) -> None:
    make_answer(asked, house.ward_a, {"posts-vi": None, "sessions": 1})
    make_answer(asked, house.ward_b, {"sessions": 9}, state=SubmissionState.DRAFT)

    written = json.loads(write(house.minh, _wanted(asked, unapproved_too=True), AT).content)

    assert [row["value"] for row in written["dataValues"]] == ["1"]


def test_reports_not_approved_are_written_only_when_asked_for(house: House, asked: Collection) -> None:
    make_answer(asked, house.ward_a, FILLED, state=SubmissionState.SUBMITTED)

    with pytest.raises(NothingToWriteError):
        write(house.minh, _wanted(asked), AT)

    assert write(house.minh, _wanted(asked, unapproved_too=True), AT).content


def test_a_reporter_writes_the_own_unit_only_and_a_stranger_nothing(house: House, asked: Collection) -> None:
    make_answer(asked, house.ward_a, FILLED)
    make_answer(asked, house.ward_b, FILLED)

    written = json.loads(write(house.lan, _wanted(asked), AT).content)

    assert {row["orgUnit"] for row in written["dataValues"]} == {"00001"}
    with pytest.raises(NothingToWriteError):
        write(house.khach, _wanted(asked), AT)


def test_official_days_take_the_calendar_name_only_when_chosen_and_the_file_says_so(
    house: House, asked: Collection
) -> None:
    make_answer(asked, house.ward_a, FILLED)

    with pytest.raises(UnreadableError), translation.override("en"):
        write(house.minh, _wanted(asked, official_too=False), AT)

    written = write(house.minh, _wanted(asked, format="adx"), AT)
    assert written.name.endswith("-2026Q4-15-14.xml")
    assert b"2026Q4 = 15/09/2026\xe2\x80\x9314/12/2026" in written.content


def test_nine_months_are_refused(house: House, asked: Collection) -> None:
    months = make_period("nine_months", 2026, 1)

    with pytest.raises(UnreadableError):
        write(house.minh, Wanted(asked.form, (months,), official_too=True), AT)


def test_completeness_says_who_sent_and_when(house: House, asked: Collection) -> None:
    make_answer(asked, house.ward_a, FILLED, state=SubmissionState.SUBMITTED)
    make_answer(asked, house.ward_b, FILLED, state=SubmissionState.RETURNED)

    written = json.loads(write(house.minh, _wanted(asked, format="completeness"), AT).content)

    assert written["completeDataSetRegistrations"] == [
        {
            "period": "2026Q4",
            "dataSet": make_uid(uids.DATA_SET, asked.form_id),
            "organisationUnit": "00001",
            "completed": True,
            "date": "2026-12-15",
        }
    ]


def test_metadata_has_the_form_its_figures_with_cases_and_the_units_one_sees(
    house: House, asked: Collection
) -> None:
    read = read_metadata(write(house.minh, _wanted(asked, format="metadata"), AT).content)

    assert [one.code for one in read.elements] == ["posts", "sessions"]
    assert [case.code for combo in read.combos for case in combo.cases] == ["en", "vi"]
    assert [one.period_type for one in read.data_sets] == ["Quarterly"]
    assert {one.code for one in read.units} >= {"00001", "00002"}
    assert read.faults == ()


def test_a_trial_says_what_would_change_and_changes_nothing(house: House, asked: Collection) -> None:
    outcome = _import(_json(_row(value="0")), house.lan, dry_run=True)

    assert (outcome.imported, outcome.conflicts) == (1, [])
    assert [change.new for change in outcome.changes] == ["0"]
    assert not Submission.objects.exists()


def test_a_changed_value_is_updated_and_a_deleted_one_becomes_blank(house: House, asked: Collection) -> None:
    answer = make_answer(asked, house.ward_a, FILLED, state=SubmissionState.DRAFT)

    outcome = _import(
        _json(
            _row(value="4", comment="đã kiểm tra"),
            _row(dataElement="posts", categoryOptionCombo={"language": "vi"}, deleted=True),
        ),
        house.lan,
    )

    assert (outcome.updated, outcome.deleted, outcome.imported) == (1, 1, 0)
    assert _cells(answer)["sessions"] == ("4", "đã kiểm tra")
    assert _cells(answer)["posts-vi"] == ("blank", "")


def test_a_figure_without_a_comment_keeps_the_note_that_is_there(house: House, asked: Collection) -> None:
    answer = make_answer(asked, house.ward_a, {"sessions": 1}, state=SubmissionState.DRAFT)
    answer.values.update(note="theo sổ")

    _import(_json(_row(value="4")), house.lan)

    assert _cells(answer)["sessions"] == ("4", "theo sổ")


def _refusals(house: House) -> list[tuple[dict[str, Any], str]]:
    return [
        (_row(value="-1"), "no number"),
        (_row(value=""), "no value"),
        (_row(value="9000000000000000000"), "too large"),
        (_row(period="2026W5"), "no period"),
        (_row(period="2027Q1"), "for this period"),
        (_row(orgUnit="99999"), "no unit"),
        (_row(orgUnit="00002"), "no unit"),
        (_row(dataElement="unheard-of"), "No form"),
        (_row(dataElement="posts"), "not asked"),
        (_row(dataElement="posts", categoryOptionCombo="fr"), "No form"),
        (_row(attributeOptionCombo="project"), "as a whole form"),
        (_row(orgUnit=make_uid(uids.UNIT, house.province.pk)), "no unit"),
    ]


def test_each_refused_row_is_named_with_what_to_do_and_the_others_are_taken_over(
    house: House, asked: Collection
) -> None:
    refusals = _refusals(house)

    with translation.override("en"):
        outcomes = [_import(_json(row, _row(dataElement="posts", categoryOptionCombo="vi")), house.lan)
                    for row, _why in refusals]  # fmt: skip

    for outcome, (row, why) in zip(outcomes, refusals, strict=True):
        assert [conflict.row for conflict in outcome.conflicts] == [1], row
        assert why in outcome.conflicts[0].message, row
        assert outcome.imported + outcome.ignored == 1


def test_a_figure_that_stands_twice_is_refused_the_second_time(house: House, asked: Collection) -> None:
    outcome = _import(_json(_row(value="1"), _row(value="2")), house.lan)

    assert [conflict.row for conflict in outcome.conflicts] == [2]
    assert outcome.imported == 1


def test_only_the_units_reporter_may_bring_figures_in(house: House, asked: Collection) -> None:
    with translation.override("en"):
        outcome = _import(_json(_row()), house.minh)

    assert "do not report" in outcome.conflicts[0].message
    assert not Submission.objects.exists()


def test_a_period_means_the_days_that_the_person_said(house: House, asked: Collection) -> None:
    assert _import(_json(_row()), house.lan, How("calendar")).imported == 0
    assert _import(_json(_row()), house.lan, How("official")).imported == 1


def test_an_answer_that_was_sent_keeps_its_figures_and_the_same_figures_are_no_conflict(
    house: House, asked: Collection
) -> None:
    answer = make_answer(asked, house.ward_a, {"sessions": 3}, state=SubmissionState.SUBMITTED)

    assert _import(_json(_row(value="3.0")), house.lan).ignored == 1
    assert len(_import(_json(_row(value="4")), house.lan).conflicts) == 1
    assert _cells(answer)["sessions"] == ("3", "")


def test_a_lock_holds_for_files_too(house: House, asked: Collection) -> None:
    asked.locks_at = DUE
    asked.save()

    assert _import(_json(_row()), house.lan, at=TOO_LATE).imported == 0
    assert _import(_json(_row()), house.lan, at=AFTER_CUT_OFF).imported == 1


def test_two_forms_that_ask_the_same_are_told_apart_by_the_data_set(house: House, asked: Collection) -> None:
    sessions = asked.form.sections.get().fields.get(indicator__code="sessions").indicator
    other = make_collection(make_form(house.department, sessions, title="Chuyên đề"), house.ward_a)

    with translation.override("en"):
        assert "Several forms" in _import(_json(_row()), house.lan).conflicts[0].message

    assert _import(_json(_row(), dataSet=make_uid(uids.DATA_SET, other.form_id)), house.lan).imported == 1
    assert Submission.objects.get().collection == other


def test_a_code_means_the_unit_that_bears_it_at_the_end_of_the_period(
    house: House, asked: Collection
) -> None:
    former = make_unit("Xã cũ", house.province, valid_to=datetime(2025, 7, 1, tzinfo=UTC).date())
    UnitVersion.objects.filter(unit=former).update(code="00001")

    assert _import(_json(_row()), house.lan).imported == 1
    assert Submission.objects.get().unit == house.ward_a


def _registration(asked: Collection, **said: Any) -> bytes:
    row = {"period": "2026Q4", "dataSet": make_uid(uids.DATA_SET, asked.form_id), "organisationUnit": "00001"}
    return json.dumps({"completeDataSetRegistrations": [row | {"date": "2026-12-01"} | said]}).encode()


def test_completeness_sends_when_chosen_and_the_moment_of_sending_decides_timeliness(
    house: House, asked: Collection
) -> None:
    answer = make_answer(asked, house.ward_a, {"sessions": 3}, state=SubmissionState.DRAFT)

    assert len(_import(_registration(asked), house.lan).conflicts) == 1
    outcome = _import(_registration(asked), house.lan, How("official", sends=True), at=TOO_LATE)

    answer.refresh_from_db()
    assert len(outcome.sent) == 1
    assert (answer.state, answer.first_submitted_at) == (SubmissionState.SUBMITTED, TOO_LATE)
    assert _import(_registration(asked), house.lan, How("official", sends=True)).ignored == 1


def test_a_complete_date_beside_values_sends_them(house: House, asked: Collection) -> None:
    top = {
        "dataSet": make_uid(uids.DATA_SET, asked.form_id),
        "period": "2026Q4",
        "orgUnit": "00001",
        "completeDate": "2026-12-15",
    }

    outcome = _import(
        _json({"dataElement": "sessions", "value": 0}, **top), house.lan, How("official", sends=True)
    )

    assert (outcome.imported, len(outcome.sent)) == (1, 1)
    assert Submission.objects.get().state == SubmissionState.SUBMITTED


def test_what_was_sent_is_not_taken_back_by_a_file(house: House, asked: Collection) -> None:
    answer = make_answer(asked, house.ward_a, FILLED, state=SubmissionState.SUBMITTED)

    outcome = _import(_registration(asked, completed=False), house.lan, How("official", sends=True))

    answer.refresh_from_db()
    assert len(outcome.conflicts) == 1
    assert answer.state == SubmissionState.SUBMITTED


def test_a_required_figure_that_is_missing_keeps_the_report_from_being_sent(
    house: House, asked: Collection
) -> None:
    Form.objects.get(pk=asked.form_id).sections.get().fields.update(required=True)
    make_answer(asked, house.ward_a, {"sessions": 3}, state=SubmissionState.DRAFT)

    outcome = _import(_registration(asked), house.lan, How("official", sends=True))

    assert (outcome.sent, len(outcome.conflicts)) == ([], 1)


def test_a_file_is_kept_compared_and_taken_over_once(house: House, asked: Collection) -> None:
    intake = take_in_file("so-lieu.json", _json(_row()), how=OFFICIAL, by=house.lan, at=AFTER_CUT_OFF)
    assert not Submission.objects.exists()
    assert intake.preview["imported"] == 1

    for stranger in (house.hoa, house.minh):
        with pytest.raises(PermissionDenied):
            take_over(intake, by=stranger, at=AFTER_CUT_OFF)
    take_over(intake, by=house.lan, at=AFTER_CUT_OFF)

    assert _cells(Submission.objects.get())["sessions"] == ("3", "")
    with pytest.raises(TakenAlreadyError):
        take_over(intake, by=house.lan, at=AFTER_CUT_OFF)


def test_a_file_that_cannot_be_read_or_says_it_is_a_trial_is_not_kept(
    house: House, asked: Collection
) -> None:
    for content, error in (
        (b"{", UnreadableError),
        (b"<!DOCTYPE adx><adx/>", UnreadableError),
        (b"", UnreadableError),
        (_json(_row(), dryRun=True), TrialError),
    ):
        with pytest.raises(error):
            take_in_file("x", content, how=OFFICIAL, by=house.lan, at=AT)

    with pytest.raises(PermissionDenied):
        take_in_file("x", _json(_row()), how=OFFICIAL, by=house.minh, at=AT)
    assert not Intake.objects.exists()


def test_every_format_offered_is_written(house: House, asked: Collection) -> None:
    make_answer(asked, house.ward_a, FILLED)

    written = [write(house.minh, _wanted(asked, format=one), AT).content for one in exporting.FORMATS]

    assert all(written)
