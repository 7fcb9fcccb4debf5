"""The pages of a shortcoming: what was said about it, mending, judging, and the task made of it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.oversight import access, actions, overviews, tasking
from nhipcau.oversight.forms import MendedForm, NoteForm, TaskForm
from nhipcau.oversight.models import ShortcomingState
from nhipcau.oversight.views.ways import ICON, form_page, to_inspection, to_shortcoming
from nhipcau.programmes.access import assignable, visible_programmes
from nhipcau.programmes.forms.units import listed
from nhipcau.shell.views import download, staff_page
from nhipcau.units.access import signed_in


@require_GET
def shortcoming(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a shortcoming and what was said about it."""
    shown = access.get_shortcoming(request.user, pk)
    judges = access.judges(request.user, shown.inspection)
    context = {
        "one": overviews.shown([shown], timezone.localdate())[0],
        "follow_ups": list(shown.follow_ups.select_related("by")),
        "mends": shown.state == ShortcomingState.OPEN and access.mends(request.user, shown.inspection),
        "judges": shown.state == ShortcomingState.MENDED and judges,
        "makes_task": judges and shown.task_id is None and shown.state != ShortcomingState.ACCEPTED,
    }
    way = to_inspection(shown.inspection)
    return staff_page(
        request, "oversight/shortcoming.html", context, title=_("Shortcoming"), icon=ICON, trail=way
    )


@require_http_methods(["GET", "POST"])
def mended(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a shortcoming is mended."""
    shown = access.get_shortcoming(request.user, pk)
    access.require_mender(request.user, shown.inspection)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MendedForm(*data)

    def save() -> str:
        given = form.cleaned_data
        actions.say_mended(shown, given["note"], file=given["file"], by=signed_in(request), at=timezone.now())
        return reverse("oversight:shortcoming", args=[pk])

    title = _("Say that it is mended")
    return form_page(
        request, form, save, title=title, submit=title, way=to_shortcoming(shown), intro=shown.mend
    )


@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
    """Accept what was mended, or open the shortcoming again."""
    shown = access.get_shortcoming(request.user, pk)
    access.require_judge(request.user, shown.inspection)
    form = NoteForm(request.POST or None)
    act = actions.accept if verdict == "accept" else actions.reopen

    def save() -> str:
        act(shown, form.cleaned_data["note"], by=signed_in(request), at=timezone.now())
        return reverse("oversight:shortcoming", args=[pk])

    title = _("Accept the mending") if verdict == "accept" else _("Open it again")
    return form_page(
        request, form, save, title=title, submit=title, way=to_shortcoming(shown), intro=shown.mend
    )


@require_http_methods(["GET", "POST"])
def make_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a task of a shortcoming."""
    shown = access.get_shortcoming(request.user, pk)
    access.require_judge(request.user, shown.inspection)
    names = assignable(request.user)
    if not names:
        raise PermissionDenied
    drafts = visible_programmes(request.user).filter(unit=shown.inspection.unit_id, state="draft")
    form = TaskForm(names, drafts, shown, request.POST or None)

    def save() -> str:
        chosen = form.cleaned_data["programme"]
        made = tasking.make_task(shown, form.plan(), chosen, by=signed_in(request), at=timezone.now())
        return reverse("programmes:programme", args=[made.pk])

    return form_page(
        request,
        form,
        save,
        title=_("Make a task of the shortcoming"),
        submit=_("Make the task"),
        way=to_shortcoming(shown),
        intro=_("It reaches the unit when the programme is issued."),
        names=listed(names),
    )


@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file that shows how a shortcoming was mended."""
    shown = access.get_follow_up(request.user, pk)
    if not shown.file:
        raise Http404
    with shown.file.open("rb") as file:
        return download(file.read(), shown.file_name, "application/octet-stream")
