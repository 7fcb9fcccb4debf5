"""Words by which assigned work is recognised: headings, units, verbs."""

# A section under such a heading assigns work.
ASSIGNING_TITLES = (
    r"tổ chức\s+(?:và\s+)?(?:thực hiện|triển khai)", r"phân công",
    r"trách nhiệm\s+(?:thi hành|thực hiện|của|tổ chức|các|cụ thể)", r"chế độ\s+(?:thông tin,?\s+)?báo cáo",
    r"thông tin,?\s+báo cáo", r"nhiệm vụ\s+(?:của|cụ thể của)\s+(?:các\s+)?(?:đơn vị|cơ quan|sở)",
)  # fmt: skip

# A section under such a heading proposes, or says when something takes effect.
NOT_ASSIGNING_TITLES = (r"đề xuất", r"kiến nghị", r"hiệu lực", r"kinh phí\s*$", r"kết quả")

# Kinds whose whole body may assign work, clause by clause.
ASSIGNING_KINDS = ("công văn", "công điện", "chỉ thị", "thông báo")

# A line that ends with one of these is broken: the name or the list goes on in the next.
UNFINISHED_WORDS = frozenset((
    "và", "các", "của", "với", "cho", "Chánh", "Giám", "Thủ", "Chủ", "Các", "Phó", "Ủy", "Sở", "Bộ", "thị", "thành",
    "trưởng", "Trưởng", "cơ", "đơn", "trách", "chịu", "theo", "tại", "về", "trong",
))  # fmt: skip

# Kinds in whose body only what is given outright ("Giao …", "Yêu cầu …") is work: the rest of it appraises.
GIVING_KINDS = ("kết luận",)

# After a line that ends so only what is given outright is work: "UBND tỉnh có ý kiến như sau:".
SAID_SO = r"(?:ý kiến|chỉ đạo|kết luận)(?:\s+chỉ đạo)?(?:\s+như sau)?\s*:$"

# Under such a heading only what is given outright is work.
GIVING_TITLES = (r"điều khoản\s+thi hành",)

# First words of a unit's name.
UNIT_HEADS = (
    "Ban", "Sở", "Bộ", "Phòng", "Ủy ban", "UBND", "HĐND", "UBMTTQ", "UBMT", "MTTQ", "Hội đồng", "Hội",
    "Đoàn", "Liên đoàn", "LĐLĐ", "Mặt trận", "Văn phòng", "Công an", "Quân sự", "Trung tâm", "Đài", "Báo",
    "Tạp chí", "Trường", "Nhà trường", "Chi cục", "Cục", "Tổng cục", "Vụ", "Thanh tra", "Tòa án", "Viện",
    "Chánh", "Phó", "Giám đốc", "Thủ trưởng", "Chủ tịch", "Trưởng", "Vụ trưởng", "Cục trưởng",
    "Viện trưởng", "Hiệu trưởng", "Tổng Giám đốc", "Tổng biên tập", "Chi ủy", "Đảng ủy", "Huyện ủy",
    "Tỉnh ủy", "Thành ủy", "Quận ủy", "Thị ủy", "Thường trực", "Chính phủ", "Thủ tướng", "Tổ", "Chi đoàn",
    "Chi hội", "Ngân hàng", "Kho bạc", "Tổng công ty", "Công ty", "Doanh nghiệp", "Các", "Bưu điện",
    "Viễn thông", "Bệnh viện", "Trạm", "Đồn", "Đội", "Hạt", "Cơ quan", "Đơn vị", "Xã", "Phường", "Huyện",
    "Thành phố", "Bộ Chỉ huy", "Bộ đội", "Cấp ủy", "Chi bộ", "Đảng bộ", "Người đứng đầu", "Kiểm toán",
    "Bảo hiểm", "Học viện", "Đại học", "Lãnh đạo", "Cán bộ", "Giáo viên", "Địa phương", "Liên hiệp",
    "Hiệp hội", "Câu lạc bộ", "Thư viện", "Bảo tàng", "Nhà", "Quỹ", "Tòa soạn", "Phân xã", "Cổng",
    "Quốc hội", "Hải quan", "Thuế", "Mỗi", "Từng", "Công đoàn", "Khoa", "Bộ phận", "Các", "Đồng chí",
    "Công chức", "Thành viên", "Viên chức", "Chuyên viên", "Nhân viên", "UB", "Khu dân cư", "Thôn", "Ấp",
    "Đoàn viên", "Hội viên", "Tổng Công ty",
    "Đảng viên", "Học sinh", "Phụ huynh",
    "Tỉnh đoàn", "Tỉnh Đoàn", "Thành đoàn", "Thành Đoàn", "Huyện đoàn", "Huyện Đoàn", "Quận đoàn", "Xã đoàn",
    "Đoàn thể", "Bí thư", "Phó Bí thư", "Bộ trưởng", "Chủ nhiệm", "Tổng Thanh tra", "Thống đốc", "Tư lệnh", "Chính ủy",
    "Chỉ huy trưởng", "Tổng cục trưởng", "Điện lực", "BHXH", "Ngành", "Hợp tác xã", "Tổng Thư ký", "Người dân",
    "BQL", "BCH", "BCĐ", "TAND", "VKSND", "Chủ đầu tư", "Tuyên huấn", "Vườn quốc gia", "Nhà xuất bản", "VNPT", "Viettel",
    "Tổng Kiểm toán", "Đảng đoàn", "Tập đoàn", "Ủy viên", "TTVH", "Ông", "Bà", "Thầy", "Cô", "Tổng phụ trách", "Tiểu ban",
    "Khối", "Chính quyền", "Liên đội", "Liên chi đội",
)  # fmt: skip

