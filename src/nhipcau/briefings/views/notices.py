"""The pages of those who ask: what was sent to be made known, how it stands, sending, changing, calling back."""

from collections.abc import Callable

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.briefings import access, actions, overviews, succeeding, tabling
from nhipcau.briefings.errors import BriefingsError
from nhipcau.briefings.forms import AskedForm, CallBackForm, NoticeForm, ShowForm, asked_of, first_asked
from nhipcau.briefings.models import Notice
from nhipcau.programmes.access import assignable, audiences
from nhipcau.programmes.forms.units import listed
from nhipcau.registry.access import get_document
from nhipcau.registry.models import DocumentState
from nhipcau.shell.spreadsheet import xlsx_file
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

ICON = "info-circle"
A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def trail() -> list[tuple[str, str]]:
    """Return the way back to the list."""
    return [(reverse("briefings:home"), _("Directives to make known"))]


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List what the own unit is to make known, and what was sent to others."""
    access.require_sees(request.user)
    today = timezone.localdate()
    mine = Paginator(access.own_receipts(request.user).with_sums().soonest_first(), A_PAGE)
    sent = access.visible_notices(request.user).with_progress().prefetch_related("unit__versions")
    context = {
        "mine": mine.get_page(request.GET.get("m")),
        "sent": Paginator(sent, A_PAGE).get_page(request.GET.get("p")),
        "today": today,
        "asks": bool(access.units_to_ask(request.user)),
        "left_behind": succeeding.left_behind(access.units_to_ask(request.user), today),
    }
    return staff_page(request, "briefings/home.html", context, title=_("Directives to make known"), icon=ICON)


@require_POST
def hand_over(request: HttpRequest, pk: int, heir: int) -> HttpResponse:
    """Let the unit that took over go on with what is open at a unit that ended."""
    ended, unit = units.get_unit(request.user, pk), units.get_unit(request.user, heir)
    try:
        number = succeeding.hand_over(ended, unit, by=signed_in(request), at=timezone.now())
    except BriefingsError as error:
        refuse(request, error)
    else:
        said = ngettext("%(n)d directive handed over.", "%(n)d directives handed over.", number)
        succeed(request, said % {"n": number})
    return redirect("briefings:home")


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a registered document to units that are to make it known."""
    document = get_document(request.user, pk)
    access.require_asker(request.user, document.unit_id)
    if document.state != DocumentState.REGISTERED:
        raise Http404
    names, sets = assignable(request.user), audiences(request.user)
    first = first_asked(document.subject[:300] or str(document), timezone.localdate())
    form = NoticeForm(names, sets, request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        try:
            sent = actions.send_notice(
                document, form.asked(), chosen, by=signed_in(request), at=timezone.now()
            )
        except BriefingsError as error:
            form.add_error(None, str(error.message))
        else:
            said = ngettext("Sent to %(n)d unit.", "Sent to %(n)d units.", len(chosen)) % {"n": len(chosen)}
            succeed(request, said)
            return redirect("briefings:notice", sent.pk)
    return staff_page(
        request,
        "briefings/make.html",
        {"form": form, "names": listed(names), "submit": _("Send to the units")},
        title=_("Make a document known"),
        icon=ICON,
        trail=[(reverse("registry:document", args=[pk]), str(document))],
        status=422 if form.errors else 200,
    )


@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a notice stands: everything together, by level, by branch, who is overdue, and each unit."""
    shown = access.get_notice(request.user, pk)
    today = timezone.localdate()
    form = ShowForm(request.GET)
    show = form.cleaned_data["show"] if form.is_valid() else ""
    rows = shown.receipts.with_sums().shown_as(show, today).soonest_first()
    context = {
        "notice": shown,
        "standings": overviews.standings(shown, today, _unit_asked(request)),
        "overdue": overviews.overdue_names(shown, today, A_PAGE),
        "form": form,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("p")),
        "show": show,
        "under": _unit_asked(request),
        "asks": access.asks(request.user, shown.unit_id) and not shown.withdrawn_at,
        "today": today,
    }
    return staff_page(request, "briefings/notice.html", context, title=shown.title, icon=ICON, trail=trail())


@require_GET
def notice_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Give how each unit stands as a workbook: those that the page shows."""
    shown = access.get_notice(request.user, pk)
    form, today = ShowForm(request.GET), timezone.localdate()
    show = form.cleaned_data["show"] if form.is_valid() else ""
    rows = shown.receipts.with_sums().shown_as(show, today).soonest_first()
    content = xlsx_file(tabling.notice_rows(shown, rows, today), sheet=_("Units"))
    return download(content, f"{shown.title[:80].replace('/', '-')}.xlsx", XLSX)


def _unit_asked(request: HttpRequest) -> int | None:
    """Return the unit whose branches are asked for; None for nothing, or for what is no number."""
    typed = request.GET.get("under", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is asked, or until when."""
    shown = access.get_notice(request.user, pk)
    form = AskedForm(request.POST or None, initial=asked_of(shown))

    def save() -> None:
        actions.change_notice(shown, form.asked(), by=signed_in(request), at=timezone.now())

    return _form_page(
        request, shown, form, save, title=_("Change what is asked"), submit=_("Save the change")
    )


@require_http_methods(["GET", "POST"])
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a notice back."""
    shown = access.get_notice(request.user, pk)
    form = CallBackForm(request.POST or None)

    def save() -> None:
        actions.call_back(shown, why=form.cleaned_data["why"], by=signed_in(request), at=timezone.now())

    return _form_page(
        request, shown, form, save, title=_("Call the directive back"), submit=_("Call it back")
    )


def _form_page(
    request: HttpRequest,
    shown: Notice,
    form: forms.Form,
    save: Callable[[], None],
    *,
    title: str,
    submit: str,
) -> HttpResponse:
    access.require_asker(request.user, shown.unit_id)
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except BriefingsError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Saved."))
            return redirect("briefings:notice", shown.pk)
    way = [*trail(), (reverse("briefings:notice", args=[shown.pk]), shown.title)]
    context = {"form": form, "submit": submit}
    status = 422 if form.errors else 200
    return staff_page(request, "shell/form.html", context, title=title, icon="edit", trail=way, status=status)
