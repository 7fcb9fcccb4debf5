"""What the pages of good practice share: the way back, a page with one form, a button."""

from collections.abc import Callable, Collection

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.practices.models import Practice
from nhipcau.shell.views import refuse, staff_page, succeed

ICON = "pick"
Way = list[tuple[str, str]]


def trail() -> Way:
    """Return the way back to the list."""
    return [(reverse("practices:home"), _("Good practices"))]


def address(practice: Practice) -> str:
    """Return where the practice is shown."""
    return reverse("practices:practice", args=[practice.pk])


def to_practice(practice: Practice) -> Way:
    """Return the way back to a practice."""
    return [*trail(), (address(practice), practice.title[:80])]


def form_page(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[], str],
    *,
    title: str,
    submit: str,
    way: Way,
    intro: str = "",
    names: Collection[str] = (),
) -> HttpResponse:
    """Show a form, or do what it asks and go where `save` says; what is refused stands above what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            onward = save()
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Saved."))
            return redirect(onward)
    context = {
        "form": form,
        "submit": submit,
        "intro": intro,
        "names": names,
        "is_upload": form.is_multipart(),
    }
    status = 422 if form.errors else 200
    return staff_page(
        request, "practices/form.html", context, title=title, icon="edit", trail=way, status=status
    )


def do(request: HttpRequest, act: Callable[[], object], onward: str, said: str = "") -> HttpResponse:
    """Do one thing and go on; what is refused is said at the top of the next page."""
    try:
        act()
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, said or _("Saved."))
    return redirect(onward)
