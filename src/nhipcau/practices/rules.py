"""The ways of a proposal from state to state, and how a unit answered an optional task."""

from collections.abc import Mapping
from dataclasses import dataclass

DRAFT, PROPOSED, UNDER_REVIEW = "draft", "proposed", "under_review"
SENT_BACK, ACCEPTED, NOT_ACCEPTED = "sent_back", "accepted", "not_accepted"
WRITTEN = frozenset({DRAFT, SENT_BACK})
WAITING = frozenset({PROPOSED, UNDER_REVIEW})
CLOSED = frozenset({ACCEPTED, NOT_ACCEPTED})


@dataclass(frozen=True, slots=True)
class Way:
    """From which states one goes, and to which."""

    before: frozenset[str]
    after: str


WAYS: Mapping[str, Way] = {
    "send": Way(WRITTEN, PROPOSED),
    "take_back": Way(frozenset({PROPOSED}), DRAFT),
    "review": Way(frozenset({PROPOSED}), UNDER_REVIEW),
    "accept": Way(frozenset({UNDER_REVIEW}), ACCEPTED),
    "refuse": Way(frozenset({UNDER_REVIEW}), NOT_ACCEPTED),
    "send_back": Way(frozenset({UNDER_REVIEW}), SENT_BACK),
}


def after(state: str, act: str) -> str | None:
    """Return the state that `act` leads to from `state`; None where it cannot be done.

    >>> after("draft", "send"), after("draft", "accept")
    ('proposed', None)
    """
    way = WAYS[act]
    return way.after if state in way.before else None


TAKEN_UP, DECLINED, SILENT = "taken_up", "declined", "silent"
_STARTED = frozenset({"under_way", "waiting", "done"})


def answer_of(state: str, *, in_own_programme: bool) -> str:
    """Return how a unit answered an optional task whose state is this; "" where it has it no longer.

    >>> answer_of("under_way", in_own_programme=False), answer_of("returned", in_own_programme=False)
    ('taken_up', 'declined')
    >>> answer_of("not_started", in_own_programme=True), answer_of("passed_on", in_own_programme=False)
    ('taken_up', '')
    """
    if state == "returned":
        return DECLINED
    if state in _STARTED:
        return TAKEN_UP
    if state != "not_started":
        return ""
    return TAKEN_UP if in_own_programme else SILENT
