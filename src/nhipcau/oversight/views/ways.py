"""What the pages of oversight share: the way back, and a page with one form."""

from collections.abc import Callable, Collection

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.oversight.models import Inspection, Review, Shortcoming
from nhipcau.shell.views import refuse, staff_page, succeed

ICON = "view"
Way = list[tuple[str, str]]


def trail() -> Way:
    """Return the way back to the list."""
    return [(reverse("oversight:home"), _("Inspections and reviews"))]


def to_inspection(inspection: Inspection) -> Way:
    """Return the way back to an inspection."""
    return [*trail(), (reverse("oversight:inspection", args=[inspection.pk]), inspection.title)]


def to_shortcoming(shortcoming: Shortcoming) -> Way:
    """Return the way back to a shortcoming."""
    return [
        *to_inspection(shortcoming.inspection),
        (reverse("oversight:shortcoming", args=[shortcoming.pk]), shortcoming.what[:60]),
    ]


def to_review(review: Review) -> Way:
    """Return the way back to a review."""
    return [*trail(), (reverse("oversight:review", args=[review.pk]), review.title)]


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
        request, "oversight/form.html", context, title=title, icon="edit", trail=way, status=status
    )


def do(request: HttpRequest, act: Callable[[], object], onward: str) -> HttpResponse:
    """Do one thing and go on; what is refused is said at the top of the next page."""
    try:
        act()
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("Saved."))
    return redirect(onward)
