"""Numbers of issued documents: one after the other, none twice, none left out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.registry.actions import issue_document
from nhipcau.registry.errors import (
    AlreadyVoidError,
    NoTermError,
    SeriesBegunError,
    TermDaysError,
    TermOverlapError,
    TermUsedError,
    VoidReasonError,
)
from nhipcau.registry.models import CommitteeTerm, Document, IssuedNumber, NumberSeries
from nhipcau.registry.numbering import (
    Span,
    begin_series,
    change_term,
    set_up_term,
    take_number,
    void_number,
)
from nhipcau.registry.rules import gaps
from nhipcau.units.tests.builders import House, make_house

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
DAY = date(2026, 9, 1)
REPORT, PLAN = "Báo cáo", "Kế hoạch"


def take(house: House, kind: str = REPORT, layout: str = "state", day: date = DAY) -> int:
    with transaction.atomic():
        return take_number(house.department, kind, layout, day, by=house.son, at=AT)


def a_term(house: House, first: date = date(2025, 10, 1), last: date | None = None) -> CommitteeTerm:
    return set_up_term(house.department, Span("Nhiệm kỳ 2025 - 2030", first, last), by=house.son)


class StoppedError(Exception):
    """An issue that came to nothing."""


@contextmanager
def comes_to_nothing() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_state_documents_of_all_kinds_share_the_numbers_of_a_year(house: House) -> None:
    assert [take(house), take(house, PLAN), take(house, "", "state")] == [1, 2, 3]
    assert take(house, day=date(2027, 1, 4)) == 1
    assert [given.kind for given in IssuedNumber.objects.filter(series__year=2026)] == [
        REPORT,
        PLAN,
        "Công văn",
    ]


def test_party_documents_are_numbered_by_kind_through_the_whole_term(house: House) -> None:
    a_term(house)
    assert [take(house, layout="party"), take(house, PLAN, "party"), take(house, "BÁO CÁO", "party")] == [
        1,
        1,
        2,
    ]
    assert take(house, layout="party", day=date(2028, 3, 1)) == 3


def test_a_party_document_outside_every_term_is_refused(house: House) -> None:
    a_term(house, date(2025, 10, 1), date(2026, 8, 31))
    with pytest.raises(NoTermError) as refused:
        take(house, layout="party")
    with override("en"):
        assert "Terms of committees" in str(refused.value.message)
    assert not NumberSeries.objects.exists()


def test_an_issue_that_came_to_nothing_gives_its_number_back(house: House) -> None:
    take(house)
    with comes_to_nothing():
        assert take(house) == 2
    assert take(house, PLAN) == 2


def test_a_number_is_taken_only_in_the_transaction_that_issues(house: House) -> None:
    # The test's own transaction is hidden: only whether one is open is looked at.
    with pytest.raises(TransactionManagementError), _outside():
        take_number(house.department, REPORT, "state", DAY, by=house.son, at=AT)


@contextmanager
def _outside() -> Iterator[None]:
    inside, connection.in_atomic_block = connection.in_atomic_block, False
    try:
        yield
    finally:
        connection.in_atomic_block = inside


def test_whoever_may_not_issue_takes_no_number(house: House) -> None:
    with pytest.raises(PermissionDenied), transaction.atomic():
        take_number(house.department, REPORT, "state", DAY, by=house.khach, at=AT)
    assert not NumberSeries.objects.exists()


def test_a_layout_that_is_none_is_a_fault_of_the_caller(house: House) -> None:
    with pytest.raises(ValueError, match="army"):
        take(house, layout="army")


def test_a_series_begins_at_the_number_it_is_told(house: House) -> None:
    begin_series(house.department, "", "state", DAY, 48, by=house.son)
    assert [take(house), take(house)] == [48, 49]
    with pytest.raises(SeriesBegunError):
        begin_series(house.department, "", "state", DAY, 60, by=house.son)


def test_a_number_is_tied_to_the_document_that_is_issued_with_it(house: House) -> None:
    with transaction.atomic():
        number = take_number(house.department, REPORT, "state", DAY, by=house.son, at=AT)
        issue_document(
            house.department,
            kind="báo cáo",
            number=f"{number:02d}/BC-SVHTTDL",
            issued_on=DAY,
            authority="Sở Văn hóa, Thể thao và Du lịch",
            subject="Kết quả Tuần lễ Văn hóa biển",
            signer="",
            file_name="bao-cao.txt",
            content="Báo cáo kết quả Tuần lễ Văn hóa biển.".encode(),
            by=house.son,
            at=AT,
        )
    assert Document.objects.get().issued_number.number == number


def test_a_void_number_stays_with_its_reason_and_is_not_given_again(house: House) -> None:
    take(house)
    given = void_number(IssuedNumber.objects.get(), "Ban hành nhầm thể thức", by=house.son, at=AT)
    assert given.void_reason == "Ban hành nhầm thể thức"
    assert given.is_void
    assert take(house) == 2
    with pytest.raises(AlreadyVoidError):
        void_number(given, "Lại huỷ", by=house.son, at=AT)


def test_no_number_is_void_without_a_reason(house: House) -> None:
    take(house)
    with pytest.raises(VoidReasonError):
        void_number(IssuedNumber.objects.get(), "  ", by=house.son, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedNumber.objects.update(voided_on=DAY)


def test_terms_of_one_committee_never_share_a_day(house: House) -> None:
    a_term(house, date(2020, 10, 1), date(2025, 9, 30))
    with pytest.raises(TermOverlapError):
        a_term(house, date(2025, 9, 30))
    now = a_term(house, date(2025, 10, 1))
    with pytest.raises(TermOverlapError):
        a_term(house, date(2030, 10, 1))
    change_term(now, Span("Nhiệm kỳ 2025 - 2030", now.starts_on, date(2030, 9, 30)), by=house.son)
    a_term(house, date(2030, 10, 1))


def test_a_term_does_not_end_before_it_begins_nor_before_its_last_number(house: House) -> None:
    with pytest.raises(TermDaysError):
        a_term(house, DAY, DAY - timedelta(days=1))
    term = a_term(house)
    take(house, layout="party")
    with pytest.raises(TermUsedError):
        change_term(term, Span("Nhiệm kỳ", term.starts_on, DAY - timedelta(days=1)), by=house.son)


ISSUES = st.lists(
    st.tuples(st.sampled_from(["state", "party"]), st.sampled_from([REPORT, PLAN]), st.booleans()),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(issues=ISSUES)
def test_whichever_issues_come_to_nothing_the_numbers_that_stay_are_dense(
    house: House,
    issues: list[tuple[str, str, bool]],
) -> None:
    with comes_to_nothing():
        a_term(house)
        for layout, kind, holds in issues:
            if holds:
                take(house, kind, layout)
            else:
                with comes_to_nothing():
                    take(house, kind, layout)
        for series in NumberSeries.objects.all():
            held = [given.number for given in series.numbers.all()]
            assert gaps(series.first, series.upcoming, held) == []
        assert IssuedNumber.objects.count() == sum(holds for _layout, _kind, holds in issues)


@pytest.mark.django_db(transaction=True)
def test_those_who_issue_at_the_same_moment_get_consecutive_numbers() -> None:
    house = make_house()

    def issue(turn: int) -> int:
        try:
            with transaction.atomic():
                number = take_number(house.department, REPORT, "state", DAY, by=house.son, at=AT)
                if turn % 5 == 0:
                    raise StoppedError
                return number
        except StoppedError:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        numbers = list(people.map(issue, range(40)))
    assert sorted(number for number in numbers if number) == list(range(1, 33))
    assert NumberSeries.objects.get().upcoming == 33
