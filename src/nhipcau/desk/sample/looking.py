"""The sample's inspections of a year, a self-check, a review of the directive, and a good practice that goes round."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from nhipcau.desk.sample.organisation import Organisation
from nhipcau.desk.sample.pictures import draw_boats
from nhipcau.oversight import actions as oversight
from nhipcau.oversight import reviewing
from nhipcau.oversight.actions import Planned
from nhipcau.oversight.models import Answer, Heading, Inspection, ReviewKind, YearPlan
from nhipcau.practices import actions as practices
from nhipcau.practices import spreading
from nhipcau.practices.actions import Decided, FigureTaken, Told
from nhipcau.practices.models import Act, Practice
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import Assignment, Programme
from nhipcau.shell import files
from nhipcau.units.models import Role, Unit, User

QUESTIONS = (
    "Có kế hoạch đón khách và phân công người trực?",
    "Bảng chỉ dẫn có đủ tiếng Việt và tiếng Anh?",
    "Số liệu khách có sổ theo dõi từng đợt?",
)
VISITED, CHECKED, TO_COME = 46, 12, 8
ASKED, ANSWERED_BY = 20, 10
# What the first communes said: results, causes, lessons.
SAID = (
    (
        "Đã phát 1.200 tờ gấp, đón 18 đoàn tại bến.",
        "Thiếu người đọc lại bản tiếng Nhật.",
        "Đặt in sớm hai tuần.",
    ),
    ("Đã mở lớp thuyết minh cho 12 người.", "Lịch học trùng mùa vụ.", "Học vào buổi tối."),
)
TOKEN = UUID("5f0c8f3e-2f1b-4c43-9d52-6f0a7c1d2b90")


def build_looking(organisation: Organisation, at: datetime) -> None:
    """Plan inspections and hold one, send a self-check, ask for a review, and spread a good practice."""
    above = Programme.objects.get(
        parent__isnull=True, children__isnull=False, children__children__isnull=False
    )
    _Looking(organisation, at).work(above)
    _Practice(organisation, at).work()


class _Looking:
    """Inspections by the province, a self-check of a commune, and a review of the programme of the directive."""

    def __init__(self, organisation: Organisation, at: datetime) -> None:
        self.organisation, self.at, self.today = organisation, at, timezone.localdate(at)
        self.officer = organisation.people[Role.OFFICER]
        self.communes = list(organisation.communes)

    def work(self, programme: Programme) -> None:
        plan = YearPlan(
            unit=self.organisation.province,
            year=self.today.year,
            title=f"Kiểm tra việc đón khách năm {self.today.year}",
            programme=programme,
        )
        plan = oversight.plan_year(plan, by=self.officer)
        oversight.keep_checklist(
            self.organisation.province, "Điểm đón khách", "\n".join(QUESTIONS), by=self.officer
        )
        self._visit(self._planned(1, VISITED, plan))
        self._planned(2, -TO_COME, plan)
        self._check_itself(3)
        self._review(programme)

    def _unit(self, place: int) -> Unit:
        return self.organisation.communes[self.communes[place]]

    def _reporter(self, place: int) -> User:
        return self.organisation.reporters[self.communes[place]]

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)

    def _planned(self, place: int, ago: int, plan: YearPlan) -> Inspection:
        wanted = Planned("Điểm đón khách tại bến, chợ", self._day(-ago), QUESTIONS, plan.programme, plan)
        made = self._ago(max(ago + 14, 14))
        return oversight.plan(self.organisation.province, self._unit(place), wanted, by=self.officer, at=made)

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _visit(self, inspection: Inspection) -> None:
        answers = {
            1: (Answer.YES, ""),
            2: (Answer.PARTLY, "Bảng tại bến số 2 chỉ có tiếng Việt."),
            3: (Answer.NO, "Mới ghi tổng cả tháng."),
        }
        held = self._ago(VISITED)
        inspection = oversight.record(inspection, self._day(-VISITED), answers, by=self.officer, at=held)
        photo = files.photo("ben-so-2.jpg", draw_boats(7))
        oversight.add_photo(inspection, photo, "Bảng chỉ dẫn tại bến số 2", by=self.officer, at=held)
        sign = oversight.find(
            inspection, "Bảng chỉ dẫn tại bến số 2 chỉ có tiếng Việt", "Thay bảng hai thứ tiếng", self._day(-20),
            by=self.officer,
        )  # fmt: skip
        oversight.find(
            inspection, "Chưa ghi số khách từng đợt", "Mở sổ theo dõi, ghi từng đợt khách", self._day(-3),
            by=self.officer,
        )  # fmt: skip
        mended = oversight.say_mended(
            sign, "Đã thay bảng mới ngày hôm trước.", by=self._reporter(1), at=self._ago(24)
        )
        oversight.accept(mended, "Đã xem ảnh, đạt.", by=self.officer, at=self._ago(22))

    def _check_itself(self, place: int) -> None:
        unit, by = self._unit(place), self._reporter(place)
        wanted = Planned("Tự kiểm tra điểm đón khách", self._day(-CHECKED), QUESTIONS)
        made = oversight.plan(unit, unit, wanted, by=by, at=self._ago(CHECKED + 3))
        answers = dict.fromkeys((1, 2, 3), (Answer.YES, ""))
        held = oversight.record(made, self._day(-CHECKED), answers, by=by, at=self._ago(CHECKED))
        oversight.send_check(held, by=by, at=self._ago(CHECKED - 1))

    def _review(self, programme: Programme) -> None:
        title = "Sơ kết việc thực hiện Chỉ thị đón bạn bè đến với tỉnh"
        due = self._day(ANSWERED_BY)
        review = reviewing.ask(
            programme, ReviewKind.INTERIM, title, due, by=self.officer, at=self._ago(ASKED)
        )
        for place, (results, causes, lessons) in enumerate(SAID):
            reply = review.replies.get(unit=self._unit(place))
            texts: dict[str, str] = {
                Heading.RESULTS: results,
                Heading.CAUSES: causes,
                Heading.LESSONS: lessons,
            }
            reviewing.send(reply, texts, by=self._reporter(place), at=self._ago(ASKED - 9 + place))


class _Practice:
    """What a commune did well: proposed, accepted, given to three others of which one takes it up, and commended."""

    def __init__(self, organisation: Organisation, at: datetime) -> None:
        self.organisation, self.at, self.today = organisation, at, timezone.localdate(at)
        self.officer = organisation.people[Role.OFFICER]
        self.communes = list(organisation.communes)

    def work(self) -> None:
        practice = self._accepted()
        self._spread(practice)
        decided = Decided(
            "Chủ tịch Ủy ban nhân dân tỉnh",
            "Giấy khen",
            "118/QĐ-MAU (văn bản mẫu)",
            self.today - timedelta(days=9),
        )
        practices.commend(practice, practice.unit, decided, by=self.officer, at=self._ago(8))

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)

    def _accepted(self) -> Practice:
        unit, by = self.organisation.communes[self.communes[0]], self.organisation.reporters[self.communes[0]]
        told = Told(
            "Tờ gấp bỏ túi bằng ba thứ tiếng ở bến thuyền",
            "In tờ gấp khổ bỏ túi: giờ thuyền, giá vé, ba câu chào. Đặt tại quầy vé và phát cho chủ thuyền.",
            "Dùng chung tệp thiết kế, thay giờ và giá của địa phương; đọc lại bản dịch trước khi in.",
        )
        practice = practices.write(unit, told, token=TOKEN, by=by, at=self._ago(50))
        figure = FigureTaken(
            "Số tờ gấp đã phát",
            f"9 tháng năm {self.today.year}",
            Decimal(1200),
            "tờ",
            "Sổ phát hành của phường",
        )
        practices.add_figure(practice, figure, by=by)
        practice = practices.propose(practice, self.organisation.province, by=by, at=self._ago(49))
        practice = practices.decide(practice, Act.REVIEW, by=self.officer, at=self._ago(45))
        return practices.decide(practice, Act.ACCEPT, by=self.officer, at=self._ago(40))

    def _spread(self, practice: Practice) -> None:
        units = tuple(self.organisation.communes[name].pk for name in self.communes[4:7])
        plan = TaskPlan(
            practice.title,
            product="Tờ gấp của địa phương",
            responsible="Phó Chủ tịch phụ trách",
            authority="Chủ tịch",
            due_on=self.today + timedelta(days=30),
            each=units,
        )
        made = spreading.spread(
            practice, self.organisation.province, plan, None, by=self.officer, at=self._ago(30)
        )
        issue_programme(made, by=self.officer, at=self._ago(29))
        offers = {one.unit_id: one for one in Assignment.objects.filter(task__programme=made)}
        first, second = self.communes[4], self.communes[5]
        spreading.take_up(
            offers[self.organisation.communes[first].pk],
            text="Phường in 500 tờ cho hai bến.",
            by=self.organisation.reporters[first],
            at=self._ago(20),
        )
        spreading.decline(
            offers[self.organisation.communes[second].pk],
            "Địa phương không có bến thuyền.",
            by=self.organisation.reporters[second],
            at=self._ago(18),
        )
