"""What stands round a document: what it does to others and others do to it, in lists and as a picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from textwrap import shorten
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.registry import access, rules
from nhipcau.registry.force import Force, force_of
from nhipcau.registry.models import Document, Finding, Relation, RelationKind
from nhipcau.registry.querysets import DocumentQuerySet

A_PAGE: Final = 50
SHOWN: Final = 10
DRAWN: Final = 5
CITES = "cites"
# What it does to others, and what others do to it; in the order of how much they change.
OUT: Final = {
    RelationKind.REPEALS: gettext_lazy("Repeals"),
    RelationKind.REPLACES: gettext_lazy("Replaces"),
    RelationKind.AMENDS: gettext_lazy("Amends"),
    RelationKind.IMPLEMENTS: gettext_lazy("Carries out"),
    CITES: gettext_lazy("Cites"),
}
IN: Final = {
    RelationKind.REPEALS: gettext_lazy("Repealed by"),
    RelationKind.REPLACES: gettext_lazy("Replaced by"),
    RelationKind.AMENDS: gettext_lazy("Amended by"),
    RelationKind.IMPLEMENTS: gettext_lazy("Carried out by"),
    CITES: gettext_lazy("Cited by"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Another document in a list: what of it, or of the one looked at, is concerned, and from when on."""

    document: Document
    part: str = ""
    day: date | None = None
    relation: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The documents on one side and of one kind: the first of `of`."""

    name: str
    label: str
    kind: str
    outward: bool
    entries: Sequence[Entry]
    of: int

    @property
    def more(self) -> int:
        """How many are not among those shown."""
        return self.of - len(self.entries)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the words of a citation say that a document does to another, and no person has answered."""

    finding: Finding
    other: Document
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Connections:
    """Everything that stands round a document, as far as one sees it."""

    force: Force
    says: str
    groups: tuple[Group, ...]
    proposals: tuple[Proposal, ...]
    said_of_it: tuple[Proposal, ...]
    picture: "Picture"

    @property
    def carried_out(self) -> int:
        """How many of the proposals say that it carries another one out."""
        return sum(one.kind == RelationKind.IMPLEMENTS for one in self.proposals)


def connections_of(user: Any, document: Document, day: date) -> Connections:
    """Return what stands round `document` as `user` sees it on `day`. At most thirteen queries."""
    seen = access.visible_documents(user)
    groups = [*_related(document, seen, outward=True), _citing(document, seen, outward=True)]
    groups += [*_related(document, seen, outward=False), _citing(document, seen, outward=False)]
    some = tuple(group for group in groups if group.of)
    force = force_of(document, day)
    by = force.ended_by.document_id if force.ended_by else None
    known = {entry.document.pk for group in some for entry in group.entries}
    if by and by not in known:
        known |= set(seen.filter(pk=by).values_list("pk", flat=True))
    return Connections(
        force=force,
        says=force.says(known),
        groups=some,
        proposals=_proposals(document, seen, outward=True),
        said_of_it=_proposals(document, seen, outward=False),
        picture=draw(document, some),
    )


def waiting_for(document: Document) -> int:
    """Return how many relations of `document` are proposed and wait for a person's word. One query."""
    return Finding.objects.proposing().filter(document=document).order_by().values("cited").distinct().count()


