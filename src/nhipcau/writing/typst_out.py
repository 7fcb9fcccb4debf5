"""An official document as a PDF by Typst: the same document always gives the same bytes.

What people typed reaches the page as data (`typst/document.typ` reads it as JSON), so nothing of it is markup.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from nhipcau.writing import rules, serif
from nhipcau.writing.charts import FONT_FOLDER
from nhipcau.writing.layout import LAYOUTS, Layout, Shape
from nhipcau.writing.model import Annex, OfficialDocument
from nhipcau.writing.printed import printed
from nhipcau.writing.typst_body import PADDING_MM, Data, pieces
from nhipcau.writing.typst_frame import annex_title, closing, header, opening, title

if TYPE_CHECKING:
    import typst

_TEMPLATE: Final = Path(__file__).parent / "typst" / "document.typ"
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_BEFORE_CLOSING: Final = 14.0  # points
# Kept in archives (PDF/A) and read aloud by screen readers (PDF/UA).
_STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]
_lock: Final = Lock()


def to_pdf(document: OfficialDocument) -> bytes:
    """Return `document` as a PDF in its layout, tagged for screen readers and fit for an archive.

    Raises InvalidDocumentError when the layout has no way to print it.
    """
    data = json.dumps(_data(document, LAYOUTS[document.layout]), ensure_ascii=False)
    day = document.day
    made = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _UNDATED
    return _compiled(data, day=made)


def _compiled(data: str, *, day: datetime) -> bytes:
    # Loaded when the first PDF is asked for: it takes a while, and most commands write none.
    import typst

    with _lock:
        try:
            return _pdf(data, day, _STANDARDS)
        except typst.TypstError:
            # No font here knows some letter: the page is written all the same, but it is no file for an archive.
            return _pdf(data, day, [])


def _pdf(data: str, day: datetime, standards: list[typst.PDFStandard]) -> bytes:
    inputs = {"document": data}
    pdf = _compiler().compile(
        _TEMPLATE, sys_inputs=inputs, format="pdf", timestamp=day, pdf_standards=standards
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no PDF")
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """Return the one compiler of the process: looking for fonts takes longer than a document."""
    import typst

    fonts = [str(FONT_FOLDER), *serif.folders()]
    return typst.Compiler(root=_TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)


def _data(document: OfficialDocument, layout: Layout) -> Data:
    labels = rules.annex_labels(document.annexes)
    body = pieces(printed(document.body, layout, end_mark=layout.end_mark), layout)
    # The last words stay on the page of the signature.
    body[-1]["sticky"] = True
    return {
        "title": " ".join(f"{document.kind} {document.subject}".split()),
        "author": " ".join(document.issuer.split()),
        "draft": rules.DRAFT_MARK if document.draft else "",
        "page": _page(layout),
        "shapes": {part.name: _shape(shape) for part, shape in layout.shapes.items()},
        "header": list(header(document, layout)),
        "above": [*title(document, layout), *opening(document, layout)],
        "body": body,
        "closing": list(closing(document, layout)),
        "annexes": [
            _annex(document, annex, label, layout.turned() if annex.landscape else layout)
            for annex, label in zip(document.annexes, labels, strict=True)
        ],
    }


def _annex(document: OfficialDocument, annex: Annex, label: str, layout: Layout) -> Data:
    return {
        "landscape": annex.landscape,
        "title": list(annex_title(annex, label, document, layout)),
        "body": pieces(printed(annex.body, layout), layout, below=1),
    }


def _page(layout: Layout) -> Data:
    return {
        "fonts": serif.FAMILIES,
        "width": layout.page_width,
        "height": layout.page_height,
        "top": layout.top,
        "bottom": layout.bottom,
        "left": layout.left,
        "right": layout.right,
        "number_from_top": layout.page_number_from_top,
        "rule": layout.rule_weight,
        "spacing": layout.line_spacing or 1,
        "exact": None if layout.line_spacing else layout.exact_line_spacing,
        "padding": PADDING_MM,
        "before_closing": _BEFORE_CLOSING,
        "text_width": layout.text_width,
        "text_height": layout.text_height,
    }


def _shape(shape: Shape) -> Data:
    names = asdict(shape)
    return {
        **{name: names[name] for name in ("size", "bold", "italic", "underline", "align", "before", "after")},
        "first": shape.first_line_mm,
        "left": shape.left_mm,
        "keep": shape.keep_with_next,
        "body": shape.body_spacing,
    }
