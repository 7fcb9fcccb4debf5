"""Documents such as offices write, made at random, with what a reader must find in them. Written by us, about nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from nhipcau.writing import (
    Annex,
    Bullet,
    Chart,
    Clause,
    Column,
    FigureReference,
    Filing,
    Heading,
    IssuingBody,
    Number,
    OfficialDocument,
    Paragraph,
    Series,
    Signature,
    Table,
    TextRun,
    format_number,
    plain,
)
from nhipcau.writing.model import Block, Cell, ChartKind, LayoutName, Run

Quantity = tuple[str, str]  # plain digits, unit
Cited = tuple[str, str, date | None, str | None]  # number, kind, date, authority


@dataclass(frozen=True)
class Made:
    """A document, and what was put into its body, in order."""

    document: OfficialDocument
    citations: tuple[Cited, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True)
class _Piece:
    """A block with what it says."""

    block: Block
    citations: tuple[Cited, ...] = ()
    quantities: tuple[Quantity, ...] = ()


# ---- words ----

SUBJECTS = (
    "Tổ chức lễ hội biển và tiếp khách quốc tế năm 2026",
    "Hướng dẫn thủ tục nhập cảnh, lưu trú của khách quốc tế",
    "Giới thiệu điểm đến trên trang tiếng nước ngoài",
    "Kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026",
    "Cung cấp thông tin cho phóng viên nước ngoài trên địa bàn tỉnh Bến Đá",
)
TITLES = (
    "Mục đích, yêu cầu",
    "Nhiệm vụ trọng tâm",
    "Kết quả đạt được",
    "Khó khăn, hạn chế",
    "Tổ chức thực hiện",
    "Công tác phối hợp giữa các đơn vị",
)
SENTENCES = (
    "Các đơn vị cử đầu mối và gửi danh sách về Văn phòng để tổng hợp",
    "Nội dung giới thiệu phải đúng, đủ và có nguồn",
    "Bản dịch được người bản ngữ đọc lại trước khi đăng",
    "Khách được hướng dẫn bằng thứ tiếng mình hiểu",
    "Kinh phí thực hiện theo phân cấp ngân sách hiện hành",
)
OPENINGS = ("Cả năm đã đón", "Đơn vị đã phục vụ", "Kết quả đạt", "Toàn tỉnh có")
UNITS = ("lượt khách", "tin, bài", "hội nghị", "đoàn", "ấn phẩm", "người", "cuộc thi", "triệu đồng")
PLACES = ("Bến Đá", "Hà Nội", "Cẩm Sơn", "Thành phố Bến Đá")
NAMES = ("Nguyễn Thị Hòa", "Lê Văn An", "Phạm Minh Châu", "Lý A Páo", "Trần Quốc Bình")
RECIPIENTS = (
    "Ủy ban nhân dân tỉnh",
    "Các sở, ban, ngành của tỉnh",
    "Ủy ban nhân dân các xã, phường ven biển",
    "Trang thông tin điện tử của Sở",
    "Các phòng, đơn vị thuộc Sở",
    "Như trên",
)
STATE_BODIES = (
    ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", "Ủy ban nhân dân tỉnh Bến Đá", "Giám đốc"),
    ("Sở Ngoại vụ", "SNgV", "Ủy ban nhân dân tỉnh Bến Đá", "Giám đốc"),
    ("Ủy ban nhân dân tỉnh Bến Đá", "UBND", "", "Chủ tịch"),
    ("Ủy ban nhân dân phường Hải Tân", "UBND", "", "Chủ tịch"),
)
PARTY_BODIES = (
    ("Ban Tuyên giáo và Dân vận", "BTGDVTU", "Tỉnh ủy Bến Đá", "Trưởng ban"),
    ("Đảng ủy phường Hải Tân", "ĐU", "Đảng bộ tỉnh Bến Đá", "Bí thư"),
    ("Văn phòng", "VPTU", "Tỉnh ủy Bến Đá", "Chánh Văn phòng"),
)
STATE_KINDS = {"Kế hoạch": "KH", "Báo cáo": "BC", "Thông báo": "TB", "Quyết định": "QĐ", "Chương trình": "CTr",
               "Hướng dẫn": "HD", "Tờ trình": "TTr", "Công văn": ""}  # fmt: skip
PARTY_KINDS = {"Kế hoạch": "KH", "Báo cáo": "BC", "Thông báo": "TB", "Kết luận": "KL", "Chương trình": "CTr",
               "Hướng dẫn": "HD"}  # fmt: skip
STATE_CITED = (("Kế hoạch", "KH-UBND", "Ủy ban nhân dân tỉnh Bến Đá"), ("Quyết định", "QĐ-TTg", "Thủ tướng Chính phủ"),
               ("Thông báo", "TB-SNgV", "Sở Ngoại vụ"), ("Công văn", "BNG-BC", "Bộ Ngoại giao"))  # fmt: skip
ACTS_CITED = (
    ("Nghị định", "NĐ-CP", "Chính phủ"),
    ("Thông tư", "TT-BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"),
)
PARTY_CITED = (("Kế hoạch", "KH/TU", "Tỉnh ủy Bến Đá"), ("Kết luận", "KL/TW", "Bộ Chính trị"),
               ("Chỉ thị", "CT/TW", "Ban Bí thư"), ("Nghị quyết", "NQ/TW", "Ban Chấp hành Trung ương Đảng"))  # fmt: skip

days = st.dates(date(2011, 1, 1), date(2029, 12, 31))
amounts = st.integers(2, 999_999)
sentences = st.sampled_from(SENTENCES)
texts = st.sampled_from(TITLES)


@st.composite
def _cited(draw: st.DrawFn) -> tuple[str, Cited]:
    """A mention in full, as rule and habit have it, and what it says."""
    number, day = draw(st.integers(1, 9999)), draw(days)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    if draw(st.booleans()):
        kind, symbol, body = draw(st.sampled_from(PARTY_CITED))
        written = f"{number:02d}-{symbol}"
        mention = f"{kind} số {written}, ngày {day.day:02d}/{month}/{day.year} của {body}"
        return mention, (written, kind.lower(), day, body)
    if draw(st.booleans()):
        kind, symbol, body = draw(st.sampled_from(ACTS_CITED))
        written = f"{number}/{day.year}/{symbol}"
    else:
        kind, symbol, body = draw(st.sampled_from(STATE_CITED))
        written = f"{number:02d}/{symbol}"
    mention = f"{kind} số {written} ngày {day.day:02d} tháng {month} năm {day.year} của {body}"
    return mention, (written, kind.lower(), day, body)


# ---- blocks ----


@st.composite
def _running(draw: st.DrawFn) -> _Piece:
    """A sentence: bare, with figures and their units, with a share, or with a citation."""
    what = draw(st.sampled_from(["bare", "figures", "share", "cited"]))
    if what == "cited":
        mention, cited = draw(_cited())
        return _piece(f"Thực hiện {mention}, {draw(sentences).lower()}.", citations=(cited,))
    if what == "share":
        part, whole = sorted(draw(st.lists(st.integers(11, 5_000), min_size=2, max_size=2, unique=True)))
        share = _rounded(100 * Decimal(part) / whole)
        text = f"Đã có {_written(part)}/{_written(whole)} hộ, đạt {format_number(share, 1)}%."
        numbers = ((str(part), "hộ"), (str(whole), "hộ"), (_digits(share), "%"))
        return _piece(text, quantities=numbers)
    if what == "figures":
        first, second = draw(amounts), draw(st.integers(1, 9))
        unit = draw(st.sampled_from(UNITS))
        runs = (
            TextRun(f"{draw(st.sampled_from(OPENINGS))} "),
            FigureReference(_written(first), "visits/2026"),
            TextRun(f" {unit} và "),
            TextRun(f"{second:02d} quầy hướng dẫn", bold=True),
            TextRun("."),
        )
        return _Piece(Paragraph(runs), (), (_scaled(first, unit), (str(second), "quầy hướng")))
    return _piece(f"{draw(sentences)}.")


def _piece(text: str, *, citations: tuple[Cited, ...] = (), quantities: tuple[Quantity, ...] = ()) -> _Piece:
    return _Piece(Paragraph(plain(text)), citations, quantities)


@st.composite
def _lined(draw: st.DrawFn) -> _Piece:
    """Such a sentence as a clause, a point or a bullet."""
    piece = draw(_running())
    assert isinstance(piece.block, Paragraph)
    runs: tuple[Run, ...] = piece.block.runs
    lined: list[Block] = [
        Clause("clause", runs),
        Clause("point", runs),
        Bullet(runs),
        Bullet(runs, 2),
        Paragraph(runs),
    ]
    block = draw(st.sampled_from(lined))
    return _Piece(block, piece.citations, piece.quantities)


headings = st.builds(
    lambda level, text: _Piece(Heading(level, text)),
    st.sampled_from(["part", "chapter", "section", "article", "clause"]),
    texts,
)


@st.composite
def _tables(draw: st.DrawFn) -> _Piece:
    """A table with two columns of figures and their total."""
    units = draw(
        st.lists(st.sampled_from(["lượt", "người", "đoàn", "cuộc"]), min_size=2, max_size=2, unique=True)
    )
    columns = (
        Column("TT", alignment="center"),
        Column("Địa phương"),
        *(Column(head, unit) for head, unit in zip(("Khách quốc tế", "Thực hiện"), units, strict=True)),
        Column("Ghi chú"),
    )
    names = ("Phường Hải Tân", "Xã Cẩm Sơn", "Xã Đá Bạc")[: draw(st.integers(2, 3))]
    rows = [(draw(amounts), draw(amounts)) for _ in names]
    total = (sum(row[0] for row in rows), sum(row[1] for row in rows))
    cells: list[tuple[Cell, ...]] = [
        (str(index), name, *(Number(Decimal(value)) for value in row), "")
        for index, (name, row) in enumerate(zip(names, rows, strict=True), 1)
    ]
    cells.append(("", "Tổng cộng", *(Number(Decimal(value)) for value in total), ""))
    table = Table("Bảng số liệu theo địa phương", columns, tuple(cells), total=True)
    said = [(str(value), unit) for row in (*rows, total) for value, unit in zip(row, units, strict=True)]
    return _Piece(table, (), tuple(said))


@st.composite
def _charts(draw: st.DrawFn) -> _Piece:
    """A chart of some years; its numbers stand in the table under it, in the chart's unit."""
    years = tuple(str(year) for year in range(2022, 2022 + draw(st.integers(2, 5))))
    unit = draw(st.sampled_from(["lượt", "tin, bài", "đoàn"]))
    names = ("Trong nước", "Quốc tế")[: draw(st.integers(1, 2))]
    values = [tuple(Decimal(draw(amounts)) for _ in years) for _ in names]
    series = tuple(Series(name, row) for name, row in zip(names, values, strict=True))
    kinds: list[ChartKind] = ["bar", "stacked", "line"]
    kind = draw(st.sampled_from(kinds))
    chart = Chart("Biểu đồ kết quả qua các năm", kind, years, series, unit)
    return _Piece(chart, (), tuple((str(value), unit) for row in values for value in row))


