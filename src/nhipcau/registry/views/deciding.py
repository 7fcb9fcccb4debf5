"""What a person says of findings: right, wrong, otherwise, missed; and of what a newer reading says of them.

A script asks with `Accept: application/json` and gets the line as it is now and what is left, so that the page stays
where it is; without a script the next finding of the kind is shown.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.registry import access, actions, overviews, rules
from nhipcau.registry.errors import RegistryError
from nhipcau.registry.forms import AddForm, CorrectionForm, MissedForm
from nhipcau.registry.models import Document, Finding, FindingField
from nhipcau.registry.views.trail import at, trail
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a finding and go on to the next."""
    finding = access.get_finding(request.user, pk)
    finding = actions.confirm_finding(finding, by=signed_in(request), at=timezone.now())
    return _decided(request, finding)


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Reject a finding and go on to the next."""
    finding = access.get_finding(request.user, pk)
    finding = actions.reject_finding(finding, by=signed_in(request), at=timezone.now())
    return _decided(request, finding)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the values of a finding in a small form."""
    finding = access.get_finding(request.user, pk)
    access.require_keeper(request.user, finding.document.unit_id)
    form = CorrectionForm(finding, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_finding(finding, form.values(), by=signed_in(request), at=timezone.now())
        except RegistryError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect(_onward(finding))
    before, after = rules.around(finding.document.text, finding.start, finding.end)
    return staff_page(
        request,
        "registry/correct.html",
        {
            "form": form,
            "finding": finding,
            "before": before,
            "after": after,
            "submit": _("Save the correction"),
        },
        title=_("Correct: %(kind)s") % {"kind": finding.get_field_display()},
        icon="edit",
        trail=[*trail(), (at(finding), str(finding.document))],
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a finding that the reading missed: first its words and kind, then its values."""
    shown = access.get_document(request.user, pk)
    access.require_keeper(request.user, shown.unit_id)
    sent = request.POST if request.method == "POST" else request.GET
    missed = MissedForm(shown.text, sent or None)
    if not missed.is_valid():
        return _add_page(request, shown, missed, {"submit": _("Enter its values"), "asks": True})
    form = AddForm(missed, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            finding = _add(request, shown, missed, form)
        except RegistryError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Added to the findings."))
            return redirect(at(finding))
    kind = FindingField(missed.cleaned_data["field"])
    return _add_page(request, shown, form, {"submit": _("Add"), "missed": missed, "kind": kind})


def _add(request: HttpRequest, shown: Document, missed: MissedForm, form: AddForm) -> Finding:
    by, kind = signed_in(request), missed.cleaned_data["field"]
    return actions.add_finding(shown, kind, form.chosen, form.values(), by=by, at=timezone.now())


def _add_page(
    request: HttpRequest, shown: Document, form: MissedForm | AddForm, context: dict[str, object]
) -> HttpResponse:
    back = reverse("registry:document", args=[shown.pk])
    return staff_page(
        request,
        "registry/add.html",
        {"form": form, **context},
        title=_("Add what the reading missed"),
        icon="plus",
        trail=[*trail(), (back, str(shown))],
        status=422 if form.errors else 200,
    )


@require_POST
def confirm_all(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Confirm every finding of one kind that no one has decided on; uncertain ones only when asked."""
    shown = access.get_document(request.user, pk)
    uncertain = "uncertain" in request.POST
    number = actions.confirm_all(shown, field, by=signed_in(request), at=timezone.now(), uncertain=uncertain)
    succeed(
        request, ngettext("%(n)d finding confirmed.", "%(n)d findings confirmed.", number) % {"n": number}
    )
    return redirect(f"{reverse('registry:document', args=[pk])}?kind={field}#{FindingField(field)}")


@require_POST
def accept_newer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what a newer reading says in place of what was decided."""
    return _answered(request, pk, actions.accept_newer)


@require_POST
def dismiss_newer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was decided."""
    return _answered(request, pk, actions.dismiss_newer)


def _answered(request: HttpRequest, pk: int, answer: Callable[..., Finding]) -> HttpResponse:
    finding = access.get_finding(request.user, pk)
    try:
        answer(finding, by=signed_in(request), at=timezone.now())
    except RegistryError as error:
        refuse(request, error)
    return redirect(f"{reverse('registry:document', args=[finding.document_id])}#changes")


def _decided(request: HttpRequest, finding: Finding) -> HttpResponse:
    if request.headers.get("Accept") != "application/json":
        return redirect(_onward(finding))
    line = overviews.read_line(request.user, finding)
    tally, in_document = overviews.left_to_decide(finding)
    context = {"line": line, "tally": tally, "document": finding.document, "keeps": True}
    answer = {
        name: render_to_string(f"registry/_{name}.html", context, request)
        for name in ("line", "tally", "confirm_all")
    }
    says = _("%(state)s: %(finding)s. %(n)s left to decide on.")
    said = says % {"state": line.state_label, "finding": line.says, "n": in_document}
    return JsonResponse({**answer, "left": in_document, "says": said})


def _onward(finding: Finding) -> str:
    """The next finding of the same kind that waits, in the order of the text, else this one."""
    following = finding.document.findings.proposed().after(finding).first()
    return at(following or finding)
