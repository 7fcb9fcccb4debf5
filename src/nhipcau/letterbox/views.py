"""The staff's pages of letters."""

from collections.abc import Callable

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.letterbox import access, actions, rules
from nhipcau.letterbox.forms import AnswerForm, AssignForm, CloseForm, MakeItemForm, PassOnForm, PublishForm
from nhipcau.letterbox.models import Letter, LetterFile
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.views.ways import do, form_page
from nhipcau.shell.views import download, staff_page
from nhipcau.units import reach
from nhipcau.units.access import signed_in

PER_PAGE = 30
ICON = "mail"
Way = list[tuple[str, str | Promise]]


def _trail() -> Way:
    return [(reverse("letterbox:letters"), _("Letters"))]


def _way(letter: Letter) -> Way:
    return [*_trail(), (_address(letter.pk), letter.number)]


def _address(pk: int) -> str:
    return reverse("letterbox:letter", args=[pk])


@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Show the letters of the own units, those that want an answer first."""
    access.require_handling(request.user)
    found = access.letters_visible_to(request.user)
    shows_all = bool(request.GET.get("all"))
    rows = found if shows_all else found.open()
    page = Paginator(rows.select_related("unit", "handler").prefetch_related("unit__versions"), PER_PAGE)
    context = {
        "page": page.get_page(request.GET.get("p")),
        "all": shows_all,
        "today": timezone.localdate(),
        "open": rules.OPEN,
    }
    return staff_page(request, "letterbox/letters.html", context, title=_("Letters"), icon=ICON)


@require_GET
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter, how far it is, and what can be done with it."""
    found = access.get_letter(request.user, pk)
    is_open = found.state in rules.OPEN
    approves = access.approves(request.user, found.unit_id)
    written_by_others = found.written_by_id != signed_in(request).pk
    context = {
        "letter": found,
        "files": found.files.all(),
        "is_open": is_open,
        "is_late": is_open and found.due_on < timezone.localdate(),
        "approves": approves,
        "may_approve": approves and found.state == rules.WRITTEN and written_by_others,
        "may_publish": approves and found.state == rules.ANSWERED and found.consent != rules.NOT_PUBLIC,
        "may_make": is_open and found.kind == rules.CONTRIBUTION and _writes(request, found),
    }
    return staff_page(
        request, "letterbox/letter.html", context, title=found.number, icon=ICON, trail=_trail()
    )


def _writes(request: HttpRequest, letter: Letter) -> bool:
    return letter.unit_id in newsroom.units_to_write_for(request.user)


@require_GET
def file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Give a file that came with a letter."""
    found: LetterFile = access.get_file(request.user, pk, file)
    with found.file.open("rb") as content:
        return download(content.read(), found.file_name, found.media_type)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a letter to somebody to answer."""
    found = access.get_letter(request.user, pk)
    form = AssignForm(found.unit_id, request.POST or None, initial={"person": signed_in(request).pk})

    def act() -> object:
        return actions.assign_letter(found, form.cleaned_data["person"], by=signed_in(request))

    return _page(request, found, form, act, title=_("Who answers"))


@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass a letter on to another unit."""
    found = access.get_letter(request.user, pk)
    others = frozenset(reach.tree().on(timezone.localdate())) - {found.unit_id}
    form = PassOnForm(others, request.POST or None)

    def act() -> object:
        return actions.pass_on(found, **form.cleaned_data, by=signed_in(request))

    return _page(request, found, form, act, title=_("Pass on"), onward=reverse("letterbox:letters"))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the answer."""
    found = access.get_letter(request.user, pk)
    form = AnswerForm(request.POST or None, initial={"answer": found.answer})

    def act() -> object:
        return actions.write_answer(found, form.cleaned_data["answer"], by=signed_in(request))

    return _page(request, found, form, act, title=_("Write the answer"))


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the answer."""
    found = access.get_letter(request.user, pk)
    access.require_approver(request.user, found)
    by = signed_in(request)
    do(request, lambda: actions.approve_answer(found, by=by, at=timezone.now()), _("The letter is answered."))
    return redirect(_address(pk))


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a letter without an answer."""
    found = access.get_letter(request.user, pk)
    form = CloseForm(request.POST or None)

    def act() -> object:
        return actions.close_letter(
            found, reason=form.cleaned_data["reason"], by=signed_in(request), at=timezone.now()
        )

    return _page(request, found, form, act, title=_("Close without an answer"))


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a letter with its answer."""
    found = access.get_letter(request.user, pk)
    access.require_approver(request.user, found)
    begun = {"question": found.public_question or found.words, "answer": found.public_answer or found.answer}
    form = PublishForm(request.POST or None, initial=begun)

    def act() -> object:
        return actions.publish_answer(found, **form.cleaned_data, by=signed_in(request), at=timezone.now())

    intro = _("Readers see: %(name)s") % {"name": rules.shown_name(found.name, found.consent) or "—"}
    return _page(request, found, form, act, title=_("Publish with the answer"), intro=intro)


@require_POST
def unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a published letter down."""
    found = access.get_letter(request.user, pk)
    access.require_approver(request.user, found)
    do(request, lambda: actions.unpublish_answer(found, by=signed_in(request)), _("Taken down."))
    return redirect(_address(pk))


@require_http_methods(["GET", "POST"])
def make_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an item of a contribution."""
    found = access.get_letter(request.user, pk)
    newsroom.require_writer(request.user, Item(unit_id=found.unit_id))
    form = MakeItemForm(found, request.POST or None, initial={"contact": found.unit.contact_email})

    def act() -> object:
        data = form.cleaned_data
        return actions.make_item(
            found,
            slug=data["slug"],
            topic=data["topic"].code,
            contact=data["contact"],
            by=signed_in(request),
            at=timezone.now(),
        )

    return _page(request, found, form, act, title=_("Make an item of it"))


@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase what a letter says of a person."""
    found = access.get_letter(request.user, pk)
    access.require_approver(request.user, found)
    by = signed_in(request)
    do(request, lambda: actions.erase_letter(found, by=by, at=timezone.now()), _("Personal data erased."))
    return redirect(_address(pk))


def _page(
    request: HttpRequest,
    letter: Letter,
    form: forms.BaseForm,
    act: Callable[[], object],
    *,
    title: str,
    onward: str = "",
    intro: str = "",
) -> HttpResponse:
    def save() -> str:
        act()
        return onward or _address(letter.pk)

    return form_page(request, form, save, title=title, submit=_("Save"), way=_way(letter), intro=intro)
