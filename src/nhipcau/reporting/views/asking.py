"""The pages on which reports are asked for: the lists of what is owed and followed, and the asking itself."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.reporting import access, actions, audiences, overviews, rules
from nhipcau.reporting.asking_forms import CollectionForm
from nhipcau.reporting.errors import ReportingError
from nhipcau.reporting.links import ReportLink
from nhipcau.reporting.models import Collection, Form, Period, Submission
from nhipcau.reporting.views import ICON
from nhipcau.reporting.views.shaping import unknown_units
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, staff_page, succeed
from nhipcau.units import access as units_access
from nhipcau.units.access import signed_in
from nhipcau.units.models import Role, Unit

A_PAGE = 24
REFUSED = 422


def index(request: HttpRequest) -> HttpResponse:
    """What the person's units still have to send, what they sent, and the collections the person follows.

    Reporters are also shown the links (`links.ReportLink`) that rooms above give by the hook `nhipcau_report_links`.
    """
    now = timezone.now()
    roles = units_access.roles_of(request.user)
    own = units_access.units_where(request.user, [Role.REPORTER]) if Role.REPORTER in roles else frozenset()
    words = request.GET.get("q", "").replace("\0", "").strip()
    follows = bool(roles & set(access.FOLLOWERS))
    found = _followed(request, words) if follows else Collection.objects.none()
    if request.GET.get("as") == "csv":
        return download(_as_csv(found), "bao-cao.csv", "text/csv; charset=utf-8")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    followed = list(page)
    far = overviews.progress(followed)
    asks = Role.OFFICER in roles
    context = {
        "owed": overviews.owed_by(own, now) if own else (),
        "sent": _sent(own) if own else [],
        "reports": bool(own),
        "links": _links(request) if own else [],
        "followed": [(one, far[one.pk]) for one in followed],
        "page": page,
        "words": words,
        "query": urlencode({"q": words} if words else {}),
        "asks": asks,
        "decides": Role.APPROVER in roles,
        "now": now,
    }
    primary = (reverse("reporting:open_collection"), _("Ask for a report"), "plus") if asks else None
    return staff_page(
        request, "reporting/index.html", context, title=_("Reports"), icon=ICON, primary=primary
    )


def _links(request: HttpRequest) -> list[ReportLink]:
    return [link for offer in hooks.get_hooks("nhipcau_report_links") for link in offer(request.user)]


def open_collection(request: HttpRequest) -> HttpResponse:
    """Ask units for a report."""
    _require_officer(request)
    forms = Form.objects.asked_by(request.user).filter(active=True)
    data = request.POST if request.method == "POST" else None
    picked = _picked(request, forms) or _only(forms)
    typed = CollectionForm(data, may_ask=forms, today=timezone.localdate(), initial=_proposed(picked))
    if data is None or not typed.is_valid():
        return _open_page(request, typed, forms, picked)
    try:
        with transaction.atomic():
            opened = _opened(request, typed)
    except ReportingError as error:
        typed.add_error(None, str(error.message))
        return _open_page(request, typed, forms, picked)
    except ValidationError as error:
        typed.add_error("units", error)
        return _open_page(request, typed, forms, picked)
    succeed(request, _("The report is asked for. It stands in the lists of the units from now on."))
    return redirect("reporting:collection", opened.pk)


def _followed(request: HttpRequest, words: str) -> QuerySet[Collection]:
    """Return the collections the person follows whose form has `words` in its title, the newest first."""
    followed = Collection.objects.asked_by(request.user).select_related("form", "period")
    if words:
        followed = followed.filter(Q(form__title__icontains=words) | Q(form__title_en__icontains=words))
    return followed.order_by("-due_at", "pk")


def _as_csv(found: QuerySet[Collection]) -> bytes:
    """Return how far the units are with each collection, as a table."""
    listed = list(found)
    far = overviews.progress(listed)
    head = [_("Report"), _("Due"), _("Units asked"), _("Sent"), _("Not yet sent"), _("Approved")]
    rows = (
        (
            safe_cell(str(one)),
            f"{timezone.localtime(one.due_at):%Y-%m-%d %H:%M}",
            far[one.pk].expected,
            far[one.pk].sent,
            far[one.pk].missing,
            far[one.pk].approved,
        )
        for one in listed
    )
    return csv_file([head, *rows])


def _sent(own: frozenset[int]) -> list[Submission]:
    """Return the newest answers of the person's own units that were sent."""
    answers = Submission.objects.of_units(own).in_full().filter(state__in=overviews.SENT)
    return list(answers.order_by("-submitted_at", "pk")[:A_PAGE])


