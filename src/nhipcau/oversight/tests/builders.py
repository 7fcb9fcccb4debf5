"""Builders of inspections, with readable defaults. All texts are made up."""

from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image

from nhipcau.oversight import actions, reviewing
from nhipcau.oversight.actions import Planned
from nhipcau.oversight.models import Checklist, Inspection, Photo, Reply, Review, Shortcoming, YearPlan
from nhipcau.programmes.tests.builders import make_issued
from nhipcau.shell import files
from nhipcau.shell.files import Checked
from nhipcau.units.tests.builders import House

AT = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
DAY = date(2026, 9, 8)
MEND_BY = date(2026, 9, 30)
ANSWERS = {1: ("yes", ""), 2: ("partly", "Thiếu bản tiếng Anh.")}
PLANNED = Planned("Chuẩn bị lễ hội biển", DAY, ["Có kế hoạch?", "", "Có bảng chỉ dẫn song ngữ?"])
TEXTS = {"results": "Đã mở 10 gian hàng", "causes": "Thiếu người", "lessons": "", "proposals": "Thêm lớp"}


def png() -> bytes:
    """Return a small picture."""
    written = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "PNG")
    return written.getvalue()


def make_inspection(house: House) -> Inspection:
    """Return an inspection of a ward planned by the department."""
    return actions.plan(house.department, house.ward_a, PLANNED, by=house.son, at=AT)


def make_held(house: House) -> Inspection:
    """Return an inspection whose visit was entered."""
    return actions.record(make_inspection(house), DAY, ANSWERS, by=house.son, at=AT)


def make_shortcoming(house: House) -> Shortcoming:
    """Return a shortcoming that the ward has to mend."""
    return actions.find(make_held(house), "Bảng thiếu tiếng Anh", "Thay bảng", MEND_BY, by=house.son)


def make_check(house: House) -> Inspection:
    """Return a self-check that ward A entered and has not sent."""
    made = actions.plan(house.ward_a, house.ward_a, PLANNED, by=house.lan, at=AT)
    return actions.record(made, DAY, ANSWERS, by=house.lan, at=AT)


def make_sent(house: House) -> Inspection:
    """Return a self-check that ward A sent."""
    return actions.send_check(make_check(house), by=house.lan, at=AT)


def make_mended(house: House, file: Checked | None = None) -> Shortcoming:
    """Return a shortcoming that the ward says is mended."""
    return actions.say_mended(make_shortcoming(house), "Đã thay bảng", file=file, by=house.lan, at=AT)


def make_photo(house: House) -> Photo:
    """Return a photo of a visit."""
    return actions.add_photo(make_held(house), files.photo("bang.png", png()), "Bảng", by=house.son, at=AT)


def make_plan(house: House) -> YearPlan:
    """Return the department's plan of a year."""
    plan = YearPlan(unit=house.department, year=2026, title="Kiểm tra năm 2026")
    return actions.plan_year(plan, by=house.son)


def make_checklist(house: House) -> Checklist:
    """Return the department's questions to begin with."""
    return actions.keep_checklist(house.province, "Lễ hội", "Có kế hoạch?\n\nCó biển báo?", by=house.son)


def make_review(house: House) -> Review:
    """Return a review asked of ward A, the lead of the programme's only task."""
    programme = make_issued(house)
    return reviewing.ask(programme, "interim", "Sơ kết", MEND_BY, by=house.son, at=AT)


def make_replied(house: House) -> Reply:
    """Return what ward A sent in a review."""
    return reviewing.send(make_review(house).replies.get(), TEXTS, by=house.lan, at=AT)