pieces = st.lists(
    st.one_of(_running(), _lined(), _lined(), headings, headings, _tables(), _charts()),
    min_size=1,
    max_size=9,
)


# ---- whole documents ----


@st.composite
def documents(draw: st.DrawFn, layout: LayoutName) -> Made:
    """A document in the layout, with what its legal bases, body and annexes say."""
    party = layout == "party"
    kind, abbreviation = draw(st.sampled_from(sorted((PARTY_KINDS if party else STATE_KINDS).items())))
    own, partners = draw(_issuers(abbreviation, party=party, letter=not abbreviation))
    bases = draw(st.lists(_cited(), max_size=2))
    body = draw(pieces)
    enclosed = draw(st.lists(st.tuples(st.sampled_from(["Phụ lục", "Quy chế"]), pieces), max_size=2))
    day = draw(days)
    document = OfficialDocument(
        kind=kind,
        issuer=own.name,
        symbol=own.symbol,
        superior=own.superior,
        number=own.number,
        signature=own.signature,
        layout=layout,
        place=draw(st.sampled_from(PLACES)),
        day=day,
        subject=draw(st.sampled_from(SUBJECTS)),
        body=tuple(piece.block for piece in body),
        partners=partners,
        legal_bases=tuple(f"Căn cứ {mention}" for mention, _ in bases),
        deciding=own.name if kind == "Quyết định" else "",
        addressees=draw(_addressees(kind)),
        recipients=tuple(draw(st.lists(st.sampled_from(RECIPIENTS), max_size=4, unique=True))),
        filing=Filing("" if party else "VP", draw(st.none() | st.integers(1, 40))),
        annexes=tuple(
            Annex(title, tuple(piece.block for piece in inside), name, landscape)
            for title, (name, inside), landscape in zip(
                ("Danh mục nhiệm vụ", "Tiếp khách quốc tế"), enclosed, (True, False), strict=False
            )
        ),
        draft=draw(st.booleans()),
    )
    said = [*body, *(piece for _, inside in enclosed for piece in inside)]
    return Made(
        document,
        (*(cited for _, cited in bases), *(cited for piece in said for cited in piece.citations)),
        tuple(quantity for piece in said for quantity in piece.quantities),
    )


