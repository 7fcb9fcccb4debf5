"""Comparing a list of units with the tree on a day: what is new, renamed, retyped, re-coded, moved, or missing.

A code is never identity: codes are given again to other territory. So a unit is taken for the one of a row when two of
name, code and superior unit agree and nothing else claims it; where only the code agrees, a person chooses.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from nhipcau.units import rules
from nhipcau.units.national import kind_of
from nhipcau.units.tree import Standing, Tree

PROVINCES = ("province", "city")
COMMUNES = ("commune", "ward", "special_zone", "township")
NEW = "new"
LONGEST_NAME, LONGEST_CODE = 200, 20
_CODE_DIGITS = {True: 2, False: 5}
_KIND_WORDS = {
    "phuong": "ward", "xa": "commune", "dac khu": "special_zone", "thi tran": "township", "tinh": "province",
    "thanh pho": "city", "thanh pho truc thuoc trung uong": "city", "thanh pho trung uong": "city",
}  # fmt: skip


class Outcome(StrEnum):
    """What a row of a list comes to."""

    ERROR = "error"
    DOUBTFUL = "doubtful"
    NEW = "new"
    RENAMED = "renamed"
    RETYPED = "retyped"
    RECODED = "recoded"
    MOVED = "moved"
    SAME = "same"


class Fault(StrEnum):
    """What is wrong with a row."""

    NO_NAME = "no_name"
    NO_KIND = "no_kind"
    NO_PROVINCE = "no_province"
    TOO_LONG = "too_long"
    CODE_TWICE = "code_twice"
    NAME_TWICE = "name_twice"
    CLAIMED = "claimed"
    PROVINCE_NEW = "province_new"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as the list has it; `number` is the line of the file. Of a province, `province` is empty."""

    number: int
    name: str
    code: str
    kind: str
    province: str = ""
    province_code: str = ""
    name_en: str = ""

    @property
    def is_province(self) -> bool:
        """Whether the row is of a province itself."""
        return self.kind in PROVINCES


