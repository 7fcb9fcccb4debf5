"""How much memory `nhipcau read` takes, all its processes together, and the pictures that take the most."""

from __future__ import annotations

import os
import struct
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path

from PIL import Image, ImageDraw, TiffImagePlugin
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

KILOBYTE = 1024
A4 = (4960, 7016)  # at 600 dpi
LARGEST = (5345, 7480)  # nearly the 40 million dots that a picture may have
_LOOK = 0.005  # seconds between two looks
Make = Callable[[list[str]], bytes]


def most_of_all(command: list[str]) -> float:
    """The most memory that a command and all it started had at one time, in MB; pages they share count once."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_taken, _all_of(process.pid))))
            time.sleep(_LOOK)
    return most * KILOBYTE / 1_000_000


def _all_of(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for started in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            yield from _all_of(int(started))


def _taken(process: int) -> int:
    """Kilobytes in memory, a page that several processes share divided among them; 0 once it has ended."""
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def sheet(lines: list[str], size: tuple[int, int] = LARGEST) -> Image.Image:
    """A page of text in colour."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(islice(lines, 60)):
        draw.text((300, 200 + 110 * row), line[:60], fill=(20, 20, 60), font_size=60)
    return image


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _noisy(lines: list[str]) -> bytes:
    """Nearly 20 MB of a file: noise cannot be packed."""
    image = sheet(lines)
    image.paste(Image.frombytes("RGB", (2500, 2500), os.urandom(3 * 2500 * 2500)), (300, 300))
    return _saved(image, "PNG", compress_level=1)


def _deep(lines: list[str]) -> bytes:
    """PNG with 16 bits for each of red, green, blue and what shows through. Pillow does not write such."""
    grey = sheet(lines).convert("L")
    width, height = grey.size
    packing, packed = zlib.compressobj(1), b""
    for row in range(height):
        shades = grey.crop((0, row, width, row + 1)).tobytes()
        dots = bytearray(b"\xff" * (8 * width))
        for band in range(6):
            dots[band::8] = shades
        packed += packing.compress(b"\0" + dots)
    head = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", packed + packing.flush()), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _one_strip(lines: list[str]) -> bytes:
    usual, TiffImagePlugin.STRIP_SIZE = TiffImagePlugin.STRIP_SIZE, 2**30
    try:
        return _saved(sheet(lines, A4), "TIFF", compression="tiff_lzw")
    finally:
        TiffImagePlugin.STRIP_SIZE = usual


def _pages(lines: list[str]) -> bytes:
    more = [sheet(lines[number:]) for number in (1, 2)]
    return _saved(sheet(lines), "TIFF", compression="tiff_lzw", save_all=True, append_images=more)


def _scan(image: Image.Image | bytes) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.drawImage(ImageReader(BytesIO(image) if isinstance(image, bytes) else image), 0, 0, 595, 842)
    canvas.save()
    return stream.getvalue()


@cache
def _speckled() -> bytes:
    """A sheet of nothing but specks, in which Tesseract finds no end of shapes."""
    return _saved(Image.effect_noise((2480, 3508), 80), "PNG")


HARDEST: dict[str, Make] = {
    "rgb-a4-600dpi.png": lambda lines: _saved(sheet(lines, A4), "PNG", compress_level=1, dpi=(600, 600)),
    "rgb.png": lambda lines: _saved(sheet(lines), "PNG", compress_level=1),
    "rgba.png": lambda lines: _saved(sheet(lines).convert("RGBA"), "PNG", compress_level=1),
    "rgba-16-bit.png": _deep,
    "palette.png": lambda lines: _saved(sheet(lines).convert("P"), "PNG"),
    "rgb-noise.png": _noisy,
    "grey-noise.png": lambda _: _speckled(),
    "rgb.jpg": lambda lines: _saved(sheet(lines), "JPEG"),
    "cmyk.jpg": lambda lines: _saved(sheet(lines).convert("CMYK"), "JPEG"),
    "rgb-progressive.jpg": lambda lines: _saved(sheet(lines), "JPEG", progressive=True),
    "rgb-a4-progressive-444.jpg": lambda lines: _saved(
        sheet(lines, A4), "JPEG", progressive=True, subsampling=0
    ),
    "rgba.tiff": lambda lines: _saved(sheet(lines).convert("RGBA"), "TIFF", compression="tiff_lzw"),
    "rgb-a4-one-strip.tiff": _one_strip,
    "rgb-three-pages.tiff": _pages,
    "rgb-scan.pdf": lambda lines: _scan(sheet(lines)),
    "rgba-scan.pdf": lambda lines: _scan(sheet(lines).convert("RGBA")),
    "cmyk-jpeg-scan.pdf": lambda lines: _scan(_saved(sheet(lines).convert("CMYK"), "JPEG")),
}
"""The largest pictures that are read, by kind: how a file of each is made of lines of text."""
