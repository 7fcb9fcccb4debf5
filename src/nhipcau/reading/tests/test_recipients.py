"""The entries under "Nơi nhận"."""

import pytest

from nhipcau.reading import read_text

ROWS = [
    ("- UBND tỉnh (b/c);\n- Lãnh đạo Sở;\n- Lưu: VT.", ["UBND tỉnh", "Lãnh đạo Sở"]),
    (
        "- Ban Tuyên giáo (Phòng B2 - để b/c),\n- Lưu Văn phòng.",
        ["Ban Tuyên giáo (Phòng B2)"],
    ),  # only the purpose goes
    (
        "- Phó Chủ tịch UBND tỉnh (phụ trách VX);\n- Lưu: VT",
        ["Phó Chủ tịch UBND tỉnh (phụ trách VX)"],
    ),  # a field stays
    ("Sở GDĐT (báo cáo);\nLưu: VT.", ["Sở GDĐT"]),  # no dashes
    ("- Như trên;      KT. CHỦ TỊCH\n- Lưu: VT.", ["Như trên"]),  # the signature in a second column
    ("- UBND tỉnh;\n- Lưu: VT.\n      TRƯỞNG PHÒNG", ["UBND tỉnh"]),
    ("- Các sở, ban,\nngành tỉnh;\n- Lưu: VT.", ["Các sở, ban", "ngành tỉnh"]),  # a comma may close an entry
    (
        "- Các phòng chuyên môn thuộc\nSở Ngoại vụ;\n- Lưu: VT.",
        ["Các phòng chuyên môn thuộc Sở Ngoại vụ"],
    ),  # a broken line
    # all on one line: what a semicolon parts inside an entry stays together
    ("- Như trên;- VPCP: BTCN; Vụ TH, TTĐT;- Lưu: VT.", ["Như trên", "VPCP: BTCN; Vụ TH, TTĐT"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_recipients(text: str, expected: list[str]) -> None:
    assert [recipient.name for recipient in read_text("Nơi nhận:\n" + text).recipients] == expected


def test_recipients_in_one_cell() -> None:
    text = "| Nơi nhận: - Như trên; - UBND tỉnh (để báo cáo); - Lưu: VT. | KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Văn Bình |"

    reading = read_text(text)

    assert [recipient.name for recipient in reading.recipients] == ["Như trên", "UBND tỉnh"]
