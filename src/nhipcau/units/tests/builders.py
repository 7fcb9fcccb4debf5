"""Builders of units and people with readable defaults."""

from dataclasses import dataclass
from datetime import date

from nhipcau.units.models import Kind, Line, Membership, Role, Unit, UnitVersion, User

LONG_AGO = date(2020, 1, 1)
PASSWORD = "một-mật-khẩu-dài"


def make_unit(
    name: str,
    parent: Unit | None = None,
    *,
    kind: str = Kind.WARD,
    line: str = Line.STATE,
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
) -> Unit:
    """Return a unit with one version."""
    unit = Unit.objects.create(line=line)
    UnitVersion.objects.create(
        unit=unit,
        name=name,
        name_en=f"{name} (en)",
        kind=kind,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return unit


def make_person(username: str, unit: Unit | None = None, *roles: str) -> User:
    """Return a person who signs in with PASSWORD and holds `roles` in `unit` since long ago."""
    person = User.objects.create_user(username, email=f"{username}@example.vn", password=PASSWORD)
    person.first_name = username.capitalize()
    person.save()
    for role in roles:
        assert unit is not None
        Membership.objects.create(user=person, unit=unit, role=role, valid_from=LONG_AGO)
    return person


@dataclass(frozen=True, slots=True)
class House:
    """The units and the cast that tests share.

    Lan reports for Phường A, Hoa reports and approves in Phường B; in the department, which runs the work of the
    whole province, Sơn is the officer, Minh approves, Vy edits, Phúc publishes, Quang administers, Tâm audits;
    Khách works in another province and is a stranger everywhere here.
    """

    province: Unit
    department: Unit
    ward_a: Unit
    ward_b: Unit
    lan: User
    hoa: User
    son: User
    minh: User
    vy: User
    phuc: User
    quang: User
    tam: User
    khach: User


def make_house() -> House:
    """Return the house with its cast. Everyone of the department holds the role for the whole province."""
    province = make_unit("Tỉnh Bến Đá", kind=Kind.PROVINCE)
    department = make_unit("Sở Văn hóa, Thể thao và Du lịch", province, kind=Kind.DEPARTMENT)
    ward_a = make_unit("Phường A", province)
    ward_b = make_unit("Phường B", province)
    elsewhere = make_unit("Tỉnh Khác", kind=Kind.PROVINCE)
    return House(
        province=province,
        department=department,
        ward_a=ward_a,
        ward_b=ward_b,
        lan=make_person("lan", ward_a, Role.REPORTER),
        hoa=make_person("hoa", ward_b, Role.REPORTER, Role.APPROVER),
        son=make_person("son", province, Role.OFFICER),
        minh=make_person("minh", province, Role.APPROVER),
        vy=make_person("vy", province, Role.EDITOR),
        phuc=make_person("phuc", province, Role.PUBLISHER),
        quang=make_person("quang", province, Role.ADMINISTRATOR),
        tam=make_person("tam", province, Role.AUDITOR),
        khach=make_person("khach", elsewhere, *Role.values),
    )
