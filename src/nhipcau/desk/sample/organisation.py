"""Sets up the sample's units through time and its people, by the same actions that an administrator uses."""

from dataclasses import dataclass
from datetime import date, datetime

from nhipcau.desk.sample import places
from nhipcau.desk.sample.people import ACCOUNTS, Account
from nhipcau.units import actions as units
from nhipcau.units.actions import PersonFields
from nhipcau.units.models import Kind, Line, Role, Unit, User
from nhipcau.units.versions import UnitFields

PEOPLE_SINCE = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The sample's units of today by name, its people by role, and a reporter for each commune by its name."""

    province: Unit
    bodies: dict[str, Unit]
    communes: dict[str, Unit]
    people: dict[str, User]
    reporters: dict[str, User]
    system: User


def build_organisation(passwords: dict[str, str], at: datetime) -> Organisation:
    """Return the province with its history; `passwords` are those of the accounts, by user name."""
    system = units.ensure_system_user()
    province = units.establish_top_unit(
        UnitFields(name=places.PROVINCE[0], name_en=places.PROVINCE[1], kind=Kind.PROVINCE, code="90"),
        line=Line.STATE,
        valid_from=places.FOUNDED,
        legal_basis=places.FOUNDING_BASIS,
        by=system,
        at=at,
    )
    bodies = {body.name: _establish_body(body, province, system, at) for body in places.BODIES}
    communes = {place.name: _establish_place(place, province, system, at) for place in places.PLACES}
    people = {
        account.role: _sign_up(account, province, communes, passwords, system, at) for account in ACCOUNTS
    }
    home = next(account.commune for account in ACCOUNTS if account.commune)
    reporters = {
        name: people[Role.REPORTER] if name == home else _reporter(number, unit, system, at)
        for number, (name, unit) in enumerate(communes.items(), start=1)
    }
    return Organisation(province, bodies, communes, people, reporters, system)


def _establish_body(body: places.Body, province: Unit, system: User, at: datetime) -> Unit:
    return units.establish_unit(
        UnitFields(name=body.name, name_en=body.name_en, kind=body.kind, parent=province, territory=province),
        line=body.line,
        valid_from=places.FOUNDED,
        legal_basis=places.FOUNDING_BASIS,
        by=system,
        at=at,
    )


def _establish_place(place: places.Place, province: Unit, system: User, at: datetime) -> Unit:
    fields = UnitFields(
        name=place.name, name_en=place.name_en, kind=place.kind, parent=province, code=place.code
    )
    if not place.merged:
        return units.establish_unit(
            fields,
            line=Line.STATE,
            valid_from=places.FOUNDED,
            legal_basis=places.FOUNDING_BASIS,
            by=system,
            at=at,
        )
    former = [
        _establish_former(name, place, number, province, system, at)
        for number, name in enumerate(place.merged)
    ]
    return units.merge_units(
        former, fields, effective_on=places.MERGER, legal_basis=places.MERGER_BASIS, by=system, at=at
    )


def _establish_former(
    name: str, place: places.Place, number: int, province: Unit, system: User, at: datetime
) -> Unit:
    kind = Kind.WARD if name.startswith("Phường") else Kind.COMMUNE
    code = str(int(place.code) + number)  # as in life, the first former code goes on as the new unit's code
    return units.establish_unit(
        UnitFields(name=name, kind=kind, parent=province, code=code),
        line=Line.STATE,
        valid_from=places.FOUNDED,
        legal_basis=places.FOUNDING_BASIS,
        by=system,
        at=at,
    )


def _sign_up(
    account: Account,
    province: Unit,
    communes: dict[str, Unit],
    passwords: dict[str, str],
    system: User,
    at: datetime,
) -> User:
    unit = communes[account.commune] if account.commune else province
    fields = PersonFields(
        username=account.username,
        last_name=account.family_name,
        first_name=account.given_name,
        email=f"{account.username}@ben-da.example.vn",
        password=passwords[account.username],
    )
    return units.add_person(fields, unit, account.role, valid_from=PEOPLE_SINCE, by=system, at=at)


def _reporter(number: int, unit: Unit, system: User, at: datetime) -> User:
    """Return the reporter of a commune, who cannot sign in: the sample has one door a role."""
    person = User(username=f"baocao{number:02}", last_name="Người báo cáo", first_name=unit.name)
    person.set_unusable_password()
    person.save()
    units.grant_membership(person, unit, Role.REPORTER, valid_from=PEOPLE_SINCE, by=system, at=at)
    return person
