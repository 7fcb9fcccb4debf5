"""Metadata of other systems as a proposal: what each thing of the file is here already, or would become.

Only what is new is written, by the actions that the pages call; nothing that is here is changed. Units are compared and
never written: they change with a legal basis, on their own pages. Trying out does the same and takes it back.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange.errors import said
from nhipcau.exchange.exporting import AGGREGATIONS, PERIOD_TYPES
from nhipcau.exchange.formats import Category, DataSet, Element, Metadata, OrgUnit, Ratio, read_uid, uids
from nhipcau.exchange.formats.values import clean
from nhipcau.exchange.identity import units_named
from nhipcau.indicators import actions as indicators
from nhipcau.indicators.models import Additivity, Indicator, Split, ValueType
from nhipcau.indicators.rules import Case, IndicatorFields
from nhipcau.reporting.asking import FieldAsked, Rhythm, SectionAsked, make_form
from nhipcau.reporting.forming import put_away
from nhipcau.reporting.models import Calendar, Form
from nhipcau.units.models import Membership, Role, Unit, UnitVersion, User

# The category combination that every DHIS2 begins with: nothing is told apart.
DEFAULT_COMBO = "bjDvmb4bfuf"
DEFAULT_NAME = "default"
NUMBERS = {
    "INTEGER": ValueType.COUNT,
    "INTEGER_POSITIVE": ValueType.COUNT,
    "INTEGER_ZERO_OR_POSITIVE": ValueType.COUNT,
    "NUMBER": ValueType.DECIMAL,
    "UNIT_INTERVAL": ValueType.DECIMAL,
    "PERCENTAGE": ValueType.DECIMAL,
}
ADDED_UP = {name: ways for ways, name in AGGREGATIONS.items()}
KINDS = {name: kind for kind, name in PERIOD_TYPES.items()}
LONGEST_CODE = 60


class Kind(StrEnum):
    """What a thing of the file is, here."""

    SPLIT = "split"
    INDICATOR = "indicator"
    RATIO = "ratio"
    FORM = "form"
    UNIT = "unit"


class Fate(StrEnum):
    """What becomes of it: added, here already, here and different (and left as it is), not taken."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One thing of the file: `row` is its place among those of its kind, `message` says what differs or is to be done."""

    kind: str
    row: int
    name: str
    code: str
    fate: str
    message: str = ""


