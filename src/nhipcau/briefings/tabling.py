"""How each unit stands with a directive, as rows of a sheet."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.briefings.models import Notice, Receipt
from nhipcau.briefings.querysets import ReceiptQuerySet


def notice_rows(notice: Notice, receipts: ReceiptQuerySet, today: date) -> Iterable[list[Any]]:
    """Give the head, then a row for each of `receipts`, which have their sums. Moments are days of Việt Nam."""
    yield [
        _("Unit"),
        _("State"),
        _("Received"),
        _("Acknowledged"),
        _("Sessions held"),
        notice.cells_word.capitalize(),
        _("All %(what)s of the unit") % {"what": notice.cells_word},
        notice.people_word.capitalize(),
        _("All %(what)s of the unit") % {"what": notice.people_word},
        _("Finished"),
        _("Last day"),
        _("Overdue"),
    ]
    over = notice.withdrawn_at is None and notice.due_on < today
    for one in receipts:
        yield [
            one.unit.name,
            _state(one),
            _day(one.opened_at),
            _day(one.acknowledged_at),
            one.held,  # type: ignore[attr-defined]  # annotated by with_sums
            one.cells,  # type: ignore[attr-defined]  # annotated by with_sums
            _number(one.cells_all),
            one.people,  # type: ignore[attr-defined]  # annotated by with_sums
            _number(one.people_all),
            _day(one.finished_at),
            notice.due_on,
            _("Overdue") if over and one.finished_at is None else "",
        ]


def _state(receipt: Receipt) -> str:
    labels = {
        "handed_over": _("Handed over"),
        "finished": _("Finished late") if receipt.late else _("Finished"),
        "acknowledged": _("Acknowledged"),
        "opened": _("Received"),
        "sent": _("Not received yet"),
    }
    return labels[receipt.state]


def _day(at: datetime | None) -> date | str:
    return timezone.localdate(at) if at else ""


def _number(value: int | None) -> int | str:
    """Return the number; nothing where the unit has not said it, which is not zero."""
    return "" if value is None else value
