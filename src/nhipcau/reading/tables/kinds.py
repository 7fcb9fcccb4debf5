"""Kinds of documents, their abbreviations, and the words that stand between a kind and its number.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục III; Party types as listed for Quy định 399-QĐ/TW (secondary source).
"""

KINDS = (
    "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn",
    "chương trình", "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "biên bản", "tờ trình",
    "hợp đồng", "công điện", "bản ghi nhớ", "bản thỏa thuận", "giấy ủy quyền", "giấy mời",
    "giấy giới thiệu", "giấy phép", "giấy nghỉ phép", "giấy chứng nhận", "phiếu gửi", "phiếu chuyển", "phiếu báo",
    "công văn", "nghị định", "thông tư", "thông tri", "thông tư liên tịch", "nghị quyết liên tịch", "luật", "bộ luật",
    "pháp lệnh", "lệnh", "sắc lệnh", "kết luận", "văn bản", "cương lĩnh", "điều lệ", "chiến lược",
    "tuyên bố", "lời kêu gọi", "quy hoạch", "công hàm", "đề cương",
)  # fmt: skip

# Two kind words that together name one kind.
COMPOUNDS = {"thông báo kết luận": "thông báo", "thông báo ý kiến kết luận": "thông báo"}

ABBREVIATIONS = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "NĐ": "nghị định", "TT": "thông tư",
    "KH": "kế hoạch", "KL": "kết luận", "TB": "thông báo", "HD": "hướng dẫn", "BC": "báo cáo",
    "CV": "công văn", "TTr": "tờ trình", "CTr": "chương trình", "ĐA": "đề án", "CĐ": "công điện",
}  # fmt: skip

# Kinds that may head a document on a line of their own; a công văn has no such line.
HEADING_KINDS = (
    "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy chế phối hợp", "quy định", "thông cáo",
    "thông báo", "hướng dẫn", "chương trình", "chương trình hành động", "kế hoạch", "phương án", "đề án",
    "báo cáo", "biên bản", "tờ trình", "hợp đồng", "công điện", "bản ghi nhớ", "bản thỏa thuận",
    "giấy ủy quyền", "giấy mời", "giấy giới thiệu", "giấy phép", "nghị định", "thông tư", "thông tri",
    "thông tư liên tịch", "nghị quyết liên tịch", "luật", "bộ luật", "pháp lệnh", "lệnh", "sắc lệnh",
    "kết luận", "cương lĩnh", "tuyên bố", "lời kêu gọi", "công hàm", "đề cương", "chương trình phối hợp",
    "chương trình liên tịch", "kế hoạch phối hợp", "kế hoạch liên tịch", "kế hoạch liên ngành", "hướng dẫn liên tịch",
    "hướng dẫn liên ngành",
)  # fmt: skip

# Words that close the name of an issuing authority.
AFTER_AUTHORITY = (
    "về", "v/v", "V/v", "quy định", "ban hành", "phê duyệt", "hướng dẫn", "thực hiện", "triển khai", "sửa đổi",
    "công bố", "giao", "tại", "theo", "nhằm", "để", "trong", "đã", "có", "được", "trình", "gửi", "kèm",
    "từ", "đến", "cho", "phát động", "thành lập", "đối với", "và", "do", "khi", "tổ chức", "chỉ đạo",
    "yêu cầu", "ngày", "số", "là", "hợp nhất", "bổ sung", "bãi bỏ", "thông qua", "cụ thể hóa", "tổng kết",
    "sơ kết", "tiếp tục", "tăng cường", "(sau", "như", "nêu",
)  # fmt: skip

# Verbs between an issuer and the document it issued: "Văn phòng Tỉnh ủy đã ban hành Hướng dẫn số …".
ISSUING_VERBS = (
    "tham mưu ban hành", "ban hành", "có", "ký ban hành", "ký", "phê duyệt", "thông qua", "gửi", "trình",
    "ra", "xây dựng", "công bố",
)  # fmt: skip

# After "và" these go on with the name of a body: "Sở Giáo dục và Đào tạo".
JOINED_TO_NAME = (
    "Đào tạo", "Du lịch", "Xã hội", "Đầu tư", "Môi trường", "Truyền thông", "Công nghệ", "Phát triển",
    "Tư pháp", "Dân vận", "Thể thao", "Thiếu niên", "Nhi đồng", "Gia đình", "Giáo dục", "Nhân văn",
    "hội nhập", "Pháp luật", "Thương binh", "Tôn giáo",
)  # fmt: skip

# Headings that are a kind with a qualifier.
BASE_KINDS = {
    "chương trình hành động": "chương trình", "chương trình phối hợp": "chương trình",
    "chương trình liên tịch": "chương trình", "quy chế phối hợp": "quy chế",
    "kế hoạch phối hợp": "kế hoạch", "kế hoạch liên tịch": "kế hoạch", "kế hoạch liên ngành": "kế hoạch",
    "hướng dẫn liên tịch": "hướng dẫn", "hướng dẫn liên ngành": "hướng dẫn",
}  # fmt: skip
