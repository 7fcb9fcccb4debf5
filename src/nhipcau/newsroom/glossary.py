"""Names, titles and terms that are translated in one way only, and names of places, checked against the lists."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom import rules

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it is written, and ways people get it wrong; `source` is the Vietnamese it stands for."""

    source: str
    target: str
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """A name that is written in another way than the list says; `must` where that is never right."""

    what: str | Promise
    found: str
    wanted: str
    must: bool = False


def slips(original: str, translation: str, terms: Iterable[Named]) -> Iterator[Slip]:
    """Give the terms of the glossary that a translation writes in another way than the list, or leaves out.

    A term counts where the original has it. Ways that are never right are named wherever they stand.

    >>> terms = [Named("Đồng Tháp", "Đồng Tháp", ("Dong Tap",))]
    >>> [(slip.found, slip.wanted) for slip in slips("Tỉnh Đồng Tháp", "Dong Tap Province", terms)]
    [('Dong Tap', 'Đồng Tháp')]
    >>> list(slips("Tỉnh Đồng Tháp", "Đồng Tháp Province", terms))
    []
    """
    for term in terms:
        wrong = [way for way in term.never if holds(translation, way)]
        for way in wrong:
            yield Slip(_("Never written so"), way, term.target, must=True)
        if not wrong and holds(original, term.source) and not holds(translation, term.target):
            yield Slip(
                _("In the original, and not in the translation as the glossary has it"),
                term.source,
                term.target,
            )


def misspelt_places(text: str, places: Sequence[Named]) -> Iterator[Slip]:
    """Give names of places that are written with other marks than in the list, or in a way that is never right.

    >>> places = [Named("Bến Đá", "Bến Đá"), Named("Bến Đò", "Bến Đò")]
    >>> [(slip.found, slip.wanted) for slip in misspelt_places("Chợ Bền Đá gần Bến Đò", places)]
    [('Bền Đá', 'Bến Đá')]
    """
    known = {_nfc(place.target) for place in places}
    by_letters: dict[str, set[str]] = {}
    longest = 1
    for name in known:
        by_letters.setdefault(rules.plain(name), set()).add(name)
        longest = max(longest, len(name.split()))
    for place in places:
        for way in place.never:
            if holds(text, way):
                yield Slip(_("Never written so"), way, place.target, must=True)
    found = [match.group() for match in _WORD.finditer(_nfc(text))]
    seen: set[str] = set()
    for size in range(SHORTEST, longest + 1):
        for start in range(len(found) - size + 1):
            words = found[start : start + size]
            said = " ".join(words)
            near = by_letters.get(rules.plain(said))
            named = all(word[0].isupper() for word in words)
            if near and named and said not in known and said not in seen:
                seen.add(said)
                yield Slip(_("Other marks than in the list of places"), said, " / ".join(sorted(near)))


def holds(text: str, words: str) -> bool:
    """Return whether `text` holds `words` as whole words, capitals aside.

    >>> holds("Về Đồng Tháp", "đồng tháp"), holds("Về Đồng Thápp", "Đồng Tháp")
    (True, False)
    """
    pattern = r"\s+".join(re.escape(word) for word in _nfc(words).split())
    if not pattern:
        return False
    edge = r"(?<!\w){}(?!\w)" if _has_words(words) else "{}"
    return re.search(edge.format(pattern), _nfc(text), re.IGNORECASE) is not None


def _has_words(words: str) -> bool:
    """Return whether the script sets words apart: Chinese, Japanese, Lao, Khmer and Thai do not."""
    first = next((letter for letter in words if letter.isalpha()), "")
    name = unicodedata.name(first, "") if first else ""
    return name.startswith(("LATIN", "CYRILLIC", "GREEK", "HANGUL"))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
