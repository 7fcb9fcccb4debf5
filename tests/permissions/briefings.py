"""Who may open which address of `briefings`: url name → Row."""

from django.urls import reverse

from nhipcau.briefings.tests.builders import make_notice, receipt_of, session_of
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("son", "minh", "tam", "quang")
NOT_READERS = ("khach", "lan", "hoa", "vy", "phuc")
NOT_ASKERS = ("khach", "lan", "hoa", "minh", "tam", "quang", "vy", "phuc")
NOT_WORKERS = ("khach", "hoa", "minh", "tam", "quang", "vy", "phuc")


def _notice(name: str, house: House) -> str:
    return reverse(f"briefings:{name}", args=[make_notice(house).pk])


def _receipt(name: str, house: House) -> str:
    return reverse(f"briefings:{name}", args=[receipt_of(make_notice(house), house.ward_a).pk])


def _session(house: House) -> str:
    return reverse(
        "briefings:remove_session", args=[session_of(make_notice(house), house.ward_a, house.lan).pk]
    )


def _from_document(house: House) -> str:
    return reverse("briefings:make", args=[make_registered(house.department, house.son).pk])


def _working(name: str) -> Row:
    return Row(lambda house: _receipt(name, house), ("lan", "son"), NOT_WORKERS, post=True)


def _hand_over(house: House) -> str:
    return reverse("briefings:hand_over", args=[house.ward_a.pk, house.ward_b.pk])


ROWS: dict[str, Row] = {
    "home": Row(lambda house: reverse("briefings:home"), (*READERS, "lan", "hoa", "khach"), ("vy", "phuc")),
    "make": Row(_from_document, ("son",), NOT_ASKERS),
    "hand_over": Row(
        _hand_over, ("son",), ("khach", "lan", "hoa", "minh", "tam", "quang", "vy", "phuc"), post=True
    ),
    "notice": Row(lambda house: _notice("notice", house), READERS, NOT_READERS),
    "notice_xlsx": Row(lambda house: _notice("notice_xlsx", house), READERS, NOT_READERS),
    "change": Row(lambda house: _notice("change", house), ("son",), NOT_ASKERS),
    "call_back": Row(lambda house: _notice("call_back", house), ("son",), NOT_ASKERS),
    "receipt": Row(
        lambda house: _receipt("receipt", house), (*READERS, "lan"), ("khach", "hoa", "vy", "phuc")
    ),
    "document": Row(
        lambda house: _receipt("document", house), (*READERS, "lan"), ("khach", "hoa", "vy", "phuc")
    ),
    "acknowledge": _working("acknowledge"),
    "log_session": _working("log_session"),
    "finish": _working("finish"),
    "open_again": _working("open_again"),
    "remove_session": Row(_session, ("lan", "son"), NOT_WORKERS, post=True),
}
