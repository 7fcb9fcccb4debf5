"""Words round a figure: how it is meant, and what it is compared with."""

# Right before the figure; the nearest one counts.
QUALIFIERS = {
    "hơn": "more", "trên": "more", "quá": "more", "gần": "nearly", "dưới": "less", "chưa đến": "less",
    "chưa tới": "less", "khoảng": "about", "chừng": "about", "ước": "about", "ước đạt": "about",
    "ước khoảng": "about", "ít nhất": "at-least", "tối thiểu": "at-least", "không dưới": "at-least",
    "không ít hơn": "at-least", "không thấp hơn": "at-least", "không cao hơn": "at-most",
    "tối đa": "at-most", "nhiều nhất": "at-most",
    "không quá": "at-most", "không vượt quá": "at-most", "không nhiều hơn": "at-most", "đạt": "reached",
    "đạt được": "reached", "lũy kế": "cumulative", "lũy kế đạt": "cumulative", "cộng dồn": "cumulative",
    "lũy kế đến nay": "cumulative", "chưa đầy": "less", "xấp xỉ": "about", "ước tính": "about", "vào khoảng": "about",
    "≥": "at-least", "≤": "at-most",
}  # fmt: skip

# After the figure and its unit.
AFTER = {"trở lên": "at-least", "trở xuống": "at-most"}

# Before the figure; a qualifier may stand between.
DIRECTIONS = {
    "tăng": "up", "tăng thêm": "up", "tăng bình quân": "up", "cao hơn": "up", "nhiều hơn": "up", "vượt": "up",
    "giảm": "down", "giảm còn": "down", "thấp hơn": "down", "ít hơn": "down", "bằng": "equal", "gấp": "times",
}  # fmt: skip
