"""What the pages of series share: the way back, a page with one form."""

from collections.abc import Callable, Iterable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.newsroom.models import Item
from nhipcau.productions.models import Series
from nhipcau.shell.views import staff_page, succeed

ICON = "list-ul"
Way = list[tuple[str, str]]


def trail() -> Way:
    """Return the way back to the list."""
    return [(reverse("newsroom:items"), _("Items")), (reverse("productions:home"), _("Series and columns"))]


def address(series: Series) -> str:
    """Return where the series is shown."""
    return reverse("productions:series", args=[series.pk])


def to_series(series: Series) -> Way:
    """Return the way back to a series."""
    return [*trail(), (address(series), str(series)[:80])]


def form_page(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[], str],
    *,
    title: str,
    submit: str,
    way: Way,
    items: Iterable[Item] = (),
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
    context = {"form": form, "submit": submit, "items": items}
    status = 422 if form.errors else 200
    return staff_page(
        request, "productions/form.html", context, title=title, icon="edit", trail=way, status=status
    )
