"""From a draft with its figures to the official document that the writing library prints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from django.core.files.storage import default_storage
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting import blocks, rules
from nhipcau.drafting.errors import BlockError, UnprintableError
from nhipcau.drafting.figures import ShownFigure
from nhipcau.drafting.models import Citation, Draft, Layout, Partner, Section, SectionKind
from nhipcau.drafting.rules import CitationMark, FigureMark, Line, Piece, SectionText
from nhipcau.registry import citing
from nhipcau.writing import (
    Annex,
    Bullet,
    Clause,
    FigureReference,
    Filing,
    Heading,
    Image,
    IssuingBody,
    OfficialDocument,
    Paragraph,
    Signature,
    TextRun,
    WritingError,
    from_json,
    plain,
    to_docx,
    to_pdf,
)
from nhipcau.writing.model import ANNEX_KIND, Block, HeadingLevel, LayoutName, Run
from nhipcau.writing.rules import number_line

Figures = Mapping[str, ShownFigure]


def texts_of(sections: Iterable[Section]) -> tuple[SectionText, ...]:
    """Return what was written in stored sections."""
    return tuple(
        SectionText(
            section.heading,
            section.body,
            section.kind,
            section.level,
            section.spec,
            section.picture.name or "",
            section.chapter,
            str(section.uid),
        )
        for section in sections
    )


def files_of(printed: OfficialDocument) -> tuple[bytes, bytes]:
    """Return a document as a Word file and as a PDF. Raises UnprintableError with what to mend."""
    try:
        return to_docx(printed), to_pdf(printed)
    except WritingError as error:
        raise UnprintableError(writing_words(error)) from error


def docx_of(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> bytes:
    """Return the draft as a Word file. Raises UnprintableError or BlockError with what to mend."""
    try:
        return to_docx(official_document(draft, texts, figures))
    except WritingError as error:
        raise UnprintableError(writing_words(error)) from error


def pdf_of(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> bytes:
    """Return the draft as a PDF. Raises UnprintableError or BlockError with what to mend."""
    try:
        return to_pdf(official_document(draft, texts, figures))
    except WritingError as error:
        raise UnprintableError(writing_words(error)) from error


def writing_words(error: WritingError) -> str:
    """Return what the writing library says, in the language of the page."""
    return error.message_en if get_language() == "en" else error.message_vi


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft as an official document: None with the reason (`why`) when it cannot be laid out.

    `missing` are the blocks that could not be filled, as (place of the section, why): the document says so there.
    """

    document: OfficialDocument | None
    why: str = ""
    missing: tuple[tuple[int, str], ...] = ()


