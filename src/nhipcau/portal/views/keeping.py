"""The staff's pages of the public site: addresses of the site before it, and where the count of readings goes on from."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.newsroom.rules import ORIGINAL
from nhipcau.portal import access, actions
from nhipcau.portal.forms import AddressesForm, EarlierViewsForm
from nhipcau.portal.models import EarlierViews, OldAddress
from nhipcau.portal.overviews import about
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units.access import signed_in

PER_PAGE = 50


def _trail() -> list[tuple[str, str]]:
    return [(reverse("newsroom:items"), _("Items"))]


@require_GET
def addresses(request: HttpRequest) -> HttpResponse:
    """Show the addresses of the site before this one, and where they lead."""
    access.require_keeper(request.user)
    wanted = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = OldAddress.objects.filter(path__contains=wanted) if wanted else OldAddress.objects.all()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return staff_page(
        request,
        "portal/staff/addresses.html",
        {"page": page, "wanted": wanted},
        title=_("Old addresses"),
        icon="redirect",
        trail=_trail(),
        primary=(reverse("portal_keeping:take_in"), _("Take in a file"), "upload"),
    )


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a file of old addresses: all of it or nothing."""
    access.require_keeper(request.user)
    form = AddressesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.take_in_addresses(form.cleaned_data["file"], by=signed_in(request))
        except NhipCauError as error:
            form.add_error("file", str(error.message))
        else:
            said = ngettext("%(n)d old address leads here now.", "%(n)d old addresses lead here now.", number)
            succeed(request, said % {"n": number})
            return redirect("portal_keeping:addresses")
    context = {"form": form, "submit": _("Take in"), "is_upload": True}
    way = [*_trail(), (reverse("portal_keeping:addresses"), _("Old addresses"))]
    return staff_page(
        request, "shell/form.html", context, title=_("Take in old addresses"), icon="upload", trail=way
    )


@require_POST
def strike_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an old address lead nowhere again."""
    access.require_keeper(request.user)
    actions.strike_address(get_object_or_404(OldAddress, pk=pk), by=signed_in(request))
    succeed(request, _("Struck out."))
    return redirect("portal_keeping:addresses")


@require_GET
def readings(request: HttpRequest) -> HttpResponse:
    """Show how often the portal was read, and what earlier counters showed."""
    access.require_keeper(request.user)
    return staff_page(
        request,
        "portal/staff/readings.html",
        {"readings": about.readings(ORIGINAL)},
        title=_("Readings of the portal"),
        icon="view",
        trail=_trail(),
        primary=(reverse("portal_keeping:earlier"), _("Number of an earlier counter"), "plus"),
    )


@require_http_methods(["GET", "POST"])
def earlier(request: HttpRequest) -> HttpResponse:
    """Enter what another counter showed."""
    access.require_keeper(request.user)
    form = EarlierViewsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.enter_earlier_views(**form.cleaned_data, by=signed_in(request))
        succeed(request, _("Saved."))
        return redirect("portal_keeping:readings")
    way = [*_trail(), (reverse("portal_keeping:readings"), _("Readings of the portal"))]
    title = _("Number of an earlier counter")
    context = {"form": form, "submit": _("Save")}
    return staff_page(request, "shell/form.html", context, title=title, icon="plus", trail=way)


@require_POST
def strike_earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the number of an earlier counter out again."""
    access.require_keeper(request.user)
    actions.strike_earlier_views(get_object_or_404(EarlierViews, pk=pk), by=signed_in(request))
    succeed(request, _("Struck out."))
    return redirect("portal_keeping:readings")
