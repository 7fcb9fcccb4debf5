"""What every public page has in common: its language, its frame, and headers that keep others out of it."""

from collections.abc import Callable, Collection
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from nhipcau.channels import overviews as channels
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import ContentLanguage, Topic
from nhipcau.portal import rules

# Nothing from anybody else's server, no script at all, no frame around us.
POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
FRESH_S = 60

View = Callable[..., HttpResponse]

# The languages of the page being answered: read once, asked for by its frame.
_offered: ContextVar[tuple[ContentLanguage, ...]] = ContextVar("offered languages")


@dataclass(frozen=True, slots=True)
class Version:
    """A page in a language: its address, and whether it is there or the first page stands in for it."""

    code: str
    own_name: str
    url: str
    here: bool
    current: bool


def guard(response: HttpResponse) -> HttpResponse:
    """Add the headers every public answer has."""
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "DENY"
    return response


def public_page(view: View) -> View:
    """Make a view answer in the language of its address, to reading only, and let caches keep it a minute.

    A language the place does not publish in has no pages.
    """
    return require_safe(in_language(view, fresh_s=FRESH_S))


def in_language(view: View, *, fresh_s: int = 0) -> View:
    """Make a view answer in the language of its address; with `fresh_s`, let caches keep it so many seconds."""

    @wraps(view)
    def answer(request: HttpRequest, language: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if language not in offered():
            raise Http404
        with translation.override(rules.words_language(language)):
            response = view(request, language, *args, **kwargs)
        response["Content-Language"] = language
        if fresh_s:
            patch_cache_control(response, public=True, max_age=fresh_s)
        else:
            patch_cache_control(response, no_store=True)
        return guard(response)

    return answer


def offered() -> dict[str, ContentLanguage]:
    """Return the languages the place publishes in, by their codes, the original first. One query, kept for the page."""
    languages = tuple(newsroom.languages())
    _offered.set(languages)
    return {one.code: one for one in languages}


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    language: str,
    title: str,
    description: str = "",
    versions: Collection[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with a page in the public frame. `versions` are the languages in which this page exists, None for all."""
    there = _versions(request, language, versions if status == 200 else ())
    frame = {
        "page_title": title,
        "description": description,
        "language": language,
        "words_language": translation.get_language(),
        "site": channels.site_on(timezone.localdate()),
        "topics": [
            (topic.code, topic.name_in(language)) for topic in Topic.objects.filter(in_use=True, in_menu=True)
        ],
        "address": request.build_absolute_uri(request.path),
        "versions": there,
        "alternates": [
            (one.code, request.build_absolute_uri(one.url)) for one in there if one.here and status == 200
        ],
    }
    return render(request, template, {**frame, **context}, status=status)


def _versions(request: HttpRequest, language: str, versions: Collection[str] | None) -> list[Version]:
    """Return this page in every language, or the first page where it is not there."""
    found = []
    for one in _offered.get():
        here = versions is None or one.code in versions
        url = _address(request, one.code) if here else reverse("portal:home", args=[one.code])
        found.append(Version(one.code, one.own_name, url, here, one.code == language))
    return found


def _address(request: HttpRequest, language: str) -> str:
    match = request.resolver_match
    if match is None or "language" not in match.kwargs:
        return reverse("portal:home", args=[language])
    return reverse(match.view_name, kwargs={**match.kwargs, "language": language})
