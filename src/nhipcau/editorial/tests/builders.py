"""Builders of the plan, with readable defaults. All texts are made up."""

from datetime import date, datetime, timedelta
from typing import Any

from nhipcau.channels.tests.builders import CaptureCommits, make_channel, send_out
from nhipcau.editorial import actions
from nhipcau.editorial.actions import Asked, Given, Planned
from nhipcau.editorial.models import Commission, Entry, FactRequest, TakenOver, Work
from nhipcau.newsroom.models import Item, ItemKind
from nhipcau.newsroom.tests.builders import NOON, make_item, text_of
from nhipcau.units.models import Role, User
from nhipcau.units.tests.builders import House, make_person

AT = NOON
DAY = date(2026, 9, 5)
DUE = AT + timedelta(days=2)
ASKED = Asked("Bao nhiêu khách đã đặt phòng cho lễ hội?", "Bài mở màn lễ hội", date(2026, 9, 4))


def planned(**values: Any) -> Planned:
    """Return what an entry says."""
    return Planned(
        **{
            "title": "Mở màn lễ hội đèn biển",
            "kind": ItemKind.NEWS.value,
            "topic": "culture",
            "day": DAY,
            **values,
        }
    )


def make_entry(house: House, **values: Any) -> Entry:
    """Return an entry that Vy of the province's newsroom planned."""
    return actions.plan_entry(house.department, planned(**values), by=house.vy, at=AT)


def make_work(house: House, person: User | None = None, entry: Entry | None = None) -> Commission:
    """Return a text given to Vy, to be done in two days."""
    given = Given(person or house.vy, Work.TEXT, DUE, note="300 chữ")
    return actions.give_work(entry or make_entry(house), given, by=house.phuc, at=AT)


def make_request(house: House, entry: Entry | None = None) -> FactRequest:
    """Return facts asked of ward A."""
    asked = Asked(ASKED.question, ASKED.why, ASKED.due_on, unit=house.ward_a)
    return actions.ask_for_facts(entry or make_entry(house), asked, by=house.vy, at=AT)


def ward_editor(house: House) -> User:
    """Return an editor of ward A."""
    return make_person("an", house.ward_a, Role.EDITOR)


def make_published(house: House, commits: CaptureCommits, **values: Any) -> Item:
    """Return an item of the province that readers can read."""
    item = make_item(house, **values)
    send_out(house, text_of(item), [make_channel(house)], commits)
    return Item.objects.get(pk=item.pk)


def make_taken(house: House, commits: CaptureCommits) -> tuple[TakenOver, User]:
    """Return an item of the province that ward A took over, and the ward's editor."""
    an = ward_editor(house)
    item = actions.take_over(make_published(house, commits), house.ward_a, contact="Phường A", by=an, at=AT)
    return item.taken_over.get(), an


def at(moment: str) -> datetime:
    """Return a moment written in Vietnam's time."""
    return datetime.fromisoformat(f"{moment}+07:00")
