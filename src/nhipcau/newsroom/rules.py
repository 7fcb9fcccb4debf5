"""The rules of the newsroom: plain values in, plain values out."""

import re
import unicodedata

NEWS = "news"
FEATURE = "feature"
GUIDE = "guide"
EVENT = "event"

# What states facts a reader acts on says where they come from before it may be approved.
NEEDS_SOURCE = frozenset({NEWS, GUIDE})

DRAFT = "draft"
IN_REVIEW = "in_review"
RETURNED = "returned"
APPROVED = "approved"

PUBLISHED = "published"
CHANGING = "changing"
WITHDRAWN = "withdrawn"
MISSING = "missing"
OUTDATED = "outdated"
UP_TO_DATE = "up_to_date"

ADDRESS_LENGTH = 80


def standing(state: str, *, latest: int | None, published: int | None, withdrawn: bool) -> str:
    """Return where a text stands for the people who work on it; `latest`, `published` are revisions.

    >>> standing("approved", latest=7, published=7, withdrawn=False)
    'published'
    >>> standing("draft", latest=8, published=7, withdrawn=False)
    'changing'
    >>> standing("approved", latest=8, published=7, withdrawn=False)
    'approved'
    >>> standing("draft", latest=9, published=7, withdrawn=True)
    'withdrawn'
    """
    if withdrawn and state == DRAFT:
        return WITHDRAWN
    if published is None or withdrawn:
        return state
    if published == latest:
        return PUBLISHED
    return CHANGING if state == DRAFT else state


def translation_standing(*, exists: bool, made_from: int | None, original: int | None) -> str:
    """Return whether a translation follows the published original; both are revisions of the original.

    Without a published original there is nothing to fall behind.

    >>> translation_standing(exists=False, made_from=None, original=7)
    'missing'
    >>> translation_standing(exists=True, made_from=5, original=7)
    'outdated'
    >>> translation_standing(exists=True, made_from=8, original=7)
    'up_to_date'
    """
    if not exists:
        return MISSING
    if original is not None and (made_from is None or made_from < original):
        return OUTDATED
    return UP_TO_DATE


def plain(text: str) -> str:
    """Return `text` in lower case without marks, as search compares it.

    >>> plain("Lễ hội ĐÈN biển")
    'le hoi den bien'
    """
    spread = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())


def address_of(title: str) -> str:
    """Return an address made of a title, at most 80 characters, cut between words.

    >>> address_of("Lễ hội đèn biển: mùa 2026!")
    'le-hoi-den-bien-mua-2026'
    """
    whole = "-".join(re.findall(r"[a-z0-9]+", plain(title)))
    return whole if len(whole) <= ADDRESS_LENGTH else whole[:ADDRESS_LENGTH].rpartition("-")[0]
