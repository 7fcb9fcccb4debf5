"""Which old encoding a text is in: the one under which its words are Vietnamese."""

from __future__ import annotations

import re
from collections import Counter

from .convert import CHARSETS, Charset
from .syllables import is_syllable

_SEEN_BYTES = 1024**2
_WORD = re.compile(rb"[A-Za-z\xa1-\xff]*[\xa1-\xff][A-Za-z\xa1-\xff]*")
_ENOUGH_WORDS = 3
_LIKELY = 0.75
_CLEARLY_BETTER = 2.0


def recognise(data: bytes) -> Charset | None:
    """Return the encoding of `data`; None when none fits, or two fit about as well, or there is too little to tell.

    >>> recognise("Lễ hội mùa xuân".encode("utf-8")) is None
    True
    """
    words = Counter(_WORD.findall(data[:_SEEN_BYTES]))
    if words.total() < _ENOUGH_WORDS:
        return None
    ranked = sorted(((_share(words, charset), charset.name, charset) for charset in CHARSETS), reverse=True)
    (best, _, charset), (second, _, _) = ranked[:2]
    return charset if best >= _LIKELY and best >= second * _CLEARLY_BETTER else None


def _share(words: Counter[bytes], charset: Charset) -> float:
    """The share of the words that are Vietnamese syllables, each counted as often as it stands."""
    good = sum(count for word, count in words.items() if _fits(word, charset))
    return good / words.total()


def _fits(word: bytes, charset: Charset) -> bool:
    try:
        return is_syllable(charset.decode(word))
    except UnicodeDecodeError:
        return False
