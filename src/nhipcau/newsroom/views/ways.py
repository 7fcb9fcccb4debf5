"""What the newsroom's pages share: the way back, a page with one form, a button."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail import hooks

from nhipcau.audit.errors import NhipCauError
from nhipcau.newsroom import overviews
from nhipcau.newsroom.models import Item, ItemText
from nhipcau.shell.views import refuse, staff_page, succeed

ICON = "doc-full"
Way = list[tuple[str, str | Promise]]


def trail() -> Way:
    """Return the way back to the list."""
    return [(reverse("newsroom:items"), _("Items"))]


def to_item(item: Item) -> HttpResponseRedirect:
    """Lead to the page of an item."""
    return redirect("newsroom:item", item.pk)


def way(item: Item) -> Way:
    """Return the way back to an item. One query."""
    title = overviews.title_of(item, item.texts.all())
    return [*trail(), (reverse("newsroom:item", args=[item.pk]), title[:80])]


def text_links(user: Any, text: ItemText | None) -> list[Any]:
    """Return what rooms above offer to do with a text."""
    if text is None:
        return []
    return [link for offer in hooks.get_hooks("nhipcau_text_links") for link in offer(user, text)]


def do(request: HttpRequest, act: Callable[[], object], said: str) -> bool:
    """Do one thing and say what came of it; return whether it was done."""
    try:
        act()
    except NhipCauError as error:
        refuse(request, error)
        return False
    succeed(request, said)
    return True


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    save: Callable[[], str],
    *,
    title: str,
    submit: str,
    way: Way,
    said: str = "",
    intro: str = "",
    icon: str = "edit",
) -> HttpResponse:
    """Show a form, or do what it asks and go where `save` says; what is refused stands above what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            onward = save()
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, said or _("Saved."))
            return redirect(onward)
    context = {
        "form": form,
        "media": form.media,
        "submit": submit,
        "intro": intro,
        "is_upload": form.is_multipart(),
    }
    return staff_page(request, "shell/form.html", context, title=title, icon=icon, trail=way)
