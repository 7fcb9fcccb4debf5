"""The door to what keepers of the public site change: the same people keep the newsroom's lists."""

from typing import Any

from nhipcau.newsroom import access as newsroom


def is_keeper(user: Any) -> bool:
    """Return whether `user` keeps the public site."""
    return newsroom.keeps_lists(user)


def require_keeper(user: Any) -> None:
    """Raise PermissionDenied unless `user` keeps the public site."""
    newsroom.require_keeper(user)
