"""Activities that change after a report was sent: said everywhere, corrected nowhere."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.activities.models import Activity, ActivityCount
from nhipcau.reporting.actions import (
    approve_many,
    approve_submission,
    return_submission,
    start_submission,
    submit_submission,
)
from nhipcau.reporting.models import Submission
from nhipcau.reporting.overviews import moved_answers, moved_reports
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

LATER = datetime(2026, 12, 18, 3, 0, tzinfo=UTC)


@pytest.fixture
def sent(house: House) -> Submission:
    """Phường A sent 3 sessions, which is what its activities gave; then it logged one of 2 more."""
    indicator = make_indicator("so-cuoc")
    collection = make_collection(make_form(house.department, indicator), house.ward_a)
    make_activity(house.ward_a, house.lan, {"so-cuoc": 3})
    begun = start_submission(collection, house.ward_a, by=house.lan, at=DURING)
    return submit_submission(begun, revision=0, by=house.lan, at=AFTER_CUT_OFF)


def log_one_more(house: House) -> None:
    """Log another activity of the period after the report was sent."""
    activity = make_activity(house.ward_a, house.lan, {"so-cuoc": 2})
    Activity.objects.filter(pk=activity.pk).update(logged_at=TOO_LATE)


def test_what_the_activities_gave_is_kept_at_the_sending(house: House, sent: Submission) -> None:
    assert sent.values.get().counted == 3
    assert open_sheet(sent).moved == ()
    assert moved_reports([house.ward_a.pk], LATER) == ()


def test_a_later_activity_is_said_and_the_figure_stays(
    client: Client, house: House, sent: Submission
) -> None:
    log_one_more(house)

    (row,) = open_sheet(sent).moved
    assert [row.cell.number, row.moved_from, row.counted] == [Decimal(3), Decimal(3), Decimal(5)]
    (report,) = moved_reports([house.ward_a.pk], LATER)
    assert (report.submission, report.cells) == (sent, 1)
    assert moved_answers([sent.pk], row.indicator) == {sent.pk}
    for person, path in (
        (house.lan, reverse("reporting:submission", args=[sent.pk])),
        (house.minh, reverse("reporting:decide", args=[sent.pk])),
        (house.minh, reverse("reporting:waiting")),
        (house.son, f"{reverse('reporting:total', args=['so-cuoc'])}?unit={house.ward_a.pk}&counted=all"),
    ):
        client.force_login(person)
        page = client.get(path).content.decode()
        assert "đã thay đổi sau khi gửi" in page or "ghi thêm sau khi gửi" in page, path


def test_a_changed_activity_waits_for_the_reporter_until_an_approver_let_it_stand(
    house: House, sent: Submission
) -> None:
    log_one_more(house)
    assert [one.submission for one in moved_reports([house.ward_a.pk], LATER)] == [sent]

    approve_submission(sent, revision=sent.revision, by=house.minh, at=LATER)

    assert moved_reports([house.ward_a.pk], LATER) == ()
    sent.refresh_from_db()
    assert open_sheet(sent).moved


def test_a_report_whose_activities_changed_is_not_approved_with_others(
    house: House, sent: Submission
) -> None:
    ActivityCount.objects.update(number=Decimal(4))

    assert approve_many([sent], revisions={sent.pk: sent.revision}, by=house.minh, at=LATER) == ()


def test_sending_again_takes_what_the_activities_give_then(house: House, sent: Submission) -> None:
    log_one_more(house)
    returned = return_submission(
        sent, reason="Xem lại", cells={}, revision=sent.revision, by=house.minh, at=LATER
    )

    again = submit_submission(returned, revision=returned.revision, by=house.lan, at=LATER)

    assert open_sheet(again).moved == ()
    assert again.values.get().number == 3
