"""Files for translators' programs: out, back, and what is no such file."""

from dataclasses import replace
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nhipcau.newsroom import errors, xliff
from nhipcau.newsroom.xliff import Handed, Written

BODY = (
    '<h2>Đi lại</h2><p>Có <b>xe buýt</b> từ ga, xem <a href="https://example.vn/gio">giờ <i>chạy</i></a>.</p>'
    "<ul><li>Một</li><li>Hai</li></ul><hr/>"
)
ORIGINAL = Written("Lễ hội", "Ba ngày.", BODY, "Ngọn hải đăng", {"where": "Cảng Bến Đá"})
HANDED = Handed(item=7, language="en", revision=12)


def translated(words: dict[str, str], original: Written = ORIGINAL) -> bytes:
    """Return the file as a translator's program gives it back: for each unit its words, with the marks of the source."""
    root = etree.fromstring(xliff.to_xliff(HANDED, original, None, source="vi"))
    space = {"x": xliff.NAMESPACE}
    for unit in root.iterfind(".//x:trans-unit", space):
        if unit.get("id") in words:
            target = etree.fromstring(
                f'<target xmlns="{xliff.NAMESPACE}">{words[unit.get("id", "")]}</target>'
            )
            unit.append(target)
    return etree.tostring(root)


ENGLISH = {
    "title": "Festival",
    "summary": "Three days.",
    "picture_alt": "A lighthouse",
    "worded-where": "Bến Đá harbour",
    "body-0": "Getting there",
    "body-1": 'See the <g id="2">times <g id="3">of running</g></g>: a <g id="1">bus</g> from the station.',
    "body-2": "One",
    "body-3": "Two",
}


def test_the_file_has_a_unit_for_everything_that_is_said() -> None:
    root = etree.fromstring(xliff.to_xliff(HANDED, ORIGINAL, None, source="vi"))

    units = [unit.get("id") for unit in root.iterfind(".//{*}trans-unit")]

    assert sorted(str(unit) for unit in units) == sorted(ENGLISH)
    file = root.find("{*}file")
    assert file is not None
    assert (file.get("source-language"), file.get("target-language")) == ("vi", "en")


def test_what_a_translator_wrote_comes_back_with_links_where_they_were_moved_to() -> None:
    handed, targets = xliff.read(translated(ENGLISH))

    made = xliff.merged(ORIGINAL, targets, None)

    assert handed == HANDED
    assert (made.title, made.summary, made.picture_alt) == ("Festival", "Three days.", "A lighthouse")
    assert made.worded == {"where": "Bến Đá harbour"}
    assert made.body == (
        '<h2>Getting there</h2><p>See the <a href="https://example.vn/gio">times <i>of running</i></a>: '
        "a <b>bus</b> from the station.</p><ul><li>One</li><li>Two</li></ul><hr>"
    )


def test_what_the_file_leaves_out_stays_as_it_was() -> None:
    before = Written(
        "Old", "Old summary", "<p>Old body</p>", "Old alt", {"where": "Old place", "price": "Free"}
    )
    _handed, targets = xliff.read(translated({"title": "Festival", "worded-where": "Harbour"}))

    made = xliff.merged(ORIGINAL, targets, before)

    assert made == replace(before, title="Festival", worded={"where": "Harbour", "price": "Free"})


def test_a_body_is_read_in_whole_or_not_at_all() -> None:
    half = {name: words for name, words in ENGLISH.items() if name != "body-2"}
    _handed, targets = xliff.read(translated(half))

    with pytest.raises(errors.HalfTranslatedError):
        xliff.merged(ORIGINAL, targets, None)


@pytest.mark.parametrize(
    "words",
    [
        "A bus from the station.",  # the link is gone
        '<g id="1">a</g><g id="1">b</g><g id="2">c<g id="3">d</g></g>',  # one stands there twice
        '<g id="1">a</g><g id="2">b<g id="9">c</g></g>',  # one that never was
    ],
)
def test_every_mark_of_the_original_stands_once_in_the_translation(words: str) -> None:
    _handed, targets = xliff.read(translated({**ENGLISH, "body-1": words}))

    with pytest.raises(errors.MovedMarkupError):
        xliff.merged(ORIGINAL, targets, None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Khong phai XML",
        b"<xliff/>",
        b"\x00" * 100,
        b'<!DOCTYPE x [<!ENTITY a "b">]><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="khac" target-language="en"/></xliff>',
        b"x" * (xliff.LARGEST_BYTES + 1),
    ],
)
def test_what_is_no_translators_file_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(errors.TranslatorsFileError):
        xliff.read(content)


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40
).filter(lambda words: bool(words.split()))


@given(title=PLAIN, summary=PLAIN, paragraphs=st.lists(PLAIN, max_size=5))
def test_a_file_filled_with_the_original_gives_the_original_back(
    title: str, summary: str, paragraphs: list[str]
) -> None:
    body = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    original = Written(title, summary, body, "", {})
    root = etree.fromstring(xliff.to_xliff(HANDED, original, None, source="vi"))
    for unit in root.iterfind(".//{*}trans-unit"):
        target = etree.SubElement(unit, f"{{{xliff.NAMESPACE}}}target")
        target.text = unit.findtext("{*}source")

    _handed, targets = xliff.read(etree.tostring(root))
    made = xliff.merged(original, targets, None)

    assert (made.title, made.summary) == (" ".join(title.split()), " ".join(summary.split()))
    said = [part.text_content() for part in xliff.blocks(made.body)]
    assert said == [part.text_content() for part in xliff.blocks(body)]
