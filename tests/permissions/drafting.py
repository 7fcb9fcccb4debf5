"""Who may open which address of `drafting`: url name → Row."""

from django.urls import reverse

from nhipcau.drafting.tests.builders import make_draft, make_year
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("son", "minh", "tam")
NOT_READERS = ("khach", "lan", "vy", "phuc", "quang")
NOT_WRITERS = ("khach", "lan", "hoa", "minh", "tam", "vy", "phuc", "quang")
NOT_ISSUERS = ("khach", "lan", "hoa", "son", "tam", "vy", "phuc", "quang")


def _of_draft(name: str, house: House) -> str:
    draft = make_draft(house.department, make_year(house).period, house.son)
    return reverse(f"drafting:{name}", args=[draft.pk])


# Khách is an officer elsewhere: gets the own, empty list, and may start a report of the own province.
ROWS: dict[str, Row] = {
    "drafting:drafts": Row(
        lambda house: reverse("drafting:drafts"),
        allowed=(*READERS, "hoa", "khach"),
        refused=("lan", "vy", "phuc", "quang"),
    ),
    "drafting:start": Row(
        lambda house: reverse("drafting:start"),
        allowed=("son", "khach"),
        refused=("lan", "hoa", "minh", "tam", "vy", "phuc", "quang"),
    ),
    "drafting:draft": Row(lambda house: _of_draft("draft", house), allowed=READERS, refused=NOT_READERS),
    "drafting:docx": Row(lambda house: _of_draft("docx", house), allowed=READERS, refused=NOT_READERS),
    "drafting:edit": Row(lambda house: _of_draft("edit", house), allowed=("son",), refused=NOT_WRITERS),
    "drafting:head": Row(lambda house: _of_draft("head", house), allowed=("son",), refused=NOT_WRITERS),
    "drafting:add_figure": Row(
        lambda house: _of_draft("add_figure", house), allowed=("son",), refused=NOT_WRITERS
    ),
    "drafting:accept": Row(
        lambda house: _of_draft("accept", house), allowed=("son",), refused=NOT_WRITERS, post=True
    ),
    "drafting:issue": Row(lambda house: _of_draft("issue", house), allowed=("minh",), refused=NOT_ISSUERS),
}
