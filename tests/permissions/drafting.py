"""Who may open which address of `drafting`: url name → Row."""

from django.urls import reverse

from nhipcau.drafting import actions, overviews, pictures, previewing
from nhipcau.drafting.tests.builders import AT, make_draft, make_issued, make_year
from nhipcau.units.tests.builders import House
from tests.permissions.row import Row

READERS = ("son", "minh", "tam")
NOT_READERS = ("khach", "lan", "vy", "phuc", "quang")
NOT_WRITERS = ("khach", "lan", "hoa", "minh", "tam", "vy", "phuc", "quang")
NOT_COMMENTERS = ("khach", "lan", "hoa", "tam", "vy", "phuc", "quang")
NOT_APPROVERS = ("khach", "lan", "hoa", "son", "tam", "vy", "phuc", "quang")
NOT_ISSUERS = ("khach", "lan", "hoa", "tam", "vy", "phuc", "quang")
# Who works for ward A, to which the document went.
WARD = ("lan",)
NOT_WARD = ("khach", "son", "minh", "tam", "vy", "phuc", "quang")


def _comment(name: str, house: House) -> str:
    draft = make_draft(house.department, make_year(house).period, house.son)
    said = actions.comment(draft, "", "Xem lại.", by=house.son, at=AT)
    return reverse(f"drafting:{name}", args=[said.pk])


def _picture(house: House) -> str:
    draft = make_draft(house.department, make_year(house).period, house.son)
    stored = actions.keep_picture(draft, b"picture", by=house.son)
    return reverse("drafting:picture", args=[draft.pk, pictures.sealed(draft.pk, stored)])


def _page_image(house: House) -> str:
    draft = make_draft(house.department, make_year(house).period, house.son)
    mark = previewing.mark_of(overviews.draft_page(draft))
    return reverse("drafting:page_image", args=[draft.pk, mark, 1])


def _of_draft(name: str, house: House) -> str:
    draft = make_draft(house.department, make_year(house).period, house.son)
    return reverse(f"drafting:{name}", args=[draft.pk])


def _recipient(house: House) -> str:
    draft = make_draft(house.department, make_year(house).period, house.son)
    actions.add_recipients(draft, units=[house.ward_a.pk], by=house.son, at=AT)
    return reverse("drafting:drop_recipient", args=[draft.pk, draft.receivers.get().pk])


def _sent(name: str, house: House) -> str:
    draft = make_issued(house, make_year(house).period)
    actions.add_recipients(draft, units=[house.ward_a.pk], by=house.son, at=AT)
    return reverse(f"drafting:{name}", args=[draft.receivers.get().pk])


def _voices(house: House) -> str:
    draft = make_draft(house.department, make_year(house).period, house.son)
    section = draft.sections.all()[0]
    return f"{reverse('drafting:voices', args=[draft.pk])}?section={section.uid}"


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
    "drafting:begin": Row(
        lambda house: reverse("drafting:begin", args=["letter"]),
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
    "drafting:add_citation": Row(
        lambda house: _of_draft("add_citation", house), allowed=("son",), refused=NOT_WRITERS
    ),
    "drafting:suggest_documents": Row(
        lambda house: _of_draft("suggest_documents", house), allowed=("son",), refused=NOT_WRITERS
    ),
    "drafting:suggest_indicators": Row(
        lambda house: reverse("drafting:suggest_indicators"),
        allowed=(*READERS, "hoa", "khach"),
        refused=("lan", "vy", "phuc", "quang"),
    ),
    "drafting:picture": Row(_picture, allowed=READERS, refused=NOT_READERS),
    "drafting:preview": Row(lambda house: _of_draft("preview", house), allowed=READERS, refused=NOT_READERS),
    "drafting:page_image": Row(_page_image, allowed=READERS, refused=NOT_READERS),
    "drafting:revisions": Row(
        lambda house: _of_draft("revisions", house), allowed=READERS, refused=NOT_READERS
    ),
    "drafting:write_back": Row(
        lambda house: _of_draft("write_back", house), allowed=("son",), refused=NOT_WRITERS
    ),
    "drafting:voices": Row(_voices, allowed=("son",), refused=NOT_WRITERS),
    "drafting:comments": Row(
        lambda house: _of_draft("comments", house), allowed=READERS, refused=NOT_READERS
    ),
    "drafting:answer_comment": Row(
        lambda house: _comment("answer_comment", house),
        allowed=("son", "minh"),
        refused=NOT_COMMENTERS,
        post=True,
    ),
    "drafting:settle_comment": Row(
        lambda house: _comment("settle_comment", house),
        allowed=("son", "minh"),
        refused=NOT_COMMENTERS,
        post=True,
    ),
    "drafting:reopen_comment": Row(
        lambda house: _comment("reopen_comment", house),
        allowed=("son", "minh"),
        refused=NOT_COMMENTERS,
        post=True,
    ),
    "drafting:accept": Row(
        lambda house: _of_draft("accept", house), allowed=("son",), refused=NOT_WRITERS, post=True
    ),
    "drafting:submit": Row(lambda house: _of_draft("submit", house), allowed=("son",), refused=NOT_WRITERS),
    "drafting:approve": Row(
        lambda house: _of_draft("approve", house), allowed=("minh",), refused=NOT_APPROVERS
    ),
    "drafting:return": Row(
        lambda house: _of_draft("return", house), allowed=("minh",), refused=NOT_APPROVERS
    ),
    "drafting:reopen": Row(
        lambda house: _of_draft("reopen", house), allowed=("son", "minh"), refused=NOT_ISSUERS, post=True
    ),
    "drafting:partners": Row(
        lambda house: _of_draft("partners", house), allowed=("son",), refused=NOT_WRITERS
    ),
    "drafting:issue": Row(
        lambda house: _of_draft("issue", house), allowed=("son", "minh"), refused=NOT_ISSUERS
    ),
    "drafting:pdf": Row(lambda house: _of_draft("pdf", house), allowed=READERS, refused=NOT_READERS),
    "drafting:recipients": Row(
        lambda house: _of_draft("recipients", house), allowed=READERS, refused=NOT_READERS
    ),
    "drafting:drop_recipient": Row(_recipient, allowed=("son", "minh"), refused=NOT_ISSUERS, post=True),
    "drafting:send_again": Row(
        lambda house: _of_draft("send_again", house), allowed=("son", "minh"), refused=NOT_ISSUERS, post=True
    ),
    "drafting:received": Row(
        lambda house: reverse("drafting:received"),
        allowed=("son", "minh", "lan", "hoa", "khach"),
        refused=("tam", "vy", "phuc", "quang"),
    ),
    "drafting:received_one": Row(lambda house: _sent("received_one", house), allowed=WARD, refused=NOT_WARD),
    "drafting:received_pdf": Row(lambda house: _sent("received_pdf", house), allowed=WARD, refused=NOT_WARD),
    "drafting:received_docx": Row(
        lambda house: _sent("received_docx", house), allowed=WARD, refused=NOT_WARD
    ),
    "drafting:acknowledge": Row(
        lambda house: _sent("acknowledge", house), allowed=WARD, refused=NOT_WARD, post=True
    ),
}
