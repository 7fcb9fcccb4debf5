"""Words of tables that add up: patterns, matched at the beginning of a row's name or anywhere in a column's head."""

TOTAL_ROWS = (
    r"tổng(?:\s+(?:cộng|số|chung|kinh phí|hợp))?\s*[:.]?\s*$", r"tổng cộng", r"cộng(?:\s+chung)?\s*[:.]?\s*$",
    r"cả năm\s*$", r"toàn (?:tỉnh|huyện|xã|ngành|thành phố|quốc)\s*$", r"cả nước\s*$",
)  # fmt: skip

# A row that only takes the row above it apart.
PART_ROWS = (r"trong đó", r"[-+*]\s", r"bao gồm", r"gồm\s*:")

# Columns whose numbers do not add up.
NO_SUM_COLUMNS = (
    r"%", r"tỷ lệ", r"tỉ lệ", r"bình quân", r"trung bình", r"đơn giá", r"giá\s", r"mức\s", r"năm\s*$", r"so với",
    r"ghi chú", r"xếp", r"điểm\s", r"mã\s", r"số hiệu", r"^\s*(?:stt|tt)\s*$", r"lũy kế", r"tốc độ", r"hệ số",
)  # fmt: skip
