"""HTML shows the document and nothing but it: what people type never becomes markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from nhipcau.writing import (
    Annex,
    Bullet,
    Chart,
    Clause,
    Column,
    FigureReference,
    Heading,
    Hooks,
    Image,
    IssuingBody,
    Number,
    OfficialDocument,
    Paragraph,
    Series,
    Signature,
    Table,
    TextRun,
    fragment_style,
    html_fragment,
    plain,
    to_html,
)
from nhipcau.writing.layout import LAYOUTS, Part
from nhipcau.writing.model import Block
from nhipcau.writing.tests.builders import make_document
from nhipcau.writing.tests.strategies import documents, png

VOID = {"br", "img", "meta"}
OURS = {
    "article", "b", "br", "caption", "data", "div", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "i", "img", "li", "ol", "p", "section", "span", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
DRAWN = {"svg", "g", "path", "rect", "line", "text", "tspan", "defs", "clippath"}


class Seen(HTMLParser):
    """What a reader's browser makes of it: the elements with their attributes, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in VOID:
            self.words.append("\n")
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def tags(self, *names: str) -> list[str]:
        return [tag for tag, _attributes in self.elements if tag in names]


def seen(document: OfficialDocument, hooks: Hooks | None = None, *, level: int = 1) -> Seen:
    found = Seen(html_fragment(document, hooks or Hooks(), level=level))
    assert found.open == []
    return found


def flat(text: str) -> str:
    """Return `text` without spaces, as large letters: headings are printed large."""
    return unicodedata.normalize("NFC", "".join(unicodedata.normalize("NFC", text).upper().split()))


