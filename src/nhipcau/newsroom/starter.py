"""The lists a place begins with. It renames them, takes them out of use, and adds its own."""

from typing import Any
from uuid import uuid4

# Code, own name, Vietnamese name, English name, in use from the first day.
LANGUAGES = (
    ("vi", "Tiếng Việt", "Tiếng Việt", "Vietnamese", True),
    ("en", "English", "Tiếng Anh", "English", True),
    ("zh-hans", "简体中文", "Tiếng Trung (giản thể)", "Chinese (simplified)", False),
    ("ko", "한국어", "Tiếng Hàn", "Korean", False),
    ("ja", "日本語", "Tiếng Nhật", "Japanese", False),
    ("fr", "Français", "Tiếng Pháp", "French", False),
    ("lo", "ລາວ", "Tiếng Lào", "Lao", False),
    ("km", "ខ្មែរ", "Tiếng Khmer", "Khmer", False),
    ("th", "ไทย", "Tiếng Thái", "Thai", False),
    ("ru", "Русский", "Tiếng Nga", "Russian", False),
    ("de", "Deutsch", "Tiếng Đức", "German", False),
    ("es", "Español", "Tiếng Tây Ban Nha", "Spanish", False),
)

# Code, Vietnamese name, English name, nothing without a source, in the portal's menu.
TOPICS = (
    ("invest", "Đầu tư", "Investment", True, True),
    ("visit", "Du lịch", "Travel", False, True),
    ("culture", "Văn hóa", "Culture", False, True),
    ("heritage", "Di sản và danh nhân", "Heritage and notable people", True, False),
    ("study", "Học tập và việc làm", "Study and work", False, True),
    ("living", "Sống ở đây", "Living here", False, False),
    ("abroad", "Kiều bào", "Living abroad", False, True),
    ("policy", "Chính sách", "Policy", True, False),
    ("environment", "Môi trường", "Environment", False, False),
    ("rights", "Quyền con người", "Rights", True, False),
    ("sea", "Biển, đảo", "Sea and islands", True, False),
    ("border", "Biên giới", "Border", True, False),
    ("world", "Thế giới", "World news", True, False),
    ("notice", "Thông báo", "Notices", False, True),
)

# Code, Vietnamese name, English name, what they need in Vietnamese and in English.
AUDIENCES = (
    (
        "visitors",
        "Du khách",
        "Visitors",
        "Đến bằng cách nào, giá vé, giờ mở cửa, thị thực, số khẩn cấp.",
        "How to get there, prices, opening hours, visas, emergency numbers.",
    ),
    (
        "investors",
        "Nhà đầu tư, doanh nghiệp",
        "Investors and enterprises",
        "Quy hoạch, dự án kêu gọi, thủ tục từng bước, thời hạn, đầu mối.",
        "Plans, open projects, the steps one by one, time limits, whom to ask.",
    ),
    (
        "students",
        "Học sinh, sinh viên",
        "Students",
        "Trường, học bổng, điều kiện, hạn nộp hồ sơ, chỗ ở.",
        "Schools, grants, conditions, closing dates, housing.",
    ),
    (
        "compatriots",
        "Kiều bào và người xa quê",
        "Compatriots abroad and elsewhere in the country",
        "Tin quê nhà, thủ tục giấy tờ, lễ hội, cách góp sức.",
        "News from home, papers, festivals, ways to help.",
    ),
    (
        "residents",
        "Người dân",
        "Residents",
        "Việc đang làm ở địa phương, người nước ngoài đến, tin thế giới có nguồn.",
        "What is going on, who comes to visit, news of the world with its sources.",
    ),
    (
        "youth",
        "Thanh niên",
        "Young people",
        "Giao lưu, tình nguyện, cuộc thi, việc làm.",
        "Exchange, volunteering, contests, work.",
    ),
    (
        "officials",
        "Cán bộ",
        "Officials",
        "Tài liệu tuyên truyền, số liệu đã duyệt, lịch sự kiện.",
        "Material to speak from, approved figures, the calendar.",
    ),
    (
        "journalists",
        "Nhà báo",
        "Journalists",
        "Thông cáo, ảnh có ghi nguồn, số liệu kèm nguồn, người phát ngôn.",
        "Releases, pictures with credit, figures with sources, the spokesperson.",
    ),
)


def complete(apps: Any) -> None:
    """Add the lines of these lists that are not there, whatever their name is now, and the stamp of public pages.

    `apps` is the registry of models as Django's migrations hand it; before the lists exist nothing is done.
    """
    try:
        language, topic, audience = (
            apps.get_model("newsroom", name) for name in ("ContentLanguage", "Topic", "Audience")
        )
        stamp = apps.get_model("newsroom", "PublicStamp")
    except LookupError:
        return
    languages = [
        language(code=code, own_name=own, name=vi, name_en=en, in_use=in_use, place=10 * number)
        for number, (code, own, vi, en, in_use) in enumerate(LANGUAGES, 1)
    ]
    topics = [
        topic(code=code, name=vi, name_en=en, needs_source=sourced, in_menu=menu, place=10 * number)
        for number, (code, vi, en, sourced, menu) in enumerate(TOPICS, 1)
    ]
    audiences = [
        audience(code=code, name=vi, name_en=en, needs=needs, needs_en=needs_en, place=10 * number)
        for number, (code, vi, en, needs, needs_en) in enumerate(AUDIENCES, 1)
    ]
    stamp.objects.get_or_create(pk=1, defaults={"value": uuid4().hex})
    for model, rows in ((language, languages), (topic, topics), (audience, audiences)):
        model.objects.bulk_create(rows, ignore_conflicts=True)
