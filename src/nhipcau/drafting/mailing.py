"""Letters to outside bodies with the issued document, each accounted for."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from nhipcau.drafting import composing
from nhipcau.drafting.models import Draft, Recipient
from nhipcau.shell.letters import Enclosure, Letter, deliver

# Letters go to bodies in Việt Nam, whatever the language of whoever issued.
LANGUAGE = "vi"


def send_letters(draft: Draft, *, at: datetime) -> None:
    """Send the letters that have not gone out; each row is held while its letter goes, so that none goes twice."""
    waiting = draft.receivers.exclude(email="").filter(sent_at=None).values_list("pk", flat=True)
    for pk in list(waiting):
        _send_one(draft, pk, at)


@transaction.atomic
def _send_one(draft: Draft, pk: int, at: datetime) -> None:
    recipient = Recipient.objects.select_for_update(of=("self",)).filter(pk=pk, sent_at=None).first()
    if recipient is None:
        return
    with translation.override(LANGUAGE):
        failed = deliver([_letter(draft, recipient)])
        recipient.failure = (
            _("The mail server did not take the letter. Check the address, then send it again.")
            if failed
            else ""
        )
    if not failed:
        recipient.sent_at = at
    recipient.save(update_fields=["sent_at", "failure"])


def _letter(draft: Draft, recipient: Recipient) -> Letter:
    name = f"{draft.kind} {composing.full_number(draft)}"
    with draft.pdf.open("rb") as stored:
        enclosed = Enclosure(f"{name.replace('/', '-')}.pdf", stored.read(), "application/pdf")
    said = _("%(issuer)s sends %(to)s %(name)s: %(subject)s.") % {
        "issuer": " ".join(draft.issuer.split()),
        "to": recipient.name,
        "name": name,
        "subject": draft.subject,
    }
    return Letter(recipient.email, f"{name}: {draft.subject}", said, (enclosed,))
