"""An official document in HTML: a page of its own, or a fragment for a page that brings the style sheet itself.

A fragment holds no style of its own and no script, so the strictest policy of a site lets it through (pictures are
data addresses unless `Hooks.picture` gives others).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from nhipcau.writing import rules
from nhipcau.writing.html_body import BodyWriter, Hooks, tagged, text_of
from nhipcau.writing.html_style import page_style
from nhipcau.writing.layout import LAYOUTS, Layout, Part
from nhipcau.writing.model import LETTER_KIND, Annex, IssuingBody, OfficialDocument, Signature
from nhipcau.writing.printed import printed

_KEPT: Final = "vb-kept"  # spaces stay: they are room for a number or a date
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_PLAIN: Final = Hooks()


def to_html(document: OfficialDocument) -> str:
    """Return `document` as a page of its own: nothing beside it is needed, and nothing is fetched."""
    title = " ".join(unicodedata.normalize("NFC", f"{document.kind} {document.subject}").split())
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{page_style()}</style>\n</head>\n<body>\n"
        f"{html_fragment(document)}\n</body>\n</html>\n"
    )


def html_fragment(document: OfficialDocument, hooks: Hooks = _PLAIN, *, level: int = 1) -> str:
    """Return `document` as an `article`; `level` is that of its title among the page's headings.

    The page brings `fragment_style()`, which the house serves as `shell/paper.css`.
    """
    layout = LAYOUTS[document.layout]
    frame = _Frame(document, layout, level)
    writer = BodyWriter(layout, hooks, level + (document.kind != LETTER_KIND))
    body = "\n".join(writer.write(printed(document.body, layout, end_mark=layout.end_mark)))
    parts = [frame.header(), frame.title(), frame.opening(), body, frame.closing()]
    sheets = [_sheet("div", parts, draft=document.draft)]
    for annex, label in zip(document.annexes, rules.annex_labels(document.annexes), strict=True):
        pages = layout.turned() if annex.landscape else layout
        text = "\n".join(BodyWriter(pages, hooks, level + 2).write(printed(annex.body, pages)))
        kinds = ["vb-annex", *(["vb-sheet--wide"] if annex.landscape else [])]
        sheets.append(
            _sheet("section", [frame.annex_title(annex, label), text], *kinds, draft=document.draft)
        )
    inside = "\n".join(sheets)
    return f'<article class="vb vb--{document.layout}" lang="vi">\n{inside}\n</article>'


def _sheet(tag: str, parts: Sequence[str], *classes: str, draft: bool) -> str:
    mark = [tagged("p", Part.DRAFT, rules.DRAFT_MARK)] if draft else []
    inside = "\n".join(part for part in [*mark, *parts] if part)
    named = " ".join(["vb-sheet", *classes])
    return f'<{tag} class="{named}">\n{inside}\n</{tag}>'


class _Frame:
    """Writes the parts that the layout prescribes around the text itself."""

    def __init__(self, document: OfficialDocument, layout: Layout, level: int) -> None:
        self._document = document
        self._layout = layout
        self._level = level

    def header(self) -> str:
        document, layout = self._document, self._layout
        bodies = document.bodies
        issuers = [
            line
            for place, body in enumerate(bodies)
            for line in self._issuer(body, bodies[place - 1] if place else None)
        ]
        *over, (part, text) = layout.right_header
        nation = [self._p(one, words) for one, words in over] + [self._ruled(part, text)]
        numbers = [
            self._p(Part.NUMBER, rules.number_line(body.number, body.symbol, layout.number_pattern), _KEPT)
            for body in bodies
        ]
        day = self._p(Part.PLACE_DATE, rules.date_line(document.place, document.day), _KEPT)
        cells = [issuers, nation, [*numbers, *self._letter_subject()], [day]]
        return f'<header class="vb-header">{"".join(_div(cell) for cell in cells)}</header>'

    def _issuer(self, body: IssuingBody, above: IssuingBody | None) -> Iterator[str]:
        again = ["vb-again"] if above else []
        if body.superior and (above is None or above.superior != body.superior):
            yield self._p(Part.SUPERIOR, body.superior, *again)
            again = []
        if self._layout.under_issuer is None:
            yield self._ruled(Part.ISSUER, body.name, *again, short=True)
        else:
            yield self._p(Part.ISSUER, body.name, *again)
            yield self._p(Part.ISSUER, self._layout.under_issuer)

    def _letter_subject(self) -> Iterator[str]:
        if self._document.kind == LETTER_KIND:
            subject = f"{self._layout.letter_subject_prefix}{self._document.subject}"
            yield tagged(f"h{self._level}", Part.LETTER_SUBJECT, text_of(subject))

    def title(self) -> str:
        document = self._document
        if document.kind == LETTER_KIND:
            return ""
        kind = tagged("span", Part.KIND, self._words(Part.KIND, document.kind))
        subject = self._words(Part.SUBJECT, document.subject)
        if self._layout.under_subject is None:
            subject = f'<span class="vb-ruled vb-short">{subject}</span>'
        heading = f"<h{self._level}>{kind} {tagged('span', Part.SUBJECT, subject)}</h{self._level}>"
        return f"{heading}{self._under()}"

    def _under(self) -> str:
        mark = self._layout.under_subject
        return f'<p class="vb-under" aria-hidden="true">{text_of(mark or "")}</p>'

    def annex_title(self, annex: Annex, label: str) -> str:
        title = tagged("span", Part.ANNEX_TITLE, self._words(Part.ANNEX_TITLE, annex.title))
        level = self._level + 1
        heading = f"<h{level}>{tagged('span', Part.ANNEX_LABEL, text_of(label))} {title}</h{level}>"
        enclosed = text_of(rules.enclosed_line(self._document, annex))
        if self._layout.under_subject is None:
            enclosed = f'<span class="vb-ruled vb-short">{enclosed}</span>'
        return f"{heading}{tagged('p', Part.ENCLOSED, enclosed, _KEPT)}{self._under()}"

    def opening(self) -> str:
        document, layout = self._document, self._layout
        word = layout.addressee_words.get(document.kind, "Kính gửi")
        parts = (Part.ADDRESSEE, *(Part.ADDRESSEE_LIST,) * len(document.addressees))
        lines = rules.addressee_lines(document.addressees, word)
        last = len(lines) - 1
        found = [
            self._p(part, line, *(["vb-last"] if place == last else []))
            for place, (part, line) in enumerate(zip(parts, lines, strict=False))
        ]
        decides = bool(document.deciding.strip())
        if decides:
            found.append(self._p(Part.DECIDING, document.deciding))
        bases = rules.legal_basis_lines(
            document.legal_bases, prefix=layout.basis_prefix, last_end=layout.basis_last_end
        )
        found += [self._p(Part.LEGAL_BASIS, basis) for basis in bases]
        if decides:
            found.append(self._p(Part.ENACTING, rules.enacting_word(document.kind)))
        return "\n".join(found)

    def closing(self) -> str:
        document = self._document
        filing = self._layout.filing(document.filing.unit, document.filing.copies)
        lines = rules.recipient_lines(document.recipients, filing)
        items = "".join(f"<li>{self._p(Part.RECIPIENTS, line)}</li>" for line in lines)
        recipients = f'<div class="vb-recipients-of">{self._p(Part.RECIPIENTS_HEAD, "Nơi nhận:")}<ul>{items}</ul></div>'
        if document.partners:
            signed = "".join(self._signature(body.signature) for body in rules.sides(document))
            return f'<footer class="vb-closing"><div class="vb-joint">{signed}</div>{recipients}</footer>'
        return f'<footer class="vb-closing">{recipients}{self._signature(document.signature)}</footer>'

    def _signature(self, signature: Signature) -> str:
        over = [(Part.AUTHORITY, signature.authority), (Part.SIGNER_TITLE, signature.title)]
        titles = [self._p(part, text) for part, text in over if text]
        return _div([_div(titles), self._p(Part.SIGNER, signature.name)])

    def _p(self, part: Part, text: str, *classes: str) -> str:
        return tagged("p", part, self._words(part, text), *classes)

    def _ruled(self, part: Part, text: str, *classes: str, short: bool = False) -> str:
        ruled = "vb-ruled vb-short" if short else "vb-ruled"
        return tagged("p", part, f'<span class="{ruled}">{self._words(part, text)}</span>', *classes)

    def _words(self, part: Part, text: str) -> str:
        return text_of(text.upper() if self._layout.shapes[part].upper else text)


def _div(lines: Sequence[str]) -> str:
    return f"<div>{''.join(lines)}</div>"
