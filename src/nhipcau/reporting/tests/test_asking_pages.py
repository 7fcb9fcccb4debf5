"""The pages on which forms are shaped and collections steered, as officers use them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from nhipcau.reporting.models import Collection, Form, FormAudience, LockException, SubmissionState
from nhipcau.reporting.tests.builders import (
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.models import ChangeKind, Succession, UnitChange, UnitVersion
from nhipcau.units.tests.builders import House, make_unit


def address(name: str, *args: object) -> str:
    return reverse(f"reporting:{name}", args=args)


@pytest.fixture
def form(house: House) -> Form:
    """A form that asks for two figures."""
    return make_form(house.department, make_indicator("so-cuoc"), make_indicator("luot-nguoi"))


@pytest.fixture
def collection(house: House, form: Form) -> Collection:
    """It asks both wards for the fourth quarter."""
    return make_collection(form, house.ward_a, house.ward_b)


def test_an_officer_shapes_a_form_page_by_page(client: Client, house: House, form: Form) -> None:
    make_indicator("tin-bai")
    client.force_login(house.son)
    section = {
        "title": "Tin bài",
        "title_en": "Posts",
        "place-tin-bai": "1",
        "optional-tin-bai": "on",
        "prompt-0": "Khó khăn?",
        "must-0": "on",
    }
    assert client.post(address("new_section", form.pk), section).status_code == 302
    rule = {
        "left": "so-cuoc",
        "left_missing": "skip_if_any",
        "operator": "less_than_or_equal_to",
        "right": "luot-nguoi",
        "right_missing": "skip_if_any",
        "message": "Số cuộc không quá số lượt",
        "must_hold": "on",
    }
    assert client.post(address("new_rule", form.pk), {**rule, "right": "khong-co"}).status_code == 422
    assert client.post(address("new_rule", form.pk), rule).status_code == 302

    page = client.get(address("form", form.pk)).content.decode()
    preview = client.get(address("preview", form.pk)).content.decode()

    for words in ("Tin bài", "Khó khăn?", "Số cuộc không quá số lượt"):
        assert words in preview
    assert "so-cuoc ≤ luot-nguoi" in page
    added = form.sections.get(title="Tin bài")
    assert not added.fields.get().required
    client.post(address("move_section", form.pk, added.pk), {"earlier": ""})
    assert [one.title for one in form.sections.all()] == ["Tin bài", "Tuyên truyền"]
    kept = client.get(address("section", form.pk, added.pk)).content.decode()
    assert 'value="Khó khăn?"' in kept
    client.post(address("section", form.pk, added.pk), {**section, "prompt-0": ""})
    assert not added.questions.exists()
    client.post(address("remove_section", form.pk, added.pk))
    assert form.sections.count() == 1


def test_an_asked_form_is_followed_by_its_next_version(
    client: Client, house: House, collection: Collection
) -> None:
    form = collection.form
    client.force_login(house.son)
    refused = client.post(address("new_section", form.pk), {"title": "T", "title_en": "T", "prompt-0": "?"})
    assert refused.status_code == 422
    assert client.get(address("new_section", form.pk)).status_code == 302
    assert client.get(address("new_rule", form.pk)).status_code == 302

    client.post(address("new_version", form.pk))
    newer = Form.objects.get(replaces=form)
    client.post(address("put_in_use", newer.pk))
    client.post(address("copy_form", newer.pk), {"title": "Bản sao", "title_en": "Copy"})

    form.refresh_from_db()
    assert (form.active, Form.objects.get(title="Bản sao").active) == (False, False)
    shown = client.get(address("forms")).content.decode()
    assert "Bản sao" in shown
    client.post(address("put_away", newer.pk))
    assert not Form.objects.filter(active=True).exists()


def test_whom_a_form_asks_is_counted_while_one_chooses(client: Client, house: House, form: Form) -> None:
    client.force_login(house.son)
    count = client.get(address("audience_count", form.pk), {"kind": "ward"}).json()["text"]
    assert "2" in count
    assert client.get(address("audience_count", form.pk), {"units": "nowhere"}).json()["text"] == ""

    unknown = client.post(address("audience", form.pk), {"units": "Phường A\nPhường Z"})
    assert unknown.status_code == 422
    assert "Phường Z" in unknown.content.decode()
    client.post(address("audience", form.pk), {"units": "phuong a\nPhường B, Tỉnh Bến Đá"})

    page = client.get(address("audience", form.pk)).content.decode()
    assert set(form.audiences.values_list("unit", flat=True)) == {house.ward_a.pk, house.ward_b.pk}
    assert "Phường A" in page
    client.post(address("remove_audience", form.pk, form.audiences.all()[0].pk))
    assert form.audiences.count() == 1


def test_a_theme_is_asked_of_the_audience(client: Client, house: House, form: Form) -> None:
    FormAudience.objects.create(form=form, kind="ward")
    client.force_login(house.son)
    asked = {"form": form.pk, "kind": "thematic", "calendar": "calendar", "title": "Khắc phục bão"}
    days = {"title_en": "After the storm", "starts_on": "01/11/2026", "ends_on": "20/11/2026"}
    assert client.post(address("open_collection"), asked).status_code == 422

    opened = client.post(address("open_collection"), asked | days)

    collection = Collection.objects.get()
    assert opened.status_code == 302
    assert set(collection.units.all()) == {house.ward_a, house.ward_b}
    assert f"{timezone.localtime(collection.due_at):%d/%m/%Y}" == "24/11/2026"
    client.force_login(house.lan)
    begun = client.post(address("fill", collection.pk, house.ward_a.pk), follow=True)
    assert "Khắc phục bão" in begun.content.decode()


def test_the_page_for_asking_proposes_what_the_form_says(client: Client, house: House, form: Form) -> None:
    form.period_kind, form.calendar = "month", "calendar"
    form.save()
    client.force_login(house.son)

    page = client.get(address("open_collection"), {"form": form.pk})

    initial = page.context["form"].initial
    assert (initial["kind"], initial["calendar"]) == ("month", "calendar")
    assert 1 <= initial["number"] <= 12


def test_the_days_of_a_collection_are_moved_and_it_is_closed(
    client: Client, house: House, collection: Collection
) -> None:
    client.force_login(house.son)
    early = client.post(address("collection_days", collection.pk), {"due_on": "14/12/2026", "locks_on": ""})
    assert early.status_code == 422

    client.post(address("collection_days", collection.pk), {"due_on": "18/12/2026", "locks_on": "25/12/2026"})
    collection.refresh_from_db()
    assert collection.locks_at
    assert f"{timezone.localtime(collection.locks_at):%d/%m/%Y %H}" == "25/12/2026 17"
    client.post(address("close_collection", collection.pk))
    client.post(address("switch_reminders", collection.pk), {})

    collection.refresh_from_db()
    assert (collection.locks_at <= timezone.now(), collection.reminds) == (True, False)


def test_a_locked_report_is_read_only_and_opened_again_for_one_unit(
    client: Client, house: House, collection: Collection
) -> None:
    answer = make_answer(collection, house.ward_a, {"so-cuoc": 3}, state=SubmissionState.DRAFT)
    collection.locks_at = timezone.now() - timedelta(days=1)
    collection.save()
    client.force_login(house.lan)
    assert 'name="number-so-cuoc"' not in client.get(address("submission", answer.pk)).content.decode()
    client.force_login(house.hoa)
    begin = address("fill", collection.pk, house.ward_b.pk)
    assert 'class="nc-actions"' not in client.get(begin).content.decode()
    assert client.post(begin)["Location"] == address("index")

    client.force_login(house.son)
    ahead = f"{timezone.localdate() + timedelta(days=3):%d/%m/%Y}"
    typed = {"units": "Phường A", "until": ahead, "reason": "Mất điện"}
    assert client.post(address("open_again", collection.pk), {**typed, "units": "X"}).status_code == 422
    assert client.post(address("open_again", collection.pk), typed).status_code == 302
    assert "Mất điện" in client.get(address("open_again", collection.pk)).content.decode()

    client.force_login(house.lan)
    assert 'name="number-so-cuoc"' in client.get(address("submission", answer.pk)).content.decode()
    client.force_login(house.son)
    client.post(address("end_exceptions", collection.pk), {"unit": [house.ward_a.pk, "x"]})
    assert not LockException.objects.filter(until__gt=timezone.now()).exists()


def test_units_of_the_audience_that_came_later_are_proposed(
    client: Client, house: House, collection: Collection
) -> None:
    FormAudience.objects.create(form=collection.form, kind="ward")
    third = make_unit("Phường C", house.province)
    client.force_login(house.son)
    page = client.get(address("collection_units", collection.pk)).content.decode()
    assert "Phường C, Tỉnh Bến Đá" in page

    client.post(address("collection_units", collection.pk), {"units": "Phường C", "add": ""})
    assert third in collection.units.all()
    without = client.post(address("collection_units", collection.pk), {"units": "Phường C", "remove": ""})
    assert without.status_code == 422
    client.post(
        address("collection_units", collection.pk), {"units": "Phường C", "reason": "Nhầm", "remove": ""}
    )
    assert third not in collection.units.all()


def test_units_that_merged_inside_the_period_are_shown_with_what_became_of_them(
    client: Client, house: House, collection: Collection
) -> None:
    day = collection.period.starts_on + timedelta(days=30)
    UnitVersion.objects.filter(unit=house.ward_b).update(valid_to=day)
    change = UnitChange.objects.create(kind=ChangeKind.MERGE, effective_on=day, legal_basis="NQ 1")
    Succession.objects.create(change=change, predecessor=house.ward_b, successor=house.ward_a)
    make_answer(collection, house.ward_b, {"so-cuoc": 3}, state=SubmissionState.DRAFT)
    client.force_login(house.son)

    page = client.get(address("collection", collection.pk))

    (gone,) = page.context["gone"]
    assert (gone.name[:8], gone.ended_on, len(gone.successors)) == ("Phường B", day, 1)
    assert "0/1" in page.content.decode()


def test_rows_are_searched_filtered_sorted_and_downloaded(
    client: Client, house: House, collection: Collection
) -> None:
    make_answer(collection, house.ward_a, {"so-cuoc": 3}, state=SubmissionState.SUBMITTED)
    evil = make_unit("=HYPERLINK(1)", house.province)
    collection.units.add(evil)
    client.force_login(house.son)

    def names(**asked: str) -> list[str]:
        rows = client.get(address("collection", collection.pk), asked).context["page"].object_list
        return [row.name[:8] for row in rows]

    assert names(q="phuong b") == ["Phường B"]
    assert names(state="submitted") == ["Phường A"]
    assert names(sort="sent")[0] == "Phường A"
    assert names(sort="state")[-1] == "Phường A"
    assert names(late="on") == []
    assert len(names(under=str(house.province.pk), sort="above")) == 3
    assert len(names(state="nonsense", under="x", page="9")) == 3
    text = client.get(address("collection_csv", collection.pk), {"state": "missing"}).content.decode(
        "utf-8-sig"
    )
    assert "'=HYPERLINK(1)" in text
    assert "Phường A" not in text
    book = load_workbook(BytesIO(client.get(address("collection_xlsx", collection.pk)).content))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_pages_of_many_units_take_few_queries(client: Client, house: House, form: Form) -> None:
    wards = [make_unit(f"Phường {n}", house.province) for n in range(70)]
    collection = make_collection(form, *wards, period=make_period())
    FormAudience.objects.create(form=form, kind="ward")
    for ward in wards[:30]:
        make_answer(collection, ward, {"so-cuoc": 2}, state=SubmissionState.SUBMITTED)
    other = make_form(house.department, *[make_indicator(f"chi-tieu-{n}") for n in range(60)])
    client.force_login(house.son)
    pages = [
        address("collection", collection.pk),
        address("collection_csv", collection.pk),
        address("collection_units", collection.pk),
        address("open_again", collection.pk),
        address("forms"),
        address("form", form.pk),
        address("section", other.pk, other.sections.get().pk),
        address("audience", form.pk),
        address("open_collection") + f"?form={form.pk}",
    ]
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        assert len(queries) <= 20, (page, len(queries))


def test_what_was_asked_for_and_the_forms_are_found_by_words_and_given_as_files(
    client: Client, house: House, collection: Collection
) -> None:
    client.force_login(house.son)
    title = collection.form.title
    for name in ("index", "forms"):
        assert title in client.get(address(name), {"q": title[:4]}).content.decode()
        assert title not in client.get(address(name), {"q": "zzz"}).content.decode()

        found = client.get(address(name), {"q": title[:4], "as": "csv"})
        assert title in found.content.decode()
        assert found["Content-Type"] == "text/csv; charset=utf-8"
        assert title not in client.get(address(name), {"q": "zzz", "as": "csv"}).content.decode()


def test_the_only_form_need_not_be_chosen(client: Client, house: House, form: Form) -> None:
    client.force_login(house.son)

    page = client.get(address("open_collection")).content.decode()

    assert f'<option value="{form.pk}" selected>' in page
