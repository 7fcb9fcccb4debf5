"""Whether a document is in force on a day, and in words why not."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.registry.models import Document, DocumentState, Relation, RelationKind


class ForceState(models.TextChoices):
    """How a document stands on a day; a book or an article stands nowhere."""

    IN_FORCE = "in_force", gettext_lazy("In force")
    ENDED = "ended", gettext_lazy("No longer in force")
    NOT_YET = "not_yet", gettext_lazy("Not yet in force")
    UNKNOWN = "unknown", gettext_lazy("Not known whether in force")
    NONE = "none", gettext_lazy("A source, neither in force nor not")


@dataclass(frozen=True, slots=True)
class Force:
    """How a document stands on a day: since or until when, and by which relation where another one ended it."""

    state: ForceState
    day: date | None = None
    ended_by: Relation | None = None

    def says(self, seen: Collection[int] | None = None) -> str:
        """Return it in words; another document is named where it is among `seen`, or without `seen` always."""
        if self.state == ForceState.ENDED and self.day is not None:
            return self._ended(f"{self.day:%d/%m/%Y}", seen)
        if self.state == ForceState.NOT_YET and self.day is not None:
            return _("Not yet in force: from %(day)s") % {"day": f"{self.day:%d/%m/%Y}"}
        return str(self.state.label)

    def _ended(self, day: str, seen: Collection[int] | None) -> str:
        relation = self.ended_by
        if relation is None:
            return _("No longer in force from %(day)s: its term is over") % {"day": day}
        named = seen is None or relation.document_id in seen
        said = {"day": day, "document": str(relation.document) if named else _("another document")}
        if relation.kind == RelationKind.REPLACES:
            return _("No longer in force from %(day)s: replaced by %(document)s") % said
        return _("No longer in force from %(day)s: repealed by %(document)s") % said


def force_of(document: Document, day: date) -> Force:
    """Return how `document` stands on `day`. One query."""
    return forces([document], day)[document.pk]


def forces(documents: Iterable[Document], day: date) -> dict[int, Force]:
    """Return how each of `documents` stands on `day`. One query, however many they are."""
    some = list(documents)
    ended: dict[int, Relation] = {}
    relations = Relation.objects.ending().with_ends().filter(target__in=[one.pk for one in some])
    for relation in relations.filter(takes_effect_on__lte=day).order_by("takes_effect_on", "pk"):
        ended.setdefault(relation.target_id, relation)
    return {one.pk: _force(one, day, ended) for one in some}


def _force(document: Document, day: date, ended: Mapping[int, Relation]) -> Force:
    if not document.is_binding:
        return Force(ForceState.NONE)
    if document.state != DocumentState.REGISTERED:
        return Force(ForceState.UNKNOWN)
    relation = ended.get(document.pk)
    last = min(
        (end for end in (document.expires_on, relation and relation.takes_effect_on) if end), default=None
    )
    if last is not None and last <= day:
        by = relation if relation and relation.takes_effect_on == last else None
        return Force(ForceState.ENDED, last, by)
    begins = document.in_force_from or document.issued_on
    if begins is None:
        return Force(ForceState.UNKNOWN)
    return Force(ForceState.NOT_YET if begins > day else ForceState.IN_FORCE, begins)
