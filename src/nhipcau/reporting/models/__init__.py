"""What is asked of which units, their answers, and what became of them. Model: DESIGN section 7."""

from nhipcau.reporting.models.collections import Collection, LockException, Reminder
from nhipcau.reporting.models.forms import (
    Form,
    FormAudience,
    FormField,
    FormQuestion,
    FormRule,
    FormSection,
    Missing,
    Operator,
    Target,
)
from nhipcau.reporting.models.periods import REGULAR, Calendar, Period, PeriodKind
from nhipcau.reporting.models.seals import Correction, Seal
from nhipcau.reporting.models.submissions import (
    Attachment,
    AttachmentKind,
    Decision,
    Narrative,
    Submission,
    SubmissionState,
    SubmittedVersion,
    Value,
    ValueState,
)

__all__ = [
    "REGULAR",
    "Attachment",
    "AttachmentKind",
    "Calendar",
    "Collection",
    "Correction",
    "Decision",
    "Form",
    "FormAudience",
    "FormField",
    "FormQuestion",
    "FormRule",
    "FormSection",
    "LockException",
    "Missing",
    "Narrative",
    "Operator",
    "Period",
    "PeriodKind",
    "Reminder",
    "Seal",
    "Submission",
    "SubmissionState",
    "SubmittedVersion",
    "Target",
    "Value",
    "ValueState",
]
