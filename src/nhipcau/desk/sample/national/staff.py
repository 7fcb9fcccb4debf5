"""Who works on the made-up nation: one person a role at the top, who sign in, and a reporter for each commune."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nhipcau.desk.sample.people import ACCOUNTS, Account
from nhipcau.units import actions as units
from nhipcau.units.actions import PersonFields
from nhipcau.units.models import Membership, Role, Unit, User

SINCE = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Staff:
    """People by role, and reporters by the key of their commune."""

    people: Mapping[str, User]
    reporters: Mapping[int, User]


def appoint(
    country: Unit, communes: Sequence[Unit], passwords: Mapping[str, str], by: User, at: datetime
) -> Staff:
    """Give the country its people and each commune its reporter; the first commune's signs in, the others cannot."""
    people = {one.role: _sign_up(one, country, communes[0], passwords, by, at) for one in ACCOUNTS}
    others = [_reporter(number) for number, _unit in enumerate(communes[1:], 2)]
    User.objects.bulk_create(others)
    Membership.objects.bulk_create(
        Membership(user=user, unit=unit, role=Role.REPORTER, valid_from=SINCE)
        for user, unit in zip(others, communes[1:], strict=True)
    )
    pairs = zip(communes, [people[Role.REPORTER], *others], strict=True)
    return Staff(people, {unit.pk: user for unit, user in pairs})


def _sign_up(
    one: Account, country: Unit, commune: Unit, passwords: Mapping[str, str], by: User, at: datetime
) -> User:
    fields = PersonFields(
        username=one.username,
        last_name=one.family_name,
        first_name=one.given_name,
        email=f"{one.username}@mau.example.vn",
        password=passwords[one.username],
    )
    unit = commune if one.commune else country
    return units.add_person(fields, unit, one.role, valid_from=SINCE, by=by, at=at)


def _reporter(number: int) -> User:
    person = User(username=f"baocao{number:04}", last_name="Người báo cáo", first_name=f"số {number}")
    person.set_unusable_password()
    return person
