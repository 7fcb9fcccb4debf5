"""The letters of a page: only fonts that know Vietnamese."""

import io

import pypdfium2
import typst

from nhipcau.writing import serif, to_pdf
from nhipcau.writing.tests.builders import make_document

ALPHABET = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxy àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ"
)


def test_every_face_of_a_chosen_font_knows_every_letter() -> None:
    chosen = [
        font for font in typst.Fonts(font_paths=list(serif.folders()), include_system_fonts=False).fonts()
    ]

    for font in chosen:
        if font.path and font.family in serif.FAMILIES:
            assert serif.knows(font.path, ALPHABET.replace(" ", "") + ALPHABET.replace(" ", "").upper())


def test_bold_italic_words_are_read_back_as_they_were_set() -> None:
    page = pypdfium2.PdfDocument(io.BytesIO(to_pdf(make_document())))[0]

    assert "Nơi nhận:" in page.get_textpage().get_text_range()
