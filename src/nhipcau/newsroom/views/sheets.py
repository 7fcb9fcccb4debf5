"""Sheets given to units: the publisher's form, and what a unit has been given."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.newsroom import access, kinds
from nhipcau.newsroom.actions import sheets as actions
from nhipcau.newsroom.forms.sheets import GiveForm
from nhipcau.newsroom.views.ways import do, form_page, way
from nhipcau.shell.views import staff_page
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

PER_PAGE = 25
ICON = "mail"


@require_GET
def sheets(request: HttpRequest) -> HttpResponse:
    """Show what the person's units have been given, the newest first."""
    access.require_receiving(request.user)
    found = access.sheets_given_to(request.user).select_related("text__item", "unit", "read_by")
    page = Paginator(found.prefetch_related("unit__versions"), PER_PAGE).get_page(request.GET.get("p"))
    today = timezone.localdate()
    rows = [(copy, kinds.is_over(copy.text.item.facts, today)) for copy in page]
    return staff_page(
        request,
        "newsroom/sheets.html",
        {"rows": rows, "page": page},
        title=_("Sheets given to us"),
        icon=ICON,
    )


@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the version of a sheet that a unit was given."""
    copy = access.get_copy(request.user, pk)
    content = copy.revision.content
    context = {
        "copy": copy,
        "text": copy.text,
        "content": content,
        "facts": list(kinds.told(content["kind"], content["facts"], content["worded"])),
        "over": kinds.is_over(copy.text.item.facts, timezone.localdate()),
        "confirms": copy.read_at is None and access.receives(request.user, copy),
    }
    trail = [(reverse("newsroom:sheets"), _("Sheets given to us"))]
    return staff_page(request, "newsroom/sheet.html", context, title=content["title"], icon=ICON, trail=trail)


@require_POST
def sheet_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that the unit has read its copy."""
    copy = access.get_copy(request.user, pk)
    access.require_receiver(request.user, copy)
    do(
        request,
        lambda: actions.confirm_sheet(copy, by=signed_in(request), at=timezone.now()),
        _("The receipt is confirmed."),
    )
    return redirect("newsroom:sheet", pk)


@require_http_methods(["GET", "POST"])
def sheet_give(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Give the approved version of a sheet to units."""
    text = access.get_text(request.user, pk, language)
    access.require_publisher(request.user, text.item)
    form = GiveForm(request.POST or None)

    def save() -> str:
        units = list(Unit.objects.filter(pk__in=form.cleaned_data["units"]))
        actions.give_sheet(text, units, by=signed_in(request), at=timezone.now())
        return reverse("newsroom:item", args=[pk])

    title, submit = _("Give it to units"), _("Give it")
    intro = _("Their people find it among what waits for them, and confirm that they have read it.")
    return form_page(
        request, form, save, title=title, submit=submit, way=way(text.item), intro=intro, icon=ICON
    )
