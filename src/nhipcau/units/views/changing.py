"""The pages on which changes of units are entered: first what is decided, then what will be so, then for good.

Each page has one form. What was typed travels through the preview in hidden fields, with the digest of the effects
that were shown: should others have changed the tree in between, the preview is shown again.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units import access, actions, reorganising
from nhipcau.units.errors import ChangedSinceError, EndedError
from nhipcau.units.forms.changing import (
    MOST_PARTS,
    AlterForm,
    DecisionForm,
    EstablishForm,
    MergeForm,
    PartFormSet,
    SplitForm,
    TransferForm,
    heir,
)
from nhipcau.units.forms.choosing import Offer
from nhipcau.units.models import Role, Unit, UnitVersion
from nhipcau.units.overviews import Effects
from nhipcau.units.reorganising import Part
from nhipcau.units.versions import fields_of
from nhipcau.units.views import ICON, way

Label = str | Promise
Found = TypeVar("Found")


def establish(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a unit under this one."""
    above = _administered(request, pk)
    initial = {"parent": _label(above)}
    form = EstablishForm(request.POST or None, initial=initial, **_offered(request))

    def act() -> object:
        given = form.cleaned_data
        return actions.establish_unit(form.fields_given(), line=given["line"], **_from_day(request, form))

    return _answer(request, above, form, act, _("Establish a unit below"))


