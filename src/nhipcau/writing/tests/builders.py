"""Documents for the tests, with readable defaults and invented names."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
from docx.document import Document

from nhipcau.writing import Filing, OfficialDocument, Paragraph, Signature, plain, to_docx

DAY = date(2026, 1, 5)


def make_document(**changes: Any) -> OfficialDocument:
    """Return a short report of an invented department, with `changes`."""
    report = OfficialDocument(
        kind="Báo cáo",
        superior="Ủy ban nhân dân tỉnh Bến Đá",
        issuer="Sở Du lịch",
        symbol="BC-SDL",
        number=5,
        place="Bến Đá",
        day=DAY,
        subject="Kết quả đón khách quốc tế",
        body=(Paragraph(plain("Trân trọng báo cáo.")),),
        signature=Signature("Giám đốc", "Nguyễn Thị Hòa"),
        recipients=("Như trên",),
        filing=Filing("XTDL"),
    )
    return replace(report, **changes)


def opened(document: OfficialDocument) -> Document:
    """Return the Word file of `document`, read back."""
    return docx.Document(io.BytesIO(to_docx(document)))
