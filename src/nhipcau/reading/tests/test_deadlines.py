"""By when duties are due."""

import pytest

from nhipcau.reading import read_text
from nhipcau.reading.tables.deadlines import PERIODS, RELATIONS

HEAD = "UBND TỈNH A\nSố: 05/KH-UBND\nBến Đá, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\n{subject}\n\n"
BODY = "III. TỔ CHỨC THỰC HIỆN\n1. Sở Du lịch báo cáo kết quả {when}.\n"
ROWS = [
    ("trước ngày 20/11", [("before", "2026-11-20", None)]),  # the one year that is possible
    ("trước ngày 20 tháng 11", [("before", "2026-11-20", None)]),
    ("trước ngày 15/12/2026", [("before", "2026-12-15", None)]),
    ("chậm nhất ngày 10/9/2026", [("by", "2026-09-10", None)]),
    ("trước 10 giờ ngày 23/9/2026", [("before", "2026-09-23", None)]),
    ("trong tháng 6/2026", [("in", "2026-06-30", None)]),
    ("trong tháng 12 năm 2026", [("in", "2026-12-31", None)]),
    ("trong quý II/2026", [("in", "2026-06-30", None)]),
    ("trong quý IV năm 2026", [("in", "2026-12-31", None)]),
    ("trong năm 2027", [("in", "2027-12-31", None)]),
    ("định kỳ hằng quý", [("every", None, "FREQ=MONTHLY;INTERVAL=3")]),
    ("định kỳ 6 tháng", [("every", None, "FREQ=MONTHLY;INTERVAL=6")]),
    ("vào thứ Sáu hằng tuần", [("every", None, "FREQ=WEEKLY;BYDAY=FR")]),
    ("03 tháng một lần", [("every", None, "FREQ=MONTHLY;INTERVAL=3")]),
    ("từ ngày 01 đến ngày 18/11/2026", [("by", "2026-11-18", None)]),
    ("trước ngày 15 hằng tháng", [("before", None, "FREQ=MONTHLY;BYMONTHDAY=15")]),
    ("trước ngày 20/11 hằng năm", [("before", None, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20")]),
    ("trước ngày 10 tháng cuối quý", [("before", None, "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=10")]),
    ("trước ngày 31/4", [("before", None, None)]),  # no such day
    ("trước ngày 15/01", [("before", None, None)]),  # in the subject's year it is past: two years are possible
    ("đầy đủ", []),
]  # fmt: skip


def found(when: str, subject: str = "Công tác năm 2026") -> list[tuple[str, str | None, str | None]]:
    text = HEAD.format(subject=subject) + BODY.format(when=when)
    return [
        (one.relation, one.due.isoformat() if one.due else None, one.recurrence)
        for one in read_text(text).deadlines
    ]


@pytest.mark.parametrize(("when", "expected"), ROWS)
def test_deadlines(when: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert found(when) == expected


def test_a_day_without_a_year_waits_for_one() -> None:
    text = BODY.format(when="trước ngày 20/11")

    assert [one.due for one in read_text(text).deadlines] == [None]
    assert found("trước ngày 15/01", subject="Công tác đối ngoại") == [("before", "2027-01-15", None)]


def test_a_deadline_belongs_to_its_duty() -> None:
    reading = read_text(BODY.format(when="trước ngày 20/11/2026"))

    assert [one.duty_start for one in reading.deadlines] == [reading.duties[0].start]


@pytest.mark.parametrize(("word", "relation"), RELATIONS.items())
def test_every_word_of_a_deadline_is_read(word: str, relation: str) -> None:
    assert found(f"{word} ngày 20/11/2026") == [(relation, "2026-11-20", None)]


@pytest.mark.parametrize(("period", "rule"), PERIODS.items())
def test_every_period_recurs(period: str, rule: str) -> None:
    assert found(f"hằng {period}") == [("every", None, rule)]


def test_the_date_of_a_document_that_is_carried_out_gives_no_year() -> None:
    subject = "Thực hiện Kế hoạch số 12/KH-UBND ngày 14/9/2024"

    assert found("trước ngày 31/7", subject) == [("before", "2026-07-31", None)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Trước 15/3/2026", ("2026-03-15", None)),
        ("20/3/2026", ("2026-03-20", None)),
        ("01/3/2026 - 20/3/2026", ("2026-03-20", None)),  # a stretch of time: its end
        ("Quý II/2026", ("2026-06-30", None)),
        ("Tháng 4/2026", ("2026-04-30", None)),
        ("Năm 2026", ("2026-12-31", None)),
        ("Hằng tuần", (None, "FREQ=WEEKLY")),
    ],
)
def test_a_column_for_the_time(cell: str, expected: tuple[str | None, str | None]) -> None:
    table = (
        "| Nội dung | Đơn vị chủ trì | Thời gian hoàn thành |\n"
        f"| Treo cờ | Sở Du lịch | {cell} |\n| Mở cửa | Các xã | Thường xuyên |"
    )

    reading = read_text(table)
    assert [(one.due.isoformat() if one.due else None, one.recurrence) for one in reading.deadlines] == [
        expected
    ]
    assert reading.deadlines[0].duty_start == reading.duties[0].start
