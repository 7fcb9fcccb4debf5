"""Official documents, their readings, what was found in them, what they do to one another, and their numbers."""

from nhipcau.registry.models.documents import (
    Direction,
    Document,
    DocumentState,
    FaultLine,
    Reading,
    ReadingChanges,
    ReadingState,
    SourceKind,
)
from nhipcau.registry.models.findings import (
    DECIDED,
    ENDING,
    GUIDE_FIELDS,
    Finding,
    FindingField,
    FindingState,
    RelationKind,
)
from nhipcau.registry.models.numbers import CommitteeTerm, IssuedNumber, NumberLayout, NumberSeries
from nhipcau.registry.models.refusals import SecretRemoval
from nhipcau.registry.models.relations import Relation, RelationState
from nhipcau.registry.models.upkeep import RegulationReview, ReviewCycle, ReviewOutcome

__all__ = [
    "DECIDED",
    "ENDING",
    "GUIDE_FIELDS",
    "CommitteeTerm",
    "Direction",
    "Document",
    "DocumentState",
    "FaultLine",
    "Finding",
    "FindingField",
    "FindingState",
    "IssuedNumber",
    "NumberLayout",
    "NumberSeries",
    "Reading",
    "ReadingChanges",
    "ReadingState",
    "RegulationReview",
    "Relation",
    "RelationKind",
    "RelationState",
    "ReviewCycle",
    "ReviewOutcome",
    "SecretRemoval",
    "SourceKind",
]
