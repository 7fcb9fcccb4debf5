"""Who may open which address of `exchange`: url name → Row."""

from datetime import UTC, datetime

from django.urls import reverse

from nhipcau.exchange.actions import take_in_file, take_in_metadata
from nhipcau.exchange.formats.edxml import write_packet
from nhipcau.exchange.importing import How
from nhipcau.exchange.models import Intake, OrganisationId, Packet
from nhipcau.exchange.packets.taking import take_in_packet
from nhipcau.exchange.tests.builders import make
from nhipcau.exchange.tests.packets import AT, make_identifier, make_issued, make_packet
from nhipcau.reporting.models import Collection
from nhipcau.reporting.tests.builders import make_answer, make_collection, make_form, make_indicator
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("lan", "hoa", "son", "minh", "tam", "khach")
OTHERS = ("vy", "phuc", "quang")


def _collection(house: House) -> Collection:
    collection = make_collection(make_form(house.department, make_indicator("so-cuoc")), house.ward_a)
    make_answer(collection, house.ward_a, {"so-cuoc": 3})
    return collection


def _export(house: House) -> str:
    asked = _collection(house)
    query = f"form={asked.form_id}&periods={asked.period_id}&format=json&names=code&official=on"
    return f"{reverse('exchange:export')}?{query}"


def _intake(house: House) -> Intake:
    """Return a file that Lan took in."""
    content = b"dataelement,period,orgunit,value\nso-cuoc,2026Q4,00001,3\n"
    at = datetime(2026, 12, 15, tzinfo=UTC)
    return take_in_file("so-lieu.csv", content, how=How(), by=house.lan, at=at)


def _metadata(house: House) -> Intake:
    """Return a file of metadata that Quang took in."""
    at = datetime(2026, 12, 15, tzinfo=UTC)
    return take_in_metadata("danh-muc.json", b'{"dataElements": []}', by=house.quang, at=at)


def _key(house: House) -> int:
    """Return the key of a key of Lan's."""
    made = make(house.lan)
    assert made
    return made.token.pk


def _own(house: House) -> OrganisationId:
    """Return the identifier of ward A."""
    return OrganisationId.objects.first() or make_identifier(house)


def _packet(house: House) -> Packet:
    """Return a packet that came for ward A."""
    _own(house)
    made = make_packet()
    by = ensure_system_user()
    return take_in_packet(made, write_packet(made), name="a.edxml", by=by, at=AT)[0]


# Packets are read with the register of their unit, and answered by its keeper.
REGISTER = ("son", "minh", "tam", "quang", "hoa", "khach")
NOT_REGISTER = ("lan", "vy", "phuc")
NOT_OF_WARD_A = ("hoa", "khach", *NOT_REGISTER)


def _of_a_packet(name: str, *more: int) -> Row:
    """Return the row of an address of a packet that its readers open."""
    return Row(
        lambda house: reverse(name, args=[_packet(house).pk, *more]),
        allowed=("son", "minh", "tam", "quang"),
        refused=NOT_OF_WARD_A,
    )


ROWS: dict[str, Row] = {
    "exchange:index": Row(
        lambda house: reverse("exchange:index"), allowed=(*READERS, "quang"), refused=("vy", "phuc")
    ),
    "exchange:export": Row(_export, allowed=("lan", "son", "minh", "tam"), refused=("hoa", "khach", *OTHERS)),
    "exchange:take_in": Row(
        lambda house: reverse("exchange:take_in"),
        allowed=("lan", "hoa", "khach"),
        refused=("son", "minh", "tam", *OTHERS),
    ),
    # A file is its taker's alone.
    "exchange:intake": Row(
        lambda house: reverse("exchange:intake", args=[_intake(house).pk]),
        allowed=("lan",),
        refused=("hoa", "son", "khach", *OTHERS),
    ),
    "exchange:take_over": Row(
        lambda house: reverse("exchange:take_over", args=[_intake(house).pk]),
        allowed=("lan",),
        refused=("hoa", "son", "khach", *OTHERS),
        post=True,
    ),
    "exchange:take_in_metadata": Row(
        lambda house: reverse("exchange:take_in_metadata"),
        allowed=("son", "quang", "khach"),
        refused=("lan", "hoa", "minh", "tam", "vy", "phuc"),
    ),
    # A file is its taker's alone.
    "exchange:metadata": Row(
        lambda house: reverse("exchange:metadata", args=[_metadata(house).pk]),
        allowed=("quang",),
        refused=("lan", "hoa", "son", "minh", "tam", "vy", "phuc", "khach"),
    ),
    "exchange:take_over_metadata": Row(
        lambda house: reverse("exchange:take_over_metadata", args=[_metadata(house).pk]),
        allowed=("quang",),
        refused=("lan", "hoa", "son", "minh", "tam", "vy", "phuc", "khach"),
        post=True,
    ),
    "exchange:keys": Row(lambda house: reverse("exchange:keys"), allowed=READERS, refused=OTHERS),
    # A key is its person's alone.
    "exchange:end_key": Row(
        lambda house: reverse("exchange:end_key", args=[_key(house)]),
        allowed=("lan",),
        refused=("hoa", "son", "khach", *OTHERS),
        post=True,
    ),
    "exchange:packets": Row(
        lambda house: reverse("exchange:packets"), allowed=REGISTER, refused=NOT_REGISTER
    ),
    "exchange:packets_unconfirmed": Row(
        lambda house: reverse("exchange:packets_unconfirmed"), allowed=REGISTER, refused=NOT_REGISTER
    ),
    "exchange:packet": _of_a_packet("exchange:packet"),
    "exchange:packet_original": _of_a_packet("exchange:packet_original"),
    "exchange:packet_file": _of_a_packet("exchange:packet_file", 0),
    "exchange:packet_enter": Row(
        lambda house: reverse("exchange:packet_enter", args=[_packet(house).pk, 0]),
        allowed=("son",),
        refused=("minh", "tam", "quang", *NOT_OF_WARD_A),
        post=True,
    ),
    "exchange:packet_tell": Row(
        lambda house: reverse("exchange:packet_tell", args=[_packet(house).pk]),
        allowed=("son",),
        refused=("minh", "tam", "quang", *NOT_OF_WARD_A),
        post=True,
    ),
    "exchange:send": Row(
        lambda house: reverse("exchange:send", args=[make_issued(house).pk]),
        allowed=("son", "minh"),
        refused=("tam", "quang", *NOT_OF_WARD_A),
    ),
    "exchange:identifiers": Row(
        lambda house: reverse("exchange:identifiers"), allowed=REGISTER, refused=NOT_REGISTER
    ),
    "exchange:identifier_list": Row(
        lambda house: reverse("exchange:identifier_list"),
        allowed=("quang", "khach"),
        refused=("son", "minh", "tam", "hoa", *NOT_REGISTER),
        post=True,
    ),
    "exchange:end_identifier": Row(
        lambda house: reverse("exchange:end_identifier", args=[_own(house).pk]),
        allowed=("quang",),
        refused=("son", "minh", "tam", *NOT_OF_WARD_A),
        post=True,
    ),
}
