"""Every finding stands at its place; nothing but a reading comes out of any text."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.reading import Reading, read_text
from nhipcau.reading.models import GUIDE_ROWS, MORE_ROWS

from .test_header import PARTY, STATE

DUTIES = "III. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Ngoại vụ chủ trì.\n"
DUTIES += "Có 12/15 xã, đạt 80%, theo Luật Du lịch, từ 04-06/10/2025.\n"
FIELDS = (*GUIDE_ROWS, *MORE_ROWS)
WORDS = st.sampled_from(
    [
        "Luật",
        "Kế",
        "hoạch",
        "số",
        "ngày",
        "tháng",
        "năm",
        "12/KH-UBND",
        "57-KL/TW",
        "15/6/2023",
        "Giao",
        "Sở",
        "Ngoại",
        "vụ",
        "và",
        ",",
        ";",
        ":",
        ".",
        "(",
        ")",
        "5",
        "%",
        "1.250",
        "tỷ",
        "đồng",
        "|",
        "-",
        "I.",
        "a)",
        "Điều",
        "Nơi",
        "nhận:",
        "Lưu",
        "Căn",
        "cứ",
        "của",
        "Bộ",
        "Chính",
        "trị",
        "TỔ",
        "CHỨC",
        "THỰC",
        "HIỆN",
        "KẾ",
        "HOẠCH",
        "hoà",
        "uỷ",
        "\n",
        "\n",
        "\t",
        "“",
        "”",
        "đạt",
        "trong",
        "đó",
        "chủ",
        "trì",
        "các",
        "2026",
    ]
)


def assert_spans_hold(reading: Reading) -> None:
    for field in FIELDS:
        findings = getattr(reading, field)
        starts = [finding.start for finding in findings]
        assert field in ("checks", "duties") or starts == sorted(starts)
        for finding in findings:
            assert reading.text[finding.start : finding.end] == finding.text
            assert finding.start < finding.end


@pytest.mark.parametrize("text", [STATE, PARTY, DUTIES, STATE.replace("\n", "\r\n")])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_at_the_span_is_the_text_of_the_finding(text: str, form: Literal["NFC", "NFD"]) -> None:
    source = unicodedata.normalize(form, text)

    reading = read_text(source)

    assert reading.text == source
    assert_spans_hold(reading)


def test_decomposed_letters_read_like_composed_ones() -> None:
    composed, decomposed = (read_text(unicodedata.normalize(form, STATE + DUTIES)) for form in ("NFC", "NFD"))

    for field in FIELDS:
        assert len(getattr(composed, field)) == len(getattr(decomposed, field)), field
    assert composed.header.to_json() == decomposed.header.to_json()


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_reading(text: str) -> None:
    assert_spans_hold(read_text(text))


@given(st.lists(WORDS, max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_words_of_the_trade_give_a_reading(text: str) -> None:
    assert_spans_hold(read_text(text))


def test_json_has_the_shape_of_the_guide() -> None:
    answer = read_text(STATE + DUTIES).to_json()

    assert set(answer) == {"text", "header", "layout", *GUIDE_ROWS, *MORE_ROWS}
    assert set(answer["header"]) == {"kind", "number", "date", "authority", "subject", "signer"}
    assert set(answer["dates"][0]) == {"value", "text", "start", "end"}
    assert set(answer["recipients"][0]) == {"name", "text", "start", "end"}
    assert set(answer["quantities"][0]) == {"value", "unit", "text", "start", "end"}
