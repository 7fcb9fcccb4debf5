"""Letters to the authority: the forms, the receipt, and what was published with its answer.

The forms set no cookie: nobody is signed in here, and the signed token of a form stands for the protection that a
cookie gives elsewhere.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nhipcau.audit.errors import NhipCauError
from nhipcau.letterbox import access, actions, rules
from nhipcau.letterbox.errors import NobodyHomeError
from nhipcau.letterbox.forms import ContributionForm, PublicForm, ReceiptForm
from nhipcau.letterbox.models import Letter
from nhipcau.newsroom.models import Item
from nhipcau.portal.overviews import articles
from nhipcau.portal.overviews import letters as overviews
from nhipcau.portal.pages import View, in_language, public_page, show
from nhipcau.portal.throttle import THROTTLE
from nhipcau.units.models import Unit

PER_PAGE = 10


def form_page(view: View) -> View:
    """Make a view answer to reading and to a form that needs no cookie; its answers are kept nowhere."""
    wrapped: View = csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(in_language(view)))
    return wrapped


@form_page
def contact(request: HttpRequest, language: str) -> HttpResponse:
    """Take in a question or suggestion."""
    return _letter(request, language, PublicForm, rules.QUESTION, title=_("Write to us"))


@form_page
def contribute(request: HttpRequest, language: str) -> HttpResponse:
    """Take in a contribution."""
    return _letter(request, language, ContributionForm, rules.CONTRIBUTION, title=_("Send us a contribution"))


@form_page
def about_text(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Take in a letter on a published text."""
    text = articles.find_text(language, slug)
    if text is None or text.withdrawn_at is not None:
        raise Http404
    return _letter(
        request,
        language,
        PublicForm,
        rules.ABOUT_TEXT,
        title=_("Write to us about this text"),
        item=text.item,
        about=text.public_title,
    )


def _letter(
    request: HttpRequest,
    language: str,
    form_class: type[PublicForm],
    kind: str,
    *,
    title: str,
    item: Item | None = None,
    about: str = "",
) -> HttpResponse:
    """Show the form, or take in what was written and answer with the receipt."""
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not form.is_bound:
            form = form_class({})
        letter = _received(request, form, language, kind, item)
        if letter is not None:
            return _receipt(request, language, letter, secret=access.secret_of(letter.token))
    context: dict[str, Any] = {"form": form, "about": about, "slug": item.slug if item else "", "kind": kind}
    status = 422 if form.errors else 200
    return show(request, "portal/letter_form.html", context, language=language, title=title, status=status)


def _received(
    request: HttpRequest, form: PublicForm, language: str, kind: str, item: Item | None
) -> Letter | None:
    """Return the letter, None where the form has to come back."""
    if not form.is_valid():
        return None
    if not THROTTLE.allows(request):
        form.add_error(None, _("Many letters came from here within an hour. Please send this one later."))
        return None
    try:
        return actions.receive_letter(_unit(item), form.written(kind, language, item), at=timezone.now())
    except NhipCauError as error:
        form.add_error(None, str(error.message))
        return None


def _unit(item: Item | None) -> Unit:
    unit = item.unit if item else overviews.home_of_letters(timezone.localdate())
    if unit is None:
        raise NobodyHomeError
    return unit


@form_page
def receipt(request: HttpRequest, language: str) -> HttpResponse:
    """Show to who holds a receipt how far the letter is; consent is taken back here."""
    form = ReceiptForm(request.POST or None)
    if request.method == "POST":
        if not form.is_bound:
            form = ReceiptForm({})
        if THROTTLE.allows(request) and form.is_valid():
            letter: Letter = form.cleaned_data["letter"]
            if request.POST.get("take_back"):
                letter = actions.take_back_consent(letter)
            return _receipt(request, language, letter)
    context = {"form": form}
    status = 422 if form.errors else 200
    return show(
        request,
        "portal/receipt_form.html",
        context,
        language=language,
        title=_("Your receipt"),
        status=status,
    )


def _receipt(request: HttpRequest, language: str, letter: Letter, *, secret: str = "") -> HttpResponse:
    context = {
        "letter": letter,
        "secret": secret,
        "given": request.POST.get("secret", ""),
        "where": request.build_absolute_uri(reverse("portal:receipt", args=[language])),
        "agreed": letter.consent != rules.NOT_PUBLIC,
    }
    return show(request, "portal/receipt.html", context, language=language, title=_("Your receipt"))


@public_page
def answers(request: HttpRequest, language: str) -> HttpResponse:
    """Show the letters that were published with their answers."""
    page = Paginator(overviews.answers(language), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "answers": [overviews.answered(one) for one in page]}
    return show(request, "portal/answers.html", context, language=language, title=_("Letters and answers"))


@public_page
def answer(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """Show a letter that was published with its answer."""
    found = overviews.answers(language).filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {"answers": [overviews.answered(found)]}
    return show(
        request,
        "portal/answers.html",
        context,
        language=language,
        title=_("Letters and answers"),
        versions=(language,),
    )