# These begin like a unit and are none.
NOT_UNITS = (
    "Tổ chức thực hiện", "Tổ chức", "Báo cáo", "Trường hợp", "Hội nghị", "Hội nhập", "Hội thảo", "Đoàn kết",
    "Phòng, chống", "Phòng chống", "Phòng ngừa", "Ban hành", "Bộ tiêu chí", "Bộ máy", "Bộ luật", "Viện trợ",
    "Khoa học", "Xã hội", "Công tác", "Cục bộ", "Sở hữu", "Hạt nhân", "Vụ việc", "Quỹ đất", "Tổng hợp",
    "Nhà nước", "Báo chí", "Đội hình", "Trung tâm là", "Huyện nhà", "các nội dung", "các nhiệm vụ",
    "các giải pháp", "các hoạt động", "các văn bản", "các hình thức", "các quy định", "các chỉ tiêu",
    "các biện pháp", "các kế hoạch", "các chương trình", "các vấn đề", "các thông tin", "những",
    "các nguồn", "các dự án", "các hành vi", "ban định kỳ", "ban hành", "đoàn kết", "hội nhập", "tổ chức",
    "phòng chống", "phòng ngừa", "Các nội dung", "Các nhiệm vụ", "Các giải pháp", "Các hoạt động",
    "Các văn bản", "Các hình thức", "Các chỉ tiêu", "Các quy định", "Các dự án", "Các chương trình",
    "Các biện pháp", "Các vấn đề", "Các thông tin", "Các nguồn", "Các khoản", "các khoản", "Các hành vi",
    "Các nghị quyết", "Khối lượng", "Khối tài sản", "Khối kiến thức", "Thanh tra, kiểm tra",
    "Thanh tra, giám sát", "Thanh tra việc",
)  # fmt: skip

# A unit may also begin so in the middle of a sentence.
LOWER_HEADS = (
    "các", "những", "người đứng đầu", "thủ trưởng", "chủ tịch", "giám đốc", "chính quyền", "cấp ủy",
    "đội ngũ", "đại biểu", "nhà trường", "giáo viên", "cán bộ", "toàn thể", "mỗi", "từng", "chi bộ",
    "trưởng", "hiệu trưởng", "lãnh đạo", "địa phương", "đơn vị", "cơ quan", "đồng chí", "bộ phận",
    "tập thể", "phòng", "ban", "sở", "văn phòng", "doanh nghiệp", "ủy ban", "công an", "chi đoàn",
    "liên đoàn", "hội", "đoàn", "tổ", "trung tâm", "trường", "khoa", "bí thư",
    "công chức", "viên chức", "thành viên", "chuyên viên", "hiệp hội", "các",
)  # fmt: skip
# Of those, the ones that begin a new member of a list ("…, các cơ quan", "…, người đứng đầu …").
LIST_HEADS = (
    "các", "những", "người đứng đầu", "thủ trưởng", "chủ tịch", "giám đốc", "chính quyền", "cấp ủy",
    "đội ngũ", "đại biểu", "toàn thể", "mỗi", "từng", "trưởng", "lãnh đạo", "đồng chí", "nhà trường",
    "bí thư",
)  # fmt: skip