def _picked(request: HttpRequest, forms: Any) -> Form | None:
    """Return the form that the address names, if the person may ask with it."""
    pk = request.GET.get("form", "")
    return forms.filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() and len(pk) < 16 else None


def _only(forms: Any) -> Form | None:
    """Return the form where there is one only: nobody has to choose it."""
    few = list(forms[:2])
    return few[0] if len(few) == 1 else None


def _proposed(picked: Form | None) -> dict[str, Any]:
    """Return what the page proposes: the form's own rhythm, and the period that ended last or ends next."""
    if picked is None:
        return {}
    proposed: dict[str, Any] = {"form": picked.pk, "calendar": picked.calendar}
    if not picked.period_kind:
        return proposed
    proposed["kind"] = picked.period_kind
    if picked.period_kind in rules.MONTHS:
        year, number = rules.period_at_hand(picked.period_kind, picked.calendar, timezone.localdate())
        proposed |= {"year": year, "number": number}
    return proposed


def _opened(request: HttpRequest, typed: CollectionForm) -> Collection:
    named = typed.cleaned_data
    who: dict[str, Any] = {"by": signed_in(request), "at": timezone.now()}
    if named["kind"] in rules.OWN_DAYS:
        own = {name: named[name] for name in ("title", "title_en", "starts_on", "ends_on")}
        period = actions.make_own_period(named["kind"], **own, **who)
    else:
        period = actions.make_period(named["kind"], named["calendar"], named["year"], named["number"], **who)
    units = _named_units(request, typed, period) if typed.names_units else None
    return actions.open_collection(named["form"], period, due_at=typed.due_at(), units=units, **who)


def _named_units(request: HttpRequest, typed: CollectionForm, period: Period) -> list[Unit]:
    """Return the units named by kind or in the list, of those the person may ask. Raises ValidationError."""
    where = units_access.units_where(request.user, [Role.OFFICER])
    reach = Unit.objects.filter(pk__in=where).prefetch_related("versions")
    house = audiences.house_of(typed.cleaned_data["form"].unit_id, period.ends_on)
    listed = audiences.read_units(typed.cleaned_data["units"], house)
    if listed.unknown:
        raise ValidationError(unknown_units(listed.unknown))
    by_kind = typed.of_kinds(reach, period) if typed.cleaned_data["kinds"] else []
    return [*reach.filter(pk__in=listed.units), *by_kind]


def _require_officer(request: HttpRequest) -> None:
    if Role.OFFICER not in units_access.roles_of(request.user):
        raise PermissionDenied("officer")


def _open_page(request: HttpRequest, typed: CollectionForm, forms: Any, picked: Form | None) -> HttpResponse:
    context = {
        "form": typed,
        "submit": _("Ask for the report"),
        "forms": forms,
        "picked": picked,
        "audience": _audience_count(request, picked) if picked else None,
        "intro": _(
            "Choose a form and a period. Without units named below, those are asked whom the form asks; "
            "units that do not exist at the period's end are left out."
        ),
    }
    return staff_page(
        request,
        "reporting/open_collection.html",
        context,
        title=_("Ask for a report"),
        icon=ICON,
        trail=[_list()],
        status=REFUSED if typed.is_bound else 200,
    )


def _audience_count(request: HttpRequest, picked: Form) -> int:
    meant = audiences.units_asked(picked, timezone.localdate())
    return len(meant & units_access.units_where(request.user, [Role.OFFICER]))


def _list() -> tuple[str, Any]:
    return reverse("reporting:index"), _("Reports")
