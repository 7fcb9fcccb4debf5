"""The stored pages: their pictures, and their lines with where they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image

from tests.golden.rendering import GREYS, Page

FOLDER = Path(__file__).parent / "stored"
LINES = FOLDER / "lines.json"


def stored() -> dict[str, Any]:
    """Return the version that drew the pages, and of each document its pages: size and lines."""
    kept: dict[str, Any] = json.loads(LINES.read_text(encoding="utf-8"))
    return kept


def picture_of(name: str, index: int) -> Image.Image:
    """Return the stored picture of a page, counted from 0."""
    with Image.open(_path(name, index)) as opened:
        return opened.convert("L")


def renew(pages: dict[str, tuple[Page, ...]], version: str) -> None:
    """Store `pages` in the place of those before."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, leaves in pages.items():
        for index, page in enumerate(leaves):
            page.picture.quantize(GREYS).save(_path(name, index), optimize=True)
    documents = {name: [_plain(page) for page in leaves] for name, leaves in pages.items()}
    LINES.write_text(_json({"version": version, "documents": documents}), encoding="utf-8")


def _path(name: str, index: int) -> Path:
    return FOLDER / f"{name}-{index + 1}.png"


def _plain(page: Page) -> dict[str, Any]:
    lines = [[line.text, line.left, line.baseline] for line in page.lines]
    return {"width": round(page.width), "height": round(page.height), "lines": lines}


def _json(value: dict[str, Any]) -> str:
    """One line of text a line of the file, so that a change can be read."""
    return json.dumps(value, ensure_ascii=False).replace("[[", "[\n[").replace("], [", "],\n[") + "\n"
