"""Layout faults of DOCX files."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt

from nhipcau.reading import read
from nhipcau.reading.checks import faults_of_file
from nhipcau.reading.checks.docx_child import docx_facts
from nhipcau.reading.checks.docx_facts import DocxFacts
from nhipcau.reading.tables.layout import MARGINS, PARTS

BODY = "Ủy ban nhân dân xã Sa Vang báo cáo kết quả hướng dẫn du khách trên địa bàn xã trong năm 2026 như sau: đã đặt "
LINES = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b"),
    ("Độc lập - Tự do - Hạnh phúc", 14, "b"),
    ("ỦY BAN NHÂN DÂN XÃ SA VANG", 13, "b"),
    ("Số: 05/BC-UBND", 13, ""),
    ("Sa Vang, ngày 08 tháng 3 năm 2026", 14, "i"),
    ("BÁO CÁO", 14, "b"),
    ("Kết quả hướng dẫn du khách năm 2026", 14, "b"),
    (BODY + "ba quầy hướng dẫn./.", 14, ""),
]


def make_docx(
    path: Path, *changes: tuple[str, str, float, str], left: float = 30, width: float = 210
) -> Path:
    """A State report; each change puts (text, size, style) in the place of the line that begins so."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(297)
    section.left_margin, section.right_margin = Mm(left), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    document.styles["Normal"].font.name = "Times New Roman"
    for line in LINES:
        text, size, style = next((change[1:] for change in changes if line[0].startswith(change[0])), line)
        run = document.add_paragraph().add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), "b" in style, "i" in style
    document.save(str(path))
    return path


def codes(path: Path) -> list[str]:
    return [fault.code for fault in faults_of_file(path, read(path))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.docx"


def test_a_report_within_the_rules_has_no_fault(path: Path) -> None:
    assert codes(make_docx(path)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("Số", "Số: 5/BC-UBND", 13, ""), "number-line"),  # no zero before a number below 10
        (("Số", "Số 05/BC-UBND", 13, ""), "number-line"),  # no colon
        (("Số", "Số: 05/BC-UBND", 14, ""), "look"),  # too large
        (("Sa Vang", "Sa Vang, ngày 8 tháng 3 năm 2026", 14, "i"), "date-line"),
        (("Sa Vang", "Sa Vang, ngày 08 tháng 03 năm 2026", 14, "i"), "date-line"),
        (("Sa Vang", "Sa Vang, ngày 08 tháng 3 năm 2026", 14, ""), "look"),  # not italic
        (("BÁO CÁO", "BÁO CÁO", 16, "b"), "look"),
        (("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, ""), "look"),  # not bold
        (("Ủy ban", BODY + "ba quầy./.", 12, ""), "look"),
        (("Ủy ban", BODY + "ba quầy.", 14, ""), "end-mark"),
    ],
)
def test_each_fault_of_a_report_is_named(path: Path, change: tuple[str, str, float, str], code: str) -> None:
    assert codes(make_docx(path, change)) == [code]


def test_page_and_margins_are_measured(path: Path) -> None:
    make_docx(path, left=20, width=216)

    messages = [fault.in_vietnamese for fault in faults_of_file(path, read(path))]

    assert messages == [
        "khổ giấy là 216 x 297 mm, theo quy định là A4 (210 x 297 mm). Hãy đặt lại khổ giấy.",
        "lề trái là 20 mm, theo quy định là 30-35 mm. Hãy đặt lại lề trang.",
    ]


def test_a_font_is_named(path: Path) -> None:
    make_docx(path)
    document = docx.Document(str(path))
    document.paragraphs[-1].runs[0].font.name = "Arial"
    document.save(str(path))

    (fault,) = faults_of_file(path, read(path))

    assert "Arial" in fault.in_vietnamese
    assert fault.text.startswith("Ủy ban nhân dân xã Sa Vang báo cáo")


def test_a_file_that_is_no_docx_has_no_layout_to_judge(tmp_path: Path) -> None:
    broken, empty = tmp_path / "broken.docx", tmp_path / "empty.docx"
    broken.write_bytes(b"PK\x03\x04 no package")
    loose = io.BytesIO()
    zipfile.ZipFile(loose, "w").close()
    empty.write_bytes(loose.getvalue())

    assert docx_facts(broken) is None
    assert docx_facts(empty) == DocxFacts()
    assert docx_facts(tmp_path / "missing.docx") is None


def test_both_layouts_have_every_measure() -> None:
    assert set(PARTS) == set(MARGINS) == {"state", "party"}
    assert all(rule.sizes.low <= rule.sizes.high for parts in PARTS.values() for rule in parts.values())
