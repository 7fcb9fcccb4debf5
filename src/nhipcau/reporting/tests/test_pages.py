"""The pages of reports, as their readers use them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from nhipcau.reporting.models import (
    Collection,
    Form,
    Period,
    Submission,
    SubmissionState,
    ValueState,
)
from nhipcau.reporting.tests.builders import (
    make_activity,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.models import User
from nhipcau.units.tests.builders import House, make_unit


@pytest.fixture
def collection(house: House) -> Collection:
    """The fourth quarter asks both wards for sessions and attendance."""
    sessions, people = make_indicator("so-cuoc"), make_indicator("luot-nguoi")
    return make_collection(make_form(house.department, sessions, people), house.ward_a, house.ward_b)


def address(name: str, *args: object) -> str:
    return reverse(f"reporting:{name}", args=args)


def begin(client: Client, house: House, collection: Collection) -> Submission:
    client.force_login(house.lan)
    client.post(address("fill", collection.pk, house.ward_a.pk))
    return Submission.objects.get(collection=collection, unit=house.ward_a)


def typed(answer: Submission, **texts: str) -> dict[str, str]:
    answer.refresh_from_db()
    cells = {name.replace("_", "-"): text for name, text in texts.items()}
    return {"revision": str(answer.revision), **cells}


def test_a_reporter_fills_in_checks_and_sends(client: Client, house: House, collection: Collection) -> None:
    make_activity(house.ward_a, house.lan, {"so-cuoc": 12})
    answer = begin(client, house, collection)
    page = client.get(address("submission", answer.pk))
    assert 'value="12"' in page.content.decode()

    entries = typed(answer, number_so_cuoc="12", number_luot_nguoi="1.200", narrative="Tốt")
    assert client.post(address("send", answer.pk), entries).status_code == 302
    confirm = client.get(address("send", answer.pk)).content.decode()
    assert "1.200" in confirm
    assert "Sở Văn hóa, Thể thao và Du lịch" in confirm
    unlooked = client.post(address("submit", answer.pk), typed(answer))
    assert (unlooked.status_code, Submission.objects.get().state) == (422, SubmissionState.DRAFT)
    client.post(address("submit", answer.pk), {**typed(answer), "looked": "on"})

    answer.refresh_from_db()
    assert (answer.state, answer.narrative) == (SubmissionState.SUBMITTED, "Tốt")


def test_a_wrong_figure_stays_on_the_page_beside_its_words(
    client: Client, house: House, collection: Collection
) -> None:
    answer = begin(client, house, collection)

    page = client.post(
        address("save", answer.pk), typed(answer, number_so_cuoc="mười hai", number_luot_nguoi="80")
    )

    assert page.status_code == 422
    shown = page.content.decode()
    assert "mười hai" in shown
    assert 'id="error-so-cuoc"' in shown
    assert answer.values.get(indicator__code="luot-nguoi").number == 80


def test_what_no_database_stores_is_left_out_of_notes_and_remarks(
    client: Client, house: House, collection: Collection
) -> None:
    answer = begin(client, house, collection)
    entries = typed(answer, number_so_cuoc="3", note_so_cuoc="a\0b", narrative="c\0d")

    assert client.post(address("save", answer.pk), entries).status_code == 302

    answer.refresh_from_db()
    assert answer.narrative == "cd"
    assert answer.values.get(indicator__code="so-cuoc").note == "ab"


def test_what_was_typed_survives_somebody_elses_change(
    client: Client, house: House, collection: Collection
) -> None:
    answer = begin(client, house, collection)
    old = typed(answer, number_so_cuoc="7", number_luot_nguoi="80")
    client.post(address("save", answer.pk), typed(answer, number_so_cuoc="5"))

    page = client.post(address("save", answer.pk), old)

    assert page.status_code == 422
    assert 'value="7"' in page.content.decode()
    assert answer.values.get(indicator__code="so-cuoc").number == 5


def test_checking_names_what_is_missing(client: Client, house: House, collection: Collection) -> None:
    answer = begin(client, house, collection)

    page = client.post(address("check", answer.pk), typed(answer, number_so_cuoc="1"), follow=True)

    assert "#cell-luot-nguoi" in page.content.decode()
    client.post(address("check", answer.pk), typed(answer, na_luot_nguoi="on", number_luot_nguoi=""))
    assert "#cell-luot-nguoi" not in client.get(address("check", answer.pk)).content.decode()
    assert answer.values.get(indicator__code="luot-nguoi").state == ValueState.NOT_APPLICABLE


def test_an_approver_returns_by_cell_and_then_sees_only_what_changed(
    client: Client, house: House, collection: Collection
) -> None:
    answer = begin(client, house, collection)
    client.post(address("save", answer.pk), typed(answer, number_so_cuoc="3", number_luot_nguoi="90"))
    client.post(address("submit", answer.pk), {**typed(answer), "looked": "on"})
    client.force_login(house.minh)
    client.post(address("return", answer.pk), {**typed(answer), "reason-so-cuoc": "Kiểm tra lại"})
    client.force_login(house.lan)
    assert "Kiểm tra lại" in client.get(address("submission", answer.pk)).content.decode()
    client.post(address("save", answer.pk), typed(answer, number_so_cuoc="4", number_luot_nguoi="90"))
    client.post(address("submit", answer.pk), {**typed(answer), "looked": "on"})
    client.force_login(house.minh)

    page = client.get(address("decide", answer.pk))
    client.post(address("approve", answer.pk), typed(answer))

    assert [row.indicator.code for row in page.context["changed"]] == ["so-cuoc"]
    answer.refresh_from_db()
    assert answer.state == SubmissionState.APPROVED


def test_a_return_without_a_reason_is_refused_on_the_page(
    client: Client, house: House, collection: Collection
) -> None:
    answer = make_answer(
        collection, house.ward_a, {"so-cuoc": 3, "luot-nguoi": 9}, state=SubmissionState.SUBMITTED
    )
    client.force_login(house.minh)

    client.post(address("return", answer.pk), {**typed(answer), "reason": " "})

    answer.refresh_from_db()
    assert answer.state == SubmissionState.SUBMITTED
    client.post(address("return", answer.pk), {**typed(answer), "reason": "Sai kỳ"})
    answer.refresh_from_db()
    assert answer.state == SubmissionState.RETURNED


def test_unflagged_reports_are_approved_together(
    client: Client, house: House, collection: Collection
) -> None:
    answers = [
        make_answer(collection, ward, {"so-cuoc": 3, "luot-nguoi": 9}, state=SubmissionState.SUBMITTED)
        for ward in (house.ward_a, house.ward_b)
    ]
    client.force_login(house.minh)
    assert client.get(address("waiting")).content.decode().count('name="submission"') == 2

    client.post(address("approve_many"), {"submission": [f"{one.pk}:0" for one in answers] + ["x", "1:-1"]})

    assert set(Submission.objects.values_list("state", flat=True)) == {SubmissionState.APPROVED}


def test_drafts_of_other_units_are_not_opened(client: Client, house: House, collection: Collection) -> None:
    draft = make_answer(collection, house.ward_b, {"so-cuoc": 3}, state=SubmissionState.DRAFT)
    client.force_login(house.lan)
    assert client.get(address("submission", draft.pk)).status_code == 404

    client.force_login(house.hoa)
    assert client.get(address("submission", draft.pk)).status_code == 200


def test_an_officer_makes_a_form_and_asks_all_wards(client: Client, house: House) -> None:
    make_indicator("so-cuoc")
    client.force_login(house.son)

    made = client.post(
        address("new_form"),
        {
            "unit": house.department.pk,
            "title": "Báo cáo quý",
            "title_en": "Quarterly report",
            "section-1": "Tuyên truyền",
            "section_en-1": "Information",
            "place-so-cuoc": "1",
        },
    )
    form = Form.objects.get()
    asked = client.post(
        address("open_collection"),
        {
            "form": form.pk,
            "kind": "quarter",
            "calendar": "official",
            "year": 2026,
            "number": 4,
            "due_on": "",
            "kinds": ["ward"],
        },
    )

    opened = Collection.objects.get()
    assert (made.status_code, asked.status_code) == (302, 302)
    assert set(opened.units.all()) == {house.ward_a, house.ward_b}
    assert f"{timezone.localtime(opened.due_at):%d/%m/%Y %H:%M}" == "16/12/2026 17:00"
    page = client.get(address("collection", opened.pk)).content.decode()
    assert "Phường A" in page
    assert "0/2" in page
    assert client.get(address("form", form.pk)).status_code == 200


def test_a_form_needs_no_english_and_shows_its_vietnamese_words_instead(client: Client, house: House) -> None:
    make_indicator("so-cuoc", name="Số cuộc", name_en="", measure_en="")
    client.force_login(house.son)
    typed = {"title": "Báo cáo quý", "section-1": "Tuyên truyền", "place-so-cuoc": "1"}

    made = client.post(address("new_form"), {"unit": house.department.pk, **typed})

    form = Form.objects.get()
    assert made.status_code == 302
    with override("en"):
        assert (str(form), str(form.sections.get())) == ("Báo cáo quý", "Tuyên truyền")
        asked = form.sections.get().fields.get().indicator
        assert (asked.local_name, asked.local_measure) == ("Số cuộc", asked.measure)
    client.cookies["django_language"] = "en"
    page = client.get(address("form", form.pk)).content.decode()
    for words in ("Báo cáo quý", "Tuyên truyền", "Số cuộc"):
        assert words in page
    assert client.post(address("copy_form", form.pk), {"title": "Bản sao"}).status_code == 302


def test_a_section_in_use_needs_a_heading(client: Client, house: House) -> None:
    make_indicator("so-cuoc")
    client.force_login(house.son)

    page = client.post(
        address("new_form"),
        {"unit": house.department.pk, "title": "T", "title_en": "T", "place-so-cuoc": "2"},
    )

    assert page.status_code == 422
    assert not Form.objects.exists()


def test_a_collection_that_is_refused_says_why_and_makes_nothing(
    client: Client, house: House, collection: Collection
) -> None:
    client.force_login(house.son)

    page = client.post(
        address("open_collection"),
        {
            "form": collection.form_id,
            "kind": "quarter",
            "calendar": "official",
            "year": 2026,
            "number": 9,
            "kinds": ["ward"],
        },
    )

    assert page.status_code == 422
    assert (Collection.objects.count(), Period.objects.count()) == (1, 1)


def test_a_total_leads_to_units_reports_activities_and_the_photo(
    client: Client, house: House, collection: Collection
) -> None:
    activity = make_activity(house.ward_a, house.lan, {"so-cuoc": 3})
    answer = make_answer(collection, house.ward_a, {"so-cuoc": 3, "luot-nguoi": 9})
    client.force_login(house.son)
    table = client.get(address("totals"), {"unit": house.province.pk}).content.decode()
    assert address("total", "so-cuoc") in table
    assert "1/2" in table

    parts = client.get(address("total", "so-cuoc"), {"unit": house.province.pk}).content.decode()
    assert address("submission", answer.pk) in parts
    sheet = client.get(address("submission", answer.pk)).content.decode()
    assert address("behind", answer.pk, "so-cuoc") in sheet
    behind = client.get(address("behind", answer.pk, "so-cuoc")).content.decode()
    assert reverse("activities:activity", args=[activity.pk]) in behind


def test_totals_open_at_the_newest_period_with_approved_figures(
    client: Client, house: House, collection: Collection
) -> None:
    third = make_collection(collection.form, house.ward_a, house.ward_b, period=make_period(number=3))
    client.force_login(house.son)
    assert client.get(address("totals")).context["chosen"].period == collection.period

    make_answer(third, house.ward_a, {"so-cuoc": 3})
    make_answer(collection, house.ward_b, {"so-cuoc": 4}, state=SubmissionState.SUBMITTED)

    assert client.get(address("totals")).context["chosen"].period == third.period


def test_unapproved_figures_are_told_apart(client: Client, house: House, collection: Collection) -> None:
    make_answer(collection, house.ward_a, {"so-cuoc": 777}, state=SubmissionState.SUBMITTED)
    client.force_login(house.son)

    asked: dict[str, str | int] = {"unit": house.province.pk}

    assert "777" not in client.get(address("totals"), asked).content.decode()
    assert "777" in client.get(address("totals"), asked | {"approved": "0"}).content.decode()


def test_what_never_sums_shows_a_dash_and_says_why(client: Client, house: House) -> None:
    reach = make_indicator("tiep-can", over_units="none")
    collection = make_collection(make_form(house.department, reach), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_a, {"tiep-can": 901})
    client.force_login(house.son)

    (row,) = client.get(address("totals"), {"unit": house.province.pk}).context["rows"]

    assert row[0].number is None
    assert row[1]


def test_a_strangers_unit_has_no_totals(client: Client, house: House, collection: Collection) -> None:
    client.force_login(house.lan)

    assert client.get(address("totals"), {"unit": house.ward_b.pk}).status_code == 404
    assert client.get(address("totals"), {"unit": house.ward_a.pk}).status_code == 200


def test_csv_never_holds_a_formula(client: Client, house: House) -> None:
    evil = make_indicator("xau", name="=HYPERLINK(1)", name_en="=HYPERLINK(1)")
    collection = make_collection(make_form(house.department, evil), house.ward_a)
    make_answer(collection, house.ward_a, {"xau": "1200.5"})
    client.force_login(house.son)

    answer = client.get(address("totals_csv"), {"unit": house.province.pk})

    text = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
    assert ",1200.5," in text


@pytest.mark.parametrize("reader", ["son", "minh"])
def test_pages_of_forty_units_take_at_most_twenty_queries(client: Client, house: House, reader: str) -> None:
    indicators = [make_indicator(f"chi-tieu-{n}") for n in range(12)]
    wards = [make_unit(f"Phường {n}", house.province) for n in range(40)]
    form = make_form(house.department, *indicators)
    for number, state in ((3, SubmissionState.APPROVED), (4, SubmissionState.SUBMITTED)):
        collection = make_collection(form, *wards, period=make_period(number=number))
        for ward in wards:
            make_answer(collection, ward, {one.code: 2 for one in indicators}, state=state)
    person: User = getattr(house, reader)
    client.force_login(person)
    pages = [
        address("totals") + f"?unit={house.province.pk}",
        address("total", indicators[0].code) + f"?unit={house.province.pk}",
        address("index"),
        address("collection", collection.pk),
        address("waiting"),
        address("submission", collection.submissions.all()[0].pk),
    ]

    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        assert len(queries) <= 20, (page, len(queries))
