"""What every public page has in common: its language, its frame, and headers that keep others out of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from nhipcau.channels import overviews as channels
from nhipcau.newsroom.models import Language, Topic
from nhipcau.portal import rules

# Nothing from anybody else's server, no script at all, no frame around us.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
FRESH_S = 60

View = Callable[..., HttpResponse]


def guard(response: HttpResponse) -> HttpResponse:
    """Add the headers every public answer has."""
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "DENY"
    return response


def public_page(view: View) -> View:
    """Make a view answer in the language of its address, to reading only, and let caches keep it a minute."""

    @wraps(view)
    def answer(request: HttpRequest, language: str, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language):
            response = view(request, language, *args, **kwargs)
        response["Content-Language"] = language
        patch_cache_control(response, public=True, max_age=FRESH_S)
        return guard(response)

    return require_safe(answer)


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    language: str,
    title: str,
    description: str = "",
    versions: tuple[str, ...] = rules.LANGUAGES,
    status: int = 200,
) -> HttpResponse:
    """Answer with a page in the public frame. `versions` are the languages in which this page exists."""
    frame = {
        "page_title": title,
        "description": description,
        "language": language,
        "site": channels.site_on(timezone.localdate()),
        "topics": Topic.choices,
        "address": request.build_absolute_uri(request.path),
        "alternates": _alternates(request, versions) if status == 200 else [],
        "switch": _switch(request, language, versions if status == 200 else ()),
    }
    return render(request, template, {**frame, **context}, status=status)


def _address(request: HttpRequest, language: str) -> str:
    match = request.resolver_match
    if match is None or "language" not in match.kwargs:
        return reverse("portal:home", args=[language])
    return reverse(match.view_name, kwargs={**match.kwargs, "language": language})


def _alternates(request: HttpRequest, versions: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, request.build_absolute_uri(_address(request, code))) for code in versions]


def _switch(request: HttpRequest, language: str, versions: tuple[str, ...]) -> dict[str, str]:
    """Return the other language: this page in it, or its first page where there is none."""
    other = rules.other_language(language)
    here = other in versions
    return {
        "language": other,
        "name": str(Language(other).label),
        "url": _address(request, other) if here else reverse("portal:home", args=[other]),
    }
