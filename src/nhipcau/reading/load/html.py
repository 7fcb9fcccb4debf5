"""HTML: the document in the page, without menus, counters and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from ..errors import EmptyFileError, TooHeavyError
from ..tables.web import DROPPED_NAMES, FURNITURE
from .bounds import check_html, check_tables
from .docx import CELL_BREAK
from .values import Limits, Loaded

_DROPPED = {"script", "style", "noscript", "nav", "footer", "select", "option", "button", "iframe", "svg", "template",
            "textarea", "input", "object", "embed", "head", "menu", "canvas", "map"}  # fmt: skip
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr", "td", "th", "tbody", "thead",
           "section", "article", "main", "header", "blockquote", "pre", "figure", "figcaption", "center", "form",
           "dl", "dt", "dd", "address", "aside", "fieldset", "body", "html", "caption", "tfoot", "hr"}  # fmt: skip
_NAMES = re.compile(r"(?:^|[^a-z])(?:" + "|".join(DROPPED_NAMES) + r")(?:$|[^a-z])", re.IGNORECASE)
_FURNITURE = re.compile(r"\s*(?:" + "|".join(FURNITURE) + r")", re.IGNORECASE)
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\f\v\n]+")
_MENU_LINKS = 3
_MENU_SHARE = 0.7
_MENU_WORDS = 45
_MENU_BLOCKS = ("ul", "ol", "table", "div", "td", "section", "tr")
_NAME_LENGTH = 400
_LOOKS = 4


def parse(data: bytes, limits: Limits) -> Loaded:
    """Return the text of an HTML page, a block a line, rows of data tables with cells apart by " | "."""
    check_html(data, limits)
    root = lxml_html.document_fromstring(_decoded(data))
    check_tables(root, limits, table="table", cells=("td", "th"))
    menus = _Menus(limits)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED or menus.has(element):
            _drop(element)
    lines = [line for line in _lines(root) if not _FURNITURE.match(line)]
    text = "\n".join(_squeezed(lines)).strip()
    if not text:
        raise EmptyFileError
    return Loaded(text=text + "\n", media_type="text/html")


def _decoded(data: bytes) -> str:
    match = _CHARSET.search(data[:2048])
    for encoding in (match[1].decode("ascii") if match else "utf-8", "utf-8"):
        try:
            return _without_declaration(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _without_declaration(data.decode("utf-8", "replace"))


def _without_declaration(text: str) -> str:
    return re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


class _Menus:
    """Tells menus from text; what it looks at, again and again in nested blocks, is bounded."""

    def __init__(self, limits: Limits) -> None:
        self._left = limits.html_elements * _LOOKS

    def has(self, element: HtmlElement) -> bool:
        """Whether it is a menu: named so, or nearly all of it short links without dates."""
        if element.getparent() is None or element.tag in ("body", "form", "html", "main", "article"):
            return False
        named = _NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:_NAME_LENGTH])
        return (bool(named) and self._is_short(element)) or (
            element.tag in _MENU_BLOCKS and self._is_of_links(element)
        )

    def _is_short(self, element: HtmlElement) -> bool:
        text = self._text(element)
        return len(text) < 3000 or len(text.split()) < _MENU_WORDS * 10

    def _is_of_links(self, element: HtmlElement) -> bool:
        count = int(element.xpath("count(.//a)"))
        if count < _MENU_LINKS:
            return False
        self._spend(count)
        text = self._text(element)
        linked = sum(len(link.text_content().strip()) for link in element.findall(".//a"))
        whole = len(_BLANKS.sub(" ", text).strip())
        return bool(whole) and linked / whole > _MENU_SHARE and not _DATED.search(text)

    def _text(self, element: HtmlElement) -> str:
        text: str = element.text_content()
        self._spend(len(text) // 50)
        return text

    def _spend(self, looks: int) -> None:
        self._left -= looks
        if self._left < 0:
            raise TooHeavyError


def _lines(element: HtmlElement) -> Iterator[str]:
    """The text of the blocks below `element`, in order."""
    buffer: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "table" and _is_data(child):
            yield from _flush(buffer)
            yield from _rows(child)
        elif child.tag in _BLOCKS or any(inner.tag in _BLOCKS for inner in child.iterdescendants()):
            yield from _flush(buffer)
            yield from _lines(child)
            yield ""
        elif child.tag == "br":
            yield from _flush(buffer)
        else:
            yield from _inline(child, buffer)
        buffer.append(child.tail or "")
    yield from _flush(buffer)


def _inline(element: HtmlElement, buffer: list[str]) -> Iterator[str]:
    buffer.append(element.text or "")
    for child in element:
        if child.tag == "br":
            yield from _flush(buffer)
        else:
            yield from _inline(child, buffer)
        buffer.append(child.tail or "")


def _flush(buffer: list[str]) -> Iterator[str]:
    text = _BLANKS.sub(" ", "".join(buffer)).strip()
    buffer.clear()
    if text:
        yield text


def _is_data(table: HtmlElement) -> bool:
    """Whether the table holds data, and is not there to place things."""
    if table.find(".//table") is not None:
        return False
    rows = table.findall(".//tr")
    widths = [len(row.findall("td")) + len(row.findall("th")) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return False
    text = table.text_content()
    return not re.search(r"Nơi\s+nhận|Độc\s+lập\s*[-–]\s*Tự\s+do|ĐẢNG CỘNG SẢN VIỆT NAM|Kính gửi", text)


def _rows(table: HtmlElement) -> Iterator[str]:
    for row in table.iter("tr"):
        cells = [
            CELL_BREAK.join(line for line in _lines(cell) if line) for cell in row if cell.tag in ("td", "th")
        ]
        if any(cells):
            yield "| " + " | ".join(cells) + " |"
    yield ""


def _squeezed(lines: list[str]) -> Iterator[str]:
    """Lines with at most one blank line between them."""
    blank = True
    for line in lines:
        if line or not blank:
            yield line
        blank = not line
