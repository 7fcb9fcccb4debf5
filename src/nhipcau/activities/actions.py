"""What can be done with activities: logged, changed, withdrawn, evidence taken away. Only by those who report for
the unit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from nhipcau.activities import access, events, rules
from nhipcau.activities.errors import (
    CountError,
    DetailsError,
    FutureError,
    HasThemesError,
    HostError,
    NoReasonError,
    OutsideHostError,
    PartedError,
    PresentAtHostError,
    TaskError,
    UnitThenError,
    WithdrawnError,
    WrongDaysError,
)
from nhipcau.activities.kinds import BY_CODE, PRESENT, Kind
from nhipcau.activities.models import Activity, ActivityCount, Evidence, EvidenceKind
from nhipcau.activities.proof import NewEvidence
from nhipcau.audit.log import record
from nhipcau.indicators import rules as figures
from nhipcau.indicators.models import Indicator
from nhipcau.programmes.models import Assignment
from nhipcau.shell.storing import Keep, erase, stored_or_erased
from nhipcau.units.models import Unit, User

Counts = Sequence[tuple[Indicator, Decimal]]


@dataclass(frozen=True, slots=True)
class ActivityFields:
    """What is told of an activity, besides its counts and evidence."""

    title: str
    starts_on: date
    place: str
    kind: str = "session"
    ends_on: date | None = None
    assignment: Assignment | None = None
    channel: str = ""
    stream: str = "external"
    description: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    host: Activity | None = None
    open_to_others: bool = False


@transaction.atomic
def log_activity(
    unit: Unit,
    fields: ActivityFields,
    *,
    counts: Counts = (),
    evidence: Sequence[NewEvidence] = (),
    by: User,
    at: datetime,
) -> Activity:
    """Log what `unit` did, with its counts and evidence: all of it, or nothing.

    Raises PermissionDenied unless `by` reports for the unit; FutureError, WrongDaysError, UnitThenError,
    TaskError, DetailsError, HostError, OutsideHostError, CountError; ValidationError when a field is not usable.
    """
    access.require_log(by, unit.pk)
    _check(unit, fields, at)
    _check_host(unit, fields)
    activity = Activity(unit=unit, logged_by=by, logged_at=at, **_values(fields))
    activity.full_clean()
    activity.save()
    _count(activity, counts)
    record(events.LOGGED, activity, by=by, at=at.isoformat(), unit=unit.pk, counts=_told(counts))
    _add_evidence(activity, evidence, by, at)
    return activity


@transaction.atomic
def change_activity(
    activity: Activity,
    fields: ActivityFields,
    *,
    counts: Counts,
    evidence: Sequence[NewEvidence] = (),
    by: User,
    at: datetime,
) -> Activity:
    """Correct what was logged; `counts` are all counts from now on, `evidence` is added to what is there.

    Raises as `log_activity` does; WithdrawnError; HasThemesError for an event with parts that is to be a part.
    """
    activity = _standing(activity, by)
    _check(activity.unit, fields, at)
    _check_host(activity.unit, fields, activity)
    before = {**_plain_values(activity), "counts": _told_of(activity)}
    for name, value in _values(fields).items():
        setattr(activity, name, value)
    activity.changed_at = at
    activity.full_clean()
    activity.save()
    counted = set(activity.counts.values_list("indicator_id", flat=True))
    activity.counts.all().delete()
    _count(activity, counts, counted)
    after = {**_plain_values(activity), "counts": _told(counts)}
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record(events.CHANGED, activity, by=by, at=at.isoformat(), changed=changed, evidence_added=len(evidence))
    _add_evidence(activity, evidence, by, at)
    return activity


@transaction.atomic
def withdraw_activity(activity: Activity, *, because: str, by: User, at: datetime) -> Activity:
    """Withdraw what was logged in error: it counts nowhere and leaves the lists, its page stays with the reason.

    Its parts, when it was an event, stand by themselves from now on. Raises PermissionDenied unless `by` reports for
    the unit; WithdrawnError the second time; NoReasonError.
    """
    activity = _standing(activity, by)
    if not because.strip():
        raise NoReasonError
    activity.withdrawn_at, activity.withdrawn_by, activity.withdrawn_because = at, by, because.strip()
    activity.changed_at = at
    activity.full_clean()
    activity.save()
    told: dict[str, Any] = {
        "because": activity.withdrawn_because,
        "counts": _told_of(activity),
        "title": activity.title,
    }
    record(events.WITHDRAWN, activity, by=by, at=at.isoformat(), **told)
    return activity


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User, at: datetime) -> None:
    """Take a photo, file or link away; its file goes once that is certain.

    Raises PermissionDenied unless `by` reports for the unit; WithdrawnError.
    """
    activity = _standing(evidence.activity, by)
    activity.changed_at = at
    activity.save(update_fields=["changed_at"])
    files = [file for file in (evidence.file, evidence.thumbnail) if file]
    told: dict[str, Any] = {"evidence": evidence.pk, "name": str(evidence), "sha256": evidence.sha256}
    record(events.EVIDENCE_REMOVED, evidence.activity, by=by, at=at.isoformat(), **told)
    evidence.delete()
    transaction.on_commit(lambda: erase(files))


def _standing(activity: Activity, by: User) -> Activity:
    """Return the activity as it stands, locked, for `by` who reports for its unit. Raises WithdrawnError."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    access.require_log(by, activity.unit_id)
    if activity.is_withdrawn:
        raise WithdrawnError
    return activity


