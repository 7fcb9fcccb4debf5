"""Units of measure, counted things of several words, scale words, and what makes a number no quantity."""

SCALES = {
    "nghìn tỷ": 10**12, "nghìn tỉ": 10**12, "ngàn tỷ": 10**12, "triệu tỷ": 10**15, "trăm tỷ": 10**11,
    "chục tỷ": 10**10, "tỷ": 10**9, "tỉ": 10**9, "chục triệu": 10**7, "trăm triệu": 10**8, "triệu": 10**6,
    "trăm nghìn": 10**5, "vạn": 10**4, "nghìn": 10**3, "ngàn": 10**3,
}  # fmt: skip

# May stand right behind the figure, without a space.
MEASURES = (
    "km/h", "km²", "km2", "km", "m²", "m2", "m³", "m3", "mm", "cm", "ha", "kg", "kwh", "kw", "mw", "kv",
    "mva", "gb", "mb", "tấn", "tạ", "lít", "đồng", "đ", "vnđ", "vnd", "usd", "euro", "m", "g", "l", "%",
    "‰", "người", "tr.đ", "ml", "hm³", "tỷ", "triệu", "phút", "giây", "giờ", "tuổi", "h", "năm", "ngày", "tháng",
)  # fmt: skip

# Counted things that clerks write right behind the figure too: "970con".
COUNTED_THINGS = (
    "con", "cái", "chiếc", "bộ", "cuốn", "bản", "tờ", "hộ", "xã", "thôn", "tin", "bài", "lượt", "suất", "căn", "nhà",
    "cây", "đàn", "vụ", "cuộc", "buổi", "lớp", "đợt", "đoàn", "điểm", "trẻ", "cháu", "đ/c", "đồng chí", "giờ",
    "dự án", "đơn vị", "hồ sơ",
)  # fmt: skip

# What titles in capitals count.
COUNTED_IN_TITLES = (
    *COUNTED_THINGS, "huyện", "tỉnh", "tỉnh, thành phố", "thành phố", "phường", "năm", "tháng", "ngày", "người", "triệu",
    "tỷ", "nghìn", "nhiệm vụ", "giải pháp", "chương trình", "mô hình", "sản phẩm", "thủ tục", "cơ sở", "doanh nghiệp",
)  # fmt: skip

# Counted things of more than one syllable, as one unit.
PHRASES = (
    "lượt người", "lượt khách", "lượt xem", "lượt truy cập", "lượt cán bộ", "lượt hội viên",
    "lượt đoàn viên", "lượt tin bài", "tin, bài", "tin bài", "tin, ảnh", "tác phẩm", "ấn phẩm",
    "cộng tác viên", "báo cáo viên", "tuyên truyền viên", "lớp tập huấn", "lớp bồi dưỡng", "cơ sở lưu trú",
    "cơ sở", "chi, đảng bộ cơ sở", "chi bộ", "đảng bộ", "đảng viên", "cán bộ", "cán bộ, chiến sỹ",
    "đại biểu", "địa phương", "đơn vị", "doanh nghiệp", "dự án", "chương trình", "chương trình, dự án",
    "Chương trình/Dự án", "tổ chức PCPNN", "tổ chức", "cá nhân", "hội nghị", "hội thảo", "cuộc thi",
    "câu hỏi", "câu lạc bộ", "xã, phường", "xã, phường, thị trấn", "huyện, thị xã", "thị trấn", "quốc gia",
    "quốc gia và vùng lãnh thổ", "trường hợp", "khu công nghiệp", "cụm công nghiệp", "hồ sơ", "thủ tục",
    "nhiệm vụ", "chỉ tiêu", "lĩnh vực", "thành viên", "đồng chí", "học sinh", "sinh viên", "giáo viên",
    "nhà trường", "trường học", "điểm cầu", "điểm đến", "gia đình", "hộ dân", "hộ nghèo", "bản tin",
    "tờ rơi", "tờ gấp", "pa nô", "băng rôn", "khẩu hiệu", "phóng sự", "chuyên mục", "chuyên đề",
    "đoàn khách", "đoàn công tác", "phóng viên", "nhà báo", "cơ quan", "cơ quan báo chí", "cơ quan quản lý",
    "đơn vị dự toán", "ban quản lý dự án", "văn bản", "kế hoạch", "ý kiến", "điểm %", "điểm phần trăm",
    "thôn, bản", "khu dân cư", "tổ dân phố", "hội viên", "đoàn viên", "lao động", "việc làm", "mô hình",
    "khách quốc tế", "khách nước ngoài", "du khách quốc tế", "lượt khách quốc tế", "người nước ngoài",
    "mùa lễ hội", "học viên", "buổi biểu diễn", "cặp quan hệ", "biển chỉ dẫn", "tổ chức hội", "bộ ảnh", "ngôn ngữ",
    "công trình", "giải pháp", "sao", "nhân khẩu", "ngày công", "suất quà", "lượt tin",
    "bài viết", "video clip", "triệu đồng", "cuộc họp", "phần trăm",
)  # fmt: skip

