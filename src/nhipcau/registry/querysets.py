"""The queries of the register."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber

from nhipcau.reading import VERSION
from nhipcau.registry import rules
from nhipcau.registry.comparing import is_older
from nhipcau.registry.searching import BeginsWith, having, words_of

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.registry.models import (  # noqa: F401
        CommitteeTerm,
        Document,
        Finding,
        IssuedNumber,
        NumberSeries,
        Reading,
        Relation,
        ReviewCycle,
        SecretRemoval,
    )
    from nhipcau.units.models import User


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents of the register."""

    def of_units(self, units: Collection[int]) -> "DocumentQuerySet":
        """Documents in the registers of `units`."""
        return self.filter(unit__in=units)

    def registered(self) -> "DocumentQuerySet":
        """Documents whose header a person has confirmed."""
        return self.filter(state="registered")

    def numbered(self, keys: Collection[str]) -> "DocumentQuerySet":
        """Documents in the register with one of the folded numbers `keys`."""
        return self.registered().filter(number_key__in=[key for key in keys if key])

    def wanting(self, day: date) -> "DocumentQuerySet":
        """Documents to be checked or read again, and regulations whose review is due by `day`; the oldest first."""
        asked = Q(state__in=("reading", "failed")) | Q(review_cycle__due_on__lte=day)
        found = self.filter(asked).select_related("review_cycle")
        return found.defer("text", "search_text").order_by("created_at", "pk")

    def in_force(self, day: date) -> "DocumentQuerySet":
        """Documents in the register that hold on `day`; no books or articles, and none of which no day is known."""
        begun = Q(in_force_from__lte=day) | Q(in_force_from=None, issued_on__lte=day)
        return self._bearing().filter(begun).exclude(expires_on__lte=day).exclude(_ended_by(day))

    def ended(self, day: date) -> "DocumentQuerySet":
        """Documents in the register that are in force no more on `day`: past their term, repealed or replaced."""
        return self._bearing().filter(Q(expires_on__lte=day) | _ended_by(day))

    def not_yet_in_force(self, day: date) -> "DocumentQuerySet":
        """Documents in the register that begin to hold after `day`."""
        later = Q(in_force_from__gt=day) | Q(in_force_from=None, issued_on__gt=day)
        return self._bearing().filter(later).exclude(expires_on__lte=day).exclude(_ended_by(day))

    def _bearing(self) -> "DocumentQuerySet":
        return self.registered().filter(source_kind__in=_BEARING)

    def asked(self, said: str) -> "DocumentQuerySet":
        """Documents that have all the words `said`, or whose number `said` begins, in whatever spelling."""
        key = rules.number_asked(said)
        if not key:
            return self.filter(having(said.split()))
        return self.filter(BeginsWith(F("number_plain"), key) | having(said.split()))

    def ranked(self, said: str) -> "DocumentQuerySet":
        """Documents in the order of how well they answer `said`.

        Those with that number, then those whose number begins so, whose subject has the words, then the others; the
        newest first.
        """
        key, words = rules.number_asked(said), " ".join(said.split())
        order = Case(
            When(number_plain=key or "-", then=Value(0)),
            When(BeginsWith(F("number_plain"), key or "-"), then=Value(1)),
            When(subject__icontains=words, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return self.annotate(rank=order).order_by("rank", F("issued_on").desc(nulls_last=True), "-pk")

    def search(self, said: str, *, most: int = 20) -> "DocumentQuerySet":
        """Documents in the register that `said` may mean, at most so many, best first, without their texts."""
        if not words_of(said):
            return self.none()
        keys = list(self.registered().asked(said).ranked(said).values_list("pk", flat=True)[:most])
        return self.model._default_manager.all().in_order(keys).defer("text", "search_text")

    def in_order(self, keys: Sequence[int]) -> "DocumentQuerySet":
        """The documents `keys`, in this order. Their rows are wide: sort keys, then read the few that are shown."""
        places = [When(pk=key, then=Value(place)) for place, key in enumerate(keys)]
        order = Case(*places, output_field=IntegerField()) if places else Value(0)
        return self.filter(pk__in=keys).order_by(order)

    def waiting(self) -> "DocumentQuerySet":
        """Documents whose first reading has not ended."""
        return self.filter(state="waiting")

    def failed(self) -> "DocumentQuerySet":
        """Documents that could not be read."""
        return self.filter(state="failed")

    def outdated(self) -> "DocumentQuerySet":
        """Documents read by an older version of the rules, or before their faults were kept. One query more."""
        versions = self.order_by().values_list("reading_version", flat=True).distinct()
        older = [version for version in versions if version and is_older(version, VERSION)]
        return self.exclude(reading_version="").filter(Q(reading_version__in=older) | Q(faults__isnull=True))

    def changed_by_people(self) -> "DocumentQuerySet":
        """Documents in which a person corrected or rejected what was found, or added what was missed."""
        changed = Q(findings__state__in=("corrected", "rejected")) | Q(findings__added=True)
        return self.filter(changed).distinct()

    def decided_wholly(self, kinds: Collection[str]) -> "DocumentQuerySet":
        """Documents with findings of `kinds` of which none waits for a person's word."""
        waiting = self.filter(findings__state="proposed", findings__field__in=kinds).order_by().values("pk")
        return self.filter(findings__field__in=kinds).exclude(pk__in=waiting).distinct()


# What is in force or not: a joint statement binds as little as a book.
_BEARING = ("official", "treaty")


def _ended_by(day: date) -> Q:
    relations = apps.get_model("registry", "Relation").objects
    return Q(pk__in=relations.ending().filter(takes_effect_on__lte=day).values("target"))


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, in the order of the text."""

    def citing(self, keys: Collection[str]) -> "FindingQuerySet":
        """Citations, neither rejected nor gone, of one of the folded numbers `keys`."""
        return self.live().filter(field="citation", number_key__in=[key for key in keys if key])

    def live(self) -> "FindingQuerySet":
        """Findings that no person rejected and that no newer reading misses."""
        return self.exclude(state__in=("rejected", "gone"))

    def naming(self) -> "FindingQuerySet":
        """Citations that name a document of the register."""
        return self.live().filter(field="citation", cited__isnull=False)

    def proposing(self) -> "FindingQuerySet":
        """Citations whose words say what is done to the cited document, and no person has answered."""
        relations = apps.get_model("registry", "Relation").objects
        answered = relations.filter(
            document=OuterRef("document"), target=OuterRef("cited"), kind=OuterRef("proposes")
        )
        return (
            self.naming().exclude(proposes="").filter(~Exists(answered)).order_by("document", "start", "pk")
        )

    def of_kind(self, field: str) -> "FindingQuerySet":
        """Findings of one kind."""
        return self.filter(field=field)

    def certain(self) -> "FindingQuerySet":
        """Findings on no page that was recognised from a picture."""
        return self.filter(uncertain=False)

    def gone(self) -> "FindingQuerySet":
        """Findings no one had decided on that a newer reading does not find."""
        return self.filter(state="gone")

    def with_news(self) -> "FindingQuerySet":
        """Findings a person decided on of which a newer reading says something else, not answered yet."""
        return self.filter(newer__isnull=False, newer_answered=False)

    def brought_later(self) -> "FindingQuerySet":
        """Findings that only a newer reading brought, and no one has decided on."""
        return self.proposed().filter(reading__again=True)

    def with_cited(self) -> "FindingQuerySet":
        """Findings with the registered document each names, without the text of that."""
        return self.select_related("cited").defer("cited__text", "cited__search_text")

    def proposed(self) -> "FindingQuerySet":
        """Findings no one has decided on."""
        return self.filter(state="proposed")

    def counts(self, documents: Collection[int]) -> "dict[int, tuple[int, int]]":
        """Return of each of `documents` how many findings it has, and how many no one has decided on. One query.

        What a newer reading no longer finds is not counted.
        """
        waiting = Count("pk", filter=Q(state="proposed"))
        live = self.filter(document__in=documents).exclude(state="gone").order_by()
        rows = live.values_list("document").annotate(found=Count("pk"), waiting=waiting)
        return {pk: (found, waiting) for pk, found, waiting in rows}

    def after(self, finding: "Finding") -> "FindingQuerySet":
        """Findings of the same kind that come after `finding` in the text."""
        later = Q(start__gt=finding.start) | Q(start=finding.start, pk__gt=finding.pk)
        return self.filter(later, field=finding.field).order_by("start", "pk")


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings of documents, the newest of each first."""

    def waiting(self) -> "ReadingQuerySet":
        """Readings that have not ended."""
        return self.filter(state="waiting")

    def failed(self) -> "ReadingQuerySet":
        """Readings that could not be done."""
        return self.filter(state="failed")

    def done(self) -> "ReadingQuerySet":
        """Readings that succeeded."""
        return self.filter(state="done")


class RelationQuerySet(models.QuerySet["Relation"]):
    """What documents do to one another."""

    def confirmed(self) -> "RelationQuerySet":
        """Relations that a person confirmed or entered."""
        return self.filter(state="confirmed")

    def ending(self) -> "RelationQuerySet":
        """Relations after which the other document, the whole of it, is in force no more."""
        return self.confirmed().filter(kind__in=("replaces", "repeals"), part="")

    def with_rank(self, *, by: str) -> "RelationQuerySet":
        """Relations with `rank` among those of their kind, the latest of the documents `by` first, and `of` so many."""
        order = [F(f"{by}__issued_on").desc(nulls_last=True), F("pk").desc()]
        rank = Window(RowNumber(), partition_by="kind", order_by=order)
        return self.annotate(rank=rank, of=Window(Count("pk"), partition_by="kind")).order_by("kind", "rank")

    def with_ends(self) -> "RelationQuerySet":
        """Relations with both documents, without their texts."""
        texts = (f"{end}__{name}" for end in ("document", "target") for name in ("text", "search_text"))
        return self.select_related("document", "target").defer(*texts)


class CommitteeTermQuerySet(models.QuerySet["CommitteeTerm"]):
    """Terms of Party committees."""

    def on(self, day: date) -> "CommitteeTermQuerySet":
        """Terms that run on `day`."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def overlapping(self, starts_on: date, ends_on: date | None) -> "CommitteeTermQuerySet":
        """Terms that share a day with the span; without a last day it goes on for ever."""
        begun = self if ends_on is None else self.filter(starts_on__lte=ends_on)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))


class NumberSeriesQuerySet(models.QuerySet["NumberSeries"]):
    """Series of numbers."""

    def of_units(self, units: Collection[int]) -> "NumberSeriesQuerySet":
        """Series of `units`."""
        return self.filter(unit__in=units)

    def in_full(self) -> "NumberSeriesQuerySet":
        """Series with their unit and term, newest first within a unit, and `given`, `void`: how many numbers."""
        given, void = Count("numbers"), Count("numbers", filter=Q(numbers__voided_on__isnull=False))
        found = self.annotate(given=given, void=void, began_on=F("term__starts_on"))
        order = (F("year").desc(nulls_last=True), F("began_on").desc(nulls_last=True), "kind", "pk")
        return found.select_related("unit", "term").prefetch_related("unit__versions").order_by(*order)


class IssuedNumberQuerySet(models.QuerySet["IssuedNumber"]):
    """Numbers given."""

    def void(self) -> "IssuedNumberQuerySet":
        """Numbers that were declared void."""
        return self.filter(voided_on__isnull=False)

    def with_documents(self) -> "IssuedNumberQuerySet":
        """Numbers with the documents they stand on, without the texts of those."""
        return self.select_related("document", "voided_by").defer("document__text", "document__search_text")


class SecretRemovalQuerySet(models.QuerySet["SecretRemoval"]):
    """Files removed because of a mark of secrecy."""

    def unseen_by(self, person: "User") -> "SecretRemovalQuerySet":
        """Removals that the person who took the file in has not seen."""
        return (
            self.filter(person=person, seen_at=None).select_related("unit").prefetch_related("unit__versions")
        )


class ReviewCycleQuerySet(models.QuerySet["ReviewCycle"]):
    """Regular reviews of regulations."""

    def of_units(self, units: Collection[int]) -> "ReviewCycleQuerySet":
        """Reviews of the regulations in the registers of `units`."""
        return self.filter(document__unit__in=units)

    def with_documents(self) -> "ReviewCycleQuerySet":
        """Reviews with their regulations, without the texts of those, the earliest due first."""
        found = self.select_related("document__unit").prefetch_related("document__unit__versions")
        return found.defer("document__text", "document__search_text").order_by(
            F("due_on").asc(nulls_last=True), "pk"
        )
