"""The pages of inspections and self-checks: the list, planning, the visit, photos, shortcomings, sending."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.oversight import access, actions, overviews
from nhipcau.oversight.actions import Planned
from nhipcau.oversight.forms import (
    InspectionForm,
    NoteForm,
    PhotoForm,
    SelfCheckForm,
    ShortcomingForm,
    VisitForm,
    points_of,
)
from nhipcau.oversight.models import Reply, Shortcoming
from nhipcau.oversight.views.ways import ICON, do, form_page, to_inspection, trail
from nhipcau.programmes.access import assignable, visible_programmes
from nhipcau.programmes.forms.units import listed
from nhipcau.shell.views import download, staff_page
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

NEWEST = 50  # so many of a list stand on a page


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List what is still to be mended, inspections, reviews and plans."""
    access.require_sees_oversight(request.user)
    today = timezone.localdate()
    seen = access.visible_inspections(request.user)
    shortcomings = Shortcoming.objects.of(seen).unfinished().in_full()
    replies = Reply.objects.filter(unit__in=access.working_units(request.user)).select_related("review")
    context = {
        "shortcomings": overviews.shown(shortcomings[:NEWEST], today),
        "inspections": seen.in_full()[:NEWEST],
        "reviews": access.visible_reviews(request.user)[:NEWEST],
        "replies": replies.order_by("-pk")[:NEWEST],
        "plans": access.visible_plans(request.user)[:NEWEST],
        "inspects": access.inspects(request.user),
        "checks": bool(access.working_units(request.user)),
        "today": today,
    }
    return staff_page(request, "oversight/home.html", context, title=_("Inspections and reviews"), icon=ICON)


@require_GET
def every_shortcoming(request: HttpRequest) -> HttpResponse:
    """List the shortcomings that are not mended, those overdue first; all of them where that is asked for."""
    access.require_sees_oversight(request.user)
    rows = Shortcoming.objects.of(access.visible_inspections(request.user)).in_full()
    finished = "all" in request.GET
    page = Paginator(rows if finished else rows.unfinished(), NEWEST).get_page(request.GET.get("p"))
    shortcomings = overviews.shown(page.object_list, timezone.localdate())
    context = {"page": page, "shortcomings": shortcomings, "finished": finished}
    title = _("To be mended")
    return staff_page(
        request, "oversight/every_shortcoming.html", context, title=title, icon=ICON, trail=trail()
    )


