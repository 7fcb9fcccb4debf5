"""The pages of packets.

On the page of a document they show themselves through the registry's hook `nhipcau_document_panels`.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange.access import SEE as SEE_FIGURES
from nhipcau.exchange.formats.edxml import UNCONFIRMED
from nhipcau.exchange.packets import access, answering, identifying, overviews, sending, taking
from nhipcau.exchange.packets.forms import EndForm, IdentifierForm, ListForm, LookForm, SendForm, StateForm
from nhipcau.exchange.packets.models import Way
from nhipcau.registry.models import Direction, Document, DocumentState
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import roles_of, signed_in

ICON = "mail"
A_PAGE = 25
IDENTIFIERS_A_PAGE = 50
REFUSED = 422


@require_GET
def packets(request: HttpRequest) -> HttpResponse:
    """The packets that came and went, with their latest states."""
    access.require_reader(request.user)
    form = LookForm(request.GET)
    way = form.cleaned_data["way"] if form.is_valid() else ""
    every = access.visible_packets(request.user)
    found = every.filter(way=way) if way else every
    page = Paginator(found.told(), A_PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "page": page,
        "rows": overviews.shown(request.user, page.object_list),
        "any": bool(page.object_list) or every.exists(),
        "query": f"way={way}" if way else "",
        "administers": bool(access.administered(request.user)),
    }
    return staff_page(
        request,
        "exchange/packets/packets.html",
        context,
        title=_("Packets of documents"),
        icon=ICON,
        trail=_way(request),
    )


@require_GET
def packet(request: HttpRequest, pk: int) -> HttpResponse:
    """One packet: what it says, what it holds, its states, and what can be told."""
    kept = access.get_packet(request.user, pk)
    (view,) = overviews.shown(request.user, [kept])
    context = {"view": view, "packet": kept}
    return staff_page(
        request,
        "exchange/packets/packet.html",
        context,
        title=str(kept),
        icon=ICON,
        trail=_way(request, last=True),
    )


@require_GET
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the packet as it was received or sent."""
    kept = access.get_packet(request.user, pk)
    with kept.file.open("rb") as file:
        return download(file.read(), kept.file_name, "application/xml")


