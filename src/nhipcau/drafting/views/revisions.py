"""The draft as it stood at each saving: listed, compared, written back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions, comparing, contents
from nhipcau.drafting.models import Draft, DraftState, Revision
from nhipcau.drafting.views.ways import before_of, draft_crumb, list_crumb, unless_issued
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

SHOWN = 200


@require_GET
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the revisions, newest first, and compare two of them."""
    shown = access.get_draft(request.user, pk)
    listed = list(shown.revisions.select_related("saved_by").defer("content")[: SHOWN + 1])
    older, newer = (_revision(shown, request.GET.get(name, "")) for name in ("older", "newer"))
    if older and newer and older.number > newer.number:
        older, newer = newer, older
    comparison = None
    if older and newer:
        comparison = comparing.compared(contents.texts_in(older.content), contents.texts_in(newer.content))
    return staff_page(
        request,
        "drafting/revisions.html",
        {
            "draft": shown,
            "revisions": listed[:SHOWN],
            "more": len(listed) > SHOWN,
            "older": older,
            "newer": newer,
            "comparison": comparison,
            "head": _head_changes(older, newer) if older and newer else (),
            "writes": shown.state == DraftState.DRAFT and access.may_write(request.user, shown),
        },
        title=_("Revisions"),
        icon="history",
        trail=[list_crumb(), draft_crumb(shown)],
    )


def _revision(shown: Draft, asked: str) -> Revision | None:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return None
    return shown.revisions.select_related("saved_by").filter(number=int(asked)).first()


def _head_changes(older: Revision, newer: Revision) -> list[tuple[str, str, str]]:
    """Return what stands around the text and differs: its name, as it was, as it is."""
    before, after = older.content["head"], newer.content["head"]
    fields: dict[str, Any] = {field.name: field for field in Draft._meta.concrete_fields}
    found = [
        (
            str(fields[name].verbose_name),
            str(before.get(name) or ""),
            str(after.get(name) or ""),
        )
        for name in contents.HEAD
        if (before.get(name) or "") != (after.get(name) or "")
    ]
    was, now = _partners_in(older), _partners_in(newer)
    return [*found, (_("Bodies that issue it together"), was, now)] if was != now else found


def _partners_in(revision: Revision) -> str:
    told = contents.partners_in(revision.content) or ()
    return "; ".join(f"{one['issuer']} ({one['symbol']}, {one['signer_name'] or '…'})" for one in told)


@require_http_methods(["GET", "POST"])
@unless_issued
def write_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an older revision whole and write it back."""
    shown = access.get_draft(request.user, pk)
    access.require_writer(request.user, shown.unit_id)
    asked = _revision(shown, request.POST.get("revision", "") or request.GET.get("revision", ""))
    if asked is None:
        return redirect("drafting:revisions", pk)
    if request.method == "POST":
        try:
            actions.write_back(asked, by=signed_in(request), at=timezone.now(), before=before_of(request))
        except NhipCauError as error:
            refuse(request, error)
            return redirect(f"{reverse('drafting:write_back', args=[pk])}?revision={asked.number}")
        succeed(request, _("The older text is back. What stood here before is still among the revisions."))
        return redirect("drafting:edit", pk)
    return staff_page(
        request,
        "drafting/write_back.html",
        {"draft": shown, "revision": asked, "texts": contents.texts_in(asked.content)},
        title=_("Write this revision back"),
        icon="history",
        trail=[
            list_crumb(),
            draft_crumb(shown),
            (reverse("drafting:revisions", args=[pk]), _("Revisions")),
        ],
    )
