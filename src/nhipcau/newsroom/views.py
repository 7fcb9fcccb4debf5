"""The newsroom's pages.

Rooms above show themselves here through two Wagtail hooks:
`nhipcau_text_links`, called with (user, text), returns a list of TextLink shown beside the text on the item's page
and where it is read;
`nhipcau_item_panels`, called with (request, item), returns a SafeString shown in the item's side column.
"""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail import hooks
from wagtail.admin.compare import diff_text

from nhipcau.audit.errors import NhipCauError
from nhipcau.newsroom import access, actions, bodies, forms, overviews, pictures
from nhipcau.newsroom.models import Item, ItemText, Language, TextState
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in

PER_PAGE = 25


def _to_list() -> tuple[str, str | Promise]:
    return reverse("newsroom:items"), _("Items")


def _to_item(item: Item) -> HttpResponseRedirect:
    return redirect("newsroom:item", item.pk)


def _name(item: Item) -> str:
    return overviews.row_of(item).title


def _way(item: Item) -> list[tuple[str, str | Promise]]:
    return [_to_list(), (reverse("newsroom:item", args=[item.pk]), _name(item))]


def _do(request: HttpRequest, act: Callable[[], object], said: str) -> bool:
    """Do one action and say what came of it; return whether it was done."""
    try:
        act()
    except NhipCauError as error:
        refuse(request, error)
        return False
    succeed(request, said)
    return True


def _language(code: str) -> str:
    if code not in Language.values:
        raise Http404
    return code


@require_GET
def items(request: HttpRequest) -> HttpResponse:
    """Show the items, filtered."""
    access.require_reader(request.user)
    form = forms.FilterForm(request.GET)
    choice = overviews.Choice(**form.cleaned_data) if form.is_valid() else overviews.Choice()
    page = Paginator(overviews.list_items(request.user, choice), PER_PAGE).get_page(request.GET.get("p"))
    writes = bool(access.units_to_write_for(request.user))
    primary = (reverse("newsroom:item_new"), _("New item"), "plus") if writes else None
    context = {
        "form": form,
        "rows": [overviews.row_of(item) for item in page],
        "page": page,
        "filtered": any(request.GET.get(name) for name in form.fields),
        "writes": writes,
    }
    return staff_page(
        request, "newsroom/items.html", context, title=_("Items"), icon="doc-full", primary=primary
    )


