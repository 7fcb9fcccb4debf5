"""What can be wrong with a packet. Sentences are English, the keys of their translations."""

from nhipcau.exchange.formats.errors import FormatError, _


class PacketError(FormatError):
    """A packet that cannot be read or written; `message` says what to do, `told` fills its places."""


TOO_LARGE = _(
    "The packet is larger than {limit} MB. Ask the sender to send the attachments in several packets."
)
TOO_INVOLVED = _(
    "The packet has more elements or attributes than any document needs. Ask the sender for it anew."
)
NOT_UTF8 = _("The packet is not written in UTF-8. Ask the sender to write it anew.")
NOT_XML = _("The packet is no XML that can be read: it may have been cut off. Ask the sender for it anew.")
NO_DOCTYPE = _("Packets with a DOCTYPE or entities are not taken. Ask the sender to write it without them.")
NOT_EDXML = _("This is no edXML packet: its outermost element is not edXML. Take the file out of the folder.")
OTHER_NAMESPACE = _(
    "The packet bears the namespace “{name}”, which is not read here. Ask the sender for a packet of QCVN 102."
)
LEGACY = _(
    "The packet is in the older form (e-doc.vn), which is not read here. Ask the sender for a packet of QCVN 102, "
    "or take in its files by hand."
)
NO_HEADER = _("The packet has no MessageHeader, so nobody knows whose it is. Ask the sender for it anew.")
NO_SENDER = _("The packet does not say who sent it (From, OrganId). Ask the sender for it anew.")
NO_DOCUMENT_ID = _("The packet has no DocumentId, so it could not be answered. Ask the sender for it anew.")
NO_ADDRESSEE = _("The packet names no addressee (To, OrganId). Ask the sender for it anew.")
BROKEN_ATTACHMENT = _("The attachment “{name}” cannot be unpacked. Ask the sender for the packet anew.")
TOO_LARGE_ATTACHMENT = _("The attachment “{name}” is larger than {limit} MB. Ask the sender to divide it.")
TOO_MANY_ATTACHMENTS = _("The packet has more than {limit} attachments. Ask the sender to divide it.")
NO_STATUS_CODE = _("The state “{code}” is not known. Ask the sender what is meant.")
NO_ANSWERED = _(
    "The state does not say of which document (ResponseFor, DocumentId). Ask the sender for it anew."
)

LACKS = _("{name} is missing. Fill it in, then send again.")
LACKS_ATTACHMENT = _("There is no file to send. Choose a document with its file.")
LONG = _("{name} has {length} characters; other systems may cut it after {limit}.")
LACKS_SOME = _("{name} is empty; some systems ask for it.")
