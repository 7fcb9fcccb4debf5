"""The public pages. They read, set no cookie, and never show what is not published."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.channels import overviews as channels
from nhipcau.newsroom.models import ItemText, Topic
from nhipcau.portal import overviews, rules
from nhipcau.portal.csv_file import figures_csv
from nhipcau.portal.pages import guard, public_page, show
from nhipcau.reporting.models import Period
from nhipcau.shell.views import download

PER_PAGE = 12
PICTURE_FRESH_S = 3600


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Lead to the first page in the language the reader's browser asks for, Vietnamese when it asks for neither."""
    language = rules.preferred_language(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(reverse("portal:home", args=[language]))
    patch_vary_headers(response, ["Accept-Language"])
    return guard(response)


@public_page
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Show the first page."""
    today = timezone.localdate()
    period = overviews.figure_periods(today).first()
    figures = overviews.figures_of(period, today) if period else ()
    context = {
        "home": overviews.home(language),
        "figures": overviews.leading(figures),
        "period": period,
        "channels": channels.official_channels(today),
    }
    description = _("Official information of the locality: news, guides, figures, each with its source.")
    return show(request, "portal/home.html", context, language=language, title="", description=description)


@public_page
def topic(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """Show the texts on a topic."""
    if topic not in Topic.values:
        raise Http404
    texts = overviews.public_texts(language).filter(item__topic=topic)
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "cards": [overviews.card_of(text) for text in page], "current_topic": topic}
    return show(request, "portal/topic.html", context, language=language, title=str(Topic(topic).label))


@public_page
def article(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a published text; where it stood and was withdrawn, say why; where only the other language is, lead there."""
    text = overviews.find_text(language, slug)
    if text is None:
        return _only_in_the_other_language(request, language, slug)
    if text.withdrawn_at is not None:
        return _gone(request, language, text)
    found = overviews.article_of(text)
    versions = rules.LANGUAGES if found.in_other_language else (language,)
    return show(
        request,
        "portal/article.html",
        {"article": found, "other": rules.other_language(language)},
        language=language,
        title=found.title,
        description=found.summary,
        versions=versions,
    )


def _only_in_the_other_language(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    other = rules.other_language(language)
    if not overviews.is_public_in(other, slug):
        raise Http404
    context = {"there": reverse("portal:article", args=[other, slug]), "other": other}
    return show(
        request,
        "portal/other_language.html",
        context,
        language=language,
        title=_("Not available in this language"),
        status=404,
    )


def _gone(request: HttpRequest, language: str, text: ItemText) -> HttpResponse:
    context = {"gone": overviews.withdrawn_of(text)}
    return show(request, "portal/gone.html", context, language=language, title=_("Withdrawn"), status=410)


@public_page
def official_channels(request: HttpRequest, language: str) -> HttpResponse:
    """Show every official channel in use, so that readers can tell them from others."""
    found = channels.official_channels(timezone.localdate())
    return show(
        request, "portal/channels.html", {"channels": found}, language=language, title=_("Official channels")
    )


@public_page
def figures(request: HttpRequest, language: str) -> HttpResponse:
    """Show the approved figures of a period, the latest unless another is chosen."""
    today = timezone.localdate()
    periods = list(overviews.figure_periods(today)[:24])
    period = _chosen(request.GET.get("period", ""), periods)
    context = {
        "periods": periods,
        "period": period,
        "figures": overviews.figures_of(period, today) if period else (),
    }
    return show(request, "portal/figures.html", context, language=language, title=_("Figures"))


def _chosen(asked: str, periods: list[Period]) -> Period | None:
    by_number = {str(period.pk): period for period in periods}
    if asked and asked not in by_number:
        raise Http404
    return by_number[asked] if asked else next(iter(periods), None)


@public_page
def figures_file(request: HttpRequest, language: str, period: int) -> HttpResponse:
    """Give the approved figures of a period as CSV."""
    today = timezone.localdate()
    found = overviews.figure_periods(today).filter(pk=period).first()
    if found is None:
        raise Http404
    content = figures_csv(overviews.figures_of(found, today), found)
    return download(content, f"figures-{found.starts_on}-{found.ends_on}.csv", "text/csv; charset=utf-8")


@public_page
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Show the texts that hold the words a reader looks for, with or without Vietnamese marks."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    texts = overviews.public_texts(language).saying(words) if words else ItemText.objects.none()
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("p"))
    context = {"words": words, "page": page, "cards": [overviews.card_of(text) for text in page]}
    return show(request, "portal/search.html", context, language=language, title=_("Search"))


@require_safe
def picture(request: HttpRequest, pk: int, size: str) -> FileResponse:
    """Give a picture of a published text, in one of its two sizes; of any other text there is none."""
    found = overviews.public_picture(pk)
    if found is None:
        raise Http404
    file = found.small if size == "small" else found.large
    response = FileResponse(file.open("rb"), content_type="image/jpeg")
    patch_cache_control(response, public=True, max_age=PICTURE_FRESH_S)
    response["Content-Security-Policy"] = "sandbox"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say in both languages that there is nothing at this address. Django's `handler404`."""
    language = rules.preferred_language(request.headers.get("Accept-Language", ""))
    first = request.path.strip("/").split("/")[0]
    language = first if first in rules.LANGUAGES else language
    with translation.override(language):
        title = _("Nothing at this address")
        response = show(request, "portal/not_found.html", {}, language=language, title=title, status=404)
    response["Content-Language"] = language
    return guard(response)
