"""Taking a change back: whether nothing rests on it yet, and every row as it was before."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, ManyToOneRel, Model, OuterRef, ProtectedError, QuerySet
from django.utils.translation import gettext as _
from wagtail import hooks

from nhipcau.units import keeping, versions
from nhipcau.units.among import Units
from nhipcau.units.errors import EndedError, LoopError, UndoError
from nhipcau.units.models import Membership, Succession, Unit, UnitChange, UnitVersion


def units_concerned(change: UnitChange) -> set[int]:
    """Return the units that `change` began, ended, altered or handed over. Two queries."""
    touched = UnitVersion.objects.filter(pk__in=change.kept.get("versions", {}))
    opened = UnitVersion.objects.filter(opened_by=change) | UnitVersion.objects.filter(closed_by=change)
    handed = Succession.objects.filter(change=change).values_list("predecessor_id", "successor_id")
    units = set((touched | opened).values_list("unit_id", flat=True))
    return units | {unit for pair in handed for unit in pair}


def objections_to_undo(change: UnitChange) -> list[str]:
    """Return why `change` cannot be taken back any more, a sentence each; [] when it can.

    Rooms above object through the hook `nhipcau_unit_change_objections`: a function of the change that returns
    sentences. What refers to a unit that the change began is found here, whatever room it is of.
    """
    if not change.kept:
        return [_("It was loaded with many others at once, or entered before changes could be undone.")]
    found = [*_later_changes(change), *_later_roles(change), *_references(change)]
    for objections in hooks.get_hooks("nhipcau_unit_change_objections"):
        found.extend(str(sentence) for sentence in objections(change))
    return found


def take_back(change: UnitChange) -> None:
    """Undo `change`: what it began is gone, what it ended or rewrote is as before.

    Raises UndoError with the reasons when something rests on it, or when what was cannot be any more because other
    units have changed since.
    """
    reasons = objections_to_undo(change)
    if reasons:
        raise UndoError(reasons)
    kept = change.kept
    Membership.objects.filter(pk__in=[state[0] for state in kept.get("made", [])]).delete()
    Succession.objects.filter(change=change).delete()
    UnitVersion.objects.filter(opened_by=change).delete()
    restored = list(UnitVersion.objects.filter(pk__in=kept.get("versions", {})))
    for version in restored:
        keeping.put_back(version, kept["versions"][str(version.pk)]["before"])
    for state in [*kept.get("ended", []), *kept.get("dropped", [])]:
        keeping.role_from(state).save()
    try:
        Unit.objects.filter(pk__in=kept.get("units", [])).delete()
        change.delete()
    except ProtectedError as error:
        raise UndoError([_("Something refers to it since.")]) from error
    _require_places(restored)


def _require_places(restored: list[UnitVersion]) -> None:
    stays = versions.stays_of()
    try:
        for version in restored:
            versions.require_place(version, stays)
    except (EndedError, LoopError) as error:
        raise UndoError(
            [_("The units it stood under have changed since; undo those changes first.")]
        ) from error


def _later_changes(change: UnitChange) -> Iterator[str]:
    """Say which changes have rewritten since what this one wrote."""
    left = {pk: row["after"] for pk, row in change.kept.get("versions", {}).items()} | change.kept["opened"]
    now = {
        str(version.pk): version
        for version in UnitVersion.objects.filter(pk__in=left).select_related("closed_by", "unit")
    }
    for pk, state in left.items():
        version = now.get(pk)
        if version is None or keeping.state_of(version) != state:
            later = version.closed_by if version and version.closed_by_id != state[1] else None
            name = version.name if version else _("A unit")
            if later is not None:
                yield _("“%(unit)s” was changed since: %(change)s. Undo that change first.") % {
                    "unit": name,
                    "change": later,
                }
            else:
                yield _("“%(unit)s” was changed since. Undo that change first.") % {"unit": name}


def _later_roles(change: UnitChange) -> Iterator[str]:
    kept = change.kept
    after = {state[0]: [*state[:5], change.effective_on.isoformat()] for state in kept.get("ended", [])}
    after |= {state[0]: state for state in kept.get("made", [])}
    now = {each.pk: keeping.role_of(each) for each in Membership.objects.filter(pk__in=after)}
    if now != after:
        yield _("A role that it ended or moved was changed since.")


def _references(change: UnitChange) -> Iterator[str]:
    """Say what has come to refer to the units that `change` began, in any room. One query, one more for each kind."""
    begun = Units(change.kept.get("units", []))
    if not begun:
        return
    relations = [
        each for each in Unit._meta.get_fields(include_hidden=True) if isinstance(each, ManyToOneRel)
    ]
    rows = [_not_its_own(_model_of(each)._base_manager.all(), change) for each in relations]
    asked = {
        f"refers_{number}": Exists(found.filter(**{each.field.name: OuterRef("pk")}))
        for number, (each, found) in enumerate(zip(relations, rows, strict=True))
    }
    flags = Unit.objects.filter(pk__in=begun).annotate(**asked).values_list(*asked)
    refers = [any(column) for column in zip(*flags, strict=True)]
    for each, found, is_so in zip(relations, rows, refers, strict=True):
        if is_so:
            model = _model_of(each)
            named = (model._meta.auto_created or model)._meta.verbose_name_plural
            number = found.filter(**{f"{each.field.name}__in": begun}).count()
            yield _("%(number)s %(things)s refer to what it began.") % {"number": number, "things": named}


def _model_of(relation: ManyToOneRel) -> Any:
    """Return the model whose rows refer; of a list of units, that is the table between."""
    return relation.related_model


def _not_its_own(rows: QuerySet[Model], change: UnitChange) -> QuerySet[Model]:
    """Return the rows without those that `change` wrote itself."""
    if rows.model is UnitVersion:
        return rows.exclude(opened_by=change).exclude(pk__in=change.kept.get("versions", {}))
    if rows.model is Succession:
        return rows.exclude(change=change)
    if rows.model is Membership:
        return rows.exclude(pk__in=[state[0] for state in change.kept.get("made", [])])
    return rows