def _check(unit: Unit, fields: ActivityFields, at: datetime) -> None:
    today = timezone.localdate(at)
    last = fields.ends_on or fields.starts_on
    if fields.starts_on > today or last > today:
        raise FutureError
    if last < fields.starts_on:
        raise WrongDaysError
    if unit.version_on(fields.starts_on) is None:
        raise UnitThenError
    if fields.assignment and not access.tasks_of([unit.pk]).filter(pk=fields.assignment.pk).exists():
        raise TaskError
    names = access.cases_of_splits() if any(one.split for one in _kind(fields).fields) else {}
    mistakes = rules.mistakes_in(_kind(fields), fields.details, names)
    if mistakes:
        raise DetailsError(mistakes)


def _kind(fields: ActivityFields) -> Kind:
    return BY_CODE.get(fields.kind, BY_CODE["other"])


def _check_host(unit: Unit, fields: ActivityFields, activity: Activity | None = None) -> None:
    """Raise HostError, HasThemesError or OutsideHostError unless this may be a part of the event it names."""
    host = fields.host
    if host is None:
        return
    if activity is None or activity.host_id != host.pk:
        if activity is not None and activity.themes.exists():
            raise HasThemesError
        if host == activity or not access.hosts_for([unit.pk]).filter(pk=host.pk).exists():
            raise HostError
    if not host.starts_on <= fields.starts_on <= host.last_day:
        raise OutsideHostError


def _values(fields: ActivityFields) -> dict[str, Any]:
    return {name: getattr(fields, name) for name in ActivityFields.__slots__}


def _plain_values(activity: Activity) -> dict[str, Any]:
    """Return what the activity says, fit for the audit row."""
    told = ("assignment", "host", "details", "open_to_others")
    values = {name: getattr(activity, name) for name in ActivityFields.__slots__ if name not in told}
    plain = {name: value and str(value) for name, value in values.items()}
    return {
        **plain,
        "assignment": activity.assignment_id,
        "host": activity.host_id,
        "details": activity.details,
        "open_to_others": activity.open_to_others,
    }


def _told(counts: Counts) -> dict[str, str]:
    return {indicator.code: f"{number.normalize():f}" for indicator, number in counts}


def _told_of(activity: Activity) -> dict[str, str]:
    return _told([(count.indicator, count.number) for count in activity.counts.select_related("indicator")])


def _count(activity: Activity, counts: Counts, already: Collection[int] = ()) -> None:
    """Store the counts. Raises CountError for an indicator named twice, computed, or counted elsewhere."""
    if len({indicator.pk for indicator, _number in counts}) != len(counts):
        raise CountError
    _check_indicators([one for one, _number in counts if one.pk not in already])
    for indicator, number in counts:
        try:
            figures.check_number(number, indicator.value_type)
        except figures.NumberError as error:
            raise CountError(gettext(error.message)) from error
        ActivityCount.objects.create(activity=activity, indicator=indicator, number=number)
    if activity.host_id is not None and any(is_of_people_present(one) for one, _number in counts):
        raise PresentAtHostError


def _check_indicators(indicators: Sequence[Indicator]) -> None:
    if any(indicator.numerator_id is not None for indicator in indicators):
        raise CountError
    if Indicator.objects.filter(whole__in=indicators, whole__over_units="sum", active=True).exists():
        raise PartedError


def is_of_people_present(indicator: Indicator) -> bool:
    """Return whether the indicator counts the people present at an event, as a whole or a part of it."""
    whole = indicator.whole if indicator.whole_id else indicator
    return whole is not None and whole.code in PRESENT


def _add_evidence(activity: Activity, evidence: Sequence[NewEvidence], by: User, at: datetime) -> None:
    """Store evidence, last of all; when anything fails, no file of it stays behind."""
    with stored_or_erased() as keep:
        for new in evidence:
            _store(activity, new, by, at, keep)


def _store(activity: Activity, new: NewEvidence, by: User, at: datetime, keep: Keep) -> None:
    row = Evidence(
        activity=activity,
        kind=new.kind,
        file_name=new.name,
        media_type=new.media_type,
        sha256=new.sha256,
        url=new.url,
        caption=new.caption,
        added_by=by,
        added_at=at,
    )
    if new.kind != EvidenceKind.LINK:
        suffix = new.name.rpartition(".")[2].lower()
        keep(row.file, f"{new.sha256[:32]}.{suffix}", new.content)
    if new.thumbnail:
        keep(row.thumbnail, f"{new.sha256[:32]}-small.jpg", new.thumbnail)
    row.full_clean()
    row.save()
