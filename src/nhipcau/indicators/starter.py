"""The indicators an office begins with, worded for external information; an office adds its own.

Source of the field's split into stages: facts of the AMEC framework, noted at `Stage`. Reach and visitors are
never summed: the same person is reached by several units and in several months.
"""

from dataclasses import dataclass

from nhipcau.indicators.rules import COUNT, MONEY, Case, IndicatorFields


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio by the codes of its two numbers."""

    fields: IndicatorFields
    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class SplitFields:
    """A way of telling figures apart, with its cases."""

    code: str
    name: str
    name_en: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """An indicator of the set that is the part of another one: the `case` of a `split`."""

    code: str
    whole: str
    split: str
    case: str


STARTER_SET: tuple[IndicatorFields, ...] = (
    IndicatorFields(
        "sessions",
        "Cuộc tuyên truyền, phổ biến thông tin đối ngoại",
        "External information sessions",
        "cuộc",
        "sessions",
        definition="Số cuộc tuyên truyền trực tiếp, hội nghị, tọa đàm có nội dung thông tin đối ngoại.",
        definition_en="Talks, conferences and meetings held in person with external information on the agenda.",
    ),
    IndicatorFields(
        "attendances",
        "Lượt người tham dự các cuộc tuyên truyền",
        "Attendances at sessions",
        "lượt người",
        "attendances",
        definition="Mỗi người được tính một lượt cho mỗi cuộc dự; cuộc có nhiều nội dung chỉ tính một lần.",
        definition_en="One for each person and session; a session with several themes counts once.",
    ),
    IndicatorFields(
        "posts",
        "Tin, bài",
        "News items and articles",
        "tin, bài",
        "items",
        definition="Tin, bài đã đăng, phát; đăng lại trên kênh khác không tính thêm.",
        definition_en="Items published; the same item on another channel is not counted again.",
    ),
    IndicatorFields(
        "posts_vi",
        "Tin, bài bằng tiếng Việt",
        "News items and articles in Vietnamese",
        "tin, bài",
        "items",
        definition="Tin, bài đã đăng, phát bằng tiếng Việt; đăng lại trên kênh khác không tính thêm.",
        definition_en="Items published in Vietnamese; the same item on another channel is not counted again.",
    ),
    IndicatorFields(
        "posts_en",
        "Tin, bài bằng tiếng nước ngoài",
        "News items and articles in foreign languages",
        "tin, bài",
        "items",
        definition="Tin, bài đã đăng, phát bằng tiếng nước ngoài, mỗi ngôn ngữ tính một tin, bài.",
        definition_en="Items published in a foreign language; each language counts as one item.",
    ),
    IndicatorFields(
        "publications",
        "Ấn phẩm thông tin đối ngoại",
        "Publications",
        "ấn phẩm",
        "publications",
        definition="Số đầu sách, tờ gấp, bản đồ, phim, băng đĩa đã xuất bản.",
        definition_en="Titles published: books, leaflets, maps, films.",
    ),
    IndicatorFields(
        "copies",
        "Bản ấn phẩm đã phát hành",
        "Copies of publications distributed",
        "bản",
        "copies",
        definition="Số bản in hoặc bản điện tử đã trao đến người nhận.",
        definition_en="Copies, printed or electronic, that were handed out.",
    ),
    IndicatorFields(
        "broadcasts",
        "Lượt phát thanh, truyền hình",
        "Broadcasts",
        "lượt",
        "broadcasts",
        definition="Số lượt phát trên đài truyền thanh, phát thanh, truyền hình, kể cả phát lại.",
        definition_en="Airings on loudspeakers, radio or television, repeats included.",
    ),
    IndicatorFields(
        "broadcast_minutes",
        "Thời lượng phát thanh, truyền hình",
        "Minutes broadcast",
        "phút",
        "minutes",
        definition="Tổng số phút của các lượt phát.",
        definition_en="Minutes of all broadcasts together.",
    ),
    IndicatorFields(
        "delegations",
        "Đoàn ra, đoàn vào",
        "Delegations received and sent",
        "đoàn",
        "delegations",
        definition="Số đoàn quốc tế đến làm việc và đoàn của địa phương đi công tác nước ngoài.",
        definition_en="International delegations received and own delegations sent abroad.",
    ),
    IndicatorFields(
        "delegates",
        "Lượt thành viên các đoàn",
        "Members of delegations",
        "lượt người",
        "persons",
        definition="Tổng số thành viên các đoàn ra, đoàn vào.",
        definition_en="Members of all delegations received and sent.",
    ),
    IndicatorFields(
        "events",
        "Sự kiện, lễ hội có yếu tố đối ngoại",
        "Events and festivals open to the world",
        "sự kiện",
        "events",
        definition="Sự kiện văn hóa, thể thao, du lịch, xúc tiến đầu tư có khách hoặc truyền thông quốc tế.",
        definition_en="Culture, sport, tourism and investment events with foreign guests or press.",
    ),
    IndicatorFields(
        "event_attendances",
        "Lượt người tham dự sự kiện, lễ hội",
        "Attendances at events",
        "lượt người",
        "attendances",
        definition="Ước tính của ban tổ chức; ghi rõ cách ước tính trong phần mô tả.",
        definition_en="As estimated by the organisers; say how in the description.",
    ),
    IndicatorFields(
        "trainings",
        "Lớp tập huấn, bồi dưỡng",
        "Training courses",
        "lớp",
        "courses",
        stage="input",
        definition="Lớp tập huấn, bồi dưỡng kiến thức, kỹ năng thông tin đối ngoại.",
        definition_en="Courses in the knowledge and skills of external information.",
    ),
    IndicatorFields(
        "trainees",
        "Lượt học viên tập huấn",
        "Trainees",
        "lượt người",
        "trainees",
        stage="input",
        definition="Học viên dự từ một nửa thời gian của lớp trở lên.",
        definition_en="Those who attended at least half of the course.",
    ),
    IndicatorFields(
        "press_visits",
        "Đoàn phóng viên nước ngoài đến tác nghiệp",
        "Visits of foreign press",
        "đoàn",
        "visits",
        definition="Đoàn phóng viên nước ngoài hoặc báo chí đối ngoại đến tác nghiệp theo giấy phép.",
        definition_en="Visits of accredited foreign press.",
    ),
    IndicatorFields(
        "reach",
        "Số người tiếp cận",
        "Reach",
        "người",
        "people",
        COUNT,
        "none",
        "none",
        definition="Số người khác nhau đã thấy nội dung trên một kênh. Không cộng giữa các đơn vị hoặc các kỳ.",
        definition_en="Different people who saw content on one channel. Never added over units or periods.",
    ),
    IndicatorFields(
        "portal_visitors",
        "Khách truy cập cổng thông tin",
        "Visitors of the portal",
        "khách",
        "visitors",
        COUNT,
        "none",
        "none",
        "out_take",
        definition="Số khách khác nhau truy cập cổng thông tin. Không cộng giữa các đơn vị hoặc các kỳ.",
        definition_en="Different visitors of the portal. Never added over units or periods.",
    ),
    IndicatorFields(
        "aid_projects",
        "Chương trình, dự án viện trợ đang thực hiện",
        "Aid projects under way",
        "dự án",
        "projects",
        COUNT,
        "sum",
        "latest",
        "outcome",
        definition="Số chương trình, dự án, khoản viện trợ còn hiệu lực vào cuối kỳ.",
        definition_en="Aid programmes, projects and grants in force at the end of the period.",
    ),
    IndicatorFields(
        "aid_committed",
        "Viện trợ cam kết",
        "Aid committed",
        "đồng",
        "đồng",
        MONEY,
        stage="outcome",
        definition="Giá trị viện trợ được phê duyệt trong kỳ, quy ra đồng theo tỷ giá ngày phê duyệt.",
        definition_en="Aid approved in the period, in đồng at the rate of the day of approval.",
    ),
    IndicatorFields(
        "aid_disbursed",
        "Viện trợ giải ngân",
        "Aid disbursed",
        "đồng",
        "đồng",
        MONEY,
        stage="outcome",
        definition="Giá trị viện trợ đã giải ngân trong kỳ, quy ra đồng theo tỷ giá ngày giải ngân.",
        definition_en="Aid paid out in the period, in đồng at the rate of the day of payment.",
    ),
    IndicatorFields(
        "aid_organisations",
        "Tổ chức phi chính phủ nước ngoài đang hoạt động",
        "Foreign non-governmental organisations at work",
        "tổ chức",
        "organisations",
        COUNT,
        "none",
        "latest",
        "outcome",
        definition="Số tổ chức có dự án còn hiệu lực vào cuối kỳ. Một tổ chức làm ở nhiều nơi nên không cộng.",
        definition_en="Those with a project in force at the period's end. One may work in many places: never added.",
    ),
    IndicatorFields(
        "interactions",
        "Lượt tương tác trên các kênh chính thức",
        "Interactions on the official channels",
        "lượt",
        "interactions",
        stage="out_take",
        definition="Lượt thích, bình luận, chia sẻ do kênh cho biết.",
        definition_en="Likes, comments and shares as the channel counts them.",
    ),
    IndicatorFields(
        "portal_visits",
        "Lượt truy cập cổng thông tin",
        "Visits to the portal",
        "lượt",
        "visits",
        stage="out_take",
        definition="Số phiên truy cập; một người vào nhiều lần tính nhiều lượt.",
        definition_en="Sessions: a person who comes back counts again.",
    ),
    IndicatorFields(
        "press_items",
        "Tin, bài của báo chí nước ngoài, báo chí đối ngoại về địa phương",
        "Items of foreign press about the place",
        "tin, bài",
        "items",
        definition="Tin, bài về địa phương trên báo, đài đã đăng ký theo dõi; đếm theo tòa soạn.",
        definition_en="Items about the place in the registered news outlets, counted by outlet.",
    ),
    IndicatorFields(
        "contests",
        "Cuộc thi, hội thi đã tổ chức",
        "Contests held",
        "cuộc",
        "contests",
        definition="Cuộc thi, hội thi, liên hoan do đơn vị tổ chức, tính khi đã trao giải.",
        definition_en="Contests the unit held, counted when the prizes were given.",
    ),
    IndicatorFields(
        "contest_entries",
        "Bài, tác phẩm dự thi",
        "Entries in contests",
        "bài",
        "entries",
        definition="Bài, tác phẩm hợp lệ của địa phương gửi dự thi, kể cả cuộc thi nơi khác tổ chức.",
        definition_en="Valid entries sent from the place, contests held elsewhere included.",
    ),
    IndicatorFields(
        "clarifications",
        "Thông tin giải thích, làm rõ đã công bố",
        "Clarifications published",
        "thông tin",
        "clarifications",
        definition="Thông tin giải thích, làm rõ có nguồn, ký tên, kể cả đính chính của chính đơn vị.",
        definition_en="Signed and sourced clarifications, corrections of one's own included.",
    ),
    IndicatorFields(
        "cells_briefed",
        "Chi bộ, đảng bộ cơ sở đã được quán triệt",
        "Party cells briefed",
        "chi, đảng bộ",
        "cells",
        COUNT,
        "sum",
        "latest",
        definition="Số chi bộ, đảng bộ cơ sở đã tổ chức học tập, quán triệt văn bản trong kỳ.",
        definition_en="Party cells that were briefed on the documents of the period.",
    ),
    IndicatorFields(
        "cells",
        "Chi bộ, đảng bộ cơ sở phải quán triệt",
        "Party cells to be briefed",
        "chi, đảng bộ",
        "cells",
        COUNT,
        "sum",
        "latest",
        "input",
        definition="Tổng số chi bộ, đảng bộ cơ sở trực thuộc vào cuối kỳ.",
        definition_en="All Party cells at the period's end.",
    ),
    IndicatorFields(
        "members_briefed",
        "Đảng viên đã được quán triệt",
        "Party members briefed",
        "đảng viên",
        "members",
        COUNT,
        "sum",
        "latest",
        definition="Số đảng viên dự học tập, quán triệt; dự học bù được tính.",
        definition_en="Members who attended a briefing, a later one included.",
    ),
    IndicatorFields(
        "members",
        "Đảng viên thuộc diện quán triệt",
        "Party members to be briefed",
        "đảng viên",
        "members",
        COUNT,
        "sum",
        "latest",
        "input",
        definition="Đảng viên trong danh sách vào cuối kỳ, trừ người được miễn sinh hoạt.",
        definition_en="Members on the roll at the period's end, those excused from meetings left out.",
    ),
)

RATIOS: tuple[Ratio, ...] = (
    Ratio(
        IndicatorFields(
            "cells_coverage",
            "Tỷ lệ chi, đảng bộ cơ sở đã quán triệt",
            "Share of Party cells briefed",
            "%",
            "%",
            definition="Chi bộ, đảng bộ đã quán triệt trên tổng số.",
            definition_en="Cells briefed, of all cells.",
        ),
        "cells_briefed",
        "cells",
    ),
    Ratio(
        IndicatorFields(
            "members_coverage",
            "Tỷ lệ đảng viên đã quán triệt",
            "Share of Party members briefed",
            "%",
            "%",
            definition="Đảng viên đã quán triệt trên số thuộc diện quán triệt.",
            definition_en="Members briefed, of those to be briefed.",
            not_counted="Đảng viên được miễn sinh hoạt, đang đi công tác dài hạn ngoài tỉnh.",
            not_counted_en="Members excused from meetings, or away from the province for long.",
        ),
        "members_briefed",
        "members",
    ),
)

SPLITS: tuple[SplitFields, ...] = (
    SplitFields(
        "channel3",
        "Kênh đối ngoại",
        "Channel of external relations",
        (
            Case("party", "Đối ngoại đảng", "Party channel"),
            Case("state", "Ngoại giao nhà nước", "State channel"),
            Case("people", "Đối ngoại nhân dân", "People's diplomacy"),
        ),
    ),
    SplitFields(
        "stream",
        "Mảng công tác",
        "Stream",
        (
            Case("external", "Thông tin đối ngoại", "External information"),
            Case("sea", "Biển, đảo", "Sea and islands"),
            Case("border", "Biên giới đất liền", "Land border"),
        ),
    ),
    SplitFields(
        "language_kind",
        "Tiếng Việt, tiếng nước ngoài",
        "Vietnamese and foreign languages",
        (
            Case("vi", "Tiếng Việt", "Vietnamese"),
            Case("foreign", "Tiếng nước ngoài", "Foreign languages"),
        ),
    ),
    SplitFields(
        "language",
        "Ngôn ngữ",
        "Language",
        (
            Case("vi", "Tiếng Việt", "Vietnamese"),
            Case("en", "Tiếng Anh", "English"),
            Case("zh", "Tiếng Trung", "Chinese"),
            Case("lo", "Tiếng Lào", "Lao"),
            Case("km", "Tiếng Khmer", "Khmer"),
            Case("fr", "Tiếng Pháp", "French"),
            Case("ja", "Tiếng Nhật", "Japanese"),
            Case("ko", "Tiếng Hàn", "Korean"),
            Case("local", "Tiếng dân tộc thiểu số", "Languages of ethnic minorities"),
            Case("other", "Ngôn ngữ khác", "Other languages"),
        ),
    ),
    SplitFields(
        "channel",
        "Kênh phát hành",
        "Channel",
        (
            Case("portal", "Cổng thông tin", "Portal"),
            Case("page", "Trang mạng xã hội chính thức", "Official page on a social network"),
            Case("zalo", "Zalo chính thức", "Official Zalo account"),
            Case("loudspeaker", "Truyền thanh cơ sở", "Loudspeakers"),
            Case("broadcast", "Phát thanh, truyền hình", "Radio and television"),
            Case("press", "Báo chí", "Press"),
            Case("print", "Bản in", "Print"),
            Case("other", "Kênh khác", "Other channels"),
        ),
    ),
    SplitFields(
        "market",
        "Thị trường",
        "Market",
        (
            Case("asean", "ASEAN", "ASEAN"),
            Case("northeast_asia", "Đông Bắc Á", "Northeast Asia"),
            Case("europe", "Châu Âu", "Europe"),
            Case("americas", "Châu Mỹ", "Americas"),
            Case("other", "Thị trường khác", "Other markets"),
        ),
    ),
    SplitFields(
        "audience",
        "Đối tượng",
        "Audience",
        (
            Case("visitors", "Du khách", "Visitors"),
            Case("investors", "Nhà đầu tư", "Investors"),
            Case("students", "Học sinh, sinh viên", "Students"),
            Case("diaspora", "Người Việt Nam ở nước ngoài", "Vietnamese abroad"),
            Case("border", "Nhân dân vùng biên giới", "People of the border areas"),
            Case("residents", "Người nước ngoài cư trú tại địa phương", "Foreigners living here"),
            Case("other", "Đối tượng khác", "Others"),
        ),
    ),
)

PARTS: tuple[Joined, ...] = (
    Joined("posts_vi", "posts", "language_kind", "vi"),
    Joined("posts_en", "posts", "language_kind", "foreign"),
)