@require_GET
def attachment(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Hand out one of the packet's files."""
    found = taking.opened(access.get_packet(request.user, pk))
    if position >= len(found):
        raise Http404
    return download(found[position].content, found[position].name, found[position].media_type)


@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the other side a state."""
    kept = access.get_packet(request.user, pk)
    access.require_keeper(request.user, kept)
    form = StateForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    try:
        answering.tell_state(
            kept, said.get("code", ""), said.get("description", ""), by=signed_in(request), at=timezone.now()
        )
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("The other side is told: %s.") % overviews.says(said["code"]))
    return redirect("exchange:packet", pk)


@require_POST
def enter(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Put one of the packet's files into the register."""
    kept = access.get_packet(request.user, pk)
    try:
        document = taking.enter_document(kept, position, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
        return redirect("exchange:packet", pk)
    succeed(request, _("The file is in the register, to be checked."))
    return redirect("registry:document", document.pk)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an issued document as a packet."""
    document = access.get_sendable(request.user, pk)
    now = timezone.now()
    offices = overviews.known_offices(timezone.localdate(now), document)
    annexes = [(one.pk, f"{one.title} ({one.name})") for one in sending.annexes_of(document)]
    form = SendForm(request.POST or None, offices=offices, annexes=annexes, initial=_known(document))
    if request.method == "POST" and form.is_valid():
        try:
            made = sending.send_document(
                document, form.addressees(), form.sending(), by=signed_in(request), at=now
            )
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("The packet is on its way. What the addressees say of it will show here."))
            return redirect("exchange:packet", made.pk)
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("Send"), "intro": str(document)},
        title=_("Send as a packet"),
        icon=ICON,
        trail=[(reverse("registry:document", args=[pk]), str(document))],
        status=REFUSED if form.errors else 200,
    )


def _known(document: Document) -> dict[str, Any]:
    found = document.findings.filter(field="place").live().first()
    name = found.fields.get("name") if found else ""
    return {"signer": document.signer, "place": name or "", "priority": "0"}


@require_http_methods(["GET", "POST"])
def identifiers(request: HttpRequest) -> HttpResponse:
    """Who bears which identifier; administrators enter them."""
    listed = access.identifiers(request.user)
    units = access.administered(request.user)
    now = timezone.now()
    form = IdentifierForm(request.POST or None, units=units, initial={"valid_from": timezone.localdate(now)})
    if request.method == "POST":
        access.require_administrator(request.user, None)
        if form.is_valid():
            try:
                identifying.enter_identifier(form.entry(), by=signed_in(request), at=now)
            except NhipCauError as error:
                form.add_error(None, str(error.message))
            else:
                succeed(request, _("The identifier was entered."))
                return redirect("exchange:identifiers")
    return _identifiers(request, listed, form, ListForm(), status=REFUSED if form.errors else 200)


@require_POST
def identifier_list(request: HttpRequest) -> HttpResponse:
    """Take over a list of identifiers, all of it or nothing."""
    listed = access.identifiers(request.user)
    access.require_administrator(request.user, None)
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            new = identifying.take_over_list(
                form.cleaned_data["file"].read(), by=signed_in(request), at=timezone.now()
            )
        except NhipCauError as error:
            form.add_error("file", str(error.message))
        else:
            succeed(request, ngettext("%d identifier is new.", "%d identifiers are new.", new) % new)
            return redirect("exchange:identifiers")
    blank = IdentifierForm(units=access.administered(request.user))
    return _identifiers(request, listed, blank, form, status=REFUSED)


@require_POST
def end_identifier(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an identifier end, today unless another day is given."""
    found = access.get_identifier(request.user, pk)
    now = timezone.now()
    last = EndForm(request.POST).day_or(timezone.localdate(now))
    try:
        identifying.end_identifier(found, last, by=signed_in(request), at=now)
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("The identifier was ended. Packets to it are no longer taken in."))
    return redirect("exchange:identifiers")


def _identifiers(
    request: HttpRequest, listed: Any, form: IdentifierForm, list_form: ListForm, *, status: int
) -> HttpResponse:
    units = access.administered(request.user)
    context = {
        "form": form,
        "list_form": list_form,
        "media": form.media + list_form.media,
        "page": Paginator(listed, IDENTIFIERS_A_PAGE).get_page(request.GET.get("p")),
        "administers": bool(units),
        "units": units,
        "today": timezone.localdate(),
    }
    return staff_page(
        request,
        "exchange/packets/identifiers.html",
        context,
        title=_("Identifiers"),
        icon="key",
        trail=_way(request, last=True),
        status=status,
    )


@require_GET
def unconfirmed(request: HttpRequest) -> HttpResponse:
    """What about the format no public source confirms."""
    access.require_reader(request.user)
    return staff_page(
        request,
        "exchange/packets/unconfirmed.html",
        {"rows": UNCONFIRMED},
        title=_("What is not confirmed"),
        icon="help",
        trail=_way(request, last=True),
    )


def document_panel(request: HttpRequest, document: Document) -> str:
    """Return the packets of a document with their states, and the way to send it; "" where there is neither."""
    views = overviews.shown(request.user, access.packets_of(request.user, document))
    can_go = document.direction == Direction.ISSUED and document.state == DocumentState.REGISTERED
    may_send = can_go and access.may_send(request.user, document)
    if not views and not may_send:
        return ""
    context = {"views": views, "document": document, "may_send": may_send, "out": Way.OUT}
    return render_to_string("exchange/packets/of_document.html", context, request)


def _way(request: HttpRequest, *, last: bool = False) -> list[tuple[str, str]]:
    """Return the way back; administrators come by the list of packets, figures are not theirs."""
    figures = frozenset(SEE_FIGURES) & roles_of(request.user)
    way = [(reverse("exchange:index"), _("Exchange"))] if figures else []
    return [*way, (reverse("exchange:packets"), _("Packets of documents"))] if last else way
