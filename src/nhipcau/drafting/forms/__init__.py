"""The forms of drafting."""

from nhipcau.drafting.forms.deciding import ApproveForm, IssueForm, RecipientsForm, ReturnForm, SubmitForm
from nhipcau.drafting.forms.figures import CitationForm, FigureForm, PeriodFields
from nhipcau.drafting.forms.heading import HeadForm
from nhipcau.drafting.forms.listing import ListForm
from nhipcau.drafting.forms.partners import PartnerFormSet, PartnerNumbersForm
from nhipcau.drafting.forms.starting import StartForm
from nhipcau.drafting.forms.text import SectionFormSet

__all__ = [
    "ApproveForm",
    "CitationForm",
    "FigureForm",
    "HeadForm",
    "IssueForm",
    "ListForm",
    "PartnerFormSet",
    "PartnerNumbersForm",
    "PeriodFields",
    "RecipientsForm",
    "ReturnForm",
    "SectionFormSet",
    "StartForm",
    "SubmitForm",
]
