"""A unit's answer as a workbook: written to be filled in away from the page, and read again. Knows no database.

A hidden sheet says whose answer it is; a hidden column holds the codes. Text never becomes a formula.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.indicators import rules as figures
from nhipcau.indicators.figures import write_figure
from nhipcau.reporting import errors

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
MOST_ROWS = 2_000
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a broken package makes its readers raise: wrong marks, parts that are missing, cut off or wrongly packed.
BROKEN = (
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    OverflowError,
    OSError,
    EOFError,
    zlib.error,
    struct.error,
    zipfile.BadZipFile,
)
_OLE = b"\xd0\xcf\x11\xe0"
_IDENTITY = "nhipcau"
_HEADINGS_ROW = 6
_YES = frozenset({"x", "✓", "1", "true", "có", "yes"})
_NOTHING = frozenset({"không phát sinh", "did not occur"})
NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose answer a workbook is: keys, the revision it was taken at, the language it is written in."""

    collection: int
    unit: int
    revision: int
    language: str
    form: str
    period: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of the form as it stands."""

    section: str
    code: str
    name: str
    measure: str
    number: Decimal | None
    nothing: bool
    note: str


@dataclass(frozen=True, slots=True)
class Words:
    """A question to be answered in words; `key` is the key of the question, or "narrative"."""

    key: str
    section: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the cells of one figure: `number` as text, as somebody typed it or a spreadsheet keeps it."""

    number: str
    is_text: bool
    nothing: bool
    note: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook that was filled in. `faults` maps codes to what cannot be taken; `strays` are rows of no figure."""

    identity: Identity
    cells: Mapping[str, Typed]
    words: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)
    strays: Sequence[str] = ()


def write_workbook(identity: Identity, due: str, rows: Sequence[Row], words: Sequence[Words]) -> bytes:
    """Return the workbook of an answer as XLSX."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = _("Figures")
    _write_head(sheet, identity, due)
    _write_rows(sheet, rows)
    _write_words(book.create_sheet(_("In words")), words)
    _write_identity(book.create_sheet(_IDENTITY), identity)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Any, row: int, column: int, value: object, **style: Any) -> Any:
    """Write a cell; text is text, whatever it begins with."""
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value = _without_controls(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell


def _without_controls(text: str) -> str:
    """Return text without what no workbook stores."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def _write_head(sheet: Any, identity: Identity, due: str) -> None:
    from openpyxl.styles import Font

    _put(sheet, 1, 2, identity.form, font=Font(bold=True, size=14))
    _put(sheet, 2, 2, identity.unit_name)
    _put(sheet, 3, 2, f"{identity.period} · {_('Due')} {due}")
    help_text = _(
        "Fill in the white cells, then upload this file on the page of the report. Leave codes as they are."
    )
    _put(sheet, 4, 2, help_text)


def _write_rows(sheet: Any, rows: Sequence[Row]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    bold, grey = Font(bold=True), PatternFill("solid", fgColor="E8EEEE")
    open_, wrap = Protection(locked=False), Alignment(wrap_text=True, vertical="top")
    headings = (
        _("Code"),
        _("Indicator"),
        _("Unit of measure"),
        _("This period"),
        _("Did not occur (x)"),
        _("Note"),
    )
    for column, heading in enumerate(headings, 1):
        _put(sheet, _HEADINGS_ROW, column, heading, font=bold, fill=grey, alignment=wrap)
    at, section = _HEADINGS_ROW, ""
    for row in rows:
        if row.section != section:
            at, section = at + 1, row.section
            _put(sheet, at, 2, section, font=bold, fill=grey)
        at += 1
        _put(sheet, at, 1, row.code)
        _put(sheet, at, 2, row.name, alignment=wrap)
        _put(sheet, at, 3, row.measure)
        _put(
            sheet,
            at,
            4,
            row.number,
            protection=open_,
            number_format="#,##0.####" if row.number else "General",
        )
        _put(
            sheet,
            at,
            5,
            "x" if row.nothing else None,
            protection=open_,
            alignment=Alignment(horizontal="center"),
        )
        _put(sheet, at, 6, row.note or None, protection=open_, alignment=wrap)
    for letter, width in zip("BCDEF", (48, 14, 18, 14, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(row=_HEADINGS_ROW + 1, column=4)
    sheet.protection.sheet = True


def _write_words(sheet: Any, words: Sequence[Words]) -> None:
    from openpyxl.styles import Alignment, Font, Protection

    wrap = Alignment(wrap_text=True, vertical="top")
    for column, heading in enumerate((_("Code"), _("Section"), _("Question"), _("Answer")), 1):
        _put(sheet, 1, column, heading, font=Font(bold=True))
    for at, one in enumerate(words, 2):
        _put(sheet, at, 1, one.key)
        _put(sheet, at, 2, one.section, alignment=wrap)
        _put(sheet, at, 3, one.question, alignment=wrap)
        _put(sheet, at, 4, one.text or None, alignment=wrap, protection=Protection(locked=False))
    for letter, width in zip("BCD", (24, 40, 80), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.protection.sheet = True


def _write_identity(sheet: Any, identity: Identity) -> None:
    for at, name in enumerate(Identity.__slots__, 1):
        _put(sheet, at, 1, name)
        _put(sheet, at, 2, str(getattr(identity, name)))
    sheet.sheet_state = "veryHidden"


def read_workbook(content: bytes) -> Filled:
    """Return what was filled in. Raises WorkbookError, of a kind that says what to do next."""
    _check_package(content)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        if _IDENTITY not in book.sheetnames or len(book.sheetnames) < 3:
            raise errors.NotOurWorkbookError
        identity = _read_identity(book[_IDENTITY])
        figures_sheet, words_sheet = [book[name] for name in book.sheetnames if name != _IDENTITY][:2]
        cells, faults, strays = _read_rows(figures_sheet)
        words, word_faults = _read_words(words_sheet)
    except BROKEN as error:
        raise errors.DamagedWorkbookError from error
    return Filled(identity, cells, words, faults | word_faults, strays)


def _check_package(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise errors.LargeWorkbookError
    if content.startswith(_OLE):
        raise errors.ClosedWorkbookError
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise errors.DamagedWorkbookError from error
    if sum(one.file_size for one in members) > MOST_UNPACKED_BYTES:
        raise errors.LargeWorkbookError
    if any(one.filename.lower().endswith(("vbaproject.bin", ".xlm")) or "macrosheets" in one.filename.lower()
           for one in members):  # fmt: skip
        raise errors.MacroWorkbookError


def _read_identity(sheet: Any) -> Identity:
    said = {str(name): str(value) for name, value in sheet.iter_rows(max_row=20, max_col=2, values_only=True)}
    return Identity(
        collection=int(said["collection"]),
        unit=int(said["unit"]),
        revision=int(said["revision"]),
        language=said["language"],
        form=said["form"],
        period=said["period"],
        unit_name=said["unit_name"],
    )


def _rows_of(sheet: Any, columns: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for at, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=columns), 1):
        yield at, (*row, *[None] * (columns - len(row)))


def _read_rows(sheet: Any) -> tuple[dict[str, Typed], dict[str, str], list[str]]:
    cells: dict[str, Typed] = {}
    faults: dict[str, str] = {}
    strays = []
    for at, row in _rows_of(sheet, 6):
        code = _text(row[0])
        if at <= _HEADINGS_ROW:
            continue
        if not code:
            if any(_text(cell) for cell in row[3:]):
                strays.append(_("row %(row)d, “%(name)s”") % {"row": at, "name": _text(row[1])})
        elif code in cells or code in faults:
            faults[code] = _("This figure stands in the file twice. Keep one row of it.")
            cells.pop(code, None)
        elif any(_is_formula(cell) for cell in row[3:]):
            faults[code] = _("There is a formula in this row. Copy the cell and paste it as a value.")
        else:
            cells[code] = _typed(row)
            mark = _text(row[4]).lower()
            if mark and mark not in _YES | _NOTHING:
                faults[code] = _("Mark “did not occur” with x, or leave that cell blank.")
                del cells[code]
    return cells, faults, strays


def _typed(row: Sequence[Any]) -> Typed:
    number, is_text = _text(row[3]), bool(row[3] is not None and isinstance(row[3].value, str))
    said_nothing = number.lower() in _NOTHING
    return Typed("" if said_nothing else number, is_text, bool(_text(row[4])) or said_nothing, _text(row[5]))


def _read_words(sheet: Any) -> tuple[dict[str, str], dict[str, str]]:
    words, faults = {}, {}
    for at, row in _rows_of(sheet, 4):
        key = _text(row[0])
        if at == 1 or not key:
            continue
        if _is_formula(row[3]):
            faults[key] = _("There is a formula in this row. Copy the cell and paste it as a value.")
        else:
            words[key] = _text(row[3])
    return words, faults


def _is_formula(cell: Any) -> bool:
    return cell is not None and cell.data_type == "f"


def _text(cell: Any) -> str:
    """Return what a cell says, a number without a needless exponent or `.0`."""
    value = None if cell is None else cell.value
    if value is None:
        return ""
    if isinstance(value, float):
        plain = f"{Decimal(repr(value)):f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value).strip()


def figure_text(typed: Typed, value_type: str, language: str) -> str:
    """Return the figure as it would be typed on the page; what is no number stays as it was typed.

    Text is read in the language of the file, and where that refuses it, in the other: so `1.200` and `1,200` are both
    understood where only one reading is left.
    """
    if not typed.number:
        return ""
    other = "vi" if language == "en" else "en"
    for each in (language, other) if typed.is_text else ("en",):
        try:
            return write_figure(figures.parse_number(typed.number, value_type, language=each))
        except figures.NumberError:
            continue
    return typed.number
