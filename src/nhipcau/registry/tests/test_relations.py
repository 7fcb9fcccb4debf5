"""What documents do to one another, as people confirm it, and what follows for their force."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.registry import connecting, relating
from nhipcau.registry.errors import EffectDayError, ForceDaysError, SameDocumentError
from nhipcau.registry.force import ForceState, force_of
from nhipcau.registry.models import Document, Finding, FindingState, Relation, RelationKind
from nhipcau.registry.relating import Related
from nhipcau.registry.tests.builders import AT, make_registered
from nhipcau.units.tests.builders import House

DAY = date(2026, 10, 1)
OLD: dict[str, Any] = {
    "kind": "quyết định",
    "number": "12/QĐ-UBND",
    "issued_on": date(2024, 3, 5),
    "authority": "Ủy ban nhân dân tỉnh Bến Đá",
    "subject": "Ban hành Quy chế tổ chức lễ hội",
}
NEW: dict[str, Any] = {
    **OLD,
    "number": "30/QĐ-UBND",
    "issued_on": date(2026, 8, 20),
    "subject": "Quy chế mới",
}
NEW_TEXT = """Căn cứ Kế hoạch số 25-KH/TU, ngày 05/8/2026 của Tỉnh ủy Bến Đá;
Điều 1. Ban hành Quy chế mới về lễ hội.
Điều 2. Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh Bến Đá.
"""
PLAN_HEAD: dict[str, Any] = {
    "number": "25-KH/TU",
    "issued_on": date(2026, 8, 5),
    "authority": "Tỉnh ủy Bến Đá",
    "subject": "Du lịch",
}


@pytest.fixture
def old(house: House) -> Document:
    return make_registered(house.department, house.son, text="Quy chế cũ.\n", **OLD)


@pytest.fixture
def new(house: House, old: Document) -> Document:
    """A decision that says it replaces `old` and is based on a plan, all in the register."""
    make_registered(house.department, house.son, text="Kế hoạch về du lịch.\n", **PLAN_HEAD)
    return make_registered(house.department, house.son, text=NEW_TEXT, **NEW)


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


def replacing(new: Document, old: Document) -> Finding:
    return new.findings.get(cited=old)


def replaced(house: House, new: Document, old: Document, **said: Any) -> Relation:
    related = Related(old, **{"kind": RelationKind.REPLACES, "takes_effect_on": DAY, **said})
    return relating.confirm_relation(new, related, by=house.son, at=AT, finding=replacing(new, old))


def test_the_words_before_a_citation_propose_what_is_done(house: House, new: Document, old: Document) -> None:
    assert replacing(new, old).proposes == RelationKind.REPLACES
    found = connecting.connections_of(house.son, new, DAY)
    assert [(one.kind, one.other.number) for one in found.proposals] == [
        ("implements", "25-KH/TU"),
        ("replaces", "12/QĐ-UBND"),
    ]
    assert [one.other for one in connecting.connections_of(house.son, old, DAY).said_of_it] == [new]
    assert force_of(old, DAY).state == ForceState.IN_FORCE


def test_what_was_confirmed_ends_the_other_from_its_day(house: House, new: Document, old: Document) -> None:
    relation = replaced(house, new, old)

    before, after = force_of(old, date(2026, 9, 30)), force_of(old, DAY)
    assert (before.state, after.state, after.ended_by) == (ForceState.IN_FORCE, ForceState.ENDED, relation)
    assert "01/10/2026" in after.says()
    assert str(new) in after.says({new.pk})
    assert str(new) not in after.says(set())
    assert list(Document.objects.ended(DAY)) == [old]
    assert old not in Document.objects.in_force(DAY)
    assert old in Document.objects.in_force(date(2026, 9, 30))
    assert replacing(new, old).state == FindingState.CONFIRMED
    assert not Finding.objects.proposing().filter(cited=old).exists()


def test_a_part_that_is_repealed_leaves_the_rest_in_force(house: House, new: Document, old: Document) -> None:
    replaced(house, new, old, kind=RelationKind.REPEALS, part="khoản 2 Điều 5")

    assert force_of(old, DAY).state == ForceState.IN_FORCE
    assert old in Document.objects.in_force(DAY)


def test_what_was_rejected_is_not_proposed_again_and_ends_nothing(
    house: House, new: Document, old: Document
) -> None:
    relating.reject_relation(new, old, RelationKind.REPLACES, by=house.son, at=AT)

    assert force_of(old, DAY).state == ForceState.IN_FORCE
    assert connecting.connections_of(house.son, old, DAY).said_of_it == ()


def test_only_the_keeper_of_the_register_says_so(house: House, new: Document, old: Document) -> None:
    for other in (house.minh, house.lan, house.quang):
        with pytest.raises(PermissionDenied):
            relating.confirm_relation(new, Related(old, "implements"), by=other, at=AT)
        with pytest.raises(PermissionDenied):
            relating.reject_relation(new, old, "implements", by=other, at=AT)
        with pytest.raises(PermissionDenied):
            relating.set_force_days(new, DAY, None, by=other, at=AT)
        with pytest.raises(PermissionDenied):
            relating.confirm_all_carried_out(new, by=other, at=AT)
    assert not Relation.objects.exists()


def test_what_makes_no_sense_is_refused(house: House, new: Document, old: Document) -> None:
    with pytest.raises(EffectDayError):
        relating.confirm_relation(new, Related(old, RelationKind.REPEALS), by=house.son, at=AT)
    with pytest.raises(SameDocumentError):
        relating.confirm_relation(new, Related(new, RelationKind.AMENDS), by=house.son, at=AT)
    with pytest.raises(ForceDaysError):
        relating.set_force_days(new, DAY, DAY, by=house.son, at=AT)
    assert not Relation.objects.exists()


def test_a_document_stands_in_words(house: House, old: Document) -> None:
    def state(**days: date | None) -> str:
        Document.objects.filter(pk=old.pk).update(**{"in_force_from": None, "expires_on": None, **days})
        old.refresh_from_db()
        return force_of(old, DAY).state

    assert state() == ForceState.IN_FORCE
    assert state(in_force_from=date(2027, 1, 1)) == ForceState.NOT_YET
    assert state(expires_on=DAY) == ForceState.ENDED
    assert state(issued_on=None) == ForceState.UNKNOWN
    Document.objects.filter(pk=old.pk).update(source_kind="book")
    old.refresh_from_db()
    assert force_of(old, DAY).state == ForceState.NONE


def test_the_page_shows_lists_and_picture_in_few_queries(
    officer: Client, house: House, new: Document, old: Document
) -> None:
    replaced(house, new, old)
    relating.confirm_all_carried_out(new, by=house.son, at=AT)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = officer.get(reverse("registry:relations", args=[new.pk])).content.decode()
    assert len(asked) <= 20
    assert page.count('<svg class="rg-picture"') == 1
    assert page.count("12/QĐ-UBND") >= 2
    assert "25-KH/TU" in page

    page = officer.get(reverse("registry:relations", args=[old.pk])).content.decode()
    assert "30/QĐ-UBND" in page
    with CaptureQueriesContext(connection) as asked:
        officer.get(reverse("registry:document", args=[old.pk]))
    assert len(asked) <= 20


def test_what_one_may_not_see_is_not_shown(client: Client, house: House, new: Document) -> None:
    own = make_registered(
        house.ward_b, house.son, text="Quy chế của phường.\n", **{**OLD, "number": "9/QĐ-UBND"}
    )
    repeals = Related(own, RelationKind.REPEALS, takes_effect_on=date(2026, 9, 1))
    relating.confirm_relation(new, repeals, by=house.son, at=AT)
    client.force_login(house.hoa)

    pages = [client.get(reverse(f"registry:{name}", args=[own.pk])) for name in ("relations", "document")]
    pages.append(client.get(reverse("registry:relations", args=[own.pk]), {"of": "in-repeals"}))

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert not any("30/QĐ-UBND" in page.content.decode() for page in pages)
    assert force_of(own, DAY).state == ForceState.ENDED


def test_a_hub_is_cut_and_leads_to_its_list(officer: Client, house: House, old: Document) -> None:
    for number in range(13):
        other = make_registered(
            house.department,
            house.son,
            text=f"Bản {number}.\n",
            **{**NEW, "number": f"{number + 40}/QĐ-UBND"},
        )
        relating.confirm_relation(other, Related(old, RelationKind.IMPLEMENTS), by=house.son, at=AT)
    url = reverse("registry:relations", args=[old.pk])

    page = officer.get(url).content.decode()

    assert "?of=in-implements" in page
    found = connecting.connections_of(house.son, old, DAY)
    assert [(group.of, len(group.entries), group.more) for group in found.groups] == [(13, 10, 3)]
    assert [box.more for box in found.picture.boxes if box.more] == ["in-implements"]
    whole = officer.get(url, {"of": "in-implements"}).content.decode()
    assert all(f"{number + 40}/QĐ-UBND" in whole for number in range(13))
    for asked in ({"of": "in-nothing"}, {"of": "x"}, {"of": "\0"}):
        assert officer.get(url, asked).status_code == 404
    assert officer.get(url, {"of": "in-cites", "p": "99999999999"}).status_code == 200


def test_a_proposal_is_confirmed_or_rejected_on_its_page(
    officer: Client, new: Document, old: Document
) -> None:
    finding = replacing(new, old)
    url = reverse("registry:confirm_relation", args=[finding.pk])

    assert "05/3/2024" in officer.get(url).content.decode()
    without = officer.post(url, {"kind": "replaces", "part": "Điều 9", "takes_effect_on": ""})
    assert without.status_code == 422
    assert "Điều 9" in without.content.decode()
    assert officer.post(url, {"kind": "replaces", "takes_effect_on": "01/10/2026"}).status_code == 302
    assert force_of(old, DAY).state == ForceState.ENDED

    relation = Relation.objects.get()
    assert officer.post(reverse("registry:remove_relation", args=[relation.pk])).status_code == 302
    assert force_of(old, DAY).state == ForceState.IN_FORCE


def test_a_relation_is_added_by_looking_for_the_other(officer: Client, new: Document, old: Document) -> None:
    url = reverse("registry:add_relation", args=[new.pk])

    assert officer.get(url).status_code == 200
    assert "tìm" in officer.get(url, {"q": "khong co"}).content.decode().lower()
    assert "12/QĐ-UBND" in officer.get(url, {"q": "12 qd"}).content.decode()
    answer = officer.post(f"{url}?q=12+qd", {"target": old.pk, "kind": "amends", "takes_effect_on": ""})
    assert answer.status_code == 302
    assert Relation.objects.get().kind == RelationKind.AMENDS
    assert officer.post(f"{url}?q=12+qd", {"target": new.pk, "kind": "amends"}).status_code == 422


def test_the_days_it_holds_are_entered_beside_their_state(officer: Client, old: Document) -> None:
    url = reverse("registry:force_days", args=[old.pk])

    wrong = officer.post(url, {"in_force_from": "01/02/2026", "expires_on": "01/01/2026"})
    assert (wrong.status_code, "01/01/2026" in wrong.content.decode()) == (422, True)
    assert officer.post(url, {"in_force_from": "", "expires_on": "01/01/2026"}).status_code == 302
    old.refresh_from_db()
    assert force_of(old, DAY).state == ForceState.ENDED


def test_a_source_without_number_or_file_is_entered_and_found(officer: Client, house: House) -> None:
    data = {
        "unit": house.department.pk,
        "source_kind": "treaty",
        "kind": "Hiệp định",
        "subject": "Hiệp định về trao đổi văn hóa",
        "authority": "tỉnh Bến Đá và tỉnh Phú Hải",
        "year": "2024",
    }
    url = reverse("registry:add_source")

    assert officer.post(url, {**data, "subject": ""}).status_code == 422
    assert officer.post(url, {**data, "source_kind": "official", "authority": ""}).status_code == 422
    assert officer.post(url, {**data, "address": "https://a.example/"}).status_code == 422
    answer = officer.post(url, data)

    document = Document.objects.get()
    assert answer["Location"] == reverse("registry:document", args=[document.pk])
    assert (document.year, document.sha256, document.state) == (2024, "", "registered")
    page = officer.get(answer["Location"]).content.decode()
    assert "giữa tỉnh Bến Đá và tỉnh Phú Hải" in page
    assert officer.get(reverse("registry:file", args=[document.pk])).status_code == 404
    assert list(Document.objects.search("trao doi van hoa")) == [document]
    assert officer.post(url, {**data, "subject": "Tuyên bố chung"}).status_code == 302
    corrected = officer.post(
        reverse("registry:correct_source", args=[document.pk]), {**data, "issued_on": "05/03/2024"}
    )
    assert corrected.status_code == 302
    document.refresh_from_db()
    assert document.issued_on == date(2024, 3, 5)


def test_the_file_of_a_source_is_read_and_kept(officer: Client, house: House) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = {"unit": house.department.pk, "source_kind": "article", "subject": "Mùa lễ hội", "year": "2025"}

    def sent() -> SimpleUploadedFile:
        return SimpleUploadedFile("bai.txt", "Bài viết về đua thuyền trên sông.".encode())

    answer = officer.post(reverse("registry:add_source"), {**data, "file": sent()})

    document = Document.objects.get()
    assert (answer.status_code, document.subject, document.state) == (302, "Mùa lễ hội", "registered")
    assert list(Document.objects.search("dua thuyen")) == [document]
    again = officer.post(reverse("registry:add_source"), {**data, "file": sent()})
    assert (again.status_code, Document.objects.count()) == (422, 1)


def test_the_list_is_narrowed_sorted_and_handed_out(
    officer: Client, house: House, new: Document, old: Document
) -> None:
    replaced(house, new, old, takes_effect_on=date(2026, 9, 1))
    url = reverse("registry:documents")

    def numbers(**asked: str) -> list[str]:
        answer: Any = officer.get(url, asked)
        return [line["document"].number for line in answer.context_data["lines"]]

    assert numbers(kind="quyết định", year="2024") == ["12/QĐ-UBND"]
    assert numbers(authority="UBND tỉnh", sort="oldest") == ["12/QĐ-UBND", "30/QĐ-UBND"]
    assert numbers(force="ended") == ["12/QĐ-UBND"]
    assert numbers(force="in_force", sort="number") == ["25-KH/TU", "30/QĐ-UBND"]
    assert numbers(force="not_yet") == []
    assert numbers(q="12/qd-ubnd")[0] == "12/QĐ-UBND"
    assert numbers(year="x", kind="y", q="\0") == numbers()
    with CaptureQueriesContext(connection) as asked:
        officer.get(url)
    assert len(asked) <= 20
    for form in ("csv", "xlsx"):
        answer = officer.get(reverse("registry:export", args=[form]), {"force": "ended"})
        assert answer.status_code == 200
    assert "12/QĐ-UBND" in officer.get(reverse("registry:export", args=["csv"])).content.decode()
