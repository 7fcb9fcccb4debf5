"""A year's results in figures, from the entry page of five communes to the words of the report.

The totals are those of a real report of 2021 (results-tra-vinh-2021 in the shared folder), divided over made-up
communes by us; nothing of its text stands here.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from docx import Document

from nhipcau.drafting import actions as drafting
from nhipcau.drafting import composing
from nhipcau.drafting.figures import figures_of
from nhipcau.drafting.rules import SectionText
from nhipcau.indicators.actions import ensure_starter_set, part_indicator
from nhipcau.indicators.models import Indicator, Split
from nhipcau.reporting.models import Collection, Form, Submission, SubmissionState
from nhipcau.reporting.tests.builders import make_collection, make_form, make_period
from nhipcau.units.models import Role, Unit, User
from nhipcau.units.tests.builders import House, make_person, make_unit

AT = datetime(2021, 12, 20, 3, 0, tzinfo=UTC)
PERIOD = "year-official-2021-1"
SESSIONS, ATTENDANCES = "sessions-border", "attendances-border"
ASKED = (SESSIONS, ATTENDANCES, "aid_projects", "aid_committed", "aid_disbursed")
# Of five communes, in the order of ASKED.
OF_2021 = (
    (4_210, 158_200, 6, 5_000_000_000, 4_000_000_000),
    (3_980, 121_480, 5, 4_238_367_000, 3_680_380_000),
    (3_544, 140_100, 4, 3_000_000_000, 2_800_000_000),
    (2_725, 113_000, 3, 2_500_000_000, 2_000_000_000),
    (2_515, 100_000, 3, 1_500_000_000, 1_200_000_000),
)
PROJECTS_OF_2020 = (4, 4, 3, 3, 2)
TOTALS = {
    SESSIONS: 16_974,
    ATTENDANCES: 632_780,
    "aid_projects": 21,
    "aid_committed": 16_238_367_000,
    "aid_disbursed": 13_680_380_000,
}
WORDS = SectionText(
    "Kết quả",
    "Tuyến biên giới: {{sessions-border}} cuộc, {{attendances-border}} lượt người dự.\n"
    "Viện trợ: {{to-chuc}} tổ chức, {{aid_projects}} dự án, cam kết {{aid_committed}} đồng, "
    "giải ngân {{aid_disbursed}} đồng.",
)


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> Iterator[None]:
    """Sealed files lie in a folder of the test."""
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


@pytest.fixture
def communes(house: House) -> list[tuple[Unit, User]]:
    """Five communes, each with somebody who reports for it; the starter set, told apart by stream."""
    ensure_starter_set(by=house.quang, at=AT)
    stream = Split.objects.get(code="stream")
    for code in ("sessions", "attendances"):
        part_indicator(Indicator.objects.get(code=code), [stream], by=house.quang, at=AT)
    units = [make_unit(f"Xã Biên {n}", house.province, kind="commune") for n in range(1, 6)]
    return [(unit, make_person(f"bao{n}", unit, Role.REPORTER)) for n, unit in enumerate(units, 1)]


def _form(house: House, *codes: str, title: str) -> Form:
    known = Indicator.objects.in_bulk(field_name="code")
    return make_form(house.department, *(known[code] for code in codes), required=False, title=title)


def _answer(client: Client, collection: Collection, unit: Unit, by: User, typed: Mapping[str, int]) -> None:
    """Fill the answer in and send it, over the addresses that the entry page posts to."""
    client.force_login(by)
    client.post(reverse("reporting:fill", args=[collection.pk, unit.pk]))
    answer = Submission.objects.get(collection=collection, unit=unit)
    typed_in = {f"number-{code}": str(number) for code, number in typed.items()}
    client.post(reverse("reporting:save", args=[answer.pk]), {"revision": "0", **typed_in})
    answer.refresh_from_db()
    looked = {"revision": str(answer.revision), "looked": "on"}
    client.post(reverse("reporting:submit", args=[answer.pk]), looked)


def _approve_and_seal(client: Client, house: House, collection: Collection) -> None:
    client.force_login(house.minh)
    for answer in Submission.objects.filter(collection=collection, state=SubmissionState.SUBMITTED):
        client.post(reverse("reporting:approve", args=[answer.pk]), {"revision": str(answer.revision)})
    client.post(reverse("reporting:seal", args=[collection.pk]))
    assert collection.seals.count() == 1


@pytest.fixture
def year(client: Client, house: House, communes: list[tuple[Unit, User]]) -> Form:
    """The years 2020 and 2021, answered by all communes, approved and sealed; and what the department counts itself."""
    form = _form(house, *ASKED, title="Báo cáo năm")
    units = [unit for unit, _person in communes]
    for number in (2020, 2021):
        collection = make_collection(form, *units, period=make_period("year", number, 1))
        for place, (unit, person) in enumerate(communes):
            of_2021 = dict(zip(ASKED, OF_2021[place], strict=True))
            typed = of_2021 if number == 2021 else {"aid_projects": PROJECTS_OF_2020[place]}
            _answer(client, collection, unit, person, typed)
        _approve_and_seal(client, house, collection)
    own = make_collection(
        _form(house, "aid_organisations", title="Tổ chức viện trợ"),
        house.department,
        period=make_period("year", 2021, 1),
    )
    counts = make_person("dem", house.department, Role.REPORTER)
    _answer(client, own, house.department, counts, {"aid_organisations": 7})
    _approve_and_seal(client, house, own)
    return form


def test_what_the_communes_enter_comes_out_in_the_totals(client: Client, house: House, year: Form) -> None:
    client.force_login(house.son)

    page = client.get(reverse("reporting:totals"), {"unit": str(house.province.pk), "period": PERIOD})

    found = {one.indicator.code: one.number for one, _why in page.context["rows"]}
    assert {code: found[code] for code in TOTALS} == TOTALS
    assert found["sessions"] == found[SESSIONS]  # the whole is its parts together
    text = page.content.decode()
    for printed in ("16.974", "632.780", "16.238.367.000", "13.680.380.000"):
        assert printed in text
    own = {"unit": str(house.department.pk), "period": PERIOD}
    of_office = client.get(reverse("reporting:totals"), own)
    of_the_office = {one.indicator.code: one.number for one, _why in of_office.context["rows"]}
    assert of_the_office["aid_organisations"] == 7


def test_they_stand_in_the_words_of_the_report(client: Client, house: House, year: Form) -> None:
    period = make_period("year", 2021, 1)
    draft = drafting.start_draft(house.department, period, by=house.son, at=AT)
    drafting.add_figure(
        draft,
        key="to-chuc",
        indicator=Indicator.objects.get(code="aid_organisations"),
        unit=house.department,
        period=period,
        by=house.son,
        at=AT,
    )
    draft.refresh_from_db()
    drafting.write_sections(draft, (WORDS,), by=house.son, at=AT, before=draft.revision)

    word = Document(BytesIO(composing.docx_of(draft, (WORDS,), figures_of(draft))))

    text = "\n".join(one.text for one in word.paragraphs)
    assert "16.974 cuộc, 632.780 lượt người dự" in text
    assert "7 tổ chức, 21 dự án, cam kết 16.238.367.000 đồng, giải ngân 13.680.380.000 đồng" in text


def test_they_are_held_against_the_plan_and_the_year_before(client: Client, house: House, year: Form) -> None:
    client.force_login(house.son)
    query = {"unit": str(house.province.pk), "period": PERIOD}
    address = reverse("reporting:enter_plan", query=query)
    client.post(address, {"plan-aid_disbursed": "20.000.000.000", "source": "Kế hoạch năm 2021"})

    page = client.get(reverse("reporting:plan"), query)

    rows = {one.indicator.code: one for one in page.context["rows"]}
    assert rows["aid_disbursed"].percent == Decimal("68.4")
    assert rows["aid_projects"].change == "tăng 05"
    text = page.content.decode()
    assert "68,4 %" in text
    assert "tăng 05" in text
