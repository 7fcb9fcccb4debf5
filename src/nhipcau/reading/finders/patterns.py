"""Small builders of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_Tree = dict[str, "_Tree"]
_END = ""
_SPACE = re.compile(r"\s")
_NO_BRACKETS = str.maketrans("", "", "[]")

# Letters of the Vietnamese alphabet, for use inside [].
CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
SMALL = CAPITAL.replace("A-Z", "a-z").lower()


def any_of(words: Iterable[str], *, any_case: bool = False) -> str:
    """A pattern for any of `words`, the longest first, each white space as any white space.

    Words with one beginning share it, so that a position costs as many steps as a word has letters, not as many
    as there are words. `any_case`: also in other letter case, without need of a flag, which is slow.

    >>> any_of(["tỷ", "nghìn tỷ"])
    '(?:nghìn\\\\s+tỷ|tỷ)'
    >>> any_of(["tin", "tin bài"], any_case=True)
    '[tT][iI][nN](?:\\\\s+[bB][àÀ][iI])?'
    """
    return _branches(_tree(words, any_case=any_case), any_case=any_case)


def anywhere(words: Iterable[str]) -> str:
    """A pattern for any of `words` in any letter case, quick to look for: it begins with a set of letters.

    >>> anywhere(["tin", "ảnh"])
    '[tTảẢ](?:(?<=[tT])[iI][nN]|(?<=[ảẢ])[nN][hH])'
    """
    return a_word(words, any_case=True, unless=())


def a_word(words: Iterable[str], *, any_case: bool = False, unless: Sequence[str] = (r"\w",)) -> str:
    """What `any_of` matches, at the beginning of a word: `(?<!\\w)` and it, but many times as quick to look for.

    The engine looks for a first letter in a row of simple steps; a look behind before it would be a step of its own
    at every place. `unless`: patterns of one width that may not stand right before.

    >>> a_word(["tỷ", "nghìn tỷ"])
    '(?:n(?<!\\\\wn)ghìn\\\\s+tỷ|t(?<!\\\\wt)ỷ)'
    >>> a_word(["tin"], any_case=True)
    '[tT](?<!\\\\w.)(?:(?<=[tT])[iI][nN])'
    """
    root = _tree(words, any_case=any_case)
    firsts = {letter: _letter(letter, any_case=any_case) for letter in sorted(root)}
    rests = {letter: _branches(root[letter], any_case=any_case) for letter in firsts}
    if any_case:
        ways = [f"(?<={first}){rests[letter]}" for letter, first in firsts.items()]
        first = f"[{''.join(firsts.values()).translate(_NO_BRACKETS)}]"
        return f"{first}{_not_after('.', unless)}(?:{'|'.join(ways)})"
    ways = [first + _not_after(first, unless) + rests[letter] for letter, first in firsts.items()]
    return f"(?:{'|'.join(ways)})"


def _not_after(first: str, unless: Sequence[str]) -> str:
    return "".join(f"(?<!{before}{first})" for before in unless)


def _tree(words: Iterable[str], *, any_case: bool) -> _Tree:
    root: _Tree = {}
    for word in {word.lower() if any_case else word for word in words}:
        tree = root
        for letter in _SPACE.sub(" ", word):
            tree = tree.setdefault(letter, {})
        tree[_END] = {}
    return root


def _branches(tree: _Tree, *, any_case: bool) -> str:
    ways = [
        _letter(letter, any_case=any_case) + (_branches(rest, any_case=any_case) if rest else "")
        for letter, rest in sorted(tree.items())
        if letter != _END
    ]
    if not ways:
        return ""
    if _END in tree:
        return f"(?:{'|'.join(ways)})?"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _letter(letter: str, *, any_case: bool) -> str:
    if letter == " ":
        return r"\s+"
    other = letter.upper() if any_case else letter
    return re.escape(letter) if other == letter or len(other) > 1 else f"[{letter}{other}]"
