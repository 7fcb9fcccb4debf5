"""How often public pages are read: counted in the memory of a web process, written down a few times a minute.

Nothing of who reads is kept, not for a moment: no cookie, no address, only the number of pages given out on a day. A
page counts when it was given to a browser that does not say that it is a program, and not to staff who are signed in.
What a process has not written when it is killed is lost: at most `settings.VIEWS_WRITTEN_EVERY_S` seconds of it.
"""

import atexit
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nhipcau.newsroom.models import ItemText
from nhipcau.portal import rules
from nhipcau.portal.models import DailyViews

logger = logging.getLogger(__name__)

_PAGE = re.compile(r"/(?P<language>[a-z]{2,3}(?:-[a-z]{2,8})?)/(?:a/(?P<slug>[-\w]+)/$)?")
_NOT_PAGES = ("/api/",)

# Which page was read on which day: its language and, of an article, its slug.
Read = tuple[date, str, str]


class Counted:
    """What one web process has counted and not written down yet."""

    def __init__(self) -> None:
        self._numbers: Counter[Read] = Counter()
        self._since = time.monotonic()
        self._lock = Lock()

    def add(self, day: date, language: str, slug: str) -> None:
        """Count one reading."""
        with self._lock:
            self._numbers[day, language, slug] += 1

    def is_due(self, every_s: int | None) -> bool:
        """Return whether it is time to write down; never for None."""
        return every_s is not None and bool(self._numbers) and time.monotonic() - self._since > every_s

    def write(self) -> None:
        """Write down what was counted; where the database does not take it, it is kept for the next time."""
        with self._lock:
            numbers, self._numbers = self._numbers, Counter()
            self._since = time.monotonic()
        if not numbers:
            return
        try:
            with transaction.atomic():
                _store(numbers)
        except DatabaseError as error:
            logger.warning("Readings are written down later: %s", error)
            with self._lock:
                self._numbers.update(numbers)

    def forget(self) -> None:
        """Forget what was counted."""
        with self._lock:
            self._numbers.clear()


def _store(numbers: Counter[Read]) -> None:
    slugs = {slug for _day, _language, slug in numbers if slug}
    rows = ItemText.objects.filter(item__slug__in=slugs).values_list("language", "item__slug", "pk")
    texts = {(language, slug): pk for language, slug, pk in rows}
    by_day: dict[date, Counter[int | None]] = {}
    for (day, language, slug), number in numbers.items():
        by_day.setdefault(day, Counter())[texts.get((language, slug))] += number
    for day, found in by_day.items():
        DailyViews.objects.add(day, found)


COUNTED = Counted()


@atexit.register
def _write_what_is_left() -> None:
    """Write down what a process has counted when it ends."""
    if settings.configured and settings.VIEWS_WRITTEN_EVERY_S is not None:
        COUNTED.write()


class CountingMiddleware:
    """Counts the public pages that are given out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count the answer if it is a page that a person reads."""
        response = self.get_response(request)
        page = _PAGE.match(request.path_info)
        if page and _is_read(request, response):
            COUNTED.add(timezone.localdate(), page["language"], page["slug"] or "")
            if COUNTED.is_due(settings.VIEWS_WRITTEN_EVERY_S):
                COUNTED.write()
        return response


def _is_read(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether a page went to a person who reads it, and not to staff at their work or ahead of a click."""
    given = request.method == "GET" and response.status_code == 200
    is_page = response.get("Content-Type", "").startswith("text/html") and not request.path_info.startswith(
        _NOT_PAGES
    )
    asked_ahead = "prefetch" in request.META.get("HTTP_SEC_PURPOSE", "")
    is_staff = settings.SESSION_COOKIE_NAME in request.META.get("HTTP_COOKIE", "")
    program = rules.is_program(request.META.get("HTTP_USER_AGENT", ""))
    return given and is_page and not (asked_ahead or is_staff or program)
