"""The text of a document in pages and pieces."""

from nhipcau.registry.paper import Place, lay_out

TEXT = "Trang một nói 12 đoàn. Trang hai nói 5 lượt."
SECOND = TEXT.index("Trang hai")


def place(words: str, kind: str = "quantity", **options: object) -> Place:
    start = TEXT.index(words)
    return Place(f"t{start}", start, start + len(words), kind, "Số liệu", pk=start, **options)  # type: ignore[arg-type]  # options of Place


def test_the_pieces_of_all_pages_are_the_text_again() -> None:
    places = [place("12 đoàn"), place("5 lượt"), place("đoàn. Trang", wide=True)]

    pages = lay_out(TEXT, places, [0, SECOND])

    assert "".join(piece.text for page in pages for piece in page.pieces) == TEXT
    assert "".join(piece.text for piece in pages[1].pieces) == TEXT[SECOND:]
    assert [page.number for page in pages] == [1, 2]


def test_what_runs_over_the_edge_of_a_page_begins_once_and_is_over_both() -> None:
    across = place("đoàn. Trang hai")

    first, second = lay_out(TEXT, [across], [0, SECOND])

    assert [piece.begins for page in (first, second) for piece in page.pieces if piece.begins] == [(across,)]
    assert across in first.pieces[-1].over
    assert across in second.pieces[0].over


def test_an_empty_page_stays_a_page() -> None:
    pages = lay_out(TEXT, [], [0, SECOND, SECOND])

    assert [bool(page.pieces) for page in pages] == [True, False, True]


def test_a_text_without_pages_is_one_without_a_number() -> None:
    (page,) = lay_out("", [], [])

    assert (page.number, page.pieces) == (None, ())


def test_a_click_means_the_narrowest_finding_that_is_no_paragraph() -> None:
    paragraph = place("Trang một nói 12 đoàn.", "duty", wide=True)
    figure = place("12 đoàn")
    fault = Place("c0", figure.start, figure.end, "fault", "sai")

    pieces = lay_out(TEXT, [paragraph, figure, fault], [])[0].pieces

    assert next(piece.top for piece in pieces if piece.text == "12 đoàn") == figure
    assert next(piece.top for piece in pieces if piece.text.startswith("Trang một")) == paragraph
    assert pieces[-1].top is None
