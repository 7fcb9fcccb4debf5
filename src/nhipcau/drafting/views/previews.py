"""The page beside the text: as it will be printed, and with its figures as chips."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, overviews, previewing
from nhipcau.drafting.models import Draft
from nhipcau.shell.views import download

_MARK = re.compile(r"[0-9a-f]{32}")


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with what stands beside the text, to be put there without loading the page again."""
    shown = access.get_draft(request.user, pk)
    page = overviews.draft_page(shown)
    why, numbers = "", range(0)
    try:
        numbers = range(1, len(previewing.pages_of(page)) + 1)
    except NhipCauError as error:
        why = str(error.message)
    context = {"draft": shown, "page": page, "mark": previewing.mark_of(page), "numbers": numbers, "why": why}
    answer = render(request, "drafting/_preview.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_GET
def page_image(request: HttpRequest, pk: int, mark: str, number: int) -> HttpResponse:
    """Show a page as a picture: the draft as it is now, or as it was a while ago."""
    shown = access.get_draft(request.user, pk)
    if not _MARK.fullmatch(mark):
        raise Http404
    # Another process may have drawn them: then they are drawn here once more, as long as they look the same.
    pages = previewing.kept_pages(pk, mark) or _drawn_again(shown, mark)
    if not 1 <= number <= len(pages):
        raise Http404
    answer = download(pages[number - 1], f"{number}.png", "image/png", inline=True)
    answer["Cache-Control"] = "private, max-age=600"
    return answer


def _drawn_again(shown: Draft, mark: str) -> tuple[bytes, ...]:
    page = overviews.draft_page(shown)
    if previewing.mark_of(page) != mark:
        return ()
    try:
        return previewing.pages_of(page)
    except NhipCauError:
        return ()