# A number after one of these is a reference, an ordinal or a date, no amount.
BEFORE_REFERENCE = (
    "điều", "khoản", "điểm", "mục", "tiểu mục", "chương", "phần", "trang", "số", "phụ lục", "biểu", "mẫu",
    "bảng", "hình", "tiết", "quý", "tháng", "ngày", "mùng", "mồng", "quận", "quốc lộ", "ql", "tỉnh lộ",
    "kênh", "vtv", "htv", "thứ", "khóa", "khoá", "phiên bản", "điện thoại", "đt", "fax", "tel", "hotline",
    "chỉ đạo", "nghị quyết", "chỉ thị", "kết luận", "nghị định", "thông tư", "mã", "mã số", "stt", "tt",
    "covid", "windows", "office", "học kỳ", "vĩ độ", "kinh độ", "hồi", "lúc", "vào hồi",
)  # fmt: skip

# With one of these before it, such a word is the end of another: "mô hình", "thu hồi", "chỉnh trang".
COMPOUNDS = (
    "địa điểm", "thời điểm", "trọng điểm", "ưu điểm", "thí điểm", "danh mục", "hạng mục", "chuyên mục", "tiết mục",
    "góp phần", "học phần", "mô hình", "truyền hình", "điển hình", "tình hình", "loại hình", "đại biểu", "tiêu biểu",
    "chi tiết", "thời tiết", "chỉnh trang", "vũ trang", "nghĩa trang", "kiểu mẫu", "gương mẫu", "tài khoản", "thu hồi",
    "phục hồi", "huy chương", "mỗi ngày", "mỗi tháng", "mỗi quý", "bình quân tháng", "qua điện thoại",
)  # fmt: skip

# After one of these it is the number of a name, unless a known unit follows ("xuất bản 03 ấn phẩm").
BEFORE_NAME = (
    "chương trình", "quân khu", "binh đoàn", "sư đoàn", "lữ đoàn", "trung đoàn", "tiểu đoàn", "đại đội",
    "đồn", "trạm", "tập", "khối", "khu phố", "khóm", "ấp", "phường", "khu vực", "vùng", "đường", "cấp độ",
    "loại", "hạng", "vòng", "đội", "tầng", "bước", "đợt", "lớp", "kế hoạch", "đề án", "quyết định",
    "công văn", "hướng dẫn", "luật", "chuyên đề", "bài", "câu", "tổ", "thôn", "bản", "xóm", "ngõ", "hẻm",
    "km", "tàu", "xe", "phòng", "lần", "quyển", "games", "game", "cup", "nhóm", "trục", "tuyến", "tờ",
    "thửa", "gói", "lô", "ô", "nấc", "mức", "bậc", "cột", "tuần",
)  # fmt: skip

