"""What the sample's newsroom plans: entries in every state, work given, facts asked of a commune."""

from datetime import datetime, timedelta

from django.utils import timezone

from nhipcau.desk.sample.organisation import Organisation
from nhipcau.desk.sample.publishing import CONTACT
from nhipcau.editorial import actions, rules
from nhipcau.editorial.actions import Asked, Given, Planned
from nhipcau.editorial.models import Entry, Work
from nhipcau.newsroom.models import ItemKind
from nhipcau.units.models import Role

# What is told, kind, topic, in how many days.
ENTRIES = (
    ("Lịch chợ nổi tháng tới", ItemKind.NEWS, "visit", 1),
    ("Hướng dẫn xin thị thực điện tử: bản tiếng Anh", ItemKind.GUIDE, "visit", 3),
    ("Ngày hội trái cây: giờ mở cửa và xe buýt", ItemKind.EVENT, "culture", 5),
    ("Ảnh: mùa nước nổi trên sông", ItemKind.GALLERY, "culture", 9),
    ("Thủ tục đầu tư theo từng bước", ItemKind.GUIDE, "invest", 14),
)


def build_plan(organisation: Organisation, at: datetime) -> None:
    """Plan the next two weeks of the province's newsroom."""
    editor, publisher = organisation.people[Role.EDITOR], organisation.people[Role.PUBLISHER]
    today = timezone.localdate(at)
    market, visas, fruit, pictures, _steps = [
        _plan(
            organisation,
            Planned(title, kind, topic, today + timedelta(days=days), languages=("vi", "en")),
            at,
        )
        for title, kind, topic, days in ENTRIES
    ]
    actions.begin_item(market, contact=CONTACT, by=editor, at=at)
    evening = timezone.localtime(at).replace(hour=16, minute=0, second=0, microsecond=0)
    actions.give_work(market, Given(editor, Work.TEXT, evening + timedelta(days=1)), by=publisher, at=at)
    kept = "Giữ tên riêng theo bảng thuật ngữ"
    translation = Given(editor, Work.TRANSLATION, evening + timedelta(days=3), "en", kept)
    actions.give_work(visas, translation, by=publisher, at=at)
    asked = Asked(
        "Giờ mở cửa các vườn và chuyến xe buýt trong ba ngày hội?",
        "Bài giới thiệu ngày hội",
        today + timedelta(days=2),
        unit=next(iter(organisation.communes.values())),
    )
    actions.ask_for_facts(fruit, asked, by=editor, at=at)
    actions.set_intent(pictures, rules.OPEN, reason="Chờ ảnh của các phường", by=editor)


def _plan(organisation: Organisation, planned: Planned, at: datetime) -> Entry:
    return actions.plan_entry(organisation.province, planned, by=organisation.people[Role.EDITOR], at=at)
