"""The measures of the two official layouts, as ranges that a document must keep.

STATE: Nghị định 30/2020/NĐ-CP, Phụ lục I. PARTY: Hướng dẫn 05-HD/VPTW as secondary accounts give it, the same as
the republished table of 36-HD/VPTW; the official text was not read, so confirm these before relying on them.
"""

from __future__ import annotations

from dataclasses import dataclass

STATE, PARTY = "state", "party"
FONT = "Times New Roman"
PAGE = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both allowed."""

    low: float
    high: float

    def holds(self, value: float, slack: float = 0.0) -> bool:
        """Whether `value` keeps the range, `slack` allowed for what a program rounds."""
        return self.low - slack <= value <= self.high + slack


# mm. A Party document printed on both sides has left and right exchanged on the back.
MARGINS = {
    STATE: {"top": Range(20, 25), "bottom": Range(20, 25), "left": Range(30, 35), "right": Range(15, 20)},
    PARTY: {"top": Range(20, 20), "bottom": Range(20, 20), "left": Range(30, 30), "right": Range(15, 15)},
}


@dataclass(frozen=True, slots=True)
class PartRule:
    """How a part must look: size in points, and bold or italic where the layout fixes it."""

    name: str
    sizes: Range
    bold: bool | None = None
    italic: bool | None = None


# Keys are the parts that `checks.layout` can tell by their words and place.
PARTS = {
    STATE: {
        "nation": PartRule("Quốc hiệu", Range(12, 13), bold=True),
        "motto": PartRule("Tiêu ngữ", Range(13, 14), bold=True),
        "number": PartRule("Số, ký hiệu", Range(13, 13), bold=False),
        "place_date": PartRule("Địa danh và thời gian", Range(13, 14), italic=True),
        "kind": PartRule("Tên loại văn bản", Range(13, 14), bold=True),
        "subject": PartRule("Trích yếu", Range(13, 14), bold=True),
        "letter_subject": PartRule("Trích yếu công văn", Range(12, 13), bold=False),
        "body": PartRule("Nội dung", Range(13, 14)),
        "recipients_head": PartRule("“Nơi nhận”", Range(12, 12), bold=True, italic=True),
        "recipients": PartRule("Danh sách nơi nhận", Range(11, 11)),
    },
    PARTY: {
        "nation": PartRule("Tiêu đề “Đảng Cộng sản Việt Nam”", Range(15, 15), bold=True),
        "number": PartRule("Số, ký hiệu", Range(14, 14), bold=False),
        "place_date": PartRule("Địa danh và thời gian", Range(14, 14), italic=True),
        "kind": PartRule("Tên loại văn bản", Range(15, 16), bold=True),
        "subject": PartRule("Trích yếu", Range(14, 15), bold=True),
        "body": PartRule("Nội dung", Range(14, 15)),
        "recipients_head": PartRule("“Nơi nhận”", Range(14, 14)),
        "recipients": PartRule("Danh sách nơi nhận", Range(12, 12)),
    },
}
