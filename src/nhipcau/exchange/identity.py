"""What other systems call our units, forms and figures, and which of ours they mean.

A unit's code is looked for among those of one day: most communes carry the code of a predecessor. What has no code, or
shares it, goes by an identifier made from its key (`formats.uids`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nhipcau.exchange.formats import is_default, make_uid, read_uid, uids
from nhipcau.indicators.models import Indicator
from nhipcau.units.models import UnitVersion

Cases = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """How a figure is called: what is counted, and of which case."""

    element: str
    option: str = ""
    cases: Cases = ()


def unit_names(day: date, *, by_uid: bool = False) -> dict[int, str]:
    """Return unit → its code on `day`, or its uid where it has none of its own then. One query."""
    rows = list(UnitVersion.objects.on(day).values_list("unit_id", "code"))
    times = Counter(code for _unit, code in rows)
    return {
        unit: code if code and times[code] == 1 and not by_uid else make_uid(uids.UNIT, unit)
        for unit, code in rows
    }


def units_named(day: date) -> dict[str, int]:
    """Return code and uid → unit, of those that exist on `day`. One query."""
    return {
        name: unit
        for names in (unit_names(day), unit_names(day, by_uid=True))
        for unit, name in names.items()
    }


def figure_names(indicators: Iterable[Indicator], *, by_uid: bool = False) -> dict[int, Named]:
    """Return indicator → how its figures are called. Two queries."""
    asked = {one.pk for one in indicators}
    found = Indicator.objects.filter(pk__in=asked).select_related("whole")
    return {one.pk: _named(one, by_uid=by_uid) for one in found.prefetch_related("options__split")}


def _named(one: Indicator, *, by_uid: bool) -> Named:
    cases = cases_of(one)
    if one.whole is None or not cases:
        return Named(make_uid(uids.ELEMENT, one.pk) if by_uid else one.code)
    if by_uid:
        return Named(make_uid(uids.ELEMENT, one.whole.pk), make_uid(uids.COMBO, one.pk))
    return Named(one.whole.code, option_of(one, one.whole), cases)


def cases_of(part: Indicator) -> Cases:
    """Return (split, case) of a part, by split. No query where options and their splits are prefetched."""
    return tuple(sorted((option.split.code, option.code) for option in part.options.all()))


def option_of(part: Indicator, whole: Indicator) -> str:
    """Return the name of the case: what the part's code adds to that of its whole."""
    ours = part.code.removeprefix(f"{whole.code}-")
    return ours if ours != part.code else "-".join(case for _split, case in cases_of(part))


class Figures:
    """The figures that may be given, found by what other systems call them."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        """Take the indicators that forms ask for. Three queries."""
        pks = {one.pk for one in indicators}
        asked = (
            Indicator.objects.filter(pk__in=pks).select_related("whole").prefetch_related("options__split")
        )
        self.by_name: dict[str, Indicator] = {}
        self.by_case: dict[tuple[int, object], Indicator] = {}
        for one in asked:
            self._name(one)
            if one.whole is not None:
                self._name(one.whole)
                for case in (option_of(one, one.whole), cases_of(one), make_uid(uids.COMBO, one.pk)):
                    self.by_case[one.whole.pk, case] = one

    def _name(self, one: Indicator) -> None:
        self.by_name[one.code] = self.by_name[make_uid(uids.ELEMENT, one.pk)] = one

    def find(self, element: str, option: str, cases: Cases) -> Indicator | None:
        """Return what is meant; None for what no form asks for."""
        whole = self.by_name.get(element)
        if whole is None or (is_default(option) and not cases):
            return whole
        return self.by_case.get((whole.pk, cases if cases else option))


def form_named(text: str, forms: Mapping[int, object]) -> int | None:
    """Return the form of that uid, of those given."""
    key = read_uid(uids.DATA_SET, text)
    return key if key in forms else None
