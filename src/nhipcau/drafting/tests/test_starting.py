"""A draft of every kind is begun: the list of kinds, the form of each, and what the draft begins with."""

import io
import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import docx
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.activities.tests.builders import make_activity
from nhipcau.bodies.tests.builders import make_joint, make_meeting
from nhipcau.drafting.aspects import change_share, share_in_words
from nhipcau.drafting.beginnings import KINDS, Need
from nhipcau.drafting.links import of_regulation
from nhipcau.drafting.models import Draft, Layout, Template
from nhipcau.drafting.tests.builders import AT, docx_of, make_year
from nhipcau.oversight.tests.builders import make_replied
from nhipcau.programmes.tests.builders import make_issued
from nhipcau.registry.models import RegulationReview
from nhipcau.registry.tests.builders import make_registered
from nhipcau.reporting.against import change_in_words
from nhipcau.reporting.choosing import period_key
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db

NUMBERS = st.integers(0, 10**12).map(Decimal)


def docx_text(draft: Draft) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(docx_of(draft))).paragraphs)


def asked_for(house: House, template: Template) -> dict[str, Any]:
    """Return what a person fills in to begin a draft of that kind."""
    form: dict[str, Any] = {"unit": house.department.pk, "layout": Layout.STATE}
    match KINDS[template].need:
        case Need.PERIOD:
            make_year(house)
            form |= {"kind": "month", "year": 2025, "number": 1, "calendar": "official", "offered": "1"}
        case Need.PROGRAMME if not KINDS[template].optional:
            form["programme"] = f"x #{make_issued(house).pk}"
        case Need.REVIEW:
            review = make_replied(house).review
            review.kind = "interim" if template == Template.INTERIM_REVIEW else "final"
            review.save()
            form["review"] = f"x #{review.pk}"
        case Need.AGREEMENT:
            form["agreement"] = f"x #{make_joint(house).pk}"
        case Need.MEETING:
            form["meeting"] = f"x #{make_meeting(house).pk}"
    return form


@pytest.mark.parametrize("template", Template)
def test_every_kind_of_draft_begins_and_can_be_printed(
    house: House, client: Client, template: Template
) -> None:
    form = asked_for(house, template)
    client.force_login(house.son)
    address = reverse("drafting:begin", args=[template])

    assert client.get(address).status_code == 200
    answer = client.post(address, form)

    assert answer.status_code == 302, answer.context["form"].errors
    draft = Draft.objects.get()
    assert draft.template == template
    assert draft.kind == KINDS[template].printed
    assert docx_of(draft).startswith(b"PK")


def test_the_list_leads_to_every_kind(house: House, client: Client) -> None:
    client.force_login(house.son)

    page = client.get(reverse("drafting:start")).content.decode()

    assert all(reverse("drafting:begin", args=[template]) in page for template in Template)
    assert client.get(reverse("drafting:begin", args=["poem"])).status_code == 404


def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_lost(house: House, client: Client) -> None:
    client.force_login(house.son)
    address = reverse("drafting:begin", args=[Template.YEAR_REPORT])
    form = {"unit": house.department.pk, "layout": "state", "year": 2025, "calendar": "official"}

    late = client.post(address, {**form, "since_year": 2025})
    unknown = client.post(address, {**form, "programme": "Không có"})

    assert late.status_code == unknown.status_code == 422
    assert late.context["form"].errors["since_year"]
    assert unknown.context["form"].errors["programme"]
    assert "Không có" in unknown.content.decode()
    assert not Draft.objects.exists()


def test_a_programme_that_the_person_does_not_see_begins_nothing(house: House, client: Client) -> None:
    programme = make_issued(house)
    client.force_login(house.khach)
    address = reverse("drafting:begin", args=[Template.PLAN])

    page = client.get(f"{address}?programme={programme.pk}")

    assert page.status_code == 200
    assert programme.title not in page.content.decode()


