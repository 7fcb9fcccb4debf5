"""The pages of activities: the log, the list, an activity with its evidence, and the files behind it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nhipcau.activities import access, actions
from nhipcau.activities.errors import ActivitiesError
from nhipcau.activities.forms import Entry, entry, entry_with_more_rows
from nhipcau.activities.models import Activity, EvidenceKind
from nhipcau.shell.forms import day_asked
from nhipcau.shell.views import download, staff_page, succeed
from nhipcau.units.access import signed_in

ICON = "calendar-check"
A_PAGE = 30


def activities(request: HttpRequest) -> HttpResponse:
    """What the units one sees have done, by days and unit."""
    first, last = day_asked(request.GET.get("from", "")), day_asked(request.GET.get("to", ""))
    visible, seen = access.seen_with_units(request.user)
    unit = _number(request.GET.get("unit"))
    found = visible.between(first, last).of_unit(unit).told()
    logs = access.units_to_log_for(request.user).exists()
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("p")),
        "units": _options(seen, unit) if len(seen) > 1 else "",
        "unit": unit,
        "first": first,
        "last": last,
        "query": _without_page(request),
        "may_log": logs,
    }
    return staff_page(
        request,
        "activities/activities.html",
        context,
        title=_("Activities"),
        icon=ICON,
        primary=(reverse("activities:log"), _("Log an activity"), "plus") if logs else None,
    )


def log(request: HttpRequest) -> HttpResponse:
    """Log what was done. `?task=` names the unit's task it was done under."""
    places = access.units_to_log_for(request.user)
    if not places:
        raise PermissionDenied("reporters log activities")
    tasks = access.tasks_of([unit.pk for unit in places])
    indicators = access.indicators_to_count()
    if request.method == "POST" and "more" in request.POST:
        return _log_page(request, entry_with_more_rows(places, tasks, indicators, data=request.POST))
    if request.method != "POST":
        return _log_page(request, entry(places, tasks, indicators, task=_number(request.GET.get("task"))))
    typed = entry(places, tasks, indicators, data=request.POST, files=request.FILES)
    if not typed.is_valid():
        return _log_page(request, typed)
    try:
        logged = actions.log_activity(
            typed.form.cleaned_data["unit"],
            typed.form.activity(),
            counts=typed.rows.counts(),
            evidence=typed.form.evidence(),
            by=signed_in(request),
            at=timezone.now(),
        )
    except ActivitiesError as error:
        typed.form.add_error(None, str(error.message))
        return _log_page(request, typed)
    succeed(request, _("The activity is logged. Its numbers are offered in your unit's next report."))
    return redirect("activities:activity", logged.pk)


def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity with its counts and everything that shows it."""
    shown = access.get_activity(request.user, pk)
    evidence = list(shown.evidence.all())
    may_log = access.may_log(request.user, shown.unit_id)
    context = {
        "activity": shown,
        "photos": [each for each in evidence if each.kind == EvidenceKind.PHOTO],
        "others": [each for each in evidence if each.kind != EvidenceKind.PHOTO],
        "may_log": may_log,
    }
    return staff_page(
        request,
        "activities/activity.html",
        context,
        title=shown.title,
        icon=ICON,
        trail=[_list()],
        primary=(reverse("activities:edit", args=[pk]), _("Change"), "edit") if may_log else None,
    )


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was logged and add evidence."""
    shown = access.get_activity(request.user, pk)
    access.require_log(request.user, shown.unit_id)
    places = access.units_to_log_for(request.user, only=shown.unit_id)
    tasks = access.tasks_of([shown.unit_id])
    indicators = access.indicators_to_count(shown)
    if request.method == "POST" and "more" in request.POST:
        more = entry_with_more_rows(places, tasks, indicators, data=request.POST)
        return _edit_page(request, shown, more)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    typed = entry(places, tasks, indicators, data=data, files=files, activity=shown)
    if data is None or not typed.is_valid():
        return _edit_page(request, shown, typed)
    try:
        actions.change_activity(
            shown,
            typed.form.activity(),
            counts=typed.rows.counts(),
            evidence=typed.form.evidence(),
            by=signed_in(request),
            at=timezone.now(),
        )
    except ActivitiesError as error:
        typed.form.add_error(None, str(error.message))
        return _edit_page(request, shown, typed)
    succeed(request, _("The activity was changed."))
    return redirect("activities:activity", pk)


def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo shown, a file handed out, a link followed."""
    shown = access.get_evidence(request.user, pk)
    if shown.kind == EvidenceKind.LINK:
        return redirect(shown.url)
    inline = shown.kind == EvidenceKind.PHOTO
    with shown.file.open("rb") as file:
        return _kept(download(file.read(), shown.file_name, shown.media_type, inline=inline))


def thumbnail(request: HttpRequest, pk: int) -> HttpResponse:
    """The small picture of a photo."""
    shown = access.get_evidence(request.user, pk)
    if not shown.thumbnail:
        raise Http404
    with shown.thumbnail.open("rb") as file:
        return _kept(download(file.read(), shown.file_name, "image/jpeg", inline=True))


@require_POST
def remove_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photo, file or link away."""
    shown = access.get_evidence(request.user, pk)
    actions.remove_evidence(shown, by=signed_in(request), at=timezone.now())
    succeed(request, _("The evidence was removed."))
    return redirect("activities:edit", shown.activity_id)


def _log_page(request: HttpRequest, typed: Entry) -> HttpResponse:
    context = _form_context(typed, _("Log it"))
    return staff_page(
        request, "activities/log.html", context, title=_("Log an activity"), icon=ICON, trail=[_list()]
    )


def _edit_page(request: HttpRequest, shown: Activity, typed: Entry) -> HttpResponse:
    context = {**_form_context(typed, _("Save")), "evidence": shown.evidence.all()}
    name = access.get_activity(request.user, shown.pk).title
    return staff_page(
        request,
        "activities/log.html",
        context,
        title=_("Change an activity"),
        icon=ICON,
        trail=[_list(), (reverse("activities:activity", args=[shown.pk]), name)],
    )


def _form_context(typed: Entry, submit: Any) -> dict[str, Any]:
    chosen_again = bool(typed.form.errors or typed.rows.errors) and bool(typed.form.files)
    return {
        "form": typed.form,
        "rows": typed.rows,
        "submit": submit,
        "choose_again": typed.form.is_bound and chosen_again,
    }


def _list() -> tuple[str, Any]:
    return reverse("activities:activities"), _("Activities")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def _options(names: dict[int, str], chosen: int | None) -> SafeString:
    """Return the choices of a filter by unit, quickly: there may be thousands."""
    rows = ((pk, SafeString(" selected") if pk == chosen else "", name) for pk, name in names.items())
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()


def _kept(response: HttpResponse) -> HttpResponse:
    """Let the browser of this person keep the file for an hour."""
    response["Cache-Control"] = "private, max-age=3600"
    return response
