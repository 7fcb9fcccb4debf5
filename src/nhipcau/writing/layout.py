"""The measures of the two official layouts as one table each; nothing else in this library holds a measure.

STATE: Nghị định 30/2020/NĐ-CP, Phụ lục I (read in full). Where it gives a range, one value of it is chosen.
PARTY: Hướng dẫn 05-HD/VPTW as secondary accounts give it, the same as the republished table of
36-HD/VPTW; the official text was not read, so confirm these before relying on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Literal

from nhipcau.writing.model import LayoutName
from nhipcau.writing.rules import PARTY_NUMBER, STATE_NUMBER, filing_line, party_filing_line

FONT: Final = "Times New Roman"  # Source: Phụ lục I, I.3

Align = Literal["left", "center", "right", "both"]


class Part(StrEnum):
    """A component of the page; the value is the name of its style, as a clerk sees it in Word."""

    NATION = "VB Quốc hiệu"
    MOTTO = "VB Tiêu ngữ"
    SUPERIOR = "VB Cơ quan chủ quản"
    ISSUER = "VB Cơ quan ban hành"
    NUMBER = "VB Số ký hiệu"
    PLACE_DATE = "VB Địa danh ngày tháng"
    KIND = "VB Tên loại"
    SUBJECT = "VB Trích yếu"
    LETTER_SUBJECT = "VB Trích yếu công văn"
    ADDRESSEE = "VB Kính gửi"
    ADDRESSEE_LIST = "VB Kính gửi danh sách"
    LEGAL_BASIS = "VB Căn cứ"
    BODY = "VB Nội dung"
    PART = "VB Phần"
    CHAPTER = "VB Chương"
    SECTION = "VB Mục"
    ARTICLE = "VB Điều"
    TITLED_CLAUSE = "VB Khoản có tên"
    CLAUSE = "VB Khoản"
    POINT = "VB Điểm"
    BULLET = "VB Gạch đầu dòng"
    SUB_BULLET = "VB Gạch đầu dòng 2"
    TABLE_CAPTION = "VB Tên bảng"
    TABLE_HEADER = "VB Đầu cột"
    TABLE_CELL = "VB Ô bảng"
    AUTHORITY = "VB Quyền hạn"
    SIGNER_TITLE = "VB Chức vụ"
    SIGNER = "VB Họ tên"
    RECIPIENTS_HEAD = "VB Nơi nhận tiêu đề"
    RECIPIENTS = "VB Nơi nhận"
    PAGE_NUMBER = "VB Số trang"
    RULE = "VB Đường kẻ"
    DRAFT = "VB Dự thảo"
    DECIDING = "VB Thẩm quyền ban hành"
    ENACTING = "VB Quyết định"
    PICTURE = "VB Hình"
    PICTURE_CAPTION = "VB Tên hình"
    ANNEX_LABEL = "VB Phụ lục"
    ANNEX_TITLE = "VB Tên phụ lục"
    ENCLOSED = "VB Kèm theo"

    @property
    def style_id(self) -> str:
        """What the file calls the style inside, in ASCII."""
        return f"VB{self.name.title().replace('_', '')}"


@dataclass(frozen=True, slots=True)
class Shape:
    """How one component looks. Sizes and gaps in points; `first_line_mm` indents the first line."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    upper: bool = False
    align: Align = "center"
    before: float = 0
    after: float = 0
    first_line_mm: float = 0
    left_mm: float = 0
    body_spacing: bool = False
    keep_with_next: bool = False
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in which one official layout differs from another. Lengths in mm."""

    shapes: Mapping[Part, Shape]
    top: float
    bottom: float
    left: float
    right: float
    page_number_from_top: float
    header_columns: tuple[float, float]
    signature_columns: tuple[float, float]
    right_header: tuple[tuple[Part, str], ...]
    under_issuer: str | None  # a mark on a line of its own; None draws a rule
    under_subject: str | None
    number_pattern: str
    letter_subject_prefix: str
    basis_prefix: str
    basis_last_end: str
    addressee_words: Mapping[str, str]  # by kind; other kinds say "Kính gửi"
    filing: Callable[[str, int | None], str]
    section_label: str  # %1 stands for the Roman numeral
    line_spacing: float | None  # a multiple; None means exactly `exact_line_spacing`
    exact_line_spacing: float  # points
    end_mark: str
    page_width: float = 210  # Source: Phụ lục I, I.1: A4, portrait
    page_height: float = 297
    rule_share: float = 0.4  # Source: Phụ lục I, II.2 and II.5: a third to a half of the text above
    rule_weight: float = 0.75  # points
    signing_room: float = 66  # points left between title and name for signature and seal

    @property
    def text_width(self) -> float:
        """Width between the margins, in mm."""
        return self.page_width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height between the margins, in mm."""
        return self.page_height - self.top - self.bottom

    def turned(self) -> Layout:
        """Return the same layout on a landscape page, for an annex of wide tables."""
        return replace(self, page_width=self.page_height, page_height=self.page_width)


