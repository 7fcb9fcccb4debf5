"""The rules of a form held against the figures of an answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting import formulas
from nhipcau.reporting.models import FormRule


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that figures do not fulfil: what to tell the reporter, and the indicators of the form it speaks of."""

    message: str
    blocking: bool
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class ReadRule:
    """A rule of a form, its formulas read."""

    told: FormRule
    rule: formulas.Rule


def rules_of(form_id: int) -> tuple[ReadRule, ...]:
    """Return the rules of a form, ready to be held against figures. One query."""
    found = []
    for told in FormRule.objects.filter(form=form_id).order_by("pk"):
        try:
            left, right = formulas.read_formula(told.left), formulas.read_formula(told.right)
        except formulas.FormulaError:
            continue  # refused where rules are written; a reporter could do nothing about it
        rule = formulas.Rule(left, told.left_missing, told.operator, right, told.right_missing)
        found.append(ReadRule(told, rule))
    return tuple(found)


def broken_rules(
    rules: Iterable[ReadRule], indicators: Sequence[Indicator], numbers: Mapping[int, Decimal]
) -> tuple[Broken, ...]:
    """Return the rules that the figures break. `numbers` maps indicators to the figures that are numbers.

    A rule may also speak of a whole whose parts are asked for: it is their sum. `indicators` come with their wholes.
    """
    by_code = {one.code: one for one in indicators}
    by_code |= {whole.code: whole for one in indicators if (whole := whole_of(one))}
    known = {one.code: numbers[one.pk] for one in indicators if one.pk in numbers}
    for one in indicators:
        if (whole := whole_of(one)) and one.pk in numbers:
            known[whole.code] = known.get(whole.code, Decimal(0)) + numbers[one.pk]
    return tuple(
        Broken(str(one.told), one.told.must_hold, _named(one.rule, by_code, indicators))
        for one in rules
        if formulas.holds(one.rule, known) is False
    )


def whole_of(indicator: Indicator) -> Indicator | None:
    """Return the indicator whose parts add up to it, when `indicator` is one of them."""
    whole = indicator.whole
    return whole if whole is not None and whole.over_units == Additivity.SUM else None


def _named(
    rule: formulas.Rule, by_code: Mapping[str, Indicator], asked: Sequence[Indicator]
) -> tuple[Indicator, ...]:
    """Return the cells a rule speaks of, in the order of the form; a whole means its parts."""
    named = {by_code[name].pk for name in rule.names if name in by_code}
    return tuple(one for one in asked if one.pk in named or one.whole_id in named)
