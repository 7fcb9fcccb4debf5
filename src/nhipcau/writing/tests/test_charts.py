"""Charts as pictures: what was given is what is drawn, and a gap stays a gap."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import altair
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError  # type: ignore[import-untyped]  # comes with Altair, without types
from PIL import Image

from nhipcau.writing import Chart, Series
from nhipcau.writing.charts import COLOURS, FONT_FOLDER, png_of, spec_of, svg_of
from nhipcau.writing.model import MAX_CATEGORIES, MAX_SERIES, ChartKind

KINDS: tuple[ChartKind, ...] = ("bar", "stacked", "line")
QUARTERS = ("Quý I", "Quý II", "Quý III", "Quý IV")
PER_MM = 96 / 25.4


def chart(
    kind: ChartKind = "bar",
    categories: tuple[str, ...] = QUARTERS,
    *values: tuple[float | str | None, ...],
    unit: str = "lượt khách",
    decimals: int = 0,
) -> Chart:
    given = values or ((6120, 3518, 2946, 4390),)
    series = tuple(
        Series(f"Năm {2026 - place}", tuple(None if one is None else Decimal(str(one)) for one in row))
        for place, row in enumerate(given)
    )
    return Chart("Lượt khách", kind, categories, series, unit, decimals)


def words_of(svg: str) -> list[str]:
    """Return the texts of a picture as they are read, the lines of a label joined."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own picture
    return [
        " ".join(" ".join(one.itertext()).split()) for one in root.iter("{http://www.w3.org/2000/svg}text")
    ]


def marks_of(svg: str, role: str) -> list[str]:
    """Return the labels that the picture itself gives its marks of one kind."""
    return re.findall(rf'aria-roledescription="{role}"[^>]*', svg)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_tells_its_unit_categories_and_series(kind: ChartKind) -> None:
    words = words_of(svg_of(chart(kind, QUARTERS, (1, 2, 3, 4), (5, 6, 7, 8)), width_mm=165))

    assert {"Đơn vị tính: lượt khách", *QUARTERS, "Năm 2026", "Năm 2025"} <= set(words)


def test_numbers_stand_as_vietnamese_writes_them() -> None:
    words = words_of(svg_of(chart("bar", ("A", "B"), (16974.25, -1200)), width_mm=165))

    assert "16.974" in words
    assert "-1.200" in words
    assert "15.000" in words  # of the axis
    assert not any("," in word or "−" in word for word in words)


def test_a_missing_value_is_a_gap_and_no_zero() -> None:
    bars = svg_of(chart("bar", QUARTERS, (5, None, 7, 0)), width_mm=165)
    line = svg_of(chart("line", QUARTERS, (5, None, 7, 8)), width_mm=165)

    assert [word for word in words_of(bars) if word in ("5", "7", "0")].count(
        "0"
    ) == 2  # of the axis and of a bar
    assert len(marks_of(line, "point")) == 3
    (path,) = re.findall(r'aria-roledescription="line mark"[^>]* d="([^"]*)"', line)
    assert path.count("M") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_of_nothing_says_so(kind: ChartKind) -> None:
    assert "Chưa có số liệu" in words_of(svg_of(chart(kind, ("A", "B"), (None, None)), width_mm=165))


def test_long_names_of_units_stand_beside_lying_bars_in_full() -> None:
    names = tuple(
        f"Ủy ban nhân dân quần đảo và xã {one}"
        for one in ("Bến Đá", "Cầu Ngư", "Hòn Sóng và vùng ven biển", "An Phú", "Long Mỹ")
    )
    spec = spec_of(chart("bar", names, (1, 2, 3, 4, 5)), width_mm=165)

    assert spec["layer"][0]["encoding"]["y"]["field"] == "category"
    assert set(names) <= set(words_of(svg_of(chart("bar", names, (1, 2, 3, 4, 5)), width_mm=165)))


def test_a_name_of_many_words_is_wrapped() -> None:
    name = "Sở Văn hóa, Thể thao và Du lịch"
    svg = svg_of(chart("bar", (name, "B", "C", "D"), (1, 2, 3, 4)), width_mm=165)

    assert name in words_of(svg)
    assert name not in svg


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_any_length_leave_room_for_the_chart(kind: ChartKind) -> None:
    long = "dia-diem-" * 20_000
    series = (Series(long, (Decimal(1), Decimal(2))), Series("b", (Decimal(1), Decimal(2))))
    svg = svg_of(Chart("c", kind, (long, "B"), series, long), width_mm=165)
    shift, _down = re.findall(r"<g [^>]*transform=\"translate\((\d+),(\d+)\)", svg)[0]

    assert int(shift) / PER_MM < 80
    assert len(svg) < 20_000


