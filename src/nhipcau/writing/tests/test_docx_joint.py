"""Documents of several bodies, decisions, and drafts."""

from __future__ import annotations

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn

from nhipcau.writing import Annex, Heading, IssuingBody, OfficialDocument, Paragraph, Signature, plain
from nhipcau.writing.layout import STATE, Part
from nhipcau.writing.rules import DRAFT_MARK
from nhipcau.writing.tests.builders import make_document, opened
from nhipcau.writing.tests.test_docx_layout import all_texts, page_twips, rules_of
from nhipcau.writing.text_width import bold_width_mm

PEOPLE = ("Lê An", "Trần Bình", "Đỗ Chi", "Võ Dung")


def joint(count: int = 1, **changes: object) -> OfficialDocument:
    partners = tuple(
        IssuingBody(
            f"Sở Số {index}",
            f"CTr-S{index}",
            Signature("Phó Giám đốc", PEOPLE[index - 1], "KT. Giám đốc"),
            superior="Ủy ban nhân dân tỉnh Bến Đá",
            number=10 + index,
        )
        for index in range(1, count + 1)
    )
    return make_document(kind="Chương trình phối hợp", symbol="CTr-SDL", partners=partners, **changes)


def test_each_body_has_its_name_rule_and_number_in_the_left_column() -> None:
    header = opened(joint()).tables[0]

    left = header.cell(0, 0).paragraphs
    assert [p.text for p in left if p.text] == ["ỦY BAN NHÂN DÂN TỈNH BẾN ĐÁ", "SỞ DU LỊCH", "SỞ SỐ 1"]
    lengths = rules_of(left, STATE.header_columns[0])
    for length, name in zip(lengths, ("SỞ DU LỊCH", "SỞ SỐ 1"), strict=True):
        assert 1 / 3 <= length / bold_width_mm(name, 13) <= 1 / 2
    assert [p.text for p in header.cell(1, 0).paragraphs] == ["Số: 05/CTr-SDL", "Số: 11/CTr-S1"]


def test_a_superior_of_its_own_is_printed_over_its_body() -> None:
    partner = IssuingBody("Hội Nhà báo", "CTr-HNB", Signature("Chủ tịch", "Lê An"), superior="Hội tỉnh")

    left = opened(make_document(partners=(partner,))).tables[0].cell(0, 0).paragraphs

    assert [p.text for p in left if p.text][2:] == ["HỘI TỈNH", "HỘI NHÀ BÁO"]


def test_party_bodies_each_end_with_their_star() -> None:
    left = opened(joint(layout="party")).tables[0].cell(0, 0).paragraphs

    assert [p.text for p in left][-4:] == ["SỞ DU LỊCH", "*", "SỞ SỐ 1", "*"]


ABREAST = [
    # (partners, who signs on each row of signatures, from the left)
    (1, [["Lê An", "Nguyễn Thị Hòa"]]),
    (2, [["Lê An", "Trần Bình", "Nguyễn Thị Hòa"]]),
    (3, [["Lê An", "Trần Bình"], ["Đỗ Chi", "Nguyễn Thị Hòa"]]),
    (4, [["Lê An"], ["Trần Bình", "Đỗ Chi"], ["Võ Dung", "Nguyễn Thị Hòa"]]),
]


@pytest.mark.parametrize(("partners", "names"), ABREAST)
def test_the_body_that_leads_signs_last_on_the_right(partners: int, names: list[list[str]]) -> None:
    tables = opened(joint(partners)).tables[1:]

    assert [[cell.text for cell in table.rows[1].cells] for table in tables] == names
    for table in tables:
        widths = [column.width.mm for column in table.columns]
        assert sum(widths) == pytest.approx(165, abs=0.5)
        assert max(widths) == pytest.approx(min(widths), abs=0.1)
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_the_recipients_of_a_joint_document_stand_under_the_signatures() -> None:
    word = opened(joint())

    body = list(word.element.body)
    (head,) = [p for p in word.paragraphs if p.text == "Nơi nhận:"]
    assert body.index(head._p) > body.index(word.tables[-1]._tbl)
    under = [p for p in word.paragraphs if p.style and p.style.name == Part.RECIPIENTS.value]
    assert [p.text for p in under] == ["- Như trên;", "- Lưu: VT, XTDL."]
    assert head.paragraph_format.keep_with_next


