"""Ordering translations, translators' files, and how far everything is."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import etree

from nhipcau.newsroom import actions, errors, xliff
from nhipcau.newsroom.actions import translating
from nhipcau.newsroom.models import ContentLanguage, Translation
from nhipcau.newsroom.tests.builders import (
    ENGLISH,
    NOON,
    VIETNAMESE,
    make_item,
    publish,
    text_of,
    write,
)
from nhipcau.units.tests.builders import House


def handed_out(item: Any) -> bytes:
    """Return the original as a translator is handed it."""
    original = text_of(item)
    assert original.latest_revision is not None
    handed = xliff.Handed(item.pk, "en", original.latest_revision.pk)
    return xliff.to_xliff(handed, translating.written_of(original.latest_revision), None, source="vi")


def filled(content: bytes, mark: str = "EN ") -> bytes:
    """Return a translator's file in which every unit is translated by its source with a mark before it."""
    root = etree.fromstring(content)
    for unit in root.iterfind(".//{*}trans-unit"):
        source = unit.find("{*}source")
        assert source is not None
        target = deepcopy(source)
        target.tag = source.tag.replace("source", "target")
        target.text = mark + (source.text or "")
        unit.append(target)
    return bytes(etree.tostring(root))


def test_a_translation_is_ordered_by_editors_and_publishers_with_a_due_day(house: House) -> None:
    item = make_item(house)
    for stranger in (house.son, house.khach, house.lan):
        with pytest.raises(PermissionDenied):
            translating.want_translation(item, "en", wanted=True, by=stranger)
    for language in ("vi", "ko", "xx"):
        with pytest.raises(errors.LanguageError):
            translating.want_translation(item, language, wanted=True, by=house.phuc)

    row = translating.want_translation(
        item, "en", wanted=True, translator=house.vy, due_on=date(2026, 9, 3), by=house.phuc
    )

    assert (row.state, row.translator, row.due_on) == ("missing", house.vy, date(2026, 9, 3))
    assert Translation.objects.open().get() == row
    translating.want_translation(item, "en", wanted=False, by=house.vy)
    assert not Translation.objects.open().exists()


def test_a_translators_file_becomes_a_version_made_from_the_original_it_was_handed(house: House) -> None:
    item = make_item(house)
    publish(house, text_of(item))
    file = handed_out(item)
    made_from = text_of(item).latest_revision_id

    write(house, item, "vi", actions.Words("Tên mới", VIETNAMESE.summary, VIETNAMESE.body))
    publish(house, text_of(item), note="Tên mới")
    text = translating.read_in(item, filled(file), by=house.vy, at=NOON, before=None)

    assert text.title == f"EN {VIETNAMESE.title}"
    assert ">EN Đi lại</h2>" in text.body
    assert text.translated_from_revision_id == made_from
    assert (
        Translation.objects.get(item=item).state == "in_translation"
    )  # and behind, as the original moved on


def test_a_file_of_another_item_and_one_read_in_meanwhile_are_refused(house: House) -> None:
    item, other = make_item(house), make_item(house, slug="khac")
    file = filled(handed_out(item))

    with pytest.raises(errors.TranslatorsFileError):
        translating.read_in(other, file, by=house.vy, at=NOON, before=None)
    with pytest.raises(errors.TranslatorsFileError):
        translating.read_in(item, handed_out(item), by=house.vy, at=NOON, before=None)  # nothing translated
    with pytest.raises(PermissionDenied):
        translating.read_in(item, file, by=house.phuc, at=NOON, before=None)

    write(house, item, "en", ENGLISH)
    with pytest.raises(errors.ChangedMeanwhileError):
        translating.read_in(item, file, by=house.vy, at=NOON, before=None)
    assert text_of(item, "en").title == ENGLISH.title


def test_the_translator_sees_what_changed_in_the_original_since(house: House, client: Client) -> None:
    item = make_item(house)
    write(house, item, "en", ENGLISH)
    write(house, item, "vi", actions.Words("Tên mới", VIETNAMESE.summary, VIETNAMESE.body))
    client.force_login(house.vy)

    page = client.get(reverse("newsroom:text", args=[item.pk, "en"]))

    assert [label for label, _html in page.context["beside"].changes] == ["Tiêu đề"]
    assert "Tên mới" in page.context["beside"].changes[0][1]


def test_the_file_goes_out_and_comes_in_by_the_pages(house: House, client: Client) -> None:
    item = make_item(house)
    client.force_login(house.vy)

    out = client.get(reverse("newsroom:xliff_out", args=[item.pk, "en"]))
    upload = SimpleUploadedFile("dich.xlf", filled(out.content))
    answer = client.post(reverse("newsroom:xliff_in", args=[item.pk, "en"]), {"file": upload, "before": ""})

    assert out.headers["Content-Type"] == "application/xliff+xml"
    assert answer.status_code == 302
    assert text_of(item, "en").title.startswith("EN ")
    broken = SimpleUploadedFile("dich.xlf", b"<xml")
    assert (
        client.post(reverse("newsroom:xliff_in", args=[item.pk, "en"]), {"file": broken}).status_code == 200
    )
    assert client.get(reverse("newsroom:xliff_out", args=[item.pk, "vi"])).status_code == 404


def test_the_matrix_of_translations_takes_ten_queries_however_many_items(
    house: House, client: Client, django_assert_max_num_queries: Any
) -> None:
    ContentLanguage.objects.update(in_use=True)
    for number in range(12):
        item = make_item(house, slug=f"bai-{number}")
        translating.want_translation(item, "ko", wanted=True, by=house.phuc)
    client.force_login(house.vy)
    client.get(reverse("newsroom:matrix"))

    with django_assert_max_num_queries(10):
        page = client.get(reverse("newsroom:matrix"))

    assert len(page.context["rows"]) == 12
    assert len(page.context["languages"]) == ContentLanguage.objects.count() - 1
    found = client.get(reverse("newsroom:matrix") + "?language=ko&translation=missing").context["rows"]
    assert len(found) == 12
    assert not client.get(reverse("newsroom:matrix") + "?language=ja").context["rows"]
