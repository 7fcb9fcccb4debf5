"""The pages of drafting, as people use them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.drafting import overviews
from nhipcau.drafting.models import Draft, DraftState
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.tests.builders import (
    TEXTS,
    correct_answer,
    looked_at_of,
    make_approved,
    make_draft,
    make_issued,
    make_year,
)
from nhipcau.units.tests.builders import House


def typed(draft: Draft, texts: tuple[SectionText, ...] = TEXTS, do: str = "save") -> dict[str, Any]:
    """Return what the page of the text sends."""
    draft.refresh_from_db()
    fields = {"s-TOTAL_FORMS": len(texts), "s-INITIAL_FORMS": len(texts), "before": draft.revision, "do": do}
    for n, text in enumerate(texts):
        fields |= {f"s-{n}-heading": text.heading, f"s-{n}-body": text.body.replace("\n", "\r\n")}
    return fields


def headings(draft: Draft) -> list[str]:
    """Return the headings as stored."""
    return [section.heading for section in draft.sections.all()]


def test_the_list_is_empty_and_says_what_to_do_first(house: House, client: Client) -> None:
    client.force_login(house.son)

    page = client.get(reverse("drafting:drafts"))

    assert reverse("drafting:start") in page.content.decode()


def test_drafts_are_found_by_words_without_marks_by_state_and_by_kind(house: House, client: Client) -> None:
    period = make_year(house).period
    live, issued = make_draft(house.department, period, house.son), make_issued(house, period)
    Draft.objects.filter(pk=issued.pk).update(subject="Kế hoạch Lễ hội Sông nước")
    client.force_login(house.son)

    def found(**asked: str) -> set[int]:
        page = client.get(reverse("drafting:drafts"), asked).context["page"]
        return {draft.pk for draft in page.object_list}

    assert found() == {live.pk, issued.pk}
    assert found(words="nuoc le hoi") == {issued.pk}
    assert found(words=str(overviews.number_of(issued))) == {issued.pk}
    assert found(state="draft") == {live.pk}
    assert found(template=live.template) == {live.pk, issued.pk}
    assert found(template="letter") == set()
    assert found(state="nonsense") == {live.pk, issued.pk}


def test_a_stranger_sees_none_of_the_drafts(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.khach)

    assert draft.subject not in client.get(reverse("drafting:drafts")).content.decode()
    assert client.get(reverse("drafting:draft", args=[draft.pk])).status_code == 404


def test_an_officer_starts_a_report_of_a_year_nobody_has_made_a_period_for(
    house: House, client: Client
) -> None:
    client.force_login(house.son)
    form = {"unit": house.department.pk, "layout": "state", "year": 2025, "calendar": "official"}

    quarter = reverse("drafting:begin", args=["quarter_report"])
    refused = client.post(quarter, {**form, "number": 5})
    answer = client.post(reverse("drafting:begin", args=["year_report"]), form)

    assert refused.status_code == 422
    assert refused.context["form"].errors["number"]
    draft = Draft.objects.get()
    assert answer["Location"] == reverse("drafting:edit", args=[draft.pk])
    assert draft.period
    assert draft.period.year == 2025


def test_the_page_shows_figures_that_open_where_they_come_from(house: House, client: Client) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    client.force_login(house.tam)

    page = client.get(reverse("drafting:draft", args=[draft.pk])).content.decode()

    assert "1.200</a>" in page
    assert reverse("reporting:total", args=["sessions"]) in page
    assert f"unit={house.province.pk}&amp;period=year-official-2025-1" in page
    assert reverse("drafting:edit", args=[draft.pk]) not in page


def test_a_chip_opens_the_total_it_names(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)

    answer = client.get(overviews.draft_page(draft).figures["sessions"].url)

    assert answer.status_code == 200
    assert "1.200" in answer.content.decode()


def test_a_changed_figure_looks_changed_and_is_accepted(house: House, client: Client) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    correct_answer(year, house.ward_a, 230)
    client.force_login(house.son)
    address = reverse("drafting:draft", args=[draft.pk])

    before = client.get(address).content.decode()
    client.post(reverse("drafting:accept", args=[draft.pk]))
    after = client.get(address).content.decode()

    assert "đã thay đổi từ 1.200 thành 1.230" in before
    assert "nd-chip--changed" not in after


def test_the_text_is_saved_and_its_line_breaks_kept(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    texts = (SectionText("", "Một\n- Hai\x0bBa"), TEXTS[1])

    answer = client.post(reverse("drafting:edit", args=[draft.pk]), typed(draft, texts))

    assert answer.status_code == 302
    assert draft.sections.all()[0].body == "Một\n- Hai\nBa"


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("add-0", ["", "", "Kết quả", "Phương hướng"]),
        ("up-2", ["", "Phương hướng", "Kết quả"]),
        ("down-1", ["", "Phương hướng", "Kết quả"]),
        ("down-2", ["", "Kết quả", "Phương hướng"]),
        ("remove-1", ["", "Phương hướng"]),
        ("remove-9", ["", "Kết quả", "Phương hướng"]),
        ("nonsense", ["", "Kết quả", "Phương hướng"]),
    ],
)
def test_sections_are_added_moved_and_removed_with_what_was_typed(
    house: House, client: Client, do: str, expected: list[str]
) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    texts = (SectionText("", "Mới gõ"), *TEXTS[1:])

    client.post(reverse("drafting:edit", args=[draft.pk]), typed(draft, texts, do))

    assert headings(draft) == expected
    assert draft.sections.all()[0].body == "Mới gõ"


def test_nothing_typed_is_lost_when_a_character_cannot_be_printed(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    texts = (SectionText("", "Chữ \x07 lạ"), SectionText("Mới", "Đoạn vừa viết"))

    answer = client.post(reverse("drafting:edit", args=[draft.pk]), typed(draft, texts))

    assert answer.status_code == 422
    assert answer.context["formset"].errors[0]["body"]
    assert "Đoạn vừa viết" in answer.content.decode()
    assert headings(draft) == ["", "Kết quả", "Phương hướng"]


def test_nothing_typed_is_lost_when_someone_else_saved_and_a_second_save_keeps_it(
    house: House, client: Client
) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    mine = typed(draft, (SectionText("", "Bản của tôi"),))
    client.post(reverse("drafting:edit", args=[draft.pk]), typed(draft, (SectionText("", "Bản của bạn"),)))

    refused = client.post(reverse("drafting:edit", args=[draft.pk]), mine)
    again = client.post(
        reverse("drafting:edit", args=[draft.pk]), {**mine, "before": refused.context["before"]}
    )

    assert refused.status_code == 409
    assert "Bản của tôi" in refused.content.decode()
    assert again.status_code == 302
    assert draft.sections.get().body == "Bản của tôi"


def test_an_unknown_key_is_kept_and_named(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    text = SectionText("", "Có {{so-la}} cuộc")

    client.post(reverse("drafting:edit", args=[draft.pk]), typed(draft, (text,)))
    page = client.get(reverse("drafting:draft", args=[draft.pk]))

    assert "Không có số liệu {{so-la}}" in page.content.decode()
    assert draft.sections.get().body == text.body


def test_an_empty_request_is_refused_and_changes_nothing(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)

    assert client.post(reverse("drafting:edit", args=[draft.pk])).status_code == 422
    assert client.post(reverse("drafting:head", args=[draft.pk])).status_code == 422
    assert headings(draft) == ["", "Kết quả", "Phương hướng"]


def test_a_figure_of_another_period_is_added_and_an_unused_one_dropped(house: House, client: Client) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    client.force_login(house.son)
    form = {
        "indicator": "sessions",
        "unit": house.ward_a.pk,
        "kind": "quarter",
        "year": 2025,
        "number": 1,
    }
    form |= {"calendar": "official", "key": "a-quy-1"}

    first = client.post(reverse("drafting:edit", args=[draft.pk]), typed(draft, do="figure"))
    added = client.post(first["Location"], form)
    taken = client.post(first["Location"], {**form, "number": 2})

    assert added.status_code == 302
    assert taken.context["form"].errors["key"]
    figure = draft.figures.get(key="a-quy-1")
    assert "a-quy-1" in client.get(added["Location"]).content.decode()
    client.post(reverse("drafting:edit", args=[draft.pk]), typed(draft, do=f"drop-{figure.pk}"))
    assert not draft.figures.filter(key="a-quy-1").exists()


def test_a_heading_the_page_cannot_print_is_refused_beside_its_field(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)
    page = client.get(reverse("drafting:head", args=[draft.pk]))
    fields = {name: value or "" for name, value in page.context["form"].initial.items()}
    fields |= {"before": page.context["before"]}

    refused = client.post(
        reverse("drafting:head", args=[draft.pk]), {**fields, "symbol": "BC SVH", "place": "Xã"}
    )
    saved = client.post(reverse("drafting:head", args=[draft.pk]), {**fields, "place": "Bến Cát"})

    assert refused.context["form"].errors["symbol"]
    assert "Xã" in refused.content.decode()
    assert saved.status_code == 302
    draft.refresh_from_db()
    assert draft.place == "Bến Cát"


def test_the_approver_issues_and_hands_out_the_file_as_registered(house: House, client: Client) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    make_approved(draft, house.son, house.minh)
    client.force_login(house.minh)
    address = reverse("drafting:issue", args=[draft.pk])
    form = {"issued_on": "2026-11-20", "looked_at": client.get(address).context["page"].fingerprint}

    answer = client.post(address, form)

    assert answer["Location"] == reverse("drafting:draft", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.state == DraftState.ISSUED
    assert draft.document is not None
    file = client.get(reverse("drafting:docx", args=[draft.pk]))
    with draft.document.file.open("rb") as stored:
        assert file.content == stored.read()
    assert "01-BC-SVHTTDL" in file["Content-Disposition"]
    assert client.get(address)["Location"] == reverse("drafting:draft", args=[draft.pk])


def test_an_issue_with_figures_that_moved_is_answered_by_the_page_to_read_again(
    house: House, client: Client
) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    make_approved(draft, house.son, house.minh)
    looked_at = looked_at_of(draft)
    correct_answer(year, house.ward_a, 230)
    client.force_login(house.minh)

    answer = client.post(
        reverse("drafting:issue", args=[draft.pk]), {"issued_on": "2026-11-20", "looked_at": looked_at}
    )

    page = client.get(reverse("drafting:issue", args=[draft.pk])).content.decode()
    assert answer["Location"] == reverse("drafting:draft", args=[draft.pk])
    assert "1.230" in page
    assert reverse("drafting:docx", args=[draft.pk]) not in page
    assert 'name="issued_on"' not in page


def test_an_issued_document_leads_back_to_its_figures_from_the_register(house: House, client: Client) -> None:
    draft = make_issued(house, make_year(house).period)
    assert draft.document is not None
    client.force_login(house.son)

    register = client.get(reverse("registry:document", args=[draft.document.pk])).content.decode()
    edit = client.get(reverse("drafting:edit", args=[draft.pk]))

    assert reverse("drafting:draft", args=[draft.pk]) in register
    assert edit["Location"] == reverse("drafting:draft", args=[draft.pk])


def test_a_draft_with_many_figures_is_shown_in_a_bounded_number_of_queries(
    house: House, client: Client, django_assert_max_num_queries: Any
) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    client.force_login(house.son)

    with django_assert_max_num_queries(70):
        client.get(reverse("drafting:edit", args=[draft.pk]))
