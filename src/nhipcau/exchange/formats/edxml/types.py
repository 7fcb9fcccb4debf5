"""The numbers of kinds of documents, after Sửa đổi 1:2022 as a secondary source gives them.

Two groups use the same numbers, so a number alone says nothing: the name is shown, the number kept as received.
"""

from typing import Final

LEGAL: Final = (
    "hiến pháp", "luật", "pháp lệnh", "lệnh", "nghị quyết", "nghị quyết liên tịch", "nghị định", "quyết định",
    "thông tư", "thông tư liên tịch", "chỉ thị", "bộ luật",
)  # fmt: skip
ADMINISTRATIVE: Final = (
    "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn", "chương trình",
    "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "biên bản", "tờ trình", "hợp đồng", "công văn", "công điện",
    "bản ghi nhớ",
)  # fmt: skip
_SHORT: Final = {"nq": "nghị quyết", "qđ": "quyết định", "cv": "công văn"}


def type_number(name: str) -> str:
    """Return the number of a kind of document; "" where none is settled. Administrative documents come first.

    >>> type_number("Công văn"), type_number("kế hoạch"), type_number("Nghị định"), type_number("giấy mời")
    ('18', '10', '7', '')
    """
    wanted = " ".join(name.lower().split())
    wanted = _SHORT.get(wanted, wanted)
    for group in (ADMINISTRATIVE, LEGAL):
        if wanted in group:
            return str(group.index(wanted) + 1)
    return ""
