"""Everything about edXML that no public source confirms, each with its mark; change it here when it is confirmed.

Marks: `disputed` implementations differ · `one source` a single public code base · `assumed` our own choice ·
`secondary` taken from a text about the regulation. The field tables of QCVN 102 (what is mandatory, lengths) were not
read: we read and write edXML as in use and claim no conformity.
"""

from dataclasses import dataclass
from typing import Final

NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
LEGACY_NAMESPACE: Final = "http://www.e-doc.vn/Schema/"

ORDER_A: Final = (
    "From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo",
    "DueDate", "OtherInfo", "ResponseFor", "SteeringType", "ResponseForTask", "ApplicationType", "ToPlaces",
)  # fmt: skip
ORDER_D: Final = (
    "From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo", "DueDate", "ToPlaces",
    "OtherInfo", "ResponseFor", "SteeringType", "DocumentId", "ResponseForTask", "ApplicationType",
)  # fmt: skip
ORDERS: Final = {"A": ORDER_A, "D": ORDER_D}
"""The orders of MessageHeader that are met; A is the axis's own library and sample."""

PREFIX: Final = "edXML:"
BLANKS: Final = frozenset({"", "N/A"})
"""What is written for nothing: one builder writes N/A for blanks."""

SAME_STATUS: Final = {"14": "15"}
"""Codes that one user of the axis writes → the code that others write for the same."""

LENGTHS: Final = {
    "OrganId": 50, "OrganizationInCharge": 200, "OrganName": 200, "OrganAdd": 250, "Email": 100, "Telephone": 50,
    "Fax": 50, "Website": 100, "DocumentId": 200, "CodeNumber": 50, "CodeNotation": 50, "Place": 50, "TypeName": 100,
    "Subject": 500, "Content": 500, "Competence": 100, "Position": 100, "SphereOfPromulgation": 100, "FullName": 50,
    "TyperNotation": 10,
}  # fmt: skip
"""Lengths of one system's table: said as a caution, never enforced."""

UNSETTLED_TYPES_FROM: Final = 21
"""From this number on, sources give different names to the numbers of administrative documents: none is written."""

STEERING_NONE: Final = "0"
"""Written for SteeringType: what other numbers mean is disputed, and no task is derived from one."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """One thing that is not confirmed: where it shows, its mark, and what is done here, in Vietnamese."""

    name: str
    mark: str
    says: str


UNCONFIRMED: Final = (
    Unconfirmed(
        "QCVN 102, bảng trường",
        "assumed",
        "Chưa đọc được bảng trường bắt buộc và độ dài; chỉ cảnh báo độ dài.",
    ),
    Unconfirmed(
        "MessageHeader", "disputed", "Có hai thứ tự phần tử; ghi theo thứ tự A, đọc không theo thứ tự."
    ),
    Unconfirmed("edXML:", "one source", "Ghi tiền tố edXML: cho mọi phần tử trong phong bì."),
    Unconfirmed("N/A", "one source", "“N/A”, rỗng và thiếu được đọc như nhau; khi ghi thì bỏ phần tử rỗng."),
    Unconfirmed(
        "OrganizationInCharge", "disputed", "Nơi ghi tên, nơi ghi mã đơn vị chủ quản; đọc cả hai, ghi tên."
    ),
    Unconfirmed("DocumentId", "disputed", "Ghi mã,ngày,số/ký hiệu; khi đọc coi là chuỗi không tách."),
    Unconfirmed(
        "DocumentType",
        "disputed",
        "Số loại văn bản trùng nhau giữa hai nhóm; hiện TypeName, giữ Type như nhận.",
    ),
    Unconfirmed(
        "DocumentType 21–29", "disputed", "Từ số 21 các nguồn khác nhau: không ghi số, chỉ ghi tên loại."
    ),
    Unconfirmed(
        "Văn bản của Đảng",
        "assumed",
        "Coi như cùng gói tin; số 25-KH/TU ghi CodeNumber 25, CodeNotation KH/TU.",
    ),
    Unconfirmed(
        "SteeringType", "disputed", "Giữ nguyên khi đọc, ghi 0; không tự lập nhiệm vụ từ trường này."
    ),
    Unconfirmed("Priority", "one source", "0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ."),
    Unconfirmed("Paper", "disputed", "Giữ nguyên như nhận, không diễn giải."),
    Unconfirmed("ResponseForTask, ApplicationType", "one source", "Giữ nguyên như nhận."),
    Unconfirmed("Văn bản chính", "assumed", "Gói tin không đánh dấu; lấy Reference đầu tiên."),
    Unconfirmed(
        "Tệp nén ẩn", "assumed", "Mở tệp nén một mục khi tên không phải tệp nén; khi gửi để nguyên tệp."
    ),
    Unconfirmed("Mã 14", "one source", "Đọc là 15 (đồng ý lấy lại/cập nhật); ghi 15."),
    Unconfirmed(
        "Trả lời thu hồi, cập nhật",
        "assumed",
        "ResponseFor ghi văn bản mà yêu cầu nói tới, không ghi gói yêu cầu.",
    ),
    Unconfirmed("Ngày giờ", "assumed", "Timestamp không ghi múi giờ; hiểu là giờ Việt Nam."),
    Unconfirmed(
        "Mã định danh", "assumed", "Giữ nguyên như nhận; so theo khóa bỏ nhóm toàn số 0, đổi về thứ tự mới."
    ),
    Unconfirmed(
        "Dấu mật", "assumed", "Gói tin không có trường độ mật; tìm dấu trong các trường và trong văn bản."
    ),
    Unconfirmed(
        "Từ chối văn bản mật",
        "assumed",
        "Trả lời 02, ghi lý do ở Description; chưa có nguồn nào nói trục chờ mã nào cho văn bản mật.",
    ),
    Unconfirmed(
        "Gửi cập nhật, thay thế",
        "assumed",
        "Chỉ đọc và gắn nhãn để người giữ sổ trả lời; không gửi đi, vì chưa rõ bên nhận đối chiếu theo trường nào.",
    ),
    Unconfirmed(
        "Appendixes",
        "one source",
        "Đọc và hiện như nhận; không ghi, vì chưa rõ mỗi Appendix là tên phụ lục hay mã.",
    ),
    Unconfirmed(
        "Phụ lục và tệp",
        "assumed",
        "Loại, số, tên phụ lục đọc từ chữ trong Appendix; tệp của phụ lục tìm theo tên, mô tả hoặc loại và số, "
        "không chắc thì để trống.",
    ),
    Unconfirmed(
        "Tệp phụ lục gửi đi",
        "assumed",
        "Mỗi phụ lục đi như một tệp đính kèm (Reference, Attachment), tên phụ lục ghi ở Description, sau văn bản chính.",
    ),
    Unconfirmed("Truyền nhận", "assumed", "Không nối thẳng vào trục; gói tin đi qua hai thư mục."),
)
