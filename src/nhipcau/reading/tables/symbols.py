"""Which kinds an abbreviation in a document's symbol stands for.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục III (State); the list of Party abbreviations is from a secondary source.
"""

KINDS_BY_SYMBOL = {
    "NQ": ("nghị quyết",), "QĐ": ("quyết định", "quy định"), "QyĐ": ("quy định",), "QyC": ("quy chế",),
    "CT": ("chỉ thị",), "QC": ("quy chế",), "TC": ("thông cáo",), "TB": ("thông báo",), "HD": ("hướng dẫn",),
    "CTr": ("chương trình",), "CTrHĐ": ("chương trình",), "KH": ("kế hoạch",), "PA": ("phương án",),
    "ĐA": ("đề án",), "DA": ("dự án",), "BC": ("báo cáo",), "BB": ("biên bản",), "TTr": ("tờ trình",),
    "HĐ": ("hợp đồng",), "CĐ": ("công điện",), "BGN": ("bản ghi nhớ",), "BTT": ("bản thỏa thuận",),
    "GUQ": ("giấy ủy quyền",), "GM": ("giấy mời",), "GGT": ("giấy giới thiệu",), "GNP": ("giấy nghỉ phép",),
    "PG": ("phiếu gửi",), "PC": ("phiếu chuyển",), "PB": ("phiếu báo",), "NĐ": ("nghị định",),
    "TT": ("thông tư", "thông tri"), "TTLT": ("thông tư liên tịch",), "NQLT": ("nghị quyết liên tịch",),
    "KL": ("kết luận",), "CV": ("công văn",), "ĐC": ("đề cương",),
}  # fmt: skip

# What is issued with another document and often called by its own kind under that document's number.
ATTACHED_KINDS = frozenset(
    (
        "đề án", "chương trình", "quy chế", "quy định", "chiến lược", "quy hoạch", "phương án", "dự án",
        "điều lệ", "kế hoạch liên tịch", "đề cương",
    )
)  # fmt: skip
