"""The first page, topics, kinds of items, events, search."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.channels import overviews as channels
from nhipcau.newsroom.models import ItemKind, ItemText, Topic
from nhipcau.portal import rules
from nhipcau.portal.overviews import figures, lists
from nhipcau.portal.pages import guard, offered, public_page, show

PER_PAGE = 12


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Lead to the first page in the language the reader's browser asks for, Vietnamese when it asks for none of ours."""
    language = rules.preferred_language(request.headers.get("Accept-Language", ""), tuple(offered()))
    response = HttpResponseRedirect(reverse("portal:home", args=[language]))
    patch_vary_headers(response, ["Accept-Language"])
    return guard(response)


@public_page
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Show the first page."""
    today = timezone.localdate()
    period = figures.figure_periods(today).first()
    found = figures.figures_of(period, today) if period else ()
    context = {
        "home": lists.home(language, timezone.now()),
        "figures": figures.leading(found),
        "period": period,
        "channels": channels.official_channels(today),
    }
    description = _("Official information of the locality: news, guides, figures, each with its source.")
    return show(request, "portal/home.html", context, language=language, title="", description=description)


@public_page
def topic(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """Show the texts on a topic."""
    found = Topic.objects.filter(code=topic, in_use=True).first()
    if found is None:
        raise Http404
    texts = lists.public_texts(language).filter(public_topic=topic)
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "cards": lists.cards(page), "current_topic": topic}
    return show(request, "portal/topic.html", context, language=language, title=found.name_in(language))


@public_page
def guides(request: HttpRequest, language: str) -> HttpResponse:
    """Show the guides: visas, steps of an investment, travel."""
    return _of_kinds(request, language, _("Guides"), ItemKind.GUIDE)


@public_page
def projects(request: HttpRequest, language: str) -> HttpResponse:
    """Show the investment projects, each with its site, planning basis and state."""
    return _of_kinds(request, language, _("Investment projects"), ItemKind.PROJECT)


@public_page
def publications(request: HttpRequest, language: str) -> HttpResponse:
    """Show publications and bulletins."""
    return _of_kinds(request, language, _("Publications"), ItemKind.PUBLICATION, ItemKind.BULLETIN)


@public_page
def media(request: HttpRequest, language: str) -> HttpResponse:
    """Show pictures, films and sound."""
    title = _("Pictures, films, sound")
    return _of_kinds(request, language, title, ItemKind.GALLERY, ItemKind.VIDEO, ItemKind.AUDIO)


@public_page
def world(request: HttpRequest, language: str) -> HttpResponse:
    """Show the digests of world news."""
    return _of_kinds(request, language, _("World news"), ItemKind.DIGEST)


def _of_kinds(request: HttpRequest, language: str, title: str, *kinds: str) -> HttpResponse:
    page = Paginator(lists.of_kind(language, *kinds), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "cards": lists.cards(page)}
    return show(request, "portal/topic.html", context, language=language, title=title)


@public_page
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Show the texts that hold the words a reader looks for, with or without marks."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    texts = lists.public_texts(language).saying(words) if words else ItemText.objects.none()
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("p"))
    context = {"words": words, "page": page, "cards": lists.cards(page)}
    return show(request, "portal/search.html", context, language=language, title=_("Search"))