# After one of these only a duration is an amount: "giai đoạn 5 năm", but "giai đoạn 1".
BEFORE_PERIOD = ("kỳ", "nhiệm kỳ", "giai đoạn", "chu kỳ", "định kỳ", "thời kỳ")

# "tổng số 130 đơn vị": here "số" names an amount.
AMOUNT_BEFORE_SO = (
    "dân",
    "doanh",
    "hệ",
    "trị",
    "sĩ",
    "quân",
    "nhân",
    "tổng",
    "con",
    "trong",
    "chỉ",
    "đa",
    "đạt",
    "nâng",
    "một",
    "ngoài",
    "trên",
    "dưới",
)

# Nothing is counted by these; a number before one of them has no unit there.
NOT_A_UNIT = frozenset(
    (
        "lên", "xuống", "ra", "thành", "nhưng", "vì", "sau", "trước", "tới", "hay", "rồi", "cũng", "chỉ",
        "chưa", "và", "của", "tại", "là", "đến", "trong", "có", "với", "cho", "từ", "ở", "để", "theo",
        "hoặc", "so", "tăng", "giảm", "đạt", "thì", "như", "do", "được", "khi", "về", "trên", "dưới",
        "bằng", "nhằm", "gồm", "chiếm", "vào", "nay", "này", "đã", "sẽ", "trở", "các", "những", "mà", "nên",
        "còn", "cùng", "qua", "nêu", "năm",
    )
)  # fmt: skip

# Words that say "an amount follows": a bare number after one of them counts even without a unit.
AMOUNT_WORDS = (
    "đạt", "gồm", "tăng", "giảm", "trên", "dưới", "khoảng", "gần", "hơn", "tối thiểu", "tối đa", "ít nhất",
    "tổng số", "chiếm", "còn", "còn lại", "lên", "xuống", "bằng", "vượt", "được", "có mặt", "thiếu", "thừa", "tổng cộng",
)  # fmt: skip

# A column headed so counts things, whatever unit of money stands above its table.
COUNT_COLUMNS = (
    r"(?:tổng\s+)?số\s+(?!tiền|vốn|kinh phí|thu|chi|nợ|dư|thuế|liệu|giao|thực hiện|cấp|được)",
    r"(?:tổng\s+)?lượt", r"người",
    r"diện tích", r"tỷ lệ", r"tỉ lệ", r"dân số",
)  # fmt: skip

# Lines whose numbers are no figures of the document.
NOISE_LINES = (
    r"Điện thoại", r"ĐT\s*:", r"Tel", r"Fax", r"Email", r"Website", r"Địa chỉ", r"Hotline", r"Mã số",
    r"Tài khoản",
    r"(?:[•·-]\s*)?(?:Đang (?:online|truy cập)|Hôm nay|Hôm qua|Trong tuần|Trong tháng|Tháng (?:này|trước))\s*:",
    r"(?:[•·-]\s*)?(?:Tất cả|Tổng (?:số )?(?:lượt )?truy cập|Lượt (?:truy cập|xem))\s*:",
    r"(?:-\s*)?Lưu\s*:", r"Bạn đã không sử dụng Site", r"Số lượt", r"(?:\d{1,3}\s+){3,}",
)  # fmt: skip

# The words in "01 (một) hội nghị".
NUMBER_WORDS = (
    "không", "một", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "bẩy", "tám", "chín", "mười",
    "mươi", "mốt", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "linh", "lẻ", "phẩy", "đồng", "chẵn",
)  # fmt: skip

# After one of these two numbers with a stroke are day and month: "dịp 2/9".
OCCASIONS = (
    "ngày", "dịp", "lễ", "từ", "đến", "trước", "sau", "hết", "kỷ niệm", "quốc khánh", "tết", "đợt", "và",
    "sáng", "chiều", "tối", "trưa", "đêm", "hôm", "nay", "chiến thắng", "sự kiện",
)  # fmt: skip