def typed(value: Any) -> Iterator[str]:
    """Return every text of the body and the annexes that is printed as typed."""
    if isinstance(value, TextRun):
        yield value.text.strip().strip("./; ")
    elif isinstance(value, FigureReference):
        yield value.printed
    elif isinstance(value, Image):
        yield value.caption
    elif isinstance(value, Chart):
        yield from (value.caption, *value.categories, *(series.name for series in value.series))
    elif isinstance(value, Table):
        cells = [cell for row in value.rows for cell in row if isinstance(cell, str)]
        yield from (
            value.caption,
            *cells,
            *(text for one in value.columns for text in (one.header, one.unit)),
        )
    elif isinstance(value, Heading):
        yield value.text.strip().strip("./; ")
    elif isinstance(value, tuple):
        for one in value:
            yield from typed(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from typed(getattr(value, one.name))


@given(documents)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_text_comes_out_as_text(document: OfficialDocument) -> None:
    found = seen(document)
    words = flat("".join(found.words))

    assert {tag for tag, _attributes in found.elements} <= OURS | DRAWN
    for text in typed((document.body, document.annexes)):
        assert flat(text) in words


HOSTILE = '</p><script>alert(1)</script><img src=x onerror="a"> &amp; \' " ]]>'


def make_full(text: str) -> OfficialDocument:
    """Return a document that says `text` wherever a text may stand."""
    series = (Series(text, (None,)), Series("b", (None,)))
    body: tuple[Block, ...] = (
        Heading("part", text, text),
        Paragraph((TextRun(text, bold=True, italic=True), FigureReference(text, text))),
        Table(text, (Column(text, text),), ((text,),)),
        Chart(text, "bar", (text,), series, text),
        Image(png(2, 2), text, text),
        Clause("clause", plain(text), text),
        Bullet(plain(text)),
    )
    signature = Signature(text, text, text)
    return OfficialDocument(
        text, text, "BC", text, text, body, signature, superior=text, addressees=(text, text), deciding=text,
        legal_bases=(text,), recipients=(text,), partners=(IssuingBody(text, "BC", signature, text),),
        annexes=(Annex(text, body, text), Annex(text, body)), draft=True,
    )  # fmt: skip


@pytest.mark.parametrize("layout", ["state", "party"])
def test_markup_that_is_typed_is_shown_and_not_obeyed(layout: Any) -> None:
    html = to_html(replace(make_full(HOSTILE), layout=layout))
    found = Seen(html)

    assert "script" not in found.tags("script")
    assert {tag for tag, _attributes in found.elements} <= OURS | DRAWN | {
        "html", "head", "meta", "title", "style", "body",
    }  # fmt: skip
    assert len(found.tags("img")) == 3
    assert not any(name.startswith("on") or name == "style" for _tag, one in found.elements for name in one)
    assert "".join(found.words).count("<script>alert(1)</script>") > 20


def test_a_fragment_passes_a_policy_without_inline_style_or_script() -> None:
    html = html_fragment(make_full("Số liệu"), Hooks(picture=lambda _image: "/media/1.png"))

    assert " style=" not in html
    assert "<style" not in html
    assert "<script" not in html
    assert "data:" not in html
    assert 'src="/media/1.png"' in html


def test_a_page_needs_nothing_from_outside() -> None:
    html = to_html(make_full("Số liệu"))

    assert not re.search(r'(?:src|href)="(?!data:)', html)
    assert not re.search(r"url\(|@import", html)
    assert '<html lang="vi">' in html
    assert "default-src 'none'" in html


def test_headings_step_down_one_by_one_from_the_level_asked_for() -> None:
    body = (
        Heading("part", "Một"), Heading("section", "Hai"), Heading("clause", "Ba"), Heading("section", "Bốn"),
        Heading("part", "Năm"), Heading("article", "Phạm vi"), Paragraph(plain("Hết.")),
    )  # fmt: skip
    document = make_document(body=body, annexes=(Annex("Biểu", (Heading("section", "Một"),)),))

    tags = ("h1", "h2", "h3", "h4", "h5", "h6")
    assert seen(document).tags(*tags) == ["h1", "h2", "h3", "h4", "h3", "h2", "h3", "h2", "h3"]
    assert seen(document, level=2).tags(*tags)[0] == "h2"


def test_clauses_points_and_dashes_are_lists_within_lists_with_their_printed_labels() -> None:
    body = (
        Clause("clause", plain("Một")), Clause("point", plain("Hai")), Clause("point", plain("Ba")), Bullet(plain("Bốn")),
        Bullet(plain("Năm"), 2), Clause("clause", plain("Sáu")), Paragraph(plain("Hết")),
    )  # fmt: skip
    html = re.sub(
        r' class="[^"]*"|</?p>|</?span>', "", html_fragment(make_document(body=body)).replace("\n", "")
    )
    html = re.sub(r'</?(p|span)( class="[^"]*")?>', "", html)

    assert (
        "<ol><li>1. Một<ol><li>a) Hai</li><li>b) Ba<ul><li>- Bốn<ul><li>+ Năm</li></ul></li></ul></li></ol></li>"
        "<li>2. Sáu</li></ol>Hết./."
    ) in html


def test_a_table_names_its_columns_and_a_chart_stands_with_its_numbers() -> None:
    table = Table(
        "Bảng 1",
        (Column("Quý"), Column("Khách", "lượt")),
        (("I", Number(Decimal(16974))), ("Cộng", "")),
        total=True,
    )
    chart = Chart("Biểu đồ 1", "line", ("2025", "2026"), (Series("Khách", (None, None)),), "lượt")
    found = seen(make_document(body=(table, chart)))
    attributes = [one for tag, one in found.elements if tag == "th"]
    (picture,) = [one for _tag, one in found.elements if one.get("role") == "img"]

    assert [one.get("scope") for one in attributes] == ["col", "col", "col", "col", "col", "row"]
    assert "16.974" in found.words
    assert "Biểu đồ 1" in (picture["aria-label"] or "")
    assert found.tags("figure", "figcaption", "svg", "caption") == ["caption", "figure", "figcaption", "svg"]
    assert [one.get("class") for tag, one in found.elements if tag == "tr"][2] == "vb-total"


def test_a_room_may_show_figures_and_pictures_in_its_own_way() -> None:
    hooks = Hooks(
        figure=lambda run: f'<a href="/so/{run.key}">{run.printed}</a>', picture=lambda image: f"/{image.alt}"
    )
    cells = ((Number(Decimal(5), key="k2"),), (Number(Decimal(6)),))
    body = (
        Paragraph((FigureReference("12", "k1"),)),
        Table("", (Column("c"),), cells),
        Image(png(1, 1), "cau"),
    )
    html = html_fragment(make_document(body=body), hooks)

    assert '<a href="/so/k1">12</a>' in html
    assert '<a href="/so/k2">5</a>' in html
    assert 'src="/cau"' in html
    assert "<data" not in html


def test_a_figure_keeps_the_key_of_where_it_comes_from() -> None:
    html = html_fragment(make_document(body=(Paragraph((FigureReference("12,3%", 'a"b'),)),)))

    assert '<data class="vb-figure" value="a&quot;b">12,3%</data>./.' in html


def test_a_letter_has_its_subject_as_title() -> None:
    found = seen(make_document(kind="Công văn", subject="Góp ý dự thảo"))

    assert found.tags("h1") == ["h1"]
    assert "V/v Góp ý dự thảo" in found.words


def test_annexes_are_sheets_of_their_own_named_and_turned() -> None:
    body = (Heading("article", "Phạm vi áp dụng"), Paragraph(plain("Như sau")))
    annexes = (Annex("Biểu số liệu", body, landscape=True), Annex("Danh mục", body))
    found = seen(make_document(body=body, annexes=annexes, draft=True))
    sheets = [one["class"] for _tag, one in found.elements if "vb-sheet" in (one.get("class") or "").split()]

    assert sheets == ["vb-sheet", "vb-sheet vb-annex vb-sheet--wide", "vb-sheet vb-annex"]
    assert "Phụ lục II" in found.words
    assert found.words.count("Điều 1. Phạm vi áp dụng") == 3
    assert found.words.count("DỰ THẢO") == 3
    assert any(word.startswith("(Kèm theo Báo cáo số") for word in found.words)


def test_an_article_that_says_a_sentence_is_no_heading() -> None:
    html = html_fragment(make_document(body=(Heading("article", "Quyết định có hiệu lực từ ngày ký."),)))

    assert '<p class="vb-body"><b>Điều 1.</b> Quyết định có hiệu lực từ ngày ký./.</p>' in html


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_style_sheet_has_the_measures_of_each_layout(layout: Any) -> None:
    style, measures = fragment_style(), LAYOUTS[layout]
    for part in Part:
        (rule,) = re.findall(
            rf"\.vb--{layout} \.vb-{part.name.lower().replace('_', '-')} {{ font-size[^}}]*}}", style
        )
        assert f"font-size: calc({measures.shapes[part].size:g} * var(--vb-pt))" in rule
    sides = (measures.top, measures.right, measures.bottom, measures.left)
    margins = " ".join(f"calc({side:g} * var(--vb-mm))" for side in sides)
    width = f"calc({measures.page_width:g} * var(--vb-mm))"
    assert f".vb--{layout} .vb-sheet {{ inline-size: {width}; padding: {margins};" in style


def test_the_style_sheet_of_a_fragment_leaves_the_rest_of_a_page_alone() -> None:
    style = re.sub(r"/\*.*?\*/|@(?:container|media)[^{]*{", "", fragment_style())
    selectors = [rule.rpartition("}")[2].strip() for rule in style.split("{")[:-1]]

    assert len(selectors) > 80
    assert [one for one in selectors if not one.startswith(".vb")] == []
