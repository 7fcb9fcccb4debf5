"""Events: what comes, month by month, and as calendars."""

from datetime import date, datetime, time, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.newsroom.models import ItemText
from nhipcau.portal import calendars
from nhipcau.portal.overviews import articles, lists
from nhipcau.portal.pages import public_page, show
from nhipcau.shell.icalendar import MEDIA_TYPE, calendar
from nhipcau.shell.views import download

PER_PAGE = 20
IN_CALENDAR = 200


@public_page
def events(request: HttpRequest, language: str) -> HttpResponse:
    """Show the events that have not ended, or those of the month asked for."""
    month = _month(request.GET.get("month", ""))
    if month:
        found = lists.events_between(language, _midnight(month), _midnight(_next(month)))
    else:
        found = lists.coming(language, timezone.now())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    shown = month or timezone.localdate().replace(day=1)
    context = {
        "page": page,
        "cards": lists.cards(page),
        "month": month,
        "before": (shown - timedelta(days=1)).replace(day=1),
        "after": _next(shown),
    }
    return show(request, "portal/events.html", context, language=language, title=_("Events"))


def _month(text: str) -> date | None:
    """Return the first day of a month written 2026-09; None for nothing. Raises Http404 for what is no month."""
    if not text:
        return None
    try:
        found = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  (a month, no moment)
    except ValueError as error:
        raise Http404 from error
    if not 2000 <= found.year < 2200:
        raise Http404
    return found


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@public_page
def events_file(request: HttpRequest, language: str) -> HttpResponse:
    """Give the events that come, and those called off lately, as a calendar to subscribe to."""
    now = timezone.now()
    coming = lists.coming(language, now).select_related("published_revision")[:IN_CALENDAR]
    gone = ItemText.objects.filter(
        language=language, public_from__isnull=False, withdrawn_at__gte=now - calendars.KEPT_WITHDRAWN
    ).select_related("item", "published_revision")[:IN_CALENDAR]
    content = calendar(calendars.entries(request, [*coming, *gone]), name=_("Events"))
    return download(content, f"events-{language}.ics", f"{MEDIA_TYPE}; charset=utf-8")


@public_page
def event_file(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Give one event as a calendar."""
    text = articles.find_text(language, slug)
    entry = calendars.entry_of(request, text) if text else None
    if entry is None:
        raise Http404
    return download(calendar([entry]), f"{slug}.ics", f"{MEDIA_TYPE}; charset=utf-8")
