"""From what is asked for to what a draft begins with: each template by its own function."""

from collections.abc import Callable, Mapping

from nhipcau.drafting.beginnings import letters, plans, reports
from nhipcau.drafting.beginnings.wanted import Beginning, Wanted
from nhipcau.drafting.models import Template

_MAKERS: Mapping[Template, Callable[[Wanted], Beginning]] = {
    Template.PLAN: plans.plan,
    Template.GUIDANCE: plans.guidance,
    Template.DECISION: plans.decision,
    Template.QUARTER_REPORT: reports.report,
    Template.HALF_YEAR_REPORT: reports.report,
    Template.NINE_MONTH_REPORT: reports.report,
    Template.YEAR_REPORT: reports.report,
    Template.PERIOD_REPORT: reports.report,
    Template.INTERIM_REVIEW: reports.review,
    Template.FINAL_REVIEW: reports.review,
    Template.LETTER: letters.letter,
    Template.INVITATION: letters.invitation,
    Template.PRESS_RELEASE: letters.press_release,
    Template.SUBMISSION: letters.submission,
    Template.JOINT_PROGRAMME: plans.joint_programme,
    Template.CONCLUSIONS: letters.conclusions,
    Template.AID_DECISION: plans.aid_decision,
    Template.GREETING: letters.greeting,
}


def begin(wanted: Wanted) -> Beginning:
    """Return what the draft begins with."""
    return _MAKERS[wanted.template](wanted)
