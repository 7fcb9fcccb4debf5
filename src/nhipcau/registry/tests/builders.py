"""Builders of documents with readable defaults. All texts are made up."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from nhipcau.registry.actions import Head, register_document, take_in_document
from nhipcau.registry.models import Document, Finding
from nhipcau.units.models import Unit, User

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)

# A plan as an office writes it: two citations, figures, a percentage that is right, duties, recipients.
PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BẾN ĐÁ\tĐộc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND\tBến Đá, ngày 20 tháng 8 năm 2026

KẾ HOẠCH
Tổ chức Tuần lễ Văn hóa, Du lịch biển năm 2026

Thực hiện Kế hoạch số 25-KH/TU, ngày 05/8/2026 của Tỉnh ủy Bến Đá về quảng bá du lịch biển.

I. MỤC ĐÍCH
1. Giới thiệu lễ hội, ẩm thực và điểm đến của tỉnh với 120 đoàn khách.
2. Năm 2025, 57/60 điểm đến (đạt 95%) có thông tin bằng hai thứ tiếng.

II. TỔ CHỨC THỰC HIỆN
1. Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với các đơn vị tổ chức khai mạc trước ngày 15/10/2026.
2. Phường A chuẩn bị 10 gian hàng ẩm thực.
3. Phường B đón tiếp các đoàn khách tại cảng.

Nơi nhận:
- Tỉnh ủy (để b/c);
- Các sở, ban, ngành;
- Lưu: VT.
"""

HEAD = Head(
    kind="kế hoạch",
    number="45/KH-UBND",
    issued_on=date(2026, 8, 20),
    authority="Ủy ban nhân dân tỉnh Bến Đá",
    subject="Tổ chức Tuần lễ Văn hóa, Du lịch biển năm 2026",
    received_on=date(2026, 8, 25),
)


def make_document(unit: Unit, by: User, *, text: str = PLAN, name: str = "ke-hoach.txt") -> Document:
    """Return a document just read, taken in by the officer `by`."""
    return take_in_document(unit, name, text.encode(), by=by, at=AT)


def make_registered(unit: Unit, by: User, *, text: str = PLAN, **head: Any) -> Document:
    """Return a document entered in the register; `head` says what differs from HEAD."""
    document = make_document(unit, by, text=text)
    return register_document(document, head_with(**head), by=by, at=AT)


def head_with(**head: Any) -> Head:
    """Return HEAD with some of its values changed."""
    return Head(**{**{name: getattr(HEAD, name) for name in HEAD.__dataclass_fields__}, **head})


def finding_of(document: Document, field: str, said: str = "") -> Finding:
    """Return the first finding of one kind whose text holds `said`."""
    return next(found for found in document.findings.filter(field=field) if said in found.text)


def stored_files() -> set[str]:
    """Return the names of every file in the storage's folder of the register."""
    root = Path(settings.MEDIA_ROOT, "registry")
    return {str(path) for path in root.rglob("*") if path.is_file()}
