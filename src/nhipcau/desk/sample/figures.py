"""The sample's form, its quarters, what communes did in them and what they reported."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from nhipcau.activities import actions as activities
from nhipcau.activities.actions import ActivityFields
from nhipcau.activities.proof import NewEvidence, photo
from nhipcau.desk.sample.organisation import Organisation
from nhipcau.desk.sample.pictures import draw_boats
from nhipcau.indicators.actions import ensure_starter_set
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import actions as reporting
from nhipcau.reporting import rules
from nhipcau.reporting.actions import Entry, FieldAsked, Rhythm, SectionAsked
from nhipcau.reporting.forming import add_audience
from nhipcau.reporting.models import Calendar, Collection, Form, FormAudience, Period, PeriodKind
from nhipcau.units.models import Kind, Role, Unit, User

SECTIONS = (
    ("Thông tin ở cơ sở", "Information on the spot", ("sessions", "attendances")),
    ("Tin, bài", "News items", ("posts_vi", "posts_en")),
    ("Xuất bản, phát thanh", "Publishing and broadcasting", ("copies", "broadcasts", "broadcast_minutes")),
    ("Sự kiện, đoàn khách", "Events and delegations", ("events", "event_attendances", "delegations", "delegates")),
)  # fmt: skip
# What is counted in activities; the rest is typed at the quarter's end: code → most a commune has in a quarter.
TYPED = {"posts_vi": 40, "posts_en": 12, "copies": 300, "broadcasts": 60, "broadcast_minutes": 900}
SELDOM = ("delegations", "delegates")
PAST_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """Something that communes do each quarter: its title, where, what it counts and up to how many."""

    title: str
    place: str
    kind: str
    counts: tuple[tuple[str, int], ...]


TOLD = (
    Told(
        "Buổi giới thiệu lễ hội và điểm đến của địa phương",
        "Nhà văn hóa",
        "session",
        (("sessions", 1), ("attendances", 160)),
    ),
    Told(
        "Hướng dẫn thủ tục cho khách nước ngoài lưu trú",
        "Hội trường Ủy ban nhân dân",
        "session",
        (("sessions", 2), ("attendances", 220)),
    ),
    Told(
        "Ngày hội ẩm thực và nghề truyền thống",
        "Sân trung tâm",
        "event",
        (("events", 1), ("event_attendances", 900)),
    ),
)


def build_figures(organisation: Organisation, at: datetime, chance: Random) -> Form:
    """Ask for the last quarters and the present one, and answer them as offices do: most in time, some not yet."""
    ensure_starter_set(by=organisation.system, at=at)
    officer, approver = organisation.people[Role.OFFICER], organisation.people[Role.APPROVER]
    form = _make_form(organisation.province, officer, at)
    quarters = _quarters(timezone.localdate(at), officer, at)
    for place_in_line, period in enumerate(quarters):
        collection = _open(form, period, organisation, officer, at)
        latest = place_in_line == len(quarters) - 1
        for number, (name, unit) in enumerate(organisation.communes.items()):
            reporter = organisation.reporters[name]
            _log_activities(unit, period, reporter, at, chance, with_photo=number < 4 and place_in_line > 1)
            if not latest:
                _answer(
                    collection,
                    unit,
                    reporter,
                    approver,
                    chance,
                    leaves_open=number > 14 and place_in_line == len(quarters) - 2,
                )
    reporting.make_period(PeriodKind.YEAR, Calendar.OFFICIAL, quarters[-1].year, by=officer, at=at)
    return form


def _make_form(province: Unit, officer: User, at: datetime) -> Form:
    by_code = Indicator.objects.in_bulk(field_name="code")
    sections = [
        SectionAsked(
            title, title_en, [FieldAsked(by_code[code], required=code not in SELDOM) for code in codes]
        )
        for title, title_en, codes in SECTIONS
    ]
    form = reporting.make_form(
        province,
        title="Báo cáo quý về công tác thông tin đối ngoại",
        title_en="Quarterly report on external information",
        sections=sections,
        rhythm=Rhythm(PeriodKind.QUARTER),
        by=officer,
        at=at,
    )
    for kind in (Kind.COMMUNE, Kind.WARD, Kind.SPECIAL_ZONE):
        add_audience(form, FormAudience(kind=kind), by=officer, at=at)
    return form


def _quarters(today: date, officer: User, at: datetime) -> list[Period]:
    """Return the official quarters up to the one of `today`, oldest first."""
    numbered = [
        (year, number) for year in (today.year - 1, today.year, today.year + 1) for number in (1, 2, 3, 4)
    ]
    days = {one: rules.period_days(PeriodKind.QUARTER, Calendar.OFFICIAL, *one) for one in numbered}
    begun = [one for one in numbered if days[one][0] <= today]
    return [
        reporting.make_period(PeriodKind.QUARTER, Calendar.OFFICIAL, year, number, by=officer, at=at)
        for year, number in begun[-PAST_QUARTERS - 1 :]
    ]


def _open(form: Form, period: Period, organisation: Organisation, officer: User, at: datetime) -> Collection:
    return reporting.open_collection(
        form,
        period,
        due_at=_moment(rules.suggested_due(period.ends_on), 17),
        units=organisation.communes.values(),
        by=officer,
        at=min(at, _moment(period.starts_on, 8)),
    )


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _log_activities(
    unit: Unit, period: Period, reporter: User, at: datetime, chance: Random, *, with_photo: bool
) -> None:
    by_code = Indicator.objects.in_bulk(field_name="code")
    last = min(period.ends_on, timezone.localdate(at))
    for number, told in enumerate(TOLD):
        day = period.starts_on + timedelta(days=chance.randint(0, max(0, (last - period.starts_on).days)))
        counts = [
            (by_code[code], Decimal(most if most < 3 else chance.randint(most // 4, most)))
            for code, most in told.counts
        ]
        activities.log_activity(
            unit,
            ActivityFields(
                title=told.title, starts_on=day, place=f"{told.place} {unit.name}", kind=told.kind
            ),
            counts=counts,
            evidence=_photos(unit, number, chance) if with_photo else (),
            by=reporter,
            at=min(at, _moment(day, 16)),
        )


def _photos(unit: Unit, number: int, chance: Random) -> tuple[NewEvidence, ...]:
    content = draw_boats(chance.randint(0, 10_000))
    return (photo(f"anh-{number + 1}.jpg", content, caption=f"{unit.name}: quang cảnh buổi hoạt động"),)


def _seldom(chance: Random) -> dict[str, Entry]:
    """Return what a commune says of delegations: one in three has received some."""
    if chance.randint(1, 3) > 1:
        return {code: Entry(not_applicable=True) for code in SELDOM}
    delegations = chance.randint(1, 3)
    return {
        "delegations": Entry(str(delegations)),
        "delegates": Entry(str(delegations * chance.randint(4, 12))),
    }


def _answer(
    collection: Collection, unit: Unit, reporter: User, approver: User, chance: Random, *, leaves_open: bool
) -> None:
    """Fill in and send the answer, and approve it; one that `leaves_open` stays with the unit."""
    sent_at = collection.due_at - timedelta(hours=chance.choice((3, 20, 27, 44, -30)))
    answer = reporting.start_submission(collection, unit, by=reporter, at=sent_at)
    entries = {code: Entry(str(chance.randint(most // 5, most))) for code, most in TYPED.items()}
    entries |= _seldom(chance)
    saved = reporting.save_values(
        answer,
        entries,
        revision=answer.revision,
        by=reporter,
        at=sent_at,
        narrative="Các hoạt động bảo đảm tiến độ. Đề nghị tỉnh cấp thêm cẩm nang song ngữ cho khách nước ngoài.",
    )
    if leaves_open:
        return
    sent = reporting.submit_submission(
        saved.submission, revision=saved.submission.revision, by=reporter, at=sent_at
    )
    reporting.approve_submission(sent, revision=sent.revision, by=approver, at=sent_at + timedelta(hours=18))
