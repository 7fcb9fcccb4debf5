"""The pages of exchange: take figures out for other systems, and bring theirs in after looking at what would change."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange import access, actions, exporting
from nhipcau.exchange import keys as making
from nhipcau.exchange.forms import ExportForm, KeyForm, TakeInForm
from nhipcau.exchange.packets.access import reads_packets
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in

ICON = "download"
INTAKES_A_PAGE = 30
SHOWN = 200
REFUSED = 422


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What can be taken out, and the files one took in."""
    access.require_visitor(request.user)
    return _index(request, ExportForm(user=request.user))


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """A file for another system."""
    access.require_reader(request.user)
    access.require_form(request.user, request.GET.get("form", ""))
    form = ExportForm(request.GET, user=request.user)
    if not form.is_valid():
        return _index(request, form, status=REFUSED)
    try:
        written = exporting.write(request.user, form.wanted(), timezone.now())
    except NhipCauError as error:
        form.add_error(None, str(error.message))
        return _index(request, form, status=REFUSED)
    return download(written.content, written.name, written.media_type)


def _index(request: HttpRequest, form: ExportForm, *, status: int = 200) -> HttpResponse:
    reports = access.reports(request.user)
    page = Paginator(access.intakes(request.user), INTAKES_A_PAGE).get_page(request.GET.get("p"))
    primary = (reverse("exchange:take_in"), _("Take in a file"), "upload") if reports else None
    return staff_page(
        request,
        "exchange/index.html",
        {
            "form": form,
            "page": page,
            "reports": reports,
            "reads": access.reads(request.user),
            "reads_packets": reads_packets(request.user),
            "proposes": access.proposes(request.user),
        },
        title=_("Exchange"),
        icon=ICON,
        primary=primary,
        status=status,
    )


def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a file of another system; no figure is written yet."""
    access.require_reporter(request.user)
    form = TakeInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            intake = actions.take_in_file(
                file.name, file.read(), how=form.how(), by=signed_in(request), at=timezone.now()
            )
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("exchange:intake", intake.pk)
    context = {"form": form, "submit": _("Show what would change"), "is_upload": True}
    status = REFUSED if form.errors else 200
    return staff_page(
        request, "shell/form.html", context, title=_("Take in a file"), icon=ICON, trail=way(), status=status
    )


@require_GET
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file would change, or what it did."""
    kept = access.get_intake(request.user, pk)
    outcome: Mapping[str, Any] = kept.outcome if kept.applied_at else kept.preview
    if kept.kind == actions.METADATA:
        return redirect("exchange:metadata", kept.pk)
    changes, conflicts = outcome["changes"], outcome["conflicts"]
    context = {
        "intake": kept,
        "outcome": outcome,
        "changes": changes[:SHOWN],
        "more_changes": max(0, len(changes) - SHOWN),
        "conflicts": conflicts[:SHOWN],
        "more_conflicts": max(0, len(conflicts) - SHOWN),
        "anything": bool(changes or outcome["sent"]),
    }
    return staff_page(request, "exchange/intake.html", context, title=kept.name, icon=ICON, trail=way())


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the values of a file."""
    kept = access.get_intake(request.user, pk)
    try:
        outcome = actions.take_over(kept, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        number = len(outcome.changes)
        said = ngettext("%(number)d figure was taken over.", "%(number)d figures were taken over.", number)
        succeed(request, said % {"number": number})
    return redirect("exchange:intake", pk)


def keys(request: HttpRequest) -> HttpResponse:
    """The keys that act as the person; a new one is shown once, here."""
    access.require_reader(request.user)
    today = timezone.localdate()
    form = KeyForm(request.POST or None, user=request.user, today=today)
    made = None
    if request.method == "POST" and form.is_valid():
        try:
            made = making.make_key(**form.cleaned_data, by=signed_in(request), at=timezone.now())
        except NhipCauError as error:
            form.add_error("expires_on", str(error.message))
        else:
            form = KeyForm(user=request.user, today=today)
    context = {"form": form, "made": made, "keys": access.keys(request.user), "today": today}
    status = REFUSED if form.errors else 200
    page = staff_page(
        request, "exchange/keys.html", context, title=_("Keys"), icon="key", trail=way(), status=status
    )
    page["Cache-Control"] = "no-store"
    return page


@require_POST
def end_key(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key."""
    making.end_key(access.get_key(request.user, pk), by=signed_in(request), at=timezone.now())
    succeed(request, _("The key was ended. It opens nothing any more."))
    return redirect("exchange:keys")


def way() -> list[tuple[str, str]]:
    """Return the way back to the first page of this room."""
    return [(reverse("exchange:index"), str(_("Exchange")))]
