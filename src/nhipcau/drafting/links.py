"""Ways into a draft from the pages of what it is about: a programme, a meeting, totals, a regulation."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhipcau.bodies.models import Agreement, Meeting
from nhipcau.drafting import access
from nhipcau.drafting.beginnings import KINDS
from nhipcau.drafting.beginnings.wanted import Act
from nhipcau.drafting.models import Template
from nhipcau.programmes.models import Programme
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import RegulationReview, ReviewOutcome
from nhipcau.reporting.models import Period
from nhipcau.shell.links import Link
from nhipcau.units.models import Unit

_ACTS: Mapping[str, Act] = {ReviewOutcome.AMEND: Act.AMEND, ReviewOutcome.REPEAL: Act.REPEAL}


def begin_address(template: Template, **about: Any) -> str:
    """Return the address where a draft of that kind begins, with what it is about filled in."""
    return f"{reverse('drafting:begin', args=[template])}?{urlencode(about)}"


def of_programme(user: Any, programme: Programme) -> list[Link]:
    """Return the drafts that begin from a programme, for who writes for its unit."""
    if programme.unit_id not in access.units_to_write_for(user):
        return []
    return [
        Link(begin_address(Template.PLAN, programme=programme.pk), _("Draft the plan")),
        Link(begin_address(Template.GUIDANCE, programme=programme.pk), _("Draft guidance")),
        Link(
            begin_address(Template.SUBMISSION, programme=programme.pk), _("Draft a proposal to a higher body")
        ),
    ]


def of_meeting(user: Any, meeting: Meeting) -> list[Link]:
    """Return the drafts that begin from a meeting, for who writes for the unit of its body."""
    if meeting.body.unit_id not in access.units_to_write_for(user):
        return []
    return [
        Link(begin_address(Template.INVITATION, meeting=meeting.pk), _("Draft the invitation")),
        Link(begin_address(Template.CONCLUSIONS, meeting=meeting.pk), _("Draft the notice of conclusions")),
    ]


def of_agreement(user: Any, agreement: Agreement) -> list[Link]:
    """Return the draft of a joint programme, for who writes for one of its sides."""
    sides = set(agreement.sides.values_list("unit_id", flat=True))
    if not sides & access.units_to_write_for(user):
        return []
    address = begin_address(Template.JOINT_PROGRAMME, agreement=agreement.pk)
    return [Link(address, _("Draft the document of this joint programme"))]


def of_totals(user: Any, unit: Unit, period: Period) -> list[Link]:
    """Return the report on a period that its length asks for, for who writes for the unit."""
    if period.title or unit.pk not in access.units_to_write_for(user):
        return []
    template = next(
        (one for one, kind in KINDS.items() if kind.period == period.kind), Template.PERIOD_REPORT
    )
    about = {"unit": unit.pk, "year": period.year, "number": period.number, "calendar": period.calendar}
    if template == Template.PERIOD_REPORT:
        about["kind"] = period.kind
    return [Link(begin_address(template, **about), _("Draft the report on this period"))]


def of_regulation(user: Any, review: RegulationReview) -> list[DocumentLink]:
    """Return the decision that follows a review: it amends the regulation, or repeals it."""
    act = _ACTS.get(review.outcome)
    if act is None or review.document.unit_id not in access.units_to_write_for(user):
        return []
    about = {"unit": review.document.unit_id, "act": act.value, "regulation": review.document_id}
    says = (
        _("Draft the decision that amends it")
        if act == Act.AMEND
        else _("Draft the decision that repeals it")
    )
    return [DocumentLink(begin_address(Template.DECISION, **about), says, "edit")]
