"""The preview of a change of units tells of the tasks that wait at those that end."""

from datetime import date

from nhipcau.programmes.tests.builders import AT, assignment_of, make_draft, make_issued
from nhipcau.units import actions, reorganising
from nhipcau.units.tests.builders import House


def remarks(house: House) -> tuple[str, ...]:
    return reorganising.preview(
        lambda: actions.merge_units(
            [house.ward_a],
            house.ward_b,
            effective_on=date(2026, 12, 1),
            legal_basis="NQ 1",
            by=house.quang,
            at=AT,
        )
    ).remarks


def test_tasks_that_are_not_done_are_told_of_before_their_unit_ends(house: House) -> None:
    make_draft(house)
    assert remarks(house) == ()

    given = assignment_of(make_issued(house), house.ward_a)

    assert len(remarks(house)) == 1
    assert "Phường A" in remarks(house)[0]
    given.state = "done"
    given.save()
    assert remarks(house) == ()
