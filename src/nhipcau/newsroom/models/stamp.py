"""Whether anything readers are given has changed."""

from nhipcau.shell.stamps import Stamp


class PublicStamp(Stamp):
    """One row, whose value is another after everything that readers see at once: published, corrected, withdrawn …"""
