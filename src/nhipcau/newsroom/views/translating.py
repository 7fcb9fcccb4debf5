"""Translations: how far everything is, who makes which, and the files of translators."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.newsroom import access, overviews, rules, xliff
from nhipcau.newsroom.actions import translating as actions
from nhipcau.newsroom.forms.translating import MatrixForm, TranslatorsFileForm, WantForm
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.views.ways import form_page, trail, way
from nhipcau.shell.views import download, staff_page
from nhipcau.units.access import signed_in

PER_PAGE = 50


@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    """Show how far every item is in every language; pages follow each other without being counted."""
    access.require_reader(request.user)
    languages = [one for one in access.languages() if one.code != rules.ORIGINAL]
    form = MatrixForm(languages, request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    number = page_asked(request.GET.get("p", ""))
    rows = overviews.matrix(request.user, languages, asked, start=(number - 1) * PER_PAGE, most=PER_PAGE + 1)
    context = {
        "form": form,
        "languages": languages,
        "rows": rows[:PER_PAGE],
        "before": number - 1,
        "after": number + 1 if len(rows) > PER_PAGE else 0,
        "filtered": any(asked.values()),
    }
    return staff_page(
        request, "newsroom/matrix.html", context, title=_("Translations"), icon="globe", trail=trail()
    )


def page_asked(text: str) -> int:
    """Return the number of a page as it stands in an address, 1 for anything else.

    >>> page_asked("3"), page_asked(""), page_asked("-1"), page_asked("9" * 40)
    (3, 1, 1, 1)
    """
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


@require_http_methods(["GET", "POST"])
def want(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Order a translation, or say that nobody waits for it."""
    found = access.get_item(request.user, pk)
    access.require_editing(request.user, found)
    spoken = _name(language)
    kept = found.translations.filter(language=language).first()
    form = WantForm(found, kept, request.POST or None)

    def save() -> str:
        data = form.cleaned_data
        actions.want_translation(
            found,
            language,
            wanted=data["wanted"],
            translator=data["translator"],
            due_on=data["due_on"],
            by=signed_in(request),
        )
        return reverse("newsroom:item", args=[pk])

    title = _("Translation into %(language)s") % {"language": spoken}
    return form_page(request, form, save, title=title, submit=_("Save"), way=way(found), icon="globe")


def _name(code: str) -> str:
    for one in access.languages():
        if one.code == code and code != rules.ORIGINAL:
            return str(one)
    raise Http404


@require_GET
def xliff_out(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Give the latest version of the original as a file for a translator, with what is translated already."""
    found = access.get_item(request.user, pk)
    access.require_editing(request.user, found)
    _name(language)
    original = found.texts.select_related("latest_revision").filter(language=rules.ORIGINAL).first()
    if original is None or original.latest_revision is None:
        raise Http404
    standing = found.texts.select_related("latest_revision").filter(language=language).first()
    translation = (
        actions.written_of(standing.latest_revision) if standing and standing.latest_revision else None
    )
    handed = xliff.Handed(pk, language, original.latest_revision.pk)
    content = xliff.to_xliff(
        handed, actions.written_of(original.latest_revision), translation, source=rules.ORIGINAL
    )
    return download(content, f"{found.slug}.{language}.xlf", "application/xliff+xml")


@require_http_methods(["GET", "POST"])
def xliff_in(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Read a translator's file in as a new version, to be reviewed."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    spoken = _name(language)
    form = TranslatorsFileForm(
        request.POST or None, request.FILES or None, initial={"before": _latest(found, language)}
    )

    def save() -> str:
        data = form.cleaned_data
        content = data["file"].read(xliff.LARGEST_BYTES + 1)
        actions.read_in(found, content, by=signed_in(request), at=timezone.now(), before=data["before"])
        return reverse("newsroom:text", args=[pk, language])

    title = _("Read in a translation into %(language)s") % {"language": spoken}
    return form_page(request, form, save, title=title, submit=_("Read it in"), way=way(found), icon="upload")


def _latest(item: Item, language: str) -> Any:
    return item.texts.filter(language=language).values_list("latest_revision", flat=True).first()
