"""What can be refused about packets."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.exchange.errors import ExchangeError, said
from nhipcau.exchange.formats import Fault


class NobodyHereError(ExchangeError):
    """No addressee of the packet is a unit here today."""

    def __init__(self, organ_ids: str) -> None:
        super().__init__(
            gettext(
                "No unit here bears an identifier that the packet is addressed to: {ids}. Enter the identifier "
                "for its unit, then put the file into the folder again; or tell the sender that it went astray."
            ).format(ids=organ_ids[:300])
        )


class OtherContentsError(ExchangeError):
    """The same document of the same sender came before with other contents, and this is not called an update."""

    message = _(
        "This sender sent a document of the same identifier before, with other contents. Ask which one counts: "
        "a changed document has to be sent as an update."
    )


class SecretError(ExchangeError):
    """The document bears a mark of secrecy."""

    message = _(
        "The document bears a mark of secrecy (MẬT, TỐI MẬT or TUYỆT MẬT): such documents are neither taken in nor "
        "sent here, and nothing of it was kept. Tell whoever is in charge of secret documents."
    )


class SecretPacketError(SecretError):
    """A packet that came is secret; says whether its sender knows."""

    def __init__(self, *, told: bool) -> None:
        ending = (
            gettext("The sender was told that it is refused (02).")
            if told
            else gettext("The sender was not told: tell them yourself.")
        )
        super().__init__(f"{self.message} {ending}")


class NoSuchPacketError(ExchangeError):
    """A state came for a document that did not go through here."""

    message = _(
        "The state is of a document that did not come or go through here. Ask the sender which one is meant."
    )


class StateError(ExchangeError):
    """The state cannot be told of the packet as things are."""

    message = _(
        "This state cannot be told now: it was told before, or the document is not that far. Load the page again."
    )


class ReasonError(ExchangeError):
    """A state needs a reason."""

    message = _("Write the reason: the other side sees it.")


class NoFolderError(ExchangeError):
    """No folder is set for what goes out."""

    message = _(
        "There is no folder for packets that go out. Ask whoever runs this machine to set NHIPCAU_EDXML_OUT."
    )


class WrongOrderError(ExchangeError):
    """The order of elements that was set is none."""

    message = _("NHIPCAU_EDXML_ORDER must be A or D. Ask whoever runs this machine to set it right.")


class NotIssuedError(ExchangeError):
    """Only a document issued here can be sent."""

    message = _("Only outgoing documents in the register can be sent. Enter it in the register first.")


class NoOwnIdError(ExchangeError):
    """The sending unit bears no identifier today."""

    message = _(
        "Your unit has no identifier for packets. Ask an administrator to enter it under Exchange, Identifiers."
    )


class NoAddresseeError(ExchangeError):
    """Nobody was chosen to send to."""

    message = _("Choose at least one addressee.")


class SentAlreadyError(ExchangeError):
    """Some of the addressees were sent the document before."""

    def __init__(self, names: str) -> None:
        super().__init__(
            gettext("Sent before to: {names}. Leave them out; what was sent cannot be sent again.").format(
                names=names[:300]
            )
        )


class LackingError(ExchangeError):
    """The packet lacks what others refuse it without."""

    def __init__(self, lacking: list[Fault]) -> None:
        super().__init__(" ".join(said(one) for one in lacking))


class IdentifierTakenError(ExchangeError):
    """Another organisation bears the identifier in some of that time."""

    def __init__(self, other: str) -> None:
        super().__init__(
            gettext(
                "“{other}” bears this identifier at that time. End it there first, or choose other days."
            ).format(other=other)
        )


class IdentifierDaysError(ExchangeError):
    """The last day lies before the first."""

    message = _("The last day must come after the first. Check both days.")


class IdentifierListError(ExchangeError):
    """A row of a list of identifiers cannot be taken."""

    def __init__(self, row: int, why: str) -> None:
        super().__init__(gettext("Row {row}: {why} Nothing was taken over.").format(row=row, why=why))
