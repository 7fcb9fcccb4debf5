"""The rules of the newsroom: plain values in, plain values out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from difflib import SequenceMatcher

ORIGINAL = "vi"

NEWS = "news"
FEATURE = "feature"
GUIDE = "guide"
EVENT = "event"
GALLERY = "gallery"
VIDEO = "video"
AUDIO = "audio"
BULLETIN = "bulletin"
PUBLICATION = "publication"
DIGEST = "digest"
PROJECT = "project"
MESSAGES = "messages"
TALK = "talk"

# What states facts a reader acts on says where they come from before it may be approved.
NEEDS_SOURCE = frozenset({NEWS, GUIDE, PROJECT, MESSAGES, TALK})
# What is given to speakers and officials by name, and stands on no public page.
INTERNAL = frozenset({MESSAGES, TALK})

DRAFT = "draft"
IN_REVIEW = "in_review"
RETURNED = "returned"
APPROVED = "approved"

PUBLISHED = "published"
CHANGING = "changing"
WITHDRAWN = "withdrawn"
MISSING = "missing"
IN_TRANSLATION = "in_translation"
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


def translation_state(
    *, written: bool, approved: bool, ever_approved: bool, made_from: int | None, original: int | None
) -> str:
    """Return how far a translation is; `made_from` and `original` are revisions of the original.

    `original` is the one readers have, None before there is one: then there is nothing to fall behind. `approved`
    says that the latest version of the translation is, `ever_approved` that one was.

    >>> translation_state(written=False, approved=False, ever_approved=False, made_from=None, original=7)
    'missing'
    >>> translation_state(written=True, approved=False, ever_approved=False, made_from=5, original=7)
    'in_translation'
    >>> translation_state(written=True, approved=True, ever_approved=True, made_from=5, original=7)
    'outdated'
    >>> translation_state(written=True, approved=False, ever_approved=True, made_from=7, original=7)
    'in_translation'
    >>> translation_state(written=True, approved=True, ever_approved=True, made_from=8, original=7)
    'up_to_date'
    """
    if not written:
        return MISSING
    if is_behind(made_from, original):
        return OUTDATED if ever_approved else IN_TRANSLATION
    return UP_TO_DATE if approved else IN_TRANSLATION


def is_behind(made_from: int | None, original: int | None) -> bool:
    """Return whether a translation was made before the original that readers have.

    >>> is_behind(5, 7), is_behind(None, 7), is_behind(7, 7), is_behind(None, None)
    (True, True, False, False)
    """
    return original is not None and (made_from is None or made_from < original)


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


def leaves_at(
    now: datetime, *, embargo_until: datetime | None = None, publish_at: datetime | None = None
) -> datetime:
    """Return the first moment at which an approved text may leave: neither before its embargo nor its schedule.

    The only place that compares the two: publishing, the schedule, corrections and every channel ask here.
    """
    return max(moment for moment in (now, embargo_until, publish_at) if moment is not None)


_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in their order.

    >>> sentences("Vào cửa tự do. Mở lúc 8 giờ!")
    ['Vào cửa tự do.', 'Mở lúc 8 giờ!']
    """
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def changed_passages(before: Sequence[str], now: Sequence[str]) -> list[tuple[str, str]]:
    """Return what stood there and what stands there now, where they differ; "" for what fell away or came in.

    >>> changed_passages(["Mở lúc 7 giờ.", "Vào cửa tự do."], ["Mở lúc 8 giờ.", "Vào cửa tự do."])
    [('Mở lúc 7 giờ.', 'Mở lúc 8 giờ.')]
    >>> changed_passages(["Một.", "Hai."], ["Một."])
    [('Hai.', '')]
    """
    found: list[tuple[str, str]] = []
    for tag, start, end, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag != "equal" and end - start == last - first:
            found += zip(before[start:end], now[first:last], strict=True)
        elif tag != "equal":
            found.append((" ".join(before[start:end]), " ".join(now[first:last])))
    return found


def balance(countries: Iterable[str]) -> dict[str, int]:
    """Return how many entries of a digest come from which country, most first.

    >>> balance(["Nhật Bản", "Pháp", "Nhật Bản"])
    {'Nhật Bản': 2, 'Pháp': 1}
    """
    found: dict[str, int] = {}
    for country in countries:
        found[country] = found.get(country, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
