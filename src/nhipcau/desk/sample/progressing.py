"""How far the sample's units are with their tasks: what they said, showed, asked for and were answered."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from nhipcau.desk.sample.organisation import Organisation
from nhipcau.desk.sample.pictures import draw_boats
from nhipcau.desk.sample.wanted import CULTURE, FOREIGN, FRIENDS, PRESS, TRADE, WARD
from nhipcau.programmes import progress
from nhipcau.programmes.models import Ask, AskKind, Assignment, AssignmentState, Programme, Task
from nhipcau.programmes.progress import Proof
from nhipcau.units.models import Role, User

UNDER_WAY, DONE = AssignmentState.UNDER_WAY, AssignmentState.DONE


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit said of a task so many days ago; `shows` is a picture or a link; `confirmed` whether it was."""

    task: str
    unit: str
    days_ago: int
    state: AssignmentState
    text: str
    shows: str = ""
    turn: int = 0
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Wished:
    """What a unit asked for so many days ago; `granted` None is not answered yet, `days` until the day asked for."""

    task: str
    unit: str
    days_ago: int
    kind: AskKind
    reason: str
    granted: bool | None = None
    days: int = 0
    to: str = ""
    answer: str = ""


PUT_UP = "Đã niêm yết thông báo song ngữ tại bến thuyền, chợ và nhà văn hóa."
OF_PROVINCE = (
    Told("week", CULTURE, 60, UNDER_WAY, "Đã chốt danh sách 40 gian hàng và lịch biểu diễn."),
    Told("week", CULTURE, 43, DONE, "Tuần lễ đã khép lại, đón 6.400 lượt khách.", "picture"),
    Told("week", TRADE, 43, DONE, "Đã bố trí 12 gian hàng của doanh nghiệp trong tỉnh."),
    Told("week", WARD, 44, DONE, "Đã bố trí bãi đỗ xe, đường đi bộ và đội hướng dẫn khách."),
    Told("visa", FOREIGN, 35, UNDER_WAY, "Bản thảo tiếng Anh đang được đọc lại."),
    Told("visa", FOREIGN, 24, DONE, "Đã in 1.500 bản và đăng bản điện tử.", "link"),
    Told("home", FOREIGN, 50, UNDER_WAY, "Đã trả lời 32 câu hỏi, cập nhật trang hỏi đáp hằng tuần.", "link"),
    Told("invest", TRADE, 9, UNDER_WAY, "Đã đăng 3 trong 5 bước; hai bước còn lại đang dịch.", "link"),
    Told("letters", TRADE, 22, DONE, "Đã gửi 12 thư ngỏ, 4 hãng tàu đã trả lời."),
    Told("column", PRESS, 76, DONE, "Đã phát số 1: Một ngày ở làng gốm.", "link", turn=0),
    Told("column", PRESS, 43, DONE, "Đã phát số 2: Chợ sớm bên sông.", "link", turn=1),
    Told("aid", FRIENDS, 16, UNDER_WAY, "Đã lập bảng kê của 2 trong 3 đợt hàng."),
    *(Told("notices", unit, days, DONE, PUT_UP, "picture") for unit, days in (
        ("Phường Hải Tân", 14), ("Phường An Bình Đá", 12), ("Phường Chợ Thuyền", 11), ("Xã Suối Vàng", 16),
        ("Xã Vườn Chè", 13), ("Xã Biên Hồ", 18), ("Xã Cổng Trời", 7), ("Xã Thác Bạc", 5))),
    Told("notices", "Xã Đồng Sen", 2, DONE, PUT_UP, "picture", confirmed=False),
    Told("notices", "Xã Ruộng Bậc", 1, DONE, PUT_UP, confirmed=False),
    Told("notices", WARD, 12, UNDER_WAY, "Đã niêm yết tại bến thuyền; còn chợ và nhà văn hóa."),
    Told("notices", "Xã Làng Gốm", 11, UNDER_WAY, "Đang in bảng thông báo."),
    Told("signs", WARD, 8, UNDER_WAY, "Đã lắp 6 trong 14 biển.", "picture"),
)  # fmt: skip
WISHES = (
    Wished("notices", "Xã Mốc Son", 40, AskKind.RETURN, "Xã không có bến, chợ phiên hay điểm đón khách.", granted=True,
           answer="Đồng ý; xã tập trung cho tuyến đường tuần sau."),
    Wished("notices", "Xã Đầm Cá", 13, AskKind.EXTENSION, "Chợ đang sửa mái, chưa có chỗ treo bảng.", granted=True,
           days=15, answer="Đồng ý; niêm yết tạm tại trụ sở."),
    Wished("notices", "Đặc khu Hòn Sao", 12, AskKind.EXTENSION, "Tàu chở vật tư tuần sau mới ra đảo.", granted=False,
           days=40, answer="Bản in đã gửi theo tàu khách; đề nghị niêm yết ngay."),
    Wished("signs", "Xã Cổng Trời", 20, AskKind.PASS_ON, "Điểm đến nằm trên đất Xã Ruộng Bậc.", granted=True,
           to="Xã Ruộng Bậc", answer="Đồng ý."),
    Wished("signs", "Xã Thác Bạc", 3, AskKind.EXTENSION, "Đường vào thác đang sửa, chưa đào được chân biển.", days=60),
    Wished("signs", "Phường Hải Tân", 2, AskKind.RETURN, "Biển trên trục chính do Sở Văn hóa, Thể thao và Du lịch lắp."),
)  # fmt: skip
OF_DEPARTMENT = (
    Told("week", CULTURE, 45, DONE, "Đã mở đủ 40 gian hàng.", "picture"),
    Told("week", WARD, 45, DONE, "Đã giao mặt bằng và điện cho 40 gian hàng."),
    Told("guides-classes", WARD, 14, UNDER_WAY, "Phường đã lập kế hoạch riêng và bắt đầu mời học viên."),
    Told("guides-texts", CULTURE, 6, UNDER_WAY, "Đã xong 12 trong 20 bài."),
    Told("film", PRESS, 20, UNDER_WAY, "Đã quay cảnh mùa nước và mùa lễ hội."),
)
OF_WARD = (Told("guides-classes-1", WARD, 4, UNDER_WAY, "Đã có 14 người nhận lời."),)
OF_CAMPAIGN = (
    Told("clips", PRESS, 5, DONE, "Đã phát đủ 06 đoạn phim.", "link"),
    Told("beaches", "Phường Hải Tân", 1, DONE, "Đã ra quân, 180 người dự.", "picture", confirmed=False),
    Told("beaches", "Đặc khu Hòn Sao", 3, UNDER_WAY, "Đã chọn bãi và báo cho các tổ dân cư."),
)


