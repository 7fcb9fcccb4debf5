"""The round trip of an answer through a spreadsheet."""

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from nhipcau.reporting import errors
from nhipcau.reporting.actions import Entry, save_values
from nhipcau.reporting.models import FormQuestion, Submission, SubmissionState
from nhipcau.reporting.tests.builders import DURING, make_answer, make_collection, make_form, make_indicator
from nhipcau.reporting.workbook import Identity, Row, read_workbook, write_workbook
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person

IDENTITY = Identity(1, 2, 3, "vi", "Báo cáo quý", "Quý IV/2026", "Phường A")
FIGURE = Row("Tuyên truyền", "so-cuoc", "Số cuộc", "cuộc", Decimal(3), nothing=False, note="")
BLANK_FORM = write_workbook(IDENTITY, "16/12/2026", [FIGURE], [])
FIRST = 8  # the row of the first figure: head, headings, section


@pytest.fixture
def answer(house: House) -> Submission:
    """Phường A has 12 sessions so far, whose note looks like a formula; three figures are asked for."""
    indicators = [make_indicator(code) for code in ("so-cuoc", "luot-nguoi", "kinh-phi")]
    form = make_form(house.department, *indicators)
    FormQuestion.objects.create(section=form.sections.get(), prompt="Cách làm hay?", position=1)
    collection = make_collection(form, house.ward_a, house.ward_b)
    answer = make_answer(
        collection,
        house.ward_a,
        {"so-cuoc": 12, "luot-nguoi": None, "kinh-phi": None},
        state=SubmissionState.DRAFT,
    )
    answer.values.filter(indicator__code="so-cuoc").update(note="=HYPERLINK(1)")
    return answer


def address(name: str, answer: Submission) -> str:
    return reverse(f"reporting:{name}", args=[answer.pk])


def fetched(client: Client, answer: Submission) -> bytes:
    return client.get(address("workbook", answer)).content


def filled(content: bytes, fill: Callable[[Any], object]) -> bytes:
    """Return the workbook after somebody filled it in."""
    book = load_workbook(io.BytesIO(content))
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(row: int, column: int, value: object) -> Callable[[Any], object]:
    return lambda book: book.worksheets[0].cell(row=row, column=column, value=value)


def sent_up(client: Client, answer: Submission, content: bytes) -> Any:
    return client.post(address("upload", answer), {"file": SimpleUploadedFile("biểu.xlsx", content)})


def taken_over(client: Client, page: Any) -> Any:
    """Press the button of the preview."""
    shown = page.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', shown))
    fields |= dict(re.findall(r'<textarea hidden name="([\w-]+)">([^<]*)</textarea>', shown))
    return client.post(re.search(r'action="([^"]+/check/)"', shown)[1], fields)  # type: ignore[index]  # it is there


def test_a_form_filled_in_away_shows_what_it_changes_and_is_taken_over(
    client: Client, house: House, answer: Submission
) -> None:
    client.force_login(house.lan)

    def fill(book: Any) -> None:
        figures, words = book.worksheets[:2]
        figures.cell(row=FIRST, column=4, value=14)
        figures.cell(row=FIRST + 1, column=4, value="1.200")
        figures.cell(row=FIRST + 2, column=5, value="x")
        words.cell(row=2, column=4, value="Loa lưu động")

    page = sent_up(client, answer, filled(fetched(client, answer), fill))
    assert [one.indicator.code for one in page.context["changes"]] == ["so-cuoc", "luot-nguoi", "kinh-phi"]
    assert answer.values.get(indicator__code="so-cuoc").number == 12
    assert taken_over(client, page).status_code == 302

    cells = {one.indicator.code: (one.state, one.number, one.note) for one in answer.values.all()}
    assert cells == {
        "so-cuoc": ("number", 14, "=HYPERLINK(1)"),
        "luot-nguoi": ("number", 1200, ""),
        "kinh-phi": ("not_applicable", None, ""),
    }
    assert answer.narratives.get().text == "Loa lưu động"


def test_a_form_sent_up_as_it_came_changes_nothing_and_holds_no_formula(
    client: Client, house: House, answer: Submission
) -> None:
    client.force_login(house.lan)
    content = fetched(client, answer)
    kinds = {one.data_type for sheet in load_workbook(io.BytesIO(content)) for row in sheet for one in row}

    page = sent_up(client, answer, content)

    assert "f" not in kinds
    assert not page.context["anything"]


@pytest.mark.parametrize(("typed", "number"), [("1,200", 1200), ("1.200", 1200), ("16 974", 16974), (7.0, 7)])
def test_numbers_as_text_are_understood_in_both_local_forms(
    client: Client, house: House, answer: Submission, typed: object, number: int
) -> None:
    client.force_login(house.lan)

    taken_over(client, sent_up(client, answer, filled(fetched(client, answer), cell(FIRST, 4, typed))))

    assert answer.values.get(indicator__code="so-cuoc").number == Decimal(number)


