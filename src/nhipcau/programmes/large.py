"""The steps that the worker does with a large programme. Running one again goes on where it stopped."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils.translation import gettext

from nhipcau.audit.errors import NhipCauError
from nhipcau.programmes.actions import give_in_turn
from nhipcau.programmes.issuing import issue_in_turn
from nhipcau.programmes.models import Giving, GivingStep
from nhipcau.programmes.together import move_in_turn

_STEPS: dict[str, Callable[[Giving, datetime], None]] = {
    GivingStep.DRAFT: give_in_turn,
    GivingStep.ISSUE: issue_in_turn,
    GivingStep.DEADLINE: move_in_turn,
}


def go_on(programme: int, *, at: datetime) -> None:
    """Do what was begun with a programme; why it stops is kept for whoever began it."""
    running = Giving.objects.select_related("programme", "asked_by").get(programme=programme)
    if not running.is_running:
        return
    try:
        _STEPS[running.step](running, at)
    except NhipCauError as error:
        _stop(running, str(error.message))
    except PermissionDenied:
        _stop(running, gettext("Whoever began this no longer plans for this unit."))
    except DatabaseError:
        _stop(running, gettext("The database did not answer. Try again."))
        raise


def _stop(running: Giving, fault: str) -> None:
    Giving.objects.filter(pk=running.pk).update(fault=fault)
