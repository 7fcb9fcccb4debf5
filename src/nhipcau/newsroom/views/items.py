"""The list of items, an item, and what it is."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail import hooks

from nhipcau.newsroom import access, actions, kinds, overviews, rules
from nhipcau.newsroom.forms.items import DetailsForm, EmbargoForm, FilterForm, NewItemForm
from nhipcau.newsroom.models import Item, SheetCopy
from nhipcau.newsroom.views.ways import ICON, do, form_page, text_links, to_item, trail, way
from nhipcau.shell.links import links
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units.access import signed_in

PER_PAGE = 25


@require_GET
def items(request: HttpRequest) -> HttpResponse:
    """Show the items, filtered."""
    access.require_reader(request.user)
    form = FilterForm(request.GET)
    choice = overviews.Choice(**form.cleaned_data) if form.is_valid() else overviews.Choice()
    page = Paginator(overviews.list_items(request.user, choice), PER_PAGE).get_page(request.GET.get("p"))
    writes = bool(access.units_to_write_for(request.user))
    primary = (reverse("newsroom:item_new"), _("New item"), "plus") if writes else None
    languages = access.languages()
    context = {
        "form": form,
        "rows": [overviews.row_of(item, languages) for item in page],
        "page": page,
        "filtered": any(request.GET.get(name) for name in form.fields),
        "writes": writes,
        "links": links("nhipcau_newsroom_links", request.user),
    }
    return staff_page(request, "newsroom/items.html", context, title=_("Items"), icon=ICON, primary=primary)


@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest) -> HttpResponse:
    """Start an item with its first title."""
    if not access.units_to_write_for(request.user):
        raise Http404
    form = NewItemForm(signed_in(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        item = actions.add_item(
            data["unit"], form.details(), title=data["title"], by=signed_in(request), at=timezone.now()
        )
        succeed(request, _("The item is there. Write its text now."))
        return redirect("newsroom:text", item.pk, rules.ORIGINAL)
    context = {"form": form, "submit": _("Make the item")}
    return staff_page(request, "shell/form.html", context, title=_("New item"), icon=ICON, trail=trail())


@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an item: its texts, sources, picture, and what rooms above know of it."""
    found = access.get_item(request.user, pk)
    texts = list(found.texts.select_related("last_edited_by").prefetch_related("reviews__by"))
    for text in texts:
        text.item = found
    marks = overviews.marks_of(found, texts, access.languages())
    shown = [mark for mark in marks if mark.text or mark.translation or mark.language == rules.ORIGINAL]
    context: dict[str, Any] = {
        "item": found,
        "cards": [{"mark": mark, "links": text_links(request.user, mark.text)} for mark in shown],
        "others": [mark for mark in marks if mark not in shown],
        "facts": list(kinds.told(found.kind, found.facts)),
        "audiences": found.audiences.all(),
        "sources": found.sources.select_related("document"),
        "claims": found.claims.prefetch_related("sources"),
        "copies": _copies(found) if found.kind in rules.INTERNAL else None,
        "attachments": found.attachments.filter(removed=False),
        "writes": access.may_write(request.user, found),
        "publishes": access.may_publish(request.user, found),
        "panels": [panel(request, found) for panel in hooks.get_hooks("nhipcau_item_panels")],
    }
    title = overviews.title_of(found, texts)
    return staff_page(request, "newsroom/item.html", context, title=title, icon=ICON, trail=trail())


def _copies(item: Item) -> Any:
    found = SheetCopy.objects.filter(text__item=item).select_related("text", "unit", "read_by")
    return found.prefetch_related("unit__versions")


@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an item is, apart from its texts."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    form = DetailsForm(request.POST or None, instance=access.get_item(request.user, pk))
    if request.method == "POST" and form.is_valid():

        def change() -> object:
            return actions.change_item(found, form.details(), by=signed_in(request), at=timezone.now())

        if do(request, change, _("The details are changed.")):
            return to_item(found)
    context = {
        "form": form,
        "submit": _("Save"),
        "intro": _("Texts that were approved must be approved again afterwards."),
    }
    return staff_page(request, "shell/form.html", context, title=_("Details"), icon="edit", trail=way(found))


@require_http_methods(["GET", "POST"])
def embargo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say until when nothing of an item leaves the house."""
    found = access.get_item(request.user, pk)
    access.require_publisher(request.user, found)
    form = EmbargoForm(request.POST or None, initial={"until": found.embargo_until})

    def save() -> str:
        actions.set_embargo(found, form.cleaned_data["until"], by=signed_in(request))
        return _address(found)

    title, submit = _("Embargo"), _("Save")
    return form_page(request, form, save, title=title, submit=submit, way=way(found), icon="lock")


def _address(item: Item) -> str:
    return reverse("newsroom:item", args=[item.pk])
