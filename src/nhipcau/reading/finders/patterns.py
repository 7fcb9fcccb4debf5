"""Small builders of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Letters of the Vietnamese alphabet, for use inside [].
CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
SMALL = CAPITAL.replace("A-Z", "a-z").lower()


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first, each white space as any white space.

    >>> any_of(["tỷ", "nghìn tỷ"])
    '(?:nghìn\\\\s+tỷ|tỷ)'
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"
