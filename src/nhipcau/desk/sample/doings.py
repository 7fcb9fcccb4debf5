"""What communes of the sample did in the running quarter: an activity of each kind, with what that kind tells."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from nhipcau.activities import actions as activities
from nhipcau.activities import rules
from nhipcau.activities.actions import ActivityFields
from nhipcau.activities.kinds import BY_CODE
from nhipcau.activities.models import Activity
from nhipcau.desk.sample.organisation import Organisation
from nhipcau.indicators.models import Indicator
from nhipcau.reporting.models import Period, PeriodKind
from nhipcau.units.models import Unit


@dataclass(frozen=True, slots=True)
class Doing:
    """Something a commune did: how many days before the sample is loaded, and what its kind tells of it."""

    kind: str
    title: str
    place: str
    days_ago: int
    details: dict[str, Any] = field(default_factory=dict)
    stream: str = "external"
    channel: str = ""
    lasted: int = 1


DOINGS = (
    Doing("session", "Bàn hướng dẫn thủ tục thị thực cho khách đến", "Nhà ga hành khách cảng", 9,
          {"times": 2, "attendance": 140, "audience": "visitors", "language": "en"}),
    Doing("conference", "Hội nghị giới thiệu quy trình đầu tư, nối với các điểm cầu", "Hội trường trung tâm", 16,
          {"mode": "both", "sites": [{"site": "Điểm cầu trung tâm", "attendance": 120},
                                     {"site": "Điểm cầu cụm xã ven biển", "attendance": 65},
                                     {"site": "Điểm cầu cụm xã miền núi", "attendance": 48}]}),
    Doing("event", "Đón chuyến tàu du lịch đầu mùa", "Bến cảng khách", 20,
          {"attendance": 800, "foreign_guests": 520, "market": "northeast_asia"}),
    Doing("performance", "Đêm hát dân ca phục vụ khách lưu trú", "Sân đình làng", 12,
          {"troupe": "Câu lạc bộ dân ca xã", "shows": 2, "attendance": 360, "foreign_guests": 90}),
    Doing("campaign", "Pa nô quảng bá mùa lễ hội", "Các trục đường chính", 30,
          {"slogan": "Biển sạch đón bạn bè bốn phương", "up_on": "", "cost": 42_000_000, "language": "vi",
           "sites": [{"site": "Cầu vào trung tâm", "panels": 4}, {"site": "Bến cảng khách", "panels": 6}]}),
    Doing("exchange", "Giao lưu học sinh hai trường kết nghĩa", "Trường trung học cơ sở", 14,
          {"partner": "Trường kết nghĩa ở thành phố bạn", "country": "Nhật Bản", "attendance": 210,
           "foreign_guests": 35}, channel="people"),
    Doing("delegation", "Tiếp đoàn công tác của thành phố kết nghĩa", "Trụ sở Ủy ban nhân dân", 11,
          {"direction": "in", "country": "Lào", "organisation": "Chính quyền thành phố kết nghĩa", "members": 9},
          channel="state"),
    Doing("field_trip", "Đưa các hãng lữ hành đi thực tế tuyến làng nghề", "Ba làng nghề ven sông", 18,
          {"visitors": "business", "outlets": 12, "members": 26,
           "stops": [{"stop": "Làng gốm"}, {"stop": "Làng dệt"}, {"stop": "Bến thuyền"}]}),
    Doing("training", "Tập huấn viết tin song ngữ cho cộng tác viên", "Hội trường Ủy ban nhân dân", 24,
          {"courses": 1, "trainees": 45, "days": 2}),
    Doing("publication", "Phát hành tờ gấp điểm đến", "Quầy thông tin du lịch", 22,
          {"name": "Một ngày ở miền sông nước", "form": "leaflet", "language": "en", "copies": 1500}),
    Doing("broadcast", "Chuyên mục hướng dẫn du khách trên truyền thanh", "Đài truyền thanh xã", 8,
          {"programme": "Chào bạn đến chơi", "station": "Đài truyền thanh xã", "minutes": 12, "repeats": 6,
           "language": "vi"}),
    Doing("fair", "Hội chợ sản vật, kết nối với nhà đầu tư", "Trung tâm hội chợ", 19,
          {"enterprises": 64, "foreign_enterprises": 11, "agreements": 5, "attendance": 2300, "market": "asean",
           "platforms": [{"platform": "Gian hàng tại chỗ", "products": 180},
                         {"platform": "Sàn thương mại điện tử", "products": 75}]}),
    Doing("contest", "Cuộc thi ảnh quê hương qua bốn mùa", "Nhà văn hóa", 28,
          {"entries": 156, "units": 14, "prizes": 12}),
    Doing("contest_entry", "Gửi bài dự thi tìm hiểu biển, đảo", "Ủy ban nhân dân", 21,
          {"organiser": "Ban tổ chức cuộc thi cấp tỉnh", "entries": 320, "prizes": 3}, stream="sea"),
    Doing("aid_in_kind", "Tiếp nhận hàng hỗ trợ sau bão", "Kho cứu trợ", 10,
          {"giver": "Hội hữu nghị thành phố kết nghĩa", "giver_is": "foreign", "receiver": "Hội Chữ thập đỏ xã",
           "value": 380_000_000, "goods": [{"what": "Máy lọc nước", "quantity": 20, "measure": "chiếc"},
                                           {"what": "Chăn ấm", "quantity": 600, "measure": "chiếc"}]}),
    Doing("inspection", "Kiểm tra việc đăng tin trên bảng tin thôn", "Các thôn", 15, {"units": 8, "reminders": 2}),
)  # fmt: skip

FESTIVAL = Doing("festival", "Lễ hội cầu ngư mở rộng", "Bến thuyền", 7,
                 {"attendance": 5200, "foreign_guests": 430, "programmes": 9}, lasted=3)  # fmt: skip
# Each is logged by another commune as its part of the festival: what it did itself, not who was there.
PARTS = (
    Doing("session", "Gian giới thiệu biển, đảo tại lễ hội", "Bến thuyền", 6, {"times": 3}, stream="sea"),
    Doing("publication", "Phát bản đồ điểm đến tại lễ hội", "Bến thuyền", 6,
          {"name": "Bản đồ điểm đến", "form": "map", "language": "en", "copies": 400}),
)  # fmt: skip


def build_doings(organisation: Organisation, at: datetime) -> None:
    """Log an activity of each kind, one commune after the other, and a festival of which two others log a part."""
    logbook = _Logbook(organisation, at)
    communes = list(organisation.communes.items())
    for number, doing in enumerate(DOINGS):
        logbook.log(communes[number % len(communes)], doing)
    festival = logbook.log(communes[0], FESTIVAL, opens=True)
    for commune, part in zip(communes[1:], PARTS, strict=False):
        logbook.log(commune, part, host=festival)


class _Logbook:
    """Logs what communes did, none of it before the running quarter: earlier ones are reported already."""

    def __init__(self, organisation: Organisation, at: datetime) -> None:
        self.organisation, self.at = organisation, at
        self.indicators = Indicator.objects.in_bulk(field_name="code")
        self.today = timezone.localdate(at)
        quarters = Period.objects.filter(kind=PeriodKind.QUARTER, starts_on__lte=self.today)
        self.begins = quarters.latest("starts_on").starts_on

    def log(
        self, commune: tuple[str, Unit], doing: Doing, *, host: Activity | None = None, opens: bool = False
    ) -> Activity:
        """Log what a commune did, with the counts that its particulars propose."""
        name, unit = commune
        day = max(self.begins, self.today - timedelta(days=doing.days_ago))
        last = min(self.today, day + timedelta(days=doing.lasted - 1))
        details = _dated(doing.details, day)
        counts = rules.proposed(BY_CODE[doing.kind], details, is_theme=host is not None)
        return activities.log_activity(
            unit,
            ActivityFields(
                title=doing.title,
                starts_on=day,
                ends_on=last if last > day else None,
                place=f"{doing.place}, {name}",
                kind=doing.kind,
                channel=doing.channel,
                stream=doing.stream,
                details=details,
                host=host,
                open_to_others=opens,
            ),
            counts=[(self.indicators[code], number) for code, number in counts.items()],
            by=self.organisation.reporters[name],
            at=self.at,
        )


def _dated(details: dict[str, Any], day: date) -> dict[str, Any]:
    """Return the particulars with the day on which something was put up, where they have one."""
    return {**details, "up_on": day.isoformat()} if "up_on" in details else details
