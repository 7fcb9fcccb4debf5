"""Every data table: right in form, and of use."""

import re

import pytest

from nhipcau.reading import read_text
from nhipcau.reading.normalise import LOOK_ALIKES, TONE_PLACEMENT, normalise
from nhipcau.reading.tables import dates, duties, header, joining, kinds, laws, signature, units, web

MODULES = (dates, duties, header, joining, kinds, laws, signature, units, web)
LISTS = [
    (f"{module.__name__.rpartition('.')[2]}.{name}", value)
    for module in MODULES
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, (tuple, frozenset, dict))
]


@pytest.mark.parametrize(("name", "words"), LISTS, ids=[name for name, _ in LISTS])
def test_words_are_whole_and_normalised(name: str, words: tuple[str, ...]) -> None:
    for word in words:
        assert word.strip(), name
        assert len(word) < 110, f"{name}: a missing comma? {word}"
        plain = normalise(word).plain if not set(word) & set("\\*_") else word
        assert plain == word or word in ("khoá", "cụ thể hoá"), (
            f"{name}: never matches, the text is normalised: {word}"
        )


@pytest.mark.parametrize(
    "patterns", [duties.ASSIGNING_TITLES, duties.NOT_ASSIGNING_TITLES, units.NOISE_LINES, web.FURNITURE]
)
def test_patterns_compile(patterns: tuple[str, ...]) -> None:
    for pattern in patterns:
        re.compile(pattern)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind_is_recognised_before_a_number(kind: str) -> None:
    assert read_text(f"theo {kind} số 12-KH/TU").citations[0].kind == kind


@pytest.mark.parametrize("name", laws.KNOWN_LAWS)
def test_every_known_law_is_read_whole(name: str) -> None:
    assert [law.name for law in read_text(f"theo Luật {name} và các quy định").laws] == [f"Luật {name}"]


@pytest.mark.parametrize(("word", "scale"), units.SCALES.items())
def test_every_scale_word_scales(word: str, scale: int) -> None:
    assert read_text(f"có 2 {word} đồng").quantities[0].value == str(2 * scale)


def test_normalising_is_one_for_one() -> None:
    assert all(len(new) == len(old) for new, old in TONE_PLACEMENT.items())
    assert all(len(key) == len(value) == 1 for key, value in LOOK_ALIKES.items())
