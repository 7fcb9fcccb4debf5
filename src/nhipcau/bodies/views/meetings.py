"""The pages of a meeting: calling it, inviting, who was there and the minutes, conclusions and the tasks made of them."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.bodies import access, actions, overviews, tasking
from nhipcau.bodies.forms.bodies import CallOffForm, MeetingForm, meeting_as_entered
from nhipcau.bodies.forms.recording import (
    MinutesForm,
    Point,
    PointForm,
    ProgrammeForm,
    TaskRow,
    attendance_rows,
)
from nhipcau.bodies.inviting import entry_of
from nhipcau.bodies.models import Meeting, MeetingState
from nhipcau.bodies.views.bodies import ICON, form_page, way
from nhipcau.programmes.access import assignable
from nhipcau.programmes.forms.tasks import UsualForm
from nhipcau.programmes.forms.units import listed
from nhipcau.shell.icalendar import MEDIA_TYPE, calendar
from nhipcau.shell.links import links
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting of a body."""
    body = access.get_body(request.user, pk)
    access.require_keeper(request.user, body.unit_id)
    form = MeetingForm(request.POST or None)

    def save() -> str:
        made = actions.call_meeting(body, form.plan(), by=signed_in(request), at=timezone.now())
        return reverse("bodies:meeting", args=[made.pk])

    submit = _("Save the meeting")
    return form_page(request, form, save, title=_("Call a meeting"), submit=submit, way=way(body))


def _way(meeting: Meeting) -> list[tuple[str, str]]:
    return [*way(meeting.body), (reverse("bodies:meeting", args=[meeting.pk]), meeting.title)]


@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting."""
    return _page(request, access.get_meeting(request.user, pk))


def _page(
    request: HttpRequest, shown: Meeting, point: PointForm | None = None, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    keeps = access.keeps(request.user, shown.body.unit_id)
    attendances = list(shown.attendances.select_related("seat__person"))
    made = overviews.made_of(shown.conclusions.in_full(), today)
    context: dict[str, Any] = {
        "meeting": shown,
        "agenda": list(shown.agenda.all()),
        "seats": overviews.seats_of(shown),
        "invitations": overviews.last_invitations(shown),
        "attendances": attendances,
        "quorum": overviews.quorum(attendances),
        "made": made,
        "links": links("nhipcau_meeting_links", request.user, shown),
        "keeps": keeps and shown.state != MeetingState.CANCELLED,
        "begun": shown.starts_at <= timezone.now(),
        "waiting": any(one.state == "none" for one in made),
    }
    if context["keeps"] and context["begun"]:
        names = assignable(request.user)
        context |= {"form": point or PointForm(names), "names": listed(names)}
    return staff_page(
        request,
        "bodies/meeting.html",
        context,
        title=shown.title,
        icon=ICON,
        trail=way(shown.body),
        status=status,
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a meeting; those invited get the change."""
    shown = access.get_meeting(request.user, pk)
    access.require_keeper(request.user, shown.body.unit_id)
    form = MeetingForm(request.POST or None, initial=meeting_as_entered(shown))

    def save() -> str:
        actions.change_meeting(shown, form.plan(), by=signed_in(request), at=timezone.now())
        return reverse("bodies:meeting", args=[pk])

    submit = _("Save, and tell those invited") if shown.invitations.exists() else _("Save the meeting")
    return form_page(request, form, save, title=_("Change the meeting"), submit=submit, way=_way(shown))


