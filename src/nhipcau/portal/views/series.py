"""The series: all of them, and one with its texts."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nhipcau.portal.overviews import lists
from nhipcau.portal.overviews import series as overviews
from nhipcau.portal.pages import public_page, show

PER_PAGE = 12


@public_page
def all_series(request: HttpRequest, language: str) -> HttpResponse:
    """Show the series with something published in the language."""
    page = Paginator(overviews.public_series(language), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "found": [overviews.card_of(one, language) for one in page]}
    title = _("Series and columns")
    return show(request, "portal/all_series.html", context, language=language, title=title)


@public_page
def series(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a series with its texts in the language; without any there, answer 404."""
    found = overviews.public_series(language).filter(slug=slug).first()
    if found is None:
        raise Http404
    page = Paginator(overviews.texts_in(found, language), PER_PAGE).get_page(request.GET.get("p"))
    card = overviews.card_of(found, language)
    context = {"page": page, "cards": lists.cards(page), "series": card}
    return show(
        request,
        "portal/series.html",
        context,
        language=language,
        title=card.title,
        description=card.summary,
        versions=overviews.languages_of(found),
    )
