"""Where what an item states comes from, and what it states."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.newsroom import access, actions, rules
from nhipcau.newsroom.forms.sourcing import ClaimForm, EntryForm, SourceForm
from nhipcau.newsroom.views.ways import do, form_page, to_item, way
from nhipcau.shell.views import download, staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def source_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add where a fact comes from."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    form = SourceForm(signed_in(request), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        origin = actions.Origin(**form.cleaned_data)
        actions.add_source(found, origin, by=signed_in(request), at=timezone.now())
        succeed(request, _("The source is added."))
        return to_item(found)
    context = {
        "form": form,
        "media": form.media,
        "submit": _("Add the source"),
        "is_upload": True,
        "intro": _("Readers see the sources under the article. Texts must be approved again afterwards."),
    }
    return staff_page(
        request, "shell/form.html", context, title=_("New source"), icon="link", trail=way(found)
    )


@require_POST
def source_remove(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """Remove a source."""
    found = access.get_source(request.user, pk, source)
    do(
        request,
        lambda: actions.remove_source(found, by=signed_in(request), at=timezone.now()),
        _("The source is removed."),
    )
    return redirect("newsroom:item", pk)


@require_GET
def source_archive(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """Give the archived copy of a page to people of the newsroom."""
    found = access.get_source(request.user, pk, source)
    if not found.archive:
        raise Http404
    with found.archive.open("rb") as file:
        return download(file.read(), found.archive_name, "application/octet-stream")


@require_http_methods(["GET", "POST"])
def claim_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a fact the item states, with its sources."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    form = ClaimForm(found, request.POST or None)

    def save() -> str:
        data = form.cleaned_data
        actions.state_claim(
            found, data["words"], list(data["sources"]), by=signed_in(request), at=timezone.now()
        )
        return reverse("newsroom:item", args=[pk])

    intro = _("On some topics nothing is approved before every fact that is stated has its source.")
    title, submit = _("Stated fact"), _("Keep it")
    return form_page(
        request, form, save, title=title, submit=submit, way=way(found), intro=intro, icon="tick"
    )


@require_POST
def claim_remove(request: HttpRequest, pk: int, claim: int) -> HttpResponse:
    """Take out a fact the item states no longer."""
    found = access.get_claim(request.user, pk, claim)
    do(
        request,
        lambda: actions.remove_claim(found, by=signed_in(request), at=timezone.now()),
        _("The fact is taken out."),
    )
    return redirect("newsroom:item", pk)


@require_http_methods(["GET", "POST"])
def entry_new(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Add news of the world to a digest."""
    text = access.get_text(request.user, pk, language)
    access.require_writer(request.user, text.item)
    if text.item.kind != rules.DIGEST:
        raise Http404
    form = EntryForm(request.POST or None)

    def save() -> str:
        reported = actions.Reported(**form.cleaned_data)
        actions.add_entry(text, reported, by=signed_in(request), at=timezone.now())
        return reverse("newsroom:text", args=[pk, language])

    intro = _("What somebody else reported, in their sense and without our opinion on it.")
    title, submit = _("News of the world"), _("Add it to the digest")
    return form_page(
        request, form, save, title=title, submit=submit, way=way(text.item), intro=intro, icon="globe"
    )


@require_POST
def entry_remove(request: HttpRequest, entry: int) -> HttpResponse:
    """Take news out of a digest."""
    found = access.get_entry(request.user, entry)
    item, language = found.text.item_id, found.text.language
    do(
        request,
        lambda: actions.remove_entry(found, by=signed_in(request), at=timezone.now()),
        _("The entry is taken out."),
    )
    return redirect("newsroom:text", item, language)
