"""Names that a heading prints in capitals, as running text has them: Nghị định 30/2020/NĐ-CP, Phụ lục II."""

import re

# Places: every word after such a word is part of a proper name.
_PLACES = (
    "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "đảng ủy", "đảng bộ", "tỉnh", "thành phố", "quận", "huyện", "thị xã",
    "xã", "phường", "thị trấn", "đặc khu",
)  # fmt: skip
# Bodies named after their field: the field begins with a capital, also after a comma and after “và”.
_FIELDS = ("sở", "bộ", "ban", "cục", "vụ", "viện", "hội", "phòng", "trung tâm")
_PROPER = {
    "chính phủ": "Chính phủ", "quốc hội": "Quốc hội", "thủ tướng": "Thủ tướng", "chủ tịch": "Chủ tịch", "trung ương":
    "Trung ương", "bộ chính trị": "Bộ Chính trị", "ban bí thư": "Ban Bí thư", "việt nam": "Việt Nam",
    "ủy ban nhân dân": "Ủy ban nhân dân", "hội đồng nhân dân": "Hội đồng nhân dân", "đảng ủy": "Đảng ủy",
    "ban chấp hành": "Ban Chấp hành", "ban thường vụ": "Ban Thường vụ", "tỉnh ủy": "Tỉnh ủy", "thành ủy": "Thành ủy",
    "văn phòng": "Văn phòng", "ban chỉ đạo": "Ban Chỉ đạo",
}  # fmt: skip
_PARTS = re.compile(r"(^|, | và )(\w)")
_PLACE = re.compile(rf"\b(?:{'|'.join(_PLACES)})\s+(?P<name>.+)")


def in_running_text(name: str) -> str:
    """Return the name of a body as running text has it; one that is not all in capitals stays as it is.

    >>> in_running_text("ỦY BAN NHÂN DÂN TỈNH BẾN ĐÁ"), in_running_text("TỈNH ỦY BẾN ĐÁ")
    ('Ủy ban nhân dân tỉnh Bến Đá', 'Tỉnh ủy Bến Đá')
    >>> in_running_text("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"), in_running_text("BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY")
    ('Sở Văn hóa, Thể thao và Du lịch', 'Ban Tuyên giáo và Dân vận Tỉnh ủy')
    >>> in_running_text("THỦ TƯỚNG CHÍNH PHỦ"), in_running_text("Sở Ngoại vụ")
    ('Thủ tướng Chính phủ', 'Sở Ngoại vụ')
    """
    name = " ".join(name.split())
    if name != name.upper():
        return name
    words = name.lower()
    if words.startswith(tuple(f"{word} " for word in _FIELDS)):
        words = _with_fields(words)
    if place := _PLACE.search(words):
        start = place.start("name")
        words = words[:start] + " ".join(_capital(word) for word in words[start:].split(" "))
    for low, proper in _PROPER.items():
        words = re.sub(rf"\b{low}\b", proper, words, flags=re.IGNORECASE)
    return _capital(words)


def _with_fields(words: str) -> str:
    kind = next(word for word in _FIELDS if words.startswith(f"{word} "))
    field = _PARTS.sub(lambda found: found[1] + found[2].upper(), words[len(kind) + 1 :])
    return f"{kind} {field}"


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
