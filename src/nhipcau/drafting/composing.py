"""From a draft with its figures to the official document that the writing library prints."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import get_language

from nhipcau.drafting import rules
from nhipcau.drafting.errors import UnprintableError
from nhipcau.drafting.figures import ShownFigure, period_words
from nhipcau.drafting.models import Draft, Section
from nhipcau.drafting.rules import FigureMark, Line, Piece, SectionText
from nhipcau.writing import (
    Bullet,
    Column,
    FigureReference,
    Filing,
    Heading,
    Number,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
    TextRun,
    WritingError,
    to_docx,
)
from nhipcau.writing.rules import number_line

KIND = "Báo cáo"
_CAPTION = "Bảng tổng hợp số liệu"
COLUMNS = (
    Column("TT", alignment="center"),
    Column("Chỉ tiêu"),
    Column("Đơn vị tính", alignment="center"),
    Column("Số liệu", alignment="right"),
    Column("Đơn vị đã báo cáo đủ", alignment="center"),
)

Figures = Mapping[str, ShownFigure]


def texts_of(sections: Iterable[Section]) -> tuple[SectionText, ...]:
    """Return what was written in stored sections."""
    return tuple(SectionText(section.heading, section.body) for section in sections)


def docx_of(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> bytes:
    """Return the draft as a Word file. Raises UnprintableError with what to mend."""
    try:
        return to_docx(official_document(draft, texts, figures))
    except WritingError as error:
        raise UnprintableError(writing_words(error)) from error


def writing_words(error: WritingError) -> str:
    """Return what the writing library says, in the language of the page."""
    return error.message_en if get_language() == "en" else error.message_vi


def official_document(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> OfficialDocument:
    """Return the draft as an official document, with a table of its figures. Raises WritingError."""
    return OfficialDocument(
        kind=KIND,
        superior=draft.superior,
        issuer=draft.issuer,
        symbol=draft.symbol,
        number=draft.number,
        place=draft.place,
        day=draft.issued_on,
        subject=draft.subject,
        body=tuple(_blocks(draft, texts, figures)),
        signature=Signature(draft.signer_title, draft.signer_name, draft.authority),
        recipients=recipients_of(draft),
        filing=Filing(draft.filing),
    )


def recipients_of(draft: Draft) -> tuple[str, ...]:
    """Return who receives the document."""
    return tuple(line.strip() for line in draft.recipients.splitlines() if line.strip())


def caption_of(draft: Draft) -> str:
    """Return what stands over the table of figures."""
    return f"{_CAPTION} {period_words(draft.period)}"


def full_number(draft: Draft) -> str:
    """Return the number and symbol as the document prints them: `05/BC-SVHTTDL`."""
    return number_line(draft.number, draft.symbol, "{number}/{symbol}").strip()


def used_keys(texts: Iterable[SectionText]) -> tuple[str, ...]:
    """Return the keys of the figures that stand in the text, each once, in order."""
    return tuple(dict.fromkeys(key for text in texts for key in rules.keys_in(text.body)))


def table_place(texts: Sequence[SectionText], figures: Figures) -> int | None:
    """Return the section after which the table of figures stands: the one with most of them; None without any."""
    counts = [sum(key in figures for key in rules.keys_in(text.body)) for text in texts]
    return counts.index(max(counts)) if any(counts) else None


def shown(figures: Figures, key: str) -> str:
    """Return what the document prints for a figure; in brackets when there is nothing yet."""
    figure = figures.get(key)
    return figure.printed if figure and figure.printed else f"[{key}: chưa có số liệu]"


def _blocks(
    draft: Draft, texts: Sequence[SectionText], figures: Figures
) -> Iterable[Heading | Paragraph | Bullet | Table]:
    place = table_place(texts, figures)
    for index, text in enumerate(texts):
        if text.heading.strip():
            yield Heading("section", text.heading.strip())
        yield from (_block(line, figures) for line in rules.lines_of(text.body))
        if index == place:
            yield _table(draft, [figures[key] for key in used_keys(texts) if key in figures])


def _block(line: Line, figures: Figures) -> Paragraph | Bullet:
    runs = tuple(_run(piece, figures) for piece in line.pieces)
    match line.kind:
        case "bullet":
            return Bullet(runs)
        case "sub_bullet":
            return Bullet(runs, depth=2)
        case "paragraph":
            return Paragraph(runs)


def _run(piece: Piece, figures: Figures) -> TextRun | FigureReference:
    if isinstance(piece, FigureMark):
        return FigureReference(shown(figures, piece.key), piece.key or "?")
    return TextRun(piece)


def _table(draft: Draft, figures: Sequence[ShownFigure]) -> Table:
    rows = tuple(
        (
            str(place),
            figure.indicator.name + (f" ({figure.about})" if figure.about else ""),
            figure.indicator.measure,
            _cell(figure),
            figure.complete,
        )
        for place, figure in enumerate(figures, 1)
    )
    return Table(caption_of(draft), COLUMNS, rows)


def _cell(figure: ShownFigure) -> str | Number:
    if figure.number is None:
        return "…"
    return Number(figure.number, figure.places, figure.key)
