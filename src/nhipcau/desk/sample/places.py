"""The invented province Bến Đá: its bodies, its communes of today, and those merged into them on 1 July 2025."""

from dataclasses import dataclass
from datetime import date

from nhipcau.units.models import Kind, Line

FOUNDED = date(2004, 1, 1)
MERGER = date(2025, 7, 1)
FOUNDING_BASIS = "Quyết định số 01/QĐ-MAU ngày 01/12/2003 (văn bản mẫu)"
MERGER_BASIS = "Nghị quyết số 01/NQ-MAU ngày 12/6/2025 (văn bản mẫu)"

PROVINCE = ("Tỉnh Bến Đá", "Bến Đá Province")


@dataclass(frozen=True, slots=True)
class Body:
    """A department or organisation of the province."""

    name: str
    name_en: str
    kind: str
    line: str


BODIES = (
    Body(
        "Sở Văn hóa, Thể thao và Du lịch",
        "Department of Culture, Sports and Tourism",
        Kind.DEPARTMENT,
        Line.STATE,
    ),
    Body("Sở Ngoại vụ", "Department of Foreign Affairs", Kind.DEPARTMENT, Line.STATE),
    Body("Sở Công Thương", "Department of Industry and Trade", Kind.DEPARTMENT, Line.STATE),
    Body(
        "Báo và Phát thanh, Truyền hình Bến Đá",
        "Bến Đá Newspaper and Broadcasting",
        Kind.ORGANISATION,
        Line.PRESS,
    ),
    Body(
        "Liên hiệp các tổ chức hữu nghị tỉnh",
        "Union of Friendship Organisations",
        Kind.ORGANISATION,
        Line.FRONT,
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today. `merged` names the former communes it was made of; none means it was not touched."""

    name: str
    name_en: str
    kind: str
    code: str
    merged: tuple[str, ...] = ()


PLACES = (
    Place(
        "Phường Cửa Bến", "Cửa Bến Ward", Kind.WARD, "90101", ("Phường Cửa Bến Đông", "Phường Cửa Bến Tây")
    ),
    Place("Phường Hải Tân", "Hải Tân Ward", Kind.WARD, "90104", ("Phường Hải Tân cũ", "Xã Hải Đông")),
    Place("Phường An Bình Đá", "An Bình Đá Ward", Kind.WARD, "90107"),
    Place(
        "Phường Chợ Thuyền", "Chợ Thuyền Ward", Kind.WARD, "90110", ("Phường Chợ Thuyền cũ", "Phường Bãi Dài")
    ),
    Place("Xã Suối Vàng", "Suối Vàng Commune", Kind.COMMUNE, "90113", ("Xã Suối Vàng cũ", "Xã Đồi Thông")),
    Place("Xã Cổng Trời", "Cổng Trời Commune", Kind.COMMUNE, "90116"),
    Place("Xã Thác Bạc", "Thác Bạc Commune", Kind.COMMUNE, "90119", ("Xã Thác Bạc cũ", "Xã Khe Trúc")),
    Place("Xã Đồng Sen", "Đồng Sen Commune", Kind.COMMUNE, "90122"),
    Place("Xã Làng Gốm", "Làng Gốm Commune", Kind.COMMUNE, "90125", ("Xã Làng Gốm cũ", "Xã Bến Củi")),
    Place("Xã Vườn Chè", "Vườn Chè Commune", Kind.COMMUNE, "90128"),
    Place("Xã Cửa Rừng", "Cửa Rừng Commune", Kind.COMMUNE, "90131", ("Xã Cửa Rừng cũ", "Xã Khe Lim")),
    Place("Xã Biên Hồ", "Biên Hồ Commune", Kind.COMMUNE, "90134"),
    Place("Xã Mốc Son", "Mốc Son Commune", Kind.COMMUNE, "90137"),
    Place("Xã Ruộng Bậc", "Ruộng Bậc Commune", Kind.COMMUNE, "90140", ("Xã Ruộng Bậc cũ", "Xã Nà Hoa")),
    Place("Xã Sông Trong", "Sông Trong Commune", Kind.COMMUNE, "90143"),
    Place("Xã Đầm Cá", "Đầm Cá Commune", Kind.COMMUNE, "90146"),
    Place("Đặc khu Hòn Sao", "Hòn Sao Special Zone", Kind.SPECIAL_ZONE, "90149"),
)
