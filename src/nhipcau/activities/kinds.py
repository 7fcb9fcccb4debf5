"""The kinds of activities, as data: what each is called, what it tells besides the common fields, what it counts.

A new kind is one entry of KINDS. Organisations, places and numbers only: no kind asks who took part by name
(DESIGN section 2). Nothing here knows Django.
"""

from collections.abc import Iterator
from dataclasses import dataclass

TEXT = "text"
ORGANISATION = "organisation"
COUNT = "count"
MONEY = "money"
DAY = "day"
CHOICE = "choice"
CASE = "case"
ROWS = "rows"
TYPES = frozenset({TEXT, ORGANISATION, COUNT, MONEY, DAY, CHOICE, CASE, ROWS})
NUMBERS = frozenset({COUNT, MONEY})

# Indicators of the people present at an event. Its themes were the same hours in the same place, so these stand at
# the event only. A part of one of them counts as the whole does.
PRESENT = frozenset({"attendances", "event_attendances"})


@dataclass(frozen=True, slots=True)
class Words:
    """What something is called in both languages."""

    vi: str
    en: str

    def said(self, language: str | None) -> str:
        """Return the words in the language; in Vietnamese for any but English.

        >>> Words("Hội nghị", "Conference").said("en")
        'Conference'
        """
        return self.en if language == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Field:
    """Something a kind tells besides the common fields.

    `choices` are those of a CHOICE; `split` names the split whose cases a CASE takes; `columns` are those of ROWS;
    `first` is what a new entry begins with.
    """

    code: str
    type: str
    words: Words
    unit: Words | None = None
    required: bool = False
    choices: tuple[tuple[str, Words], ...] = ()
    split: str = ""
    columns: tuple["Field", ...] = ()
    first: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A count that the particulars propose: the product of what `of` names, one when it names nothing.

    A name is a field (`repeats`), a column (`sites.attendance`: its sum), or rows (`sites`: how many).
    `when` is (field, choice): proposed only then.
    """

    indicator: str
    of: tuple[str, ...] = ()
    when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activity."""

    code: str
    words: Words
    fields: tuple[Field, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    def field(self, code: str) -> Field | None:
        """Return the field of that code, None when the kind has none."""
        return next((field for field in self.fields if field.code == code), None)


_PEOPLE = Words("lượt người", "attendances")
_TIMES = Words("cuộc", "times")
_WHERE_FROM = Words("Nước, tổ chức quốc tế", "Country or international organisation")


def _attendance(vi: str = "Lượt người tham dự", en: str = "Attendances") -> Field:
    return Field("attendance", COUNT, Words(vi, en), unit=_PEOPLE)


def _foreign_guests() -> Field:
    return Field(
        "foreign_guests", COUNT, Words("Trong đó lượt khách quốc tế", "Foreign guests among them"), _PEOPLE
    )


def _language() -> Field:
    return Field("language", CASE, Words("Ngôn ngữ", "Language"), split="language")


def _market() -> Field:
    return Field("market", CASE, Words("Thị trường", "Market"), split="market")


def _audience() -> Field:
    return Field("audience", CASE, Words("Đối tượng", "Audience"), split="audience")


KINDS: tuple[Kind, ...] = (
    Kind(
        "session",
        Words("Tuyên truyền, phổ biến", "Information session"),
        (
            Field("times", COUNT, Words("Số cuộc", "How many sessions"), _TIMES, first="1"),
            _attendance(),
            _audience(),
            _language(),
        ),
        (Proposal("sessions", ("times",)), Proposal("attendances", ("attendance",))),
    ),
    Kind(
        "conference",
        Words("Hội nghị, hội thảo", "Conference"),
        (
            Field(
                "mode",
                CHOICE,
                Words("Hình thức", "How it was held"),
                choices=(
                    ("in_person", Words("Trực tiếp", "In person")),
                    ("online", Words("Trực tuyến", "Online")),
                    ("both", Words("Trực tiếp và trực tuyến", "In person and online")),
                ),
            ),
            Field(
                "sites",
                ROWS,
                Words("Các điểm cầu, địa điểm dự", "Sites"),
                columns=(
                    Field("site", TEXT, Words("Điểm cầu", "Site"), required=True),
                    _attendance(),
                ),
            ),
            _audience(),
        ),
        (Proposal("sessions"), Proposal("attendances", ("sites.attendance",))),
    ),
    Kind(
        "event",
        Words("Sự kiện", "Event"),
        (_attendance(), _foreign_guests(), _market()),
        (Proposal("events"), Proposal("event_attendances", ("attendance",))),
    ),
    Kind(
        "festival",
        Words("Lễ hội, ngày hội", "Festival"),
        (
            _attendance(),
            _foreign_guests(),
            Field("programmes", COUNT, Words("Số chương trình trong lễ hội", "Programmes in it"), first=""),
        ),
        (Proposal("events"), Proposal("event_attendances", ("attendance",))),
    ),
    Kind(
        "performance",
        Words("Biểu diễn nghệ thuật, chiếu phim", "Performance, film showing"),
        (
            Field("troupe", ORGANISATION, Words("Đoàn, đội biểu diễn", "Troupe")),
            Field("shows", COUNT, Words("Số suất diễn", "How many shows"), Words("suất", "shows"), first="1"),
            _attendance("Lượt người xem", "Attendances"),
            _foreign_guests(),
        ),
        (Proposal("events"), Proposal("event_attendances", ("attendance",))),
    ),
    Kind(
        "campaign",
        Words("Cổ động trực quan", "Visual campaign"),
        (
            Field("slogan", TEXT, Words("Khẩu hiệu, chủ đề", "Slogan or theme"), required=True),
            Field(
                "sites",
                ROWS,
                Words("Nơi đặt", "Where they stand"),
                columns=(
                    Field("site", TEXT, Words("Vị trí", "Place"), required=True),
                    Field("panels", COUNT, Words("Số pa nô, băng rôn, áp phích", "Panels, banners, posters")),
                ),
            ),
            Field("up_on", DAY, Words("Ngày treo, dựng", "Put up on")),
            Field("down_on", DAY, Words("Ngày hạ, tháo", "Taken down on")),
            Field("cost", MONEY, Words("Kinh phí", "Cost"), Words("đồng", "đồng")),
            _language(),
        ),
        (Proposal("panels", ("sites.panels",)),),
    ),
    Kind(
        "exchange",
        Words("Giao lưu, trao đổi", "Exchange"),
        (
            Field("partner", ORGANISATION, Words("Cơ quan, tổ chức cùng giao lưu", "Partner organisation")),
            Field("country", TEXT, _WHERE_FROM),
            _attendance(),
            _foreign_guests(),
        ),
        (Proposal("exchanges"), Proposal("event_attendances", ("attendance",))),
    ),
    Kind(
        "delegation",
        Words("Đoàn ra, đoàn vào", "Delegation"),
        (
            Field(
                "direction",
                CHOICE,
                Words("Chiều", "Direction"),
                required=True,
                choices=(("in", Words("Đoàn vào", "Received")), ("out", Words("Đoàn ra", "Sent abroad"))),
            ),
            Field("country", TEXT, _WHERE_FROM, required=True),
            Field(
                "organisation", ORGANISATION, Words("Cơ quan, tổ chức cử đoàn", "Organisation that sent it")
            ),
            Field("members", COUNT, Words("Số thành viên", "Members"), Words("người", "persons")),
        ),
        (Proposal("delegations"), Proposal("delegates", ("members",))),
    ),
    Kind(
        "field_trip",
        Words("Đi thực tế, khảo sát", "Field trip"),
        (
            Field(
                "visitors",
                CHOICE,
                Words("Thành phần đoàn", "Who went"),
                choices=(
                    ("foreign_press", Words("Phóng viên nước ngoài", "Foreign press")),
                    ("press", Words("Phóng viên trong nước", "Press of the country")),
                    ("business", Words("Doanh nghiệp, lữ hành", "Businesses, tour operators")),
                    ("office", Words("Cán bộ làm thông tin đối ngoại", "Staff of external information")),
                    ("other", Words("Thành phần khác", "Others")),
                ),
            ),
            Field("outlets", COUNT, Words("Số cơ quan, đơn vị tham gia", "Organisations taking part")),
            Field("members", COUNT, Words("Số người đi", "How many went"), Words("người", "persons")),
            Field(
                "stops",
                ROWS,
                Words("Các điểm đến", "Stops"),
                columns=(Field("stop", TEXT, Words("Điểm đến", "Stop"), required=True),),
            ),
        ),
        (Proposal("press_visits", when=("visitors", "foreign_press")),),
    ),
    Kind(
        "training",
        Words("Tập huấn, bồi dưỡng", "Training"),
        (
            Field("courses", COUNT, Words("Số lớp", "Courses"), Words("lớp", "courses"), first="1"),
            Field("trainees", COUNT, Words("Lượt học viên", "Trainees"), Words("lượt người", "trainees")),
            Field("days", COUNT, Words("Số ngày học", "Days"), Words("ngày", "days")),
        ),
        (Proposal("trainings", ("courses",)), Proposal("trainees", ("trainees",))),
    ),
    Kind(
        "publication",
        Words("Ấn phẩm", "Publication"),
        (
            Field("name", TEXT, Words("Tên ấn phẩm", "Title of the publication")),
            Field(
                "form",
                CHOICE,
                Words("Loại ấn phẩm", "Sort of publication"),
                choices=(
                    ("book", Words("Sách", "Book")),
                    ("leaflet", Words("Tờ gấp, tờ rơi", "Leaflet")),
                    ("map", Words("Bản đồ", "Map")),
                    ("film", Words("Phim, băng đĩa", "Film, recording")),
                    ("electronic", Words("Bản điện tử", "Electronic")),
                    ("other", Words("Loại khác", "Other")),
                ),
            ),
            _language(),
            Field(
                "copies", COUNT, Words("Số bản đã phát hành", "Copies distributed"), Words("bản", "copies")
            ),
        ),
        (Proposal("publications"), Proposal("copies", ("copies",))),
    ),
    Kind(
        "broadcast",
        Words("Phát thanh, truyền hình", "Broadcast"),
        (
            Field("programme", TEXT, Words("Chương trình, chuyên mục", "Programme")),
            Field("station", ORGANISATION, Words("Đài, trạm phát", "Station")),
            Field(
                "minutes",
                COUNT,
                Words("Thời lượng một lượt", "Minutes of one airing"),
                Words("phút", "minutes"),
            ),
            Field("repeats", COUNT, Words("Số lượt phát", "Airings"), Words("lượt", "airings"), first="1"),
            _language(),
        ),
        (Proposal("broadcasts", ("repeats",)), Proposal("broadcast_minutes", ("minutes", "repeats"))),
    ),
    Kind(
        "fair",
        Words("Hội chợ, kết nối giao thương", "Fair, trade matching"),
        (
            Field("enterprises", COUNT, Words("Số doanh nghiệp tham gia", "Enterprises taking part")),
            Field(
                "foreign_enterprises",
                COUNT,
                Words("Trong đó doanh nghiệp nước ngoài", "Foreign ones among them"),
            ),
            Field(
                "platforms",
                ROWS,
                Words("Sản phẩm theo sàn, kênh giới thiệu", "Products by platform"),
                columns=(
                    Field("platform", TEXT, Words("Sàn, kênh", "Platform"), required=True),
                    Field("products", COUNT, Words("Số sản phẩm", "Products")),
                ),
            ),
            Field("agreements", COUNT, Words("Số biên bản, hợp đồng đã ký", "Agreements signed")),
            _attendance("Lượt khách tham quan", "Attendances"),
            _market(),
        ),
        (
            Proposal("events"),
            Proposal("event_attendances", ("attendance",)),
            Proposal("enterprises_matched", ("enterprises",)),
        ),
    ),
    Kind(
        "contest",
        Words("Cuộc thi, hội thi đã tổ chức", "Contest held"),
        (
            Field("entries", COUNT, Words("Số bài, tác phẩm dự thi", "Entries"), Words("bài", "entries")),
            Field("units", COUNT, Words("Số đơn vị có bài dự thi", "Units with entries")),
            Field("prizes", COUNT, Words("Số giải đã trao", "Prizes given"), Words("giải", "prizes")),
            _audience(),
        ),
        (Proposal("contests"), Proposal("contest_entries", ("entries",))),
    ),
    Kind(
        "contest_entry",
        Words("Dự thi nơi khác tổ chức", "Entries in others' contests"),
        (
            Field("organiser", ORGANISATION, Words("Cơ quan tổ chức cuộc thi", "Organiser"), required=True),
            Field(
                "entries",
                COUNT,
                Words("Số bài, tác phẩm gửi dự thi", "Entries sent"),
                Words("bài", "entries"),
            ),
            Field("prizes", COUNT, Words("Số giải đạt được", "Prizes won"), Words("giải", "prizes")),
        ),
        (Proposal("contest_entries", ("entries",)),),
    ),
    Kind(
        "aid_in_kind",
        Words("Hỗ trợ bằng hiện vật", "Help in kind"),
        (
            Field("giver", ORGANISATION, Words("Tổ chức hỗ trợ", "Organisation that gives"), required=True),
            Field(
                "giver_is",
                CHOICE,
                Words("Bên hỗ trợ là", "The giver is"),
                choices=(
                    ("foreign", Words("Tổ chức nước ngoài", "An organisation from abroad")),
                    ("office", Words("Cơ quan của địa phương", "An office of the place")),
                    ("enterprise", Words("Doanh nghiệp", "An enterprise")),
                    ("association", Words("Hội, đoàn thể", "An association")),
                ),
            ),
            Field(
                "receiver", ORGANISATION, Words("Tổ chức nhận", "Organisation that receives"), required=True
            ),
            Field(
                "goods",
                ROWS,
                Words("Hiện vật", "Goods"),
                columns=(
                    Field("what", TEXT, Words("Tên hàng", "What"), required=True),
                    Field("quantity", COUNT, Words("Số lượng", "Quantity")),
                    Field("measure", TEXT, Words("Đơn vị tính", "Unit of measure")),
                ),
            ),
            Field("value", MONEY, Words("Trị giá", "Value"), Words("đồng", "đồng"), required=True),
        ),
        (Proposal("help_in_kind", ("value",)),),
    ),
    Kind(
        "inspection",
        Words("Kiểm tra, giám sát", "Inspection"),
        (
            Field(
                "units", COUNT, Words("Số đơn vị được kiểm tra", "Units inspected"), Words("đơn vị", "units")
            ),
            Field("reminders", COUNT, Words("Số kiến nghị, nhắc nhở", "Recommendations made")),
        ),
        (Proposal("inspections"),),
    ),
    Kind("other", Words("Khác", "Other")),
)
BY_CODE = {kind.code: kind for kind in KINDS}


def fields_of_splits() -> Iterator[Field]:
    """Return every field that takes cases of a split, of any kind."""
    return (field for kind in KINDS for field in kind.fields if field.type == CASE)
