"""The pages on which forms are made, shaped, copied, looked at as reporters will see them, and given an audience."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import access, actions, audiences, forming
from nhipcau.reporting.asking_forms import (
    AudienceForm,
    ChangeForm,
    FormForm,
    RuleForm,
    SectionForm,
    TitleForm,
)
from nhipcau.reporting.errors import FormAskedError, ReportingError
from nhipcau.reporting.models import Form, FormRule
from nhipcau.reporting.views import ICON
from nhipcau.shell.formats import number
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units import access as units_access
from nhipcau.units.access import signed_in
from nhipcau.units.among import Units
from nhipcau.units.models import Role, UnitGroup, UnitVersion

REFUSED = 422
LISTED = 200
NAMED = 300  # of the units a form asks, so many are named on its page


def forms(request: HttpRequest) -> HttpResponse:
    """The forms of the person's offices: in use, being made, put away."""
    asked = Form.objects.asked_by(request.user).select_related("unit").prefetch_related("unit__versions")
    words = request.GET.get("q", "").replace("\0", "").strip()
    if words:
        asked = asked.filter(Q(title__icontains=words) | Q(title_en__icontains=words))
    shown = list(asked.order_by("-active", "title", "-version"))
    if request.GET.get("as") == "csv":
        return download(_as_csv(shown), "bieu-mau.csv", "text/csv; charset=utf-8")
    asks = Role.OFFICER in units_access.roles_of(request.user)
    primary = (reverse("reporting:new_form"), _("New form"), "plus") if asks else None
    context = {"forms": shown, "asks": asks, "words": words}
    return staff_page(
        request,
        "reporting/forms.html",
        context,
        title=_("Forms"),
        icon=ICON,
        trail=[_list()],
        primary=primary,
    )


def _as_csv(shown: list[Form]) -> bytes:
    """Return the forms as a table."""
    head = [_("Form"), _("version"), _("asked by"), _("asked each"), _("in use")]
    rows = (
        (
            safe_cell(str(one)),
            one.version,
            safe_cell(str(one.unit)),
            one.get_period_kind_display() if one.period_kind else _("as needed"),
            _("in use") if one.active else _("not in use"),
        )
        for one in shown
    )
    return csv_file([head, *rows])


def new_form(request: HttpRequest) -> HttpResponse:
    """Make a form."""
    if Role.OFFICER not in units_access.roles_of(request.user):
        raise PermissionDenied("officer")
    typed = FormForm(
        _data(request), units=units_access.units_where(request.user, [Role.OFFICER]), indicators=_indicators()
    )
    if not typed.is_bound or not typed.is_valid():
        return _new_form_page(request, typed)
    try:
        made = actions.make_form(
            typed.cleaned_data["unit"],
            title=typed.cleaned_data["title"],
            title_en=typed.cleaned_data["title_en"],
            sections=typed.sections(),
            rhythm=typed.rhythm(),
            by=signed_in(request),
            at=timezone.now(),
        )
    except ReportingError as error:
        typed.add_error(None, str(error.message))
        return _new_form_page(request, typed)
    succeed(request, _("The form is made. Say whom it asks, then ask them to fill it in."))
    return redirect("reporting:form", made.pk)


