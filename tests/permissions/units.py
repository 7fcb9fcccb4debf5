"""Who may open which address of `units`: url name → Row."""

from datetime import UTC, date, datetime

from django.urls import reverse

from nhipcau.units.importing import take_in_list
from nhipcau.units.models import (
    ChangeKind,
    GroupStay,
    Membership,
    UnitChange,
    UnitGroup,
    UnitList,
    UnitVersion,
)
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row


def _end(house: House) -> str:
    return reverse("units:end", args=[Membership.objects.get(user=house.lan).pk])


def _change(house: House) -> UnitChange:
    """Return a change that began ward A: whoever sees the ward sees it."""
    change = UnitChange.objects.create(
        kind=ChangeKind.RENAME, effective_on=date(2020, 1, 1), legal_basis="Quyết định số 1/QĐ-UBND"
    )
    UnitVersion.objects.filter(unit=house.ward_a).update(opened_by=change)
    return change


def _group(house: House) -> GroupStay:
    """Return ward A's stay in a group."""
    group = UnitGroup.objects.create(name="Biên giới")
    return GroupStay.objects.create(group=group, unit=house.ward_a, valid_from=date(2020, 1, 1))


def _list(house: House) -> UnitList:
    """Return a list that Quang took in."""
    content = "Tỉnh,Phường xã,Mã\nTỉnh Bến Đá,Phường A,00001\n".encode()
    return take_in_list(
        "danh-muc.csv", content, effective_on=date(2026, 1, 1), legal_basis="Quyết định số 1",
        by=house.quang, at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


NOT_ADMINISTRATORS = ("lan", "son", "minh", "tam", "khach")

# Each way of changing a unit: the same people may.
CHANGING = ("establish", "alter", "merge", "split", "transfer", "dissolve")
LOOKING = ("units", "export", "suggest", "changes", "map", "map_export", "groups")


def _at_ward_a(name: str) -> Row:
    return Row(
        lambda house: reverse(f"units:{name}", args=[house.ward_a.pk]),
        allowed=("quang",),
        refused=NOT_ADMINISTRATORS,
    )


def _for_everyone(name: str) -> Row:
    """A list that shows each person the own units only."""
    return Row(lambda house: reverse(f"units:{name}"), allowed=("lan", "son", "quang", "khach"), refused=())


ROWS: dict[str, Row] = {
    **{f"units:{name}": _for_everyone(name) for name in LOOKING},
    **{f"units:{name}": _at_ward_a(name) for name in CHANGING},
    "units:change": Row(
        lambda house: reverse("units:change", args=[_change(house).pk]),
        allowed=("lan", "son", "minh", "tam", "quang"),
        refused=("hoa", "khach"),
    ),
    "units:group": Row(
        lambda house: reverse("units:group", args=[_group(house).group_id]),
        allowed=("lan", "hoa", "son", "quang", "khach"),
        refused=(),
    ),
    # Each administrator is given the people of the own units only.
    "units:suggest_people": Row(
        lambda house: reverse("units:suggest_people"),
        allowed=("quang", "khach"),
        refused=("lan", "son", "tam"),
    ),
    # Groups are known to all administrators; which units belong to them is up to the administrators of the units.
    "units:new_group": Row(
        lambda house: reverse("units:new_group"), allowed=("quang", "khach"), refused=("lan", "son", "tam")
    ),
    **{
        f"units:{name}": Row(
            lambda house, name=name: reverse(f"units:{name}", args=[_group(house).group_id]),  # type: ignore[misc]  # bound now
            allowed=("quang", "khach"),
            refused=("lan", "son", "tam"),
        )
        for name in ("describe_group", "add_to_group")
    },
    "units:end_group_stay": Row(
        lambda house: reverse("units:end_group_stay", args=[_group(house).pk]),
        allowed=("quang",),
        refused=NOT_ADMINISTRATORS,
    ),
    "units:lists": Row(
        lambda house: reverse("units:lists"), allowed=("quang", "khach"), refused=("lan", "son", "tam")
    ),
    "units:take_in_list": Row(
        lambda house: reverse("units:take_in_list"), allowed=("quang", "khach"), refused=("lan", "son", "tam")
    ),
    # A list is its taker's alone.
    **{
        f"units:{name}": Row(
            lambda house, name=name: reverse(f"units:{name}", args=[_list(house).pk]),  # type: ignore[misc]  # bound now
            allowed=("quang",),
            refused=NOT_ADMINISTRATORS,
            post=name != "list",
        )
        for name in ("list", "list_columns", "apply_list")
    },
    "units:undo": Row(
        lambda house: reverse("units:undo", args=[_change(house).pk]),
        allowed=("quang",),
        refused=NOT_ADMINISTRATORS,
    ),
    "units:unit": Row(
        lambda house: reverse("units:unit", args=[house.ward_a.pk]),
        allowed=("lan", "son", "minh", "tam", "quang"),
        refused=("hoa", "khach"),
    ),
    "units:grant": Row(
        lambda house: reverse("units:grant", args=[house.ward_a.pk]),
        allowed=("quang",),
        refused=NOT_ADMINISTRATORS,
    ),
    "units:add_person": Row(
        lambda house: reverse("units:add_person", args=[house.ward_a.pk]),
        allowed=("quang",),
        refused=NOT_ADMINISTRATORS,
    ),
    "units:end": Row(_end, allowed=("quang",), refused=NOT_ADMINISTRATORS),
}
