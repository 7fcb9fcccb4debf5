"""Builders of drafts with readable defaults. All texts are made up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from nhipcau.drafting import actions, composing, overviews
from nhipcau.drafting.models import Draft
from nhipcau.drafting.rules import SectionText
from nhipcau.indicators.models import Indicator
from nhipcau.reporting.models import Collection, Period, Submission, Value
from nhipcau.reporting.tests.builders import (
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.models import Unit, User
from nhipcau.units.tests.builders import House

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ISSUED_ON = date(2026, 11, 20)
TEXTS = (
    SectionText("", "Sở báo cáo kết quả công tác thông tin đối ngoại năm 2025 như sau:"),
    SectionText(
        "Kết quả",
        "- Đã tổ chức {{sessions}} cuộc với {{attendances}} lượt người tham dự.\n\nCác đơn vị đã phối hợp tốt.",
    ),
    SectionText("Phương hướng", "Tiếp tục thực hiện chương trình đã đề ra.\nTrân trọng báo cáo."),
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year whose four quarters two wards have answered: 1,200 sessions and 60 attendances, all approved."""

    period: Period
    sessions: Indicator
    attendances: Indicator
    collections: tuple[Collection, ...]


def make_year(house: House) -> Year:
    """Return the year 2025 with its answers: of sessions 200 from A and 100 from B a quarter."""
    sessions = make_indicator("sessions", name="Cuộc tuyên truyền", measure="cuộc")
    attendances = make_indicator("attendances", name="Lượt người tham dự", measure="lượt người")
    form = make_form(house.department, sessions, attendances)
    collections = []
    for number in (1, 2, 3, 4):
        quarter = make_collection(
            form, house.ward_a, house.ward_b, period=make_period("quarter", 2025, number)
        )
        make_answer(quarter, house.ward_a, {"sessions": 200, "attendances": 10})
        make_answer(quarter, house.ward_b, {"sessions": 100, "attendances": 5})
        collections.append(quarter)
    return Year(make_period("year", 2025, 1), sessions, attendances, tuple(collections))


def make_draft(unit: Unit, period: Period, by: User, texts: tuple[SectionText, ...] = TEXTS) -> Draft:
    """Return a draft ready to be issued: it has a text with two figures, and a signer."""
    draft = actions.start_draft(unit, period, by=by, at=AT)
    draft = actions.write_sections(draft, texts, by=by, at=AT, before=draft.revision)
    return actions.write_head(
        draft, head_of(draft, signer_name="Trần Văn Bình"), by=by, at=AT, before=draft.revision
    )


def head_of(draft: Draft, **changes: object) -> actions.Head:
    """Return the head the draft has, with `changes`."""
    names = actions.Head.__dataclass_fields__
    return actions.Head(**{**{name: getattr(draft, name) for name in names}, **changes})


def submit(draft: Draft, by: User) -> Draft:
    """Send the draft for approval as it stands."""
    draft.refresh_from_db()
    return actions.submit_draft(draft, by=by, at=AT, before=draft.revision)


def approve(draft: Draft, by: User) -> Draft:
    """Approve the draft as it stands."""
    return actions.approve_draft(draft, looked_at=looked_at_of(draft), by=by, at=AT)


def make_approved(draft: Draft, writer: User, approver: User) -> Draft:
    """Return the draft, sent for approval and approved."""
    return approve(submit(draft, writer), approver)


def issue(draft: Draft, by: User, *, issued_on: date = ISSUED_ON) -> Draft:
    """Issue the approved draft as it stands."""
    return actions.issue_draft(draft, issued_on=issued_on, looked_at=looked_at_of(draft), by=by, at=AT)


def make_issued(house: House, period: Period, texts: tuple[SectionText, ...] = TEXTS) -> Draft:
    """Return an issued report of the department: written by Sơn, approved and issued by Minh."""
    draft = make_draft(house.department, period, house.son, texts)
    return issue(make_approved(draft, house.son, house.minh), house.minh)


def looked_at_of(draft: Draft) -> str:
    """Return the fingerprint an approver who reads the draft now would give back."""
    draft.refresh_from_db()
    return overviews.draft_page(draft).fingerprint


def correct_answer(year: Year, unit: Unit, number: int) -> None:
    """Let a unit's approved figure of sessions for the first quarter become `number`."""
    answer = Submission.objects.get(collection=year.collections[0], unit=unit)
    Value.objects.filter(submission=answer, indicator=year.sessions).update(number=Decimal(number))


def docx_of(draft: Draft) -> bytes:
    """Return the Word file of the draft as it is now."""
    page = overviews.draft_page(draft)
    return composing.docx_of(draft, page.texts, page.figures)