def form(request: HttpRequest, pk: int) -> HttpResponse:
    """A form: what it asks, of whom, how often; its versions and the collections it was asked in."""
    shown = access.get_form(request.user, pk)
    asks = units_access.may(request.user, shown.unit_id, Role.OFFICER)
    collections = list(shown.collections.select_related("form", "period"))
    context = {
        "asked": shown,
        "sections": shown.sections.prefetch_related("fields__indicator", "questions"),
        "rules": shown.rules.all(),
        "audience": _audience_rows(shown),
        "collections": collections,
        "asks": asks,
        "shapes": asks and not collections,
        "versions": _versions(shown),
    }
    address = f"{reverse('reporting:open_collection')}?form={shown.pk}"
    return staff_page(
        request,
        "reporting/form.html",
        context,
        title=str(shown),
        icon=ICON,
        trail=_way(),
        primary=(address, _("Ask for a report"), "plus") if asks and shown.active else None,
    )


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A form as the reporter will see it, empty."""
    shown = access.get_form(request.user, pk)
    context = {
        "asked": shown,
        "sections": shown.sections.prefetch_related("fields__indicator", "questions"),
        "rules": shown.rules.all(),
    }
    return staff_page(
        request,
        "reporting/preview.html",
        context,
        title=_("As reporters see it"),
        icon=ICON,
        trail=_way(shown),
    )


def change_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a form another title and rhythm."""
    shown = _shaped(request, pk)
    typed = ChangeForm(_data(request), initial=ChangeForm.of(shown))
    if not typed.is_bound or not typed.is_valid():
        return _small_page(request, typed, shown, title=_("Title and rhythm"), submit=_("Save"))
    forming.change_form(
        shown,
        title=typed.cleaned_data["title"],
        title_en=typed.cleaned_data["title_en"],
        rhythm=typed.rhythm(),
        by=signed_in(request),
        at=timezone.now(),
    )
    succeed(request, _("Saved. It holds for what is asked from now on."))
    return redirect("reporting:form", pk)


def copy_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new form like this one."""
    shown = _shaped(request, pk)
    typed = TitleForm(
        _data(request),
        initial={
            "title": f"{shown.title} (bản sao)",
            "title_en": shown.title_en and f"{shown.title_en} (copy)",
        },
    )
    if not typed.is_bound or not typed.is_valid():
        return _small_page(request, typed, shown, title=_("Copy the form"), submit=_("Make the copy"))
    made = forming.copy_form(shown, **typed.cleaned_data, by=signed_in(request), at=timezone.now())
    succeed(request, _("The copy is made. Change it as you need, then put it in use."))
    return redirect("reporting:form", made.pk)


@require_POST
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version of a form that was asked."""
    made = forming.new_version(_shaped(request, pk), by=signed_in(request), at=timezone.now())
    succeed(
        request,
        _(
            "This is the next version. Change it, then put it in use: until then the present version is asked."
        ),
    )
    return redirect("reporting:form", made.pk)


@require_POST
def put_in_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a form be asked."""
    shown = _shaped(request, pk)
    try:
        forming.put_in_use(shown, by=signed_in(request), at=timezone.now())
    except ReportingError as error:
        refuse(request, error)
    else:
        succeed(request, _("The form is in use."))
    return redirect("reporting:form", pk)


@require_POST
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a form no more."""
    forming.put_away(_shaped(request, pk), by=signed_in(request), at=timezone.now())
    succeed(request, _("The form is put away. What was asked with it goes on."))
    return redirect("reporting:form", pk)


def section(request: HttpRequest, pk: int, section: int | None = None) -> HttpResponse:
    """Write a section of a form: heading, figures, questions."""
    shown = _shaped(request, pk)
    kept = (
        access.get_part(shown.sections.prefetch_related("fields", "questions"), section) if section else None
    )
    if request.method == "GET" and shown.collections.exists():
        return _closed(request, shown)
    typed = SectionForm(_data(request), indicators=_indicators(), section=kept)
    if typed.is_bound and typed.is_valid():
        try:
            forming.keep_section(
                shown,
                kept,
                title=typed.cleaned_data["title"],
                title_en=typed.cleaned_data["title_en"],
                fields=typed.fields_asked(),
                questions=typed.questions_asked(),
                by=signed_in(request),
                at=timezone.now(),
            )
        except ReportingError as error:
            typed.add_error(None, str(error.message))
        else:
            succeed(request, _("The section is saved."))
            return redirect("reporting:form", pk)
    return staff_page(
        request,
        "reporting/section.html",
        {"form": typed, "asked": shown},
        title=_("Section"),
        icon=ICON,
        trail=_way(shown),
        status=REFUSED if typed.is_bound else 200,
    )


