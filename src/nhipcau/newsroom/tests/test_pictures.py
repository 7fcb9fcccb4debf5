"""Lead pictures."""

from io import BytesIO
from pathlib import PurePath

import pytest
from django.db import IntegrityError
from PIL import Image

from nhipcau.newsroom import actions, errors, pictures
from nhipcau.newsroom.tests.builders import NOON, make_item, picture_file
from nhipcau.units.tests.builders import House


def test_a_picture_loses_the_notes_of_the_camera_and_gets_two_sizes() -> None:
    drawn = pictures.draw_anew(picture_file(2000, 1000, place=True))

    large = Image.open(BytesIO(drawn.large))
    assert (large.width, large.height) == (drawn.width, drawn.height) == (1600, 800)
    assert not large.getexif()
    assert b"Nguy" not in drawn.large
    assert Image.open(BytesIO(drawn.small)).width == 640


def test_png_and_webp_are_taken_and_stored_as_jpeg() -> None:
    for kind in ("PNG", "WEBP"):
        assert Image.open(BytesIO(pictures.draw_anew(picture_file(kind=kind)).large)).format == "JPEG"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.PictureError),
        (b"%PDF-1.7 not a picture", errors.PictureError),
        (picture_file()[:200], errors.PictureError),
        (picture_file(kind="GIF"), errors.PictureError),
        (picture_file(300, 200), errors.PictureTooSmallError),
        (b"\xff\xd8" + bytes(pictures.MAX_BYTES), errors.PictureTooLargeError),
    ],
    ids=["empty", "mislabelled", "cut off", "another kind", "small", "oversize"],
)
def test_what_is_no_usable_picture_is_refused(content: bytes, error: type[errors.PictureError]) -> None:
    with pytest.raises(error):
        pictures.draw_anew(content)


def test_a_picture_that_is_replaced_is_kept_for_what_was_published_with_it(house: House) -> None:
    item = make_item(house)
    first = actions.choose_picture(item, picture_file(), credit="A", alts={}, by=house.vy, at=NOON)
    second = actions.choose_picture(item, picture_file(), credit="B", alts={}, by=house.vy, at=NOON)

    item.refresh_from_db()
    assert item.picture == second
    assert first.large.storage.exists(str(first.large.name))


def test_a_picture_whose_row_is_refused_leaves_no_file_behind(house: House) -> None:
    item = make_item(house)
    kept = actions.choose_picture(item, picture_file(), credit="A", alts={}, by=house.vy, at=NOON)
    storage, folder = kept.large.storage, str(PurePath(str(kept.large.name)).parent)
    before = set(storage.listdir(folder)[1])

    with pytest.raises(IntegrityError):
        actions.choose_picture(
            item,
            picture_file(),
            credit="B",
            alts={"vi": None},  # type: ignore[dict-item]  # what the database refuses
            by=house.vy,
            at=NOON,
        )

    assert set(storage.listdir(folder)[1]) == before
    item.refresh_from_db()
    assert item.picture == kept
