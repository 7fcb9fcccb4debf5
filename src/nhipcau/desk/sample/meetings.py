"""The sample's steering committee with its meetings, and a joint programme of two bodies."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from nhipcau.bodies import actions as bodies
from nhipcau.bodies import agreeing, tasking
from nhipcau.bodies.actions import BodyPlan, MeetingPlan, SeatPlan, Was
from nhipcau.bodies.agreeing import AgreementPlan
from nhipcau.bodies.models import Body, Meeting, Presence, SeatRole
from nhipcau.desk.sample.organisation import PEOPLE_SINCE, Organisation
from nhipcau.desk.sample.progressing import DONE, UNDER_WAY
from nhipcau.desk.sample.wanted import CULTURE, FOREIGN, FRIENDS, TRADE
from nhipcau.programmes import progress
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import Programme
from nhipcau.units.models import Role, Unit, User

OFFICES = (
    (SeatRole.HEAD, "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
    (SeatRole.DEPUTY, "Giám đốc Sở Văn hóa, Thể thao và Du lịch"),
    (SeatRole.MEMBER, "Giám đốc Sở Ngoại vụ"),
    (SeatRole.MEMBER, "Giám đốc Sở Công Thương"),
    (SeatRole.MEMBER, "Tổng Biên tập Báo và Phát thanh, Truyền hình Bến Đá"),
)
FOUNDED, HELD, TO_COME = 120, 35, 9
MINUTES = (
    "Ban Chỉ đạo nghe báo cáo tiến độ Chỉ thị đón bạn bè đến với tỉnh. Tuần lễ Hương vị đã xong đúng hẹn; cẩm nang thị "
    "thực chậm do chờ đọc lại bản tiếng Anh. Các thành viên thống nhất ba kết luận."
)
# What was concluded: text, unit, days until its deadline; the last was not made a task.
CONCLUSIONS = (
    ("Lập đầu mối trả lời câu hỏi của các hãng tàu du lịch", TRADE, -8),
    ("Dịch bảng chỉ dẫn tại nhà ga hành khách cảng sang tiếng Nhật", FOREIGN, 14),
    ("Đưa lịch lễ hội năm sau lên cổng thông tin", CULTURE, 60),
)
OBLIGATIONS = (
    (CULTURE, ("Cung cấp ảnh, phim tư liệu về lễ hội", "Bố trí thuyết minh viên cho các đoàn bạn"), -1),
    (FRIENDS, ("Mời đoàn nghệ thuật của thành phố kết nghĩa", "Dịch tài liệu sang tiếng Lào"), 33),
)


def build_meetings(organisation: Organisation, at: datetime) -> None:
    """Found the committee, hold a meeting whose conclusions became tasks, call the next, and agree on working jointly."""
    _Committee(organisation, at).work()
    _agree(organisation, at)


class _Committee:
    """The steering committee: its seats, a meeting held, one to come."""

    def __init__(self, organisation: Organisation, at: datetime) -> None:
        self.organisation, self.at = organisation, at
        self.officer = organisation.people[Role.OFFICER]

    def work(self) -> None:
        body = self._found()
        held = self._hold(body)
        programme = self._make_tasks(held)
        _report(programme, organisation=self.organisation, by=self.officer, at=self.at)
        plan = MeetingPlan(
            "Phiên họp cuối năm của Ban Chỉ đạo",
            self._moment(TO_COME, 8),
            "Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh",
            self._moment(TO_COME, 11),
            ("Kết quả thực hiện Chỉ thị", "Việc còn chậm và hướng xử lý", "Chương trình năm sau"),
        )
        bodies.call_meeting(body, plan, by=self.officer, at=self.at - timedelta(days=1))

    def _found(self) -> Body:
        plan = BodyPlan(
            "Ban Chỉ đạo công tác thông tin đối ngoại tỉnh",
            PEOPLE_SINCE,
            founded_words="Quyết định số 07/QĐ-MAU ngày 25/6/2025 (văn bản mẫu)",
            purpose="Điều phối việc đón khách, quảng bá và thông tin bằng nhiều ngôn ngữ của tỉnh.",
        )
        at = self.at - timedelta(days=FOUNDED)
        body = bodies.found_body(self.organisation.province, plan, by=self.officer, at=at)
        for role, office in OFFICES:
            bodies.give_seat(body, SeatPlan(PEOPLE_SINCE, role, office=office), by=self.officer, at=at)
        approver = SeatPlan(
            PEOPLE_SINCE, SeatRole.STANDING, self.organisation.people[Role.APPROVER], "Phó Chánh Văn phòng"
        )
        bodies.give_seat(body, approver, by=self.officer, at=at)
        return body

    def _hold(self, body: Body) -> Meeting:
        plan = MeetingPlan(
            "Phiên họp giữa kỳ của Ban Chỉ đạo",
            self._moment(-HELD, 14),
            "Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh",
            self._moment(-HELD, 16),
            ("Tiến độ thực hiện Chỉ thị", "Cẩm nang thị thực", "Việc của quý tới"),
        )
        meeting = bodies.call_meeting(body, plan, by=self.officer, at=self.at - timedelta(days=HELD + 10))
        seats = list(body.seats.order_by("position"))
        was = {seat.pk: Was(Presence.PRESENT) for seat in seats}
        was[seats[3].pk] = Was(Presence.SUBSTITUTE, "Phó Giám đốc Sở Công Thương")
        was[seats[4].pk] = Was(Presence.ABSENT)
        after = self.at - timedelta(days=HELD - 1)
        return bodies.record_meeting(meeting, was, minutes=MINUTES, by=self.officer, at=after)

    def _make_tasks(self, meeting: Meeting) -> Programme:
        at, today = self.at - timedelta(days=HELD - 2), timezone.localdate(self.at)
        plans = {}
        for text, name, days in CONCLUSIONS:
            unit, due_on = self.organisation.bodies[name], today + timedelta(days=days)
            made = bodies.add_conclusion(meeting, text, unit=unit, due_on=due_on, by=self.officer, at=at)
            plans[made.pk] = _task(text, unit, due_on)
        plans.popitem()
        programme = tasking.make_tasks_of_conclusions(meeting, plans, None, by=self.officer, at=at)
        return issue_programme(programme, by=self.officer, at=at)

    def _moment(self, days: int, hour: int) -> datetime:
        day = timezone.localdate(self.at) + timedelta(days=days)
        return timezone.make_aware(datetime.combine(day, time(hour)))


def _report(programme: Programme, *, organisation: Organisation, by: User, at: datetime) -> None:
    """Say how far the two conclusions are: one done, one under way."""
    for name, state, text, days in (
        (TRADE, DONE, "Đã lập hộp thư và số điện thoại trả lời bằng tiếng Anh.", 10),
        (FOREIGN, UNDER_WAY, "Đã dịch 9 trong 22 bảng.", 6),
    ):
        unit = organisation.bodies[name]
        for task in programme.tasks.filter(assignments__unit=unit):
            given = task.assignments.get(unit=unit)
            progress.report_progress(given, state=state, text=text, by=by, at=at - timedelta(days=days))


def _task(text: str, unit: Unit, due_on: date) -> TaskPlan:
    return TaskPlan(
        title=text,
        due_on=due_on,
        product="Báo cáo kết quả kèm đường dẫn",
        responsible="Phó Giám đốc phụ trách",
        authority="Giám đốc",
        lead=unit.pk,
    )


def _agree(organisation: Organisation, at: datetime) -> None:
    """Two bodies agree; one of them has made its side's matters tasks of a programme of its own."""
    officer, today = organisation.people[Role.OFFICER], timezone.localdate(at)
    plan = AgreementPlan(
        "Chương trình phối hợp đón đoàn nghệ thuật, học sinh quốc tế",
        date(today.year, 1, 1),
        date(today.year + 2, 12, 31),
        "Mỗi năm đón ít nhất hai đoàn bạn đến giao lưu với người dân.",
        document_words="Chương trình phối hợp số 02/CTPH-MAU (văn bản mẫu)",
    )
    names = [name for name, _texts, _days in OBLIGATIONS]
    began = at - timedelta(days=70)
    agreement = agreeing.make_agreement(
        plan, [organisation.bodies[name].pk for name in names], by=officer, at=began
    )
    sides = {one.unit_id: one for one in agreement.sides.select_related("agreement", "unit")}
    tasks = {}
    for name, texts, days in OBLIGATIONS:
        side, due_on = sides[organisation.bodies[name].pk], today + timedelta(days=days)
        for text in texts:
            made = agreeing.add_obligation(side, text, due_on=due_on, by=officer, at=began)
            if name == FRIENDS:
                tasks[made.pk] = _task(text, side.unit, due_on)
    for side in sides.values():
        agreeing.agree(side, by=officer, at=at - timedelta(days=66))
    side = sides[organisation.bodies[FRIENDS].pk]
    side.refresh_from_db()
    programme = tasking.make_tasks_of_obligations(side, tasks, None, by=officer, at=at - timedelta(days=64))
    issue_programme(programme, by=officer, at=at - timedelta(days=64))