# After "các Sở: A, B" one of these begins a unit of its own, no further name.
LIST_ENDS = (
    "các", "Các", "Chủ tịch", "Thủ trưởng", "Giám đốc", "Tổng Giám đốc", "Trưởng", "Bí thư", "Chánh Văn phòng",
    "UBND", "Ủy ban nhân dân",
    "Ủy ban Mặt trận", "Viện trưởng", "Cục trưởng", "Chi cục trưởng", "Hiệu trưởng", "Chi cục",
    "Công an tỉnh", "Công an thành phố", "Bộ Chỉ huy", "Bộ CHQS", "Ban Quản lý", "Ban quản lý", "Đài", "Kho bạc",
    "Bảo hiểm xã hội", "Văn phòng", "Sở", "Bộ trưởng", "Chủ nhiệm", "Chỉ huy trưởng", "Đảng ủy", "thủ trưởng", "chủ tịch",
    "giám đốc", "người đứng đầu", "Cục", "Tổng Biên tập", "Người đứng đầu",
)  # fmt: skip

# Joined by a comma or "và", and still the name of one body.
ONE_NAME = (
    r"Đảng ủy\s+(?:Ủy ban\s+)?(?:Mặt trận Tổ quốc|(?:UB)?MTTQ)(?:\s+Việt Nam)?\s*(?:,|và)\s*các\s+đoàn",
    r"Văn phòng\s+(?:HĐND|Hội đồng nhân dân)\s*(?:,|và|&|-)\s*(?:UBND|Ủy ban nhân dân)",
    r"Văn phòng\s+Đoàn\s+(?:ĐBQH|đại biểu Quốc hội)\s*(?:,|và|&|-)\s*(?:HĐND|Hội đồng nhân dân)",
    r"Báo\s+và\s+(?:Đài\s+)?[Pp]hát thanh",
)

# Words before a list of people: "Các ông (bà): Chánh Văn phòng, …".
PEOPLE_FIRST = (
    r"(?:Các\s+)?[ôÔ]ng\s*(?:/|,|\(|và)\s*[bB]à\)?",
    r"Các\s+đồng\s+chí",
    r"Các\s+ông",
)
BODIES_FIRST = (r"Các\s+cơ\s+quan,\s+đơn\s+vị", r"Các\s+(?:đơn\s+vị|cơ\s+quan)")  # fmt: skip

# Nouns that share one "các": "các Sở, Ban, Ngành".
PLURAL_NOUNS = (
    "sở", "ban", "bộ", "ngành", "đoàn thể", "hội", "cục", "vụ", "viện", "phòng", "tổ", "cơ quan", "đơn vị", "tổ chức",
    "chi cục", "hội đoàn thể", "doanh nghiệp", "địa phương", "huyện", "xã", "phường", "báo", "đài",
)  # fmt: skip

# Verbs that also stand in the names of bodies: "Ban quản lý", "Tổ giúp việc", "Ban tổ chức".
NAME_VERBS = frozenset((
    "quản lý", "chỉ đạo", "tổ chức", "giúp", "kiểm tra", "thẩm định", "hướng dẫn", "giám sát", "vận động", "biên tập",
    "tuyên truyền", "điều hành", "soạn thảo", "tư vấn", "hỗ trợ", "đầu tư", "tiếp nhận", "xúc tiến", "thanh tra",
    "đánh giá", "phục vụ", "kiểm soát", "bảo vệ", "thông tin", "điều phối", "khảo sát", "thẩm tra",
))  # fmt: skip
# … and of houses: "Trung tâm hỗ trợ", "Cổng thông tin".
HOUSE_VERBS = frozenset((
    "phục vụ", "hỗ trợ", "điều hành", "kiểm soát", "xúc tiến", "điều phối", "nghiên cứu", "thông tin", "tiếp nhận",
    "khai thác", "quản lý", "đầu tư", "đăng ký", "bảo vệ",
))  # fmt: skip
# … and inside a name after one word: "dự án đầu tư", "Ngoại giao", "công lập".
INSIDE_NAMES = {
    "lập": ("công", "dân"), "giao": ("goại",), "tổng hợp": ("ịch vụ",), "hỗ trợ": ("ịch vụ",), "thông tin": ("tử",),
    "tham mưu": ("ơ quan", "ác ban"), "giúp": ("tham mưu,",),
    "xây dựng": ("đầu tư", "ác ban", "ác Ban"), "đầu tư": ("úc tiến", "uản lý", "dự án", "ỗ trợ", "hủ"),
}  # fmt: skip

