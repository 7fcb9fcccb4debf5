"""What the sample's programmes ask for: neutral tasks written for this project, their days counted from the sample's."""

from dataclasses import dataclass
from decimal import Decimal

from nhipcau.programmes.models import Recurrence
from nhipcau.programmes.resourcing import Need

CULTURE, FOREIGN, TRADE = "Sở Văn hóa, Thể thao và Du lịch", "Sở Ngoại vụ", "Sở Công Thương"
PRESS, FRIENDS = "Báo và Phát thanh, Truyền hình Bến Đá", "Liên hiệp các tổ chức hữu nghị tỉnh"
WARD = "Phường Cửa Bến"
ALL = ("*",)
# So many days before the sample's day the directive was issued.
DIRECTED = 110


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task: `days` until its deadline from the sample's day (None: none), who does it, words its clause begins with."""

    key: str
    title: str
    days: int | None
    product: str
    theme: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    clause: str = ""
    description: str = ""
    recurrence: str = Recurrence.ONCE
    responsible: str = "Phó Giám đốc phụ trách"
    authority: str = "Giám đốc"


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line: what for, from where, planned and spent in đồng, and the key of the task it is for."""

    item: str
    source: str
    planned: Decimal
    spent: Decimal
    task: str = ""


def _million(number: int) -> Decimal:
    return Decimal(number) * 1_000_000


FESTIVALS, VISITS, INVESTMENT, FRIENDSHIP = (
    "Lễ hội, văn hóa",
    "Đi lại, thị thực",
    "Đầu tư",
    "Đối ngoại nhân dân",
)
PROVINCE = (
    Wanted("week", "Tổ chức Tuần lễ Hương vị miền sông nước", -40, "Tuần lễ với 40 gian hàng", FESTIVALS,
           lead=CULTURE, partners=(TRADE, WARD), clause="tổ chức Tuần lễ"),
    Wanted("guides", "Tập huấn thuyết minh viên song ngữ ở cơ sở", 36, "03 lớp, 60 thuyết minh viên", FESTIVALS,
           lead=CULTURE, partners=(FRIENDS,), clause="tập huấn thuyết minh viên"),
    Wanted("film", "Dựng phim ngắn chiếu tại nhà ga hành khách cảng", 20, "01 phim 3 phút, hai ngôn ngữ", FESTIVALS,
           lead=CULTURE, partners=(PRESS,), clause="dựng phim ngắn"),
    Wanted("visa", "Cập nhật cẩm nang song ngữ về thị thực điện tử", -30, "01 cẩm nang, 1.500 bản", VISITS,
           lead=FOREIGN, clause="cẩm nang song ngữ về thị thực"),
    Wanted("home", "Hướng dẫn người Việt Nam ở nước ngoài về quê thăm thân", None, "Trang hỏi đáp cập nhật hằng tuần",
           VISITS, lead=FOREIGN, clause="về quê thăm thân"),
    Wanted("invest", "Đăng năm bước đầu tư bằng tiếng Anh", 20, "05 trang hướng dẫn", INVESTMENT,
           lead=TRADE, clause="đăng năm bước đầu tư"),
    Wanted("letters", "Gửi thư ngỏ tới các hãng tàu du lịch", -18, "12 thư ngỏ", INVESTMENT,
           lead=TRADE, clause="gửi thư ngỏ"),
    Wanted("column", "Phát chuyên mục tiếng Anh về điểm đến", -75, "Mỗi tháng một số", FESTIVALS,
           lead=PRESS, clause="phát chuyên mục", recurrence=Recurrence.MONTHLY),
    Wanted("pupils", "Giao lưu học sinh với thành phố kết nghĩa", 25, "01 cuộc giao lưu, 120 học sinh", FRIENDSHIP,
           lead=FRIENDS, clause="giao lưu học sinh"),
    Wanted("aid", "Công khai việc tiếp nhận hàng hỗ trợ sau bão", -15, "Bảng kê trên cổng thông tin", FRIENDSHIP,
           lead=FRIENDS, clause="tiếp nhận hàng hỗ trợ"),
    Wanted("notices", "Niêm yết thông báo đi lại mùa lễ hội bằng hai ngôn ngữ", -10, "Thông báo tại bến, chợ",
           VISITS, each=ALL, clause="niêm yết thông báo đi lại", responsible="Phó Chủ tịch phụ trách",
           authority="Chủ tịch Ủy ban nhân dân xã, phường"),
    Wanted("signs", "Lắp biển chỉ dẫn song ngữ tại điểm đến", 30, "Biển chỉ dẫn đúng mẫu", VISITS,
           each=(WARD, "Phường Hải Tân", "Xã Làng Gốm", "Xã Thác Bạc", "Xã Cổng Trời"),
           clause="lắp biển chỉ dẫn", responsible="Phó Chủ tịch phụ trách",
           authority="Chủ tịch Ủy ban nhân dân xã, phường"),
)  # fmt: skip
# Of the department's own programme: the first three carry out the task above that their key begins with.
DEPARTMENT = (
    Wanted("week", "Mở 40 gian hàng của Tuần lễ Hương vị", -42, "40 gian hàng", FESTIVALS, lead=CULTURE,
           partners=(WARD,)),
    Wanted("guides-texts", "Biên soạn bài thuyết minh song ngữ", 10, "20 bài thuyết minh", FESTIVALS, lead=CULTURE),
    Wanted("guides-classes", "Mở lớp thuyết minh viên tại cơ sở", 32, "03 lớp", FESTIVALS,
           each=(WARD, "Xã Làng Gốm", "Xã Thác Bạc")),
    Wanted("film", "Quay cảnh bốn mùa cho phim ngắn", 12, "30 phút phim tư liệu", FESTIVALS, lead=PRESS),
    Wanted("pages", "Rà soát giờ mở cửa trên các trang giới thiệu điểm đến", -5, "Danh sách đã rà soát", VISITS,
           lead=CULTURE),
)  # fmt: skip
WARDS = (
    Wanted("guides-classes-1", "Mời 20 người dân làm thuyết minh viên", 12, "Danh sách lớp", FESTIVALS, lead=WARD,
           responsible="Phó Chủ tịch phụ trách", authority="Chủ tịch Ủy ban nhân dân phường"),
    Wanted("guides-classes-2", "Mở lớp cuối tuần tại nhà văn hóa phường", 28, "01 lớp, 20 người", FESTIVALS, lead=WARD,
           responsible="Phó Chủ tịch phụ trách", authority="Chủ tịch Ủy ban nhân dân phường"),
)  # fmt: skip
CAMPAIGN = (
    Wanted("clips", "Phát 06 đoạn phim “Biển sạch đón bạn bè”", -3, "06 đoạn phim", "Phát hành", lead=PRESS),
    Wanted("beaches", "Ngày chủ nhật xanh ở bãi biển", 7, "01 ngày ra quân", "Ra quân",
           each=("Đặc khu Hòn Sao", "Xã Đầm Cá", "Phường Hải Tân"), responsible="Phó Chủ tịch phụ trách",
           authority="Chủ tịch Ủy ban nhân dân"),
    Wanted("leaflets", "In tờ gấp năm việc nên làm khi đến biển", 21, "3.000 tờ gấp, bốn ngôn ngữ", "Phát hành",
           lead=CULTURE, partners=(FOREIGN,)),
)  # fmt: skip

TEXTS = {
    "purposes": "Mỗi người đến tỉnh có đủ thông tin về lễ hội, đi lại, thị thực và đầu tư bằng ngôn ngữ mình đọc được.",
    "requirements": "Thông tin có nguồn, có cơ quan chịu trách nhiệm; sai thì đính chính công khai.",
    "themes": "Lễ hội, văn hóa; đi lại, thị thực; các bước đầu tư; đối ngoại nhân dân.",
    "audiences": "Khách du lịch, nhà đầu tư, học sinh, người Việt Nam ở nước ngoài, người dân trong tỉnh.",
    "methods": "Sự kiện tại chỗ, ấn phẩm song ngữ, biển chỉ dẫn, chuyên mục phát thanh, truyền hình.",
    "channels": "Cổng thông tin tỉnh, Báo và Phát thanh, Truyền hình Bến Đá, truyền thanh cơ sở.",
    "coordination": "Sở Văn hóa, Thể thao và Du lịch làm đầu mối; họp ban chỉ đạo mỗi quý.",
    "organisation": "Các đơn vị báo cáo tiến độ trên hệ thống, kèm minh chứng.",
}
CAMPAIGN_TEXTS = {
    "objective": "Trong mười tuần, khách đến biển biết năm việc nên làm; ba xã, phường, đặc khu ven biển ra quân.",
    "audiences": "Khách đi tàu du lịch, người dân vùng biển.",
    "strategy": "Việc làm cụ thể trước, lời mời sau; hình ảnh do người dân ghi.",
    "channels": "Truyền hình, truyền thanh cơ sở, tờ gấp tại bến.",
    "implementation": "Tuần 1-3 quay phim; tuần 4-7 ra quân; tuần 8-10 phát tờ gấp, tổng kết.",
    "coordination": "Báo và Phát thanh, Truyền hình Bến Đá dựng phim; các xã, phường, đặc khu chọn bãi biển.",
    "evaluation": "Số người dự, số tờ gấp đã phát, số lượt xem trên cổng thông tin.",
}
BUDGET = (
    Line("Gian hàng, âm thanh của Tuần lễ Hương vị", "Ngân sách tỉnh", _million(620), _million(598), "week"),
    Line("In cẩm nang thị thực", "Ngân sách tỉnh", _million(135), _million(135), "visa"),
    Line("Biển chỉ dẫn song ngữ", "Ngân sách xã, phường", _million(280), _million(46), "signs"),
    Line("Giao lưu học sinh", "Xã hội hóa", _million(150), Decimal(0), "pupils"),
    Line("Dịch thuật", "Ngân sách tỉnh", _million(90), _million(97)),
)
CAMPAIGN_BUDGET = (
    Line("Quay, dựng phim", "Ngân sách tỉnh", _million(180), _million(165), "clips"),
    Line("In tờ gấp", "Xã hội hóa", _million(48), Decimal(0), "leaflets"),
)
NEEDS = (
    Need("people", "Biên dịch viên tiếng Anh", 3, "Hai người của Sở Ngoại vụ, một cộng tác viên"),
    Need("equipment", "Máy chiếu, loa cho lớp tập huấn", 3),
)
