"""Sums of figures in rules of forms: read, and checked against numbers. Plain values in, plain values out.

A formula is made of codes of indicators, numbers, `+`, `-`, `*` and brackets: `so-cuoc + 2 * (tap-huan - tu-xa)`.
A hyphen inside a word belongs to the code, so a minus stands between spaces.
Operators and what missing figures do: DHIS2 (facts/reporting.md section 1).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

SKIP_IF_ANY, SKIP_IF_ALL, NEVER_SKIP = "skip_if_any", "skip_if_all", "never_skip"
BOTH_OR_NEITHER, NOT_BOTH = "compulsory_pair", "exclusive_pair"

_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "equal_to": lambda left, right: left == right,
    "not_equal_to": lambda left, right: left != right,
    "greater_than": lambda left, right: left > right,
    "greater_than_or_equal_to": lambda left, right: left >= right,
    "less_than": lambda left, right: left < right,
    "less_than_or_equal_to": lambda left, right: left <= right,
}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)(?![\w-])|(?P<name>\w+(?:-+\w+)*)|(?P<sign>[-+*()−×]))"
)
_SIGNS = {"−": "-", "×": "*"}
LONGEST = 300


class FormulaError(ValueError):
    """What was written is no formula; `at` is where it stops making sense, counted from 0."""

    def __init__(self, at: int) -> None:
        super().__init__(f"no formula from character {at}")
        self.at = at


@dataclass(frozen=True, slots=True)
class Term:
    """A summand: `factor` times every figure of `names`; without names the number alone."""

    factor: Decimal
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of terms."""

    terms: tuple[Term, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The codes of indicators it speaks of, each once, in the order they were written."""
        return tuple(dict.fromkeys(name for term in self.terms for name in term.names))

    def value(self, numbers: Mapping[str, Decimal]) -> Decimal:
        """Return the sum; a figure that is missing counts as 0."""
        total = Decimal(0)
        for term in self.terms:
            product = term.factor
            for name in term.names:
                product *= numbers.get(name, Decimal(0))
            total += product
        return total

    def is_skipped(self, missing: str, numbers: Mapping[str, Decimal]) -> bool:
        """Return whether the figures that are missing leave nothing to check, by the strategy `missing`."""
        there = [name in numbers for name in self.names]
        if missing == NEVER_SKIP or not there:
            return False
        return not any(there) if missing == SKIP_IF_ALL else not all(there)


@dataclass(frozen=True, slots=True)
class Rule:
    """Two formulas and how they must stand to each other."""

    left: Formula
    left_missing: str
    operator: str
    right: Formula
    right_missing: str

    @property
    def names(self) -> tuple[str, ...]:
        """The codes of indicators it speaks of."""
        return tuple(dict.fromkeys([*self.left.names, *self.right.names]))


def read_formula(text: str) -> Formula:
    """Return the formula written in `text`.

    >>> read_formula("a + 2 * (b - 1)").value({"a": Decimal(3), "b": Decimal(5)})
    Decimal('11')
    >>> read_formula("so-cuoc").names
    ('so-cuoc',)

    Raises FormulaError.
    """
    if len(text) > LONGEST:
        raise FormulaError(LONGEST)
    reader = _Reader(text)
    terms = reader.sum()
    reader.end()
    return Formula(tuple(terms))


def holds(rule: Rule, numbers: Mapping[str, Decimal]) -> bool | None:
    """Return whether the figures fulfil the rule; None when too many are missing for it to be checked.

    `numbers` holds the figures that are numbers, zero included; blank and “did not occur” are missing.

    >>> pair = Rule(read_formula("a"), SKIP_IF_ANY, "less_than_or_equal_to", read_formula("b"), SKIP_IF_ANY)
    >>> holds(pair, {"a": Decimal(3), "b": Decimal(2)}), holds(pair, {"a": Decimal(3)})
    (False, None)
    """
    if rule.operator in (BOTH_OR_NEITHER, NOT_BOTH):
        left, right = (any(name in numbers for name in side.names) for side in (rule.left, rule.right))
        return left == right if rule.operator == BOTH_OR_NEITHER else not (left and right)
    if rule.left.is_skipped(rule.left_missing, numbers) or rule.right.is_skipped(rule.right_missing, numbers):
        return None
    return _COMPARED[rule.operator](rule.left.value(numbers), rule.right.value(numbers))


class _Reader:
    """Reads a formula from left to right; what it multiplies out stays a sum of terms."""

    def __init__(self, text: str) -> None:
        self.text = text.rstrip()
        self.at = 0

    def _look(self) -> re.Match[str] | None:
        return _TOKEN.match(self.text, self.at)

    def _sign(self, *wanted: str) -> str:
        """Take the next sign when it is one of `wanted`; else return ""."""
        found = self._look()
        sign = found.group("sign") if found else None
        plain = _SIGNS.get(sign, sign) if sign else ""
        if found is None or plain not in wanted:
            return ""
        self.at = found.end()
        return plain

    def sum(self) -> list[Term]:
        """Read summands."""
        terms = self._product(Decimal(-1) if self._sign("-") else Decimal(1))
        while sign := self._sign("+", "-"):
            terms += self._product(Decimal(-1) if sign == "-" else Decimal(1))
            self._refuse_too_many(terms)
        return terms

    def _product(self, factor: Decimal) -> list[Term]:
        terms = [Term(factor * one.factor, one.names) for one in self._single()]
        while self._sign("*"):
            others = self._single()
            terms = [
                Term(one.factor * other.factor, (*one.names, *other.names))
                for one in terms
                for other in others
            ]
            self._refuse_too_many(terms)
        return terms

    def _single(self) -> list[Term]:
        if self._sign("("):
            terms = self.sum()
            if not self._sign(")"):
                raise FormulaError(self.at)
            return terms
        found = self._look()
        if found is None or found.group("sign"):
            raise FormulaError(self.at)
        self.at = found.end()
        if found.group("number"):
            return [Term(Decimal(found.group("number").replace(",", ".")), ())]
        return [Term(Decimal(1), (found.group("name"),))]

    def _refuse_too_many(self, terms: list[Term]) -> None:
        """Brackets multiplied with brackets grow without bound: no rule of a form needs as many."""
        if len(terms) > LONGEST:
            raise FormulaError(self.at)

    def end(self) -> None:
        """Raise FormulaError when something is left."""
        if self.at != len(self.text):
            raise FormulaError(self.at)
