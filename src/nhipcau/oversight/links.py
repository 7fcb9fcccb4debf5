"""What rooms above show beside a review."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail import hooks

from nhipcau.oversight.models import Review


@dataclass(frozen=True, slots=True)
class ReviewLink:
    """A link on a review's page. Given by the hook `nhipcau_review_links`: `(user, review) -> list`."""

    url: str
    label: str | Promise


def review_links(user: Any, review: Review) -> list[ReviewLink]:
    """Return the links that rooms above have for the review."""
    return [link for offer in hooks.get_hooks("nhipcau_review_links") for link in offer(user, review)]
