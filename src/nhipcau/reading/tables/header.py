"""Words by which the header is told apart. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; Party layout (secondary)."""

MOTTO_WORDS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI", "Độc lập - Tự do - Hạnh phúc",
    "Độc lập- Tự do- Hạnh phúc", "Độc lập-Tự do-Hạnh phúc", "Độc lập -Tự do -Hạnh phúc", "Độc lập - Tự do",
    "ĐẢNG CỘNG SẢN VIỆT NAM", "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CHỦ NGHĨA VIỆT NAM",
)  # fmt: skip

# The whole mottoes: a web page may break them over lines at any word.
MOTTOES = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC")

# A web page may break the motto; these parts of it, alone on a line, are no issuer.
MOTTO_PARTS = (
    "CỘNG",
    "CỘNG HÒA",
    "HÒA XÃ HỘI",
    "XÃ HỘI",
    "NGHĨA VIỆT NAM",
    "VIỆT NAM",
    "CHỦ NGHĨA",
    "ĐẢNG",
    "ĐẢNG CỘNG SẢN",
)

# With these the body begins.
BODY_STARTS = ("Kính gửi", "Kính trình", "Căn cứ", "- Căn cứ", "Xét đề nghị", "Theo đề nghị", "QUYẾT ĐỊNH:", "| Kính gửi",
               "QUYẾT NGHỊ", "Điều 1", "Phần thứ nhất")  # fmt: skip

# First words of an issuing body; a line that starts otherwise goes on with the line before ("TỈNH LÀO CAI").
ISSUER_HEADS = (
    "ỦY BAN", "UBND", "HĐND", "HỘI ĐỒNG", "SỞ ", "BỘ ", "BAN ", "PHÒNG ", "CHI CỤC", "CỤC ", "VỤ ",
    "TỔNG CỤC", "TRUNG TÂM", "TRƯỜNG ", "TRƯỜNG:", "HUYỆN ỦY", "TỈNH ỦY", "THÀNH ỦY", "ĐẢNG ỦY", "QUẬN ỦY", "THỊ ỦY",
    "VĂN PHÒNG", "CHÍNH PHỦ", "THỦ TƯỚNG", "QUỐC HỘI", "CÔNG AN", "TÒA ÁN", "VIỆN ", "THANH TRA",
    "MẶT TRẬN", "HỘI ", "ĐOÀN ", "LIÊN ĐOÀN", "BÁO ", "ĐÀI ", "TỔNG CÔNG TY", "CÔNG TY", "CHI BỘ",
    "ĐẢNG BỘ", "BỆNH VIỆN", "ĐẠI HỌC", "HỌC VIỆN", "KHO BẠC", "NGÂN HÀNG", "CHỦ TỊCH", "CÂU LẠC BỘ", "TỔ ",
    "CÔNG ĐOÀN", "LIÊN HIỆP CÁC", "HIỆP HỘI", "TỈNH ĐOÀN", "THÀNH ĐOÀN", "HUYỆN ĐOÀN", "XÃ ĐOÀN", "BẢO TÀNG", "THƯ VIỆN",
    "NHÀ HÁT", "NHÀ VĂN HÓA", "NHÀ THIẾU NHI", "BẢO HIỂM XÃ HỘI", "KIỂM TOÁN NHÀ NƯỚC",
)  # fmt: skip

# Begin like an issuing body and are none.
NOT_ISSUERS = (
    "BAN HÀNH", "BÁO CÁO", "BÁO CHÍ", "HỘI NGHỊ", "HỘI THẢO", "HỘI THI", "HỘI DIỄN", "HỘI CHỢ", "HỘI NHẬP",
    "HỘI XUÂN", "TỔ CHỨC", "BỘ TIÊU CHÍ", "BỘ THỦ TỤC", "BỘ CHỈ SỐ", "BỘ CHỈ TIÊU", "BỘ QUY TẮC", "BỘ MÁY",
    "BỘ LUẬT", "BỘ ĐƠN GIÁ", "ĐOÀN KẾT", "VIỆN TRỢ", "VĂN PHÒNG PHẨM", "ĐÀI THỌ",
)  # fmt: skip

# Names that are not whole without the line below: "ỦY BAN THƯỜNG VỤ / QUỐC HỘI".
OPEN_ISSUERS = (
    "ỦY BAN THƯỜNG VỤ", "VĂN PHÒNG", "THƯỜNG TRỰC", "BAN THƯỜNG VỤ", "BAN THƯỜNG TRỰC", "BAN CHẤP HÀNH",
    "BAN CHỈ ĐẠO", "BAN TỔ CHỨC", "BAN CÁN SỰ", "HỘI ĐỒNG", "ỦY BAN", "ĐOÀN ĐẠI BIỂU", "ĐOÀN CHỦ TỊCH", "TRƯỜNG",
    "CỤC", "SỞ", "BỘ", "ỦY", "HỘI", "ĐẢNG ỦY", "CHI BỘ",
)  # fmt: skip

# Marks of urgency, secrecy and drafts (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9); they name nobody.
MARKS = frozenset(
    ("DỰ THẢO", "BẢN DỰ THẢO", "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "MẬT", "TỐI MẬT", "TUYỆT MẬT", "SAO Y", "SAO LỤC",
     "TRÍCH SAO", "BẢN SAO", "HỎA TỐC HẸN GIỜ")
)  # fmt: skip

# Before a date they are no place.
WEEKDAYS = frozenset(("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"))

# A person who issues in his own right stands on the line above his body: "CHỦ TỊCH / ỦY BAN NHÂN DÂN".
HEADS_OF_ISSUERS = ("CHỦ TỊCH", "GIÁM ĐỐC", "BỘ TRƯỞNG", "HIỆU TRƯỞNG", "TỔNG GIÁM ĐỐC")

# Acts of law say their kind in the number line: "Nghị quyết số: 33/2025/NQ-HĐND".
NUMBERED_KINDS = ("nghị quyết", "luật", "pháp lệnh", "nghị định", "thông tư")
