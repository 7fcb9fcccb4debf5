"""Secret packets: the sender is told at once, and nothing of the packet is kept but that one was refused."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit.log import record
from nhipcau.exchange.formats.edxml import Answered, Organisation, Staff, StatusPacket, write_status
from nhipcau.exchange.formats.edxml import Packet as Read
from nhipcau.exchange.formats.edxml.codes import REFUSED
from nhipcau.exchange.packets import events, sending, taking
from nhipcau.exchange.packets.errors import NobodyHereError
from nhipcau.exchange.packets.models import OrganisationId, Purpose
from nhipcau.units.models import User


def refuse_secret(read: Read, content: bytes, *, by: User, at: datetime) -> bool:
    """Tell the sender 02 with the reason, from each unit here that it is addressed to; return whether that was done.

    The answer is put straight into the folder: it names the document as its sender did, so no row may hold it. Only a
    new document is answered: of an update, 02 would be read as a refusal of what came before. The same packet again
    gives a file of the same name.
    """
    try:
        ours = taking.addressed(read, at)
    except NobodyHereError:
        return False
    can_tell = bool(settings.EDXML_OUT) and Path(settings.EDXML_OUT).is_dir()
    told = can_tell and read.business.kind == Purpose.NEW
    digest = hashlib.sha256(content).hexdigest()[:12]
    for own in ours:
        with transaction.atomic():
            record(events.MARKED_REFUSED, own, by=by, at=at.isoformat(), told=told)
            if told:
                name = f"trang-thai-{digest}-{own.pk}-{REFUSED}.edxml"
                sending.put(Path(settings.EDXML_OUT), name, write_status(_refusal(read, own, at)))
    return told


def _refusal(read: Read, own: OrganisationId, at: datetime) -> StatusPacket:
    header = read.header
    return StatusPacket(
        sender=Organisation(own.code, own.name),
        answered=Answered(
            organ_id=header.sender.organ_id,
            code=header.code,
            document_id=header.document_id,
            promulgated_on=header.promulgated_on,
        ),
        code=REFUSED,
        at=at,
        description=_(
            "The document bears a mark of secrecy and was not taken in (QĐ 28/2018/QĐ-TTg). Please send it the way "
            "that secret documents go."
        ),
        staff=Staff(department=own.name),
    )
