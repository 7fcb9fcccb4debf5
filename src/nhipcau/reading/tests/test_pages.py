"""Where in the text of a PDF, or of pictures, each page starts; which pages were recognised."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nhipcau.reading import Limits, load
from nhipcau.reading.load.joining import join_lines, join_pages
from nhipcau.reading.tests.test_recognition import LINES, a_scan, page, saved

_LINES = st.sampled_from(
    [
        "",
        "1",
        "12",
        ", tiếp theo",
        "a) Lễ hội",
        "- khai mạc",
        "và",
        "Kế hoạch năm,",
        "ỦY BAN",
        "Một câu dài. " * 5,
    ]
)


@given(st.lists(st.lists(_LINES, max_size=5), max_size=4))
def test_pages_joined_are_the_lines_joined_and_each_page_starts_inside_in_order(
    pages: list[list[str]],
) -> None:
    text, starts = join_pages(pages)

    assert text == "\n".join(join_lines([line for lines in pages for line in lines])).strip()
    assert len(starts) == len(pages)
    assert list(starts) == sorted(starts)
    assert all(0 <= start <= len(text) for start in starts)


def test_a_pdf_of_text_says_where_its_pages_start(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(a_scan("Trang thu nhat cua van ban.", "Trang thu hai cua van ban."))

    loaded = load(path)

    assert [loaded.text[start:][:13] for start in loaded.pages] == ["Trang thu nha", "Trang thu hai"]
    assert loaded.recognised == loaded.unread == ()


def test_a_recognised_page_is_named_and_one_left_out_too(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(a_scan("Trang thu nhat cua van ban.", page(*LINES), page(*LINES)))

    loaded = load(path, limits=Limits(recognised_pages=1))

    assert (loaded.recognised, loaded.unread) == ((2,), (3,))
    assert loaded.text[loaded.pages[1] :].startswith("Căn cứ Kế hoạch")


def test_the_pages_of_a_picture_start_where_its_pictures_do(tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    path.write_bytes(saved(page(*LINES), "TIFF", save_all=True, append_images=[page("Trang hai")]))

    loaded = load(path)

    assert [loaded.text[start:][:9].strip() for start in loaded.pages] == ["Căn cứ Kế", "Trang hai"]
    assert loaded.recognised == (1, 2)
