"""The way of a real plan: taken in, confirmed, entered in the register, made into a programme."""

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
from nhipcau.registry.models import FindingField, FindingState
from nhipcau.units.models import Kind
from nhipcau.units.tests.builders import House, make_unit

PLAN = Path(__file__).parents[5] / "shared" / "reading" / "corpus" / "plan-bu-gia-map-2024.txt"


def shown(answer: Any, name: str) -> Any:
    """Return what the page was given under `name`."""
    return answer.context_data[name]


def corpus_is_here() -> bool:
    """Return whether the real documents lie beside the project; on the build machine they must."""
    if not PLAN.is_file() and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"{PLAN.name} is not there: put the shared corpus beside the project.")
    return PLAN.is_file()


def test_its_four_duties_become_four_tasks_that_keep_their_clauses(house: House, client: Client) -> None:
    if not corpus_is_here():
        return
    committee = make_unit("Ban Tuyên giáo Huyện uỷ", house.province, kind=Kind.COMMITTEE)
    document = registry.take_in_document(house.department, PLAN.name, PLAN.read_bytes(), by=house.son, at=AT)
    for field in FindingField.values:
        registry.confirm_all(document, field, by=house.son, at=AT)
    assert not document.findings.proposed().exists()
    head = Head("kế hoạch", "261-KH/HU", date(2024, 6, 17), "Huyện ủy", "Thực hiện Kết luận số 57-KL/TW")
    registry.register_document(document, head, by=house.son, at=AT)
    client.force_login(house.son)
    address = reverse("programmes:make", args=[document.pk])

    rows = shown(client.get(address), "rows")
    chosen = [row for row in rows if row.chosen]
    data = {"title": "Chương trình 2024", "starts_on": "2024-01-01", "ends_on": "2024-12-31"}
    data |= {
        "usual-product": "Báo cáo",
        "usual-responsible": "Phó Trưởng ban",
        "usual-authority": "Trưởng ban",
    }
    for row in chosen:
        lead = row["lead"].value() or "Phường A"
        said = {"include": "on", "title": row["title"].value(), "lead": lead, "due_on": "2024-12-15"}
        data |= {f"{row.prefix}-{name}": value for name, value in said.items()}
    client.post(address, data)
    programme = Programme.objects.get()
    client.post(reverse("programmes:issue", args=[programme.pk]))

    assert len(chosen) == 4
    tasks = list(programme.tasks.prefetch_related("assignments__unit__versions"))
    assert [task.clause_label for task in tasks] == ["1", "1", "2", "3"]
    assert all(task.finding.state == FindingState.CONFIRMED for task in tasks if task.finding)
    assert [task.lead.unit for task in tasks if task.lead][-1] == committee
    for task in tasks:
        assert task.clause in document.text
    programme.refresh_from_db()
    assert programme.state == "issued"