# What a unit does. The first of these ends the unit's name.
DUTY_VERBS = (
    "chủ trì", "phối hợp", "căn cứ", "chịu trách nhiệm", "có trách nhiệm", "có nhiệm vụ", "tham mưu",
    "theo dõi", "hướng dẫn", "chỉ đạo", "triển khai", "tổ chức", "xây dựng", "thực hiện", "tăng cường",
    "cụ thể hóa", "cụ thể hoá", "đôn đốc", "kiểm tra", "giám sát", "tổng hợp", "báo cáo", "đề xuất",
    "bố trí", "cân đối", "tuyên truyền", "phát huy", "quán triệt", "rà soát", "làm đầu mối", "là",
    "nghiên cứu", "tìm kiếm", "khẩn trương", "chủ động", "tiếp tục", "nghiêm túc", "thường xuyên",
    "định kỳ", "bảo đảm", "đảm bảo", "cung cấp", "đẩy mạnh", "nhanh chóng", "giúp", "đăng tải", "mở", "lập",
    "ban hành", "phân công", "tích cực", "vận động", "tham gia", "quản lý", "đưa", "cử", "xem xét",
    "tập trung", "quan tâm", "kịp thời", "trực tiếp", "hoàn thành", "chuẩn bị", "phổ biến", "lựa chọn",
    "thẩm định", "gửi", "trình", "nâng cao", "ưu tiên", "lồng ghép", "đánh giá", "tổng kết", "sơ kết",
    "nắm", "dự toán", "hỗ trợ", "chấp hành", "dựa", "trên cơ sở", "theo chức năng", "tùy", "phải", "cần",
    "sẽ", "được giao", "thống nhất", "ký", "in", "biên tập", "đăng", "phát", "viết", "dịch", "đón",
    "tiếp nhận", "cập nhật", "công bố", "xác định", "ứng dụng", "duy trì", "đề nghị", "yêu cầu", "giao",
    "thông báo", "đo đạc", "huy động", "khai thác", "rút", "thông tin", "chỉnh lý", "làm", "in ấn",
    "kết nối", "khuyến khích", "thành lập", "bồi dưỡng", "tập huấn", "giải quyết", "xử lý", "đổi mới",
    "mời", "quyết định", "lấy", "giữ", "đầu tư", "sử dụng", "phát động", "phê duyệt", "thẩm tra", "nộp",
    "quyết toán", "chỉnh trang", "thiết lập", "biên soạn", "chăm sóc", "chia sẻ", "chọn", "chuyển", "công khai",
    "củng cố", "đề cử", "điều phối", "đối chiếu", "động viên", "gắn", "giải đáp", "giải thích",
    "giải trình", "giới thiệu", "kêu gọi", "khảo sát", "khắc phục", "kiện toàn", "lan tỏa", "lắp đặt",
    "liên hệ", "niêm yết", "phân bổ", "phân loại", "quay", "quảng bá", "sao gửi", "sưu tầm", "sửa chữa",
    "tận dụng", "thay mặt", "theo thẩm quyền", "thiết thực", "thu thập", "tiếp thu", "tìm hiểu", "tôn vinh",
    "trang trí", "tranh thủ", "trả lời", "treo", "trưng bày", "xác minh", "xúc tiến", "ghi hình",
    "ghi nhận", "giữ gìn", "đặt", "đồng hành", "hoàn chỉnh", "kết hợp", "làm việc", "lấy ý kiến",
    "minh họa", "nhắc nhở", "nhân rộng", "phân tích", "rèn luyện", "số hóa", "tham khảo", "tham vấn",
    "tiếp cận", "trang bị", "tuyển chọn", "tư liệu hóa", "xử phạt", "yêu cầu", "có văn bản", "có kế hoạch",
    "có giải pháp", "có biện pháp", "có phương án", "không", "chấn chỉnh", "chú trọng", "đa dạng hóa",
    "mở rộng", "nêu cao", "phản ánh", "góp phần", "gương mẫu", "thu hút", "vào cuộc",
    "thi hành", "bám sát", "cam kết", "khơi dậy", "tuân thủ", "soạn thảo", "tập hợp", "thanh tra", "thanh toán",
    "ủng hộ", "vinh danh", "xuất bản", "dành", "dừng", "tạm dừng", "đình chỉ", "kiểm soát", "kiến nghị", "kiên quyết",
    "ngăn chặn", "nhận", "phân cấp", "phê bình", "phục vụ", "sắp xếp", "sẵn sàng", "tham dự", "tuần tra", "bổ sung",
    "cảnh báo", "chỉnh sửa", "điều chỉnh", "điều hành", "điều tra", "khởi công", "khuyến cáo", "nghiệm thu", "nhận diện",
    "phấn đấu", "ra quân", "tháo gỡ", "thúc đẩy", "tích hợp", "trồng", "truyền thông", "vận hành", "theo nhiệm vụ",
    "theo phạm vi", "theo phân cấp",
    "trong phạm vi", "trong quá trình", "vận dụng", "chỉ định", "bàn giao", "đăng ký",
    "tạo điều kiện", "tổ chức thực hiện", "có phương án", "có hình thức", "tăng thời lượng", "bảo vệ",
    "trao đổi", "tạo", "hoàn thiện", "thống kê", "ghi", "đề ra", "lãnh đạo", "tiến hành",
)  # fmt: skip
# With one of these after it, such a verb is the beginning of another word: "dịch vụ", "đài phát thanh".
OTHER_WORDS = {
    "dịch": ("vụ", "bệnh", "tễ"), "phát": ("thanh", "ngôn"), "chuyển": ("đổi số",), "trồng": ("trọt",),
    "giao": ("thông", "thương", "dịch", "lưu", "ban"), "cử": ("tri",), "đăng": ("kiểm",), "không": ("gian", "quân"),
}  # fmt: skip
# Verbs that say what a body is made up of, and give it nothing to do.
STATING_VERBS = ("gồm", "bao gồm")
GIVING_VERBS = ("giao", "yêu cầu", "đề nghị", "phân công", "ủy quyền", "ra")

