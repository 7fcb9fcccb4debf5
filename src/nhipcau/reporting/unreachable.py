"""The page that people get where figures cannot be added up: what is wrong, in their language, and for whom."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.rollup.errors import RollupError
from nhipcau.shell.views import staff_page

UNAVAILABLE = 503
log = logging.getLogger(__name__)


class UnreachableMiddleware:
    """Answers with a page of its own where the engine or a sealed file fails a question; the log has the whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the page does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for what `rollup` raises; None for everything else. Staff are told what to do about it."""
        if not isinstance(error, RollupError):
            return None
        log.error("%s", error, exc_info=error)
        if not request.user.is_authenticated:
            return TemplateResponse(request, "reporting/unreachable.html", status=UNAVAILABLE).render()
        said = error.in_english if get_language() == "en" else str(error)
        title = _("Figures cannot be added up now")
        page = staff_page(
            request,
            "reporting/added_up_later.html",
            {"said": said},
            title=title,
            icon="warning",
            status=UNAVAILABLE,
        )
        return page.render()
