"""Public pages kept in the memory of a web process, until anything is published, corrected or withdrawn.

A page is kept with the stamp that held before it was made (`newsroom.PublicStamp`), and given again only while that
stamp holds: one small query a request. What no stamp speaks of, as figures and the day, is at most a minute old, as
in the readers' own browsers.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.http import HttpRequest, HttpResponse

from nhipcau.newsroom.models import PublicStamp
from nhipcau.portal.pages import FRESH_S

MOST_PAGES = 2_000
MOST_BYTES = 32 * 1024 * 1024
LARGEST_PAGE = 512 * 1024
LONGEST_QUERY = 100

_OURS = re.compile(r"/[a-z]{2,3}(?:-[a-z]{2,8})?/")
_NOT_PAGES = ("/api/",)

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was made: while which stamp it may be given, and until when."""

    stamp: str
    until: float
    status: int
    headers: dict[str, str]
    content: bytes

    def answer(self) -> HttpResponse:
        """Return it as an answer of its own."""
        return HttpResponse(self.content, status=self.status, headers=self.headers)


class Kept:
    """The pages of one web process; the ones asked for longest ago make room."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Key, stamp: str) -> Page | None:
        """Return the page if it may be given while `stamp` holds."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.stamp != stamp or page.until < time.monotonic():
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        """Keep a page, and let the oldest go."""
        with self._lock:
            self._take_out(key)
            self._pages[key] = page
            self._bytes += len(page.content)
            while len(self._pages) > MOST_PAGES or self._bytes > MOST_BYTES:
                self._take_out(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _take_out(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        self._bytes -= len(page.content) if page else 0


KEPT = Kept()


class KeepingMiddleware:
    """Gives kept public pages, and keeps those it passes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a kept page, or with what the rooms answer."""
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        stamp = PublicStamp.objects.current()
        page = KEPT.get(key, stamp) if stamp else None
        if page is not None:
            return page.answer()
        response = self.get_response(request)
        if stamp and may_be_kept(response):
            KEPT.put(key, _page(response, stamp))
        return response


def key_of(request: HttpRequest) -> Key | None:
    """Return under what an answer is kept, None for what is asked anew each time: searches, forms, staff pages."""
    query = request.META.get("QUERY_STRING", "")
    path = request.path_info
    if request.method != "GET" or not _OURS.match(path) or path.startswith(_NOT_PAGES):
        return None
    if len(query) > LONGEST_QUERY or "/search/" in path:
        return None
    return f"{request.scheme}://{request.META.get('HTTP_HOST', '')}", path, query


def may_be_kept(response: HttpResponse) -> bool:
    """Return whether an answer is the same for every reader, by its own word, and small enough."""
    shared = "public" in response.get("Cache-Control", "") and not response.cookies
    there = response.status_code in (200, 410) and not response.streaming and not response.has_header("Vary")
    return shared and there and len(response.content) <= LARGEST_PAGE


def _page(response: HttpResponse, stamp: str) -> Page:
    until = time.monotonic() + FRESH_S
    return Page(stamp, until, response.status_code, dict(response.items()), response.content)
