"""Finds what was left in English on a Vietnamese page.

A text is left in English when it is a message of Wagtail, Django or ours and no Vietnamese message reads so too, or
when it is written in English words without a Vietnamese sign. What a person typed is skipped by `lang` or
`translate="no"` on the element or one above.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import django
import lxml.html
import wagtail
from babel.messages.pofile import read_po

import nhipcau

FRAMEWORKS = [Path(module.__file__).parent for module in (django, wagtail) if module.__file__]
HOUSE = Path(nhipcau.__path__[0])
# Never on the pages of the house: their words would only be mistaken for names.
UNSEEN = ("contrib/gis", "contrib/postgres", "contrib/humanize", "conf/global_settings")

# The same in every language: a language in its own name, formats, units of the screen.
AS_IT_IS = {
    "English",
    "CSV",
    "XLSX",
    "DOCX",
    "PDF",
    "JSON",
    "Atom",
    "RSS",
    "URL",
    "ID",
    "Email",
    "HTML",
    "OK",
    "N/A",
    "Save Selected",  # a button of the calendar's library that it never shows
}
READ_ALOUD_OR_SHOWN = (
    "title",
    "aria-label",
    "placeholder",
    "alt",
    "data-w-progress-active-value",
    "data-label",
)
BUTTONS = {"submit", "button", "reset"}
HIDDEN = {"script", "style", "code", "pre", "svg"}
# Words that a sentence in English can hardly do without, and that no Vietnamese syllable looks like.
_WORDS = """
    the of and for with this that these those is are was were be been has have had not no yes your you our their
    from by at or if then when where what which who how all any some more most new old add edit delete remove
    save cancel close open search filter select choose show hide view back next previous page pages item items
    list table user users name title date time day month year status state type file files upload download send
    submit approve return report reports task tasks unit units period total totals figure figures form forms
    activity activities document documents draft drafts article articles language settings account password sign
    log out in to on it as we can must may should please error warning success changed created updated published
    due late done waiting read reading find found finding findings confirm reject home help history source
    sources channel
"""
ENGLISH_WORDS = frozenset(_WORDS.split())
# One of these alone may be Vietnamese without signs, or a name.
_SHORT = "in to on it as we can may no log at or day by list form new home"
_NEEDS_COMPANY = frozenset(_SHORT.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def english_left(html: str) -> list[str]:
    """Return the texts of a Vietnamese page that are still English, each once, in the order of the page."""
    tree = lxml.html.fromstring(html)
    found = (text for text in _texts(tree) if is_english(text))
    return list(dict.fromkeys(found))


def is_english(text: str) -> bool:
    """Return whether a text that people read is English.

    >>> is_english("Sign in"), is_english("Đăng nhập"), is_english("Page 2 of 7"), is_english("Zalo")
    (True, False, True, False)
    """
    text = " ".join(text.split())
    if text in AS_IT_IS or text in _messages().vietnamese or not _LETTERS.search(text):
        return False
    return text in _messages().english or _is_filled_message(text) or _reads_as_english(text)


def _reads_as_english(text: str) -> bool:
    words = [word.lower() for word in _LETTERS.findall(text)]
    if len(words) < 2 or not all(word.isascii() for word in words):
        return False
    known = [word for word in words if word in ENGLISH_WORDS]
    return len(known) * 2 >= len(words) and any(word not in _NEEDS_COMPANY for word in known)


class _Messages:
    """The messages of the frameworks and of the house: English as in the code, Vietnamese as in the catalogues."""

    def __init__(self) -> None:
        self.english: set[str] = set()
        self.vietnamese: set[str] = set()
        for root in FRAMEWORKS:
            self._add(file for file in root.rglob("locale/en/LC_MESSAGES/*.po") if not _is_unseen(file))
        for root in [*FRAMEWORKS, HOUSE]:
            self._add(root.rglob("vi/LC_MESSAGES/*.po"))
        self.patterns = [_pattern(message) for message in self.english if _PLACEHOLDER.search(message)]

    def _add(self, catalogues: Iterator[Path] | Any) -> None:
        for catalogue in catalogues:
            with catalogue.open("rb") as source:
                for message in read_po(source):
                    if message.id and not _is_unseen(*[Path(place) for place, _line in message.locations]):
                        self.english.update(" ".join(form.split()) for form in _forms(message.id))
                        self.vietnamese.update(
                            " ".join(form.split()) for form in _forms(message.string) if form
                        )


@cache
def _messages() -> _Messages:
    return _Messages()


def _is_unseen(*files: Path) -> bool:
    return bool(files) and all(any(part in file.as_posix() for part in UNSEEN) for file in files)


def _forms(message: Any) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def _pattern(message: str) -> "re.Pattern[str] | None":
    """Return what the message looks like once filled in, or None when too little of it is words to tell."""
    literal = _PLACEHOLDER.split(message)
    if sum(len(word) for part in literal for word in _LETTERS.findall(part)) < 6:
        return None
    return re.compile(r".+?".join(re.escape(part) for part in literal), re.DOTALL)


def _is_filled_message(text: str) -> bool:
    if any(not word.isascii() for word in _LETTERS.findall(text)):
        return False
    return any(pattern is not None and pattern.fullmatch(text) for pattern in _messages().patterns)


def _texts(tree: Any) -> Iterator[str]:
    """Return what people read or hear: text, labels, and what scripts put on the page from JSON."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or _is_somebodys_words(element):
            continue
        if element.tag == "script" and element.get("type") == "application/json":
            yield from _labels(json.loads(element.text or "null"))
        if element.tag not in HIDDEN and element.text and element.text.strip():
            yield element.text.strip()
        yield from (element.get(name) for name in READ_ALOUD_OR_SHOWN if element.get(name))
        if element.tag == "input" and element.get("type") in BUTTONS and element.get("value"):
            yield element.get("value")
        for child in element:
            if element.tag not in HIDDEN and child.tail and child.tail.strip():
                yield child.tail.strip()


def _is_somebodys_words(element: Any) -> bool:
    """Whether the element or one above is marked as not to be translated, or as of another language."""
    for place in (element, *element.iterancestors()):
        if place.get("translate") == "no" or (place.get("lang") or "vi") != "vi":
            return True
    return False


def _labels(value: Any) -> Iterator[str]:
    """Return the labels in a JSON value: in Wagtail's props of the sidebar, strings that are no name, address, class."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "label" and isinstance(inner, str):
                yield inner
            elif not isinstance(inner, str):
                yield from _labels(inner)
    elif isinstance(value, list):
        for inner in value:
            if not isinstance(inner, str):
                yield from _labels(inner)
