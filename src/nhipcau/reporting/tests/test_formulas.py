"""Formulas of rules: what they say, and what missing figures do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.reporting import formulas
from nhipcau.reporting.formulas import FormulaError, Rule, holds, read_formula
from nhipcau.reporting.models import Missing, Operator

A, B = {"a": Decimal(3)}, {"b": Decimal(5)}
BOTH = A | B


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", 3),
        ("a + b", 8),
        ("2 * a - b", 1),
        ("2*(a+b)*b", 80),
        ("-a + 10", 7),
        ("b − a × 2", -1),
        ("0,5 * a", Decimal("1.5")),
        ("( ( a ) )", 3),
    ],
)
def test_a_formula_is_read_as_it_is_written(text: str, value: Decimal | int) -> None:
    assert read_formula(text).value(BOTH) == value


def test_a_hyphen_in_a_word_belongs_to_the_code() -> None:
    assert read_formula("luot-nguoi - so-cuoc").names == ("luot-nguoi", "so-cuoc")
    assert read_formula("posts-en").names == ("posts-en",)


@pytest.mark.parametrize("text", ["", "a +", "* a", "a b", "(a", "a)", "a / b", "2 a", "a = b", "a" * 301])
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        read_formula(text)


def test_brackets_times_brackets_do_not_grow_without_bound() -> None:
    with pytest.raises(FormulaError):
        read_formula("*".join(["(a+b+c+d)"] * 12))


@given(st.text(alphabet="ab1+-*() ,.", max_size=60))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        formula = read_formula(text)
    except FormulaError:
        return
    formula.value(BOTH)


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from("ab")), min_size=1, max_size=9))
def test_a_sum_is_the_sum_of_its_terms(terms: list[tuple[int, str]]) -> None:
    text = " + ".join(f"{factor} * {name}" for factor, name in terms)

    assert read_formula(text).value(BOTH) == sum(factor * BOTH[name] for factor, name in terms)


def rule(left: str, operator: str, right: str, missing: str = Missing.SKIP_IF_ANY) -> Rule:
    return Rule(read_formula(left), missing, operator, read_formula(right), missing)


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        (Operator.EQUAL, False),
        (Operator.NOT_EQUAL, True),
        (Operator.GREATER, False),
        (Operator.GREATER_OR_EQUAL, False),
        (Operator.LESS, True),
        (Operator.LESS_OR_EQUAL, True),
        (Operator.BOTH_OR_NEITHER, True),
        (Operator.NOT_BOTH, False),
    ],
)
def test_every_operator_compares(operator: str, expected: object) -> None:
    assert holds(rule("a", operator, "b"), BOTH) is expected


@pytest.mark.parametrize(
    ("missing", "numbers", "expected"),
    [
        (Missing.SKIP_IF_ANY, A, None),
        (Missing.SKIP_IF_ALL, A, False),
        (Missing.SKIP_IF_ALL, {}, None),
        (Missing.NEVER_SKIP, {}, True),
        (Missing.NEVER_SKIP, A, False),
        (Missing.SKIP_IF_ANY, {"a": Decimal(0), "b": Decimal(0)}, True),
    ],
)
def test_missing_figures_skip_or_count_as_zero(
    missing: str, numbers: dict[str, Decimal], expected: object
) -> None:
    assert holds(rule("a + b", Operator.EQUAL, "0", missing), numbers) is expected


@pytest.mark.parametrize(
    ("numbers", "both", "one"), [({}, True, True), (A, False, True), (BOTH, True, False)]
)
def test_pairs_ask_whether_figures_are_there(
    numbers: dict[str, Decimal],
    both: object,
    one: object,
) -> None:
    assert holds(rule("a", Operator.BOTH_OR_NEITHER, "b"), numbers) is both
    assert holds(rule("a", Operator.NOT_BOTH, "b"), numbers) is one


def test_the_words_of_the_models_are_those_of_the_formulas() -> None:
    pairs = {formulas.BOTH_OR_NEITHER, formulas.NOT_BOTH}

    assert pairs < set(Operator.values)
    assert set(Missing.values) == {formulas.SKIP_IF_ANY, formulas.SKIP_IF_ALL, formulas.NEVER_SKIP}
