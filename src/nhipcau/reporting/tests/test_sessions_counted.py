"""Sessions in which units briefed their people flow into reports: as figures, with the sessions behind them."""

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from nhipcau.briefings.actions import Held, log_session, remove_session
from nhipcau.briefings.models import Receipt
from nhipcau.briefings.tests.builders import make_notice, receipt_of
from nhipcau.reporting.actions import start_submission, submit_submission
from nhipcau.reporting.models import Submission
from nhipcau.reporting.overviews import moved_reports
from nhipcau.reporting.sheet import open_sheet
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    DURING,
    TOO_LATE,
    make_activity,
    make_collection,
    make_form,
    make_indicator,
)
from nhipcau.units.tests.builders import House

DAY = date(2026, 10, 2)


def begin(house: House) -> tuple[Submission, Receipt]:
    """Ward A logged an activity of 3 sessions and 100 attendances, briefed 60 people once, and began its report."""
    indicators = [make_indicator(code) for code in ("sessions", "attendances")]
    make_activity(house.ward_a, house.lan, {"sessions": 3, "attendances": 100}, day=DAY)
    receipt = receipt_of(make_notice(house), house.ward_a)
    log_session(receipt, Held(DAY, 1, 60), cells_all=2, people_all=90, by=house.lan, at=DURING)
    collection = make_collection(make_form(house.department, *indicators), house.ward_a)
    return start_submission(collection, house.ward_a, by=house.lan, at=DURING), receipt


def figures(submission: Submission) -> dict[str, object]:
    return {one.indicator.code: one.number for one in submission.values.all()}


def test_sessions_and_who_was_there_stand_in_the_report_with_the_activities(house: House) -> None:
    submission, _receipt = begin(house)

    assert figures(submission) == {"sessions": 4, "attendances": 160}
    assert {row.indicator.code: row.counted for row in open_sheet(submission).rows} == figures(submission)


def test_a_document_sent_round_and_a_session_of_another_period_stand_in_none(house: House) -> None:
    submission, receipt = begin(house)
    log_session(receipt, Held(DAY, 1, 20, "document"), by=house.lan, at=DURING)
    log_session(receipt, Held(date(2026, 9, 2), 0, 5), by=house.lan, at=DURING)

    assert {row.counted for row in open_sheet(submission).rows} == {4, 160}


def test_the_sessions_behind_a_figure_are_shown(house: House, client: Client) -> None:
    submission, receipt = begin(house)
    client.force_login(house.lan)

    page = client.get(reverse("reporting:behind", args=[submission.pk, "attendances"])).content.decode()

    assert reverse("briefings:receipt", args=[receipt.pk]) in page
    assert "Buổi giới thiệu lễ hội" in page


def test_a_session_removed_after_the_sending_is_said_and_the_figure_stays(house: House) -> None:
    submission, receipt = begin(house)
    submit_submission(submission, revision=0, by=house.lan, at=AFTER_CUT_OFF)
    assert moved_reports([house.ward_a.pk], TOO_LATE) == ()

    remove_session(receipt.sessions.get(), by=house.lan, at=TOO_LATE)

    [moved] = moved_reports([house.ward_a.pk], TOO_LATE + timedelta(days=1))
    assert (moved.submission, moved.cells) == (submission, 2)
    assert figures(Submission.objects.get(pk=submission.pk)) == {"sessions": 4, "attendances": 160}
