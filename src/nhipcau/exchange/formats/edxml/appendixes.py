"""The appendixes that a packet names. Only the text of each is known: what it says, and which file it means, is read."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_KIND = r"phụ lục|biểu mẫu|danh mục|biểu|mẫu|bảng|pl"
_NUMBER = r"\d{1,3}[a-z]?|[ivx]{1,5}"
# A number, or an end of the words: “Biểu diễn nghệ thuật” is a name and no kind.
_SAID = re.compile(
    rf"(?P<kind>{_KIND})(?:\s*(?:số\s*)?(?P<number>{_NUMBER})(?!\w)|(?=\s*(?:[.:–-]|$)))[\s.:,–-]*(?P<name>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ROMAN = {word: str(at) for at, word in enumerate(_ROMANS, start=1)}


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix as it was said; `kind`, `number` and `name` as read in it, `file` the place of the file meant."""

    said: str
    kind: str = ""
    number: str = ""
    name: str = ""
    file: int | None = None


def appendixes(said: Iterable[str], files: Sequence[tuple[str, str]]) -> list[Appendix]:
    """Return the appendixes with the files (name, description) that belong to them, none where several could.

    >>> appendixes(["Phụ lục II: Kinh phí"], [("ke-hoach.pdf", ""), ("phu-luc-2.xlsx", "")])
    [Appendix(said='Phụ lục II: Kinh phí', kind='Phụ lục', number='II', name='Kinh phí', file=1)]
    """
    return [_appendix(" ".join(one.split()), files) for one in said]


def _appendix(said: str, files: Sequence[tuple[str, str]]) -> Appendix:
    found = _SAID.fullmatch(said)
    file = _meant(said, files)
    if found is None:
        return Appendix(said, name=said, file=file)
    return Appendix(said, found["kind"], found["number"] or "", found["name"], file)


def _meant(said: str, files: Sequence[tuple[str, str]]) -> int | None:
    """Return the place of the one file that is called so, or bears the same kind and number."""
    wanted, key = _folded(said), _key(said)
    called = [at for at, one in enumerate(files) if wanted in {_folded(text) for text in _names(*one)}]
    numbered = [at for at, one in enumerate(files) if key and key in {_key(text) for text in _names(*one)}]
    fitting = called or numbered
    return fitting[0] if len(fitting) == 1 else None


def _names(name: str, description: str) -> tuple[str, ...]:
    stem = name.rsplit(".", 1)[0]
    return tuple(text for text in (name, stem, description) if text)


_KEY = re.compile(
    rf"(?P<kind>phu luc|bieu mau|danh muc|bieu|mau|bang|pl)\s*(?:so\s*)?(?P<number>{_NUMBER})(?!\w)"
)


def _key(text: str) -> tuple[str, str] | None:
    """Return the kind and number that `text` begins with, 02, 2 and II alike; None without both."""
    found = _KEY.match(_folded(text))
    if found is None:
        return None
    kind, number = found["kind"], found["number"]
    return "phu luc" if kind == "pl" else kind, _ROMAN.get(number, number.lstrip("0"))


def _folded(text: str) -> str:
    """Return `text` in small letters without marks, a space for all that is neither letter nor digit."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(one for one in bare if not unicodedata.combining(one))
    return " ".join(re.findall(r"[0-9a-z]+", letters))