_INDENT: Final = 12.7  # Source: Phụ lục I, II.6: first line 1 cm or 1.27 cm
_GAP: Final = 6.0  # Source: Phụ lục I, II.6: at least 6 pt between paragraphs

# Source of each row: Nghị định 30/2020/NĐ-CP, Phụ lục I, part II; after # its item and the sizes it allows.
_STATE_SHAPES: Final[dict[Part, Shape]] = {
    Part.NATION: Shape(13, bold=True, upper=True),  # 1: 12-13
    Part.MOTTO: Shape(14, bold=True),  # 1: 13-14
    Part.SUPERIOR: Shape(13, upper=True),  # 2: 12-13
    Part.ISSUER: Shape(13, bold=True, upper=True),  # 2: 12-13
    Part.NUMBER: Shape(13, before=6),  # 3: 13
    Part.PLACE_DATE: Shape(13, italic=True, before=6),  # 4: 13-14; 13 stands level with the number
    Part.KIND: Shape(14, bold=True, upper=True, before=18, keep_with_next=True),  # 5: 13-14
    Part.SUBJECT: Shape(14, bold=True, keep_with_next=True),  # 5: 13-14
    Part.LETTER_SUBJECT: Shape(13, before=6),  # 5: 12-13, 6 pt under the number
    Part.ADDRESSEE: Shape(14, before=12),  # 9a: 13-14
    Part.ADDRESSEE_LIST: Shape(14, align="left", left_mm=50),  # 9a: 13-14
    Part.LEGAL_BASIS: Shape(  # 6: 13-14 italic
        14, italic=True, align="both", after=_GAP, first_line_mm=_INDENT, body_spacing=True
    ),
    Part.BODY: Shape(14, align="both", after=_GAP, first_line_mm=_INDENT, body_spacing=True),  # 6: 13-14
    Part.PART: Shape(14, bold=True, upper=True, before=12, after=_GAP, keep_with_next=True, outline=0),
    Part.CHAPTER: Shape(14, bold=True, upper=True, before=12, after=_GAP, keep_with_next=True, outline=1),
    Part.SECTION: Shape(  # 6: 13-14, upper bold, a document without articles
        14,
        bold=True,
        upper=True,
        align="both",
        before=6,
        after=_GAP,
        first_line_mm=_INDENT,
        body_spacing=True,
        keep_with_next=True,
        outline=2,
    ),
    Part.ARTICLE: Shape(  # 6: 13-14 bold
        14,
        bold=True,
        align="both",
        after=_GAP,
        first_line_mm=_INDENT,
        body_spacing=True,
        keep_with_next=True,
        outline=3,
    ),
    Part.TITLED_CLAUSE: Shape(  # 6: a clause is bold only when it has a title
        14,
        bold=True,
        align="both",
        after=_GAP,
        first_line_mm=_INDENT,
        body_spacing=True,
        keep_with_next=True,
        outline=4,
    ),
    Part.CLAUSE: Shape(14, align="both", after=_GAP, first_line_mm=_INDENT, body_spacing=True),  # 6
    Part.POINT: Shape(14, align="both", after=_GAP, first_line_mm=_INDENT, body_spacing=True),  # 6
    Part.BULLET: Shape(14, align="both", after=_GAP, first_line_mm=_INDENT, body_spacing=True),  # 6
    Part.SUB_BULLET: Shape(14, align="both", after=_GAP, first_line_mm=_INDENT, body_spacing=True),  # 6
    Part.TABLE_CAPTION: Shape(14, bold=True, before=6, after=6, keep_with_next=True),  # ours: not regulated
    Part.TABLE_HEADER: Shape(13, bold=True, before=2, after=2),  # ours
    Part.TABLE_CELL: Shape(13, align="left", before=2, after=2),  # ours
    Part.AUTHORITY: Shape(14, bold=True, upper=True, keep_with_next=True),  # 7: 13-14
    Part.SIGNER_TITLE: Shape(14, bold=True, upper=True, keep_with_next=True),  # 7: 13-14
    Part.SIGNER: Shape(14, bold=True),  # 7: 13-14
    Part.RECIPIENTS_HEAD: Shape(12, bold=True, italic=True, align="left"),  # 9b: 12
    Part.RECIPIENTS: Shape(11, align="left"),  # 9b: 11
    Part.PAGE_NUMBER: Shape(14),  # I.7: 13-14, upright, centred in the top margin
    Part.RULE: Shape(1),  # carries a border only
    Part.DRAFT: Shape(13, bold=True, align="left"),  # ours: not regulated
    Part.DECIDING: Shape(14, bold=True, upper=True, before=6, after=12, keep_with_next=True),  # mẫu 1.2
    Part.ENACTING: Shape(14, bold=True, before=6, after=12, keep_with_next=True),  # mẫu 1.2
    Part.PICTURE: Shape(14, before=6, after=6),  # ours
    Part.PICTURE_CAPTION: Shape(14, bold=True, before=6, after=6),  # ours
    Part.ANNEX_LABEL: Shape(14, bold=True, keep_with_next=True, outline=0),  # 8: 14, bold
    Part.ANNEX_TITLE: Shape(14, bold=True, upper=True, keep_with_next=True),  # 8: 13-14
    Part.ENCLOSED: Shape(14, italic=True, keep_with_next=True),  # 8: 13-14
}