@require_POST
def move_section(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Let a section change places with its neighbour."""
    shown = _shaped(request, pk)
    part = access.get_part(shown.sections.all(), section)
    try:
        forming.move_section(
            part, earlier="earlier" in request.POST, by=signed_in(request), at=timezone.now()
        )
    except ReportingError as error:
        refuse(request, error)
    return redirect("reporting:form", pk)


@require_POST
def remove_section(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Take a section out."""
    shown = _shaped(request, pk)
    part = access.get_part(shown.sections.all(), section)
    try:
        forming.remove_section(part, by=signed_in(request), at=timezone.now())
    except ReportingError as error:
        refuse(request, error)
    else:
        succeed(request, _("The section is taken out."))
    return redirect("reporting:form", pk)


def rule(request: HttpRequest, pk: int, rule: int | None = None) -> HttpResponse:
    """Write a rule of a form."""
    shown = _shaped(request, pk)
    kept = access.get_part(shown.rules.all(), rule) if rule else FormRule(form=shown)
    if request.method == "GET" and shown.collections.exists():
        return _closed(request, shown)
    typed = RuleForm(_data(request), instance=kept)
    if typed.is_bound and typed.is_valid():
        try:
            forming.keep_rule(shown, typed.save(commit=False), by=signed_in(request), at=timezone.now())
        except ReportingError as error:
            typed.add_error(None, str(error.message))
        else:
            succeed(request, _("The rule is saved. It is checked when a report is checked and sent."))
            return redirect("reporting:form", pk)
    asked = Indicator.objects.filter(form_fields__section__form=shown).distinct()
    return staff_page(
        request,
        "reporting/rule.html",
        {"form": typed, "asked": shown, "indicators": asked, "submit": _("Save the rule")},
        title=_("Rule"),
        icon=ICON,
        trail=_way(shown),
        status=REFUSED if typed.is_bound else 200,
    )


@require_POST
def remove_rule(request: HttpRequest, pk: int, rule: int) -> HttpResponse:
    """Take a rule out."""
    shown = _shaped(request, pk)
    try:
        forming.remove_rule(
            access.get_part(shown.rules.all(), rule), by=signed_in(request), at=timezone.now()
        )
    except ReportingError as error:
        refuse(request, error)
    else:
        succeed(request, _("The rule is taken out."))
    return redirect("reporting:form", pk)


def audience(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom a form asks: how many units today, which, and by which words; more words are added here."""
    shown = _shaped(request, pk)
    typed = AudienceForm(_data(request), groups=UnitGroup.objects.all())
    if typed.is_bound and typed.is_valid() and (rows := _rows_typed(typed, shown)):
        try:
            for row in rows:
                forming.add_audience(shown, row, by=signed_in(request), at=timezone.now())
        except (ReportingError, ValidationError) as error:
            typed.add_error(None, _said(error))
        else:
            succeed(request, _("Added to whom the form asks."))
            return redirect("reporting:audience", pk)
    today = timezone.localdate()
    meant = audiences.units_asked(shown, today)
    reached = meant & units_access.units_where(request.user, [Role.OFFICER])
    named = UnitVersion.objects.on(today).filter(unit__in=Units(reached)).order_by("name", "pk")
    context = {
        "form": typed,
        "asked": shown,
        "rows": _audience_rows(shown),
        "count": _count(len(reached)),
        "beyond": len(meant) - len(reached),
        "units": list(named[:NAMED]),
        "more": max(0, len(reached) - NAMED),
    }
    return staff_page(
        request,
        "reporting/audience.html",
        context,
        title=_("Whom it asks"),
        icon=ICON,
        trail=_way(shown),
        status=REFUSED if typed.is_bound else 200,
    )


def audience_count(request: HttpRequest, pk: int) -> HttpResponse:
    """How many units fit what is chosen and not yet added: asked by the page while one chooses."""
    shown = _shaped(request, pk)
    typed = AudienceForm(request.GET, groups=UnitGroup.objects.all())
    rows = _rows_typed(typed, shown) if typed.is_valid() else []
    said = any((one.unit_id, one.kind, one.line, one.level, one.territory_id, one.group_id) for one in rows)
    if not said:
        return JsonResponse({"text": ""})
    house = audiences.house_of(shown.unit_id, timezone.localdate())
    units = audiences.units_of(rows, house) & units_access.units_where(request.user, [Role.OFFICER])
    return JsonResponse({"text": _count(len(units))})


@require_POST
def remove_audience(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take words out of whom a form asks."""
    shown = _shaped(request, pk)
    kept = access.get_part(shown.audiences.all(), row)
    forming.remove_audience(kept, by=signed_in(request), at=timezone.now())
    succeed(request, _("Taken out of whom the form asks."))
    return redirect("reporting:audience", pk)


def _rows_typed(typed: AudienceForm, shown: Form) -> list[Any]:
    """Return what was chosen as rows; [] when a name was not found, which the form then says."""
    house = audiences.house_of(shown.unit_id, timezone.localdate())
    listed = audiences.read_units(typed.cleaned_data["units"], house)
    if listed.unknown:
        typed.add_error("units", unknown_units(listed.unknown))
    words = typed.cleaned_data["territory"]
    territory = audiences.read_units(words, house)
    if words and len(territory.units) != 1:
        typed.add_error("territory", unknown_units([words]))
    if typed.errors:
        return []
    return typed.rows(listed.units, next(iter(territory.units), None))


def unknown_units(lines: Any) -> str:
    """Return what to do about lines that name no unit or several."""
    say = _("Not found, or found more than once: {lines}. Write the code, or “name, name of the unit above”.")
    return say.format(lines="; ".join(lines))


def _count(units: int) -> str:
    say = ngettext("asks {n} unit", "asks {n} units", units)
    return say.format(n=number(units))


def _said(error: ReportingError | ValidationError) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error.message)


def _versions(shown: Form) -> list[Form]:
    """Return the versions of a form right before and after it."""
    after = Form.objects.filter(replaces=shown).first()
    return [one for one in (shown.replaces, after) if one]


def _audience_rows(shown: Form) -> Any:
    related = shown.audiences.select_related("unit", "territory", "group")
    return related.prefetch_related("unit__versions", "territory__versions")


def _closed(request: HttpRequest, shown: Form) -> HttpResponse:
    """Say that what a form asks is changed in its next version, on its page, which makes one."""
    refuse(request, FormAskedError())
    return redirect("reporting:form", shown.pk)


def _shaped(request: HttpRequest, pk: int) -> Form:
    """Return a form of the person's that the person may change. Raises Http404, PermissionDenied."""
    shown = access.get_form(request.user, pk)
    access.require_officer(request.user, shown.unit_id)
    return shown


def _indicators() -> Any:
    return Indicator.objects.filter(active=True, numerator__isnull=True).select_related("whole")


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _new_form_page(request: HttpRequest, typed: FormForm) -> HttpResponse:
    return staff_page(
        request,
        "reporting/new_form.html",
        {"form": typed},
        title=_("New form"),
        icon=ICON,
        trail=_way(),
        status=REFUSED if typed.is_bound else 200,
    )


def _small_page(request: HttpRequest, typed: Any, shown: Form, *, title: str, submit: str) -> HttpResponse:
    return staff_page(
        request,
        "shell/form.html",
        {"form": typed, "submit": submit},
        title=title,
        icon=ICON,
        trail=_way(shown),
        status=REFUSED if typed.is_bound else 200,
    )


def _list() -> tuple[str, Any]:
    return reverse("reporting:index"), _("Reports")


def _way(shown: Form | None = None) -> list[tuple[str, Any]]:
    way = [_list(), (reverse("reporting:forms"), _("Forms"))]
    return [*way, (reverse("reporting:form", args=[shown.pk]), str(shown))] if shown else way
