"""The data steps among the migrations of drafting."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from nhipcau.drafting.models import Template
from nhipcau.drafting.tests.builders import make_draft, make_issued, make_year
from nhipcau.units.tests.builders import House

TABLES = import_module("nhipcau.drafting.migrations.0005_tables_of_figures_as_sections")
KINDS = import_module("nhipcau.drafting.migrations.0003_drafts_of_every_kind_fill")


def test_a_draft_gets_the_table_of_its_figures_after_the_section_that_has_most_once(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    issued = make_issued(house, year.period)

    for _ in range(2):
        TABLES.give_tables(apps, connection.schema_editor())

    sections = [(one.position, one.kind, one.heading) for one in draft.sections.all()]
    assert sections == [
        (1, "text", ""),
        (2, "text", "Kết quả"),
        (3, "table", "Bảng tổng hợp số liệu năm 2025"),
        (4, "text", "Phương hướng"),
    ]
    assert draft.sections.get(kind="table").spec["indicators"] == ["sessions", "attendances"]
    assert not issued.sections.filter(kind="table").exists()


def test_a_draft_is_told_by_its_period_what_it_was_started_as_and_each_section_has_a_mark(
    house: House,
) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    draft.sections.update(uid="00000000-0000-0000-0000-000000000000")
    type(draft).objects.update(template=Template.LETTER)

    KINDS.tell(apps, connection.schema_editor())

    draft.refresh_from_db()
    marks = list(draft.sections.values_list("uid", flat=True))
    assert draft.template == Template.YEAR_REPORT
    assert len(set(marks)) == len(marks) == 3
