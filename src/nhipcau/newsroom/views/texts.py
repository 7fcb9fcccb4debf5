"""Writing a text, and reading it with its history."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.newsroom import access, accessible, actions, overviews, readiness, rules
from nhipcau.newsroom.forms.texts import ReviewForm, TextForm
from nhipcau.newsroom.glossary import Slip
from nhipcau.newsroom.models import Item, ItemText, TextState
from nhipcau.newsroom.views.ways import ICON, do, text_links, to_item, way
from nhipcau.shell.views import staff_page
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Write an item's text in one language; a translation beside the original, with what changed in that since."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    spoken = _language(language)
    instance = found.texts.filter(language=language).first() or ItemText(item=found, language=language)
    form = TextForm(found, language, request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid() and _keep(request, found, language, form):
        return to_item(found)
    beside = None if instance.is_original else overviews.original_beside(found, instance)
    context = {
        "form": form,
        "media": form.media,
        "submit": _("Save"),
        "item": found,
        "beside": beside,
        "returned": _last_return(instance),
        "faults": list(readiness.faults(instance)) if instance.pk else [],
        "barriers": _barriers(instance),
        "slips": _slips(instance),
        "entries": instance.entries.all() if instance.pk and found.kind == rules.DIGEST else None,
    }
    title = _("Text in %(language)s") % {"language": spoken}
    return staff_page(request, "newsroom/text.html", context, title=title, icon="edit", trail=way(found))


def _language(code: str) -> str:
    """Return the name of a language the place publishes in. Raises Http404 for any other."""
    for one in access.languages():
        if one.code == code:
            return str(one)
    raise Http404


def _barriers(text: ItemText) -> list[accessible.Barrier]:
    """Return what could be read more easily, besides what must be mended."""
    found = accessible.barriers(text.title, text.summary, text.body)
    return [barrier for barrier in found if not barrier.must]


def _slips(text: ItemText) -> list[Slip]:
    """Return names that are written in another way than the lists have them, besides what must be mended."""
    return [slip for slip in readiness.slips(text) if not slip.must]


def _last_return(text: ItemText) -> Any:
    if text.pk is None or text.state not in (TextState.RETURNED, TextState.DRAFT):
        return None
    last = text.reviews.select_related("by").first()
    return last if last and not last.approved else None


def _keep(request: HttpRequest, found: Item, language: str, form: TextForm) -> bool:
    data = form.cleaned_data
    kept = found.texts.filter(language=language).values_list("picture_alt", flat=True).first()

    def write() -> object:
        return actions.write_text(
            found,
            language,
            form.words(kept or ""),
            by=signed_in(request),
            at=timezone.now(),
            before=data["before"],
            follows_original=data.get("follows_original", False),
        )

    return do(request, write, _("The text is saved. Submit it for review when it is ready."))


@require_POST
def text_submit(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Hand a text over for review."""
    found = access.get_text(request.user, pk, language)
    do(
        request,
        lambda: actions.submit_text(found, by=signed_in(request), at=timezone.now()),
        _("The text now waits for review by a publisher."),
    )
    return to_item(found.item)


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
        "review_form": ReviewForm(initial={"revision": found.latest_revision_id}) if reviews else None,
        "mark": next(one for one in _marks(found.item) if one.language == language),
        "faults": list(readiness.faults(found)) if found.state != TextState.APPROVED else [],
        "barriers": _barriers(found),
        "slips": _slips(found),
        "reviews": found.reviews.select_related("by"),
        "links": text_links(request.user, found),
    }
    return staff_page(
        request, "newsroom/read.html", context, title=found.title, icon=ICON, trail=way(found.item)
    )


def _marks(item: Item) -> tuple[overviews.Mark, ...]:
    return overviews.marks_of(item, item.texts.all(), access.languages())


def _changes(text: ItemText, content: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what differs between what is published and what is being read."""
    published = text.published_revision
    if published is None or published.pk == text.latest_revision_id:
        return ()
    return overviews.differences(published.content, content)


@require_GET
def history(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Show the revisions of a text and what was said of each."""
    found = access.get_text(request.user, pk, language)
    context = {"text": found, "steps": overviews.steps_of(found)}
    return staff_page(
        request, "newsroom/history.html", context, title=_("History"), icon="history", trail=way(found.item)
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
        trail=[*way(found.item), back],
    )