def composed(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> Composed:
    """Return the draft as it can be laid out now; of an issued one what was issued."""
    if draft.printed:
        return Composed(from_json(draft.printed))
    missing: list[tuple[int, str]] = []
    try:
        return Composed(official_document(draft, texts, figures, missing=missing), "", tuple(missing))
    except WritingError as error:
        return Composed(None, writing_words(error), tuple(missing))


def official_document(
    draft: Draft,
    texts: Sequence[SectionText],
    figures: Figures,
    *,
    missing: list[tuple[int, str]] | None = None,
) -> OfficialDocument:
    """Return the draft as an official document, its tables and charts filled. Raises WritingError; BlockError.

    Citations are named in full where they first stand: legal bases, then body, then annexes. With `missing`, what
    cannot be filled is noted there and says so in its place, instead of being refused.
    """
    words = Words.of(draft, figures)
    words.missing, words.places = missing, {id(text): place for place, text in enumerate(texts)}
    bases = tuple(words.plainly(line) for line in entries(draft.legal_bases))
    body, annexes = divided(texts)
    return OfficialDocument(
        kind=draft.kind,
        layout=cast(LayoutName, draft.layout),
        superior=draft.superior,
        issuer=draft.issuer,
        symbol=draft.symbol,
        number=draft.number,
        place=draft.place,
        day=draft.issued_on,
        subject=draft.subject,
        addressees=entries(draft.addressees),
        deciding=draft.deciding,
        legal_bases=bases,
        body=tuple(block for text in body for block in _blocks(draft, text, words)),
        signature=Signature(draft.signer_title, draft.signer_name, draft.authority),
        recipients=recipients_of(draft),
        filing=Filing(draft.filing),
        partners=tuple(_partner(one) for one in draft.partners.all()),
        annexes=tuple(_annex(draft, head, within, words) for head, within in annexes),
        draft=draft.is_live,
    )


def divided(
    texts: Sequence[SectionText],
) -> tuple[list[SectionText], list[tuple[SectionText, list[SectionText]]]]:
    """Return the sections of the body, and each annex with the sections in it."""
    body: list[SectionText] = []
    annexes: list[tuple[SectionText, list[SectionText]]] = []
    for text in texts:
        if text.kind == SectionKind.ANNEX:
            annexes.append((text, []))
        else:
            (annexes[-1][1] if annexes else body).append(text)
    return body, annexes


def recipients_of(draft: Draft) -> tuple[str, ...]:
    """Return who receives the document."""
    return entries(draft.recipients)


def entries(text: str) -> tuple[str, ...]:
    """Return the entries of a text that has one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def full_number(draft: Draft) -> str:
    """Return the number and symbol as the document prints them: `05/BC-SVHTTDL`, of the Party `05-BC/TU`."""
    between = "-" if draft.layout == Layout.PARTY else "/"
    return number_line(draft.number, draft.symbol, f"{{number}}{between}{{symbol}}").strip()


def used_keys(texts: Iterable[SectionText]) -> tuple[str, ...]:
    """Return the keys of the figures that stand in the text, each once, in order."""
    return tuple(dict.fromkeys(key for text in texts for key in rules.keys_in(text.body)))


def cited_keys(draft: Draft, texts: Iterable[SectionText]) -> tuple[str, ...]:
    """Return the keys of the citations in legal bases and text, each once, in order."""
    lines = (draft.legal_bases, *(text.body for text in texts))
    return tuple(dict.fromkeys(key for line in lines for key in rules.cited_in(line)))


def shown(figures: Figures, key: str) -> str:
    """Return what the document prints for a figure; in brackets when there is nothing yet."""
    figure = figures.get(key)
    return figure.printed if figure and figure.printed else f"[{key}: chưa có số liệu]"


@dataclass(slots=True)
class Words:
    """Turns what people write into what is printed; a document cited before is named in short."""

    figures: Figures
    cited: Mapping[str, Citation]
    layout: LayoutName
    named: set[int] = field(default_factory=set)
    missing: list[tuple[int, str]] | None = None
    places: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft, figures: Figures) -> "Words":
        """Return the words of a draft. One query."""
        cited = {one.key: one for one in draft.citations.select_related("document")}
        return cls(figures, cited, cast(LayoutName, draft.layout))

    def runs(self, pieces: Sequence[Piece]) -> tuple[Run, ...]:
        """Return the pieces of a line as printed."""
        return tuple(self._run(piece) for piece in pieces)

    def plainly(self, line: str) -> str:
        """Return a line as printed, without telling figures from text."""
        runs = self.runs(rules.pieces_of(line))
        return "".join(run.printed if isinstance(run, FigureReference) else run.text for run in runs)

    def _run(self, piece: Piece) -> Run:
        match piece:
            case FigureMark():
                return FigureReference(shown(self.figures, piece.key), piece.key or "?")
            case CitationMark():
                return TextRun(self._name(piece.key))
            case str():
                return TextRun(piece)

    def _name(self, key: str) -> str:
        citation = self.cited.get(key)
        if citation is None:
            return f"[{key}: chưa có trong sổ]"
        say = citing.short_form if citation.document_id in self.named else citing.full_form
        self.named.add(citation.document_id)
        return say(citation.document, citation.part, layout=self.layout)


def _partner(partner: Partner) -> IssuingBody:
    signature = Signature(partner.signer_title, partner.signer_name, partner.authority)
    return IssuingBody(partner.issuer, partner.symbol, signature, partner.superior, partner.number)


def _annex(draft: Draft, head: SectionText, within: Sequence[SectionText], words: Words) -> Annex:
    own = replace(head, heading="", kind=SectionKind.TEXT)
    return Annex(
        head.heading.strip() or "…",
        tuple(block for text in (own, *within) for block in _blocks(draft, text, words)),
        str(head.spec.get("kind") or ANNEX_KIND),
        bool(head.spec.get("landscape")),
    )


def _blocks(draft: Draft, text: SectionText, words: Words) -> Iterator[Block]:
    match text.kind:
        case SectionKind.TABLE | SectionKind.CHART | SectionKind.PICTURE:
            yield _made(draft, text, words)
        case _:
            if text.heading.strip():
                yield Heading(cast(HeadingLevel, text.level), text.heading.strip())
            yield from (_block(line, words) for line in rules.lines_of(text.body))


def _made(draft: Draft, text: SectionText, words: Words) -> Block:
    try:
        return _picture(text) if text.kind == SectionKind.PICTURE else blocks.filled(draft, text)
    except BlockError as error:
        if words.missing is None:
            raise
        words.missing.append((words.places.get(id(text), 0), str(error.message)))
        return Paragraph(plain(f"[{text.heading or '…'}: {error.message}]"))


def _picture(text: SectionText) -> Image:
    if not text.picture:
        raise BlockError(_("A picture is missing. Upload it, or take its block out."))
    try:
        with default_storage.open(text.picture, "rb") as stored:
            content = stored.read()
    except OSError as error:
        raise BlockError(_("The picture cannot be read any more. Upload it again.")) from error
    alt = str(text.spec.get("alt") or text.heading)
    return Image(content, alt, text.heading, int(text.spec.get("width_mm") or 0))


def _block(line: Line, words: Words) -> Block:
    runs = words.runs(line.pieces)
    match line.kind:
        case "bullet":
            return Bullet(runs)
        case "sub_bullet":
            return Bullet(runs, depth=2)
        case "clause":
            return Clause("clause", runs)
        case "point":
            return Clause("point", runs)
        case "paragraph":
            return Paragraph(runs)
