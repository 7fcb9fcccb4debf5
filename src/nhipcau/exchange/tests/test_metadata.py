"""Metadata of other systems: looked at first, only what is new is added, twice the same, what is here stays."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.exchange import exporting
from nhipcau.exchange.formats import Metadata, read_metadata
from nhipcau.exchange.models import Intake
from nhipcau.exchange.proposing import Fate, Proposal, propose
from nhipcau.indicators.actions import add_split, part_indicator
from nhipcau.indicators.models import Indicator, Split
from nhipcau.indicators.rules import Case
from nhipcau.reporting.models import Form
from nhipcau.reporting.tests.builders import make_collection, make_form, make_indicator
from nhipcau.units.models import Membership, Role, UnitVersion
from nhipcau.units.tests.builders import LONG_AGO, House

AT = datetime(2026, 12, 15, 3, 0, tzinfo=UTC)

# As DHIS2 writes it: a category of two options, a figure told apart by it, plain ones, a ratio, a form.
FILE: dict[str, Any] = {
    "system": {"version": "2.42.1"},
    "organisationUnits": [
        {"id": "ImspTQPwCqd", "code": "00001", "name": "Phường A", "openingDate": "2020-01-01T00:00:00.000"},
        {"id": "O6uvpzGd5pu", "code": "99999", "name": "Phường Lạ", "openingDate": "2020-01-01"},
    ],
    "categoryOptions": [
        {"id": "FbLZS3ueWbQ", "code": "IN", "name": "Trong nước"},
        {"id": "K4gwuiVvW3z", "code": "OUT", "name": "Ngoài nước"},
    ],
    "categories": [
        {
            "id": "fMZEcRHuamy",
            "code": "WHERE",
            "name": "Nơi",
            "categoryOptions": [{"id": "FbLZS3ueWbQ"}, {"id": "K4gwuiVvW3z"}],
        },
        {"id": "GLevLNI9wkl", "code": "default", "name": "default", "categoryOptions": []},
    ],
    "categoryCombos": [
        {"id": "dzjKKQq0cSO", "name": "Theo nơi", "categories": [{"id": "fMZEcRHuamy"}]},
        {"id": "bjDvmb4bfuf", "name": "default", "categories": [{"id": "GLevLNI9wkl"}]},
    ],
    "dataElements": [
        {
            "id": "fbfJHSPpUQD",
            "code": "VISITS",
            "name": "Lượt khách",
            "valueType": "INTEGER_ZERO_OR_POSITIVE",
            "aggregationType": "SUM",
            "categoryCombo": {"id": "dzjKKQq0cSO"},
        },
        {
            "id": "cYeuwXTCPkU",
            "code": "TALKS DONE",
            "name": "Cuộc đã tổ chức",
            "valueType": "NUMBER",
            "aggregationType": "SUM",
            "categoryCombo": {"id": "bjDvmb4bfuf"},
        },
        {"id": "Jtf34kNZhzP", "name": "Cuộc dự kiến", "valueType": "INTEGER", "aggregationType": "LAST"},
        {
            "id": "hfdmMSPBgLG",
            "code": "REMARK",
            "name": "Nhận xét",
            "valueType": "LONG_TEXT",
            "aggregationType": "NONE",
        },
    ],
    "indicatorTypes": [{"id": "hmSnCXmLYwt", "name": "%", "factor": 100}],
    "indicators": [
        {
            "id": "ReUHfIn0pTQ",
            "code": "SHARE",
            "name": "Tỷ lệ",
            "numerator": "#{cYeuwXTCPkU}",
            "denominator": "#{Jtf34kNZhzP}",
            "indicatorType": {"id": "hmSnCXmLYwt"},
        },
        {
            "id": "OdiHJayrsKo",
            "code": "ODD",
            "name": "Khác",
            "numerator": "#{cYeuwXTCPkU}+1",
            "denominator": "1",
            "indicatorType": {"id": "hmSnCXmLYwt"},
        },
    ],
    "dataSets": [
        {
            "id": "BfMAe6Itzgt",
            "name": "Báo cáo tháng",
            "periodType": "Monthly",
            "dataSetElements": [
                {"dataElement": {"id": "fbfJHSPpUQD"}},
                {"dataElement": {"id": "cYeuwXTCPkU"}},
            ],
            "organisationUnits": [],
        },
        {
            "id": "QX4ZTUbOt3a",
            "name": "Báo cáo năm",
            "periodType": "Yearly",
            "dataSetElements": [{"dataElement": {"id": "hfdmMSPBgLG"}}],
            "organisationUnits": [],
        },
    ],
}


@pytest.fixture
def son(house: House) -> House:
    """Sơn is an officer and administers the province as well; ward A has a code."""
    Membership.objects.create(
        user=house.son, unit=house.province, role=Role.ADMINISTRATOR, valid_from=LONG_AGO
    )
    UnitVersion.objects.filter(unit=house.ward_a).update(code="00001")
    return house


def _file(**changed: Any) -> bytes:
    return json.dumps({**FILE, **changed}).encode()


def _fates(proposal: Proposal) -> dict[str, str]:
    return {one.name: one.fate for one in proposal.rows}


def _read(**changed: Any) -> Metadata:
    return read_metadata(_file(**changed))


def test_what_is_new_is_added_and_each_thing_that_is_not_says_why(son: House) -> None:
    proposal = propose(_read(), by=son.son, at=AT)

    assert _fates(proposal) == {
        "Nơi": Fate.NEW, "Lượt khách": Fate.NEW, "Cuộc đã tổ chức": Fate.NEW, "Cuộc dự kiến": Fate.NEW,
        "Nhận xét": Fate.REFUSED, "Tỷ lệ": Fate.NEW, "Khác": Fate.REFUSED,
        "Báo cáo tháng": Fate.NEW, "Báo cáo năm": Fate.REFUSED,
        "Phường A": Fate.SAME, "Phường Lạ": Fate.REFUSED,
    }  # fmt: skip
    assert all(one.message for one in proposal.rows if one.fate == Fate.REFUSED)
    visits = Indicator.objects.get(code="VISITS")
    assert sorted(visits.parts.values_list("code", flat=True)) == ["VISITS-IN", "VISITS-OUT"]
    assert Indicator.objects.get(code="TALKS-DONE").value_type == "decimal"
    planned = Indicator.objects.get(code="Jtf34kNZhzP")
    assert (planned.over_units, planned.over_periods) == ("sum", "latest")
    assert Indicator.objects.get(code="SHARE").numerator == Indicator.objects.get(code="TALKS-DONE")
    form = Form.objects.get()
    assert (form.unit, form.period_kind, form.active) == (son.province, "month", False)
    asked = form.sections.get().fields.values_list("indicator__code", flat=True)
    assert set(asked) == {"VISITS-IN", "VISITS-OUT", "TALKS-DONE"}


def test_taking_a_file_twice_changes_nothing(son: House) -> None:
    propose(_read(), by=son.son, at=AT)
    before = Indicator.objects.count(), Split.objects.count(), Form.objects.count()

    again = propose(_read(), by=son.son, at=AT)

    assert again.count(Fate.NEW) == 0
    assert (Indicator.objects.count(), Split.objects.count(), Form.objects.count()) == before
    assert _fates(again)["Lượt khách"] == _fates(again)["Báo cáo tháng"] == Fate.SAME


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
def test_characters_that_no_database_keeps_are_left_out(client: Client, son: House, sign: str) -> None:
    element = {"id": "cYeuwXTCPkU", "code": f"TALKS{sign}", "name": f"Cuộc{sign}đã mở", "valueType": "NUMBER"}
    unit = {"id": "O6uvpzGd5pu", "code": f"9{sign}9", "name": f"Phường{sign}Lạ"}
    form = {"id": "BfMAe6Itzgt", "name": f"Tháng{sign}", "dataElements": [{"id": "cYeuwXTCPkU"}]}
    content = _file(dataElements=[element], organisationUnits=[unit], dataSets=[form], indicators=[])
    client.force_login(son.son)

    client.post(reverse("exchange:take_in_metadata"), {"file": SimpleUploadedFile("a.json", content)})
    client.post(reverse("exchange:take_over_metadata", args=[Intake.objects.get().pk]))

    assert Indicator.objects.get(code="TALKS").name == "Cuộc đã mở"
    assert Form.objects.get().title == "Tháng"


def test_forms_name_their_figures_in_the_older_spelling_too(son: House) -> None:
    older = {
        "id": "BfMAe6Itzgt",
        "name": "Báo cáo tháng",
        "periodType": "Monthly",
        "dataElements": [{"id": "cYeuwXTCPkU"}],
    }

    propose(_read(dataSets=[older]), by=son.son, at=AT)

    asked = Form.objects.get().sections.get().fields.values_list("indicator__code", flat=True)
    assert list(asked) == ["TALKS-DONE"]


def test_a_dry_run_says_the_same_and_keeps_nothing(son: House) -> None:
    tried = propose(_read(), by=son.son, at=AT, dry_run=True)

    assert not Indicator.objects.exists()
    assert not Form.objects.exists()
    assert _fates(tried) == _fates(propose(_read(), by=son.son, at=AT))


def test_what_is_here_and_differs_stays_and_is_named(son: House) -> None:
    make_indicator("VISITS", name="Khách đến")
    add_split(
        "WHERE", "Nơi", "Where", [Case("IN", "Trong", "In"), Case("ELSE", "Khác", "Else")], by=son.son, at=AT
    )

    found = {one.name: one for one in propose(_read(), by=son.son, at=AT).rows}

    assert (found["Lượt khách"].fate, found["Nơi"].fate) == (Fate.DIFFERS, Fate.DIFFERS)
    assert "Khách đến" in found["Lượt khách"].message
    assert "OUT" in found["Nơi"].message
    assert Indicator.objects.get(code="VISITS").name == "Khách đến"


def test_each_person_adds_only_what_they_may(house: House) -> None:
    officer = propose(_read(), by=house.son, at=AT, dry_run=True)
    administrator = propose(_read(), by=house.quang, at=AT)

    assert officer.count(Fate.NEW) == 0
    assert _fates(administrator)["Lượt khách"] == Fate.NEW
    assert _fates(administrator)["Báo cáo tháng"] == Fate.REFUSED
    assert _fates(propose(_read(), by=house.son, at=AT))["Báo cáo tháng"] == Fate.NEW


def test_our_own_metadata_is_all_here_already(son: House) -> None:
    split = add_split(
        "stream", "Mảng", "Stream", [Case("a", "A", "A"), Case("b", "B", "B")], by=son.son, at=AT
    )
    parts = part_indicator(make_indicator("cuoc"), [split], by=son.son, at=AT)
    collection = make_collection(make_form(son.province, *parts), son.ward_a)
    wanted = exporting.Wanted(
        collection.form, (collection.period,), format=exporting.METADATA, official_too=True
    )
    content = exporting.write(son.son, wanted, AT).content

    told = [one for one in propose(read_metadata(content), by=son.son, at=AT).rows if one.kind != "unit"]

    assert told
    assert {one.fate for one in told} == {Fate.SAME}


def test_a_person_looks_at_a_file_before_adding(client: Client, house: House) -> None:
    client.force_login(house.quang)

    sent = client.post(
        reverse("exchange:take_in_metadata"), {"file": SimpleUploadedFile("danh-mục.json", _file())}
    )
    page = client.get(sent.headers["Location"]).content.decode()

    assert "Lượt khách" in page
    assert "Chưa ghi gì" in page
    assert not Indicator.objects.exists()
    intake = Intake.objects.get()
    client.post(reverse("exchange:take_over_metadata", args=[intake.pk]))
    assert Indicator.objects.filter(code="VISITS").exists()
    count = Indicator.objects.count()
    client.post(reverse("exchange:take_over_metadata", args=[intake.pk]))
    assert Indicator.objects.count() == count
    assert client.get(reverse("exchange:intake", args=[intake.pk])).status_code == 302


@pytest.mark.parametrize("content", [b"x", b"[]", b'{"dataElements": 3}', b"\xff"])
def test_a_file_that_cannot_be_read_is_refused_beside_the_form(
    client: Client, house: House, content: bytes
) -> None:
    client.force_login(house.quang)

    answer = client.post(
        reverse("exchange:take_in_metadata"), {"file": SimpleUploadedFile("a.json", content)}
    )

    assert answer.status_code == 422
    assert not Intake.objects.exists()
