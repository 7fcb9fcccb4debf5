"""Misread characters that the grammar round them makes certain: pattern of one character, and what it is."""

# A letter between digits can only be the digit it looks like; "Điều" is followed by an Arabic number.
REPAIRS = (
    (r"(?<=\d)[Oo](?=[Oo]?\d|[/.,-]\d)", "0"),
    (r"(?<=[\d.,]\d)[Oo](?=[ ;)])", "0"),  # not H2O
    (r"(?<=\d[/.,-])[Oo](?=\d)", "0"),
    (r"(?<=\d)[lI](?=\d|/\d)", "1"),
    (r"(?<=\d[/.,-])[lI](?=\d)", "1"),
    (r"(?<=[Nn]gày )[Oo](?=\d[/ ])", "0"),
    (r"(?<=[Nn]gày )[lI](?=\d[/ ])", "1"),
    (r"(?<=tháng )[Oo](?=\d\s+năm)", "0"),
    (r"(?<=tháng )[lI](?=[0-2]\s+năm)", "1"),
    (r"(?<=Điều )[lLI](?=[.:]\s)", "1"),
    (r"(?<=Số: )[Oo](?=\d+/)", "0"),
    (r"(?<=Số: )[lI](?=\d+/)", "1"),
)
