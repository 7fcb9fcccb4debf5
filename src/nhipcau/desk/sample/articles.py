"""The sample's items for the portal: neutral content, written for this project, in Vietnamese and English."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """An item in both languages, with where its facts come from."""

    slug: str
    kind: str
    topic: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    body: str
    body_en: str
    source: str
    worded: dict[str, str] = field(default_factory=dict)
    worded_en: dict[str, str] = field(default_factory=dict)
    # Of an event: in how many days it begins, and how many it lasts.
    begins_in: int = 0
    days: int = 1


ARTICLES = (
    Article(
        slug="le-hoi-thuyen-hoa",
        kind="event",
        worded={"where": "Bến sông phường Cửa Bến", "price": "Vào cửa tự do"},
        worded_en={"where": "River landing of Cửa Bến Ward", "price": "Free"},
        begins_in=19,
        days=3,
        topic="culture",
        title="Lễ hội Thuyền hoa mở hội bên sông",
        title_en="The Flower Boat Festival opens on the river",
        summary="Ba ngày rước thuyền, hát đối và chợ quê ở phường Cửa Bến; khách đến bằng đường bộ và đường sông.",
        summary_en="Three days of boat processions, antiphonal singing and a country market in Cửa Bến Ward.",
        body="<p>Lễ hội Thuyền hoa mở đầu bằng đoàn thuyền kết hoa đi dọc sông lúc bình minh. Buổi chiều, các đội hát "
        "đối đáp trên bến, và chợ quê bày hàng thủ công của các làng nghề.</p><h2>Đi lại</h2><p>Bãi đỗ xe ở hai đầu "
        "cầu; thuyền đưa khách chạy từ 6 giờ 30 đến 18 giờ.</p>",
        body_en="<p>The Flower Boat Festival begins at dawn with a procession of decorated boats along the river. In "
        "the afternoon, choirs sing in turn on the quay, and a country market shows the work of the craft villages."
        "</p><h2>Getting there</h2><p>There is parking at both ends of the bridge; ferries run from 6.30 to 18.00."
        "</p>",
        source="Ban tổ chức Lễ hội Thuyền hoa, thông cáo ngày khai mạc",
    ),
    Article(
        slug="huong-dan-thi-thuc",
        kind="guide",
        topic="visit",
        title="Thị thực điện tử: các bước và thời gian xử lý",
        title_en="Electronic visa: the steps and how long they take",
        summary="Nộp tờ khai trên cổng quốc gia, trả phí, theo dõi bằng mã hồ sơ; những giấy tờ cần chuẩn bị.",
        summary_en="Apply on the national portal, pay the fee, follow your file by its code; what to have at hand.",
        body="<p>Khách nước ngoài nộp tờ khai trên cổng thị thực điện tử quốc gia.</p><ol><li>Chuẩn bị ảnh chân dung "
        "và trang nhân thân của hộ chiếu.</li><li>Khai thông tin và trả phí.</li><li>Theo dõi kết quả bằng mã hồ sơ."
        "</li></ol><p>Tỉnh không thu thêm khoản phí nào.</p>",
        body_en="<p>Foreign visitors apply on the national electronic visa portal.</p><ol><li>Have a portrait photo "
        "and the data page of your passport ready.</li><li>Fill in the form and pay the fee.</li><li>Follow the "
        "result with your file code.</li></ol><p>The province charges nothing on top.</p>",
        source="Cổng thị thực điện tử quốc gia",
    ),
    Article(
        slug="nam-buoc-dau-tu",
        kind="guide",
        topic="invest",
        title="Năm bước đầu tư vào tỉnh",
        title_en="Five steps to invest in the province",
        summary="Từ tìm hiểu địa điểm đến giấy chứng nhận: mỗi bước ai nhận hồ sơ và mất bao lâu.",
        summary_en="From looking for a site to the certificate: who takes your file at each step, and how long it takes.",
        body="<ol><li>Tìm hiểu địa điểm và quy hoạch.</li><li>Đề xuất dự án.</li><li>Nộp hồ sơ tại trung tâm phục vụ "
        "hành chính công.</li><li>Nhận giấy chứng nhận.</li><li>Triển khai và báo cáo.</li></ol><p>Sở Công Thương trả "
        "lời câu hỏi bằng tiếng Việt và tiếng Anh.</p>",
        body_en="<ol><li>Look at sites and plans.</li><li>Propose the project.</li><li>File it at the public "
        "administration service centre.</li><li>Receive the certificate.</li><li>Build, and report.</li></ol><p>The "
        "Department of Industry and Trade answers questions in Vietnamese and English.</p>",
        source="Sở Công Thương, hướng dẫn các bước đầu tư",
    ),
    Article(
        slug="tuyen-xe-buyt-cua-ben",
        kind="news",
        topic="notice",
        title="Tuyến xe buýt Cửa Bến - Hải Tân đổi giờ chạy",
        title_en="New times for the Cửa Bến - Hải Tân bus",
        summary="Từ đầu tháng sau, xe chạy 20 phút một chuyến từ 5 giờ 30 đến 21 giờ; giá vé không đổi.",
        summary_en="From next month buses run every 20 minutes from 5.30 to 21.00; fares stay the same.",
        body="<p>Bảng giờ mới được dán tại các trạm và đăng bằng tiếng Việt, tiếng Anh trên cổng này.</p>",
        body_en="<p>The new timetable hangs at every stop and is published here in Vietnamese and English.</p>",
        source="Sở Công Thương, thông báo giờ chạy xe",
    ),
    Article(
        slug="nghe-gom-lang-gom",
        kind="news",
        topic="culture",
        title="Người trẻ trở lại với nghề gốm",
        title_en="Young people return to pottery",
        summary="Mười hai xưởng ở xã Làng Gốm mở cửa cho khách học nặn, vẽ và nung trong một ngày.",
        summary_en="Twelve workshops in Làng Gốm Commune let visitors shape, paint and fire a pot in a day.",
        body="<p>Lớp học dành cho tối đa mười người, có hướng dẫn bằng tiếng Anh vào cuối tuần.</p>",
        body_en="<p>Classes take up to ten people, with guidance in English at weekends.</p>",
        source="Ủy ban nhân dân xã Làng Gốm",
    ),
)
