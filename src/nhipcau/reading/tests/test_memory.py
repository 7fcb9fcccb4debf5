"""How much memory the largest pictures take: counted by the system, asked for at the moment that needs most."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, TiffImagePlugin
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from nhipcau.reading import Limits, load
from nhipcau.reading.errors import TooHeavyError
from nhipcau.reading.load.image import _grey, _on_white

MEGABYTE = 1_000_000
LARGEST = (5345, 7480)  # nearly the 40 million dots that are allowed
# In Tesseract's place, which runs last and needs most beside its parent: says what that takes, and what it took.
SCRIPT = """#!/bin/sh
[ "$1" = --list-langs ] && { echo vie; exit; }
while read name size unit; do case "$name" in VmRSS:|VmHWM:) echo "$name $size";; esac; done < /proc/$PPID/status
"""


@pytest.fixture
def _says_what_its_parent_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "tesseract").write_text(SCRIPT)
    (programs / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)


def sheet(mode: str, size: tuple[int, int] = LARGEST) -> Image.Image:
    """A page with a black bar across it."""
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).rectangle((500, 500, 4000, 600), fill="black")
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def a_scan(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
    canvas.save()
    return stream.getvalue()


LARGE: dict[str, Callable[[], bytes]] = {
    "a.png": lambda: saved(sheet("RGBA"), "PNG", compress_level=1),
    "a.tiff": lambda: saved(sheet("RGB"), "TIFF", compression="tiff_lzw"),
    "a.pdf": lambda: a_scan(sheet("RGB")),
}


@pytest.mark.usefixtures("_says_what_its_parent_takes")
@pytest.mark.parametrize("name", LARGE)
def test_a_large_picture_is_unpacked_within_bounds_and_gone_before_it_is_recognised(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(LARGE[name]())

    most, now = (
        int(kilobytes) * 1024 / MEGABYTE
        for _, kilobytes in sorted(re.findall(r"(VmHWM|VmRSS): (\d+)", load(tmp_path / name).text))
    )

    assert most < 250
    assert now < 90


def in_one_strip(image: Image.Image, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(TiffImagePlugin, "STRIP_SIZE", 10**9)
    return saved(image, "TIFF", compression="tiff_lzw")


def test_a_picture_that_takes_too_much_to_unpack_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes, strip = tmp_path / "a.jpg", tmp_path / "a.tiff"
    passes.write_bytes(saved(sheet("RGB"), "JPEG", progressive=True, subsampling=0))
    strip.write_bytes(in_one_strip(sheet("RGB"), monkeypatch))

    for path in (passes, strip):
        with pytest.raises(TooHeavyError):
            load(path)


def test_a_picture_on_a_page_of_a_pdf_may_not_be_larger_than_one_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(a_scan(sheet("L", (4000, 1000))))

    with pytest.raises(TooHeavyError):
        load(path, limits=Limits(pixels=3_999_999))


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1"])
@pytest.mark.parametrize("size", [(300, 777), (299, 391), (1, 1), (600, 800)])
def test_a_picture_made_smaller_in_strips_is_the_one_made_at_once(mode: str, size: tuple[int, int]) -> None:
    noise = Image.effect_noise((600, 800), 90)
    picture = Image.merge("RGBA", (noise,) * 4) if mode == "RGBA" else noise.convert(mode)

    off = ImageChops.difference(_grey(picture, size), _on_white(picture).resize(size))

    assert off.getextrema() in ((0, 0), (0, 1))  # of 256 shades: how sums were rounded
