"""The pages where activities are logged, changed and withdrawn."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nhipcau.activities import access, actions
from nhipcau.activities.errors import ActivitiesError, DetailsError
from nhipcau.activities.forms.activity import Choices
from nhipcau.activities.forms.counts import Countable
from nhipcau.activities.forms.entry import Entry, Offered, entry_new, entry_of, entry_sent, entry_so_far
from nhipcau.activities.forms.listing import number_asked
from nhipcau.activities.forms.withdrawal import WithdrawalForm
from nhipcau.activities.models import Activity
from nhipcau.activities.views.showing import ICON, to_activity, to_list
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

# An event is chosen while it is remembered; one chosen earlier stays.
HOSTS_FOR = timedelta(days=100)


def log(request: HttpRequest) -> HttpResponse:
    """Log what was done: `?task=` under the unit's task, `?host=` as a part of an event, `?like=` another as template."""
    offered = _offered(request)
    if request.method == "POST":
        return _log_sent(request, offered)
    host = number_asked(request.GET.get("host"))
    like = number_asked(request.GET.get("like"))
    typed = entry_new(
        offered,
        task=number_asked(request.GET.get("task")),
        host=offered.choices.hosts.filter(pk=host).first() if host else None,
        like=access.get_activity(request.user, like) if like else None,
    )
    return _log_page(request, typed)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was logged and add evidence."""
    shown = access.get_activity(request.user, pk)
    access.require_log(request.user, shown.unit_id)
    name = shown.title
    offered = _offered(request, shown)
    if request.method != "POST":
        return _edit_page(request, shown, entry_of(offered, shown), name)
    if _asks_for_more(request):
        so_far = entry_so_far(offered, request.POST, more="more" in request.POST, activity=shown)
        return _edit_page(request, shown, so_far, name)
    typed = entry_sent(offered, request.POST, request.FILES, activity=shown)
    if not typed.is_valid():
        return _edit_page(request, shown, typed, name)
    try:
        actions.change_activity(
            shown,
            typed.activity(),
            counts=typed.rows.counts(),
            evidence=typed.form.evidence(),
            by=signed_in(request),
            at=timezone.now(),
        )
    except ActivitiesError as error:
        return _edit_page(request, shown, _refused(typed, error), name)
    succeed(request, _("The activity was changed."))
    return redirect("activities:activity", pk)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw what was logged in error, with the reason."""
    shown = access.get_activity(request.user, pk)
    access.require_log(request.user, shown.unit_id)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            because = form.cleaned_data["because"]
            actions.withdraw_activity(shown, because=because, by=signed_in(request), at=timezone.now())
        except ActivitiesError as error:
            refuse(request, error)
        else:
            succeed(
                request, _("The activity was withdrawn. It counts nowhere; its page stays with the reason.")
            )
        return redirect("activities:activity", pk)
    intro = _(
        "It leaves the lists and counts nowhere any more. Reports that were sent keep their figures "
        "and are marked as different from the activities."
    )
    context = {"form": form, "submit": _("Withdraw it"), "intro": intro}
    trail = [to_list(), to_activity(shown)]
    return staff_page(
        request, "shell/form.html", context, title=_("Withdraw an activity"), icon=ICON, trail=trail
    )


@require_POST
def remove_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photo, file or link away."""
    shown = access.get_evidence(request.user, pk)
    try:
        actions.remove_evidence(shown, by=signed_in(request), at=timezone.now())
    except ActivitiesError as error:
        refuse(request, error)
        return redirect("activities:activity", shown.activity_id)
    succeed(request, _("The evidence was removed."))
    return redirect("activities:edit", shown.activity_id)


def _offered(request: HttpRequest, activity: Activity | None = None) -> Offered:
    """Return what the person may choose from. Raises PermissionDenied for people who report for no unit."""
    places = access.units_to_log_for(request.user, only=activity.unit_id if activity else None)
    if not places:
        raise PermissionDenied("reporters log activities")
    units = [unit.pk for unit in places]
    since = timezone.localdate() - HOSTS_FOR
    hosts = access.hosts_for(units).filter(
        Q(starts_on__gte=since) | Q(pk=activity.host_id if activity else None)
    )
    if activity is not None:
        hosts = hosts.exclude(pk=activity.pk)
    indicators = access.indicators_to_count(activity).select_related("whole")
    counted = frozenset(count.indicator_id for count in activity.counts.all()) if activity else frozenset()
    return Offered(
        Choices(places, access.tasks_of(units), hosts),
        Countable({one.pk: one for one in indicators}, access.parts_of_wholes(), counted),
        access.cases_of_splits(),
    )


def _asks_for_more(request: HttpRequest) -> bool:
    """Whether the form is to be shown again as far as it was typed: more rows, another kind, proposals."""
    return "more" in request.POST or "show" in request.POST


def _log_sent(request: HttpRequest, offered: Offered) -> HttpResponse:
    if _asks_for_more(request):
        return _log_page(request, entry_so_far(offered, request.POST, more="more" in request.POST))
    typed = entry_sent(offered, request.POST, request.FILES)
    if not typed.is_valid():
        return _log_page(request, typed)
    try:
        logged = actions.log_activity(
            typed.form.cleaned_data["unit"],
            typed.activity(),
            counts=typed.rows.counts(),
            evidence=typed.form.evidence(),
            by=signed_in(request),
            at=timezone.now(),
        )
    except ActivitiesError as error:
        return _log_page(request, _refused(typed, error))
    succeed(request, _("The activity is logged. Its numbers are offered in your unit's next report."))
    return redirect("activities:activity", logged.pk)


def _refused(typed: Entry, error: ActivitiesError) -> Entry:
    """Return the form with what was refused: beside its field where it has one."""
    if isinstance(error, DetailsError):
        typed.particulars.add_error(None, str(error.message))
    else:
        typed.form.add_error(None, str(error.message))
    return typed


def _log_page(request: HttpRequest, typed: Entry) -> HttpResponse:
    context = _form_context(typed, _("Log it"))
    return staff_page(
        request, "activities/log.html", context, title=_("Log an activity"), icon=ICON, trail=[to_list()]
    )


def _edit_page(request: HttpRequest, shown: Activity, typed: Entry, name: str) -> HttpResponse:
    """Answer with the form; `name` is the title as it is kept, the form may hold another."""
    context = {
        **_form_context(typed, _("Save")),
        "evidence": shown.evidence.all(),
        "withdraw": reverse("activities:withdraw", args=[shown.pk]),
    }
    trail = [to_list(), (reverse("activities:activity", args=[shown.pk]), name)]
    return staff_page(
        request, "activities/log.html", context, title=_("Change an activity"), icon=ICON, trail=trail
    )


def _form_context(typed: Entry, submit: Any) -> dict[str, Any]:
    return {
        "form": typed.form,
        "particulars": typed.particulars,
        "rows": typed.rows,
        "media": typed.form.media + typed.particulars.media,
        "submit": submit,
        "choose_again": typed.form.is_bound and typed.has_mistakes and bool(typed.form.files),
    }
