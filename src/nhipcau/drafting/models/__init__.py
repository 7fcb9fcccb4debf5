"""Outgoing documents being composed, with figures that stay live until the document is issued."""

from nhipcau.drafting.models.draft import Draft, DraftState, Layout, Partner, Template
from nhipcau.drafting.models.text import (
    Boundaries,
    Citation,
    Counting,
    Figure,
    FigureAspect,
    HeadingLevel,
    Section,
    SectionKind,
)
from nhipcau.drafting.models.voices import TakenOver
from nhipcau.drafting.models.work import Comment, Recipient, Revision, Step, StepKind

__all__ = [
    "Boundaries",
    "Citation",
    "Comment",
    "Counting",
    "Draft",
    "DraftState",
    "Figure",
    "FigureAspect",
    "HeadingLevel",
    "Layout",
    "Partner",
    "Recipient",
    "Revision",
    "Section",
    "SectionKind",
    "Step",
    "StepKind",
    "TakenOver",
    "Template",
]
