"""What belongs to a web site and not to the document on its page."""

# Words in class and id of elements that are dropped whole.
DROPPED_NAMES = (
    "menu", "nav", "navbar", "navigation", "footer", "breadcrumb", "breadcrumbs", "counter", "visitor",
    "copyright", "login", "search", "s4-titlerow", "s4-ribbonrow", "ribbon", "pagination", "pager", "share",
    "social",
)  # fmt: skip

# Lines (from their start) of the site's furniture: counters, timers, address and licence.
FURNITURE = (
    r"Điện thoại\s*[:.]", r"ĐT\s*[:.]", r"Tel\s*[:.]", r"Fax\s*[:.]", r"Email\s*[:.]", r"Website\s*[:.]",
    r"Địa chỉ\s*[:.]", r"Giấy phép\s+(?:số|thiết lập|hoạt động|xuất bản)", r"Bản quyền", r"Copyright", r"©",
    r"Ghi rõ nguồn",
    r"(?:[•·-]\s*)?(?:Đang (?:online|truy cập)|Hôm nay|Hôm qua|Trong tuần|Trong tháng|Tháng (?:này|trước))\s*:",
    r"(?:[•·-]\s*)?(?:Tất cả|Tổng (?:số )?(?:lượt )?truy cập|Lượt (?:truy cập|xem))\s*:",
    r"Số lượt (?:truy cập|đang online)", r"Bạn đã không sử dụng Site",
    r"Chịu trách nhiệm (?:chính|nội dung)", r"Hotline", r"Thống kê truy cập", r"(?:Đăng nhập|Sign In)$",
    r"Mã số thuế\s*:", r"Powered by", r"Người chịu trách nhiệm",
)  # fmt: skip

# Entries by which a line of words set apart by strokes is known as a menu.
MENU_ENTRIES = frozenset(
    ("trang chủ", "giới thiệu", "liên hệ", "tin tức", "sơ đồ trang", "sơ đồ website", "đăng nhập", "đăng ký", "tìm kiếm",
     "hỏi đáp", "văn bản", "thư viện", "english", "home")
)  # fmt: skip
