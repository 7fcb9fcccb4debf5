"""Months written in words."""

# Lunar names (giêng, chạp) are not here: they name no month of the solar calendar.
MONTHS = {
    "mười hai": 12, "mười một": 11, "mười": 10, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
