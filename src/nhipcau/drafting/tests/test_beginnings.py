"""What a draft begins with: everything the system knows, each from where it is known, and nothing wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhipcau.activities.tests.builders import make_activity
from nhipcau.drafting import actions, blocks, overviews
from nhipcau.drafting.beginnings import Wanted
from nhipcau.drafting.beginnings.known import OUTLOOK
from nhipcau.drafting.errors import BlockError
from nhipcau.drafting.models import Boundaries, Counting, Draft, Figure, Layout, Template
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.tests.builders import AT, Year, head_of, issue, make_approved, make_year
from nhipcau.indicators.models import Split, SplitOption
from nhipcau.oversight.tests.builders import make_replied
from nhipcau.programmes.actions import make_programme
from nhipcau.programmes.tests.builders import PLAN, make_issued, task_plan
from nhipcau.registry import relating
from nhipcau.registry.models import RelationKind
from nhipcau.registry.relating import Related
from nhipcau.registry.tests.builders import make_registered
from nhipcau.reporting.models import Collection, Period, Submission, SubmissionState, Target
from nhipcau.reporting.seals import seal_collection
from nhipcau.reporting.tests.builders import make_answer, make_collection, make_indicator, make_period
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House, make_unit
from nhipcau.writing import Chart, Number, Table

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def begun(house: House, template: Template, unit: Unit | None = None, **about: Any) -> Draft:
    """Return a draft of that kind that Sơn began for the department, told of the whole province."""
    wanted = Wanted(template, unit or house.department, house.province, TODAY, **about)
    return actions.start(wanted, by=house.son, at=AT)


def section(draft: Draft, chapter: str) -> str:
    return draft.sections.get(chapter=chapter).body


def a_year_earlier(house: House, year: Year, sessions: int) -> None:
    """Let ward A have answered `sessions` in the first quarter of 2024, and nobody else anything."""
    form = year.collections[0].form
    asked = make_collection(form, house.ward_a, period=make_period("quarter", 2024, 1))
    make_answer(asked, house.ward_a, {"sessions": sessions, "attendances": 60})
    make_period("year", 2024, 1)


def printed(draft: Draft, key: str) -> str:
    return overviews.draft_page(draft).figures[key].printed


# --- plans ---


def test_a_plan_says_of_each_unit_what_it_leads_with_whom_and_until_when(house: House) -> None:
    programme = make_issued(
        house,
        task_plan(house.ward_a, house.ward_b, title="Chuẩn bị gian hàng"),
        task_plan(house.ward_b, title="Đón khách"),
    )

    said = section(begun(house, Template.PLAN, programme=programme), "organisation").splitlines()

    assert said == [
        "1. Phường A",
        "- Chuẩn bị gian hàng, xong trước ngày 15 tháng 10 năm 2026. Sản phẩm: 10 gian hàng. Phối hợp: Phường B.",
        "2. Phường B",
        "- Đón khách, xong trước ngày 15 tháng 10 năm 2026. Sản phẩm: 10 gian hàng.",
    ]


def test_a_plan_for_very_many_units_names_them_together_and_asks_no_more_of_the_database(
    house: House,
) -> None:
    def plan_for(number: int) -> tuple[Draft, int]:
        wards = [make_unit(f"Xã {number} {n}", house.province, kind="commune") for n in range(number)]
        tasks = [task_plan(title=f"Việc {n}", each=tuple(ward.pk for ward in wards)) for n in range(8)]
        programme = make_issued(house, *tasks)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            draft = begun(house, Template.PLAN, programme=programme)
        return draft, len(asked)

    few, least = plan_for(3)
    many, most = plan_for(230)

    assert "Các đơn vị được giao (03 đơn vị)" in section(few, "organisation")
    assert "Các đơn vị được giao (230 đơn vị)" in section(many, "organisation")
    assert most <= least
    assert many.sections.count() == few.sections.count()
    assert not many.receivers.exists()  # chosen by group, not as a list of all


def test_the_bases_are_what_the_source_cites_and_is_in_force_and_each_is_named_in_full_once(
    house: House,
) -> None:
    old = make_registered(
        house.department, house.son, text="Quy chế cũ.\n", kind="quyết định", number="12/QĐ-UBND",
        issued_on=date(2024, 3, 5), subject="Ban hành Quy chế lễ hội",
    )  # fmt: skip
    holding = make_registered(
        house.department, house.son, text="Chương trình.\n", kind="chương trình", number="25-CTr/TU",
        issued_on=date(2026, 8, 5), authority="Tỉnh ủy Bến Đá", subject="Du lịch biển",
    )  # fmt: skip
    text = (
        "Căn cứ Chương trình số 25-CTr/TU, ngày 05/8/2026 của Tỉnh ủy Bến Đá;\n"
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh Bến Đá;\n"
    )
    source = make_registered(house.department, house.son, text=text)
    newer = make_registered(
        house.department, house.son, text="Bãi bỏ.\n", kind="quyết định", number="30/QĐ-UBND",
        issued_on=date(2026, 8, 20), subject="Bãi bỏ Quy chế lễ hội",
    )  # fmt: skip
    programme = make_programme(
        house.department, PLAN, (task_plan(house.ward_a),), source=source, by=house.son, at=AT
    )

    before = begun(house, Template.PLAN, programme=programme)
    repealed = Related(old, kind=RelationKind.REPEALS, takes_effect_on=date(2026, 9, 1))
    relating.confirm_relation(newer, repealed, by=house.son, at=AT)
    after = begun(house, Template.PLAN, programme=programme)

    assert "[[12/QĐ-UBND]]" in before.legal_bases
    assert after.legal_bases.splitlines() == [f"Căn cứ [[{one.number}]]" for one in (holding, source)]
    document = overviews.draft_page(after).composed.document
    assert document is not None
    assert document.legal_bases[1].startswith(f"Căn cứ Kế hoạch số {source.number} ngày 20 tháng 8 năm 2026")
    opening = "".join(getattr(run, "text", "") for run in document.body[0].runs)  # type: ignore[union-attr]
    assert opening.startswith(f"Thực hiện Kế hoạch số {source.number},")


def test_a_territory_issues_as_its_people_or_as_its_party_committee(house: House) -> None:
    programme = make_issued(house)
    state = begun(house, Template.DECISION, house.province, programme=programme)
    party = begun(house, Template.DECISION, house.province, programme=programme, layout=Layout.PARTY)

    assert (state.authority, state.symbol) == ("TM. ỦY BAN NHÂN DÂN", "QĐ-UBND")
    assert (party.issuer, party.superior, party.symbol) == ("Tỉnh ủy", "Đảng bộ tỉnh Bến Đá", "QĐ/TU")
    assert (party.authority, party.filing) == ("T/M Ban Thường vụ", "Văn phòng Tỉnh ủy")
    assert party.deciding == "Ban Thường vụ Tỉnh ủy"


# --- reports ---


def test_a_report_tells_how_it_was_a_year_before_in_words_that_the_numbers_give(house: House) -> None:
    year = make_year(house)
    a_year_earlier(house, year, sessions=1205)

    draft = begun(house, Template.YEAR_REPORT, period=year.period)

    assert "{{sessions-so-sanh}}" in section(draft, "results")
    assert printed(draft, "sessions-so-sanh") == "giảm 05 cuộc so với năm 2024"
    assert printed(draft, "attendances-so-sanh") == "không đổi so với năm 2024"


def test_a_report_tells_how_much_of_the_plan_was_reached(house: House) -> None:
    year = make_year(house)
    Target.objects.create(unit=house.province, period=year.period, indicator=year.sessions, number=1600)

    draft = begun(house, Template.YEAR_REPORT, period=year.period)

    assert "- Cuộc tuyên truyền: đạt {{sessions-ke-hoach}} kế hoạch." in section(draft, "results")
    assert printed(draft, "sessions-ke-hoach") == "75%"


def test_nothing_is_said_of_a_year_before_that_nobody_reported(house: House) -> None:
    draft = begun(house, Template.YEAR_REPORT, period=make_year(house).period)

    assert not draft.figures.filter(aspect="change").exists()


def test_who_has_not_sent_is_named_by_unit(house: House) -> None:
    year = make_year(house)
    late = make_collection(
        year.collections[0].form, house.ward_a, house.ward_b, period=make_period("month", 2025, 7)
    )
    make_answer(late, house.ward_a, {"sessions": 1, "attendances": 1})

    said = section(begun(house, Template.YEAR_REPORT, period=year.period), "shortcomings")

    assert "- 01/2 đơn vị chưa gửi" in said
    assert "Phường B" in said.splitlines()[0]
    assert "Phường A" not in said


def test_the_outlook_names_what_is_planned_and_next_year_is_held_against_it(house: House) -> None:
    year = make_year(house)
    make_issued(house, task_plan(house.ward_a, title="Ra mắt cẩm nang", due_on=date(2026, 5, 20)))
    make_activity(house.ward_a, house.son, title="Ngày hội văn hóa", starts_on=date(2026, 3, 1))

    first = begun(house, Template.YEAR_REPORT, period=year.period)
    assert section(first, OUTLOOK).splitlines()[:2] == [
        "- Ngày hội văn hóa (ngày 01 tháng 3 năm 2026).",
        "- Ra mắt cẩm nang (ngày 20 tháng 5 năm 2026).",
    ]
    assert "nguồn thông tin" in section(first, OUTLOOK)

    texts = (SectionText("Dự báo năm 2026", "- Bão sớm ở ven biển (nguồn: đài tỉnh).", chapter=OUTLOOK),)
    first = actions.write_sections(first, texts, by=house.son, at=AT, before=first.revision)
    head = head_of(first, signer_name="Trần Văn Bình", legal_bases="")
    first = actions.write_head(first, head, by=house.son, at=AT, before=first.revision)
    issue(make_approved(first, house.son, house.minh), house.minh)

    second = begun(house, Template.YEAR_REPORT, period=make_period("year", 2026, 1))
    assert section(second, "foreseen") == "- Bão sớm ở ven biển (nguồn: đài tỉnh): …"


def test_the_streams_may_be_the_parts_of_a_report(house: House) -> None:
    year = make_year(house)
    stream = Split.objects.create(code="stream", name="Lĩnh vực", name_en="Stream")
    sea = SplitOption.objects.create(split=stream, code="sea", name="Biển", name_en="Sea", position=1)
    part = make_indicator("sessions_sea", name="Cuộc về biển, đảo", whole=year.sessions)
    part.options.add(sea)

    draft = begun(house, Template.YEAR_REPORT, period=year.period, streams=True)

    parts = [one.heading for one in draft.sections.filter(level="part")]
    assert parts == [
        "Công tác thông tin đối ngoại",
        "Công tác thông tin về biển, đảo",
        "Công tác thông tin về biên giới trên đất liền",
    ]
    assert "{{sessions_sea}}" in section(draft, "results-sea")
    assert section(draft, "results-border") == "- …"


def test_a_report_on_several_years_has_a_row_and_a_point_for_each(house: House) -> None:
    year = make_year(house)
    a_year_earlier(house, year, sessions=800)

    draft = begun(house, Template.YEAR_REPORT, period=year.period, since_year=2024)

    assert "giai đoạn 2024 - 2025" in draft.subject
    document = overviews.draft_page(draft).composed.document
    assert document is not None
    table = next(one for one in document.body if isinstance(one, Table))
    chart = next(one for one in document.body if isinstance(one, Chart))
    assert [row[1] for row in table.rows][:2] == ["năm 2024", "năm 2025"]
    assert [row[2].value for row in table.rows[:2] if isinstance(row[2], Number)] == [800, 1200]
    assert chart.series[0].values == (Decimal(800), Decimal(1200))


def test_a_review_has_the_figures_of_its_programmes_year(house: House) -> None:
    make_year(house)
    review = make_replied(house).review

    draft = begun(house, Template.INTERIM_REVIEW, period=make_period("year", 2025, 1), review=review)

    assert "{{sessions}}" in section(draft, "results")
    assert printed(draft, "sessions") == "1.200"


# --- figures, tables and charts ---


def figure_of(draft: Draft, year: Year, **kept: Any) -> str:
    """Return what a figure of the sessions says."""
    Figure.objects.filter(draft=draft, key="other").delete()
    about: dict[str, Any] = {"unit": draft.reports_on, "period": year.period, **kept}
    Figure.objects.create(draft=draft, key="other", indicator=year.sessions, **about)
    return printed(draft, "other")


def test_a_figure_counts_what_is_approved_or_what_was_sent_as_well(house: House) -> None:
    year = make_year(house)
    first = Submission.objects.filter(collection=year.collections[0], unit=house.ward_b)
    first.update(state=SubmissionState.SUBMITTED)
    draft = begun(house, Template.LETTER)

    assert figure_of(draft, year, counting=Counting.APPROVED) == "1.100"
    assert figure_of(draft, year, counting=Counting.SUBMITTED) == "1.200"


def test_a_figure_is_as_reported_or_in_todays_boundaries(house: House) -> None:
    year = make_year(house)
    draft = begun(house, Template.LETTER)

    assert figure_of(draft, year, unit=house.ward_a, boundaries=Boundaries.REPORTED) == "800"
    assert figure_of(draft, year, unit=house.ward_a, boundaries=Boundaries.TODAY) == "800"


def test_a_frozen_figure_names_the_sealed_file_it_rests_on(house: House) -> None:
    year = make_year(house)
    asked: Collection = year.collections[0]
    quarter: Period = asked.period
    seal = seal_collection(asked, without=frozenset(), by=house.minh, at=AT)
    texts = (SectionText("", "Quý I có {{first}} cuộc, cả năm có {{sessions}} cuộc. Trân trọng báo cáo."),)
    draft = begun(house, Template.YEAR_REPORT, period=year.period)
    Figure.objects.create(
        draft=draft, key="first", indicator=year.sessions, unit=draft.reports_on, period=quarter
    )
    draft = actions.write_sections(draft, texts, by=house.son, at=AT, before=draft.revision)
    head = head_of(draft, signer_name="Trần Văn Bình")
    draft = actions.write_head(draft, head, by=house.son, at=AT, before=draft.revision)

    issued = issue(make_approved(draft, house.son, house.minh), house.minh)

    seals = {one.key: one.frozen_seal for one in issued.figures.all()}
    assert seals == {"first": seal.sha256, "sessions": ""}  # three quarters of the year are not sealed


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("table", {}),
        ("table", {"indicators": ["sessions"], "rows": "moods"}),
        ("table", {"indicators": ["sessions"], "columns": ["rank"]}),
        ("table", {"indicators": [f"i{n}" for n in range(61)]}),
        ("chart", {"indicators": ["sessions"], "kind": "pie"}),
        ("chart", {"indicators": ["sessions"], "by": "persons"}),
        ("chart", {"indicators": [f"i{n}" for n in range(9)]}),
        ("chart", {"indicators": ["nothing"]}),
    ],
)
def test_a_table_or_chart_that_makes_no_sense_is_refused_in_words(
    house: House, kind: str, spec: dict[str, Any]
) -> None:
    draft = begun(house, Template.YEAR_REPORT, period=make_year(house).period)

    with pytest.raises(BlockError) as refused:
        blocks.filled(draft, SectionText("Bảng", "", kind=kind, spec=spec))

    assert str(refused.value.message)


def test_a_table_of_units_ends_with_their_sum_and_one_of_indicators_has_none(house: House) -> None:
    draft = begun(house, Template.YEAR_REPORT, period=make_year(house).period)
    text = SectionText("Bảng", "", kind="table", spec={"indicators": ["sessions"], "rows": "units"})

    of_units = blocks.filled(draft, text)
    of_indicators = blocks.filled(draft, replace(text, spec={"indicators": ["sessions", "attendances"]}))

    assert isinstance(of_units, Table)
    assert isinstance(of_indicators, Table)
    assert of_units.total
    assert of_units.rows[-1][1] == "Tổng cộng"
    assert not of_indicators.total