@pytest.mark.parametrize("kind", KINDS)
def test_the_greatest_chart_fits_a_page(kind: ChartKind) -> None:
    names = tuple(f"Xã số {one}" for one in range(MAX_CATEGORIES))
    rows = tuple(tuple(range(MAX_CATEGORIES)) for _ in range(MAX_SERIES))
    root = ElementTree.fromstring(svg_of(chart(kind, names, *rows), width_mm=165))  # noqa: S314 - our own picture

    assert float(root.attrib["height"]) / PER_MM < 240
    assert float(root.attrib["width"]) / PER_MM == pytest.approx(165, abs=1)


def test_both_pictures_have_the_width_asked_for() -> None:
    picture = Image.open(io.BytesIO(png_of(chart(), width_mm=165, dpi=200)))

    assert picture.width == pytest.approx(165 / 25.4 * 200, abs=8)
    assert picture.info["dpi"] == pytest.approx((200, 200), abs=1)


def test_the_same_chart_gives_the_same_picture() -> None:
    assert png_of(chart(), width_mm=165) == png_of(chart(), width_mm=165)


def test_categories_and_series_of_one_name_stay_apart() -> None:
    twice = Chart("c", "bar", ("Xã A", "Xã A"), (Series("x", (Decimal(1), Decimal(2))),) * 2)

    assert words_of(svg_of(twice, width_mm=165)).count("Xã A") == 2
    assert len(marks_of(svg_of(twice, width_mm=165), "bar")) == 4


def test_colours_differ_in_grey_print() -> None:
    greys = [_grey(one) for one in COLOURS]

    assert _least_step(greys[:4]) > 35
    assert _least_step(greys) > 12


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _least_step(greys: list[float]) -> float:
    ordered = sorted(greys)
    return min(after - before for before, after in pairwise(ordered))


def test_every_vietnamese_letter_is_drawn_in_our_own_letters() -> None:
    # A letter that the font lacks turns a whole label into another face.
    plain, marked = (
        Image.open(io.BytesIO(png_of(_named(name), width_mm=60))) for name in ("oooooo", "ộộộộộộ")
    )

    assert plain.width == marked.width
    assert _ink(plain) == pytest.approx(_ink(marked), abs=2)


def _named(name: str) -> Chart:
    return Chart("c", "bar", (name,), (Series("s", (Decimal(1),)),))


def _ink(picture: Image.Image) -> int:
    """Return how many columns the label under the axis takes."""
    box = picture.convert("L").crop((0, picture.height - 34, picture.width, picture.height - 8))
    dark = box.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark is not None
    return dark[2] - dark[0]


def test_the_licence_of_the_letters_comes_with_them() -> None:
    assert {one.name for one in Path(FONT_FOLDER).iterdir()} == {"NhipCauSerif.ttf", "LICENSE.txt"}


texts = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(str.strip)


@given(texts, texts, texts)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_names_come_out_as_they_went_in(category: str, series: str, unit: str) -> None:
    numbers = (Decimal(1), Decimal(2))
    named = Chart("c", "line", (category, "B"), (Series(series, numbers), Series("s", numbers)), unit)
    words = words_of(svg_of(named, width_mm=165))
    # XML reads each kind of line break as one and the same; a label is cut in lines at spaces.
    together = "".join("".join(words).split())

    for text in (category, series, f"Đơn vị tính: {unit}"):
        assert "".join(text.split()) in together


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("size", [2, 17])
def test_a_specification_is_as_the_schema_wants_it(kind: ChartKind, count: int, size: int) -> None:
    names = tuple(f"Đơn vị thứ {one} của tỉnh Bến Đá" for one in range(size))
    drawn = chart(kind, names, *(tuple(range(-1, size - 1)),) * count)

    altair.LayerChart.validate(spec_of(drawn, width_mm=165) | {"data": {"values": []}})


def test_a_specification_that_the_schema_does_not_know_is_seen() -> None:
    wrong = spec_of(chart(), width_mm=165) | {"autosize": 5}

    with pytest.raises(ValidationError, match="fit-x"):
        altair.LayerChart.validate(wrong)
