"""How a unit stands in a heading and a signature, in the layout of the State and of the Party. Plain values.

State: Nghị định 30/2020/NĐ-CP, Phụ lục I. Party: practice, and 36-HD/VPTW and 05-HD/VPTW as others report them.
"""

from dataclasses import dataclass

from nhipcau.drafting.rules import TERRITORIES

_PLACE_WORDS = ("Tỉnh ", "Thành phố ", "Xã ", "Phường ", "Đặc khu ", "Huyện ")
# The committee of a territory, and its code in symbols: a kind of unit → both. The others have a `Đảng ủy`, `ĐU`.
_COMMITTEES = {"province": ("Tỉnh ủy", "TU"), "city": ("Thành ủy", "TU"), "district": ("Huyện ủy", "HU")}
PARTY_BODY = "committee"


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues: `issuer` as the heading has it (a line break is one there), `named` as a sentence does.

    `agency` is its code in symbols, `deciding` who decides in its decisions, `reports_to` whom it reports to ("" for
    nobody known), `filing` what stands after “Lưu”.
    """

    issuer: str
    named: str
    superior: str
    place: str
    authority: str
    signer_title: str
    agency: str
    deciding: str
    reports_to: str
    filing: str


@dataclass(frozen=True, slots=True)
class Named:
    """A unit by its name and kind."""

    name: str
    kind: str


def state_office(unit: Named, over: Named | None) -> Office:
    """Return how a unit issues as a body of the State; `over` is the territory it works for, None for a territory.

    >>> office = state_office(Named("Sở Ngoại vụ", "department"), Named("Tỉnh Bến Đá", "province"))
    >>> office.superior, office.agency, office.deciding
    ('Ủy ban nhân dân tỉnh Bến Đá', 'SNV', 'Giám đốc Sở Ngoại vụ')
    """
    own = unit.kind in TERRITORIES
    issuer = issuing_body(unit.name, unit.kind)
    named = " ".join(issuer.split())
    superior = superior_body(over.name, over.kind) if over and not own else ""
    title = "Chủ tịch" if own else "Giám đốc" if unit.kind == "department" else "Thủ trưởng"
    return Office(
        issuer=issuer,
        named=named,
        superior=superior,
        place=place_name(over.name if over and not own else unit.name),
        authority="TM. ỦY BAN NHÂN DÂN" if own else "",
        signer_title=title,
        agency=agency_code(issuer),
        deciding=f"{title} {named}",
        reports_to=superior,
        filing="",
    )


def party_office(unit: Named, over: Named | None) -> Office:
    """Return how a unit issues as a body of the Party: a territory by its committee, another body by its name.

    >>> ward = party_office(Named("Phường Cửa Bến", "ward"), Named("Tỉnh Bến Đá", "province"))
    >>> ward.issuer, ward.superior, ward.agency, ward.reports_to
    ('Đảng ủy phường Cửa Bến', 'Đảng bộ tỉnh Bến Đá', 'ĐU', 'Ban Thường vụ Tỉnh ủy')
    >>> board = party_office(Named("Ban Tuyên giáo và Dân vận", "committee"), Named("Tỉnh Bến Đá", "province"))
    >>> board.named, board.agency, board.filing
    ('Ban Tuyên giáo và Dân vận Tỉnh ủy', 'BTGDVTU', 'Văn phòng Ban')
    """
    if unit.kind in TERRITORIES:
        return _party_committee(unit, over)
    above, code = _committee(over) if over else ("", "")
    named = unit.name if not above or unit.name.endswith(above) else f"{unit.name} {above}"
    is_board = unit.name.startswith("Ban ")
    title = "Trưởng ban" if is_board else "Bí thư"
    bare = agency_code(unit.name)
    return Office(
        issuer=unit.name,
        named=named,
        superior=_party_of(over) if over else "",
        place=place_name(over.name if over else unit.name),
        authority="",
        signer_title=title,
        agency=bare if bare.endswith(code) or unit.kind != PARTY_BODY else f"{bare}{code}",
        deciding=f"{title} {named}",
        reports_to=f"Ban Thường vụ {above}" if above else "",
        filing="Văn phòng Ban" if is_board else "Văn phòng",
    )


def _party_committee(unit: Named, over: Named | None) -> Office:
    committee, code = _committee(unit)
    own = unit.kind in _COMMITTEES
    issuer = committee if own else f"{committee} {_small(unit.name)}"
    return Office(
        issuer=issuer,
        named=f"Ban Thường vụ {issuer}",
        superior=_party_of(unit if own or over is None else over),
        place=place_name(unit.name),
        authority="T/M Ban Thường vụ",
        signer_title="Bí thư",
        agency=code,
        deciding=f"Ban Thường vụ {issuer}",
        reports_to=f"Ban Thường vụ {_committee(over)[0]}" if over and not own else "",
        filing=f"Văn phòng {committee}",
    )


def _committee(territory: Named) -> tuple[str, str]:
    return _COMMITTEES.get(territory.kind, ("Đảng ủy", "ĐU"))


def _party_of(territory: Named) -> str:
    return f"Đảng bộ {_small(territory.name)}"


def _small(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def agency_code(name: str) -> str:
    """Return the short form of an agency's name for its symbol: its initials, without the joining word.

    >>> agency_code("Sở Văn hóa, Thể thao và Du lịch"), agency_code("Ủy ban nhân dân tỉnh Bến Đá")
    ('SVHTTDL', 'UBND')
    """
    if name.casefold().startswith("ủy ban nhân dân"):
        return "UBND"
    words = [word.strip(",.()-–") for word in name.split()]
    initials = [word[0].upper() for word in words if word and word.casefold() != "và" and word[0].isalpha()]
    # The symbols of documents write initials without marks: Ủy is U, Ấp is A; only Đ stays.
    return "".join(initials).translate(_BARE)


_BARE = str.maketrans(
    "ÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ",
    "A" * 17 + "E" * 11 + "I" * 5 + "O" * 17 + "U" * 11 + "Y" * 5,
)


def issuing_body(name: str, kind: str) -> str:
    """Return who issues for a unit: a territory's people's committee, broken where its name begins, or the unit.

    >>> issuing_body("Tỉnh Bến Đá", "province").split(chr(10)), issuing_body("Sở Ngoại vụ", "department")
    (['Ủy ban nhân dân', 'tỉnh Bến Đá'], 'Sở Ngoại vụ')
    """
    if kind not in TERRITORIES:
        return name
    return f"Ủy ban nhân dân\n{name[:1].lower()}{name[1:]}"


def superior_body(name: str, kind: str) -> str:
    """Return the body printed above a department's name: the committee of the territory it belongs to."""
    return " ".join(issuing_body(name, kind).split())


def place_name(name: str) -> str:
    """Return the place before the date: a territory's own name; one that is a number or letter keeps its kind.

    >>> place_name("Tỉnh Bến Đá"), place_name("Phường 1"), place_name("Xã Bến Cát")
    ('Bến Đá', 'Phường 1', 'Bến Cát')
    """
    bare = next((name.removeprefix(word) for word in _PLACE_WORDS if name.startswith(word)), name)
    return bare if len(bare) > 2 and not bare.isdigit() else name
