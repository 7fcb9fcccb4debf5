"""A text for a translator's program and back: XLIFF 1.2, which all of them read.

Source: OASIS, XLIFF Version 1.2 (1 February 2008). A unit is a title, a summary, a fact in words, the description of
the picture, or a paragraph, heading or item of a list of the body. What is bold, slanted or a link inside one is a
`g` with its number; a translator moves it, and neither adds one nor leaves one out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as markup

from nhipcau.newsroom import errors

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
LARGEST_BYTES = 2 * 1024 * 1024
_X = f"{{{NAMESPACE}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The parts of a body that are translated one by one.
_BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote")
_ORIGINAL = re.compile(r"nhipcau-item-(\d{1,18})-revision-(\d{1,18})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f￾￿]")


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it is translated; `worded` are facts in words, `body` is HTML."""

    title: str
    summary: str
    body: str
    picture_alt: str
    worded: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Handed:
    """What a translator's file is about: which item, into which language, from which revision of the original."""

    item: int
    language: str
    revision: int


def to_xliff(handed: Handed, original: Written, translation: Written | None, *, source: str) -> bytes:
    """Return the original as a file for a translator, with what is translated already; `source` is its language."""
    namespaces: Any = {None: NAMESPACE}
    root = etree.Element(f"{_X}xliff", nsmap=namespaces, version="1.2")
    about = {
        "original": f"nhipcau-item-{handed.item}-revision-{handed.revision}",
        "datatype": "html",
        "source-language": source,
        "target-language": handed.language,
    }
    file = etree.SubElement(root, f"{_X}file", about)
    body = etree.SubElement(file, f"{_X}body")
    said = dict(_units(translation)) if translation else {}
    for name, unit in _units(original):
        row = etree.SubElement(body, f"{_X}trans-unit", id=name)
        row.set(_XML_SPACE, "preserve")
        _fill(etree.SubElement(row, f"{_X}source"), unit)
        # A body is translated whole or not at all: its paragraphs have no names that would outlive a change.
        if name in said and not name.startswith("body-"):
            _fill(etree.SubElement(row, f"{_X}target"), said[name])
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)
    return written


def _units(text: Written) -> Iterator[tuple[str, markup.HtmlElement]]:
    for name, words in (("title", text.title), ("summary", text.summary), ("picture_alt", text.picture_alt)):
        if words.strip():
            yield name, _plain(words)
    for name, words in sorted(text.worded.items()):
        if words.strip():
            yield f"worded-{name}", _plain(words)
    for number, block in enumerate(blocks(text.body)):
        yield f"body-{number}", block


def _plain(words: str) -> markup.HtmlElement:
    element = markup.Element("span")
    element.text = words
    return element


def blocks(body: str) -> list[markup.HtmlElement]:
    """Return the parts of a body that are translated one by one, in their order; of nested ones the innermost."""
    if not body.strip():
        return []
    parts = markup.fragments_fromstring(f"<div>{body}</div>")[0]
    return [part for part in parts.iter(*_BLOCKS) if not any(True for _ in part.iterdescendants(*_BLOCKS))]


def _fill(target: Any, block: markup.HtmlElement) -> None:
    """Write the words of a block, with a `g` for each element inside, numbered in its order."""
    target.text = _printable(block.text)
    _fill_children(target, block, iter(range(1, 10_000)))


def _fill_children(target: Any, block: markup.HtmlElement, numbers: Iterator[int]) -> None:
    for child in block:
        kind = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link"}.get(
            child.tag, "other"
        )
        inside = etree.SubElement(target, f"{_X}g", id=str(next(numbers)), ctype=f"x-{kind}")
        inside.text = _printable(child.text)
        _fill_children(inside, child, numbers)
        inside.tail = _printable(child.tail)


def _printable(words: str | None) -> str:
    return _CONTROL.sub("", words or "")


def read(content: bytes) -> tuple[Handed, dict[str, Any]]:
    """Return what a translator's file is about, and its targets by the name of the unit, as elements.

    Raises TranslatorsFileError for what is no XLIFF 1.2 of ours.
    """
    if len(content) > LARGEST_BYTES:
        raise errors.TranslatorsFileError
    root = _parsed(content)
    file = root.find(f"{_X}file")
    named = None if file is None else _ORIGINAL.fullmatch(file.get("original", ""))
    if file is None or named is None:
        raise errors.TranslatorsFileError
    handed = Handed(int(named[1]), file.get("target-language", ""), int(named[2]))
    targets = {
        unit.get("id", ""): target
        for unit in file.iter(f"{_X}trans-unit")
        if (target := unit.find(f"{_X}target")) is not None and _words(target)
    }
    return handed, targets


def _parsed(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: Any = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise errors.TranslatorsFileError from error
    if root.getroottree().docinfo.doctype:
        raise errors.TranslatorsFileError
    return root


def merged(original: Written, targets: Mapping[str, Any], before: Written | None) -> Written:
    """Return the translation as the file has it; what it leaves out stays as it was `before`.

    The body is taken only whole: every part of the original's has its target, and each with the same elements inside.
    Raises HalfTranslatedError, MovedMarkupError.
    """
    title = _words(targets.get("title")) or (before.title if before else original.title)
    summary = _words(targets.get("summary")) or (before.summary if before else "")
    alt = _words(targets.get("picture_alt")) or (before.picture_alt if before else "")
    worded = dict(before.worded) if before else {}
    worded |= {
        name.removeprefix("worded-"): _words(target)
        for name, target in targets.items()
        if name.startswith("worded-")
    }
    return Written(
        title, summary, _body(original.body, targets) or (before.body if before else ""), alt, worded
    )


def _words(target: Any) -> str:
    return "" if target is None else " ".join("".join(target.itertext()).split())


def _body(original: str, targets: Mapping[str, Any]) -> str:
    given = [name for name in targets if name.startswith("body-")]
    if not given:
        return ""
    parts = markup.fragments_fromstring(f"<div>{original}</div>")[0]
    inner = [part for part in parts.iter(*_BLOCKS) if not any(True for _ in part.iterdescendants(*_BLOCKS))]
    if set(given) != {f"body-{number}" for number in range(len(inner))}:
        raise errors.HalfTranslatedError
    for number, block in enumerate(inner):
        _translate(block, targets[f"body-{number}"])
    return "".join([parts.text or "", *(markup.tostring(part, encoding="unicode") for part in parts)])


def _translate(block: markup.HtmlElement, target: Any) -> None:
    """Put the words of `target` into a block, its elements where their numbers are now."""
    elements = {str(number): child for number, child in enumerate(block.iterdescendants(), 1)}
    numbers = [inside.get("id", "") for inside in target.iter(f"{_X}g")]
    if sorted(numbers) != sorted(elements):
        raise errors.MovedMarkupError
    kept = {number: (child.tag, dict(child.attrib)) for number, child in elements.items()}
    for child in list(block):
        block.remove(child)
    _rebuild(block, target, kept)


def _rebuild(block: Any, target: Any, kept: Mapping[str, tuple[str, dict[str, str]]]) -> None:
    block.text = target.text
    for inside in target:
        tag, attributes = kept[inside.get("id", "")]
        child = markup.Element(tag)
        child.attrib.update(attributes)
        block.append(child)
        _rebuild(child, inside, kept)
        child.tail = inside.tail