def alter(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename the unit, change its kind or code, place it elsewhere."""
    shown = _administered(request, pk)
    now = shown.version_on(timezone.localdate()) or shown.latest
    places = {place for place in (now and now.parent_id, now and now.territory_id) if place}
    form = AlterForm(request.POST or None, initial=_typed(now), **_offered(request, places))

    def act() -> object:
        return actions.change_unit(shown, form.fields_given(), **_decided(request, form))

    return _answer(request, shown, form, act, _("Change name, kind, code or place"))


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a unit take over from this one, and from others."""
    shown = _administered(request, pk)
    form = MergeForm(request.POST or None, initial={"units": _label(shown)}, **_offered(request))

    def act() -> object:
        given = form.cleaned_data
        beside = _standing(given["units"][0], given["effective_on"])
        return actions.merge_units(
            given["units"], heir(given, beside), roles_follow=given["roles_follow"], **_decided(request, form)
        )

    return _answer(request, shown, form, act, _("Merge"))


def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a part of the unit to another."""
    shown = _administered(request, pk)
    form = TransferForm(request.POST or None, **_offered(request))

    def act() -> object:
        given = form.cleaned_data
        part = Part(heir(given, _standing(shown, given["effective_on"])), given["share"])
        return reorganising.transfer_part(shown, part, moving=given["moving"], **_decided(request, form))

    return _answer(request, shown, form, act, _("Transfer a part"))


def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """End the unit without a successor."""
    shown = _administered(request, pk)
    form = DecisionForm(request.POST or None, **_offered(request))

    def act() -> object:
        return reorganising.dissolve_unit(shown, **_decided(request, form))

    return _answer(request, shown, form, act, _("Dissolve"))


def split(request: HttpRequest, pk: int) -> HttpResponse:
    """End the unit in parts."""
    shown = _administered(request, pk)
    offered = _offered(request)
    form = SplitForm(request.POST or None, **offered)
    parts = PartFormSet(_with_one_more(request), prefix="part", form_kwargs=offered)
    if form.is_bound and form.is_valid():
        for part in parts:
            part.day = form.cleaned_data["effective_on"]

    def act() -> object:
        beside = _standing(shown, form.cleaned_data["effective_on"])
        given = [part.part(beside) for part in parts]
        return reorganising.split_unit(
            shown, given, roles_follow=form.cleaned_data["roles_follow"], **_decided(request, form)
        )

    return _answer(request, shown, form, act, _("Split"), parts=parts)


def _answer(
    request: HttpRequest,
    shown: Unit,
    form: DecisionForm,
    act: Callable[[], object],
    title: Label,
    parts: BaseFormSet[Any] | None = None,
) -> HttpResponse:
    """Answer with the form, the preview of what it says, or when that was confirmed, the page of the change."""
    step = request.POST.get("step")
    effects: Effects | None = None
    if step in ("preview", "confirm") and form.is_valid() and (parts is None or parts.is_valid()):
        if step == "confirm":
            change = _tried(
                form, lambda: reorganising.carry_out(act, expected=request.POST.get("digest", ""))
            )
            if change is not None:
                succeed(request, _("The change is entered."))
                return redirect("units:change", change.pk)
        if step == "preview" or form.has_error(NON_FIELD_ERRORS, ChangedSinceError.__name__):
            effects = _tried(form, lambda: reorganising.preview(act))
    context = {
        "unit": shown,
        "form": form,
        "parts": parts,
        "effects": effects,
        "fields": _fields(form, parts),
    }
    context["may_have_more"] = parts is not None and parts.total_form_count() < MOST_PARTS
    template = "units/preview.html" if effects else "units/changing.html"
    return staff_page(request, template, context, title=title, icon=ICON, trail=way(shown))


def _tried(form: DecisionForm, do: Callable[[], Found]) -> Found | None:
    """Return what `do` gives; None when it is refused, with the reason on the form."""
    try:
        return do()
    except NhipCauError as error:
        form.add_error(None, ValidationError(str(error.message), code=type(error).__name__))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def _fields(form: DecisionForm, parts: BaseFormSet[Any] | None) -> list[Any]:
    """Return all fields, to be carried on hidden."""
    if parts is None:
        return list(form)
    return [*form, *parts.management_form, *(field for part in parts for field in part)]


def _with_one_more(request: HttpRequest) -> Any:
    """Return what was posted, with one more part when that was asked for."""
    if request.method != "POST":
        return None
    posted = request.POST.copy()
    if posted.get("step") == "more":
        number = (
            int(posted.get("part-TOTAL_FORMS", "2")) if posted.get("part-TOTAL_FORMS", "2").isdigit() else 2
        )
        posted["part-TOTAL_FORMS"] = str(min(number + 1, MOST_PARTS))
    return posted


def _administered(request: HttpRequest, pk: int) -> Unit:
    shown = access.get_unit(request.user, pk)
    access.require_administrator(request.user, pk)
    return shown


def _offered(request: HttpRequest, beside: Collection[int] = ()) -> dict[str, Any]:
    units = access.units_where(request.user, [Role.ADMINISTRATOR])
    return {"offered": units.union(beside), "day": timezone.localdate()}


def _label(unit: Unit) -> str:
    """Return how a unit is typed; its number alone when it does not exist today."""
    offer = Offer(frozenset({unit.pk}), timezone.localdate())
    return offer.label(unit.pk) if unit.pk in offer.standing else f"#{unit.pk}"


def _typed(version: UnitVersion | None) -> dict[str, Any]:
    """Return what a unit is, as it is typed into the form."""
    if version is None:
        return {}
    fields = fields_of(version)
    typed = {name: getattr(fields, name) for name in ("name", "name_en", "kind", "code")}
    places = {"parent": fields.parent, "territory": fields.territory}
    return typed | {name: _label(place) for name, place in places.items() if place}


def _standing(unit: Unit, day: date) -> UnitVersion:
    version = unit.version_on(day)
    if version is None:
        raise EndedError
    return version


def _decided(request: HttpRequest, form: DecisionForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"effective_on": given["effective_on"], **_by(request, form)}


def _from_day(request: HttpRequest, form: DecisionForm) -> dict[str, Any]:
    return {"valid_from": form.cleaned_data["effective_on"], **_by(request, form)}


def _by(request: HttpRequest, form: DecisionForm) -> dict[str, Any]:
    return {
        "legal_basis": form.cleaned_data["legal_basis"],
        "by": access.signed_in(request),
        "at": timezone.now(),
    }
