"""Starting a draft and writing its text, heading and figures."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from nhipcau.audit.log import history
from nhipcau.drafting import actions, composing, errors, overviews
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.tests.builders import (
    AT,
    TEXTS,
    correct_answer,
    head_of,
    make_draft,
    make_year,
)
from nhipcau.reporting.tests.builders import make_indicator, make_period
from nhipcau.units.tests.builders import House


def test_a_report_starts_with_an_outline_that_has_the_figures_of_the_periods_forms_in_sentences(
    house: House,
) -> None:
    year = make_year(house)

    draft = actions.start_draft(house.department, year.period, by=house.son, at=AT)

    page = overviews.draft_page(draft)
    assert [text.heading for text in page.texts][:3] == [
        "",
        "Kết quả chỉ đạo, điều hành",
        "Kết quả theo nội dung",
    ]
    assert "{{sessions}} cuộc" in page.texts[2].body
    assert page.figures["sessions"].number == 1200
    assert page.figures["sessions"].unit == house.province
    assert [text.heading for text in page.texts if text.kind == "table"] == ["Bảng tổng hợp số liệu năm 2025"]
    assert "Bảng tổng hợp số liệu năm 2025" in page.paper


def test_the_heading_of_a_department_names_the_committee_above_it(house: House) -> None:
    draft = actions.start_draft(house.department, make_period("year", 2025, 1), by=house.son, at=AT)

    assert draft.superior == "Ủy ban nhân dân tỉnh Bến Đá"
    assert draft.issuer == "Sở Văn hóa, Thể thao và Du lịch"
    assert (draft.symbol, draft.place) == ("BC-SVHTTDL", "Bến Đá")
    assert draft.subject == "Kết quả công tác thông tin đối ngoại năm 2025"


def test_the_heading_of_a_territory_is_its_peoples_committee(house: House) -> None:
    draft = actions.start_draft(house.ward_a, make_period("quarter", 2025, 4), by=house.son, at=AT)

    assert (draft.superior, draft.issuer) == ("", "Ủy ban nhân dân\nphường A")
    assert (draft.symbol, draft.place, draft.authority) == ("BC-UBND", "Phường A", "TM. ỦY BAN NHÂN DÂN")
    assert draft.subject.endswith("quý IV/2025")
    assert draft.reports_on == house.ward_a


@pytest.mark.parametrize("person", ["minh", "lan", "tam", "quang", "khach"])
def test_only_an_officer_of_the_unit_starts_and_writes(house: House, person: str) -> None:
    year, other = make_year(house), getattr(house, person)
    draft = make_draft(house.department, year.period, house.son)
    kept: Any = {"by": other, "at": AT}

    with pytest.raises(PermissionDenied):
        actions.start_draft(house.department, year.period, **kept)
    with pytest.raises(PermissionDenied):
        actions.write_sections(draft, TEXTS, before=draft.revision, **kept)
    with pytest.raises(PermissionDenied):
        actions.write_head(draft, head_of(draft), before=draft.revision, **kept)
    with pytest.raises(PermissionDenied):
        actions.accept_figures(draft, **kept)
    with pytest.raises(PermissionDenied):
        actions.add_figure(
            draft, key="a", indicator=year.sessions, unit=house.ward_a, period=year.period, **kept
        )
    with pytest.raises(PermissionDenied):
        actions.remove_figure(draft.figures.all()[0], **kept)


def test_writing_keeps_the_sections_in_their_order_and_what_stood_before_in_the_audit_row(
    house: House,
) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    texts = (TEXTS[2], TEXTS[0])

    actions.write_sections(draft, texts, by=house.son, at=AT, before=draft.revision)

    assert composing.texts_of(draft.sections.all()) == texts
    row = history(draft).filter(action="drafting.text_written").first()
    assert row is not None
    assert row.data["before"][1]["heading"] == "Kết quả"


def test_who_saves_over_another_persons_work_is_asked_to_look_again(house: House) -> None:
    draft = make_draft(house.department, make_year(house).period, house.son)
    opened_at = draft.revision
    actions.write_sections(draft, TEXTS[:2], by=house.son, at=AT, before=opened_at)

    with pytest.raises(errors.ChangedMeanwhileError):
        actions.write_sections(draft, TEXTS, by=house.son, at=AT, before=opened_at)

    assert draft.sections.count() == 2


def test_a_figure_that_changed_since_the_last_saving_says_what_it_was(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    assert not overviews.draft_page(draft).changed

    correct_answer(year, house.ward_a, 230)

    page = overviews.draft_page(draft)
    (figure,) = page.changed
    assert (figure.key, figure.printed, figure.before) == ("sessions", "1.230", "1.200")
    with override("en"):
        assert any("now 1.230; it was 1.200" in check.message for check in overviews.draft_page(draft).checks)

    draft = actions.accept_figures(draft, by=house.son, at=AT)
    assert not overviews.draft_page(draft).changed


def test_a_key_of_the_periods_forms_becomes_a_figure_when_it_is_saved(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    copies = make_indicator("copies", name="Bản", measure="bản")
    section = year.collections[0].form.sections.get()
    section.fields.create(indicator=copies, position=9)

    texts = (SectionText("", "Phát hành {{copies}} bản, {{unheard}} tờ."),)
    draft = actions.write_sections(draft, texts, by=house.son, at=AT, before=draft.revision)

    assert set(draft.figures.values_list("key", flat=True)) == {"sessions", "attendances", "copies"}


def test_a_figure_of_one_unit_and_quarter_is_added_once_and_removed_when_unused(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    quarter = year.collections[0].period
    named: Any = {"key": "a-quy-1", "indicator": year.sessions, "unit": house.ward_a, "period": quarter}

    figure = actions.add_figure(draft, **named, by=house.son, at=AT)
    shown = overviews.draft_page(draft).figures["a-quy-1"]
    assert (shown.number, shown.about) == (Decimal(200), "Phường A, quý I/2025")
    with pytest.raises(errors.KeyTakenError):
        actions.add_figure(draft, **named, by=house.son, at=AT)
    with pytest.raises(errors.FigureUsedError):
        actions.remove_figure(draft.figures.get(key="sessions"), by=house.son, at=AT)

    actions.remove_figure(figure, by=house.son, at=AT)
    assert not draft.figures.filter(key="a-quy-1").exists()


def test_a_figure_of_a_unit_that_is_not_reported_on_is_refused(house: House) -> None:
    year = make_year(house)
    draft = make_draft(house.ward_a, year.period, house.son, (TEXTS[0],))
    abroad = house.khach.memberships.all()[0].unit

    with pytest.raises(PermissionDenied):
        actions.add_figure(
            draft, key="a", indicator=year.sessions, unit=abroad, period=year.period, by=house.son, at=AT
        )
    with pytest.raises(ValidationError):
        actions.add_figure(
            draft, key="không dấu", indicator=year.sessions, unit=house.ward_a, period=year.period,
            by=house.son, at=AT,
        )  # fmt: skip


def test_the_checks_put_blocking_ones_first_and_name_what_is_wrong(house: House) -> None:
    year = make_year(house)
    year.collections[3].submissions.filter(unit=house.ward_b).update(state="submitted")
    texts = (
        TEXTS[0],
        SectionText("", "Có 486/520 hộ, đạt 93,6%; {{sessions}} cuộc, {{gone}}; …"),
    )
    draft = make_draft(house.department, year.period, house.son, texts)

    with override("en"):
        checks = overviews.draft_page(draft).checks

    assert [check.blocking for check in checks] == sorted((c.blocking for c in checks), reverse=True)
    said = "\n".join(check.message for check in checks)
    for expected in (
        "Section 2 has no heading",
        "{{gone}}",
        "Figures of 1/2 units",
        "486/520",
        "gaps",
    ):
        assert expected in said, expected
    warnings = [check.message for check in checks if not check.blocking]
    assert any("Figures of 1/2 units" in message for message in warnings)


def test_a_figure_that_moved_while_the_text_was_written_still_looks_changed_after_saving(
    house: House,
) -> None:
    year = make_year(house)
    draft = make_draft(house.department, year.period, house.son)
    looked_at = overviews.draft_page(draft).fingerprint
    correct_answer(year, house.ward_a, 230)
    kept: Any = {"by": house.son, "at": AT}

    draft = actions.write_sections(draft, TEXTS, before=draft.revision, looked_at=looked_at, **kept)
    still = overviews.draft_page(draft)
    draft = actions.write_sections(draft, TEXTS, before=draft.revision, looked_at=still.fingerprint, **kept)

    assert [figure.key for figure in still.changed] == ["sessions"]
    assert not overviews.draft_page(draft).changed
