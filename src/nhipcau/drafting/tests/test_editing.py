"""The editor: nothing of a section is lost by saving, and what is typed is kept."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from nhipcau.drafting import actions, composing, errors, pictures
from nhipcau.drafting.forms.text import picture_in
from nhipcau.drafting.models import Draft, Section
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.tests.builders import AT, TEXTS, make_draft, make_year
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person

EVERY_KIND = (
    SectionText("", "Mở đầu.", chapter="opening"),
    SectionText("Kết quả", "Có {{sessions}} cuộc.", level="part", chapter="results"),
    SectionText("Bảng", "", "table", spec={"rows": "units", "indicators": ["sessions"], "columns": ["value"], "top": 5}),
    SectionText("Biểu đồ", "", "chart", spec={"kind": "line", "by": "years", "indicators": ["sessions", "attendances"]}),
    SectionText("Ảnh 1", "", "picture", spec={"alt": "Lễ hội"}, picture="drafting/pictures/a.jpg"),
    SectionText("Quy chế", "Điều 1.", "annex", spec={"kind": "Quy chế", "landscape": True}),
)  # fmt: skip


def sent(page: Any, **changes: Any) -> dict[str, Any]:
    """Return what the page of the text sends when nothing but `changes` is typed."""
    formset = page.context["formset"]
    fields = {"s-TOTAL_FORMS": len(formset), "s-INITIAL_FORMS": len(formset), "do": "save"}
    fields |= {"before": page.context["before"], "looked_at": page.context["looked_at"]}
    for bound in (bound for form in formset for bound in form):
        value = bound.value()
        if value is not None and value is not False and bound.name != "upload":
            fields[bound.html_name] = value
    return {**fields, **changes}


def with_every_kind(house: House) -> Draft:
    draft = make_draft(house.department, make_year(house).period, house.son)
    stored = actions.keep_picture(draft, picture_in(photo()), by=house.son)
    texts = [replace(text, picture=stored) if text.picture else text for text in EVERY_KIND]
    return actions.write_sections(draft, texts, by=house.son, at=AT, before=draft.revision)


def address(draft: Draft) -> str:
    return reverse("drafting:edit", args=[draft.pk])


def keep(client: Client, draft: Draft, fields: dict[str, Any]) -> Any:
    """Send what is typed as the page does by itself."""
    return client.post(address(draft), fields, headers={"accept": "application/json"})


def photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (60, 40), "red").save(content, "PNG")
    return SimpleUploadedFile("anh.png", content.getvalue(), "image/png")


def test_saving_loses_nothing_of_sections_of_any_kind(house: House, client: Client) -> None:
    draft = with_every_kind(house)
    before = [(*texts_and_marks(draft),)]
    client.force_login(house.son)

    answer = client.post(address(draft), sent(client.get(address(draft))))

    assert answer.status_code == 302
    assert [(*texts_and_marks(draft),)] == before


def texts_and_marks(draft: Draft) -> list[tuple[SectionText, str]]:
    return [(text, text.uid) for text in composing.texts_of(draft.sections.all())]


def test_a_section_of_each_kind_is_added_with_its_own_fields(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)

    for kind in ("table", "chart", "picture", "annex"):
        page = client.get(address(draft))
        client.post(address(draft), sent(page, do=f"add-2-{kind}"))

    assert [section.kind for section in draft.sections.all()][3:] == ["annex", "picture", "chart", "table"]
    fields = {"s-6-indicators": "Sessions; nonsense"}
    refused = client.post(address(draft), sent(client.get(address(draft)), **fields))
    assert refused.status_code == 422
    assert "nonsense" in refused.content.decode()
    named = {
        "s-6-indicators": "Cuộc tuyên truyền; attendances; sessions",
        "s-6-rows": "indicators",
        "s-6-columns": ["value", "last"],
        "s-5-by": "units",
        "s-5-chart": "bar",
        "s-5-indicators": "sessions",
    }
    client.post(address(draft), sent(client.get(address(draft)), **named))
    specs = {section.kind: section.spec for section in draft.sections.all()}
    assert specs["table"] == {
        "rows": "indicators",
        "indicators": ["sessions", "attendances"],
        "columns": ["value", "last"],
    }
    assert specs["chart"] == {"kind": "bar", "by": "units", "indicators": ["sessions"]}


def test_a_picture_is_drawn_anew_and_never_without_words(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    client.post(address(draft), sent(client.get(address(draft)), do="add-2-picture"))
    page = client.get(address(draft))

    refused = client.post(address(draft), sent(page, **{"s-3-upload": photo()}))
    saved = client.post(address(draft), sent(refused, **{"s-3-alt": "Một ô màu đỏ"}))

    assert refused.status_code == 422
    assert saved.status_code == 302
    section = draft.sections.get(kind="picture")
    assert section.picture.read()[:2] == b"\xff\xd8"
    assert section.spec["alt"] == "Một ô màu đỏ"
    shown = client.get(
        reverse("drafting:picture", args=[draft.pk, pictures.sealed(draft.pk, section.picture.name or "")])
    )
    assert shown["Content-Type"] == "image/jpeg"


def test_a_file_that_is_no_picture_is_refused_beside_its_field(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    client.post(address(draft), sent(client.get(address(draft)), do="add-2-picture"))
    text = SimpleUploadedFile("a.png", b"no picture at all", "image/png")

    refused = client.post(address(draft), sent(client.get(address(draft)), **{"s-3-upload": text}))

    assert refused.status_code == 422
    assert refused.context["formset"][3].errors["upload"]


def test_a_picture_of_another_draft_is_never_taken(house: House, client: Client) -> None:
    draft = with_every_kind(house)
    client.force_login(house.son)
    foreign = pictures.sealed(draft.pk + 1, "registry/2026/11/other.pdf")

    client.post(address(draft), sent(client.get(address(draft)), **{"s-4-picture": foreign}))

    assert draft.sections.get(kind="picture").picture.name == ""
    assert client.get(reverse("drafting:picture", args=[draft.pk, foreign])).status_code == 404


def test_what_is_typed_is_kept_as_one_automatic_revision_of_its_writer(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    page = client.get(address(draft))
    explicit = draft.revisions.count()

    first = keep(client, draft, sent(page, **{"s-1-body": "Một"})).json()
    second = keep(client, draft, sent(page, before=first["revision"], **{"s-1-body": "Hai"})).json()
    unchanged = keep(client, draft, sent(page, before=second["revision"], **{"s-1-body": "Hai"})).json()

    assert draft.sections.all()[1].body == "Hai"
    assert unchanged["revision"] == second["revision"] == first["revision"] + 1
    assert draft.revisions.count() == explicit + 1
    kept = draft.revisions.get(automatic=True)
    assert kept.content["sections"][1]["body"] == "Hai"
    again = sent(page, before=second["revision"], **{"s-1-body": "Ba"})
    client.post(address(draft), again)
    assert not draft.revisions.filter(automatic=True).exists()
    assert draft.revisions.count() == explicit + 1


def test_keeping_says_what_it_does_not_take_and_where(house: House, client: Client) -> None:
    draft = with_every_kind(house)
    client.force_login(house.son)
    page = client.get(address(draft))

    refused = keep(client, draft, sent(page, **{"s-2-indicators": "nonsense", "s-1-body": "Mới"}))

    assert refused.status_code == 422
    assert list(refused.json()["refused"]) == ["s-2-indicators"]
    assert draft.sections.all()[1].body == "Có {{sessions}} cuộc."


def test_nobody_elses_saving_is_written_over_and_both_texts_are_shown(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    mine = sent(client.get(address(draft)), **{"s-1-body": "Bản của tôi"})
    other = make_person("mai", house.department, Role.OFFICER)
    theirs = [SectionText(text.heading, "Bản của Mai" if n == 1 else text.body, uid=text.uid)
              for n, text in enumerate(composing.texts_of(draft.sections.all()))]  # fmt: skip
    actions.write_sections(draft, theirs, by=other, at=AT, before=draft.revision)

    kept = keep(client, draft, mine)
    shown = client.post(address(draft), mine)

    assert kept.status_code == shown.status_code == 409
    assert kept.json()["meanwhile"]
    (change,) = shown.context["theirs"]
    assert (change.older.body, change.newer.body) == ("Bản của Mai", "Bản của tôi")
    assert draft.sections.all()[1].body == "Bản của Mai"


def test_each_saving_keeps_a_revision_with_all_that_was_written(house: House) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)

    latest = draft.revisions.all()[0]

    assert latest.number == draft.revision
    assert latest.content["head"]["signer_name"] == "Trần Văn Bình"
    assert [section["heading"] for section in latest.content["sections"]] == ["", "Kết quả", "Phương hướng"]
    assert {figure["key"] for figure in latest.content["figures"]} == {"sessions", "attendances"}


def test_an_older_revision_is_written_back_and_nothing_is_lost(house: House) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    older = draft.revisions.get(number=draft.revision)
    draft = actions.write_sections(
        draft, (SectionText("", "Khác"),), by=house.son, at=AT, before=draft.revision
    )
    actions.remove_figure(draft.figures.get(key="sessions"), by=house.son, at=AT)
    draft.refresh_from_db()

    with pytest.raises(errors.ChangedMeanwhileError):
        actions.write_back(older, by=house.son, at=AT, before=older.number)
    draft = actions.write_back(older, by=house.son, at=AT, before=draft.revision)

    assert composing.texts_of(draft.sections.all()) == TEXTS
    assert set(draft.figures.values_list("key", flat=True)) == {"sessions", "attendances"}
    assert draft.revisions.filter(content__sections__0__body="Khác").exists()
    assert Section.objects.filter(draft=draft).count() == 3


def test_the_page_of_the_text_costs_few_queries(
    house: House, client: Client, django_assert_max_num_queries: Any
) -> None:
    draft = with_every_kind(house)
    client.force_login(house.son)
    client.get(address(draft))

    with django_assert_max_num_queries(20):
        client.get(address(draft))
