"""A page against the stored one: lines that moved, and places that look different."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter

from tests.golden.rendering import Line, Page

SLACK_MM = 1.0
OTHER_VERSION_MM = 3.0  # what another version of LibreOffice may put elsewhere
_GREY = 72  # of 255: less than this is the edge of a letter
_BLOCK = 24  # dots
_SHARE = 0.05  # of a block's dots
_MARKED = 255


def differences(
    page: Page, stored: dict[str, Any], picture: Image.Image, *, same_version: bool
) -> Iterator[str]:
    """Yield what is not as it was, in words; the look only of the version that drew the stored picture."""
    slack = SLACK_MM if same_version else OTHER_VERSION_MM
    if abs(page.width - stored["width"]) > SLACK_MM or abs(page.height - stored["height"]) > SLACK_MM:
        yield f"the page is {page.width:.0f} x {page.height:.0f} mm"
    yield from _moved([Line(*line) for line in stored["lines"]], page.lines, slack)
    if same_version and marked(page.picture, picture).getbbox():
        yield "the picture looks different"


def _moved(before: list[Line], after: tuple[Line, ...], slack: float) -> Iterator[str]:
    old, new = [line.text for line in before], [line.text for line in after]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for what, first, end, start, stop in matcher.get_opcodes():
        if what != "equal":
            yield f"{old[first:end]} became {new[start:stop]}"
            continue
        for was, now in zip(before[first:end], after[start:stop], strict=True):
            right, down = now.left - was.left, now.baseline - was.baseline
            if abs(right) > slack or abs(down) > slack:
                yield f"“{now.text[:60]}” stands {right:+.1f} mm to the right, {down:+.1f} mm down"


def marked(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return a picture of the blocks in which two pages differ, white on black; black where they are alike.

    A dot differs when it is darker or lighter than every dot around its place on the other page.
    """
    if one.size != other.size:
        return Image.new("L", one.size, _MARKED)
    off = ImageChops.lighter(_beyond(one, other), _beyond(other, one))
    across, down = -(-one.width // _BLOCK), -(-one.height // _BLOCK)
    whole = Image.new("L", (across * _BLOCK, down * _BLOCK))
    whole.paste(off)
    blocks = whole.reduce(_BLOCK).point([_MARKED if mean > _SHARE * 255 else 0 for mean in range(256)])
    return blocks.resize(whole.size, Image.Resampling.NEAREST).crop((0, 0, *one.size))


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    darkest, lightest = other.filter(ImageFilter.MinFilter(3)), other.filter(ImageFilter.MaxFilter(3))
    darker, lighter = ImageChops.subtract(darkest, one), ImageChops.subtract(one, lightest)
    return ImageChops.lighter(darker, lighter).point([255 if grey > _GREY else 0 for grey in range(256)])


def save_differences(page: Image.Image, stored: Image.Image, path: Path) -> Path:
    """Save the stored page, the page and what differs side by side, to be looked at."""
    side = Image.new("L", (3 * page.width, max(page.height, stored.height)), 128)
    for place, picture in enumerate((stored, page, marked(page, stored))):
        side.paste(picture, (place * page.width, 0))
    side.save(path)
    return path
