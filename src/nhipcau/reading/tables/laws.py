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
    "Cảnh sát biển Việt Nam", "Cảnh sát biển", "Cảnh vệ", "Căn cước", "Căn cước công dân",
    "Bầu cử đại biểu Quốc hội", "Bầu cử đại biểu Hội đồng nhân dân", "Chăn nuôi", "Chứng khoán",
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
    "Cảnh sát cơ động", "Tổ chức Hội đồng nhân dân và Ủy ban nhân dân", "Tổ chức HĐND và UBND",
    "Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân",
    "Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy ban nhân dân", "Phí, lệ phí", "Bưu chính",
    "Ban hành văn bản quy phạm pháp luật của HĐND, UBND", "Hoạt động giám sát của Quốc hội và Hội đồng nhân dân",
    "Bảo vệ và phát triển rừng", "Bảo vệ và kiểm dịch thực vật", "Bảo vệ, chăm sóc và giáo dục trẻ em",
    "Bảo vệ công trình quan trọng liên quan đến an ninh quốc gia", "Các tổ chức tín dụng", "Các công cụ chuyển nhượng",
    "Chất lượng sản phẩm, hàng hóa", "Cạnh tranh", "Đê điều", "Đường sắt", "Đường sắt Việt Nam",
    "Giao thông đường thủy nội địa", "Hàng không dân dụng Việt Nam", "Hóa chất", "Khoáng sản", "Địa chất và khoáng sản",
    "Khí tượng thủy văn", "Kinh doanh bảo hiểm", "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
    "Năng lượng nguyên tử", "Ngân hàng Nhà nước Việt Nam", "Người lao động Việt Nam đi làm việc ở nước ngoài",
    "Phá sản", "Phòng, chống tác hại của thuốc lá", "Phòng, chống rửa tiền", "Phòng, chống khủng bố",
    "Phòng không nhân dân", "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ", "Quản lý và đầu tư vốn nhà nước",
    "Quốc tịch", "Sử dụng năng lượng tiết kiệm và hiệu quả", "Tiêu chuẩn và quy chuẩn kỹ thuật",
    "Tài nguyên, môi trường biển và hải đảo", "Thi hành án dân sự", "Thi hành án hình sự", "Thú y", "Trồng trọt",
    "Hỗ trợ doanh nghiệp nhỏ và vừa", "Bảo hiểm tiền gửi", "Trọng tài thương mại", "Tương trợ tư pháp",
    "Giám định tư pháp", "Lý lịch tư pháp", "Đặc xá", "Công nghệ cao", "Khám bệnh, chữa bệnh", "Dân số",
    "Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác", "Phòng, chống HIV/AIDS", "Hội nhập quốc tế",
    "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài", "Cư trú của người nước ngoài tại Việt Nam",
    "Ưu đãi người có công", "Nghĩa vụ lao động công ích", "Tôn giáo, tín ngưỡng", "Dự trữ quốc gia",
    "Kiểm toán độc lập", "Quản lý tài sản công", "Tổ chức cơ quan điều tra hình sự", "Phục hồi, phá sản",
    "Thanh tra", "Thuế tiêu thụ đặc biệt", "Thuế xuất khẩu, thuế nhập khẩu", "Thuế bảo vệ môi trường",
    "Thuế tài nguyên", "Phí và lệ phí", "Hộ chiếu", "Xuất nhập cảnh",
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

# These end a name only with the word that follows: "ban hành", but "Ủy ban"; "quy định", but "quy phạm".
STOP_PAIRS = {
    "ban": ("hành",), "quy": ("định",), "thông": ("qua", "tư", "báo"), "hướng": ("dẫn",), "đối": ("với",),
}  # fmt: skip

STOP_WORDS = frozenset(
    (
        "về", "được", "có", "đã", "để", "trong", "tại", "theo", "là", "thì", "do", "với", "cho",
        "khi", "từ", "nhằm", "của", "đến", "trên", "các", "những", "này", "sửa", "ngày",
        "số", "bởi", "một", "còn", "cũng", "như", "sẽ", "bằng", "gồm", "hoặc", "nếu", "mà", "vào",
        "phải", "đang", "nêu", "ra", "Nghị", "Thông", "Quyết", "Luật", "Pháp", "Hiến", "hết", "kể",
        "thuộc",
    )
)  # fmt: skip

# Inside "Luật sửa đổi, bổ sung một số điều của Luật …" these do not end the name.
AMENDING_WORDS = frozenset(("sửa", "của", "các", "và", "một", "số", "Luật", "Pháp"))
