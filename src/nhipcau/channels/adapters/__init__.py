"""How a rendition reaches a channel: one adapter a kind of channel. A kind without one is sent to by nobody.

A new kind of channel is a class with the face of `Adapter` and a line in `ADAPTERS`; nothing is looked up elsewhere.
"""

from nhipcau.channels.adapters.base import Adapter
from nhipcau.channels.adapters.feed import Feed
from nhipcau.channels.adapters.portal import Portal
from nhipcau.channels.models import ChannelKind

ADAPTERS: dict[str, Adapter] = {ChannelKind.PORTAL: Portal(), ChannelKind.FEED: Feed()}

__all__ = ["ADAPTERS", "Adapter"]
