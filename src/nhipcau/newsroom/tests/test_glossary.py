"""Names and terms that are written in one way only."""

import pytest

from nhipcau.newsroom import errors, readiness
from nhipcau.newsroom.actions import Words
from nhipcau.newsroom.glossary import Named, holds, misspelt_places, slips
from nhipcau.newsroom.models import Place, Term
from nhipcau.newsroom.tests.builders import approve, make_item, text_of, write
from nhipcau.units.tests.builders import House

TERMS = (
    Named("Đồng Tháp", "Đồng Tháp", ("Dong Tap", "Dong Thap")),
    Named("Ủy ban nhân dân", "People's Committee"),
    Named("Bến Đá", "本达"),
)


@pytest.mark.parametrize(
    ("original", "translation", "found"),
    [
        ("Tỉnh Đồng Tháp", "Đồng Tháp Province", []),
        ("Tỉnh Đồng Tháp", "Dong Tap Province", ["Dong Tap"]),
        ("Tỉnh Đồng Tháp", "The province", ["Đồng Tháp"]),  # left out
        ("Tỉnh khác", "Dong Thap", ["Dong Thap"]),  # never right, wherever it stands
        ("Tỉnh khác", "Another province", []),
        ("Ủy ban nhân dân tỉnh", "The provincial people's committee", []),  # capitals aside
        ("Cảng Bến Đá", "在本达港", []),  # a script that sets no words apart
        ("Cảng Bến Đá", "在港口", ["Bến Đá"]),
        ("Đồng Thápp", "The province", []),  # another word
    ],
)
def test_a_term_is_translated_as_the_glossary_has_it(
    original: str, translation: str, found: list[str]
) -> None:
    assert [slip.found for slip in slips(original, translation, TERMS)] == found


PLACES = (Named("Bến Đá", "Bến Đá", ("Bến Dá",)), Named("Bến Đò", "Bến Đò"), Named("Cửa Bến", "Cửa Bến"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cảng Bến Đá và chợ Bến Đò", []),
        ("Cảng Bền Đá", ["Bền Đá"]),
        ("Cảng Ben Da", ["Ben Da"]),
        ("Cảng Bến Dá", ["Bến Dá"]),
        ("những bến đá cũ", []),  # no name: small letters
        ("Cảng Bê\u0301n Đá", []),  # composed in another way, the same word
        ("", []),
    ],
)
def test_a_place_is_written_as_in_the_list(text: str, found: list[str]) -> None:
    assert list(dict.fromkeys(slip.found for slip in misspelt_places(text, PLACES))) == found


def test_words_are_found_whole() -> None:
    assert holds("Về Đồng  Tháp.", "Đồng Tháp")
    assert not holds("Về Đồng Thápp", "Đồng Tháp")
    assert not holds("Bất kỳ", "")


def test_what_is_never_right_keeps_a_text_from_being_approved(house: House) -> None:
    Place.objects.create(name="Bến Đá", never=["Bến Dá"])
    Term.objects.create(source="Bến Đá", language="en", target="Bến Đá", never=["Ben Da"])
    item = make_item(house)
    wrong = write(house, item, "vi", Words("Cảng Bến Dá", "Tóm tắt.", "<p>Ở Bến Đá.</p>"))

    with pytest.raises(errors.SlipError):
        approve(house, wrong)
    approve(house, write(house, item, "vi", Words("Cảng Bến Đá", "Tóm tắt.", "<p>Ở Bến Đá.</p>")))

    english = write(house, item, "en", Words("Ben Da harbour", "Summary.", "<p>At Bến Đá.</p>"))
    assert any(isinstance(fault, errors.SlipError) for fault in readiness.faults(english))


def test_a_term_that_was_left_out_is_shown_and_stops_nobody(house: House) -> None:
    Term.objects.create(source="Bến Đá", language="en", target="Bến Đá")
    item = make_item(house)

    english = write(house, item, "en", Words("The harbour", "Summary.", "<p>At the harbour.</p>"))

    assert [slip.found for slip in readiness.slips(english)] == ["Bến Đá"]
    approve(house, text_of(item, "en"))
