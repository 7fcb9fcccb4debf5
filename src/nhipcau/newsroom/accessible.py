"""Whether everybody can read a text: pictures described, headings in order, links that say where they lead.

Sources: WCAG 2.2 criteria 1.1.1, 1.3.1, 2.4.4 and 2.4.6; the lengths are ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import html as markup

from nhipcau.newsroom import rules

MOST_TITLE = 110
MOST_SUMMARY = 300
MOST_WORDS_A_SENTENCE = 40
MOST_WORDS_A_PARAGRAPH = 150
MOST_ALT = 200

# Links that say nothing to somebody who hears them one after the other.
SAYS_NOTHING = frozenset(
    {
        "tai day",
        "o day",
        "xem",
        "xem them",
        "xem tiep",
        "chi tiet",
        "link",
        "day",
        "here",
        "click here",
        "more",
    }
    | {"read more", "this", "this page", "see more", "details", "bam vao day", "nhan vao day"}
)
_ADDRESS = re.compile(r"^(https?://|www\.)", re.IGNORECASE)
_ABOUT_ITSELF = re.compile(r"^(anh|hinh|hinh anh|buc anh|picture|image|photo)( (cua|of))?\b")
_FILE = re.compile(r"\.(jpe?g|png|webp|gif)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Barrier:
    """Something that keeps readers out: what it is, where, and whether it must be mended before approval."""

    what: str | Promise
    where: str
    must: bool


def barriers(title: str, summary: str, body: str) -> Iterator[Barrier]:
    """Give what keeps readers out of a text, in the order in which it stands there; `body` is HTML."""
    if len(title) > MOST_TITLE:
        yield Barrier(_("The title is longer than lists and telephones show"), title, must=False)
    if title.isupper() and len(title) > 12:
        yield Barrier(
            _("A title in capitals is spelled out letter by letter to some readers"), title, must=False
        )
    if len(summary) > MOST_SUMMARY:
        yield Barrier(_("The summary is long; one or two sentences are read"), summary[:80], must=False)
    if body.strip():
        parts = markup.fragments_fromstring(f"<div>{body}</div>")[0]
        yield from _headings(parts)
        yield from _links(parts)
        yield from _lengths(parts)


def _headings(parts: markup.HtmlElement) -> Iterator[Barrier]:
    level = 1
    for heading in parts.iter("h2", "h3", "h4"):
        said, depth = _text(heading), int(heading.tag[1])
        if not said:
            yield Barrier(_("A heading without words"), "", must=True)
        elif depth > level + 1:
            yield Barrier(_("A smaller heading without the larger one above it"), said, must=True)
        level = depth


def _links(parts: markup.HtmlElement) -> Iterator[Barrier]:
    for link in parts.iter("a"):
        said = _text(link)
        if not said or rules.plain(said).strip(" .:>»") in SAYS_NOTHING:
            yield Barrier(
                _("A link that does not say where it leads"), said or str(link.get("href")), must=True
            )
        elif _ADDRESS.match(said):
            yield Barrier(_("A link that is read out as an address; name the page instead"), said, must=False)


def _lengths(parts: markup.HtmlElement) -> Iterator[Barrier]:
    for paragraph in parts.iter("p", "li"):
        said = _text(paragraph)
        if len(said.split()) > MOST_WORDS_A_PARAGRAPH:
            yield Barrier(_("A long paragraph; two short ones are read"), said[:80], must=False)
        for sentence in rules.sentences(said):
            if len(sentence.split()) > MOST_WORDS_A_SENTENCE:
                yield Barrier(_("A long sentence; two short ones are understood"), sentence[:80], must=False)


def _text(part: markup.HtmlElement) -> str:
    return " ".join(str(part.text_content()).split())


def picture_barrier(alt: str) -> Barrier | None:
    """Return what is wrong with the description of a picture, None when nothing is."""
    said = alt.strip()
    if not said:
        return Barrier(_("A picture without a description"), "", must=True)
    if _FILE.search(said):
        return Barrier(_("The name of a file does not say what a picture shows"), said, must=True)
    if len(said) > MOST_ALT:
        return Barrier(_("A long description; what matters goes into the text"), said[:80], must=False)
    if _ABOUT_ITSELF.match(rules.plain(said)):
        return Barrier(
            _("Readers are told already that it is a picture; say what it shows"), said, must=False
        )
    return None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours written #rrggbb, from 1 to 21. Source: WCAG 2.2, relative luminance.

    >>> round(contrast("#ffffff", "#000000"), 1), round(contrast("#777777", "#ffffff"), 2)
    (21.0, 4.48)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
