"""An official document as JSON text and back; what is unknown or misspelt is refused, never dropped."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, cast

from nhipcau.writing.errors import InvalidDocumentError, NotJsonError
from nhipcau.writing.model import (
    ANNEX_KIND,
    Alignment,
    Annex,
    Block,
    Bullet,
    Cell,
    Chart,
    ChartKind,
    Clause,
    ClauseLevel,
    Column,
    FigureReference,
    Filing,
    Heading,
    HeadingLevel,
    Image,
    IssuingBody,
    LayoutName,
    Number,
    OfficialDocument,
    Paragraph,
    Run,
    Series,
    Signature,
    Table,
    TextRun,
)

T = TypeVar("T")
Json = dict[str, Any]


def to_json(document: OfficialDocument) -> str:
    """Return `document` as indented JSON; what has its ordinary value is left out."""
    return json.dumps(_document_out(document), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str | bytes) -> OfficialDocument:
    """Return the document written in `text`; `from_json(to_json(d)) == d` for every document.

    Raises NotJsonError when it is not JSON, InvalidDocumentError (with the place) when it is no document.
    """
    try:
        raw = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise NotJsonError(
            f"Tệp không phải là JSON hợp lệ ({error}). Hãy xuất lại tệp, mã hóa UTF-8.",
            f"This is not valid JSON ({error}). Export the file again, encoded in UTF-8.",
        ) from error
    return _build("", raw, _document_in)


# --- out ---


def _document_out(document: OfficialDocument) -> Json:
    return _spare(
        layout=document.layout,
        kind=document.kind,
        superior=document.superior,
        issuer=document.issuer,
        number=document.number,
        symbol=document.symbol,
        place=document.place,
        date=document.day and document.day.isoformat(),
        subject=document.subject,
        addressees=list(document.addressees),
        legal_bases=list(document.legal_bases),
        body=[_block_out(block) for block in document.body],
        signature=_signature_out(document.signature),
        recipients=list(document.recipients),
        filing=_spare(unit=document.filing.unit, copies=document.filing.copies),
        partners=[_partner_out(partner) for partner in document.partners],
        deciding=document.deciding,
        annexes=[_annex_out(annex) for annex in document.annexes],
        draft=document.draft or None,
    )


def _signature_out(signature: Signature) -> Json:
    return _spare(authority=signature.authority, title=signature.title, name=signature.name)


def _partner_out(partner: IssuingBody) -> Json:
    return _spare(
        superior=partner.superior,
        name=partner.name,
        number=partner.number,
        symbol=partner.symbol,
        signature=_signature_out(partner.signature),
    )


def _annex_out(annex: Annex) -> Json:
    return _spare(
        kind=None if annex.kind == ANNEX_KIND else annex.kind,
        title=annex.title,
        landscape=annex.landscape or None,
        body=[_block_out(block) for block in annex.body],
    )


def _block_out(block: Block) -> Json:
    match block:
        case Heading():
            return _spare(block="heading", level=block.level, label=block.label, text=block.text)
        case Paragraph():
            return {"block": "paragraph", **_runs_out(block.runs)}
        case Clause():
            return _spare(block="clause", level=block.level, label=block.label) | _runs_out(block.runs)
        case Bullet():
            depth = {} if block.depth == 1 else {"depth": block.depth}
            return {"block": "bullet", **depth, **_runs_out(block.runs)}
        case Table():
            return _spare(
                block="table",
                caption=block.caption,
                columns=[_spare(header=c.header, unit=c.unit, alignment=c.alignment) for c in block.columns],
                rows=[[_cell_out(cell) for cell in row] for row in block.rows],
                total=block.total or None,
            )
        case Chart():
            return _chart_out(block)
        case Image():
            return _spare(
                block="image",
                alt=block.alt,
                caption=block.caption,
                width_mm=block.width_mm or None,
                content=base64.b64encode(block.content).decode("ascii"),
            )


def _chart_out(chart: Chart) -> Json:
    return _spare(
        block="chart",
        caption=chart.caption,
        kind=chart.kind,
        unit=chart.unit,
        decimals=chart.decimals or None,
        categories=list(chart.categories),
        series=[
            {"name": one.name, "values": [None if value is None else str(value) for value in one.values]}
            for one in chart.series
        ],
    )


def _runs_out(runs: tuple[Run, ...]) -> Json:
    match runs:
        case (TextRun(text=text, bold=False, italic=False),):
            return {"text": text}
    return {"runs": [_run_out(run) for run in runs]}


def _run_out(run: Run) -> Json:
    if isinstance(run, FigureReference):
        return {"figure": run.printed, "key": run.key}
    return _spare(text=run.text, bold=run.bold or None, italic=run.italic or None)


def _cell_out(cell: Cell) -> str | Json:
    if isinstance(cell, str):
        return cell
    return _spare(number=str(cell.value), decimals=cell.decimals or None, key=cell.key)


def _spare(**fields: Any) -> Json:
    """Return `fields` without those that say nothing: None, empty text, empty lists and objects."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


