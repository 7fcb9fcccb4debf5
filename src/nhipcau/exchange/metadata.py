"""The pages of metadata of other systems: take a file in, look at what it would add, add it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange import access, actions
from nhipcau.exchange.forms import MetadataForm
from nhipcau.exchange.proposing import Fate, Kind
from nhipcau.exchange.views import ICON, REFUSED, way
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

SHOWN = 500
KINDS = {
    Kind.SPLIT: _("Splits"),
    Kind.INDICATOR: _("Indicators"),
    Kind.RATIO: _("Ratios"),
    Kind.FORM: _("Forms"),
    Kind.UNIT: _("Units"),
}
# What a thing's fate is called, and the state by which the page marks it.
FATES = {
    Fate.NEW: (_("new"), "waiting"),
    Fate.SAME: (_("as it is here"), "done"),
    Fate.DIFFERS: (_("differs, stays as it is here"), "done"),
    Fate.REFUSED: (_("not taken"), "returned"),
}


def take_in_metadata(request: HttpRequest) -> HttpResponse:
    """Take in a file of metadata; nothing else is written yet."""
    access.require_proposer(request.user)
    form = MetadataForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.take_in_metadata(file.name, file.read(), by=signed_in(request), at=timezone.now())
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("exchange:metadata", kept.pk)
    context = {"form": form, "submit": _("Show what would be added"), "is_upload": True}
    status = REFUSED if form.errors else 200
    return staff_page(
        request,
        "shell/form.html",
        context,
        title=_("Take in metadata"),
        icon=ICON,
        trail=way(),
        status=status,
    )


@require_GET
def metadata(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file would add, or what it added."""
    kept = access.get_intake(request.user, pk)
    if kept.kind != actions.METADATA:
        return redirect("exchange:intake", kept.pk)
    rows = (kept.outcome if kept.applied_at else kept.preview)["rows"]
    context = {
        "intake": kept,
        "counts": [(name, sum(row["fate"] == fate for row in rows)) for fate, (name, _mark) in FATES.items()],
        "anything": any(row["fate"] == Fate.NEW for row in rows),
        "kinds": [
            (name, [(row, *FATES[Fate(row["fate"])]) for row in rows if row["kind"] == kind][:SHOWN])
            for kind, name in [*KINDS.items(), ("", _("Rows that could not be read"))]
        ],
        "shown": SHOWN,
        "more": any(sum(row["kind"] == kind for row in rows) > SHOWN for kind in KINDS),
    }
    return staff_page(request, "exchange/metadata.html", context, title=kept.name, icon=ICON, trail=way())


@require_POST
def take_over_metadata(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what is new in a file."""
    kept = access.get_intake(request.user, pk)
    try:
        proposal = actions.take_over_metadata(kept, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        number = proposal.count(Fate.NEW)
        succeed(
            request,
            ngettext("%(number)d thing was added.", "%(number)d things were added.", number)
            % {"number": number},
        )
    return redirect("exchange:metadata", pk)
