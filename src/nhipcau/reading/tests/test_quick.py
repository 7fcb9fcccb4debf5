"""What is looked for in fewer steps is found all the same."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.reading.finders import citations, outline, quantities
from nhipcau.reading.finders.patterns import a_word, any_of
from nhipcau.reading.normalise import normalise

from .test_spans import WORDS

PIECES = st.one_of(
    WORDS, st.sampled_from(["12/", "-", "/", "1", "25", "356 800", "3,5", "KH", "UBND", "a)", "(1)", " "])
)
TEXTS = st.lists(PIECES, max_size=40).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_numbers_that_begin_with_a_digit_are_all_that_the_patterns_match(text: str) -> None:
    source = normalise(text)

    numbers = [match.span() for match in citations.document_numbers(source)]
    tokens = [match.span() for match in quantities._tokens(source)]

    assert numbers == [match.span() for match in citations.NUMBER.finditer(source.plain)]
    assert tokens == [match.span() for match in quantities._TOKEN.finditer(source.plain)]


@pytest.mark.parametrize(
    "line",
    [
        "Phần I. A", "CHƯƠNG II", "Mục 1. Chung", "Tiểu mục 2. Chung", "ĐIỀU 3. Chung", "“Điều 4. Chung", "II. CHUNG",
        "II- CHUNG", "IV CHUNG RIÊNG", "(1) Chung", "(a). Chung", "1.2. Chung", "1) Chung", "12/ Chung", "A. CHUNG",
        "B - MỤC TIÊU", "a) Chung", "đ. Chung", "b1) Chung", "I : CHUNG", "« 1. Chung",
    ],
)  # fmt: skip
def test_every_form_of_label_passes_the_quick_look(line: str) -> None:
    assert outline.label_of(normalise(line).lines[0])
    assert outline._MAY_BE.match(line)


def test_a_source_works_a_thing_out_once() -> None:
    source = normalise("văn bản")
    asked: list[object] = []

    answers = [source.once(asked.append), source.once(asked.append)]

    assert (answers, asked) == ([None, None], [source])


def test_word_lists_match_the_longest_word_in_any_case() -> None:
    pattern = re.compile(any_of(["tin", "tin bài", "Tỉnh ủy"], any_case=True))

    assert [match.group() for match in pattern.finditer("TIN  BÀI, tỉnh ỦY, Tin")] == [
        "TIN  BÀI",
        "tỉnh ỦY",
        "Tin",
    ]


LETTERS = st.text(st.sampled_from("aAtTđĐ1 _-\n"), max_size=30)


@pytest.mark.parametrize("any_case", [False, True])
@given(text=LETTERS)
@settings(max_examples=200, deadline=None)
def test_a_word_is_found_where_it_begins_and_nowhere_else(text: str, *, any_case: bool) -> None:
    words = ["ta", "at", "ta đa", "đ", "Đa"]
    slow = re.compile(r"(?<!\w)" + any_of(words, any_case=any_case))
    quick = re.compile(a_word(words, any_case=any_case))

    assert [match.span() for match in quick.finditer(text)] == [match.span() for match in slow.finditer(text)]


@given(TEXTS | st.text(st.sampled_from("ab*_ \n"), min_size=150, max_size=220), st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_the_beginning_of_a_stretch_is_that_of_what_is_written(text: str, length: int) -> None:
    source = normalise(text)
    end = len(source.nfc)

    assert source.beginning(0, end, length) == source.written(0, end)[:length].strip()
