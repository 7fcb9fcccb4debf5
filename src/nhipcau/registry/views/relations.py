"""What a document does to others and others do to it; from when to when it holds."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.registry import access, connecting, relating, rules
from nhipcau.registry.errors import RegistryError
from nhipcau.registry.forms import ChosenForm, ForceForm, OtherForm, RelationForm
from nhipcau.registry.models import ENDING, Document, Finding, RelationKind
from nhipcau.registry.views.trail import ICON, trail
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units.access import signed_in

MOST_FOUND = 12


@require_GET
def relations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what stands round a document; with `of`, one list of it a page at a time."""
    shown = access.get_document(request.user, pk)
    if "of" in request.GET:
        return _one_list(request, shown)
    days = ForceForm(initial={"in_force_from": shown.in_force_from, "expires_on": shown.expires_on})
    return _page(request, shown, days)


@require_POST
def force_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter from when to when a document holds."""
    shown = access.get_document(request.user, pk)
    access.require_keeper(request.user, shown.unit_id)
    form = ForceForm(request.POST)
    if form.is_valid():
        try:
            relating.set_force_days(shown, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        except RegistryError as error:
            form.add_error("expires_on", str(error.message))
        else:
            succeed(request, _("Saved in the register."))
            return redirect("registry:relations", pk)
    return _page(request, shown, form, status=422)


@require_http_methods(["GET", "POST"])
def confirm_relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, or put right, what the words of a citation say that is done to the cited document."""
    finding, target = _proposed(request, pk)
    document = finding.document
    begins = document.in_force_from or document.issued_on
    initial: dict[str, Any] = {"kind": finding.proposes, "part": "", "takes_effect_on": None}
    if finding.proposes != RelationKind.IMPLEMENTS:
        initial = {**initial, "part": connecting.proposed_part(finding), "takes_effect_on": begins}
    form = RelationForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said, at = form.related(target), timezone.now()
        relating.confirm_relation(document, said, by=signed_in(request), at=at, finding=finding)
        if said.kind != finding.proposes:
            relating.reject_relation(
                document, target, finding.proposes, by=signed_in(request), at=at, finding=finding
            )
        succeed(request, _("The relation was confirmed."))
        return redirect("registry:relations", document.pk)
    before, after = rules.around(document.text, finding.start, finding.end)
    context = {"form": form, "finding": finding, "target": target, "before": before, "after": after}
    return _form_page(request, document, "confirm_relation", context, _("Confirm a relation"))


@require_POST
def reject_relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that what the words of a citation propose is not so."""
    finding, target = _proposed(request, pk)
    by, at = signed_in(request), timezone.now()
    relating.reject_relation(finding.document, target, finding.proposes, by=by, at=at, finding=finding)
    succeed(request, _("It is not proposed again."))
    return redirect("registry:relations", finding.document_id)


@require_POST
def confirm_carried_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm at once everything that a document says it carries out."""
    shown = access.get_document(request.user, pk)
    number = relating.confirm_all_carried_out(shown, by=signed_in(request), at=timezone.now())
    said = ngettext("%(n)d relation was confirmed.", "%(n)d relations were confirmed.", number)
    succeed(request, said % {"n": number})
    return redirect("registry:relations", pk)


@require_http_methods(["GET", "POST"])
def add_relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for another document of the register, then say what this one does to it."""
    shown = access.get_document(request.user, pk)
    access.require_keeper(request.user, shown.unit_id)
    looked = OtherForm(request.GET if "q" in request.GET else None)
    form = None
    if looked.is_valid():
        citable = access.citable(request.user).exclude(pk=shown.pk)
        found = list(citable.search(looked.cleaned_data["q"], most=MOST_FOUND))
        form = ChosenForm(found, request.POST or None) if found else None
        if not found:
            looked.add_error("q", _("No document of the register fits. Write less, or enter it first."))
    if request.method == "POST" and form is not None and form.is_valid():
        relating.confirm_relation(shown, form.chosen(), by=signed_in(request), at=timezone.now())
        succeed(request, _("The relation was confirmed."))
        return redirect("registry:relations", pk)
    context = {"looked": looked, "form": form, "document": shown}
    return _form_page(request, shown, "add_relation", context, _("Add a relation"))


@require_POST
def remove_relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a relation that was confirmed; it is not proposed again."""
    relation = access.get_relation(request.user, pk)
    by, at = signed_in(request), timezone.now()
    relating.reject_relation(relation.document, relation.target, relation.kind, by=by, at=at)
    succeed(request, _("The relation was taken back."))
    return redirect("registry:relations", relation.document_id)


def _proposed(request: HttpRequest, pk: int) -> tuple[Finding, Document]:
    finding = access.get_finding(request.user, pk)
    access.require_keeper(request.user, finding.document.unit_id)
    if not finding.proposes or finding.cited_id is None:
        raise Http404
    return finding, get_object_or_404(access.visible_documents(request.user), pk=finding.cited_id)


def _page(request: HttpRequest, shown: Document, days: ForceForm, *, status: int = 200) -> HttpResponse:
    context = {
        "document": shown,
        "round": connecting.connections_of(request.user, shown, timezone.localdate()),
        "days": days,
        "keeps": access.keeps(request.user, shown.unit_id),
        "ending": ENDING,
    }
    return staff_page(
        request,
        "registry/relations.html",
        context,
        title=_("Relations and force"),
        icon=ICON,
        trail=_way(shown),
        status=status,
    )


def _one_list(request: HttpRequest, shown: Document) -> HttpResponse:
    page = request.GET.get("p", "")
    number = max(int(page), 1) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    found = connecting.group_named(request.user, shown, request.GET["of"], number)
    if found is None:
        raise Http404
    group, pages = found
    context = {"document": shown, "group": group, "number": number, "pages": pages}
    return staff_page(
        request, "registry/relation_list.html", context, title=group.label, icon=ICON, trail=_way(shown)
    )


def _form_page(
    request: HttpRequest, shown: Document, name: str, context: Mapping[str, object], title: str
) -> HttpResponse:
    way = [*_way(shown), (reverse("registry:relations", args=[shown.pk]), _("Relations and force"))]
    status = 422 if request.method == "POST" else 200
    return staff_page(
        request,
        f"registry/{name}.html",
        {**context, "submit": _("Confirm")},
        title=title,
        icon=ICON,
        trail=way,
        status=status,
    )


def _way(shown: Document) -> list[tuple[str, str]]:
    return [*trail(), (reverse("registry:document", args=[shown.pk]), str(shown))]