@dataclass(slots=True)
class Proposal:
    """What became of everything in a file, or would become."""

    rows: list[Proposed] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the same for a JSON field."""
        return asdict(self)

    def count(self, fate: Fate) -> int:
        """Return how many things have that fate."""
        return sum(one.fate == fate for one in self.rows)


class _TakenBackError(Exception):
    """Ends a trial, so that the database takes everything back."""


class _RefusedError(Exception):
    """A thing that cannot be taken, with the sentence for it."""


def propose(metadata: Metadata, *, by: User, at: datetime, dry_run: bool = False) -> Proposal:
    """Add what is new, as far as `by` may, and return what became of each thing.

    Taking the same file again changes nothing. Nothing is kept of a dry run.
    """
    taking = _Taking(metadata, by, at)
    try:
        with transaction.atomic():
            taking.run()
            if dry_run:
                raise _TakenBackError
    except _TakenBackError:
        pass
    return taking.proposal


class _Taking:
    """One file being taken over."""

    def __init__(self, metadata: Metadata, by: User, at: datetime) -> None:
        self.metadata, self.by, self.at = metadata, by, at
        self.proposal = Proposal()
        self.splits: dict[str, Split] = {}
        self.counted: dict[str, Indicator] = {}
        self.units: dict[str, int] = {}

    def run(self) -> None:
        """Take the kinds in the order in which they need one another."""
        told = self.metadata
        for fault in told.faults:
            self._say("", fault.row, "", "", Fate.REFUSED, said(fault))
        some = [one for one in told.categories if one.name.casefold() != DEFAULT_NAME]
        self._each(Kind.SPLIT, some, self._split)
        self._each(Kind.INDICATOR, told.elements, self._indicator)
        self._each(Kind.RATIO, told.ratios, self._ratio)
        self._each(Kind.FORM, told.data_sets, self._form)
        day = self.at.date()
        self.units = units_named(day)
        versions = {one.unit_id: one for one in UnitVersion.objects.on(day)}
        for row, unit in enumerate(map(_legible, told.units), 1):
            self._unit(row, unit, versions)

    def _each(self, kind: Kind, things: Iterable[Any], take: Callable[[Any], tuple[Fate, str]]) -> None:
        """Take each thing in a transaction of its own, so that a refused one leaves nothing behind."""
        for row, thing in enumerate(map(_legible, things), 1):
            try:
                with transaction.atomic():
                    fate, message = take(thing)
            except (_RefusedError, NhipCauError, PermissionDenied, ValidationError) as error:
                fate, message = Fate.REFUSED, _sentence(error, kind)
            self._say(kind, row, thing.name, getattr(thing, "code", ""), fate, message)

    def _say(self, kind: str, row: int, name: str, code: str, fate: Fate, message: str = "") -> None:
        self.proposal.rows.append(Proposed(str(kind), row, name, code, str(fate), message))

    def _split(self, told: Category) -> tuple[Fate, str]:
        code = code_of(told.code, told.uid)
        cases = [
            Case(code_of(one.code.removeprefix(f"{told.code}-"), one.uid), clean(one.name), clean(one.name))
            for one in told.options
        ]
        there = _known(Split, told.code and code, uids.CATEGORY, told.uid)
        if there is None:
            self.splits[told.uid] = indicators.add_split(
                code, told.name, told.name, cases, by=self.by, at=self.at
            )
            return Fate.NEW, ""
        self.splits[told.uid] = there
        missing = {one.code for one in cases} - set(there.options.values_list("code", flat=True))
        if missing:
            names = ", ".join(sorted(missing))
            return Fate.DIFFERS, _(
                "Cases that are not here: {names}. Add them on the page of the split."
            ).format(names=names)
        return Fate.SAME, ""

    def _indicator(self, told: Element) -> tuple[Fate, str]:
        there = _known(Indicator, told.code and code_of(told.code, told.uid), uids.ELEMENT, told.uid)
        splits = self._splits_of(told)
        if there is not None:
            self.counted[told.uid] = there
            return self._against(told, there, splits)
        if told.value_type not in NUMBERS:
            raise _RefusedError(
                _(
                    "Only numbers are counted here, and this is {type}. Ask for it as a question in words."
                ).format(type=told.value_type or "?")
            )
        over_units, over_periods = ADDED_UP.get(told.aggregation, (Additivity.NONE, Additivity.NONE))
        fields = IndicatorFields(
            code=code_of(told.code, told.uid),
            name=told.name,
            name_en=told.name,
            measure="số",
            measure_en="number",
            value_type=str(NUMBERS[told.value_type]),
            over_units=str(over_units),
            over_periods=str(over_periods),
            definition=told.description,
        )
        indicator = indicators.add_indicator(fields, by=self.by, at=self.at)
        if splits:
            indicators.part_indicator(indicator, splits, by=self.by, at=self.at)
        self.counted[told.uid] = indicator
        return Fate.NEW, _("Look at its unit of measure and stage: the file does not say them.")

    def _splits_of(self, told: Element) -> list[Split]:
        if told.combo in ("", DEFAULT_COMBO):
            return []
        combo = next((one for one in self.metadata.combos if one.uid == told.combo), None)
        if combo is None:
            raise _RefusedError(
                _("The file does not hold its categoryCombo. Write it with its dependencies.")
            )
        if combo.name.casefold() == DEFAULT_NAME:
            return []
        if any(uid not in self.splits for uid in combo.categories):
            raise _RefusedError(_("One of its categories was not taken. Mend that first."))
        return [self.splits[uid] for uid in combo.categories]

    def _against(self, told: Element, there: Indicator, splits: list[Split]) -> tuple[Fate, str]:
        if told.name not in (there.name, there.name_en):
            return Fate.DIFFERS, _("It is called “{name}” here, and stays so.").format(name=there.local_name)
        here = {option.split_id for part in there.parts.all() for option in part.options.all()}
        if here != {split.pk for split in splits}:
            return Fate.DIFFERS, _("It is told apart otherwise here, and stays so.")
        return Fate.SAME, ""

    def _ratio(self, told: Ratio) -> tuple[Fate, str]:
        there = _known(Indicator, told.code and code_of(told.code, told.uid), uids.RATIO, told.uid)
        if there is not None:
            same = told.name in (there.name, there.name_en)
            return (Fate.SAME, "") if same else (
                Fate.DIFFERS, _("It is called “{name}” here, and stays so.").format(name=there.local_name)
            )  # fmt: skip
        above, below = self.counted.get(told.numerator), self.counted.get(told.denominator)
        if above is None or below is None:
            raise _RefusedError(
                _(
                    "A ratio here is one figure of the file out of another: “#{a}” and “#{b}” alone, nothing else."
                )
            )
        measure = "%" if told.factor == 100 else "lần"
        english = "%" if told.factor == 100 else "times"
        fields = IndicatorFields(code_of(told.code, told.uid), told.name, told.name, measure, english)
        indicators.add_ratio(fields, above, below, by=self.by, at=self.at)
        return Fate.NEW, ""

    def _form(self, told: DataSet) -> tuple[Fate, str]:
        unit = self._asking_unit()
        if Form.objects.filter(unit=unit, title=told.name).exists():
            return Fate.SAME, ""
        missing = [uid for uid in told.elements if uid not in self.counted]
        asked = [one for uid in told.elements if (whole := self.counted.get(uid)) for one in _askable(whole)]
        if not asked or missing:
            raise _RefusedError(
                _("{number} of its figures were not taken. Mend those first.").format(number=len(missing))
            )
        fields = [FieldAsked(one, required=False) for one in asked]
        form = make_form(
            unit,
            title=told.name,
            title_en=told.name,
            sections=[SectionAsked(told.name, told.name, fields)],
            rhythm=Rhythm(KINDS.get(told.period_type, ""), Calendar.CALENDAR),
            by=self.by,
            at=self.at,
        )
        put_away(form, by=self.by, at=self.at)
        return Fate.NEW, _("It is not in use yet: look at it, then put it in use.")

    def _asking_unit(self) -> Unit:
        held = Membership.objects.of(self.by, self.at.date()).filter(role=Role.OFFICER).select_related("unit")
        first = held.order_by("pk").first()
        if first is None:
            raise PermissionDenied("officer")
        return first.unit

    def _unit(self, row: int, told: OrgUnit, versions: dict[int, UnitVersion]) -> None:
        key = self.units.get(told.code) if told.code else self.units.get(told.uid)
        here = versions.get(key) if key else None
        fate, message = Fate.SAME, ""
        if here is None:
            fate = Fate.REFUSED
            message = _(
                "No unit of this code is here. Units begin and change on the page “Units”, with a legal basis."
            )
        elif told.name not in (here.name, here.name_en):
            fate = Fate.DIFFERS
            message = _("It is called “{name}” here, and stays so.").format(name=here.local_name)
        self._say(Kind.UNIT, row, told.name, told.code, fate, message)


def code_of(code: str, uid: str) -> str:
    """Return a code as it can be written here; of what has none, its identifier.

    >>> code_of("ANC 1st visit", "fbfJHSPpUQD"), code_of("", "fbfJHSPpUQD")
    ('ANC-1st-visit', 'fbfJHSPpUQD')
    """
    written = re.sub(r"[^A-Za-z0-9_-]+", "-", code).strip("-")[:LONGEST_CODE]
    return written or re.sub(r"[^A-Za-z0-9_-]+", "-", uid)[:LONGEST_CODE]


def _legible(thing: Any) -> Any:
    """Return the thing without the characters that no database keeps."""
    texts = {name: getattr(thing, name, None) for name in ("name", "code", "description")}
    return replace(thing, **{name: clean(text) for name, text in texts.items() if text is not None})


def _known(model: Any, code: str, kind: str, uid: str) -> Any:
    """Return what is here under the code; of what has none, under our identifier, or the code made of another's."""
    if code:
        return model.objects.filter(code=code).first()
    key = read_uid(kind, uid)
    return (
        model.objects.filter(pk=key).first() if key else model.objects.filter(code=code_of("", uid)).first()
    )


def _askable(whole: Indicator) -> list[Indicator]:
    """Return what a form asks for: the parts of what is told apart, else the figure itself."""
    parts = list(whole.parts.filter(active=True).order_by("pk"))
    return parts if parts and whole.over_units == Additivity.SUM else [whole]


def _sentence(error: Exception, kind: Kind) -> str:
    if isinstance(error, PermissionDenied):
        if kind is Kind.FORM:
            return _("Forms are made by officers. Ask one to take this file in as well.")
        return _(
            "Indicators and splits are added by the administrators of the topmost unit. Ask one of them."
        )
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error.message) if isinstance(error, NhipCauError) else str(error)
