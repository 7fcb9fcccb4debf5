"""Lists of units from files: read, compared with what is here, chosen, applied; codes are never identity."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from nhipcau.audit.log import history
from nhipcau.units import importing, reorganising
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.comparing import NEW, Comparison, Fault, Outcome
from nhipcau.units.errors import (
    ChangedSinceError,
    ColumnsError,
    ListAppliedError,
    ListNotReadyError,
    NothingChangedError,
    TableRefusedError,
)
from nhipcau.units.models import Kind, Membership, Role, Unit, UnitChange, UnitList, UnitVersion, User
from nhipcau.units.tables import MOST_ROWS, TableError, columns_of, read_table
from nhipcau.units.tests.builders import House, make_unit

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = date(2026, 7, 1)
HEADINGS = ("Mã TP", "Tỉnh / Thành Phố", "Mã PX", "Phường Xã", "Cấp")


def csv_of(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    return "\n".join(",".join(row) for row in (headings, *rows)).encode()


def xlsx_of(*rows: Sequence[Any]) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.fixture
def province(house: House) -> House:
    """Give the units codes, as the list has them, and add communes to compare."""
    UnitVersion.objects.filter(unit=house.province).update(code="90")
    UnitVersion.objects.filter(unit=house.ward_a).update(code="00001")
    UnitVersion.objects.filter(unit=house.ward_b).update(code="00002")
    for name, code in (("Xã Đông", "00003"), ("Xã Tây", "00004"), ("Xã Nam", "00005")):
        unit = make_unit(name, house.province, kind=Kind.COMMUNE)
        UnitVersion.objects.filter(unit=unit).update(code=code)
    return house


def take_in(content: bytes, by: User) -> UnitList:
    return importing.take_in_list("dm.csv", content, effective_on=DAY, legal_basis="QĐ 19", by=by, at=AT)


def compared(kept: UnitList, by: User) -> Comparison:
    return importing.comparison_of(UnitList.objects.get(pk=kept.pk), by)


def outcomes(comparison: Comparison) -> dict[str, Outcome]:
    return {each.row.name: each.outcome for each in comparison.rows}


def row(code: str, name: str, kind: str = "", province: str = "Tỉnh Bến Đá") -> tuple[str, ...]:
    return ("90", province, code, name, kind)


def test_a_list_is_compared_by_name_code_and_place(province: House) -> None:
    kept = take_in(
        csv_of(
            row("1", "Phường A"),  # a spreadsheet took the zeros of the code
            row("00022", "Phường B"),
            row("00003", "Phường Đông"),
            row("00004", "Xã Hoàn Toàn Khác"),
            row("00077", "Xã Mới", "Xã"),
        ),
        province.quang,
    )

    found = compared(kept, province.quang)

    assert outcomes(found) == {
        "Tỉnh Bến Đá": Outcome.SAME,
        "Phường A": Outcome.SAME,
        "Phường B": Outcome.RECODED,
        "Phường Đông": Outcome.RETYPED,
        "Xã Hoàn Toàn Khác": Outcome.DOUBTFUL,  # the code alone says nothing
        "Xã Mới": Outcome.NEW,
    }
    names = {str(unit) for unit in Unit.objects.filter(pk__in=found.missing)}
    assert names == {"Xã Tây", "Xã Nam"}
    assert not UnitChange.objects.exists()


def test_wrong_rows_say_what_is_wrong_and_block_the_list(province: House) -> None:
    kept = take_in(
        csv_of(
            row("00001", ""), row("00002", "Tân An"), row("00003", "Xã Đông"), row("00003", "Xã Bắc"),
            row("00008", "Xã Xa", province=""), row("00009", "Xã Kia", province="Tỉnh Không Có"),
            row("00010", "Xã Đông"), row("00011", "Xã " + "a" * 250),
        ),
        province.quang,
    )  # fmt: skip

    found = compared(kept, province.quang)

    faults = {each.row.number: each.fault for each in found.of(Outcome.ERROR)}
    assert faults[2] == Fault.NO_NAME
    assert faults[3] == Fault.NO_KIND
    assert faults[5] == Fault.CODE_TWICE
    assert faults[6] == Fault.NO_PROVINCE
    assert faults[7] == Fault.CODE_TWICE  # the code of a province, with another name
    assert faults[8] == Fault.NAME_TWICE
    assert faults[9] == Fault.TOO_LONG
    with pytest.raises(ListNotReadyError):
        importing.apply_list(kept, expected=found.digest, by=province.quang, at=AT)


def test_a_list_is_applied_once_in_one_transaction_and_can_be_undone(province: House) -> None:
    kept = take_in(
        csv_of(
            row("00001", "Phường A"), row("00022", "Phường B"), row("00003", "Phường Đông"),
            row("00004", "Xã Hoàn Toàn Khác"), row("00077", "Xã Mới", "Xã"),
        ),
        province.quang,
    )  # fmt: skip
    doubtful = compared(kept, province.quang).of(Outcome.DOUBTFUL)[0]
    south = Unit.objects.get(versions__name="Xã Nam")
    importing.choose_for_list(
        kept, {str(doubtful.row.number): str(doubtful.candidates[0])}, [south.pk], by=province.quang, at=AT
    )
    before = set(UnitVersion.objects.values_list("unit", "name", "code", "valid_to"))
    digest = compared(kept, province.quang).digest
    with pytest.raises(ChangedSinceError):
        importing.apply_list(kept, expected="else", by=province.quang, at=AT)
    with pytest.raises(PermissionDenied):
        importing.apply_list(kept, expected=digest, by=province.khach, at=AT)

    changes = importing.apply_list(kept, expected=digest, by=province.quang, at=AT)

    today = {
        each.name: each.code for each in UnitVersion.objects.on(DAY).filter(kind__in=["ward", "commune"])
    }
    assert today == {
        "Phường A": "00001", "Phường B": "00022", "Phường Đông": "00003", "Xã Hoàn Toàn Khác": "00004",
        "Xã Mới": "00077",
    }  # fmt: skip
    assert Unit.objects.get(versions__name="Xã Hoàn Toàn Khác") == Unit.objects.get(versions__name="Xã Tây")
    assert len(changes) == 5
    assert history(kept).count() == 3
    with pytest.raises(ListAppliedError):
        importing.apply_list(kept, expected=digest, by=province.quang, at=AT)
    for change in changes:
        reorganising.undo_change(change, by=province.quang, at=AT)
    assert set(UnitVersion.objects.values_list("unit", "name", "code", "valid_to")) == before


def test_a_doubtful_row_can_be_a_new_unit_on_a_code_given_again(province: House) -> None:
    kept = take_in(csv_of(row("00004", "Xã Hoàn Toàn Khác")), province.quang)
    number = compared(kept, province.quang).of(Outcome.DOUBTFUL)[0].row.number

    importing.choose_for_list(kept, {str(number): NEW}, [], by=province.quang, at=AT)

    assert outcomes(compared(kept, province.quang))["Xã Hoàn Toàn Khác"] == Outcome.NEW
    importing.choose_for_list(kept, {str(number): ""}, [], by=province.quang, at=AT)
    assert outcomes(compared(kept, province.quang))["Xã Hoàn Toàn Khác"] == Outcome.DOUBTFUL


def test_a_commune_in_another_province_of_ones_own_is_moved_and_a_new_province_needs_the_country(
    province: House,
) -> None:
    rows = csv_of(
        ("91", "Tỉnh Mới", "00003", "Xã Đông", ""), ("91", "Tỉnh Mới", "00050", "Xã Núi", "")
    )  # fmt: skip
    kept = take_in(rows, province.quang)
    assert compared(kept, province.quang).of(Outcome.ERROR)[0].fault == Fault.PROVINCE_NEW

    country = make_unit("Việt Nam", kind=Kind.COUNTRY)
    UnitVersion.objects.filter(unit=province.province).update(parent=country)
    Membership.objects.create(
        user=province.quang, unit=country, role=Role.ADMINISTRATOR, valid_from=date(2020, 1, 1)
    )
    found = compared(kept, province.quang)
    assert outcomes(found) == {"Tỉnh Mới": Outcome.NEW, "Xã Đông": Outcome.MOVED, "Xã Núi": Outcome.NEW}
    importing.apply_list(kept, expected=found.digest, by=province.quang, at=AT)
    new = Unit.objects.get(versions__name="Tỉnh Mới")
    assert {each.name for each in UnitVersion.objects.on(DAY).filter(parent=new)} == {"Xã Đông", "Xã Núi"}
    assert UnitVersion.objects.on(DAY).get(unit=new).parent == country


def test_columns_are_known_by_their_headings_and_can_be_named(province: House) -> None:
    assert columns_of(["Tinh Thanh Pho", "MÃ TP", "Phuong Xa", "ma px"]) == {
        "province_code": 1, "province": 0, "code": 3, "name": 2,
    }  # fmt: skip
    kept = take_in(csv_of(("Tỉnh Bến Đá", "Phường A"), headings=("Cột một", "Cột hai")), province.quang)
    with pytest.raises(ColumnsError):
        importing.name_columns(kept, {"name": 1}, by=province.quang, at=AT)

    importing.name_columns(kept, {"province": 0, "name": 1}, by=province.quang, at=AT)

    assert outcomes(compared(kept, province.quang)) == {"Tỉnh Bến Đá": Outcome.SAME, "Phường A": Outcome.SAME}
    digest = compared(kept, province.quang).digest
    with pytest.raises(NothingChangedError):
        importing.apply_list(kept, expected=digest, by=province.quang, at=AT)


def test_workbooks_and_tables_of_several_kinds_are_read() -> None:
    book = xlsx_of(["DANH MỤC"], [], ["Mã TP", "Tỉnh", "Mã PX", "Phường Xã"], [1.0, "Tỉnh X", 4, "Phường Y"])
    assert read_table("a.xlsx", book).rows == (("1", "Tỉnh X", "4", "Phường Y"),)
    assert read_table("a.xlsx", book).first == 4
    for content in (
        "Tỉnh;Phường Xã\nX;Y\n".encode("utf-8-sig"), "Tỉnh\tPhường Xã\nX\tY\n".encode("utf-16")
    ):  # fmt: skip
        assert read_table("a.csv", content).rows == (("X", "Y"),)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"PK\x03\x04 broken", b"\xff\xfe\x00", b"one\ntwo\n", "Tỉnh,Tên\n".encode(),
     b"a,b\n" * (MOST_ROWS + 5)],
)  # fmt: skip
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(TableError):
        read_table("x", content)


def test_a_refused_file_says_why(house: House) -> None:
    with pytest.raises(TableRefusedError):
        take_in(b"\x00\x01", house.quang)
    with pytest.raises(PermissionDenied):
        take_in(csv_of(row("1", "Xã A")), house.son)
    assert not UnitList.objects.exists()


@contextmanager
def uploaded(name: str, content: bytes) -> Iterator[dict[str, Any]]:
    yield {
        "file": SimpleUploadedFile(name, content), "effective_on": "01/07/2026", "legal_basis": "QĐ 19",
    }  # fmt: skip


def test_a_list_goes_from_the_file_to_the_units_on_its_pages(province: House, client: Client) -> None:
    client.force_login(province.quang)
    content = csv_of(row("00001", "Phường A"), row("00004", "Xã Khác Hẳn"), row("00077", "Xã Mới"))
    with uploaded("dm.txt", b"\x00") as wrong:
        assert client.post(reverse("units:take_in_list"), wrong).context["form"].errors
    with uploaded("dm.csv", content) as given:
        address = client.post(reverse("units:take_in_list"), given)["Location"]
    page = client.get(address)
    assert not page.context["is_ready"]
    doubtful = page.context["sections"][0].lines[0]
    number = doubtful.compared.row.number

    client.post(address, {f"row-{number}": doubtful.choices[0][0]})
    page = client.get(address)
    assert page.context["is_ready"]
    client.post(f"{address}apply/", {"digest": page.context["digest"]})

    applied = client.get(address)
    assert len(applied.context["changes"]) == 2
    assert UnitVersion.objects.on(DAY).filter(name__in=["Xã Mới", "Xã Khác Hẳn"]).count() == 2
    assert "dm.csv" in client.get(reverse("units:lists")).content.decode()
    named = client.post(f"{address}columns/", {"province": "1", "name": "3"})
    assert named["Location"] == address
    assert UnitList.objects.get().columns["code"] == 2  # an applied list stays as it was


def test_the_installation_applies_a_list_too(province: House) -> None:
    kept = take_in(csv_of(row("00077", "Xã Mới")), province.quang)

    assert importing.comparison_of(kept, ensure_system_user()).of(Outcome.ERROR)