@require_GET
def every_inspection(request: HttpRequest) -> HttpResponse:
    """List the inspections and self-checks, the newest first."""
    access.require_sees_oversight(request.user)
    rows = access.visible_inspections(request.user).in_full()
    page = Paginator(rows, NEWEST).get_page(request.GET.get("p"))
    context = {"page": page, "inspections": page.object_list, "today": timezone.localdate()}
    title = _("Inspections and self-checks")
    return staff_page(
        request, "oversight/every_inspection.html", context, title=title, icon=ICON, trail=trail()
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan an inspection."""
    access.require_inspects(request.user)
    names = assignable(request.user)
    offers = {
        "programme": visible_programmes(request.user),
        "plan": access.visible_plans(request.user),
        "checklist": access.offered_checklists(request.user),
    }
    home_unit = units.home_unit(request.user)
    first = {"unit": home_unit.pk if home_unit else None}
    for name in ("plan", "programme"):
        if (asked := request.GET.get(name, "")).isdecimal() and len(asked) < 18:
            first[name] = int(asked)
    form = InspectionForm(names, offers, request.POST or None, initial=first)

    def save() -> str:
        given = form.cleaned_data
        planned = Planned(
            given["title"], given["planned_on"], form.asked(), given["programme"], given["plan"]
        )
        unit, inspected = (Unit.objects.get(pk=given[name]) for name in ("unit", "inspected"))
        made = actions.plan(unit, inspected, planned, by=signed_in(request), at=timezone.now())
        return reverse("oversight:inspection", args=[made.pk])

    return form_page(
        request,
        form,
        save,
        title=_("Plan an inspection"),
        submit=_("Save the inspection"),
        way=trail(),
        names=listed(names),
    )


@require_http_methods(["GET", "POST"])
def self_check(request: HttpRequest) -> HttpResponse:
    """Plan a self-check of one's own unit."""
    units.require_somewhere(request.user, *access.WORKERS)
    standing = access.working_units(request.user) & reach.tree().on(timezone.localdate()).keys()
    names = {unit: units.name_in_memory(unit) for unit in standing}
    form = SelfCheckForm(
        names,
        access.offered_checklists(request.user),
        request.POST or None,
        initial={"planned_on": timezone.localdate()},
    )

    def save() -> str:
        given = form.cleaned_data
        unit = Unit.objects.get(pk=given["unit"])
        planned = Planned(given["title"], given["planned_on"], form.asked())
        made = actions.plan(unit, unit, planned, by=signed_in(request), at=timezone.now())
        return reverse("oversight:inspection", args=[made.pk])

    return form_page(
        request, form, save, title=_("Plan a self-check"), submit=_("Save the self-check"), way=trail()
    )


@require_GET
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an inspection: its checklist, photos, shortcomings, and what is to be done next."""
    shown = access.get_inspection(request.user, pk)
    today = timezone.localdate()
    records = access.records(request.user, shown)
    waits = shown.is_self_check and shown.sent_at is not None and shown.accepted_at is None
    context = {
        "inspection": shown,
        "points": points_of(shown),
        "photos": list(shown.photos.all()),
        "shortcomings": overviews.shown(shown.shortcomings.in_full(), today),
        "records": records,
        "adds": records and shown.held_on is not None and shown.sent_at is None,
        "sends": records and shown.is_self_check and shown.held_on is not None and shown.sent_at is None,
        "accepts": waits and access.judges(request.user, shown),
        "overdue": shown.held_on is None and shown.planned_on < today,
    }
    return staff_page(
        request, "oversight/inspection.html", context, title=shown.title, icon=ICON, trail=trail()
    )


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a visit."""
    shown = access.get_inspection(request.user, pk)
    access.require_recorder(request.user, shown)
    form = VisitForm(points_of(shown), timezone.localdate(), request.POST or None)

    def save() -> str:
        held_on = form.cleaned_data["held_on"]
        actions.record(shown, held_on, form.answers(), by=signed_in(request), at=timezone.now())
        return reverse("oversight:inspection", args=[pk])

    said = _("Write about the matter, never about persons.")
    return form_page(
        request,
        form,
        save,
        title=_("Enter the visit"),
        submit=_("Save the visit"),
        way=to_inspection(shown),
        intro=said,
    )


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what was found."""
    shown = access.get_inspection(request.user, pk)
    access.require_recorder(request.user, shown)
    form = ShortcomingForm(request.POST or None)

    def save() -> str:
        actions.find(shown, **form.cleaned_data, by=signed_in(request))
        return reverse("oversight:inspection", args=[pk]) + "#shortcomings"

    return form_page(
        request,
        form,
        save,
        title=_("Add a shortcoming"),
        submit=_("Save the shortcoming"),
        way=to_inspection(shown),
    )


@require_http_methods(["GET", "POST"])
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a photo of a visit."""
    shown = access.get_inspection(request.user, pk)
    access.require_recorder(request.user, shown)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PhotoForm(*data)

    def save() -> str:
        given = form.cleaned_data
        actions.add_photo(shown, given["photo"], given["caption"], by=signed_in(request), at=timezone.now())
        return reverse("oversight:inspection", args=[pk]) + "#photos"

    return form_page(
        request, form, save, title=_("Add a photo"), submit=_("Save the photo"), way=to_inspection(shown)
    )


@require_GET
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a photo."""
    shown = access.get_photo(request.user, pk)
    with shown.file.open("rb") as file:
        return download(file.read(), shown.name, "image/jpeg", inline=True)


@require_GET
def thumbnail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the small picture of a photo."""
    shown = access.get_photo(request.user, pk)
    with shown.thumbnail.open("rb") as file:
        return download(file.read(), shown.name, "image/jpeg", inline=True)


@require_POST
def remove_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photo out."""
    shown = access.get_photo(request.user, pk)
    onward = reverse("oversight:inspection", args=[shown.inspection_id])
    return do(request, lambda: actions.remove_photo(shown, by=signed_in(request)), onward)


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a self-check to the unit above."""
    shown = access.get_inspection(request.user, pk)
    onward = reverse("oversight:inspection", args=[pk])
    return do(request, lambda: actions.send_check(shown, by=signed_in(request), at=timezone.now()), onward)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a self-check of a unit below."""
    shown = access.get_inspection(request.user, pk)
    onward = reverse("oversight:inspection", args=[pk])
    return do(request, lambda: actions.accept_check(shown, by=signed_in(request), at=timezone.now()), onward)


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a self-check back, with the reason."""
    shown = access.get_inspection(request.user, pk)
    access.require_judge(request.user, shown)
    form = NoteForm(request.POST or None)

    def save() -> str:
        actions.return_check(shown, form.cleaned_data["note"], by=signed_in(request))
        return reverse("oversight:inspection", args=[pk])

    title = _("Send the self-check back")
    return form_page(request, form, save, title=title, submit=title, way=to_inspection(shown))
