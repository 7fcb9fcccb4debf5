"""Which language a page is in: its address says so, or the person's own choice, or else Vietnamese."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


def language_of(path: str, chosen: str | None) -> str:
    """Return the language of a page at `path` for somebody who has `chosen` one before (None: never).

    The browser's own language counts for nothing: clerks' machines speak English to people who do not.

    >>> language_of("/en/news/", "vi"), language_of("/staff/", "en"), language_of("/staff/", None)
    ('en', 'en', 'vi')
    """
    known = dict(settings.LANGUAGES)
    first = path.lstrip("/").split("/", 1)[0]
    for wanted in (first, chosen):
        if wanted in known:
            return str(wanted)
    return settings.LANGUAGE_CODE


class LanguageMiddleware(LocaleMiddleware):
    """Puts every page in its language."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the page asked for."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        translation.activate(language_of(request.path_info, chosen))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language of the answer. No page depends on the browser's language but `/`, which says so itself."""
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response
