"""The units' own words beside the chapter they belong to, taken over with the unit named."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.drafting import actions, errors, voices
from nhipcau.drafting.models import Draft, Section
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.tests.builders import AT, Year, make_draft, make_year
from nhipcau.reporting.models import FormQuestion, Narrative, Submission
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

TEXTS = (
    SectionText("", "Sở báo cáo như sau:"),
    SectionText("Hạn chế và nguyên nhân", "- Hạn chế chung.", chapter="shortcomings"),
    SectionText("Kết quả", "Đã tổ chức {{sessions}} cuộc.", chapter="results"),
)


@pytest.fixture
def year(house: House) -> Year:
    """A year in whose first quarter both wards answered what was hard."""
    made = make_year(house)
    section = made.collections[0].form.sections.get()
    question = FormQuestion.objects.create(section=section, prompt="Khó khăn, vướng mắc?", position=1)
    for unit, text in ((house.ward_a, "Thiếu phiên dịch."), (house.ward_b, "Bến số 2 hẹp [[x]] {{y}}")):
        answer = Submission.objects.get(collection=made.collections[0], unit=unit)
        Narrative.objects.create(submission=answer, question=question, text=text)
    return made


def section_of(draft: Draft, chapter: str) -> Section:
    """Return the section of a chapter."""
    return draft.sections.get(chapter=chapter)


def said_by(unit: Unit) -> Narrative:
    """Return what a unit answered."""
    return Narrative.objects.get(submission__unit=unit)


def test_the_answers_to_a_question_belong_to_the_chapter_that_its_words_tell(
    house: House, year: Year
) -> None:
    draft = make_draft(house.department, year.period, house.son, TEXTS)

    asked = voices.asked(draft)

    assert [(one.question.prompt, one.answers) for one in asked] == [("Khó khăn, vướng mắc?", 2)]
    assert voices.question_of(section_of(draft, "shortcomings"), asked) == asked[0].question
    assert voices.question_of(section_of(draft, "results"), asked) is None


def test_words_are_taken_over_with_the_unit_named_and_offered_no_more(house: House, year: Year) -> None:
    draft = make_draft(house.department, year.period, house.son, TEXTS)
    section, said = section_of(draft, "shortcomings"), said_by(house.ward_b)

    draft = actions.take_over(draft, section, said, by=house.son, at=AT, before=draft.revision)

    body = section_of(draft, "shortcomings").body
    assert body.splitlines() == ["- Hạn chế chung.", "- Bến số 2 hẹp [x] {y} (Phường B)."]
    assert [one.submission.unit for one in voices.answers(draft, said.question)] == [house.ward_a]
    with pytest.raises(errors.NotAnsweredError):
        actions.take_over(draft, section, said, by=house.son, at=AT, before=draft.revision)
    with pytest.raises(errors.ChangedMeanwhileError):
        actions.take_over(
            draft, section, said_by(house.ward_a), by=house.son, at=AT, before=draft.revision - 1
        )


def test_words_of_a_returned_report_are_not_taken_over(house: House, year: Year) -> None:
    draft = make_draft(house.department, year.period, house.son, TEXTS)
    said = said_by(house.ward_a)
    Submission.objects.filter(pk=said.submission_id).update(state="returned")

    with pytest.raises(errors.NotAnsweredError):
        actions.take_over(
            draft, section_of(draft, "shortcomings"), said, by=house.son, at=AT, before=draft.revision
        )

    assert section_of(draft, "shortcomings").body == "- Hạn chế chung."


def test_the_answers_are_searched_laid_beside_and_taken_over_on_a_page(
    house: House, client: Client, year: Year, django_assert_max_num_queries: Any
) -> None:
    draft = make_draft(house.department, year.period, house.son, TEXTS)
    section, said = section_of(draft, "results"), said_by(house.ward_a)
    address = f"{reverse('drafting:voices', args=[draft.pk])}?section={section.uid}"
    client.force_login(house.son)

    nothing = client.get(address).content.decode()
    client.post(address, {"question": said.question_id})
    with django_assert_max_num_queries(20):
        beside = client.get(address).content.decode()
    found = client.get(f"{address}&words=phiên").content.decode()
    draft.refresh_from_db()
    taken = client.post(address, {"narrative": said.pk, "before": draft.revision})

    assert "Thiếu phiên dịch." not in nothing
    assert "Thiếu phiên dịch." in beside
    assert "Bến số 2 hẹp" in beside
    assert "Bến số 2 hẹp" not in found
    assert taken["Location"] == address
    assert section_of(draft, "results").body.endswith("- Thiếu phiên dịch (Phường A).")


def test_nonsense_in_the_address_is_no_section(house: House, client: Client, year: Year) -> None:
    draft = make_draft(house.department, year.period, house.son, TEXTS)
    client.force_login(house.son)
    address = reverse("drafting:voices", args=[draft.pk])

    for asked in ("", "?section=x", "?section=00000000-0000-0000-0000-000000000000"):
        assert client.get(f"{address}{asked}").status_code == 404
