"""How a typed figure is understood."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.indicators.rules import COUNT, DECIMAL, LARGEST, MONEY, NumberError, parse_number

UNDERSTOOD = [
    ("0", COUNT, "0"),
    ("007", COUNT, "7"),
    (" 12 ", COUNT, "12"),
    ("1.200", COUNT, "1200"),
    ("1 200", COUNT, "1200"),
    ("1\u00a0200\u202f300", COUNT, "1200300"),  # the spaces that word processors write
    ("1.200.300", MONEY, "1200300"),
    ("1,200,000", COUNT, "1200000"),  # two commas can only part thousands
    ("0,5", DECIMAL, "0.5"),
    ("0.5", DECIMAL, "0.5"),  # cannot be thousands
    ("0.500", DECIMAL, "0.5"),
    ("1.200,5", DECIMAL, "1200.5"),
    ("1,200.5", DECIMAL, "1200.5"),
    ("1.200", DECIMAL, "1200"),
    ("1,200", DECIMAL, "1.2"),
    ("1.000.000.000.000", COUNT, "1000000000000"),
]
REFUSED = [
    ("", COUNT, "Write a number"),
    ("mười hai", COUNT, "not a number"),
    ("12 cuộc", COUNT, "not a number"),
    ("-1", COUNT, "below zero"),
    ("−1", COUNT, "below zero"),
    ("1,200", COUNT, "whole number"),  # 1.2 in Vietnamese, and never taken for 1200 by guessing
    ("1,000", COUNT, "whole number"),
    ("1.5", COUNT, "whole number"),
    ("12,0", COUNT, "whole number"),
    ("0,5", MONEY, "whole number"),
    ("12 34", COUNT, "not a number"),
    ("1.20.300", COUNT, "not a number"),
    ("1e9", COUNT, "not a number"),
    ("10²", COUNT, "not a number"),
    ("NaN", DECIMAL, "not a number"),
    (".5", DECIMAL, "not a number"),
    ("5,", DECIMAL, "not a number"),
    ("0,12345", DECIMAL, "four decimals"),
    ("1.000.000.000.001", COUNT, "too large"),
    ("9" * 400, COUNT, "too large"),
]


@pytest.mark.parametrize(("text", "value_type", "value"), UNDERSTOOD)
def test_a_number_typed_the_vietnamese_way_is_understood(text: str, value_type: str, value: str) -> None:
    assert parse_number(text, value_type) == Decimal(value)


@pytest.mark.parametrize(("text", "value_type", "says"), REFUSED)
def test_what_is_no_figure_is_refused_with_what_to_do(text: str, value_type: str, says: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_number(text, value_type)

    assert says in refused.value.message


def test_in_english_comma_and_point_change_places() -> None:
    assert parse_number("1,200", COUNT, language="en") == 1200
    assert parse_number("1.200", DECIMAL, language="en") == Decimal("1.2")
    with pytest.raises(NumberError):
        parse_number("1.200", COUNT, language="en")


@given(st.integers(min_value=0, max_value=int(LARGEST[COUNT])))
def test_every_whole_number_survives_being_written_and_read(value: int) -> None:
    grouped = f"{value:,}"

    if value < 1000 or grouped.count(",") != 1:
        assert parse_number(grouped, COUNT) == value
    assert parse_number(grouped.replace(",", "."), COUNT) == value
    assert parse_number(grouped.replace(",", " "), COUNT) == value
    assert parse_number(grouped, COUNT, language="en") == value


@given(st.text(max_size=30))
def test_any_text_is_a_figure_in_range_or_refused(text: str) -> None:
    try:
        value = parse_number(text, DECIMAL)
    except NumberError:
        return
    assert 0 <= value <= LARGEST[DECIMAL]