@pytest.mark.parametrize("typed", ["=1+1", -5, "mười", "1,5", 1.5, True])
def test_what_is_no_figure_is_refused_by_row_and_the_rest_is_taken(
    client: Client, house: House, answer: Submission, typed: object
) -> None:
    client.force_login(house.lan)

    def fill(book: Any) -> None:
        book.worksheets[0].cell(row=FIRST, column=4, value=typed)
        book.worksheets[0].cell(row=FIRST + 1, column=4, value=80)

    page = sent_up(client, answer, filled(fetched(client, answer), fill))
    taken_over(client, page)

    assert len(page.context["wrong"]) + len(page.context["faults"]) == 1
    cells = dict(answer.values.values_list("indicator__code", "number"))
    assert [cells["so-cuoc"], cells["luot-nguoi"]] == [Decimal(12), Decimal(80)]


def test_a_form_of_another_unit_is_refused_and_says_whose_it_is(
    client: Client, house: House, answer: Submission
) -> None:
    other = make_answer(answer.collection, house.ward_b, {"so-cuoc": 5}, state=SubmissionState.DRAFT)
    client.force_login(house.hoa)
    content = fetched(client, other)
    client.force_login(house.lan)

    page = sent_up(client, answer, content)

    assert page.status_code == 422
    assert "Phường B" in page.content.decode()


def with_macros(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def without_identity(content: bytes) -> bytes:
    return filled(content, lambda book: book.remove(book["nhipcau"]))


def with_a_turned_identity(content: bytes) -> bytes:
    return filled(content, lambda book: book["nhipcau"].cell(row=1, column=2, value="x"))


@pytest.mark.parametrize(
    "broken",
    [
        with_macros,
        without_identity,
        with_a_turned_identity,
        lambda content: content[:2000],
        lambda _content: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        lambda _content: b"so-cuoc;12",
    ],
)
def test_files_that_are_no_form_of_ours_are_refused_with_what_to_do(
    client: Client, house: House, answer: Submission, broken: Callable[[bytes], bytes]
) -> None:
    client.force_login(house.lan)

    page = sent_up(client, answer, broken(fetched(client, answer)))

    assert page.status_code == 422
    assert page.context["form"].errors["file"]


@given(at=st.integers(min_value=0), sign=st.integers(min_value=0, max_value=255), cut=st.booleans())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at: int, sign: int, cut: bool) -> None:  # noqa: FBT001  # a case, not a switch
    content = bytearray(BLANK_FORM)
    content[at % len(content)] = sign

    with contextlib.suppress(errors.WorkbookError):
        read_workbook(bytes(content[: at % len(content)] if cut else content))


@pytest.mark.parametrize("part", zipfile.ZipFile(io.BytesIO(BLANK_FORM)).namelist())
def test_a_file_with_a_part_missing_or_broken_is_read_or_refused(part: str) -> None:
    for content in (None, b"", b"<a>", b"<a xmlns='b'><c/></a>"):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(BLANK_FORM)) as whole, zipfile.ZipFile(out, "w") as package:
            for name in whole.namelist():
                if name != part or content is not None:
                    package.writestr(
                        name, content if name == part and content is not None else whole.read(name)
                    )

        with contextlib.suppress(errors.WorkbookError):
            read_workbook(out.getvalue())


def test_what_somebody_wrote_on_the_page_since_the_download_is_not_undone(
    client: Client, house: House, answer: Submission
) -> None:
    mai = make_person("mai", house.ward_a, Role.REPORTER)
    client.force_login(house.lan)
    content = filled(fetched(client, answer), cell(FIRST, 4, 20))
    entries = {"so-cuoc": Entry("15"), "luot-nguoi": Entry("300")}
    save_values(answer, entries, revision=0, by=mai, at=DURING)

    page = sent_up(client, answer, content)

    (change,) = page.context["changes"]
    assert (change.indicator.code, change.entry.text) == ("so-cuoc", "20")
    assert "Mai" in change.theirs
    taken_over(client, page)
    cells = dict(answer.values.values_list("indicator__code", "number"))
    assert [cells["so-cuoc"], cells["luot-nguoi"]] == [Decimal(20), Decimal(300)]


def test_a_sent_answer_takes_no_file(client: Client, house: House, answer: Submission) -> None:
    client.force_login(house.lan)
    content = filled(fetched(client, answer), cell(FIRST, 4, 20))
    Submission.objects.update(state=SubmissionState.SUBMITTED)

    assert sent_up(client, answer, content).status_code == 302
    assert answer.values.get(indicator__code="so-cuoc").number == 12