# --- in ---


class _Fields:
    """The fields of one JSON object, each taken once; `done` refuses those nobody took."""

    def __init__(self, raw: object) -> None:
        if not isinstance(raw, Mapping):
            raise _wrong("", "một đối tượng {…}", "an object {…}")
        self._left: dict[str, Any] = dict(raw)

    def take(self, name: str, default: object = None) -> Any:
        return self._left.pop(name, default)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.take(name, default)
        if value is None:
            raise InvalidDocumentError(name, "còn thiếu. Hãy điền vào.", "is missing. Fill it in.")
        if not isinstance(value, str):
            raise _wrong(name, "chữ trong dấu ngoặc kép", "text in quotes")
        return value

    def optional_text(self, name: str) -> str | None:
        if self._left.get(name) is None:
            return cast(None, self.take(name))
        return self.text(name)

    def choice(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise _wrong(name, f"một trong {', '.join(allowed)}", f"one of {', '.join(allowed)}")
        return value

    def whole(self, name: str) -> int | None:
        value = self.take(name)
        if value is not None and type(value) is not int:
            raise _wrong(name, "một số nguyên", "a whole number")
        return value

    def flag(self, name: str) -> bool:
        value = self.take(name, default=False)
        if not isinstance(value, bool):
            raise _wrong(name, "true hoặc false", "true or false")
        return value

    def items(self, name: str, read: Callable[[object], T]) -> tuple[T, ...]:
        return _list(name, self.take(name, []), read)

    def part(self, name: str, read: Callable[[Any], T]) -> T:
        return _build(name, self.take(name, {}), read)

    def done(self) -> None:
        for name in self._left:
            raise InvalidDocumentError(
                str(name),
                "không phải là một mục của văn bản. Hãy sửa tên mục.",
                "is not a known field. Mend its name.",
            )


def _build(place: str, raw: object, read: Callable[[Any], T]) -> T:
    try:
        return read(raw)
    except InvalidDocumentError as error:
        raise (error.inside(place) if place else error) from None


def _list(place: str, raw: object, read: Callable[[Any], T]) -> tuple[T, ...]:
    if not isinstance(raw, list):
        raise _wrong(place, "một danh sách […]", "a list […]")
    return tuple(_build(f"{place}[{index}]", entry, read) for index, entry in enumerate(raw))


def _wrong(place: str, wanted_vi: str, wanted_en: str) -> InvalidDocumentError:
    return InvalidDocumentError(place, f"phải là {wanted_vi}.", f"must be {wanted_en}.")


def _document_in(raw: object) -> OfficialDocument:
    fields = _Fields(raw)
    document = OfficialDocument(
        layout=cast(LayoutName, fields.choice("layout", ("state", "party"), "state")),
        kind=fields.text("kind"),
        superior=fields.text("superior", ""),
        issuer=fields.text("issuer"),
        number=fields.whole("number"),
        symbol=fields.text("symbol"),
        place=fields.text("place"),
        day=_day(fields.optional_text("date")),
        subject=fields.text("subject"),
        addressees=fields.items("addressees", _entry),
        legal_bases=fields.items("legal_bases", _entry),
        body=fields.items("body", _block_in),
        signature=fields.part("signature", _signature_in),
        recipients=fields.items("recipients", _entry),
        filing=fields.part("filing", _filing_in),
        partners=fields.items("partners", _partner_in),
        deciding=fields.text("deciding", ""),
        annexes=fields.items("annexes", _annex_in),
        draft=fields.flag("draft"),
    )
    fields.done()
    return document


def _entry(raw: object) -> str:
    if not isinstance(raw, str):
        raise _wrong("", "chữ trong dấu ngoặc kép", "text in quotes")
    return raw


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise _wrong("date", "ngày dạng 2026-01-05", "a date such as 2026-01-05") from None


def _signature_in(raw: object) -> Signature:
    fields = _Fields(raw)
    signature = Signature(
        authority=fields.text("authority", ""), title=fields.text("title"), name=fields.text("name", "")
    )
    fields.done()
    return signature


def _partner_in(raw: object) -> IssuingBody:
    fields = _Fields(raw)
    partner = IssuingBody(
        name=fields.text("name"),
        symbol=fields.text("symbol"),
        signature=fields.part("signature", _signature_in),
        superior=fields.text("superior", ""),
        number=fields.whole("number"),
    )
    fields.done()
    return partner


def _annex_in(raw: object) -> Annex:
    fields = _Fields(raw)
    annex = Annex(
        title=fields.text("title"),
        body=fields.items("body", _block_in),
        kind=fields.text("kind", ANNEX_KIND),
        landscape=fields.flag("landscape"),
    )
    fields.done()
    return annex


def _filing_in(raw: object) -> Filing:
    fields = _Fields(raw)
    filing = Filing(unit=fields.text("unit", ""), copies=fields.whole("copies"))
    fields.done()
    return filing


def _block_in(raw: object) -> Block:
    fields = _Fields(raw)
    block = _BLOCKS[fields.choice("block", tuple(_BLOCKS))](fields)
    fields.done()
    return block


def _heading_in(fields: _Fields) -> Heading:
    levels = ("part", "chapter", "section", "article", "clause")
    return Heading(
        level=cast(HeadingLevel, fields.choice("level", levels)),
        text=fields.text("text"),
        label=fields.optional_text("label"),
    )


def _clause_in(fields: _Fields) -> Clause:
    return Clause(
        level=cast(ClauseLevel, fields.choice("level", ("clause", "point"))),
        runs=_runs_in(fields),
        label=fields.optional_text("label"),
    )


def _bullet_in(fields: _Fields) -> Bullet:
    depth = fields.whole("depth") or 1
    if depth == 1:
        return Bullet(_runs_in(fields))
    if depth == 2:
        return Bullet(_runs_in(fields), depth=2)
    raise _wrong("depth", "1 hoặc 2", "1 or 2")


def _table_in(fields: _Fields) -> Table:
    return Table(
        caption=fields.text("caption", ""),
        columns=fields.items("columns", _column_in),
        rows=fields.items("rows", _row_in),
        total=fields.flag("total"),
    )


def _chart_in(fields: _Fields) -> Chart:
    return Chart(
        caption=fields.text("caption"),
        kind=cast(ChartKind, fields.choice("kind", ("bar", "stacked", "line"))),
        categories=fields.items("categories", _entry),
        series=fields.items("series", _series_in),
        unit=fields.text("unit", ""),
        decimals=fields.whole("decimals") or 0,
    )


def _series_in(raw: object) -> Series:
    fields = _Fields(raw)
    series = Series(fields.text("name"), fields.items("values", _value_in))
    fields.done()
    return series


def _value_in(raw: object) -> Decimal | None:
    return None if raw is None else _decimal("", raw)


def _image_in(fields: _Fields) -> Image:
    return Image(
        content=_bytes("content", fields.text("content")),
        alt=fields.text("alt"),
        caption=fields.text("caption", ""),
        width_mm=fields.whole("width_mm") or 0,
    )


def _bytes(place: str, text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise _wrong(place, "ảnh mã hóa base64", "a picture encoded in base64") from None


_BLOCKS: dict[str, Callable[[_Fields], Block]] = {
    "heading": _heading_in,
    "paragraph": lambda fields: Paragraph(_runs_in(fields)),
    "clause": _clause_in,
    "bullet": _bullet_in,
    "table": _table_in,
    "chart": _chart_in,
    "image": _image_in,
}


def _runs_in(fields: _Fields) -> tuple[Run, ...]:
    text = fields.optional_text("text")
    return fields.items("runs", _run_in) if text is None else (TextRun(text),)


def _run_in(raw: object) -> Run:
    fields = _Fields(raw)
    figure = fields.optional_text("figure")
    run: Run = (
        TextRun(fields.text("text"), bold=fields.flag("bold"), italic=fields.flag("italic"))
        if figure is None
        else FigureReference(figure, fields.text("key"))
    )
    fields.done()
    return run


def _column_in(raw: object) -> Column:
    fields = _Fields(raw)
    column = Column(
        header=fields.text("header"),
        unit=fields.text("unit", ""),
        alignment=cast(Alignment, fields.choice("alignment", ("left", "center", "right"), "left")),
    )
    fields.done()
    return column


def _row_in(raw: object) -> tuple[Cell, ...]:
    # The row adds its own brackets, so the cell's place is only its index.
    if not isinstance(raw, list):
        raise _wrong("", "một danh sách […]", "a list […]")
    return tuple(_build(f"[{index}]", cell, _cell_in) for index, cell in enumerate(raw))


def _cell_in(raw: object) -> Cell:
    if isinstance(raw, str):
        return raw
    fields = _Fields(raw)
    number = Number(
        value=_decimal("number", fields.take("number")),
        decimals=fields.whole("decimals") or 0,
        key=fields.text("key", ""),
    )
    fields.done()
    return number


def _decimal(place: str, raw: object) -> Decimal:
    try:
        if isinstance(raw, str | int | Decimal) and not isinstance(raw, bool):
            return Decimal(raw)
    except InvalidOperation:
        pass
    raise _wrong(place, 'một số, ví dụ 16974 hoặc "68.4"', 'a number such as 16974 or "68.4"')
