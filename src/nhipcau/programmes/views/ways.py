"""What the pages of programmes share: the way back, and the panels of rooms above.

Rooms above show themselves on the page of a task given to a unit through the hook `nhipcau_assignment_panels`: a
function `(request, assignment) -> str` that gives the panel's safe HTML, or "" for none; and on a programme's page
through `nhipcau_programme_panels`: `(request, programme) -> str`.
"""

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.models import Programme

ICON = "tasks"


def put_beside(form: Form, error: ProgrammesError) -> None:
    """Put a refusal beside the field that it is about, else above the form."""
    place = "text" if error.place == "reason" and "reason" not in form.fields else error.place
    form.add_error(place if place in form.fields else None, str(error.message))


def panels(hook: str, request: HttpRequest, shown: Any) -> list[str]:
    """Return the panels that rooms above have for what is shown."""
    return [panel for offer in hooks.get_hooks(hook) if (panel := offer(request, shown))]


def trail() -> list[tuple[str, str]]:
    """Return the way back to the list of programmes."""
    return [(reverse("programmes:programmes"), _("Programmes"))]


def way(shown: Programme) -> tuple[str, str]:
    """Return the way back to a programme."""
    return reverse("programmes:programme", args=[shown.pk]), shown.title
