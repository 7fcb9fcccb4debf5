"""The form with what a kind tells: its fields, the counts it proposes, the parts of indicators it leads to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.activities.models import Activity
from nhipcau.activities.tests.builders import make_activity
from nhipcau.indicators.models import Indicator, Split, SplitOption
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.models import Membership, Role
from nhipcau.units.tests.builders import LONG_AGO, House


@pytest.fixture
def lan(client: Client, house: House) -> Client:
    client.force_login(house.lan)
    return client


def sent(house: House, kind: str, *rows: tuple[Any, ...], **fields: Any) -> dict[str, Any]:
    """Return what the form sends; `rows` are (indicator, number as typed, what it was proposed as)."""
    form = {
        "unit": house.ward_a.pk,
        "title": "Việc tháng hai",
        "starts_on": "20/02/2026",
        "place": "Hội trường",
        "kind": kind,
        "stream": "external",
        "counts-TOTAL_FORMS": str(max(3, len(rows))),
        "counts-INITIAL_FORMS": "0",
        **{f"details-{name.replace('__', '-')}": value for name, value in fields.items()},
    }
    for n, row in enumerate(rows):
        indicator, number, *mark = row
        form |= {f"counts-{n}-indicator": indicator.pk, f"counts-{n}-number": number}
        form[f"counts-{n}-proposed"] = f"{indicator.pk}:{mark[0]}" if mark else ""
    return form


def rows_of(answer: Any) -> list[tuple[str, str]]:
    rows = answer.context["rows"].forms
    return [
        (str(row["indicator"].value()), str(row["number"].value()))
        for row in rows
        if row["indicator"].value()
    ]


def part_of(whole: Indicator, split: str, case: str) -> Indicator:
    """Return the part of `whole` that counts one case."""
    made, _new = Split.objects.get_or_create(code=split, defaults={"name": split, "name_en": split})
    option = SplitOption.objects.create(split=made, code=case, name=case, name_en=case, position=1)
    part = make_indicator(f"{whole.code}-{case}", f"{whole.name}: {case}", whole=whole)
    part.options.add(option)
    return part


def test_a_conference_is_logged_with_the_attendance_of_each_site(lan: Client, house: House) -> None:
    form = sent(
        house, "conference", (make_indicator("attendances"), "1.240"),
        mode="both", sites__0__site="Tỉnh", sites__0__attendance="1.200",
        sites__1__site="", sites__1__attendance="", sites__2__site="Xã", sites__2__attendance="40",
    )  # fmt: skip

    answer = lan.post(reverse("activities:log"), form)

    activity = Activity.objects.get()
    assert answer.status_code == 302
    assert activity.details == {
        "mode": "both", "sites": [{"site": "Tỉnh", "attendance": 1200}, {"site": "Xã", "attendance": 40}],
    }  # fmt: skip
    page = lan.get(answer["Location"]).content.decode()
    assert "Tỉnh" in page
    assert "1.200" in page


def test_what_the_kind_does_not_allow_is_refused_beside_its_field(lan: Client, house: House) -> None:
    form = sent(house, "delegation", direction="", country="Lào", members="chín", organisation="x" * 301)

    errors = lan.post(reverse("activities:log"), form).context["particulars"].errors

    assert set(errors) == {"direction", "members", "organisation"}
    rows = sent(house, "conference", sites__0__attendance="12", sites__1__site="Xã", sites__1__attendance="x")
    errors = lan.post(reverse("activities:log"), rows).context["particulars"].errors
    assert set(errors) == {"sites-0-site", "sites-1-attendance"}
    assert not Activity.objects.exists()


def test_another_kind_shows_its_fields_and_proposes_its_counts(lan: Client, house: House) -> None:
    minutes, airings = make_indicator("broadcast_minutes"), make_indicator("broadcasts")
    form = sent(house, "broadcast", minutes="15", repeats="3", programme="Chào bạn")

    answer = lan.post(reverse("activities:log"), {**form, "show": "1"})

    assert "details-minutes" in answer.content.decode()
    assert set(rows_of(answer)) == {(str(minutes.pk), "45"), (str(airings.pk), "3")}
    assert not Activity.objects.exists()
    changed = sent(house, "broadcast", (minutes, "45", "45"), (airings, "4", "3"), minutes="20", repeats="3")
    again = rows_of(lan.post(reverse("activities:log"), {**changed, "show": "1"}))
    assert again == [(str(minutes.pk), "60"), (str(airings.pk), "4")]


def test_a_new_form_begins_with_one_session(lan: Client, house: House) -> None:
    sessions = make_indicator("sessions")

    assert rows_of(lan.get(reverse("activities:log"))) == [(str(sessions.pk), "1")]


def test_a_whole_is_counted_in_the_part_that_the_activity_belongs_to(lan: Client, house: House) -> None:
    sessions = make_indicator("sessions")
    sea = part_of(sessions, "stream", "sea")
    part_of(sessions, "stream", "border")
    form = sent(house, "session", (sessions, "2"))

    refused = lan.post(reverse("activities:log"), form)
    assert refused.context["rows"].forms[0].errors["indicator"]
    taken = lan.post(reverse("activities:log"), {**form, "stream": "sea"})

    assert taken.status_code == 302
    assert Activity.objects.get().counts.get().indicator == sea


def test_the_language_told_leads_to_its_part(lan: Client, house: House) -> None:
    copies = make_indicator("copies")
    lao = part_of(copies, "language", "lo")
    form = sent(house, "publication", copies="300", language="lo")

    answer = lan.post(reverse("activities:log"), {**form, "show": "1"})

    assert rows_of(answer) == [(str(lao.pk), "300")]


def test_a_change_keeps_the_particulars_and_says_where_counts_differ(lan: Client, house: House) -> None:
    airings = make_indicator("broadcasts")
    activity = make_activity(house.ward_a, house.lan)
    Activity.objects.filter(pk=activity.pk).update(kind="broadcast", details={"repeats": 3, "minutes": 15})
    page = lan.get(reverse("activities:activity", args=[activity.pk]))
    assert [(number, counted) for _name, number, counted in page.context["proposals"]] == [(3, None)]
    address = reverse("activities:edit", args=[activity.pk])
    assert lan.get(address).context["particulars"]["minutes"].value() == "15"

    answer = lan.post(address, sent(house, "broadcast", (airings, "3"), repeats="3", minutes="20"))

    activity.refresh_from_db()
    assert answer.status_code == 302
    assert activity.details == {"repeats": 3, "minutes": 20}
    page = lan.get(reverse("activities:activity", args=[activity.pk]))
    assert page.context["proposals"] == []


def test_the_next_one_takes_over_words_and_choices_only(lan: Client, house: House) -> None:
    activity = make_activity(house.ward_a, house.lan, title="Chuyên mục tuần", attendances=40)
    details = {"programme": "Chào bạn", "minutes": 15, "language": "vi"}
    Activity.objects.filter(pk=activity.pk).update(kind="broadcast", details=details, channel="people")

    page = lan.get(reverse("activities:log"), {"like": activity.pk})

    form, particulars = page.context["form"], page.context["particulars"]
    assert form["title"].value() == "Chuyên mục tuần"
    assert form["channel"].value() == "people"
    assert particulars["programme"].value() == "Chào bạn"
    assert particulars["language"].value() == "vi"
    assert particulars["minutes"].value() is None
    assert (str(make_indicator("attendances").pk), "") in rows_of(page)


def test_what_another_unit_did_is_copied_for_one_s_own(client: Client, house: House) -> None:
    activity = make_activity(house.ward_a, house.lan)
    son = house.son
    Membership.objects.create(user=son, unit=house.department, role=Role.REPORTER, valid_from=LONG_AGO)
    client.force_login(son)

    form = client.get(reverse("activities:log"), {"like": activity.pk}).context["form"]

    assert form["unit"].value() == house.department.pk


def test_nobody_copies_what_is_not_theirs_to_see(lan: Client, house: House) -> None:
    activity = make_activity(house.ward_b, house.hoa)

    assert lan.get(reverse("activities:log"), {"like": activity.pk}).status_code == 404


def test_the_form_of_an_activity_takes_few_queries(
    lan: Client, house: House, django_assert_max_num_queries: Any
) -> None:
    activity = make_activity(house.ward_a, house.lan, attendances=1, events=2, sessions=3, trainees=4)
    for n in range(10):
        make_activity(house.ward_a, house.lan, title=f"Số {n}")
    lan.get(reverse("activities:month"))  # the tree of units is read once a process

    with django_assert_max_num_queries(20):
        lan.get(reverse("activities:edit", args=[activity.pk]))
    with django_assert_max_num_queries(20):
        lan.get(reverse("activities:activity", args=[activity.pk]))
    with django_assert_max_num_queries(20):
        lan.get(reverse("activities:paper", args=[activity.pk]))
