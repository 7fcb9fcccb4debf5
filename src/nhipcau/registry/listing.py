"""What the list of the register is asked for, and the list as a table."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F, OrderBy, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.registry import rules
from nhipcau.registry.errors import TooManyDocumentsError
from nhipcau.registry.force import ForceState, forces
from nhipcau.registry.models import Document
from nhipcau.registry.querysets import DocumentQuerySet
from nhipcau.shell.spreadsheet import safe_cell

MOST = 20_000  # rows of one file
BEST = "best"
ORDERS = {
    BEST: _("What answers best"),
    "taken-in": _("Taken in last first"),
    "newest": _("Issued last first"),
    "oldest": _("Issued first first"),
    "number": _("By number"),
}
_BY: Final[dict[str, tuple[str | OrderBy, ...]]] = {
    "taken-in": ("-created_at", "-pk"),
    "newest": (F("issued_on").desc(nulls_last=True), "-pk"),
    "oldest": (F("issued_on").asc(nulls_last=True), "pk"),
    "number": ("number_plain", "pk"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to, and its order; "" and None narrow nothing."""

    words: str = ""
    kind: str = ""
    authority: str = ""
    year: int | None = None
    force: str = ""
    direction: str = ""
    state: str = ""
    source_kind: str = ""
    order: str = ""

    def of(self, documents: DocumentQuerySet, today: date) -> DocumentQuerySet:
        """Return those of `documents` that are asked for, in the order asked for."""
        found = documents.asked(self.words) if self.words else documents
        found = found.filter(**self._plain()).filter(self._kinds())
        if self.authority:
            found = found.filter(authority_plain__contains=rules.plain_body(self.authority))
        return self._sorted(_FORCE[ForceState(self.force)](found, today) if self.force else found)

    def _plain(self) -> dict[str, Any]:
        wanted = {name: getattr(self, name) for name in ("direction", "state", "source_kind", "year")}
        return {name: value for name, value in wanted.items() if value}

    def _kinds(self) -> Q:
        kind = self.kind
        return Q(kind__in={kind, kind.capitalize(), kind.upper()}) if kind else Q()

    def _sorted(self, found: DocumentQuerySet) -> DocumentQuerySet:
        if self.words and self.order in ("", BEST):
            return found.ranked(self.words)
        return found.order_by(*_BY.get(self.order, _BY["taken-in"]))


_FORCE = {
    ForceState.IN_FORCE: DocumentQuerySet.in_force,
    ForceState.ENDED: DocumentQuerySet.ended,
    ForceState.NOT_YET: DocumentQuerySet.not_yet_in_force,
}


def rows_of(found: DocumentQuerySet, today: date) -> list[list[Any]]:
    """Return the head and a row for each document; words in cells that no spreadsheet runs. Four queries.

    Raises TooManyDocumentsError when there are more than MOST.
    """
    some = list(found.defer(*LONG).prefetch_related("unit__versions")[: MOST + 1])
    if len(some) > MOST:
        raise TooManyDocumentsError
    stand = forces(some, today)
    head = [
        _("Kind of document"), _("Number and symbol"), _("Date of issue"), _("Issuing body"), _("Subject"),
        _("Direction"), _("Register of"), _("State"), _("In force or not"),
    ]  # fmt: skip
    return [[str(name) for name in head], *(_row(one, stand[one.pk].state.label) for one in some)]


# What no list shows.
LONG = (
    "text",
    "search_text",
    "faults",
    "repairs",
    "page_starts",
    "layout_features",
    "header_found",
    "header_newer",
)


def _row(one: Document, force: Any) -> list[Any]:
    day = one.issued_on.isoformat() if one.issued_on else one.year or ""
    words = (
        one.kind,
        one.number,
        str(day),
        one.authority,
        one.subject,
        one.get_direction_display(),
        str(one.unit),
    )
    return [*map(safe_cell, words), one.get_state_display(), str(force)]
