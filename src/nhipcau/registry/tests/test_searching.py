"""Finding documents by words, number, year, kind and force."""

from datetime import date

import pytest
from django.db import connection

from nhipcau.registry import access, searching
from nhipcau.registry.models import Document
from nhipcau.registry.tests.builders import make_registered
from nhipcau.units.tests.builders import House


@pytest.fixture
def three(house: House) -> tuple[Document, Document, Document]:
    """A plan, a conclusion of the Party, and a report that mentions the number of the conclusion."""
    plan = make_registered(house.department, house.son, text="Nội dung về lễ hội biển.\n")
    conclusion = make_registered(
        house.department,
        house.son,
        text="Nội dung về quảng bá.\n",
        kind="kết luận",
        number="57-KL/TU",
        authority="Tỉnh ủy Bến Đá",
        subject="Về du lịch biển",
    )
    report = make_registered(
        house.department,
        house.son,
        text="Nội dung theo Kết luận 57-KL/TU của Tỉnh ủy.\n",
        kind="báo cáo",
        number="157/BC-SVHTTDL",
        subject="Kết quả quý III",
    )
    return plan, conclusion, report


@pytest.mark.parametrize(
    "said",
    [
        "57-KL/TU",
        "57 – kl/tu",
        "57KLTU",
        "Số: 57-KL/TU",
        "057-KL/TU",
        "57 kl tu",
        "57-kl",
        "kết luận 57-KL/TU",
    ],
)
def test_a_number_is_found_in_any_spelling(three: tuple[Document, ...], said: str) -> None:
    assert list(Document.objects.search(said))[:1] == [three[1]]


@pytest.mark.parametrize("said", ["lễ hội", "le hoi", "LE HOI BIEN", "lễ  hội, biển", "hoi le"])
def test_words_are_found_with_or_without_marks(three: tuple[Document, ...], said: str) -> None:
    assert three[0] in Document.objects.search(said)
    assert three[1] not in Document.objects.search(said)


@pytest.mark.parametrize(
    "said", ["", " ", "-", "“”", "không có chữ này", '"', "*", "a' OR 1", "\\", "%", "lễ AND", ":*"]
)
def test_nothing_fits_what_is_no_word_or_stands_nowhere(three: tuple[Document, ...], said: str) -> None:
    assert list(Document.objects.search(said)) == []


def test_the_document_with_the_number_comes_before_those_that_mention_it(three: tuple[Document, ...]) -> None:
    assert list(Document.objects.search("57-KL/TU")) == [three[1], three[2]]
    assert list(Document.objects.search("57-KL/TU", most=1)) == [three[1]]


def test_the_index_follows_what_is_written_and_what_goes(three: tuple[Document, ...]) -> None:
    plan = three[0]
    plan.search_text = "chợ nổi"
    plan.save()
    assert list(Document.objects.search("noi cho")) == []
    assert list(Document.objects.search("chợ")) == []

    Document.objects.filter(pk=plan.pk).update(search_text="cho noi")
    assert list(Document.objects.search("noi cho")) == [plan]

    Document.objects.filter(pk=plan.pk).delete()
    assert list(Document.objects.search("noi cho")) == []


def test_a_lost_index_is_made_again(three: tuple[Document, ...]) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER registry_document_words_anew")
            cursor.execute(
                "UPDATE registry_document SET search_text = 'cho noi' WHERE id = %s", [three[0].pk]
            )

    searching.make_index(connection)

    Document.objects.filter(pk=three[0].pk).update(search_text="ben thuyen")
    assert list(Document.objects.search("thuyen ben")) == [three[0]]


def test_a_text_of_another_script_is_found_in_its_midst(house: House) -> None:
    document = make_registered(house.department, house.son, text="Bản dịch: 欢迎来到海边的节日\n")

    assert list(Document.objects.search("海边")) == [document]


def test_a_text_of_many_words_is_kept(house: House) -> None:
    words = " ".join(f"tu{number:x}" for number in range(120_000))

    document = make_registered(house.department, house.son, text=f"Danh mục.\n{words}\n")

    assert list(Document.objects.search("tu1f3")) == [document]


def test_only_what_one_reads_may_be_cited(house: House, three: tuple[Document, ...]) -> None:
    assert set(access.citable(house.son)) == set(three)
    assert list(access.citable(house.lan)) == []
    assert list(access.citable(house.son).search("57-KL/TU", most=1)) == [three[1]]


def test_a_document_holds_from_its_day_until_the_day_before_it_ends(house: House) -> None:
    document = make_registered(house.department, house.son, issued_on=date(2026, 8, 20))
    Document.objects.filter(pk=document.pk).update(
        in_force_from=date(2026, 9, 1), expires_on=date(2027, 1, 1)
    )

    def holds(day: date) -> tuple[bool, bool, bool]:
        every = Document.objects
        return every.not_yet_in_force(day).exists(), every.in_force(day).exists(), every.ended(day).exists()

    assert holds(date(2026, 8, 31)) == (True, False, False)
    assert holds(date(2026, 9, 1)) == (False, True, False)
    assert holds(date(2026, 12, 31)) == (False, True, False)
    assert holds(date(2027, 1, 1)) == (False, False, True)