class Reporting:
    """Says what units of the sample said, as their reporters; as the officer where a unit has no reporter."""

    def __init__(self, organisation: Organisation, at: datetime) -> None:
        self.organisation, self.at = organisation, at
        self.units = {**organisation.bodies, **organisation.communes}
        self.officer, self.approver = organisation.people[Role.OFFICER], organisation.people[Role.APPROVER]

    def ago(self, days: int) -> datetime:
        """Return the moment so many days ago."""
        return self.at - timedelta(days=days)

    def tell(self, tasks: Mapping[str, Task], told: Sequence[Told]) -> None:
        """Report progress, and confirm what was done where it was confirmed."""
        for one in told:
            moment = self.ago(one.days_ago)
            said = progress.report_progress(
                self._given(tasks, one.task, one.unit, one.turn),
                state=one.state,
                text=one.text,
                proof=_proof(one),
                by=self._worker(one.unit),
                at=moment,
            )
            asked = said.asks.open().first()
            if asked is not None and one.confirmed:
                progress.grant(asked, by=self.approver, at=min(self.at, moment + timedelta(days=1)))

    def wish(self, tasks: Mapping[str, Task], wishes: Sequence[Wished]) -> None:
        """Ask for what units asked for, and answer what was answered."""
        for one in wishes:
            asked = progress.ask(
                self._given(tasks, one.task, one.unit, 0),
                one.kind,
                reason=one.reason,
                day=timezone.localdate(self.ago(-one.days)) if one.days else None,
                unit=self.units.get(one.to),
                by=self._worker(one.unit),
                at=self.ago(one.days_ago),
            )
            self._answer(asked, one)

    def _answer(self, asked: Ask, one: Wished) -> None:
        moment = self.ago(one.days_ago - 1)
        if one.granted:
            progress.grant(asked, text=one.answer, by=self.officer, at=moment)
        elif one.granted is not None:
            progress.refuse(asked, text=one.answer, by=self.officer, at=moment)

    def _given(self, tasks: Mapping[str, Task], key: str, unit: str, turn: int) -> Assignment:
        return Assignment.objects.get(task=tasks[key], unit=self.units[unit], turn=turn)

    def _worker(self, unit: str) -> User:
        return self.organisation.reporters.get(unit, self.officer)


def tasks_by_key(programme: Programme, keys: Sequence[str]) -> dict[str, Task]:
    """Return the tasks of a programme by the keys with which they were written, in their order."""
    return dict(zip(keys, programme.tasks.order_by("position"), strict=True))


def _proof(one: Told) -> Proof | None:
    if one.shows == "link":
        return Proof(link=f"https://ben-da.example.vn/tin/{one.task}")
    if one.shows != "picture":
        return None
    content = draw_boats(one.days_ago, width=640, height=420)
    return Proof(name="anh.jpg", content=content, sha256=hashlib.sha256(content).hexdigest())
