"""Words that open the signature, and titles of those who sign."""

SIGNING_WORDS = (
    "T/M",
    "TM.",
    "TM ",
    "KT.",
    "K/T",
    "KT ",
    "TL.",
    "T/L",
    "TUQ.",
    "T.M",
    "K.T",
    "T.L",
    "Q. ",
    "Q.",
)

TITLES = (
    "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "BÍ THƯ", "PHÓ BÍ THƯ",
    "PHÓ BÍ THƯ THƯỜNG TRỰC", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "TRƯỞNG BAN",
    "PHÓ TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG",
    "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG",
    "VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG", "TỔNG CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "TỔNG GIÁM ĐỐC", "CHỦ NHIỆM",
    "PHÓ CHỦ NHIỆM", "TỔNG BIÊN TẬP", "VIỆN TRƯỞNG", "CHÁNH ÁN", "CHÁNH THANH TRA", "TỔNG BÍ THƯ",
    "ỦY VIÊN", "THƯỜNG TRỰC BAN BÍ THƯ", "CHỦ TỊCH QUỐC HỘI", "CHỈ HUY TRƯỞNG", "CHÍNH ỦY",
    "TRƯỞNG CÔNG AN", "TỔ TRƯỞNG",
)  # fmt: skip

# Stand where the picture of a signature is.
SIGNED = frozenset(("đã ký", "đã kí", "đã ký tên"))

# Before the name of the person who signs; degrees and ranks are no part of it.
ACADEMIC_TITLES = (
    "GS.", "PGS.", "TS.", "TSKH.", "ThS.", "Th.S", "ThS ", "TS ", "BS.", "BSCKI.", "BSCKII.", "BSCK1.", "BSCK2.", "CN.",
    "KS.", "LS.", "NGƯT.", "NGND.", "NSƯT.", "NSND.", "Đại tướng ", "Thượng tướng ", "Trung tướng ", "Thiếu tướng ",
    "Đại tá ", "Thượng tá ", "Trung tá ", "Thiếu tá ", "Đại úy ", "Thượng úy ", "Trung úy ", "Thiếu úy ",
)  # fmt: skip
