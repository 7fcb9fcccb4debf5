"""Writing texts."""

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.audit.log import history
from nhipcau.newsroom import actions, errors, overviews
from nhipcau.newsroom.models import ContentLanguage, Item, TextState, Translation
from nhipcau.newsroom.tests.builders import (
    ENGLISH,
    MORNING,
    NEXT_DAY,
    NOON,
    VIETNAMESE,
    approve,
    make_item,
    publish,
    text_of,
    write,
)
from nhipcau.units.tests.builders import House


def test_writing_is_for_editors_of_the_unit(house: House) -> None:
    item = make_item(house)
    before = text_of(item).latest_revision_id
    words = actions.Words("Tên khác")

    for stranger in (house.phuc, house.son, house.khach, house.lan):
        with pytest.raises(PermissionDenied):
            actions.write_text(item, "vi", words, by=stranger, at=MORNING, before=before)

    text = actions.write_text(item, "vi", words, by=house.vy, at=MORNING, before=before)
    assert text.title == "Tên khác"
    assert history(text)[0].action == "newsroom.text_written"


def test_nothing_but_what_the_editor_offers_is_kept_of_a_body(house: House) -> None:
    hostile = (
        '<p onclick="x()">Một <script>alert(1)</script><b>hai</b></p><iframe src="https://example.com"></iframe>'
        '<p><a href="javascript:alert(1)">ba</a> <a href="https://example.vn/">bốn</a></p><img src="x" onerror="y()">'
    )

    body = write(house, make_item(house), "vi", actions.Words("Tên", "Tóm tắt", hostile)).body

    for trace in ("onclick", "script", "iframe", "javascript", "onerror", "<img"):
        assert trace not in body
    assert "<b>hai</b>" in body
    assert '<a href="https://example.vn/">bốn</a>' in body


def test_a_text_changed_by_someone_else_meanwhile_is_not_overwritten(house: House) -> None:
    item = make_item(house)
    before = text_of(item).latest_revision_id
    write(house, item, "vi", actions.Words("Của người khác"))

    with pytest.raises(errors.ChangedMeanwhileError):
        actions.write_text(item, "vi", actions.Words("Của tôi"), by=house.vy, at=NEXT_DAY, before=before)

    assert text_of(item).title == "Của người khác"


def test_saving_the_same_words_again_leaves_an_approval_in_place(house: House) -> None:
    item = make_item(house)
    text = approve(house, text_of(item))

    same = actions.Words(text.title, text.summary, text.body, text.picture_alt)
    assert write(house, item, "vi", same).state == TextState.APPROVED
    assert write(house, item, "vi", actions.Words("Khác")).state == TextState.DRAFT


def test_every_version_is_kept(house: House) -> None:
    item = make_item(house, sourced=False)
    write(house, item, "vi", actions.Words("Hai"))

    titles = [step.revision.content["title"] for step in overviews.steps_of(text_of(item))]

    assert titles == ["Hai", VIETNAMESE.title, VIETNAMESE.title]


def test_a_translation_falls_behind_when_the_original_is_published_anew(house: House) -> None:
    item = make_item(house)
    publish(house, text_of(item))
    publish(house, write(house, item, "en", ENGLISH))
    assert _translation(item) == "up_to_date"

    write(house, item, "vi", actions.Words("Tên mới", "Tóm tắt", "<p>Nội dung</p>"))
    assert _translation(item) == "up_to_date"  # readers still read what was translated

    publish(house, text_of(item), note="Đổi ngày khai mạc")
    assert _translation(item) == "outdated"

    english = text_of(item, "en")
    mended = actions.Words("Lighthouse festival", english.summary, english.body)
    actions.write_text(
        item,
        "en",
        mended,
        by=house.vy,
        at=NEXT_DAY,
        before=english.latest_revision_id,
        follows_original=False,
    )
    assert _translation(item) == "outdated"

    publish(house, write(house, item, "en", ENGLISH), note="Follows the new opening day")
    assert _translation(item) == "up_to_date"


def _translation(item: Item) -> str:
    return Translation.objects.get(item=item, language="en").state


def test_a_translation_is_being_made_until_it_is_approved(house: House) -> None:
    item = make_item(house)
    assert not Translation.objects.filter(item=item).exists()  # nobody wants one

    write(house, item, "en", actions.Words("Lighthouse festival"))
    assert _translation(item) == "missing"  # a title alone is no translation

    text = write(house, item, "en", ENGLISH)
    assert _translation(item) == "in_translation"

    approve(house, text)
    assert _translation(item) == "up_to_date"


def test_a_small_change_of_the_original_leaves_its_translations_up_to_date(house: House) -> None:
    item = make_item(house)
    publish(house, text_of(item))
    publish(house, write(house, item, "en", ENGLISH))
    spelled = actions.Words(VIETNAMESE.title + ".", VIETNAMESE.summary, VIETNAMESE.body)

    text = approve(house, write(house, item, "vi", spelled))
    actions.announce_change(text, kind="update", note="Sửa dấu câu", by=house.phuc, at=NOON, outdates=False)
    assert text.approved_revision is not None
    actions.record_publication(text, text.approved_revision, by=house.phuc, at=NOON)

    assert _translation(item) == "up_to_date"


def test_a_new_source_does_not_make_a_translation_outdated(house: House) -> None:
    item = make_item(house)
    write(house, item, "en", ENGLISH)
    person = actions.Origin("Lời giới thiệu", person_role="Bà Trần Thị Lan, Trưởng phòng Văn hóa")
    actions.add_source(item, person, by=house.vy, at=MORNING)

    publish(house, text_of(item))
    approve(house, text_of(item, "en"))

    assert _translation(item) == "up_to_date"


def test_a_text_is_written_only_in_a_language_the_place_publishes_in(house: House) -> None:
    item = make_item(house)

    with pytest.raises(errors.LanguageError):
        write(house, item, "ko", ENGLISH)
    ContentLanguage.objects.filter(code="ko").update(in_use=True)

    assert write(house, item, "ko", ENGLISH).language == "ko"
