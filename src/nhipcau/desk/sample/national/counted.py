"""The sixty figures a unit is asked for each month: those of the starter set, and more of this sample's own."""

from nhipcau.indicators.rules import IndicatorFields

# (title, English title, codes): the sections of the form. A code of the starter set, or one of `OWN`.
SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Thông tin ở cơ sở",
        "Information on the spot",
        (
            "sessions",
            "attendances",
            "trainings",
            "trainees",
            "cells_briefed",
            "cells",
            "members_briefed",
            "members",
            "mau-talks",
            "mau-talk_listeners",
        ),
    ),
    (
        "Tin, bài, cổng thông tin",
        "News items and the portal",
        (
            "posts_vi",
            "posts_en",
            "reach",
            "interactions",
            "portal_visitors",
            "portal_visits",
            "mau-videos",
            "mau-video_views",
            "mau-galleries",
            "mau-newsletters",
        ),
    ),
    (
        "Xuất bản, phát thanh",
        "Publishing and broadcasting",
        (
            "publications",
            "copies",
            "broadcasts",
            "broadcast_minutes",
            "mau-panels",
            "mau-signs",
            "mau-guides",
            "mau-maps",
            "mau-libraries",
            "mau-readers",
        ),
    ),
    (
        "Sự kiện, đoàn khách",
        "Events and delegations",
        (
            "events",
            "event_attendances",
            "delegations",
            "delegates",
            "contests",
            "contest_entries",
            "mau-exhibitions",
            "mau-exhibition_visitors",
            "mau-performances",
            "mau-performance_viewers",
        ),
    ),
    (
        "Báo chí, giải đáp",
        "Press and answers",
        (
            "press_visits",
            "press_items",
            "clarifications",
            "mau-enquiries",
            "mau-answers",
            "mau-hotline_calls",
            "mau-helpdesk_visits",
            "mau-briefings",
            "mau-press_answers",
            "mau-corrections",
        ),
    ),
    (
        "Viện trợ, du lịch, đầu tư",
        "Aid, tourism and investment",
        (
            "aid_projects",
            "aid_committed",
            "aid_disbursed",
            "aid_organisations",
            "mau-visitors",
            "mau-nights",
            "mau-fairs",
            "mau-fair_products",
            "mau-scholarships",
            "mau-twinnings",
        ),
    ),
)

# (code, name, English name, measure, English measure)
_OWN = (
    ("talks", "Buổi trao đổi theo chuyên đề", "Talks on a theme", "buổi", "talks"),
    ("talk_listeners", "Lượt người nghe trao đổi chuyên đề", "Listeners of talks", "lượt người", "listeners"),
    ("videos", "Phim ngắn giới thiệu địa phương", "Short films about the place", "phim", "films"),
    ("video_views", "Lượt xem phim ngắn", "Views of short films", "lượt", "views"),
    ("galleries", "Bộ ảnh đã đăng", "Picture galleries published", "bộ ảnh", "galleries"),
    ("newsletters", "Bản tin điện tử đã gửi", "Newsletters sent", "bản tin", "newsletters"),
    ("panels", "Pa nô, áp phích đã treo", "Panels and posters put up", "tấm", "panels"),
    ("signs", "Biển chỉ dẫn song ngữ", "Bilingual signs", "biển", "signs"),
    ("guides", "Cẩm nang song ngữ đã phát", "Bilingual guides handed out", "bản", "copies"),
    ("maps", "Bản đồ du lịch đã phát", "Tourist maps handed out", "bản", "copies"),
    ("libraries", "Điểm đọc sách có tủ sách đối ngoại", "Reading points with such books", "điểm", "points"),
    ("readers", "Lượt bạn đọc tại các điểm đọc sách", "Readers at reading points", "lượt", "readers"),
    ("exhibitions", "Triển lãm, trưng bày", "Exhibitions", "cuộc", "exhibitions"),
    ("exhibition_visitors", "Lượt khách xem triển lãm", "Visitors of exhibitions", "lượt người", "visitors"),
    ("performances", "Buổi biểu diễn giao lưu", "Performances of exchange", "buổi", "performances"),
    ("performance_viewers", "Lượt người xem biểu diễn", "Viewers of performances", "lượt người", "viewers"),
    ("enquiries", "Câu hỏi của người nước ngoài đã nhận", "Questions of foreigners received", "câu", "questions"),
    ("answers", "Câu hỏi đã trả lời", "Questions answered", "câu", "answers"),
    ("hotline_calls", "Cuộc gọi đến đường dây hướng dẫn", "Calls to the help line", "cuộc gọi", "calls"),
    ("helpdesk_visits", "Lượt khách đến quầy hướng dẫn thị thực", "Visits to the visa desk", "lượt", "visits"),
    ("briefings", "Buổi cung cấp thông tin cho báo chí", "Press briefings", "buổi", "briefings"),
    ("press_answers", "Trả lời phỏng vấn báo chí", "Interviews given", "lần", "interviews"),
    ("corrections", "Đính chính đã đăng", "Corrections published", "lần", "corrections"),
    ("visitors", "Lượt khách quốc tế lưu trú", "Foreign guests staying", "lượt", "guests"),
    ("nights", "Đêm lưu trú của khách quốc tế", "Nights of foreign guests", "đêm", "nights"),
    ("fairs", "Hội chợ, phiên kết nối giao thương", "Fairs and trade meetings", "cuộc", "fairs"),
    ("fair_products", "Sản phẩm giới thiệu tại hội chợ", "Products shown at fairs", "sản phẩm", "products"),
    ("scholarships", "Suất học bổng giao lưu", "Exchange scholarships", "suất", "scholarships"),
    ("twinnings", "Hoạt động với địa phương kết nghĩa", "Doings with twin towns", "hoạt động", "doings"),
)  # fmt: skip

OWN = tuple(
    IndicatorFields(f"mau-{code}", name, name_en, measure, measure_en)
    for code, name, name_en, measure, measure_en in _OWN
)
