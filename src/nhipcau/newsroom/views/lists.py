"""The place's own lists: one page for each, one form for a line."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.newsroom import access, pictures
from nhipcau.newsroom.actions import lists as actions
from nhipcau.newsroom.forms.lists import (
    AudienceForm,
    FactForm,
    ImprintForm,
    LanguageForm,
    MapForm,
    PlaceForm,
    TermForm,
    TopicForm,
)
from nhipcau.newsroom.models import (
    Audience,
    ContentLanguage,
    Imprint,
    MapSheet,
    Place,
    PlaceFact,
    Term,
    Topic,
)
from nhipcau.newsroom.views.ways import do, trail
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units.access import signed_in

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class List:
    """A list of the place: its lines, their form, what a page shows of a line, and whether lines may be struck."""

    title: str | Promise
    new: str | Promise
    intro: str | Promise
    model: type[models.Model]
    form: type[forms.ModelForm[Any]]
    columns: tuple[tuple[str, str | Promise], ...]
    struck: bool = False


_NAMES = (("name", _("Name in Vietnamese")), ("name_en", _("Name in English")))
_IN_USE = ("in_use", _("In use"))
LISTS: dict[str, List] = {
    "languages": List(
        _("Languages"),
        _("New language"),
        _("The portal has pages in each language in use. Vietnamese is the original and stays."),
        ContentLanguage,
        LanguageForm,
        (("own_name", _("Its own name")), *_NAMES, ("code", _("Code")), _IN_USE),
    ),
    "topics": List(
        _("Topics"),
        _("New topic"),
        _(
            "What the place speaks of. Topics stay in the list, as items name them; take out of use what is over."
        ),
        Topic,
        TopicForm,
        (*_NAMES, ("needs_source", _("Nothing without a source")), ("in_menu", _("In the menu")), _IN_USE),
    ),
    "audiences": List(
        _("Audiences"),
        _("New audience"),
        _("To whom the place speaks, and what they need. Groups in general, never lists of people."),
        Audience,
        AudienceForm,
        (("name", _("Name in Vietnamese")), ("local_needs", _("What they need")), _IN_USE),
    ),
    "terms": List(
        _("Glossary"),
        _("New term"),
        _(
            "Names, titles and terms that are translated in one way only. Translations are checked against it."
        ),
        Term,
        TermForm,
        (
            ("source", _("In Vietnamese")),
            ("language", _("Language")),
            ("target", _("In that language")),
            ("note", _("Note")),
        ),
        struck=True,
    ),
    "places": List(
        _("Names of places"),
        _("New name of a place"),
        _("Names of places as the authority writes them. Texts are checked against the list."),
        Place,
        PlaceForm,
        (("name", _("Name")), ("kind", _("What it is")), ("basis", _("Document that gives the name"))),
        struck=True,
    ),
    "maps": List(
        _("Maps"),
        _("New map"),
        _(
            "Maps that may be printed, each with its permit. Pictures that show a map are taken from here only."
        ),
        MapSheet,
        MapForm,
        (("title", _("Title")), ("publisher", _("Drawn by")), ("permit", _("Permit")), _IN_USE),
    ),
    "facts": List(
        _("Profile of the place"),
        _("New fact"),
        _("What the portal says of the place in figures and plain facts, each with its day and its source."),
        PlaceFact,
        FactForm,
        (
            ("get_group_display", _("Heading")),
            ("name", _("Name in Vietnamese")),
            ("value", _("What it says")),
            ("as_of", _("As of")),
            ("source", _("Source")),
            _IN_USE,
        ),
    ),
    "imprint": List(
        _("Imprint"),
        _("New language"),
        _("Who answers for the portal, where to reach them, and how its content may be used again."),
        Imprint,
        ImprintForm,
        (
            ("language", _("Language")),
            ("publisher", _("Publisher")),
            ("responsible", _("Responsible person")),
        ),
    ),
}


def _list(name: str) -> List:
    if name not in LISTS:
        raise Http404
    return LISTS[name]


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """Show which lists there are."""
    access.require_list_reader(request.user)
    context = {"lists": [(name, one, one.model._default_manager.count()) for name, one in LISTS.items()]}
    return staff_page(
        request, "newsroom/lists.html", context, title=_now("Lists"), icon="list-ul", trail=trail()
    )


@require_GET
def list_(request: HttpRequest, name: str) -> HttpResponse:
    """Show the lines of a list."""
    access.require_list_reader(request.user)
    shown = _list(name)
    keeps = access.keeps_lists(request.user)
    page = Paginator(shown.model._default_manager.all(), PER_PAGE).get_page(request.GET.get("p"))
    rows = [(line, [(label, *_cell(line, column)) for column, label in shown.columns]) for line in page]
    context = {"list": shown, "name": name, "page": page, "rows": rows, "keeps": keeps}
    primary = (reverse("newsroom:line_new", args=[name]), shown.new, "plus") if keeps else None
    way = [*trail(), (reverse("newsroom:lists"), _now("Lists"))]
    return staff_page(
        request, "newsroom/list.html", context, title=shown.title, icon="list-ul", trail=way, primary=primary
    )


def _cell(line: Any, column: str) -> tuple[Any, str]:
    """Return what stands in a column of a line, and in which language where that is another than the page's."""
    language = "en" if column.endswith("_en") else getattr(line, "code", "") if column == "own_name" else ""
    cell = getattr(line, column)
    return cell() if callable(cell) else cell, language


@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, name: str, pk: int | None = None) -> HttpResponse:
    """Enter a line, or change one."""
    access.require_keeper(request.user)
    shown = _list(name)
    instance = None if pk is None else get_object_or_404(shown.model, pk=pk)
    form = shown.form(request.POST or None, request.FILES or None, instance=instance)
    if pk is not None:
        _keep_what_others_name(form)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        succeed(request, _now("Saved."))
        return redirect("newsroom:list", name)
    context = {"form": form, "submit": _now("Save"), "is_upload": form.is_multipart()}
    title = shown.new if instance is None else str(instance)
    way = [*trail(), (reverse("newsroom:list", args=[name]), shown.title)]
    return staff_page(request, "shell/form.html", context, title=title, icon="edit", trail=way)


def _keep_what_others_name(form: forms.ModelForm[Any]) -> None:
    """Leave codes as they are, and the file of a map: items name them."""
    if "code" in form.fields:
        form.fields["code"].disabled = True
    form.fields.pop("file", None)


def _kept(request: HttpRequest, form: forms.ModelForm[Any]) -> bool:
    row = form.save(commit=False)
    if upload := form.cleaned_data.get("file"):
        row.sha256 = hashlib.sha256(upload.read(pictures.MAX_BYTES + 1)).hexdigest()
    try:
        actions.keep_line(row, by=signed_in(request))
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


@require_POST
def line_strike(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Take a line out of its list."""
    access.require_keeper(request.user)
    shown = _list(name)
    if not shown.struck:
        raise Http404
    row: Any = get_object_or_404(shown.model, pk=pk)
    do(request, lambda: actions.strike_line(row, by=signed_in(request)), _now("Taken out of the list."))
    return redirect("newsroom:list", name)
