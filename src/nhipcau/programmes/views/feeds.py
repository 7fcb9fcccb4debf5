"""The calendars of deadlines: a person's addresses, and what their programs read."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nhipcau.programmes import access, feeding
from nhipcau.programmes.models import FeedScope
from nhipcau.shell.icalendar import MEDIA_TYPE
from nhipcau.shell.views import download, staff_page, succeed
from nhipcau.units.access import signed_in


@require_GET
def feeds(request: HttpRequest) -> HttpResponse:
    """Show the calendars that the person may read in their own program."""
    access.require_sees_tasks(request.user)
    return _page(request)


def _page(request: HttpRequest, made: str = "") -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    has = {(feed.membership_id, feed.scope): feed for feed in feeding.own_feeds(user)}
    rows = [
        (one, scope, FeedScope(scope).label, has.get((one.pk, scope)))
        for one in feeding.own_memberships(user, today)
        for scope in FeedScope.values
    ]
    trail = [(reverse("programmes:tasks"), _("Tasks of the unit"))]
    context = {"rows": rows, "made": made}
    title = _("In your own calendar")
    return staff_page(request, "programmes/feeds.html", context, title=title, icon="date", trail=trail)


@never_cache
@require_POST
def make_feed(request: HttpRequest, pk: int, scope: str) -> HttpResponse:
    """Make the address of a calendar, or a new one in place of the one before; it is shown this once."""
    user = signed_in(request)
    membership = get_object_or_404(feeding.own_memberships(user, timezone.localdate()), pk=pk)
    if scope not in FeedScope.values:
        raise Http404
    secret = feeding.make_address(membership, FeedScope(scope), by=user, at=timezone.now())
    return _page(request, settings.WAGTAILADMIN_BASE_URL + reverse("feed", args=[secret]))


@require_POST
def end_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """End the address of a calendar."""
    feed = get_object_or_404(feeding.own_feeds(signed_in(request)), pk=pk)
    feeding.end_address(feed, by=signed_in(request), at=timezone.now())
    succeed(request, _("This address no longer opens anything."))
    return redirect("programmes:feeds")


@never_cache
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give a calendar to whoever holds its address, in Vietnamese."""
    today = timezone.localdate()
    found = feeding.find(secret, today)
    if found is None:
        raise Http404
    with translation.override("vi"):
        return download(feeding.as_calendar(found, today), "nhip-cau.ics", f"{MEDIA_TYPE}; charset=utf-8")
