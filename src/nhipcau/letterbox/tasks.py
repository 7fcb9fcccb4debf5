"""Work in the background: answers by e-mail, and every morning what is to be erased."""

from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from nhipcau.letterbox.models import Letter
from nhipcau.shell.letters import Letter as Mail
from nhipcau.shell.letters import deliver
from nhipcau.shell.mornings import schedule_morning


def hand_over(letter: int) -> None:
    """Queue the mail with the answer."""
    mail_answer.enqueue(letter)


@task()
def mail_answer(pk: int) -> None:
    """Send the answer to who wrote, in the language of the letter as far as we speak it; once."""
    from nhipcau.letterbox import actions

    letter = Letter.objects.filter(pk=pk, mailed_at__isnull=True, erased_at__isnull=True).first()
    if letter is None:
        return
    with translation.override("vi" if letter.language == "vi" else "en"):
        subject = _("Answer to your letter %(number)s") % {"number": letter.number}
        body = f"{letter.answer}\n\n{letter.unit.name}\n"
    if not deliver([Mail(letter.reply_to, subject, body)]):
        actions.note_mailed(letter, at=timezone.now())


@task()
def erase_every_day() -> None:
    """Erase the letters whose time is over, and queue the next morning's."""
    from nhipcau.letterbox import actions

    now = timezone.now()
    schedule_erasing(now, tomorrow=True)
    actions.erase_old_letters(timezone.localdate(now), at=now)


def schedule_erasing(now: datetime, *, tomorrow: bool = False) -> None:
    """Queue the erasing of this morning, or tomorrow's; nothing where it is queued. Called once a start."""
    not_before = timezone.localdate(now) + timedelta(days=1) if tomorrow else None
    schedule_morning(erase_every_day, now, not_before=not_before)
