"""What readers should know of the site itself."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.channels import overviews as channels
from nhipcau.newsroom.models import ItemKind, ItemText
from nhipcau.portal import rules
from nhipcau.portal.models import OldAddress
from nhipcau.portal.overviews import about as overviews
from nhipcau.portal.overviews import lists
from nhipcau.portal.pages import guard, offered, public_page, show
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download

PER_PAGE = 20
MOST_IN_FILE = 5000
MOST_IN_SITEMAP = 45_000  # a sitemap has at most 50,000 addresses (sitemaps.org)


@public_page
def official_channels(request: HttpRequest, language: str) -> HttpResponse:
    """Show every official channel in use, so that readers can tell them from others."""
    found = channels.official_channels(timezone.localdate())
    return show(
        request, "portal/channels.html", {"channels": found}, language=language, title=_("Official channels")
    )


@public_page
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """Show every correction: what stood there, what stands there now, why and since when; and what was withdrawn."""
    page = Paginator(lists.corrections(language), PER_PAGE).get_page(request.GET.get("p"))
    gone = lists.withdrawn(language)[:PER_PAGE] if page.number == 1 else ()
    context = {"page": page, "corrections": list(page), "withdrawn": gone}
    return show(request, "portal/corrections.html", context, language=language, title=_("Corrections"))


@public_page
def corrections_file(request: HttpRequest, language: str) -> HttpResponse:
    """Give every correction as CSV."""
    rows = [
        [
            timezone.localtime(change.at).isoformat(),
            change.text.public_title,
            request.build_absolute_uri(reverse("portal:article", args=[language, change.text.item.slug])),
            change.note,
            before,
            now,
        ]
        for change in lists.corrections(language)[:MOST_IN_FILE]
        for before, now in (change.passages or [("", "")])
    ]
    head = ["corrected_at", "title", "address", "reason", "before", "now"]
    content = csv_file([head, *([safe_cell(cell) for cell in row] for row in rows)])
    return download(content, f"corrections-{language}.csv", "text/csv; charset=utf-8")


@public_page
def press(request: HttpRequest, language: str) -> HttpResponse:
    """Show what journalists need: whom to ask, the newest texts, pictures, figures, feeds, terms of re-use."""
    today = timezone.localdate()
    context = {
        "cards": lists.cards(lists.of_kind(language, ItemKind.NEWS, ItemKind.BULLETIN)[:5]),
        "channels": channels.official_channels(today),
    }
    return show(request, "portal/press.html", context, language=language, title=_("Press room"))


@public_page
def place(request: HttpRequest, language: str) -> HttpResponse:
    """Show the facts of the place, each with its day and its source."""
    context = {"groups": overviews.place(language)}
    return show(request, "portal/place.html", context, language=language, title=_("The place in facts"))


@public_page
def imprint(request: HttpRequest, language: str) -> HttpResponse:
    """Show who answers for the pages, and how they may be used again."""
    context = {"imprint": overviews.imprint(language)}
    return show(request, "portal/imprint.html", context, language=language, title=_("Imprint"))


@public_page
def readings(request: HttpRequest, language: str) -> HttpResponse:
    """Show how often pages are read, altogether and by article."""
    context = {"readings": overviews.readings(language)}
    return show(
        request, "portal/readings.html", context, language=language, title=_("How often pages are read")
    )


@public_page
def readings_file(request: HttpRequest, language: str) -> HttpResponse:
    """Give as CSV how often each text in a language was read."""
    numbers = dict(overviews.read_counts(language)[:MOST_IN_FILE])
    texts = ItemText.objects.select_related("item").in_bulk(list(numbers))
    rows = [
        (
            safe_cell(texts[pk].public_title),
            request.build_absolute_uri(reverse("portal:article", args=[language, texts[pk].item.slug])),
            number,
        )
        for pk, number in numbers.items()
    ]
    content = csv_file([("title", "address", "readings"), *rows])
    return download(content, f"readings-{language}.csv", "text/csv; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page for search engines, each text with its other languages."""
    languages = tuple(offered())
    found: dict[int, list[ItemText]] = {}
    for text in lists.everywhere()[:MOST_IN_SITEMAP]:
        if text.language in languages:
            found.setdefault(text.item_id, []).append(text)
    context = {
        "languages": languages,
        "origin": request.build_absolute_uri("/").rstrip("/"),
        "items": list(found.values()),
    }
    return guard(render(request, "portal/sitemap.xml", context, content_type="application/xml"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say to programs that everything public may be read, and where the list of pages is."""
    there = request.build_absolute_uri(reverse("portal:sitemap"))
    lines = ["User-agent: *", "Disallow: /staff/", "Disallow: /api/", "", f"Sitemap: {there}", ""]
    return guard(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead on from an address of the site before this one, else say that there is nothing. Django's `handler404`."""
    if request.method in ("GET", "HEAD") and (target := _moved_to(request)):
        return guard(HttpResponsePermanentRedirect(target))
    ours = offered()
    language = rules.preferred_language(request.headers.get("Accept-Language", ""), tuple(ours))
    first = request.path.strip("/").split("/")[0]
    language = first if first in ours else language
    with translation.override(rules.words_language(language)):
        title = _("Nothing at this address")
        response = show(request, "portal/not_found.html", {}, language=language, title=title, status=404)
    response["Content-Language"] = language
    return guard(response)


def _moved_to(request: HttpRequest) -> str:
    """Return where an address of the site before leads, with its query or without it; "" where none is known."""
    try:
        whole, bare = rules.old_path(request.get_full_path()), rules.old_path(request.path)
    except ValueError:
        return ""
    return OldAddress.objects.target_of(whole, bare)
