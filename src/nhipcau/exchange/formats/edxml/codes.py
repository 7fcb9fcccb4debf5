"""The states that receivers report, and what each says."""

from dataclasses import dataclass
from typing import Final

from nhipcau.exchange.formats.edxml import errors
from nhipcau.exchange.formats.edxml.errors import PacketError
from nhipcau.exchange.formats.edxml.unconfirmed import SAME_STATUS
from nhipcau.exchange.formats.errors import _

ARRIVED, REFUSED, REGISTERED, GIVEN, WORKING, DONE = "01", "02", "03", "04", "05", "06"
RECALLED, AGREED, DISAGREED = "13", "15", "16"


@dataclass(frozen=True, slots=True)
class StatusCode:
    """A state: `says` is English, the key of its translation; `by_sender` where the document's sender gives it."""

    code: str
    says: str
    needs_reason: bool = False
    by_sender: bool = False


STATUSES: Final = {
    one.code: one
    for one in (
        StatusCode(ARRIVED, _("arrived")),
        StatusCode(REFUSED, _("refused by the receiver"), needs_reason=True),
        StatusCode(REGISTERED, _("received and registered")),
        StatusCode(GIVEN, _("given to somebody")),
        StatusCode(WORKING, _("being dealt with")),
        StatusCode(DONE, _("dealt with")),
        StatusCode(RECALLED, _("asked back by the sender"), needs_reason=True, by_sender=True),
        StatusCode(AGREED, _("recall or update agreed to")),
        StatusCode(DISAGREED, _("recall or update refused"), needs_reason=True),
    )
}
AUTOMATIC: Final = (ARRIVED, REGISTERED)
"""The states that go out by themselves."""


def status_code(said: str) -> str:
    """Return the code of two digits; one system keeps numbers.

    >>> status_code("3"), status_code("14"), status_code("01")
    ('03', '15', '01')

    Raises PacketError for one that is not known.
    """
    text = said.strip()
    code = text.zfill(2) if text.isascii() and text.isdigit() and len(text) <= 2 else text
    code = SAME_STATUS.get(code, code)
    if code not in STATUSES:
        raise PacketError(errors.NO_STATUS_CODE, code=said[:40])
    return code
