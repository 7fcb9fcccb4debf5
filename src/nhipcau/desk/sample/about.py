"""What the sample province says of itself, and who answers for its pages. All of it is made up."""

from datetime import date

from nhipcau.desk.sample.publishing import CONTACT
from nhipcau.newsroom.actions import lists
from nhipcau.newsroom.models import FactGroup, Imprint, PlaceFact
from nhipcau.units.models import User

AS_OF = date(2025, 12, 31)
SOURCE = "Niên giám thống kê tỉnh Bến Đá 2025 (văn bản mẫu)"
# Code, heading, name, name in English, value, value in English.
FACTS = (
    ("area", FactGroup.PLACE, "Diện tích", "Area", "2.360 km²", "2,360 km²"),
    ("coast", FactGroup.PLACE, "Bờ biển", "Coast", "65 km", "65 km"),
    ("people", FactGroup.PEOPLE, "Dân số", "Population", "1.009.000 người", "1,009,000"),
    (
        "fruit",
        FactGroup.ECONOMY,
        "Sản lượng trái cây",
        "Fruit harvest",
        "310.000 tấn một năm",
        "310,000 tonnes a year",
    ),
    (
        "airport",
        FactGroup.WAYS,
        "Sân bay gần nhất",
        "Nearest airport",
        "80 km bằng đường bộ",
        "80 km by road",
    ),
    ("festivals", FactGroup.CULTURE, "Lễ hội trong năm", "Festivals a year", "12", "12"),
)
TERMS = (
    "Bài và số liệu được dùng lại miễn phí khi ghi tên đơn vị công bố và ngày đăng. Ảnh phải ghi thêm tên người chụp. "
    "Không được sửa làm sai nghĩa."
)
TERMS_EN = (
    "Texts and figures may be used again free of charge with the name of the publishing unit and the day. Pictures also "
    "need the name of who made them. Their meaning must not be changed."
)


def build_about(publisher: User) -> None:
    """Enter the facts of the place and the imprint in both languages."""
    for place, (code, group, name, name_en, value, value_en) in enumerate(FACTS, start=1):
        fact = PlaceFact(
            code=code, group=group, name=name, name_en=name_en, value=value, value_en=value_en, as_of=AS_OF,
            source=SOURCE, place=place,
        )  # fmt: skip
        lists.keep_line(fact, by=publisher)
    for language, office, person, terms in (
        ("vi", "Văn phòng UBND tỉnh Bến Đá", "Chánh Văn phòng UBND tỉnh (mẫu)", TERMS),
        (
            "en",
            "Office of the People's Committee of Bến Đá Province",
            "Chief of the Office (sample)",
            TERMS_EN,
        ),
    ):
        imprint = Imprint(
            language=language, publisher=office, responsible=person, address=CONTACT, terms=terms,
            email="thongtin@ben-da.example.vn",
        )  # fmt: skip
        lists.keep_line(imprint, by=publisher)
