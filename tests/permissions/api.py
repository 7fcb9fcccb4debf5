"""Who may ask what of the interface for other systems: url name → Row."""

from django.urls import reverse

from nhipcau.reporting.models import Collection
from nhipcau.reporting.tests.builders import make_answer, make_collection, make_form, make_indicator
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

NO_KEY = ("vy", "phuc", "quang")
HOLDERS = ("lan", "hoa", "son", "minh", "tam", "khach")


def _collection(house: House) -> Collection:
    collection = make_collection(make_form(house.department, make_indicator("so-cuoc")), house.ward_a)
    make_answer(collection, house.ward_a, {"so-cuoc": 3})
    return collection


def _asked(name: str, more: str = "") -> Row:
    """A form of ward A: those who see the ward, or follow the form, may read it."""

    def path(house: House) -> str:
        form = f"S{_collection(house).form_id:010}"
        return f"{reverse(f'api:{name}')}?dataSet={form}&period=2026Q4&calendar=official{more}"

    return Row(path, allowed=("lan", "son", "minh", "tam"), refused=("hoa", "khach", *NO_KEY), token=True)


def _total(house: House) -> str:
    _collection(house)
    unit = f"U{house.ward_a.pk:010}"
    return f"{reverse('api:totals')}?dataElement=so-cuoc&orgUnit={unit}&period=2026Q4&calendar=official"


def _listed(name: str) -> Row:
    """A list that shows each key its own only."""
    return Row(lambda house: reverse(f"api:{name}"), allowed=HOLDERS, refused=NO_KEY, token=True)


ROWS: dict[str, Row] = {
    "openapi": Row(lambda house: reverse("api:openapi"), allowed=(), refused=(), public=True),
    "me": _listed("me"),
    "forms": _listed("forms"),
    "collections": _listed("collections"),
    "totals": Row(
        _total, allowed=("lan", "son", "minh", "tam"), refused=("hoa", "khach", *NO_KEY), token=True
    ),
    "data_values": _asked("data_values"),
    "registrations": _asked("registrations"),
    "metadata": _asked("metadata"),
}
