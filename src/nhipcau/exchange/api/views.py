"""What the interface answers. Each view asks for one thing, and is wrapped by `door`."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from nhipcau.exchange import access, actions, exporting, keys
from nhipcau.exchange.api.openapi import document
from nhipcau.exchange.errors import QuestionError, UnreadableError
from nhipcau.exchange.formats import (
    FormatError,
    PeriodName,
    ValueSet,
    make_uid,
    read_period,
    read_registrations,
    uids,
    write_period,
)
from nhipcau.exchange.formats.periods import MONTHS
from nhipcau.exchange.formats.sets_json import check_schemes
from nhipcau.exchange.formats.values import read_flag
from nhipcau.exchange.identity import figure_names, form_named, unit_names, units_named
from nhipcau.exchange.importing import How, Outcome
from nhipcau.exchange.models import Token
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import overviews
from nhipcau.reporting.comparisons import plain
from nhipcau.reporting.models import Calendar, Collection, Form, Period, Submission
from nhipcau.reporting.sheet import fields_of
from nhipcau.units import access as units_access

MOST_COLLECTIONS = 500
CONFLICT = 409


def description(request: HttpRequest) -> HttpResponse:
    """The description of the interface, for anybody."""
    return JsonResponse(document())


def me(request: HttpRequest, token: Token) -> HttpResponse:
    """Whom the key acts as."""
    membership = token.membership
    return JsonResponse(
        {
            "person": str(membership.user),
            "orgUnit": make_uid(uids.UNIT, membership.unit_id),
            "unit": membership.unit.name,
            "role": membership.role,
            "expiresOn": token.expires_on.isoformat(),
        }
    )


def forms(request: HttpRequest, token: Token) -> HttpResponse:
    """The forms that the key's unit answers or follows, with what they ask for."""
    return JsonResponse({"forms": [_form(one) for one in access.forms(token.membership.user)]})


def _form(form: Form) -> dict[str, Any]:
    fields = fields_of(form.pk)
    names = figure_names(field.indicator for field in fields)
    return {
        "dataSet": make_uid(uids.DATA_SET, form.pk),
        "title": str(form),
        "fields": [
            {
                "dataElement": names[field.indicator_id].element,
                "categoryOptionCombo": names[field.indicator_id].option,
                "name": field.indicator.local_name,
                "measure": field.indicator.local_measure,
                "valueType": field.indicator.value_type,
                "required": field.required,
            }
            for field in fields
        ],
    }


def collections(request: HttpRequest, token: Token) -> HttpResponse:
    """The forms asked for a period, newest due first, and how far the key's unit is with each."""
    found = list(access.collections(token.membership.user)[:MOST_COLLECTIONS])
    own = Submission.objects.filter(collection__in=found, unit=token.membership.unit_id)
    states = dict(own.values_list("collection_id", "state"))
    return JsonResponse({"collections": [_collection(one, states.get(one.pk, "missing")) for one in found]})


def _collection(one: Collection, state: str) -> dict[str, Any]:
    period = one.period
    has_name = period.kind in MONTHS
    return {
        "dataSet": make_uid(uids.DATA_SET, one.form_id),
        "title": str(one),
        "period": write_period(PeriodName(period.kind, period.year, period.number)) if has_name else None,
        "calendar": period.calendar,
        "startsOn": period.starts_on.isoformat(),
        "endsOn": period.ends_on.isoformat(),
        "dueAt": one.due_at.isoformat(),
        "locksAt": one.locks_at.isoformat() if one.locks_at else None,
        "state": state,
    }


def data_values(request: HttpRequest, token: Token) -> HttpResponse:
    """The values of a form for periods, in one of the formats."""
    return _written(request, token, request.GET.get("format", exporting.JSON))


def registrations(request: HttpRequest, token: Token) -> HttpResponse:
    """Who has sent a form for periods, and when."""
    return _written(request, token, exporting.COMPLETENESS)


def metadata(request: HttpRequest, token: Token) -> HttpResponse:
    """Units, figures and their cases, and the form."""
    return _written(request, token, exporting.METADATA)


def _written(request: HttpRequest, token: Token, kind: str) -> HttpResponse:
    if kind not in exporting.FORMATS:
        raise QuestionError("format")
    user, calendar = token.membership.user, _calendar(request)
    form = _form_asked(user, request.GET.get("dataSet", ""))
    periods = _periods(user, request.GET.getlist("period"), calendar)
    wanted = exporting.Wanted(
        form,
        periods,
        kind,
        by_uid=request.GET.get("idScheme", "").lower() == "uid",
        unapproved_too=_flag(request, "unapproved"),
        official_too=calendar == Calendar.OFFICIAL,
    )
    written = exporting.write(user, wanted, timezone.now())
    return HttpResponse(written.content, content_type=written.media_type)


