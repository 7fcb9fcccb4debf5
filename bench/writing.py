"""How fast a long report is written: python bench/writing.py [--rounds 5]

A yearly report of 60 pages with 12 charts and 20 tables, made here, always the same but for its figures, which differ in
each round so that nothing can be kept from the round before. Times are those of the processor, all threads together, so
that a busy machine does not count; the median of the rounds stands against the bounds of the design. What a process
needs once (the first chart, the search for fonts) is told apart. Exit status 1 where a bound is not met.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import pypdfium2

from nhipcau.writing import (
    Annex,
    Bullet,
    Chart,
    Clause,
    Column,
    FigureReference,
    Filing,
    Heading,
    Number,
    OfficialDocument,
    Paragraph,
    Series,
    Signature,
    Table,
    TextRun,
    plain,
    to_docx,
    to_html,
    to_json,
    to_pdf,
)
from nhipcau.writing.charts import png_of, svg_of
from nhipcau.writing.model import Block, Cell, ChartKind

# Bounds of the design, in seconds.
BOUNDS: Final = {"DOCX": 3.0, "PDF": 2.0}
PAGES, CHARTS, TABLES = 60, 12, 20
ROUNDS = 5

KINDS: Final[tuple[ChartKind, ...]] = ("bar", "line", "stacked")
TOPICS: Final = (
    "Thông tin về lễ hội và di sản", "Hướng dẫn thị thực, xuất nhập cảnh", "Các bước đầu tư", "Lưu ý khi đi lại",
    "Giao lưu văn hóa", "Tiếp nhận viện trợ",
)  # fmt: skip
SENTENCES: Final = (
    "Các đơn vị biên soạn tờ gấp, bản đồ và trang hướng dẫn bằng tiếng Việt, tiếng Anh, tiếng Trung Quốc, tiếng Hàn",
    "Quầy hướng dẫn tại cảng hành khách, nhà ga và bến xe trả lời khách theo bộ câu hỏi chung, cập nhật hằng quý",
    "Trang thông tin của tỉnh ghi rõ nguồn, ngày đăng và người chịu trách nhiệm của từng bài",
    "Tài liệu về các bước đầu tư được rà soát cùng cơ quan đăng ký kinh doanh trước khi in",
    "Thông báo về thời tiết, đường sá và an toàn trên biển được phát thêm trên loa của các xã ven biển",
    "Lễ hội Cầu ngư có thuyết minh bằng ba thứ tiếng và lối đi cho người khuyết tật",
    "Ý kiến góp ý của khách được tổng hợp theo quý và gửi lại đơn vị liên quan để trả lời",
)  # fmt: skip
MONTHS: Final = tuple(f"Tháng {month}" for month in range(1, 13))
COMMUNES: Final = tuple(
    f"Xã {name}" for name in ("Bến Đá", "Hòn Sóng", "An Phú", "Long Mỹ", "Tân Thành", "Đông Hải", "Bình Minh", "Cầu Ngư")
)  # fmt: skip


def report(turn: int) -> OfficialDocument:
    """Return the report with the figures of one turn."""
    charts, tables = iter(_charts(turn)), iter(_tables(turn))
    body: list[Block] = [
        Paragraph(plain("Sở Văn hóa, Thể thao và Du lịch báo cáo kết quả năm 2026 như sau:"))
    ]
    for part in range(4):
        body.append(Heading("part", f"Kết quả lĩnh vực thứ {part + 1}"))
        for section in range(5):
            body += _section(part * 5 + section, turn)
            body += islice(charts, 1 if section < 3 else 0)
            body += islice(tables, 1)
    body.append(Paragraph(plain("Sở Văn hóa, Thể thao và Du lịch trân trọng báo cáo.")))
    annex = Annex("Các hoạt động trong năm", tuple(_section(20, turn)), landscape=True)
    return OfficialDocument(
        "Báo cáo", "Sở Văn hóa, Thể thao và Du lịch", "BC-SVHTTDL", "Bến Đá", "Kết quả thông tin đối ngoại năm 2026",
        tuple(body), Signature("Giám đốc", "Nguyễn Thị Hòa"), superior="Ủy ban nhân dân tỉnh Bến Đá", number=214,
        day=date(2026, 12, 10), recipients=("Như trên", "Các xã, phường"), filing=Filing("QLTT", 30), annexes=(annex,),
    )  # fmt: skip


def _section(place: int, turn: int) -> Iterator[Block]:
    yield Heading("section", TOPICS[place % len(TOPICS)])
    said = cycle(SENTENCES[place % 7 :] + SENTENCES[: place % 7])
    for clause in range(6):
        yield Heading("clause", f"Việc thứ {clause + 1} của mục {place + 1}")
        figure = FigureReference(
            f"{(place * 37 + clause * 11 + turn) % 900 + 100}", f"tin-bai/{place}/{clause}"
        )
        text = TextRun(f" tin, bài trong năm. {'. '.join(islice(said, 4))}.")
        yield Paragraph((TextRun("Toàn tỉnh có "), figure, text))
        yield Clause("point", plain(f"{next(said)};"))
        yield Bullet(plain(f"{next(said)}."))


def _charts(turn: int) -> Iterator[Chart]:
    for place in range(CHARTS):
        kind = KINDS[place % len(KINDS)]
        categories = MONTHS if kind == "line" else COMMUNES
        series = tuple(
            Series(f"Năm {year}", tuple(_value(place, year, at, turn) for at in range(len(categories))))
            for year in (2024, 2025, 2026)
        )
        yield Chart(f"Biểu đồ {place + 1}. {TOPICS[place % 6]} theo kỳ", kind, categories, series, "lượt")


def _tables(turn: int) -> Iterator[Table]:
    columns = (
        Column("TT", alignment="center"), Column("Đơn vị"),
        *(Column(f"Năm {year}", "lượt", "right") for year in (2023, 2024, 2025, 2026)), Column("Ghi chú"),
    )  # fmt: skip
    for place in range(TABLES):
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (str(at + 1), COMMUNES[at % 8], *(_cell(place, year, at, turn) for year in range(2023, 2027)), "")
            for at in range(16)
        )
        yield Table(f"Bảng {place + 1}. {TOPICS[place % 6]} theo đơn vị", columns, rows)


def _value(place: int, year: int, at: int, turn: int) -> Decimal:
    return Decimal((place * 131 + year * 17 + at * 97 + turn * 7) % 4000 + 200)


def _cell(place: int, year: int, at: int, turn: int) -> Number:
    return Number(_value(place, year, at, turn), key=f"bang/{place}/{year}/{at}")


def median(work: Callable[[OfficialDocument], object], rounds: int) -> float:
    """Return the median seconds over rounds, each with a report of its own."""
    return statistics.median(spent(work, report(turn)) for turn in range(1, rounds + 1))


def spent(work: Callable[..., object], *given: object) -> float:
    """Return the seconds of the processor that something took, with no chart drawn before."""
    svg_of.cache_clear()
    began = time.process_time()
    work(*given)
    return time.process_time() - began


def cold(ending: str, folder: Path) -> float:
    """Return the seconds of the processor of a whole `nhipcau write`, from an empty process to the file."""
    source = folder / "report.json"
    source.write_text(to_json(report(0)), encoding="utf-8")
    verb = [sys.executable, "-c", "from nhipcau.cli import main; main()", "write", str(source)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*verb, "-o", str(folder / f"report{ending}")], check=True)  # noqa: S603 - our own command
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def counted() -> tuple[int, int, int]:
    """Return how many pages, charts and tables the report has."""
    document = report(0)
    pages = len(pypdfium2.PdfDocument(to_pdf(document)))
    charts, tables = (sum(isinstance(one, kind) for one in document.body) for kind in (Chart, Table))
    return pages, charts, tables


def drawn(draw: Callable[..., object], turn: int) -> None:
    """Draw every chart of the report."""
    for chart in _charts(turn):
        draw(chart, width_mm=165)


def told(name: str, seconds: float, bound: float | None = None) -> bool:
    """Print a line; return whether the bound is met."""
    met = bound is None or seconds <= bound
    mark = "    " if bound is None else "ok  " if met else "MISS"
    ratio = "" if bound is None else f"   {seconds / bound:5.2f} of {bound:g} s"
    print(f"{mark} {name:45} {seconds:6.2f} s{ratio}")
    return met


def main() -> int:
    """Measure, print, and return the exit status."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = asked.parse_args().rounds
    print(f"     load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    told("first chart of a process", spent(lambda: svg_of(next(_charts(0)), width_mm=165)))
    told("first PDF of a process", spent(to_pdf, report(0)))
    pages, charts, tables = counted()
    met = (charts, tables) == (CHARTS, TABLES) and pages >= PAGES
    print(f"{'ok  ' if met else 'MISS'} the report: {pages} pages, {charts} charts, {tables} tables")
    for name, work in (("DOCX", to_docx), ("PDF", to_pdf), ("HTML", to_html)):
        met &= told(name, median(work, rounds), BOUNDS.get(name))
    told(f"of which {CHARTS} charts, as SVG", spent(drawn, svg_of, rounds + 1))
    told(f"of which {CHARTS} charts, as PNG", spent(drawn, png_of, rounds + 2))
    with tempfile.TemporaryDirectory() as folder:
        for ending in (".docx", ".pdf", ".html"):
            told(f"nhipcau write -o *{ending}, a process of its own", cold(ending, Path(folder)))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
