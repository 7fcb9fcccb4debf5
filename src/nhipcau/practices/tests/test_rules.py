"""The ways of a proposal, and how units answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.practices import rules
from nhipcau.practices.models import Act, PracticeState
from nhipcau.programmes.models import AssignmentState

ACTS = st.lists(st.sampled_from(sorted(rules.WAYS)), max_size=30)


def _gone(acts: list[str]) -> list[tuple[str, str]]:
    """Return what could be done of `acts`, each with the state it led to, from a draft on."""
    state, done = rules.DRAFT, []
    for act in acts:
        after = rules.after(state, act)
        if after is not None:
            state = after
            done.append((act, state))
    return done


def test_every_state_and_act_is_in_the_models() -> None:
    assert {way.after for way in rules.WAYS.values()} | {rules.DRAFT} == set(PracticeState.values)
    assert set(rules.WAYS) == set(Act.values)


@given(ACTS)
def test_nothing_is_accepted_that_was_not_proposed_and_reviewed_in_that_order(acts: list[str]) -> None:
    done = [act for act, _state in _gone(acts)]

    for place, act in enumerate(done):
        if act in ("accept", "refuse", "send_back"):
            assert done[place - 1] == "review"
        if act == "review":
            assert done[place - 1] == "send"


@given(ACTS)
def test_what_is_decided_stays_decided(acts: list[str]) -> None:
    states = [state for _act, state in _gone(acts)]

    closed = [place for place, state in enumerate(states) if state in rules.CLOSED]
    assert closed in ([], [len(states) - 1])


@given(ACTS)
def test_a_proposal_is_with_one_side_only(acts: list[str]) -> None:
    for act, state in _gone(acts):
        assert sum(state in side for side in (rules.WRITTEN, rules.WAITING, rules.CLOSED)) == 1
        assert (rules.after(state, "send") is not None) == (state in rules.WRITTEN), act


@pytest.mark.parametrize("state", AssignmentState.values)
@pytest.mark.parametrize("in_own", [True, False])
def test_a_unit_has_one_answer_or_the_task_no_longer(state: str, in_own: bool) -> None:  # noqa: FBT001  (a table)
    answer = rules.answer_of(state, in_own_programme=in_own)

    assert (answer == "") == (state in ("passed_on", "withdrawn"))
