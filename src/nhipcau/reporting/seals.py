"""Sealing: the approved figures of a collection frozen in a file. What is corrected afterwards is a new revision."""

from collections.abc import Collection as Some
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting import errors, events, sealed
from nhipcau.reporting.freezing import freeze, label_of
from nhipcau.reporting.models import (
    Collection,
    Correction,
    FormField,
    Seal,
    Submission,
    SubmissionState,
    Value,
)
from nhipcau.reporting.sources import history, table_of, window_of, with_wholes
from nhipcau.rollup import sealing
from nhipcau.rollup.errors import SealError
from nhipcau.rollup.figures import Collected
from nhipcau.rollup.history import History
from nhipcau.units import access as units_access
from nhipcau.units import reach
from nhipcau.units.models import Role, User

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Ready:
    """What a seal would hold: `approved` units of `owing`, and those that would be left out."""

    owing: frozenset[int]
    approved: frozenset[int]

    @property
    def without(self) -> frozenset[int]:
        """The units whose figures are not approved."""
        return self.owing - self.approved


def ready(collection: Collection) -> Ready:
    """Return which of the units that owed an answer have an approved one. Two queries."""
    existing = reach.tree().on(collection.period.ends_on).keys()
    owing = frozenset(collection.units.values_list("pk", flat=True)) & existing
    approved = Submission.objects.filter(collection=collection, state=SubmissionState.APPROVED)
    return Ready(owing, owing & frozenset(approved.values_list("unit_id", flat=True)))


@transaction.atomic
def seal_collection(collection: Collection, *, without: Some[int], by: User, at: datetime) -> Seal:
    """Freeze the approved figures of `collection` and return the seal. An open correction ends with it.

    `without` are the units that the person saw to be left out, as their figures are not approved. Raises
    PermissionDenied; SealedError while it is sealed and no correction is open; NotAllApprovedError when a unit would be
    left out that `without` does not name.
    """
    collection = (
        Collection.objects.select_for_update(of=("self",))
        .select_related("form", "period")
        .get(pk=collection.pk)
    )
    units_access.require(by, collection.form.unit_id, Role.APPROVER)
    sealed.require_unsealed(collection.pk)
    found = ready(collection)
    if found.without - set(without):
        raise errors.NotAllApprovedError
    correction = Correction.objects.filter(collection=collection, seal=None).first()
    last = collection.seals.order_by("-revision").first()
    seal = _frozen(
        collection,
        found,
        revision=last.revision + 1 if last else 1,
        reason=correction.reason if correction else "",
        by=by,
        at=at,
    )
    try:
        seal.save()
        if correction:
            correction.seal = seal
            correction.save(update_fields=["seal"])
        log.record(
            events.COLLECTION_SEALED,
            collection,
            by=by,
            at=at.isoformat(),
            revision=seal.revision,
            sha256=seal.sha256,
            units=seal.units,
            without=sorted(found.without),
        )
    except BaseException:
        sealing.unseal(sealed.path_of(seal))
        raise
    return seal


@transaction.atomic
def open_correction(collection: Collection, *, reason: str, by: User, at: datetime) -> Correction:
    """Open a sealed collection for corrections, which end in a new revision. Totals keep to the seal until then.

    Raises PermissionDenied, ReasonMissingError, NotSealedError. Opening what is open already changes nothing.
    """
    collection = (
        Collection.objects.select_for_update(of=("self",)).select_related("form").get(pk=collection.pk)
    )
    units_access.require(by, collection.form.unit_id, Role.APPROVER)
    if not reason.strip():
        raise errors.CorrectionReasonMissingError
    if not collection.seals.exists():
        raise errors.NotSealedError
    correction, opened = Correction.objects.get_or_create(
        collection=collection,
        seal=None,
        defaults={"reason": reason.strip()[:LONGEST_REASON], "opened_by": by, "opened_at": at},
    )
    if opened:
        log.record(events.CORRECTION_OPENED, collection, by=by, at=at.isoformat(), reason=correction.reason)
    return correction


def _frozen(
    collection: Collection, found: Ready, *, revision: int, reason: str, by: User, at: datetime
) -> Seal:
    indicators, parts = _indicators(collection)
    days = window_of(collection.period)
    rows = Value.objects.filter(
        submission__collection=collection,
        submission__unit__in=found.approved,
        submission__state=SubmissionState.APPROVED,
        indicator__in=[one.pk for one in indicators],
    ).order_by()
    values = table_of(
        (collection.form_id, unit, indicator, days, state, number)
        for unit, indicator, state, number in rows.values_list(
            "submission__unit_id", "indicator_id", "state", "number"
        ).iterator(chunk_size=5000)
    )
    collected = Collected.of(
        collection.form_id,
        days.start,
        days.end,
        indicators=[one.pk for one in indicators],
        owed=found.owing,
        answered=found.approved,
    )
    return freeze(
        collection,
        with_wholes(values, parts),
        collected,
        label_of(collection.form, collection.period, indicators),
        history=history(),
        by=by,
        at=at,
        revision=revision,
        reason=reason,
    )


def _indicators(collection: Collection) -> tuple[list[Indicator], dict[int, list[int]]]:
    """Return what a form asks for, with the wholes of parts that add up, and whole → its parts. Two queries."""
    asked = FormField.objects.filter(section__form=collection.form_id).values("indicator")
    given = list(Indicator.objects.filter(pk__in=asked).select_related("whole"))
    wholes = {
        one.whole.pk: one.whole for one in given if one.whole and one.whole.over_units == Additivity.SUM
    }
    parts = Indicator.objects.filter(whole__in=wholes).values_list("whole_id", "pk")
    of_whole: dict[int, list[int]] = {}
    for whole, part in parts:
        of_whole.setdefault(whole, []).append(part)
    known = {one.pk: one for one in given} | wholes
    return [one for _pk, one in sorted(known.items())], of_whole


@dataclass(frozen=True, slots=True)
class Checked:
    """A sealed file: whole, or what is wrong with it (`wrong`, in both languages)."""

    seal: Seal
    wrong: str = ""
    wrong_en: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the file is what was sealed."""
        return not self.wrong


def check_seals(seals: Some[Seal]) -> list[Checked]:
    """Return of each seal whether its file is there and is byte by byte what was sealed, and its sums what they are."""
    units = history()
    return [_checked(seal, units) for seal in seals]


def _checked(seal: Seal, units: History) -> Checked:
    path = sealed.path_of(seal)
    try:
        sealing.verify(path, seal.sha256)
        told = sealing.about(path)
        sealing.verify_sums(path, units)
    except SealError as error:
        return Checked(seal, str(error), error.in_english)
    if (told["revision"], told["tree_sha256"]) != (seal.revision, seal.tree_sha256):
        return Checked(
            seal,
            f"Tệp chốt {path.name} không phải là tệp ghi trong cơ sở dữ liệu.",
            f"{path.name} is not the file that the database names",
        )
    return Checked(seal)
