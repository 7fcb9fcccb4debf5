"""What a reviewer says of a text."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.newsroom import access, actions
from nhipcau.newsroom.forms.texts import ReviewForm
from nhipcau.newsroom.models import ItemText
from nhipcau.newsroom.views.ways import do, to_item
from nhipcau.units.access import signed_in


@require_POST
def approve(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Approve the revision that was read."""
    done = _("The text is approved and may be published.")
    return _review(request, pk, language, actions.approve_text, done)


@require_POST
def return_(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Give a text back to its editor."""
    return _review(request, pk, language, actions.return_text, _("The text is returned to its editor."))


def _review(
    request: HttpRequest, pk: int, language: str, judge: Callable[..., ItemText], done: str
) -> HttpResponse:
    """Answer a reviewer's word on the revision that was read: `judge` is the action, `done` says it was taken."""
    found = access.get_text(request.user, pk, language)
    access.require_publisher(request.user, found.item)
    form = ReviewForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data

        def judged() -> object:
            return judge(
                found,
                revision=data["revision"],
                comment=data["comment"],
                by=signed_in(request),
                at=timezone.now(),
            )

        if do(request, judged, done):
            return to_item(found.item)
    return redirect("newsroom:read", pk, language)