@dataclass(frozen=True, slots=True)
class Compared:
    """A row, the unit it is taken for (None: none), and what it comes to; `candidates` are those a person may choose."""

    row: Row
    outcome: Outcome
    unit: int | None = None
    candidates: tuple[int, ...] = ()
    fault: Fault | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows with what they come to, and the units here that the list lacks, of the provinces it has."""

    rows: tuple[Compared, ...]
    missing: tuple[int, ...]

    def of(self, *outcomes: Outcome) -> list[Compared]:
        """Return the rows that come to one of `outcomes`."""
        return [each for each in self.rows if each.outcome in outcomes]

    @property
    def digest(self) -> str:
        """A word that is another one when anything else would come out."""
        return hashlib.sha256(repr((self.rows, self.missing)).encode()).hexdigest()[:32]


def rows_of(cells: Sequence[Sequence[str]], columns: Mapping[str, int], first: int) -> list[Row]:
    """Return the units of a list: each province once, where it is named first, and the communes; no empty lines."""
    found: list[Row] = []
    provinces: set[tuple[str, str]] = set()
    for number, line in enumerate(cells, start=first):
        said = {field: line[at].strip() if at < len(line) else "" for field, at in columns.items()}
        if not any(said.values()):
            continue
        province = (said.get("province", ""), padded(said.get("province_code", ""), province=True))
        if province[0] and province not in provinces:
            provinces.add(province)
            found.append(Row(number, province[0], province[1], kind_said("", province[0]) or "province"))
        name = said.get("name", "")
        kind = kind_said(said.get("kind", ""), name)
        if kind in PROVINCES or (not name and province[0] and not said.get("code")):
            continue
        code = padded(said.get("code", ""), province=False)
        found.append(Row(number, name, code, kind, *province, said.get("name_en", "")))
    return found


def kind_said(kind: str, name: str) -> str:
    """Return the kind that the column or, where it is empty, the name says; "" for none.

    >>> kind_said("Phường", "Hải An"), kind_said("", "Xã Tân An"), kind_said("", "Tân An")
    ('ward', 'commune', '')
    """
    if kind:
        return _KIND_WORDS.get(rules.folded(kind), "")
    said = kind_of(name)
    return "" if said == "district" else said


def padded(code: str, *, province: bool) -> str:
    """Return a code with the zeros that a spreadsheet took from it: two digits for a province, five for a commune.

    >>> padded("1", province=True), padded("4", province=False), padded("X1", province=False)
    ('01', '00004', 'X1')
    """
    return code.zfill(_CODE_DIGITS[province]) if code.isdigit() else code


def compare(
    rows: Sequence[Row],
    tree: Tree,
    day: date,
    scope: frozenset[int],
    choices: Mapping[str, str],
    country: int | None,
) -> Comparison:
    """Return what the rows come to on `day`, among the units of `scope`.

    `choices` maps the number of a doubtful row to the number of a unit, or NEW. `country` is the unit under which a
    new province would stand, None where nobody here may begin one.
    """
    here = {unit: each for unit, each in tree.on(day).items() if unit in scope}
    provinces = _Matching(here, PROVINCES, choices)
    found = {
        row.number: _province(provinces.match(row, row.code, None), country)
        for row in rows
        if row.is_province
    }
    by_name = {_place(each.row.name, each.row.code): each for each in found.values()}
    communes = _Matching(here, COMMUNES, choices, tree, day)
    compared: list[Compared] = []
    for row in rows:
        if row.is_province:
            compared.append(found[row.number])
            continue
        province = by_name.get(_place(row.province, row.province_code))
        if province is None:
            compared.append(Compared(row, Outcome.ERROR, fault=Fault.NO_PROVINCE))
        else:
            compared.append(communes.match(row, row.code, province))
    taken = {each.unit for each in compared if each.unit is not None}
    listed = {each.unit for each in found.values() if each.unit is not None}
    missing = [
        unit
        for unit, each in here.items()
        if each.kind in COMMUNES and unit not in taken and province_of(tree, unit, day) in listed
    ]
    return Comparison(tuple(_once(compared)), tuple(sorted(missing)))


def province_of(tree: Tree, unit: int, day: date) -> int | None:
    """Return the province a unit stands in on a day; None for none."""
    standing, each = tree.on(day), tree.on(day).get(unit)
    while each is not None and each.kind not in PROVINCES:
        each = standing.get(each.parent) if each.parent is not None else None
    return each.unit if each else None


def _place(name: str, code: str) -> tuple[str, str]:
    return rules.folded(name), code


def _province(compared: Compared, country: int | None) -> Compared:
    if compared.outcome is Outcome.NEW:
        if country is None:
            return replace(compared, outcome=Outcome.ERROR, fault=Fault.PROVINCE_NEW)
        return replace(compared, parent=country)
    return compared


class _Matching:
    """The units here of some kinds, by name and by code, to find those of rows."""

    def __init__(
        self,
        here: Mapping[int, Standing],
        kinds: Sequence[str],
        choices: Mapping[str, str],
        tree: Tree | None = None,
        day: date = date.min,
    ) -> None:
        self.here = {unit: each for unit, each in here.items() if each.kind in kinds}
        self.choices = choices
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_short: dict[str, list[int]] = defaultdict(list)
        self.by_code: dict[str, list[int]] = defaultdict(list)
        self.province: dict[int, int | None] = {}
        for unit, each in self.here.items():
            self.by_name[rules.folded(each.name)].append(unit)
            self.by_short[short(each.name)].append(unit)
            if each.code:
                self.by_code[each.code].append(unit)
            if tree is not None:
                self.province[unit] = province_of(tree, unit, day)

    def match(self, row: Row, code: str, province: Compared | None) -> Compared:
        """Return what a row comes to. `province` is what its province came to, None for a province itself."""
        fault = _fault(row)
        if fault:
            return Compared(row, Outcome.ERROR, fault=fault)
        parent = province.unit if province else None
        chosen = self.choices.get(str(row.number))
        if chosen == NEW:
            return Compared(row, Outcome.NEW, parent=parent)
        if chosen and chosen.isdigit() and int(chosen) in self.here:
            return self._taken(row, int(chosen), province)
        sure = self._sure(row, code, parent, is_province=province is None)
        if sure is not None:
            return self._taken(row, sure, province)
        near = tuple(self.by_code.get(code, ()) if code else ())
        if near:
            return Compared(row, Outcome.DOUBTFUL, candidates=near, parent=parent)
        return Compared(row, Outcome.NEW, parent=parent)

    def _sure(self, row: Row, code: str, parent: int | None, *, is_province: bool) -> int | None:
        """Return the one unit of which two of name, code and place agree with the row; None for none or several."""
        named = self.by_name.get(rules.folded(row.name), [])
        like = named or self.by_short.get(short(row.name), [])
        coded = set(self.by_code.get(code, ()) if code else ())
        there = [
            unit for unit in like if is_province or (parent is not None and self.province[unit] == parent)
        ]
        exact = [unit for unit in there if self.here[unit].name == row.name]
        for fitting in ([unit for unit in like if unit in coded], exact, [u for u in there if u in named]):
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _taken(self, row: Row, unit: int, province: Compared | None) -> Compared:
        each = self.here[unit]
        if province is not None and self.province[unit] != province.unit:
            return Compared(row, Outcome.MOVED, unit, parent=province.unit)
        if row.kind != each.kind:
            outcome = Outcome.RETYPED
        elif row.name != each.name or (row.name_en and row.name_en != each.name_en):
            outcome = Outcome.RENAMED
        elif row.code and row.code != each.code:
            outcome = Outcome.RECODED
        else:
            outcome = Outcome.SAME
        return Compared(row, outcome, unit, parent=each.parent)


def short(name: str) -> str:
    """Return a name without the word of its kind, as it is compared.

    >>> short("Xã Tân An") == short("Phường Tân An"), short("Tân An")
    (True, 'tan an')
    """
    plain = rules.folded(name)
    for word in sorted(_KIND_WORDS, key=len, reverse=True):
        if plain.startswith(f"{word} "):
            return plain.removeprefix(f"{word} ")
    return plain


def _fault(row: Row) -> Fault | None:
    if not row.name:
        return Fault.NO_NAME
    if not row.kind:
        return Fault.NO_KIND
    if len(row.name) > LONGEST_NAME or len(row.name_en) > LONGEST_NAME or len(row.code) > LONGEST_CODE:
        return Fault.TOO_LONG
    return None


def _once(compared: Sequence[Compared]) -> list[Compared]:
    """Return the rows, those with an error that name a code, a name or a unit a second time."""
    codes: set[tuple[bool, str]] = set()
    names: set[tuple[str, str]] = set()
    units: set[int] = set()
    found = []
    for each in compared:
        row, fault = each.row, None
        name = (row.name, f"{row.province} {row.province_code}" if not row.is_province else "")
        if each.outcome is not Outcome.ERROR:
            if row.code and (row.is_province, row.code) in codes:
                fault = Fault.CODE_TWICE
            elif name in names:
                fault = Fault.NAME_TWICE
            elif each.unit is not None and each.unit in units:
                fault = Fault.CLAIMED
            codes.add((row.is_province, row.code))
            names.add(name)
            units |= {each.unit} - {None}  # type: ignore[arg-type]  # None is taken out
        found.append(replace(each, outcome=Outcome.ERROR, fault=fault) if fault else each)
    return found