@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest) -> HttpResponse:
    """Start an item with its first title."""
    if not access.units_to_write_for(request.user):
        raise Http404
    form = forms.NewItemForm(signed_in(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        item = actions.add_item(
            data["unit"],
            _details(data),
            title=data["title"],
            by=signed_in(request),
            at=timezone.now(),
        )
        succeed(request, _("The item is there. Write its text now."))
        return redirect("newsroom:text", item.pk, Language.VI)
    context = {"form": form, "submit": _("Make the item")}
    return staff_page(
        request, "shell/form.html", context, title=_("New item"), icon="doc-full", trail=[_to_list()]
    )


def _details(data: dict[str, Any]) -> actions.Details:
    return actions.Details(data["kind"], data["topic"], data["slug"], data["contact"])


@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an item: its texts, sources, picture, and what rooms above know of it."""
    found = access.get_item(request.user, pk)
    texts = list(found.texts.select_related("last_edited_by").prefetch_related("reviews__by"))
    for text in texts:
        text.item = found
    marks = overviews.marks_of(texts)
    context = {
        "item": found,
        "cards": [{"mark": mark, "links": _links(request, mark.text)} for mark in marks],
        "sources": found.sources.select_related("document"),
        "writes": access.may_write(request.user, found),
        "publishes": access.may_publish(request.user, found),
        "panels": [panel(request, found) for panel in hooks.get_hooks("nhipcau_item_panels")],
    }
    title = next((mark.text.title for mark in marks if mark.text), found.slug)
    return staff_page(
        request, "newsroom/item.html", context, title=title, icon="doc-full", trail=[_to_list()]
    )


def _links(request: HttpRequest, text: ItemText | None) -> list[Any]:
    if text is None:
        return []
    return [link for offer in hooks.get_hooks("nhipcau_text_links") for link in offer(request.user, text)]


@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an item is, apart from its texts."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    form = forms.DetailsForm(request.POST or None, instance=access.get_item(request.user, pk))
    if request.method == "POST" and form.is_valid():

        def change() -> object:
            return actions.change_item(
                found,
                _details(form.cleaned_data),
                by=signed_in(request),
                at=timezone.now(),
            )

        if _do(request, change, _("The details are changed.")):
            return _to_item(found)
    context = {
        "form": form,
        "submit": _("Save"),
        "intro": _("Texts that were approved must be approved again afterwards."),
    }
    return staff_page(request, "shell/form.html", context, title=_("Details"), icon="edit", trail=_way(found))


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Write an item's text in one language."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    instance = found.texts.filter(language=_language(language)).first() or ItemText(
        item=found, language=language
    )
    form = forms.TextForm(found, language, request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid() and _keep(request, found, language, form):
        return _to_item(found)
    original = None if language == Language.VI else found.texts.filter(language=Language.VI).first()
    context = {
        "form": form,
        "media": form.media,
        "submit": _("Save"),
        "item": found,
        "original": original,
        "returned": _last_return(instance),
    }
    title = _("Text in Vietnamese") if language == Language.VI else _("Text in English")
    return staff_page(request, "newsroom/text.html", context, title=title, icon="edit", trail=_way(found))


def _last_return(text: ItemText) -> Any:
    if text.pk is None or text.state not in (TextState.RETURNED, TextState.DRAFT):
        return None
    last = text.reviews.select_related("by").first()
    return last if last and not last.approved else None


def _keep(request: HttpRequest, found: Item, language: str, form: forms.TextForm) -> bool:
    data = form.cleaned_data
    kept = found.texts.filter(language=language).values_list("picture_alt", flat=True).first()
    words = actions.Words(
        data["title"], data["summary"], data["body"] or "", data.get("picture_alt", kept or "")
    )

    def write() -> object:
        return actions.write_text(
            found,
            language,
            words,
            by=signed_in(request),
            at=timezone.now(),
            before=data["before"],
            follows_original=data.get("follows_original", False),
        )

    return _do(request, write, _("The text is saved. Submit it for review when it is ready."))


@require_POST
def text_submit(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Hand a text over for review."""
    found = access.get_text(request.user, pk, language)
    _do(
        request,
        lambda: actions.submit_text(found, by=signed_in(request), at=timezone.now()),
        _("The text now waits for review by a publisher."),
    )
    return _to_item(found.item)


@require_GET
def read(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Show a text as readers will see it, what changed since it was published, and the reviewer's form."""
    found = access.get_text(request.user, pk, language)
    content = found.latest_revision.content
    reviews = access.may_publish(request.user, found.item) and found.state == TextState.IN_REVIEW
    context = {
        "text": found,
        "content": content,
        "changes": _changes(found, content),
        "own": reviews and found.last_edited_by_id == request.user.pk,
        "review_form": forms.ReviewForm(initial={"revision": found.latest_revision_id}) if reviews else None,
        "mark": next(m for m in overviews.marks_of(found.item.texts.all()) if m.language == language),
        "reviews": found.reviews.select_related("by"),
        "links": _links(request, found),
    }
    return staff_page(
        request, "newsroom/read.html", context, title=found.title, icon="view", trail=_way(found.item)
    )


def _changes(text: ItemText, content: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (field, differences as HTML) between what is published and what is being read."""
    published = text.published_revision
    if published is None or published.pk == text.latest_revision_id:
        return []
    parts = [
        (_("Title"), published.content["title"], content["title"]),
        (_("Summary"), published.content["summary"], content["summary"]),
        (_("Text"), bodies.words(published.content["body"]), bodies.words(content["body"])),
    ]
    return [(label, diff_text(old, new).to_html()) for label, old, new in parts if old != new]


@require_POST
def approve(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Approve the revision that was read."""
    done = _("The text is approved and may be published.")
    return _review(request, pk, language, actions.approve_text, done)


@require_POST
def return_(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Give a text back to its editor."""
    return _review(request, pk, language, actions.return_text, _("The text is returned to its editor."))


def _review(
    request: HttpRequest, pk: int, language: str, judge: Callable[..., ItemText], done: str
) -> HttpResponse:
    """Answer a reviewer's word on the revision that was read: `judge` is the action, `done` says it was taken."""
    found = access.get_text(request.user, pk, language)
    access.require_publisher(request.user, found.item)
    form = forms.ReviewForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data

        def judged() -> object:
            return judge(
                found,
                revision=data["revision"],
                comment=data["comment"],
                by=signed_in(request),
                at=timezone.now(),
            )

        if _do(request, judged, done):
            return _to_item(found.item)
    return redirect("newsroom:read", pk, language)


@require_GET
def history(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Show the revisions of a text and what was said of each."""
    found = access.get_text(request.user, pk, language)
    context = {"text": found, "steps": overviews.steps_of(found)}
    return staff_page(
        request, "newsroom/history.html", context, title=_("History"), icon="history", trail=_way(found.item)
    )


@require_GET
def revision(request: HttpRequest, pk: int, language: str, number: int) -> HttpResponse:
    """Show one revision of a text."""
    found = access.get_text(request.user, pk, language)
    kept = get_object_or_404(found.revisions.select_related("user"), pk=number)
    context = {"text": found, "content": kept.content, "kept": kept}
    back = (reverse("newsroom:history", args=[pk, language]), _("History"))
    return staff_page(
        request,
        "newsroom/revision.html",
        context,
        title=kept.content["title"],
        icon="history",
        trail=[*_way(found.item), back],
    )


@require_http_methods(["GET", "POST"])
def source_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add where a fact comes from."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    form = forms.SourceForm(signed_in(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        origin = actions.Origin(**form.cleaned_data)
        actions.add_source(found, origin, by=signed_in(request), at=timezone.now())
        succeed(request, _("The source is added."))
        return _to_item(found)
    context = {
        "form": form,
        "media": form.media,
        "submit": _("Add the source"),
        "intro": _("Readers see the sources under the article. Texts must be approved again afterwards."),
    }
    return staff_page(
        request, "shell/form.html", context, title=_("New source"), icon="link", trail=_way(found)
    )


@require_POST
def source_remove(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """Remove a source."""
    found = access.get_source(request.user, pk, source)
    _do(
        request,
        lambda: actions.remove_source(found, by=signed_in(request), at=timezone.now()),
        _("The source is removed."),
    )
    return redirect("newsroom:item", pk)


@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the lead picture."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    form = forms.PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _choose(request, found, form):
        return _to_item(found)
    context = {
        "form": form,
        "submit": _("Use this picture"),
        "is_upload": True,
        "intro": _(
            "The picture is drawn anew without the camera's notes on place and time. "
            "Texts must be approved again afterwards."
        ),
    }
    return staff_page(
        request, "shell/form.html", context, title=_("Lead picture"), icon="image", trail=_way(found)
    )


def _choose(request: HttpRequest, found: Item, form: forms.PictureForm) -> bool:
    try:
        actions.choose_picture(
            found,
            form.cleaned_data["file"].read(pictures.MAX_BYTES + 1),  # one byte too many: refused as too large
            credit=form.cleaned_data["credit"],
            alts=form.alts(),
            by=signed_in(request),
            at=timezone.now(),
        )
    except NhipCauError as error:
        form.add_error("file", str(error.message))
        return False
    succeed(request, _("The picture is in place."))
    return True


@require_POST
def picture_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the lead picture out of the item."""
    found = access.get_item(request.user, pk)
    _do(
        request,
        lambda: actions.remove_picture(found, by=signed_in(request), at=timezone.now()),
        _("The picture is taken out."),
    )
    return _to_item(found)


@require_GET
def picture_file(request: HttpRequest, pk: int, picture: int) -> HttpResponse:
    """Give the large picture to people of the newsroom, published or not."""
    found = access.get_picture(request.user, pk, picture)
    with found.large.open("rb") as file:
        return download(file.read(), f"{found.item_id}.jpg", "image/jpeg", inline=True)
