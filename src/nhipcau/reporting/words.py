"""What pages and files say of a total that has no number, and of what could not be allocated."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from nhipcau.rollup import CellState, Reason
from nhipcau.rollup.question import Unplaced

REASONS = {
    Reason.NEVER_OVER_UNITS: _("Never added up over units: the same people would be counted twice."),
    Reason.NEVER_OVER_PERIODS: _("Never added up over periods: see each period by itself."),
    Reason.NO_SINGLE_LATEST: _("Units gave different latest figures: see each unit by itself."),
}
STATES = {
    CellState.BLANK: _("Nothing reported"),
    CellState.NOT_APPLICABLE: _("Did not occur"),
    CellState.NOT_DUE: _("Not yet due"),
}
UNPLACED = {
    Unplaced.SPLIT: _("its territory went to several units, how much to which is not known"),
    Unplaced.INDIVISIBLE: _("the shares are known, but the number cannot be divided evenly"),
    Unplaced.NOT_ADDITIVE: _("this indicator is never carried from one unit to another"),
    Unplaced.ENDED: _("the unit was dissolved and nobody took over"),
    Unplaced.OUTSIDE: _("the unit did not exist on the last day of the period"),
}


def no_number(number: Decimal | None, state: CellState, reason: Reason | None) -> str:
    """Return why there is no number; empty when there is one."""
    if number is not None:
        return ""
    return str(REASONS[reason]) if reason else str(STATES.get(state, ""))