STATE: Final = Layout(
    shapes=_STATE_SHAPES,
    top=20,  # Source: Phụ lục I, I.2: 20-25
    bottom=20,  # 20-25
    left=30,  # 30-35
    right=15,  # 15-20
    page_number_from_top=10,
    header_columns=(67, 98),  # practice is 65/100; the Quốc hiệu of 13 pt needs 96
    signature_columns=(80, 85),  # practice
    right_header=(
        (Part.NATION, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        (Part.MOTTO, "Độc lập - Tự do - Hạnh phúc"),
    ),
    under_issuer=None,
    under_subject=None,
    number_pattern=STATE_NUMBER,
    letter_subject_prefix="V/v ",
    basis_prefix="",
    basis_last_end=".",
    addressee_words={},
    filing=filing_line,
    section_label="%1.",
    line_spacing=1.15,  # Source: Phụ lục I, II.6: single to 1.5
    exact_line_spacing=0,
    end_mark="./.",
)


def _party_shapes() -> dict[Part, Shape]:
    """Return the State shapes with the differences of 05-HD/VPTW (secondary)."""
    state = _STATE_SHAPES
    return state | {
        Part.NATION: Shape(15, bold=True, upper=True),
        Part.SUPERIOR: Shape(14, upper=True),
        Part.ISSUER: Shape(14, bold=True, upper=True),
        Part.NUMBER: Shape(14),
        Part.PLACE_DATE: Shape(14, italic=True),
        Part.KIND: Shape(16, bold=True, upper=True, before=18, keep_with_next=True),
        Part.SUBJECT: Shape(14, bold=True, keep_with_next=True),
        Part.LETTER_SUBJECT: Shape(12, italic=True, before=6),
        Part.LEGAL_BASIS: replace(state[Part.LEGAL_BASIS], italic=False, first_line_mm=10),
        Part.SIGNER_TITLE: Shape(14, upper=True, keep_with_next=True),
        Part.RECIPIENTS_HEAD: Shape(14, underline=True, align="left"),
        Part.RECIPIENTS: Shape(12, align="left"),
    } | {
        part: replace(state[part], first_line_mm=10)
        for part in (
            Part.BODY, Part.SECTION, Part.ARTICLE, Part.TITLED_CLAUSE, Part.CLAUSE, Part.POINT, Part.BULLET,
            Part.SUB_BULLET,
        )
    }  # fmt: skip


PARTY: Final = replace(
    STATE,
    shapes=_party_shapes(),
    top=20,
    bottom=20,
    left=30,
    right=15,
    page_number_from_top=10,
    header_columns=(80, 85),
    right_header=((Part.NATION, "Đảng Cộng sản Việt Nam"),),
    under_issuer="*",
    under_subject="-----",
    number_pattern=PARTY_NUMBER,
    letter_subject_prefix="",
    basis_prefix="- ",
    basis_last_end=";",
    addressee_words={"Tờ trình": "Kính trình"},
    filing=party_filing_line,
    section_label="%1-",
    line_spacing=None,
    exact_line_spacing=20,  # 18-22
    end_mark=".",
)

LAYOUTS: Final[Mapping[LayoutName, Layout]] = {"state": STATE, "party": PARTY}
