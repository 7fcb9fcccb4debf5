"""The kinds of writes in `letterbox`, by name. What a letter says stands in no row."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

RECEIVED = "letterbox.received"
ASSIGNED = "letterbox.assigned"
PASSED_ON = "letterbox.passed_on"
ANSWER_WRITTEN = "letterbox.answer_written"
ANSWERED = "letterbox.answered"
CLOSED = "letterbox.closed"
PUBLISHED = "letterbox.published"
UNPUBLISHED = "letterbox.unpublished"
CONSENT_TAKEN_BACK = "letterbox.consent_taken_back"
MADE_ITEM = "letterbox.made_item"
ERASED = "letterbox.erased"

declare(
    Event(RECEIVED, _("Letter received")),
    Event(ASSIGNED, _("Letter given to somebody to answer")),
    Event(PASSED_ON, _("Letter passed on to another unit")),
    Event(ANSWER_WRITTEN, _("Answer to a letter written")),
    Event(ANSWERED, _("Letter answered")),
    Event(CLOSED, _("Letter closed without an answer")),
    Event(PUBLISHED, _("Letter published with its answer")),
    Event(UNPUBLISHED, _("Published letter taken down")),
    Event(CONSENT_TAKEN_BACK, _("Consent to publication taken back by the writer")),
    Event(MADE_ITEM, _("Contribution made an item")),
    Event(ERASED, _("Personal data of a letter erased")),
)