@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a meeting off; those invited are told."""
    shown = access.get_meeting(request.user, pk)
    access.require_keeper(request.user, shown.body.unit_id)
    form = CallOffForm(request.POST or None)

    def save() -> str:
        why = form.cleaned_data["why"]
        actions.cancel_meeting(shown, why=why, by=signed_in(request), at=timezone.now())
        return reverse("bodies:meeting", args=[pk])

    submit = _("Call the meeting off")
    return form_page(request, form, save, title=submit, submit=submit, way=_way(shown))


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite everybody who has a seat."""
    shown = access.get_meeting(request.user, pk)
    try:
        letters = actions.invite(shown, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        said = ngettext(
            "%(n)d invitation goes out by e-mail.", "%(n)d invitations go out by e-mail.", letters
        )
        succeed(request, said % {"n": letters})
    return redirect("bodies:meeting", pk)


@require_GET
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a meeting as a calendar file."""
    shown = access.get_meeting(request.user, pk)
    return download(calendar([entry_of(shown)]), "cuoc-hop.ics", f"{MEDIA_TYPE}; charset=utf-8")


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter who was represented, and the minutes."""
    shown = access.get_meeting(request.user, pk)
    access.require_keeper(request.user, shown.body.unit_id)
    data = request.POST if request.method == "POST" else None
    form = MinutesForm(data, request.FILES or None, initial={"minutes": shown.minutes})
    rows = attendance_rows(shown, overviews.seats_of(shown), data)
    valid = data is not None and all([one.is_valid() for one in (form, *rows)])
    if valid:
        attended = {row.seat.pk: row.was() for row in rows}
        try:
            actions.record_meeting(
                shown, attended, **form.cleaned_data, by=signed_in(request), at=timezone.now()
            )
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Saved."))
            return redirect("bodies:meeting", pk)
    context = {"form": form, "rows": rows, "meeting": shown, "submit": _("Save attendance and minutes")}
    wrong = any(one.errors for one in (form, *rows))
    return staff_page(
        request,
        "bodies/record.html",
        context,
        title=_("Attendance and minutes"),
        icon="edit",
        trail=_way(shown),
        status=422 if wrong else 200,
    )


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file of the minutes."""
    shown = access.get_meeting(request.user, pk)
    if not shown.minutes_file:
        raise Http404
    with shown.minutes_file.open("rb") as stored:
        return download(stored.read(), shown.minutes_name, "application/octet-stream")


@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a conclusion."""
    shown = access.get_meeting(request.user, pk)
    access.require_keeper(request.user, shown.body.unit_id)
    form = PointForm(assignable(request.user), request.POST)
    if form.is_valid():
        given = form.cleaned_data
        unit = Unit.objects.get(pk=given["unit"]) if given["unit"] else None
        try:
            actions.add_conclusion(
                shown,
                given["text"],
                unit=unit,
                due_on=given["due_on"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect(reverse("bodies:meeting", args=[pk]) + "#conclusions")
    return _page(request, shown, form, status=422)


@require_POST
def remove_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a conclusion out."""
    conclusion = access.get_conclusion(request.user, pk)
    try:
        actions.remove_conclusion(conclusion, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    return redirect("bodies:meeting", conclusion.meeting_id)


@require_http_methods(["GET", "POST"])
def make_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Make tasks of the conclusions that have none."""
    shown = access.get_meeting(request.user, pk)
    access.require_keeper(request.user, shown.body.unit_id)
    data = request.POST if request.method == "POST" else None
    names = assignable(request.user)
    rows = [
        TaskRow(Point(one.pk, one.text, one.unit_id, one.due_on), names, data)
        for one in shown.conclusions.without_task().order_by("number")
    ]
    numbers = dict(shown.conclusions.values_list("pk", "number"))
    usual = UsualForm(data, prefix="usual")
    form = ProgrammeForm(access.draft_programmes(request.user, shown.body.unit_id), data)

    def save() -> str:
        label = _("Conclusion %(number)s")
        plans = {
            row.pk: row.plan(usual.usual(), label % {"number": numbers[row.pk]}) for row in rows if row.chosen
        }
        made = tasking.make_tasks_of_conclusions(
            shown, plans, form.chosen(), by=signed_in(request), at=timezone.now()
        )
        return reverse("programmes:programme", args=[made.pk])

    return tasks_page(request, (form, usual, rows), save, names=listed(names), way=_way(shown))


def tasks_page(
    request: HttpRequest,
    typed: tuple[ProgrammeForm, UsualForm, list[TaskRow]],
    save: Any,
    *,
    names: Any,
    way: list[tuple[str, str]],
) -> HttpResponse:
    """Show conclusions or obligations to make tasks of, or make them."""
    form, usual, rows = typed
    judged: list[forms.Form] = [form, usual, *rows]
    if request.method == "POST" and all([one.is_valid() for one in judged]):
        try:
            onward = save()
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Tasks made. They reach the units when the programme is issued."))
            return redirect(onward)
    wrong = any(one.errors for one in (form, usual)) or any(row.chosen and row.errors for row in rows)
    context = {"form": form, "usual": usual, "rows": rows, "names": names, "submit": _("Make the tasks")}
    context["media"] = sum((row.media for row in rows), form.media)
    return staff_page(
        request,
        "bodies/make_tasks.html",
        context,
        title=_("Make tasks"),
        icon="tasks",
        trail=way,
        status=422 if wrong else 200,
    )
