"""Figures as a page and as open data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.portal.csv_file import figures_csv
from nhipcau.portal.json_file import figures_json_file
from nhipcau.portal.overviews import figures as overviews
from nhipcau.portal.pages import public_page, show
from nhipcau.reporting.models import Period
from nhipcau.shell.views import download


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
def figures_json(request: HttpRequest, language: str, period: int) -> HttpResponse:
    """Give the approved figures of a period as JSON, with what they mean, whose they are and how they may be used."""
    today = timezone.localdate()
    found = overviews.figure_periods(today).filter(pk=period).first()
    if found is None:
        raise Http404
    content = figures_json_file(overviews.figures_of(found, today), found, at=timezone.now())
    return download(
        content, f"figures-{found.starts_on}-{found.ends_on}.json", "application/json; charset=utf-8"
    )
