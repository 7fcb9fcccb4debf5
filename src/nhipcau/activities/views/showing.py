"""The pages of one activity: with its evidence, on paper, and the files behind it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.activities import access, rules
from nhipcau.activities.forms.particulars import told_in_words
from nhipcau.activities.models import Activity, EvidenceKind
from nhipcau.shell.views import Label, download, staff_page

ICON = "calendar-check"


def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity with its counts, its particulars, its parts and everything that shows it."""
    shown = access.get_activity(request.user, pk)
    may_log = access.may_log(request.user, shown.unit_id) and not shown.is_withdrawn
    themes, others = access.themes_of(request.user, shown)
    logs = may_log or access.units_to_log_for(request.user).exists()
    context = {
        **_told(request, shown),
        "themes": themes,
        "other_themes": others,
        "may_log": may_log,
        "may_copy": logs,
        "may_join": logs and not shown.is_withdrawn and shown.host_id is None,
    }
    return staff_page(
        request,
        "activities/activity.html",
        context,
        title=shown.title,
        icon=ICON,
        trail=[to_list()],
        primary=(reverse("activities:edit", args=[pk]), _("Change"), "edit") if may_log else None,
    )


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity with its evidence, to be printed or kept as PDF."""
    shown = access.get_activity(request.user, pk)
    return render(request, "activities/paper.html", {**_told(request, shown), "language": get_language()})


def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo shown, a file handed out, a link followed."""
    shown = access.get_evidence(request.user, pk)
    if shown.kind == EvidenceKind.LINK:
        return redirect(shown.url)
    inline = shown.kind == EvidenceKind.PHOTO
    with shown.file.open("rb") as file:
        return _kept(download(file.read(), shown.file_name, shown.media_type, inline=inline))


def thumbnail(request: HttpRequest, pk: int) -> HttpResponse:
    """The small picture of a photo."""
    shown = access.get_evidence(request.user, pk)
    if not shown.thumbnail:
        raise Http404
    with shown.thumbnail.open("rb") as file:
        return _kept(download(file.read(), shown.file_name, "image/jpeg", inline=True))


def to_list() -> tuple[str, Label]:
    """Return the way back to the list."""
    return reverse("activities:activities"), _("Activities")


def to_activity(shown: Activity) -> tuple[str, Label]:
    """Return the way back to an activity."""
    return reverse("activities:activity", args=[shown.pk]), shown.title


def _kept(response: HttpResponse) -> HttpResponse:
    """Let the browser of this person keep the file for an hour."""
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _told(request: HttpRequest, shown: Activity) -> dict[str, object]:
    """Return what both the page and the paper tell of an activity."""
    evidence = list(shown.evidence.all())
    lines, tables = told_in_words(shown.kind_of, shown.details, access.cases_of_splits())
    return {
        "activity": shown,
        "lines": lines,
        "tables": tables,
        "proposals": _not_counted(shown),
        "sees_host": shown.host_id is not None
        and access.visible_to(request.user).filter(pk=shown.host_id).exists(),
        "photos": [each for each in evidence if each.kind == EvidenceKind.PHOTO],
        "others": [each for each in evidence if each.kind != EvidenceKind.PHOTO],
    }


def _not_counted(shown: Activity) -> list[tuple[str, object, object]]:
    """Return (indicator, what the particulars come to, what is counted or None) where the two differ."""
    proposed = rules.proposed(shown.kind_of, shown.details, is_theme=shown.host_id is not None)
    if not proposed:
        return []
    counted: dict[str, object] = {}
    for count in shown.counts.all():
        counted[count.indicator.code] = count.number
        if count.indicator.whole is not None:
            counted[count.indicator.whole.code] = count.number
    names = access.names_of_indicators(proposed)
    return [
        (names[code], number, counted.get(code))
        for code, number in proposed.items()
        if code in names and counted.get(code) != number
    ]
