"""The door to letters: who handles those of a unit, and who opens one with its receipt."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from nhipcau.letterbox import rules
from nhipcau.letterbox.models import Letter, LetterFile
from nhipcau.letterbox.querysets import LetterQuerySet
from nhipcau.units import access as units
from nhipcau.units.models import Membership, Role, User

HANDLERS = (Role.OFFICER, Role.EDITOR, Role.SPOKESPERSON, Role.PUBLISHER)
APPROVERS = (Role.PUBLISHER, Role.SPOKESPERSON)
_SECRET_LENGTH = 12


def letters_visible_to(user: Any) -> LetterQuerySet:
    """Return the letters of the units whose letters `user` handles."""
    return Letter.objects.of_units(units.units_where(user, HANDLERS))


def require_handling(user: Any) -> None:
    """Raise PermissionDenied unless `user` handles letters of some unit."""
    if not units.units_where(user, HANDLERS):
        raise PermissionDenied("handle letters")


def get_letter(user: Any, pk: int) -> Letter:
    """Return a letter that `user` handles. Raises Http404 otherwise."""
    rows = letters_visible_to(user).select_related("unit", "item", "handler", "written_by", "made_item")
    letter: Letter | None = rows.filter(pk=pk).first()
    if letter is None:
        raise Http404
    return letter


def get_file(user: Any, letter: int, pk: int) -> LetterFile:
    """Return a file of a letter that `user` handles. Raises Http404 otherwise."""
    found = get_letter(user, letter).files.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def handles(user: Any, unit_id: int) -> bool:
    """Return whether `user` handles letters of a unit."""
    return units.may(user, unit_id, *HANDLERS)


def require_handler(user: Any, letter: Letter) -> None:
    """Raise PermissionDenied unless `user` handles the letter."""
    if not handles(user, letter.unit_id):
        raise PermissionDenied("handle a letter")


def approves(user: Any, unit_id: int) -> bool:
    """Return whether `user` approves and publishes answers of a unit."""
    return units.may(user, unit_id, *APPROVERS)


def require_approver(user: Any, letter: Letter) -> None:
    """Raise PermissionDenied unless `user` approves and publishes answers of the unit."""
    if not approves(user, letter.unit_id):
        raise PermissionDenied("approve an answer")


def handlers_of(unit: int) -> QuerySet[User]:
    """Return the people who handle letters in a unit itself today. One query."""
    held = Membership.objects.on(timezone.localdate()).filter(unit=unit, role__in=HANDLERS)
    return User.objects.filter(pk__in=held.values("user")).order_by("username")


def secret_of(token: UUID) -> str:
    """Return the secret on the receipt of the letter that came with a form's token."""
    found = salted_hmac("nhipcau.letterbox", str(token), algorithm="sha256").hexdigest()[:_SECRET_LENGTH]
    return f"{found[:4]}-{found[4:8]}-{found[8:]}"


def letter_of_receipt(number: str, secret: str) -> Letter | None:
    """Return the letter of a receipt, None when number or secret is wrong. One query."""
    key = rules.key_of(number)
    letter: Letter | None = Letter.objects.select_related("unit").filter(pk=key).first()
    given = "".join(sign for sign in secret.lower() if sign.isalnum() and sign.isascii())
    if letter is None or not constant_time_compare(given, secret_of(letter.token).replace("-", "")):
        return None
    return letter