def group_named(user: Any, document: Document, name: str, page: int) -> tuple[Group, int] | None:
    """Return one group, page `page` of it, and how many pages there are; None for no such name."""
    direction, _sep, kind = name.partition("-")
    if direction not in ("out", "in") or kind not in OUT:
        return None
    outward, seen = direction == "out", access.visible_documents(user)
    if kind == CITES:
        found = _cited_or_citing(document, seen, outward=outward)
        of = found.count()
        rows = _newest(found)[(page - 1) * A_PAGE : page * A_PAGE]
        entries = [Entry(one) for one in rows]
    else:
        far = "target" if outward else "document"
        relations = _relations(document, seen, outward=outward).filter(kind=kind)
        of = relations.count()
        ranked = relations.with_ends().with_rank(by=far)[(page - 1) * A_PAGE : page * A_PAGE]
        entries = [_entry(one, far) for one in ranked]
    group = Group(name, str((OUT if outward else IN)[kind]), kind, outward, entries, of)
    return group, -(-of // A_PAGE)


def _relations(document: Document, seen: DocumentQuerySet, *, outward: bool) -> Any:
    near, far = ("document", "target") if outward else ("target", "document")
    return Relation.objects.confirmed().filter(**{near: document, f"{far}__in": seen})


def _related(document: Document, seen: DocumentQuerySet, *, outward: bool) -> list[Group]:
    """The groups of relations in one direction. One query."""
    far = "target" if outward else "document"
    ranked = _relations(document, seen, outward=outward).with_ends().with_rank(by=far).filter(rank__lte=SHOWN)
    by_kind: dict[str, list[Any]] = {}
    for one in ranked:
        by_kind.setdefault(one.kind, []).append(one)
    labels = OUT if outward else IN
    return [
        Group(
            f"{'out' if outward else 'in'}-{kind}",
            str(labels[kind]),
            kind,
            outward,
            [_entry(one, far) for one in by_kind[kind]],
            by_kind[kind][0].of,
        )
        for kind in labels
        if kind in by_kind
    ]


def _entry(relation: Relation, far: str) -> Entry:
    return Entry(getattr(relation, far), relation.part, relation.takes_effect_on, relation.pk)


def _citing(document: Document, seen: DocumentQuerySet, *, outward: bool) -> Group:
    """The documents that it cites, or that cite it. Two queries."""
    found = _cited_or_citing(document, seen, outward=outward)
    rows = list(_newest(found)[: SHOWN + 1])
    of = found.count() if len(rows) > SHOWN else len(rows)
    entries = [Entry(one) for one in rows[:SHOWN]]
    label = str((OUT if outward else IN)[CITES])
    return Group(f"{'out' if outward else 'in'}-{CITES}", label, CITES, outward, entries, of)


def _cited_or_citing(document: Document, seen: DocumentQuerySet, *, outward: bool) -> DocumentQuerySet:
    naming = Finding.objects.naming()
    if outward:
        return seen.filter(pk__in=naming.filter(document=document).values("cited"))
    return seen.filter(pk__in=naming.filter(cited=document).values("document"))


def _newest(found: DocumentQuerySet) -> DocumentQuerySet:
    return found.order_by("-year", "-issued_on", "-pk").defer("text", "search_text")


def _proposals(document: Document, seen: DocumentQuerySet, *, outward: bool) -> tuple[Proposal, ...]:
    """What the words of citations propose, once a document and kind. One query."""
    near, far = ("document", "cited") if outward else ("cited", "document")
    found = Finding.objects.proposing().filter(**{near: document, f"{far}__in": seen})
    rows = found.select_related(far).defer(f"{far}__text", f"{far}__search_text")[:SHOWN_PROPOSALS]
    once: dict[tuple[int, str], Proposal] = {}
    labels = OUT if outward else IN
    for finding in rows:
        other = getattr(finding, far)
        key = other.pk, finding.proposes
        once.setdefault(key, Proposal(finding, other, finding.proposes, str(labels[finding.proposes])))
    return tuple(once.values())


SHOWN_PROPOSALS: Final = 60


def proposed_part(finding: Finding) -> str:
    """Return the part of the cited document that the words before the citation name."""
    return rules.part_before(finding.document.text, finding.start)


# The picture, in units of its view box: a trunk with the document in its midst, a branch for each other document.
_WIDTH, _ROW, _BOX, _TRUNK, _LEFT = 360, 52, 44, 16, 36
_LETTERS = 44


@dataclass(frozen=True, slots=True)
class Box:
    """A document of the picture, or what stands for those left out: where it stands, what it says."""

    y: int
    kind: str
    label: str
    text: str
    address: int | None = None
    more: str = ""
    outward: bool = True
    own: bool = False

    @property
    def middle(self) -> int:
        """Where its branch leaves the trunk."""
        return self.y + _BOX // 2

    @property
    def first_line(self) -> int:
        """Where its first line of words stands."""
        return self.y + 17

    @property
    def second_line(self) -> int:
        """Where its second line of words stands."""
        return self.y + 35


@dataclass(frozen=True, slots=True)
class Picture:
    """The boxes from top to bottom: what it does to others, itself, what others do to it."""

    boxes: tuple[Box, ...] = ()
    says: str = ""
    width: int = _WIDTH
    left: int = _LEFT
    trunk: int = _TRUNK
    box: int = _BOX
    breadth: int = field(default=_WIDTH - _LEFT - 2)

    @property
    def height(self) -> int:
        """How high the picture is."""
        return len(self.boxes) * _ROW + 4

    @property
    def top(self) -> int:
        """Where the trunk begins."""
        return self.boxes[0].middle if self.boxes else 0

    @property
    def bottom(self) -> int:
        """Where the trunk ends."""
        return self.boxes[-1].middle if self.boxes else 0


def draw(document: Document, groups: Iterable[Group]) -> Picture:
    """Return the picture of `document` among the documents of `groups`; each other document stands once a side."""
    sides: dict[bool, list[Box]] = {True: [], False: []}
    drawn: set[tuple[bool, int]] = set()
    for group in groups:
        side = sides[group.outward]
        fresh = [one for one in group.entries if (group.outward, one.document.pk) not in drawn]
        for entry in fresh[:DRAWN]:
            drawn.add((group.outward, entry.document.pk))
            side.append(_box(group, entry))
        left = max(len(fresh) - DRAWN, 0) + group.more
        if left:
            say = _("and %(n)d more") % {"n": left}
            side.append(Box(0, group.kind, group.label, say, more=group.name, outward=group.outward))
    own = Box(0, "own", _("This document"), _named(document), own=True)
    boxes = [*sides[True], own, *sides[False]]
    if len(boxes) == 1:
        return Picture()
    placed = tuple(replace(box, y=2 + index * _ROW) for index, box in enumerate(boxes))
    counts = "; ".join(f"{group.label}: {group.of}" for group in groups)
    return Picture(
        placed,
        _("%(document)s among other documents. %(counts)s.") % {"document": str(document), "counts": counts},
    )


def _box(group: Group, entry: Entry) -> Box:
    part = f" ({entry.part})" if entry.part else ""
    return Box(
        0,
        group.kind,
        f"{group.label}{part}"[:_LETTERS],
        _named(entry.document),
        entry.document.pk,
        outward=group.outward,
    )


def _named(document: Document) -> str:
    known = f"{document} · {document.subject}" if document.number and document.subject else str(document)
    return shorten(known, _LETTERS, placeholder="…")
