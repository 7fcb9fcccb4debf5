"""Marking a figure to be looked at again, and taking the mark away."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nhipcau.reporting import access, marking
from nhipcau.reporting.errors import ReportingError
from nhipcau.reporting.forms import read_text
from nhipcau.shell.views import refuse, succeed
from nhipcau.units.access import signed_in


@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a figure."""
    return _done(request, pk, marking.mark_figure, _("The figure is marked to be looked at again."))


@require_POST
def clear_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mark away."""
    return _done(request, pk, marking.clear_mark, _("The mark was taken away."))


def _done(request: HttpRequest, pk: int, action: Callable[..., Any], said: Any) -> HttpResponse:
    opened = access.open_submission(request.user, pk)
    code, note = read_text(request.POST, "code"), read_text(request.POST, "note")
    try:
        action(opened.submission, code, note=note, by=signed_in(request), at=timezone.now())
        succeed(request, said)
    except ReportingError as error:
        refuse(request, error)
    return redirect("reporting:decide" if opened.may_decide else "reporting:submission", pk)
