"""What can be refused in `channels`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class ChannelsError(NhipCauError):
    """The root of this room's refusals."""


class NoSuchChannelError(ChannelsError):
    """Nothing is sent anywhere but to official channels in use that the system can send to."""

    message = _(
        "The text can only go to official channels that are in the register, in use today, and open to this unit. "
        "Choose one of those shown, or ask the administrator to enter the channel."
    )


class NoChannelChosenError(ChannelsError):
    """A publication goes somewhere."""

    message = _("Choose at least one channel.")


class InternalItemError(ChannelsError):
    """What is for speakers and officials goes to units by name, and to no channel."""

    message = _("Message sheets and talk packs are given to units on the item's page, and published nowhere.")


class ReopenedError(ChannelsError):
    """What was to leave later was edited in the meantime, so nobody has approved what stands there now."""

    message = _(
        "The text was changed after it was scheduled. Have the new version approved, then publish that one."
    )


class NotScheduledError(ChannelsError):
    """Only what waits for its hour can be called off."""

    message = _("Nothing of this text waits to be sent. Withdraw it if it is published already.")


class PortalFirstError(ChannelsError):
    """A feed leads to the portal's page, so that page must be there."""

    message = _("The feed leads readers to the portal. Choose the portal too, or publish there first.")


class ChannelEndedError(ChannelsError):
    """The channel has ended already, or would end before it begins."""

    message = _("This channel has ended already, or the day lies before its first day. Check the day.")


class DeliveryFailedError(ChannelsError):
    """The channel did not take the text; `message` says what it answered."""


class NotFailedError(ChannelsError):
    """Only a delivery that failed or still waits is tried again."""

    message = _("This delivery is through, so there is nothing to try again.")


class NoLongerPublisherError(ChannelsError):
    """Who ordered the publishing may not publish any more."""

    message = _(
        "The person who ordered this may no longer publish for the unit. Another publisher can publish it."
    )
