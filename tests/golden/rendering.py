"""Word files to pages: LibreOffice with fonts of its own, whatever else is installed."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from ctypes import byref, c_double
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageFont

from nhipcau.writing import from_json, to_docx

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "documents"
FONTS = Path("/usr/share/fonts")  # Debian: fonts-liberation2, as wide as Times New Roman letter by letter
DPI = 48
GREYS = 16
_MM = 25.4 / 72
_LEVEL, _GAP = 0.4, 9.0  # mm: letters of one line stand as level and as near as this
_SECONDS = 180


@dataclass(frozen=True)
class Line:
    """A line of text, and where its left end and its baseline stand on the page, in mm from the top left."""

    text: str
    left: float
    baseline: float


@dataclass(frozen=True)
class Page:
    """A page: its size in mm, its lines, and how it looks."""

    width: float
    height: float
    lines: tuple[Line, ...]
    picture: Image.Image


def sample_names() -> list[str]:
    """Return the names of the sample documents."""
    return sorted(path.stem for path in SAMPLES.glob("*.json"))


def pages_of_samples(folder: Path) -> dict[str, tuple[Page, ...]]:
    """Return the pages of every sample document, made in `folder`."""
    files = []
    for name in sample_names():
        document = from_json((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(to_docx(document))
    _convert(files, folder)
    return {file.stem: _pages(file.with_suffix(".pdf")) for file in files}


def version() -> str:
    """Return the version of LibreOffice: year and month, or major and minor."""
    said = subprocess.run(
        ["soffice", "--version"], check=True, capture_output=True, text=True, timeout=_SECONDS
    )
    found = re.search(r"\d+\.\d+", said.stdout)
    return found.group() if found else said.stdout.strip()


def _convert(files: Iterable[Path], folder: Path) -> None:
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/office",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(_font_list(folder))}
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=_SECONDS)


def _font_list(folder: Path) -> Path:
    """Return a list of fonts for LibreOffice that names nothing but the serif that stands for Times New Roman."""
    places = sorted(
        path.parent for path in FONTS.rglob("LiberationSerif-Regular.ttf") if _has_vietnamese(path)
    )
    if not places:
        raise FileNotFoundError(
            "Liberation Serif 2 is missing: install the Debian package fonts-liberation2."
        )
    written = folder / "fonts.conf"
    written.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{places[0]}</dir>'
        f"<cachedir>{folder}/fonts</cachedir>"
        "<alias binding='same'><family>Times New Roman</family><prefer><family>Liberation Serif</family></prefer></alias>"
        "</fontconfig>",
        encoding="utf-8",
    )
    return written


def _has_vietnamese(font: Path) -> bool:
    """Whether the font draws Ủ; the first edition of Liberation does not."""
    face = ImageFont.truetype(font, 40)
    return bytes(face.getmask("Ủ")) != bytes(face.getmask("\uffff"))


def _pages(path: Path) -> tuple[Page, ...]:
    with pypdfium2.PdfDocument(path) as opened:
        return tuple(_page(opened[index]) for index in range(len(opened)))


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    drawn = page.render(scale=DPI / 72).to_pil().convert("L")
    step = 255 / (GREYS - 1)
    picture = drawn.point([round(round(grey / step) * step) for grey in range(256)])
    return Page(width * _MM, height * _MM, tuple(_lines(page, height)), picture)


def _lines(page: pypdfium2.PdfPage, height: float) -> list[Line]:
    """The lines from the top: letters on one baseline without a wide gap between them."""
    found: list[
        tuple[float, float, float, str]
    ] = []  # baseline, left end, where the last letter begins, text
    for letter, across, up in _letters(page):
        x, y = across * _MM, (height - up) * _MM
        baseline, left, last, text = found[-1] if found else (-_GAP, 0.0, 0.0, "")
        if abs(y - baseline) < _LEVEL and -_LEVEL < x - last < _GAP:
            found[-1] = (baseline, left, x, text + letter)
        elif not letter.isspace():
            found.append((y, x, x, letter))
    lines = [Line(" ".join(text.split()), round(left, 1), round(y, 1)) for y, left, _, text in found]
    return sorted(lines, key=lambda line: (line.baseline, line.left))


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float]]:
    """The letters in the order of the file, with the place of each on its baseline, in points."""
    text = page.get_textpage()
    x, y = c_double(), c_double()
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter not in "\r\n" and raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y)):
            yield letter, x.value, y.value
