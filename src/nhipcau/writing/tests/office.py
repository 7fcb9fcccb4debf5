"""What LibreOffice prints of a Word file."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from nhipcau.writing import OfficialDocument, to_docx


def printed_by_office(documents: Sequence[OfficialDocument], folder: Path) -> list[list[str]]:
    """Return the text of each page of each Word file as LibreOffice prints it, its white space evened out."""
    files = [folder / f"{index}.docx" for index in range(len(documents))]
    for file, document in zip(files, documents, strict=True):
        file.write_bytes(to_docx(document))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [pages_of(file.with_suffix(".pdf").read_bytes()) for file in files]


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page of a PDF, its white space evened out."""
    opened = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in opened]