@st.composite
def _issuers(
    draw: st.DrawFn, abbreviation: str, *, party: bool, letter: bool
) -> tuple[IssuingBody, tuple[IssuingBody, ...]]:
    choice = PARTY_BODIES if party else STATE_BODIES
    count = 1 if letter else draw(st.sampled_from([1, 1, 1, 2]))
    chosen = draw(
        st.lists(st.sampled_from(choice), min_size=count, max_size=count, unique_by=lambda body: body[0])
    )
    bodies = [
        IssuingBody(
            name,
            _symbol(abbreviation, agency, party=party),
            draw(_signatures(head, name, party=party)),
            superior,
            draw(st.integers(1, 9999)),
        )
        for name, agency, superior, head in chosen
    ]
    return bodies[0], tuple(bodies[1:])


def _symbol(abbreviation: str, agency: str, *, party: bool) -> str:
    if party:
        return f"{abbreviation}/{agency}"
    return f"{abbreviation}-{agency}" if abbreviation else f"{agency}-VP"


@st.composite
def _signatures(draw: st.DrawFn, head: str, body: str, *, party: bool) -> Signature:
    name = draw(st.sampled_from(NAMES))
    if not draw(st.booleans()):
        return Signature(head.upper(), name, _on_behalf(body, party=party))
    deputy = "Phó Chánh Văn phòng" if head == "Chánh Văn phòng" else f"Phó {head}"
    return Signature(deputy.upper(), name, f"{'K/T' if party else 'KT.'} {head.upper()}")


def _on_behalf(body: str, *, party: bool) -> str:
    return "TM. ỦY BAN NHÂN DÂN" if body.startswith("Ủy ban nhân dân") and not party else ""


@st.composite
def _addressees(draw: st.DrawFn, kind: str) -> tuple[str, ...]:
    if kind not in ("Công văn", "Tờ trình", "Báo cáo"):
        return ()
    least = 1 if kind == "Công văn" else 0
    return tuple(draw(st.lists(st.sampled_from(["Ủy ban nhân dân tỉnh Bến Đá", "Bộ Ngoại giao", "Sở Tài chính"]),
                               min_size=least, max_size=3, unique=True)))  # fmt: skip


def _written(value: int) -> str:
    return format_number(Decimal(value), 0)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), "ROUND_HALF_UP")


def _digits(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scaled(value: int, unit: str) -> Quantity:
    return (str(value * 1_000_000), "đồng") if unit == "triệu đồng" else (str(value), unit)
