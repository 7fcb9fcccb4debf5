"""Documents mentioned in short stand for what was cited before, where only one fits."""

import pytest

from nhipcau.reading import read_text

FIRST = "Thực hiện Chỉ thị số 11-CT/TU, ngày 20/01/2026 của Tỉnh ủy; "
ROWS = [
    # by its figure
    (FIRST + "quán triệt Chỉ thị 11.", [("Chỉ thị 11", "11-CT/TU", "2026-01-20", "Tỉnh ủy")]),
    (FIRST + "quán triệt Chỉ thị số 11 đến chi bộ.", [("Chỉ thị số 11", "11-CT/TU", "2026-01-20", "Tỉnh ủy")]),
    # by "nêu trên"
    (FIRST + "theo Chỉ thị nêu trên.", [("Chỉ thị nêu trên", "11-CT/TU", "2026-01-20", "Tỉnh ủy")]),
    # a later mention by kind and number
    (FIRST + "theo Chỉ thị số 11-CT/TU.", [("Chỉ thị số 11-CT/TU", "11-CT/TU", "2026-01-20", "Tỉnh ủy")]),
    # another figure, another kind: unresolved
    (FIRST + "theo Chỉ thị 12 và Kế hoạch 11.", [("Chỉ thị 12", None, None, None), ("Kế hoạch 11", None, None, None)]),
    # two candidates: unresolved
    ("Chỉ thị số 11-CT/TU, Chỉ thị số 11-CT/TW; theo Chỉ thị 11", [("Chỉ thị 11", None, None, None)]),
    # what comes later is no candidate
    ("theo Chỉ thị 11; Chỉ thị số 11-CT/TU", [("Chỉ thị 11", None, None, None)]),
    # a duration is no number
    ("Kế hoạch 5 năm", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_short_forms(text: str, expected: list[tuple[str, ...]]) -> None:
    found = read_text(text).short_forms

    assert [
        (one.text, one.number, one.date and one.date.isoformat(), one.authority) for one in found
    ] == expected


def test_this_document_is_the_document_itself() -> None:
    text = (
        "TỈNH ỦY A\n*\nSố 45-KL/TU\nKẾT LUẬN\nvề đối ngoại\n\nCác cấp ủy thực hiện Kết luận này, Quy chế này."
    )

    own, other = read_text(text).short_forms

    assert (own.text, own.own, own.number) == ("Kết luận này", True, "45-KL/TU")
    assert (other.text, other.own, other.number) == ("Quy chế này", False, None)
