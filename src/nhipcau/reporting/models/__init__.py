"""What is asked of which units, their answers, and what became of them. Model: DESIGN section 7."""

from nhipcau.reporting.models.collections import Collection
from nhipcau.reporting.models.forms import Form, FormField, FormSection
from nhipcau.reporting.models.periods import Calendar, Period, PeriodKind
from nhipcau.reporting.models.submissions import (
    Decision,
    Submission,
    SubmissionState,
    SubmittedVersion,
    Value,
    ValueState,
)

__all__ = [
    "Calendar",
    "Collection",
    "Decision",
    "Form",
    "FormField",
    "FormSection",
    "Period",
    "PeriodKind",
    "Submission",
    "SubmissionState",
    "SubmittedVersion",
    "Value",
    "ValueState",
]
