"""Whether everybody can read a text."""

import pytest

from nhipcau.newsroom import errors
from nhipcau.newsroom.accessible import barriers, contrast, picture_barrier
from nhipcau.newsroom.actions import Words
from nhipcau.newsroom.tests.builders import approve, make_item, write
from nhipcau.units.tests.builders import House

MUST = [
    ("<h3>Nhỏ trước lớn</h3><p>Một.</p>", "Nhỏ trước lớn"),
    ("<h2> </h2><p>Một.</p>", ""),
    ('<p>Xem <a href="https://example.vn">tại đây</a>.</p>', "tại đây"),
    ('<p><a href="https://example.vn">Click here</a></p>', "Click here"),
    ('<p><a href="https://example.vn"></a></p>', "https://example.vn"),
]
FINE = [
    "<h2>Một</h2><h3>Hai</h3><h2>Ba</h2><p>Bốn.</p>",
    '<p>Xem <a href="https://example.vn">giờ tàu chạy</a>.</p>',
    "",
]
SHOWN = [
    ('<p><a href="https://example.vn/gio">https://example.vn/gio</a></p>', "https://example.vn/gio"),
    (f"<p>{'từ ' * 41}.</p>", "từ"),
    (f"<p>{'Một câu ngắn thôi. ' * 40}</p>", "Một câu"),
]


@pytest.mark.parametrize(("body", "where"), MUST)
def test_what_keeps_readers_out_must_be_mended(body: str, where: str) -> None:
    assert [barrier.where for barrier in barriers("Tên", "Tóm tắt", body) if barrier.must] == [where]


@pytest.mark.parametrize("body", FINE)
def test_what_everybody_can_read_is_left_alone(body: str) -> None:
    assert not list(barriers("Tên", "Tóm tắt", body))


@pytest.mark.parametrize(("body", "where"), SHOWN)
def test_what_could_be_easier_is_shown_and_stops_nobody(body: str, where: str) -> None:
    found = list(barriers("Tên", "Tóm tắt", body))

    assert found
    assert not any(barrier.must for barrier in found)
    assert found[0].where.startswith(where)


def test_long_and_shouting_titles_and_long_summaries_are_shown() -> None:
    assert len(list(barriers("T" + "ên " * 60, "Tóm tắt", ""))) == 1
    assert len(list(barriers("LỄ HỘI ĐÈN BIỂN", "Tóm tắt", ""))) == 1
    assert len(list(barriers("Tên", "Tóm tắt. " * 60, ""))) == 1


@pytest.mark.parametrize(
    ("alt", "must"),
    [("", True), ("  ", True), ("IMG_2034.jpg", True), ("Ảnh của lễ hội", False), ("dài " * 80, False)],
)
def test_a_picture_says_what_it_shows(alt: str, must: bool) -> None:  # noqa: FBT001  (a case)
    barrier = picture_barrier(alt)
    assert barrier is not None
    assert barrier.must == must
    assert picture_barrier("Thuyền hoa trên sông, phía sau là đồi.") is None


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == contrast("#000000", "#ffffff")
    assert contrast("#767676", "#ffffff") >= 4.5
    assert contrast("#777777", "#ffffff") < 4.5


def test_a_text_with_a_link_that_says_nothing_is_not_approved(house: House) -> None:
    item = make_item(house)
    text = write(
        house, item, "vi", Words("Tên", "Tóm tắt.", '<p>Xem <a href="https://e.vn">tại đây</a>.</p>')
    )

    with pytest.raises(errors.BarrierError):
        approve(house, text)

    mended = Words("Tên", "Tóm tắt.", '<p>Xem <a href="https://e.vn">giờ mở cửa</a>.</p>')
    approve(house, write(house, item, "vi", mended))
