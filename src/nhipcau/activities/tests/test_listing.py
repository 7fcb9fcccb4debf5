"""The list of activities: its filters and orders, the month, the files."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.activities import tables
from nhipcau.activities.models import Activity
from nhipcau.activities.tests.builders import make_activity
from nhipcau.activities.tests.test_actions import make_assignment
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.tests.builders import House


@pytest.fixture
def logged(house: House) -> dict[str, Activity]:
    """Three activities of two wards, each of another kind."""
    fair = make_activity(house.ward_a, house.lan, title="Hội chợ", starts_on=date(2026, 2, 1), events=1)
    talk = make_activity(
        house.ward_a, house.lan, title="Buổi nói chuyện", starts_on=date(2026, 2, 20), sessions=2
    )
    show = make_activity(
        house.ward_b, house.hoa, title="Ánh sáng biển", starts_on=date(2026, 1, 30), attendances=5
    )
    Activity.objects.filter(pk=fair.pk).update(
        kind="fair", details={"enterprises": 12, "platforms": [{"platform": "=SÀN", "products": 3}]}
    )
    Activity.objects.filter(pk=show.pk).update(kind="performance", ends_on=date(2026, 2, 2), place="Bến cảng")
    talk.assignment = make_assignment(house, house.ward_a)
    talk.save()
    return {"fair": fair, "talk": talk, "show": show}


def titles(client: Client, **query: Any) -> list[str]:
    page = client.get(reverse("activities:activities"), query).context["page"]
    return [activity.title for activity in page]


def test_the_list_is_narrowed_by_kind_indicator_task_unit_and_words(
    client: Client, house: House, logged: dict[str, Activity]
) -> None:
    client.force_login(house.son)
    talk = logged["talk"]
    assert talk.assignment is not None

    assert titles(client, kind="fair") == ["Hội chợ"]
    assert titles(client, indicator=make_indicator("attendances").pk) == ["Ánh sáng biển"]
    assert titles(client, task=talk.assignment.task_id) == ["Buổi nói chuyện"]
    assert titles(client, q="bến cảng") == ["Ánh sáng biển"]
    assert titles(client, unit=house.ward_b.pk) == ["Ánh sáng biển"]
    assert titles(client, **{"from": "01/02/2026", "to": "10/02/2026"}) == ["Hội chợ"]
    assert titles(client, kind="none such", indicator="x", sort="y") == titles(client)


def test_the_list_has_the_order_that_is_asked_for(
    client: Client, house: House, logged: dict[str, Activity]
) -> None:
    client.force_login(house.son)

    assert titles(client) == ["Buổi nói chuyện", "Hội chợ", "Ánh sáng biển"]
    assert titles(client, sort="oldest") == ["Ánh sáng biển", "Hội chợ", "Buổi nói chuyện"]
    assert titles(client, sort="logged")[0] == "Ánh sáng biển"


def test_a_month_shows_its_days_and_what_reaches_into_it(
    client: Client, house: House, logged: dict[str, Activity]
) -> None:
    client.force_login(house.son)

    days = client.get(reverse("activities:month"), {"month": "2026-02"}).context["days"]

    assert [(day, [one.title for one in some]) for day, some in days] == [
        (date(2026, 2, 1), ["Ánh sáng biển", "Hội chợ"]),
        (date(2026, 2, 20), ["Buổi nói chuyện"]),
    ]
    of_b = client.get(reverse("activities:month"), {"month": "2026-02", "unit": f"{house.ward_b.pk}"})
    assert len(of_b.context["days"]) == 1
    assert client.get(reverse("activities:month"), {"month": "0001-01"}).status_code == 200


def test_the_list_leaves_as_a_file_whose_cells_no_spreadsheet_runs(
    client: Client, house: House, logged: dict[str, Activity]
) -> None:
    Activity.objects.filter(pk=logged["talk"].pk).update(title="=1+1", description="@x")
    client.force_login(house.son)

    csv = client.get(reverse("activities:export", args=["csv"])).content.decode("utf-8-sig")
    xlsx = client.get(reverse("activities:export", args=["xlsx"]), {"kind": "session"}).content

    assert "'=1+1" in csv
    assert ",'@x" in csv
    assert "=SÀN – 3" in csv
    assert not any(cell.startswith("=") for line in csv.splitlines() for cell in line.split(","))
    sheet = load_workbook(BytesIO(xlsx)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert "'=1+1" in rows[1]
    assert 2 in rows[1]
    assert "2026-02-20" in rows[1]


def test_a_file_holds_only_what_one_sees(client: Client, house: House, logged: dict[str, Activity]) -> None:
    client.force_login(house.hoa)

    csv = client.get(reverse("activities:export", args=["csv"])).content.decode()

    assert "Ánh sáng biển" in csv
    assert "Hội chợ" not in csv


def test_a_file_of_too_many_is_refused_with_what_to_do(
    client: Client, house: House, logged: dict[str, Activity], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST", 2)
    client.force_login(house.son)

    answer = client.get(reverse("activities:export", args=["csv"]), {"sort": "oldest"})

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('activities:activities')}?sort=oldest"


def test_list_month_and_file_take_few_queries(
    client: Client, house: House, django_assert_max_num_queries: Any
) -> None:
    for n in range(30):
        activity = make_activity(house.ward_a, house.lan, title=f"Số {n}", sessions=n)
        activity.kind = "publication"
        activity.save()
    client.force_login(house.son)

    for address in ("activities:activities", "activities:month"):
        with django_assert_max_num_queries(20):
            client.get(reverse(address), {"month": "2026-02"})
    with django_assert_max_num_queries(20):
        client.get(reverse("activities:export", args=["csv"]))
