"""Pages as they are: drawn once, kept, shown to those who read the register and to nobody else."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

from nhipcau.registry import pages
from nhipcau.registry.actions import take_in_document
from nhipcau.registry.models import Document
from nhipcau.registry.tests.builders import AT, make_document
from nhipcau.registry.tests.files import PAGES, a_pdf
from nhipcau.units.tests.builders import House


@pytest.fixture
def shown(house: House) -> Document:
    return take_in_document(house.department, "ke-hoach.pdf", a_pdf(*PAGES), by=house.son, at=AT)


def address(document: Document, number: int = 1) -> str:
    return reverse("registry:page", args=[document.pk, number])


def folder(document: Document) -> Path:
    return Path(settings.MEDIA_ROOT, str(document.file.name)).with_suffix(".pages")


def test_a_page_is_drawn_once_and_kept_beside_the_file(shown: Document) -> None:
    first = pages.picture(shown, 2)
    kept = folder(shown) / "2.webp"
    assert first == kept.read_bytes()
    kept.write_bytes(b"as kept")

    assert pages.picture(shown, 2) == b"as kept"
    assert [path.name for path in folder(shown).iterdir()] == ["2.webp"]


def test_the_sizes_that_the_page_says_are_those_of_the_pictures(shown: Document) -> None:
    said = pages.sizes(shown)
    drawn = [Image.open(io.BytesIO(pages.picture(shown, number) or b"")).size for number in (1, 2)]

    assert [(size.width, size.height) for size in said] == drawn
    assert pages.sizes(shown) == said


def test_a_file_that_cannot_be_drawn_has_no_pages_and_is_not_tried_each_time(shown: Document) -> None:
    Path(settings.MEDIA_ROOT, str(shown.file.name)).write_bytes(b"%PDF-1.4 broken")

    assert pages.sizes(shown) == ()
    assert pages.picture(shown, 1) is None
    assert (folder(shown) / "sizes.json").read_text() == "[]"


def test_the_reader_of_the_register_sees_a_page_and_the_browser_keeps_it(
    house: House, client: Client, shown: Document
) -> None:
    client.force_login(house.tam)

    first = client.get(address(shown))
    again = client.get(address(shown), headers={"if-none-match": first["ETag"]})

    assert (first.status_code, first["Content-Type"]) == (200, "image/webp")
    assert first["Cache-Control"].startswith("private, ")
    assert first["X-Content-Type-Options"] == "nosniff"
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address(shown, 2))["ETag"] != first["ETag"]


def test_strangers_are_told_nothing_even_of_a_page_they_have(
    house: House, client: Client, shown: Document
) -> None:
    etag = f'"{shown.sha256}-1"'
    for stranger in (house.lan, house.khach, house.hoa):
        client.force_login(stranger)
        assert client.get(address(shown)).status_code == 404
        assert client.get(address(shown), headers={"if-none-match": etag}).status_code == 404


@pytest.mark.parametrize("number", [0, 3, 99999])
def test_a_page_that_is_not_there_is_not_found(
    house: House, client: Client, shown: Document, number: int
) -> None:
    client.force_login(house.son)

    assert client.get(address(shown, number)).status_code == 404


def test_a_text_has_no_pages_to_see(house: House, client: Client) -> None:
    document = make_document(house.department, house.son)
    client.force_login(house.son)

    assert client.get(address(document)).status_code == 404
    assert pages.sizes(document) == ()


def test_each_page_of_a_pdf_stands_beside_its_text(house: House, client: Client, shown: Document) -> None:
    client.force_login(house.son)

    answer: Any = client.get(reverse("registry:document", args=[shown.pk]))

    read, text = answer.context_data["read"], answer.content.decode()
    said = ["".join(piece.text for piece in sheet.page.pieces) for sheet in read.sheets]
    assert ["25-KH/TU" in one for one in said] == [True, False]
    assert ["57/60" in one for one in said] == [False, True]
    for number in (1, 2):
        assert f'src="{address(shown, number)}" loading="lazy"' in text


def test_of_a_pdf_read_before_pages_were_kept_all_pictures_stand_by_the_text(
    house: House, client: Client, shown: Document
) -> None:
    Document.objects.filter(pk=shown.pk).update(page_starts=[])
    client.force_login(house.son)

    answer: Any = client.get(reverse("registry:document", args=[shown.pk]))

    sheets = answer.context_data["read"].sheets
    assert [[number for number, _ in sheet.pictures] for sheet in sheets] == [[1, 2]]