def push_values(request: HttpRequest, token: Token) -> HttpResponse:
    """Values from another system, as JSON, CSV or ADX."""
    try:
        _kind, values = actions.read_file(request.body)
    except FormatError as error:
        raise UnreadableError(error) from error
    return _pushed(request, token, values, sends=_flag(request, "send"))


def push_registrations(request: HttpRequest, token: Token) -> HttpResponse:
    """What another system says is complete: it is sent."""
    try:
        found, faults = read_registrations(request.body)
    except FormatError as error:
        raise UnreadableError(error) from error
    return _pushed(request, token, ValueSet((), found, faults), sends=True)


def _pushed(request: HttpRequest, token: Token, values: ValueSet, *, sends: bool) -> HttpResponse:
    if request.GET.get("importStrategy", "CREATE_AND_UPDATE").upper() not in (
        "CREATE_AND_UPDATE",
        "NEW_AND_UPDATES",
    ):
        raise QuestionError("importStrategy")
    try:
        check_schemes({name: str(said) for name, said in request.GET.items()})
    except FormatError as error:
        raise UnreadableError(error) from error
    how, dry_run = How(_calendar(request), sends), _flag(request, "dryRun")
    outcome = keys.push(values, how=how, token=token, at=timezone.now(), dry_run=dry_run)
    return JsonResponse(summary(outcome), status=CONFLICT if outcome.conflicts else 200)


def summary(outcome: Outcome) -> dict[str, Any]:
    """Return what became of the rows in the shape of DHIS2's import summary."""
    return {
        "responseType": "ImportSummary",
        "status": "WARNING" if outcome.conflicts else "SUCCESS",
        "importCount": {
            "imported": outcome.imported,
            "updated": outcome.updated,
            "ignored": outcome.ignored + len(outcome.conflicts),
            "deleted": outcome.deleted,
        },
        "conflicts": [
            {"object": one.what, "value": one.message, "row": one.row} for one in outcome.conflicts
        ],
        "dataSetComplete": "true" if outcome.sent else "false",
    }


def total(request: HttpRequest, token: Token) -> HttpResponse:
    """A total with how complete it is; no number where figures must not be added up."""
    user = token.membership.user
    indicator = Indicator.objects.filter(code=request.GET.get("dataElement", "")).first()
    if indicator is None:
        raise Http404
    period = _periods(user, request.GET.getlist("period"), _calendar(request))[0]
    unit = units_named(period.ends_on).get(request.GET.get("orgUnit", ""))
    if unit is None:
        raise Http404
    found = overviews.total(
        indicator, units_access.get_unit(user, unit), period, include_unapproved=_flag(request, "unapproved")
    )
    return JsonResponse(
        {
            "dataElement": indicator.code,
            "orgUnit": unit_names(period.ends_on).get(unit),
            "value": None if found.number is None else plain(found.number),
            "state": found.state,
            "reason": found.reason,
            "reported": found.reported,
            "expected": found.expected,
        }
    )


def _form_asked(user: Any, text: str) -> Form:
    found = {form.pk: form for form in access.forms(user)}
    key = form_named(text, found)
    if key is None:
        raise Http404
    return found[key]


def _periods(user: Any, texts: Iterable[str], calendar: str) -> tuple[Period, ...]:
    names = [part for text in texts for part in text.split(",") if part]
    if not names:
        raise QuestionError("period")
    found = []
    for name in names:
        try:
            asked = read_period(name)
        except FormatError as error:
            raise UnreadableError(error) from error
        known = access.periods(user).filter(kind=asked.kind, year=asked.year, number=asked.number)
        period = known.filter(calendar=calendar).first()
        if period is None:
            raise Http404
        found.append(period)
    return tuple(found)


def _calendar(request: HttpRequest) -> str:
    calendar = request.GET.get("calendar", Calendar.CALENDAR)
    if calendar not in Calendar.values:
        raise QuestionError("calendar")
    return str(calendar)


def _flag(request: HttpRequest, name: str) -> bool:
    try:
        return bool(read_flag(name, request.GET.get(name)))
    except FormatError as error:
        raise QuestionError(name) from error
