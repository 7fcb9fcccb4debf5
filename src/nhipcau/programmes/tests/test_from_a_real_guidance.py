"""The way of a real guidance: its duties, as people marked them for the gold file, become tasks with their clauses."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.programmes.models import Programme
from nhipcau.programmes.tests.builders import AT
from nhipcau.registry import actions as registry
from nhipcau.registry.actions import Head
from nhipcau.registry.models import FindingField
from nhipcau.units.models import Kind
from nhipcau.units.tests.builders import House, make_unit

READING = Path(__file__).parents[5] / "shared" / "reading"
TEXT = READING / "corpus" / "guidance-vinh-linh-2023.txt"
GOLD = READING / "gold" / "guidance-vinh-linh-2023.json"
USUAL = {"usual-product": "Báo cáo", "usual-responsible": "Phó Trưởng ban", "usual-authority": "Trưởng ban"}


def corpus_is_here() -> bool:
    """Return whether the real documents lie beside the project; on the build machine they must."""
    here = TEXT.is_file() and GOLD.is_file()
    if not here and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"{TEXT.name} is not there: put the shared corpus beside the project.")
    return here


def test_its_duties_become_tasks_with_the_units_and_clauses_that_people_marked(
    house: House, client: Client
) -> None:
    if not corpus_is_here():
        return
    gold = json.loads(GOLD.read_text(encoding="utf-8"))["duties"]
    committee = make_unit("Ban Tuyên giáo Huyện ủy", house.province, kind=Kind.COMMITTEE)
    document = registry.take_in_document(house.department, TEXT.name, TEXT.read_bytes(), by=house.son, at=AT)
    for field in FindingField.values:
        registry.confirm_all(document, field, by=house.son, at=AT)
    head = Head("hướng dẫn", "01-HD/HU", date(2023, 6, 1), "Huyện ủy", "Công tác thông tin đối ngoại")
    registry.register_document(document, head, by=house.son, at=AT)
    client.force_login(house.son)
    address = reverse("programmes:make", args=[document.pk])
    page: Any = client.get(address)
    rows = [row for row in page.context_data["rows"] if row.chosen]
    called = [row.proposal.called.casefold() for row in rows]

    data = {"title": "Chương trình 2023", "starts_on": "2023-01-01", "ends_on": "2023-12-31", **USUAL}
    for row in rows:
        lead = row["lead"].value() or "Phường A"
        said = {"include": "on", "title": row["title"].value(), "lead": lead, "due_on": "2023-12-15"}
        data |= {f"{row.prefix}-{name}": value for name, value in said.items()}
    client.post(address, data)
    programme = Programme.objects.get()

    tasks = list(programme.tasks.prefetch_related("assignments__unit__versions"))
    assert called == [duty["unit"].casefold() for duty in gold]
    assert [task.clause[: len(duty["starts"])] for task, duty in zip(tasks, gold, strict=True)] == [
        duty["starts"] for duty in gold
    ]
    assert all(task.clause in document.text for task in tasks)
    assert [task.lead.unit for task in tasks if task.lead][:2] == [committee, committee]