def decision(**changes: object) -> OfficialDocument:
    settings: dict[str, object] = {
        "kind": "Quyết định",
        "symbol": "QĐ-SDL",
        "deciding": "Giám đốc Sở Du lịch",
        "legal_bases": ("Căn cứ Luật A",),
        "body": (Heading("article", "Thành lập Tổ công tác."), Heading("article", "Hiệu lực")),
    }
    return make_document(**(settings | changes))


WORDS = [("Quyết định", "QUYẾT ĐỊNH:"), ("Nghị quyết", "QUYẾT NGHỊ:"), ("Chỉ thị", "CHỈ THỊ:")]


@pytest.mark.parametrize("layout", ["state", "party"])
@pytest.mark.parametrize(("kind", "word"), WORDS)
def test_who_decides_stands_over_the_legal_bases_and_the_deciding_word_under_them(
    kind: str, word: str, layout: str
) -> None:
    texts = all_texts(opened(decision(kind=kind, layout=layout)))

    basis = next(text for text in texts if "Căn cứ Luật A" in text)
    at = texts.index(basis)
    assert texts[at - 1] == "GIÁM ĐỐC SỞ DU LỊCH"
    assert texts[at + 1] == word


def test_a_document_that_decides_nothing_has_no_deciding_word() -> None:
    assert "QUYẾT ĐỊNH:" not in all_texts(opened(decision(deciding="")))


def test_an_article_that_is_a_sentence_is_upright_after_its_bold_number() -> None:
    word = opened(decision())

    articles = [p for p in word.paragraphs if p.style and p.style.name == Part.ARTICLE.value]
    assert [run.bold for p in articles for run in p.runs] == [False, False]  # the last one is closed by ./.
    titled = opened(decision(body=(Heading("article", "Phạm vi"), Paragraph(plain("Cả tỉnh.")))))
    (article,) = [p for p in titled.paragraphs if p.style and p.style.name == Part.ARTICLE.value]
    assert [run.bold for run in article.runs] == [None]


def test_a_draft_is_marked_in_the_margin_of_every_page_and_nothing_moves() -> None:
    issued, draft = make_document(), make_document(draft=True)

    (section,) = opened(draft).sections
    assert [p.text for p in section.first_page_header.paragraphs] == [DRAFT_MARK]
    (numbered,) = section.header.paragraphs
    assert numbered.text.startswith(f"{DRAFT_MARK}\t")
    assert "PAGE" in numbered._p.xml
    assert numbered.alignment == WD_ALIGN_PARAGRAPH.LEFT
    (stop,) = numbered.paragraph_format.tab_stops
    assert (stop.alignment, round(stop.position.mm, 1)) == (WD_TAB_ALIGNMENT.CENTER, 82.5)
    assert page_twips(draft) == page_twips(issued)
    shape = STATE.shapes[Part.DRAFT]
    assert STATE.page_number_from_top + shape.size * 1.2 * 25.4 / 72 < STATE.top
    assert all_texts(opened(draft)) == all_texts(opened(issued))


def test_the_mark_of_a_draft_follows_the_width_of_an_annex() -> None:
    annex = Annex("Biểu", (Paragraph(plain("Một")),), landscape=True)

    _, section = opened(make_document(draft=True, annexes=(annex,))).sections

    (stop,) = section.header.paragraphs[0].paragraph_format.tab_stops
    assert round(stop.position.mm) == 126
    assert section.first_page_header.paragraphs[0].text == DRAFT_MARK


def test_the_end_of_the_body_stays_with_the_signatures() -> None:
    for document in (make_document(), joint()):
        word = opened(document)
        (last,) = [p for p in word.paragraphs if p.text == "Trân trọng báo cáo./."]
        assert last.paragraph_format.keep_with_next
        titles = word.tables[1].rows[0].cells[-1].paragraphs
        kept = [p for p in titles if p.text == "GIÁM ĐỐC"]
        assert all(p.style.paragraph_format.keep_with_next for p in kept if p.style)
        assert word.tables[1]._tbl.find(f".//{qn('w:cantSplit')}") is not None