def test_activities_are_offered_to_be_told_of_and_only_those_ticked_are(house: House, client: Client) -> None:
    make_year(house)
    told = make_activity(house.ward_a, house.son, title="Ngày hội A", fairs=3)
    make_activity(house.ward_a, house.son, title="Ngày hội B", shows=2)
    client.force_login(house.son)
    address = reverse("drafting:begin", args=[Template.YEAR_REPORT])
    year = told.starts_on.year
    form = {"unit": house.department.pk, "layout": "state", "year": year, "calendar": "official"}

    offered = client.post(address, form)
    assert "Ngày hội B" in offered.content.decode()
    assert not Draft.objects.exists()
    client.post(address, {**form, "offered": "1", "highlights": [told.pk]})

    section = Draft.objects.get().sections.get(chapter="highlights")
    assert "Ngày hội A" in section.body
    assert "Ngày hội B" not in section.body


def link_on(page: str, template: Template) -> str:
    """Return the address by which a page leads to the beginning of such a draft."""
    found = re.search(rf'href="({reverse("drafting:begin", args=[template])}\?[^"]+)"', page)
    assert found, template
    return found[1].replace("&amp;", "&")


def test_what_a_draft_is_about_leads_to_it_with_the_form_filled_in(house: House, client: Client) -> None:
    client.force_login(house.son)
    meeting, joint = make_meeting(house), make_joint(house)
    year = make_year(house).period
    totals = {"unit": house.department.pk, "period": period_key(year)}
    pages = {
        Template.PLAN: reverse("programmes:programme", args=[make_issued(house).pk]),
        Template.CONCLUSIONS: reverse("bodies:meeting", args=[meeting.pk]),
        Template.JOINT_PROGRAMME: reverse("bodies:agreement", args=[joint.pk]),
        Template.YEAR_REPORT: f"{reverse('reporting:totals')}?{urlencode(totals)}",
    }

    forms = {one: link_on(client.get(page).content.decode(), one) for one, page in pages.items()}
    first = {one: client.get(address).context["form"].initial for one, address in forms.items()}

    assert first[Template.CONCLUSIONS]["meeting"].endswith(f"#{meeting.pk}")
    assert first[Template.JOINT_PROGRAMME]["agreement"].endswith(f"#{joint.pk}")
    assert first[Template.YEAR_REPORT]["year"] == "2025"
    assert "#" in first[Template.PLAN]["programme"]


def test_who_does_not_write_is_led_to_no_draft(house: House, client: Client) -> None:
    client.force_login(house.minh)

    page = client.get(reverse("programmes:programme", args=[make_issued(house).pk])).content.decode()

    assert reverse("drafting:begin", args=[Template.PLAN]) not in page


@pytest.mark.parametrize(
    ("outcome", "says"), [("amend", "Sửa đổi, bổ sung một số điều của văn bản"), ("repeal", "Bãi bỏ văn bản")]
)
def test_a_review_of_a_regulation_leads_to_the_decision_that_follows(
    house: House, client: Client, outcome: str, says: str
) -> None:
    client.force_login(house.son)
    document = make_registered(house.department, house.son, text="Quy chế.\n", number="12/QĐ-SVHTTDL")
    review = RegulationReview(
        document=document, held_on=AT.date(), outcome=outcome, reason="Đã cũ", decided_by=house.son
    )

    (link,) = of_regulation(house.son, review)
    form = client.get(link.url).context["form"]
    fields = {"unit": house.department.pk, "layout": "state", "act": outcome}
    refused = client.post(link.url, {**fields, "regulation": ""})
    client.post(link.url, {**fields, "regulation": form.initial["regulation"]})

    assert refused.context["form"].errors["regulation"]
    draft = Draft.objects.get()
    assert draft.subject.startswith(says)
    assert draft.legal_bases == "Căn cứ [[12/QĐ-SVHTTDL]]"
    assert "12/QĐ-SVHTTDL" in docx_text(draft)


@pytest.mark.django_db(databases=[])
@given(NUMBERS, NUMBERS)
def test_a_change_in_words_has_the_direction_and_the_per_cent_of_its_numbers(
    now: Decimal, then: Decimal
) -> None:
    words, share = change_in_words(now, then, language="vi"), change_share(now, then)

    assert words.split()[0] == ("tăng" if now > then else "giảm" if now < then else "không")
    if share is None:
        assert then == 0
    else:
        assert abs((now - then) * 100 / then - share) <= Decimal("0.05")
        if share:
            assert share_in_words(share).split()[0] == words.split()[0]
