"""Builders of items with readable defaults."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image

from nhipcau.newsroom import actions
from nhipcau.newsroom.models import Item, ItemKind, ItemText
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2026, 9, 1, 8, 0, tzinfo=VIETNAM)
NOON = datetime(2026, 9, 1, 12, 0, tzinfo=VIETNAM)
NEXT_DAY = datetime(2026, 9, 2, 8, 0, tzinfo=VIETNAM)

VIETNAMESE = actions.Words(
    "Lễ hội đèn biển mở cửa ngày 05/9",
    "Lễ hội đèn biển Bến Đá diễn ra trong ba ngày, vào cửa tự do.",
    "<p>Lễ hội đèn biển mở cửa lúc 8 giờ ngày 05/9/2026 tại cảng Bến Đá.</p><h2>Đi lại</h2><p>Có xe buýt từ ga.</p>",
)
ENGLISH = actions.Words(
    "Lighthouse festival opens on 5 September",
    "The Bến Đá lighthouse festival lasts three days; admission is free.",
    "<p>The festival opens at 8:00 on 5 September 2026 at Bến Đá harbour.</p>",
)
# What an item of a kind says beside its text.
FACTS = {
    ItemKind.EVENT: {"starts_at": "2026-09-05T08:00:00+07:00", "ends_at": "2026-09-07T22:00:00+07:00"},
    ItemKind.PROJECT: {"state": "open", "as_of": "2026-08-01"},
    ItemKind.BULLETIN: {"issued_on": "2026-09-01"},
    ItemKind.MESSAGES: {"valid_until": "2026-12-31"},
}
WORDED = {
    ItemKind.EVENT: {"where": "Cảng Bến Đá"},
    ItemKind.PROJECT: {"site": "Khu dịch vụ cảng Bến Đá", "basis": "Quyết định số 15/QĐ-UBND ngày 02/3/2026"},
    ItemKind.MESSAGES: {"occasion": "Lễ hội đèn biển", "signed_by": "Phó Giám đốc Sở"},
    ItemKind.TALK: {"signed_by": "Phó Giám đốc Sở"},
}

ORIGIN = actions.Origin("Chương trình lễ hội", url="https://example.vn/le-hoi", read_on=date(2026, 8, 30))


def make_item(
    house: House,
    *,
    unit: Unit | None = None,
    slug: str = "le-hoi-den-bien",
    kind: str = ItemKind.NEWS,
    topic: str = "culture",
    sourced: bool = True,
) -> Item:
    """Return an item of the department, made by Vy, with a complete Vietnamese text and one source."""
    details = actions.Details(
        kind, topic, slug, "Phòng Quản lý văn hóa, 0123 456 789", FACTS.get(ItemKind(kind), {})
    )
    item = actions.add_item(
        unit or house.department, details, title=VIETNAMESE.title, by=house.vy, at=MORNING
    )
    write(house, item, "vi", replace(VIETNAMESE, worded=WORDED.get(ItemKind(kind), {})))
    if sourced:
        actions.add_source(item, ORIGIN, by=house.vy, at=MORNING)
    return item


def text_of(item: Item, language: str = "vi") -> ItemText:
    """Return the text as it stands in the database."""
    return ItemText.objects.get(item=item, language=language)


def write(house: House, item: Item, language: str, words: actions.Words) -> ItemText:
    """Vy writes, starting from what stands there."""
    standing = ItemText.objects.filter(item=item, language=language).first()
    before = standing.latest_revision_id if standing else None
    return actions.write_text(item, language, words, by=house.vy, at=MORNING, before=before)


def approve(house: House, text: ItemText) -> ItemText:
    """Vy submits, Phúc approves."""
    actions.submit_text(text, by=house.vy, at=NOON)
    waiting = ItemText.objects.get(pk=text.pk)
    assert waiting.latest_revision_id is not None
    return actions.approve_text(waiting, revision=waiting.latest_revision_id, by=house.phuc, at=NOON)


def publish(house: House, text: ItemText, *, note: str = "") -> ItemText:
    """Have the text approved and make it what readers read, without any channel."""
    approved = approve(house, text)
    actions.announce_change(approved, kind="correction", note=note, by=house.phuc, at=NOON)
    assert approved.approved_revision is not None
    return actions.record_publication(approved, approved.approved_revision, by=house.phuc, at=NOON)


def picture_file(width: int = 800, height: int = 600, *, kind: str = "JPEG", place: bool = False) -> bytes:
    """Return a picture; with `place`, one whose camera noted who took it."""
    picture = Image.new("RGB", (width, height), "teal")
    notes = Image.Exif()
    if place:
        notes[0x013B] = "Nguyễn Văn An"
    out = BytesIO()
    picture.save(out, kind, exif=notes)
    return out.getvalue()
