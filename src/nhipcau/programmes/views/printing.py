"""The page of a programme for printing: the whole table on one sheet of A3."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from nhipcau.programmes import access, overviews

# From so many tasks on the letters are smaller, so that the table stays on its sheet.
MANY, VERY_MANY = 22, 34


@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every task of a programme on one sheet of A3."""
    shown = access.get_programme(request.user, pk)
    themes = overviews.themes(shown, timezone.localdate())
    lines = sum(len(theme.rows) for theme in themes) + sum(bool(theme.name) for theme in themes)
    context = {
        "programme": shown,
        "themes": themes,
        "draft": shown.state == "draft",
        "size": "small" if lines > VERY_MANY else "middle" if lines > MANY else "large",
        "language": get_language(),
        "today": timezone.localdate(),
    }
    return render(request, "programmes/sheet.html", context)
