"""The encodings before Unicode: every letter, and telling one from another."""

import itertools
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from nhipcau.reading import load, read
from nhipcau.reading.errors import UnknownEncodingError
from nhipcau.reading.load.charsets import CHARSETS, from_tcvn3, from_vni, recognise
from nhipcau.reading.load.charsets.syllables import is_syllable
from nhipcau.reading.load.charsets.tables import TCVN3, TONES, VNI
from nhipcau.reading.load.plain import decode

MARKED = [
    normalize("NFC", letter + tone)
    for letter, tone in itertools.product("aăâeêioôơuưy", ("", *TONES.values()))
    if letter + tone not in "aeiouy"
] + ["đ"]
LETTERS = MARKED + [letter.upper() for letter in MARKED]
NAMES = tuple(charset.name for charset in CHARSETS)
TEXT = (
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh về lễ hội mùa xuân;\r\n"
    "Sở Văn hóa và Thể thao phối hợp với các đơn vị tổ chức “Tuần lễ áo dài” – 1.200 lượt khách.\r\n"
)


def in_1258(text: str) -> bytes:
    """Letters without a place of their own become a letter and a tone mark behind it."""
    return b"".join(_letter_in_1258(letter) for letter in normalize("NFC", text))


def _letter_in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        tone = next(mark for mark in normalize("NFD", letter) if mark in TONES.values())
        bare = normalize("NFC", normalize("NFD", letter).replace(tone, ""))
        return (bare + tone).encode("cp1258")


def in_tcvn3(text: str) -> bytes:
    """Capitals without a place of their own become small, as under a font of capitals."""
    places = {letter: sign for sign, letter in TCVN3.items()}
    return "".join(places.get(c) or places.get(c.lower()) or c for c in text).encode("cp1252")


def in_vni(text: str) -> bytes:
    places = {letter: signs for signs, letter in VNI.items() if signs in (signs.lower(), signs.upper())}
    return "".join(places.get(letter, letter) for letter in text).encode("cp1252")


ENCODERS = dict(zip(NAMES, (in_1258, in_tcvn3, in_vni), strict=True))


def test_there_are_all_letters_of_the_language() -> None:
    assert len(set(LETTERS)) == 2 * 67


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_goes_there_and_back(letter: str) -> None:
    capital = letter != letter.lower()

    assert CHARSETS[0].decode(in_1258(letter)) == letter
    assert from_tcvn3(in_tcvn3(letter).decode("cp1252"), capitals=capital) == letter
    assert from_vni(in_vni(letter).decode("cp1252")) == letter


# What a text shows when it is taken for Windows-1252, and what it says.
KNOWN = [
    (from_tcvn3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    (from_tcvn3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    (from_tcvn3, "th\u00adêng xuyªn, \u00adu tiªn", "thường xuyên, ưu tiên"),
    (from_vni, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    (from_vni, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    (from_vni, "COÄNG HOØA, YÙ KIEÁN, Yù kieán, ÖU TIEÂN, höôùng daãn", "CỘNG HÒA, Ý KIẾN, Ý kiến, ƯU TIÊN, hướng dẫn"),
]  # fmt: skip


@pytest.mark.parametrize(("convert", "old", "unicode"), KNOWN)
def test_known_sentences_are_converted(convert: Callable[[str], str], old: str, unicode: str) -> None:
    assert convert(old) == unicode


@pytest.mark.parametrize("name", NAMES)
def test_a_text_file_in_an_old_encoding_is_recognised(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ENCODERS[name](TEXT))

    loaded = load(path)

    expected = TEXT.replace("Ủy", "ủy") if name.startswith("TCVN3") else TEXT
    assert loaded.text == expected
    assert name in loaded.notes[0]


def test_spans_point_into_the_converted_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(in_vni(TEXT))

    reading = read(path)

    citation = reading.citations[0]
    assert reading.text[citation.start : citation.end] == citation.text
    assert citation.number == "12/KH-UBND"


def test_a_line_typed_in_capitals_is_in_capitals() -> None:
    data = in_tcvn3("KẾ HOẠCH\nTỔ CHỨC LỄ HỘI NĂM 2026\nThực hiện chủ trương của tỉnh")

    text, _ = decode("a.txt", data)

    assert text == "KẾ HOẠCH\nTỔ CHỨC LỄ HỘI NĂM 2026\nThực hiện chủ trương của tỉnh"


# Nothing to decide by, or nothing Vietnamese.
UNDECIDABLE = [
    "Un café près de la forêt, déjà fermé".encode("cp1252"),
    "Größe, Übung, Straße, für".encode("cp1252"),
    TEXT.encode()[:-3] + b"\xff\xfe\xfd",  # UTF-8 with a fault in it
    b"\xd5",
    in_1258("Lễ hội"),  # two words
    bytes(range(0x80, 0x100)) * 20,
    in_vni(TEXT) + in_tcvn3(TEXT) + in_1258(TEXT),  # three files put together
]


@pytest.mark.parametrize("data", UNDECIDABLE)
def test_what_cannot_be_decided_is_refused(data: bytes) -> None:
    assert recognise(data) is None

    with pytest.raises(UnknownEncodingError, match=r"UTF-8"):
        decode("a.txt", data)


# Sound by sound: a rhyme that no word has, two tones, a stop under the wrong tone.
SYLLABLES = [
    ("nghiêng", True), ("quyển", True), ("Huỳnh", True), ("giếng", True), ("gì", True), ("ưu", True), ("thuở", True),
    ("khuya", True), ("ĐẮK", True), ("yếu", True), ("hoạch", True), ("oà", True), ("tuyệt", True), ("khúc", True),
    ("cafe", False), ("forêt", False), ("tàc", False), ("Straße", False), ("kế́", False), ("", False), ("đkl", False),
]  # fmt: skip


@pytest.mark.parametrize(("word", "expected"), SYLLABLES)
def test_syllables_of_the_language_are_known(word: str, expected: bool) -> None:  # noqa: FBT001 - a table
    assert is_syllable(word) is expected
