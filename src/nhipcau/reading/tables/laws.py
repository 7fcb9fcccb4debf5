"""Names of laws in force or often cited, without the word "Luật", and the words that end an unknown name.

A name in this table is recognised whole, commas and lower case included. It helps, it does not limit:
a law that is not here is read up to the first word of STOP_WORDS.
"""

KNOWN_LAWS = (
    "An ninh mạng", "An ninh quốc gia", "An toàn thông tin mạng", "An toàn thực phẩm",
    "An toàn, vệ sinh lao động", "Báo chí", "Bảo hiểm xã hội", "Bảo hiểm y tế", "Bảo vệ môi trường",
    "Bảo vệ bí mật nhà nước", "Bảo vệ quyền lợi người tiêu dùng", "Bảo vệ dữ liệu cá nhân",
    "Ban hành văn bản quy phạm pháp luật", "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
    "Biên giới quốc gia", "Biên phòng Việt Nam", "Biển Việt Nam", "Bình đẳng giới", "Cán bộ, công chức",
    "Cảnh sát biển Việt Nam", "Cảnh sát biển", "Cảnh vệ", "Căn cước", "Chăn nuôi", "Chứng khoán",
    "Chuyển giao công nghệ", "Công an nhân dân", "Công đoàn", "Công chứng", "Công nghệ thông tin",
    "Công nghiệp công nghệ số", "Cơ quan đại diện nước Cộng hòa xã hội chủ nghĩa Việt Nam ở nước ngoài",
    "Cư trú", "Dân quân tự vệ", "Di sản văn hóa", "Doanh nghiệp", "Dữ liệu", "Du lịch", "Dược",
    "Đa dạng sinh học", "Đầu tư", "Đầu tư công", "Đầu tư theo phương thức đối tác công tư", "Đất đai",
    "Đấu giá tài sản", "Đấu thầu", "Điện ảnh", "Điện lực", "Điều ước quốc tế", "Đường bộ", "Giá",
    "Giáo dục", "Giáo dục đại học", "Giáo dục nghề nghiệp", "Giáo dục quốc phòng và an ninh",
    "Giao dịch điện tử", "Giao thông đường bộ", "Hải quan", "Hàng hải Việt Nam", "Hình sự", "Dân sự",
    "Lao động", "Tố tụng hình sự", "Tố tụng dân sự", "Hộ tịch", "Hòa giải ở cơ sở", "Hôn nhân và gia đình",
    "Hợp tác xã", "Kế toán", "Khám bệnh, chữa bệnh", "Khiếu nại", "Khoa học và công nghệ",
    "Khoa học, công nghệ và đổi mới sáng tạo", "Kiểm toán nhà nước", "Kinh doanh bất động sản",
    "Lâm nghiệp", "Luật sư", "Lưu trữ", "Lực lượng dự bị động viên", "Mặt trận Tổ quốc Việt Nam",
    "Ngân sách nhà nước", "Nghĩa vụ quân sự", "Nghĩa vụ quân sự", "Người cao tuổi", "Người khuyết tật",
    "Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng", "Nhà ở", "Nhà giáo",
    "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam", "Nuôi con nuôi",
    "Phòng cháy và chữa cháy", "Phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Phòng, chống tham nhũng",
    "Phòng, chống thiên tai", "Phòng thủ dân sự", "Phòng, chống tác hại của rượu, bia",
    "Phòng, chống bạo lực gia đình", "Phòng, chống ma túy", "Phòng, chống mua bán người",
    "Phòng, chống bệnh truyền nhiễm", "Phổ biến, giáo dục pháp luật", "Quản lý ngoại thương",
    "Quản lý nợ công", "Quản lý thuế", "Quản lý, sử dụng tài sản công", "Quảng cáo", "Quốc phòng",
    "Quốc tịch Việt Nam", "Quy hoạch", "Quy hoạch đô thị", "Quy hoạch đô thị và nông thôn",
    "Sở hữu trí tuệ", "Sĩ quan Quân đội nhân dân Việt Nam", "Tài nguyên nước", "Tần số vô tuyến điện",
    "Thanh niên", "Thanh tra", "Thể dục, thể thao", "Thi đua, khen thưởng", "Thỏa thuận quốc tế",
    "Thống kê", "Thủ đô", "Thuế giá trị gia tăng", "Thuế thu nhập doanh nghiệp", "Thuế thu nhập cá nhân",
    "Thư viện", "Thực hiện dân chủ ở cơ sở", "Thực hành tiết kiệm, chống lãng phí", "Thương mại",
    "Thủy lợi", "Thủy sản", "Tiếp cận thông tin", "Tiếp công dân", "Tín ngưỡng, tôn giáo", "Tố cáo",
    "Tố tụng hành chính", "Tổ chức Chính phủ", "Tổ chức chính quyền địa phương", "Tổ chức Quốc hội",
    "Tổ chức Tòa án nhân dân", "Tổ chức Viện kiểm sát nhân dân", "Trẻ em",
    "Trật tự, an toàn giao thông đường bộ", "Trợ giúp pháp lý", "Trưng cầu ý dân", "Viên chức",
    "Viễn thông", "Việc làm", "Xây dựng", "Xử lý vi phạm hành chính", "Xuất bản",
    "Xuất cảnh, nhập cảnh của công dân Việt Nam", "Ưu đãi người có công với cách mạng", "Ngoại hối",
    "Cảnh sát cơ động",
)  # fmt: skip

# "Luật này", "Luật sư" (a lawyer), "Luật gia", "Luật pháp" name no law.
NOT_A_LAW_AFTER = frozenset(
    (
        "này",
        "đó",
        "sư",
        "gia",
        "pháp",
        "lệ",
        "hiện",
        "nêu",
        "trên",
        "có",
        "được",
        "quy",
        "và",
        "là",
        "do",
        "số",
        "khoa",
    )
)

STOP_WORDS = frozenset(
    (
        "về", "quy", "được", "có", "đã", "để", "trong", "tại", "theo", "là", "thì", "do", "với", "cho",
        "khi", "từ", "nhằm", "của", "đến", "trên", "các", "những", "này", "ban", "hướng", "sửa", "ngày",
        "số", "bởi", "một", "còn", "cũng", "như", "sẽ", "bằng", "gồm", "hoặc", "đối", "nếu", "mà", "vào",
        "phải", "đang", "nêu", "ra", "Nghị", "Thông", "Quyết", "Luật", "Pháp", "Hiến", "thông", "hết", "kể",
        "thuộc",
    )
)  # fmt: skip

# Inside "Luật sửa đổi, bổ sung một số điều của Luật …" these do not end the name.
AMENDING_WORDS = frozenset(("sửa", "của", "các", "và", "một", "số", "Luật", "Pháp"))