# A sentence that opens so may name its unit after a comma.
ADVERBIALS = (
    "Căn cứ", "Định kỳ", "Trong", "Trước", "Hằng", "Hàng", "Để", "Trên cơ sở", "Khi", "Sau khi", "Từ",
    "Ngoài ra", "Theo", "Nếu", "Sau", "Đến", "Cuối", "Vào", "Kết thúc", "Riêng", "Đồng thời",
)  # fmt: skip

# "UBND các phường: A, B" is one unit; "các Sở: A, B" are several.
PLACE_NOUNS = (
    "phường",
    "xã",
    "huyện",
    "tỉnh",
    "thành phố",
    "thị xã",
    "thị trấn",
    "quận",
    "đặc khu",
    "thôn",
    "tổ dân phố",
    "địa phương",
)

_CHARGED = r"(?:đơn vị|cơ quan|bộ phận|người|phòng|phân công|chủ trì)"
_CHARGE = r"(?:chủ trì|thực hiện|phụ trách|phân công|đầu mối)"
TIME_COLUMN = r"thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hạn\s+(?:hoàn thành|chót|cuối|báo cáo)|hoàn\s+thành"
UNIT_COLUMN = rf"{_CHARGED}[^|]*{_CHARGE}|chủ trì|phân công"
PARTNER_COLUMN = r"phối hợp"
CONTENT_COLUMN = r"nội dung|nhiệm vụ|công việc|hoạt động|giải pháp"
