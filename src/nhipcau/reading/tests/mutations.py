"""Files with faults in them: seeds of every format, changed at random, the same for the same number."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from .packages import box, make_docx, p, part, r, table

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "reading" / "corpus"
TEXT = (
    "ỦY BAN NHÂN DÂN TỈNH A\nSố: 12/KH-UBND\nA, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTổ chức lễ hội mùa xuân\n"
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\nI. MỤC ĐÍCH\n1. Đón 1.200 lượt khách.\n"
    "- Sở Văn hóa chủ trì, phối hợp với các đơn vị thực hiện trước ngày 20/11/2026; đạt 99,69% (4.319/4.332).\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nNguyễn Văn A\n"
)
# What parsers stumble on: marks, separators, huge numbers, half characters, markup out of place.
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"99999999999999999999", b"-1", b"<", b"]]>",
    b"&#0;", b"&#x110000;", b"<table><tr><td>", b"</w:p>", b"<w:tbl><w:tr>", b"<!DOCTYPE x [", b"endstream", b"obj",
    b"/Kids[1 0 R]", b"PK\x01\x02", b"%PDF-", b"31/02/2026", "ngày 00 tháng 13 năm 0000".encode(),
    "Điều ".encode() * 50, b"(" * 200, b"| " * 200,
)  # fmt: skip


VALUES = (
    b"", b"0", b"-1", b"9", b"99999999999999999999", b"none", b"\xd9\xa3", b".VnTime", b"VNI-Times",
    b"K\xc3\x95 ho\xc2\xb9ch", b"%1.%9.",
    b"upperRoman", b"a", b"default", b"../../etc/passwd", b"&amp;", "Điều 1. Số: 12/KH-UBND".encode(),
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Return files of every format by name: made here, and the real documents where they lie beside the repository."""
    found = {"a.txt": TEXT.encode(), "b.txt": TEXT.encode("utf-16"), "c.txt": TEXT.encode("cp1258", "ignore")}
    found |= {"a.md": f"# {TEXT}\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode()}
    found |= {"a.html": _html(), "a.docx": _docx(), "a.pdf": _pdf()}
    found |= {f"a.{kind}": _picture(kind) for kind in ("png", "jpeg", "tiff")}
    if CORPUS.is_dir():
        found |= {f"corpus-{path.name}": path.read_bytes() for path in sorted(CORPUS.iterdir())}
    return found


def _html() -> bytes:
    rows = "<tr><td>Tin</td><td>12</td></tr>" * 3
    inside = f"<nav><a href='/'>Trang chủ</a></nav><p>{TEXT}</p><table>{rows}</table><ul><li>a<li>b</ul>"
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{inside}</body></html>".encode()


def _docx() -> bytes:
    body = (
        "".join(p(line) for line in TEXT.splitlines())
        + p(r("KÕ ho¹ch", ".VnTime"))
        + table(2, p("Tin"), p("12"))
    )
    body += p(box(p("Trong khung")), "Sau khung")
    notes = part("footnotes", f"<w:footnote>{p('Chú thích')}</w:footnote>")
    return make_docx(body, footnotes=notes, styles=part("styles", '<w:style w:styleId="a"/>'))


def _pdf() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=0)
    for number in range(12):
        canvas.drawString(72, 760 - 16 * number, f"{number}. So 12/KH-UBND ngay 05/3/2026 ve le hoi")
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (40, 30), 255).save(stream, kind)
    return stream.getvalue()


def mutated(name: str, data: bytes, number: int) -> bytes:
    """Return `data` with one to six faults; the same for the same number. A DOCX is changed inside its package too."""
    chance = random.Random(number)  # noqa: S311 - repeatable, not secret
    if name.endswith(".docx") and chance.random() < 0.8:
        return _with_mutated_parts(data, chance)
    return _faulty(data, chance)


def _with_mutated_parts(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    changed = chance.choice([name for name in members if name.endswith((".xml", ".rels"))])
    if chance.random() < 0.6:
        for _ in range(chance.randint(1, 8)):
            members[changed] = chance.choice((_revalue, _move))(members[changed], chance)
    else:
        members[changed] = _faulty(members[changed], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def _faulty(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(FAULTS)(data, chance)
    return data


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + bytes((chance.randrange(256),)) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)] if chance.random() < 0.3 else data[:-1]


def _drop(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + data[at + chance.choice((1, 10, 300)) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    piece = data[at : at + chance.choice((1, 20, 400))]
    return data[:at] + piece * chance.choice((2, 50)) + data[at:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + chance.choice(TOKENS) + data[at:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    one, two = sorted((_place(data, chance), _place(data, chance)))
    return data[:one] + data[two : two + 100] + data[one:two] + data[two + 100 :]


def _revalue(data: bytes, chance: random.Random) -> bytes:
    """Change what stands between quotation marks or between elements: the markup stays whole."""
    places = [
        match.span() for match in re.finditer(rb'(?<==")[^"<>]{0,40}(?=")|(?<=>)[^<>]{1,60}(?=<)', data)
    ]
    if not places:
        return data
    start, end = chance.choice(places)
    return data[:start] + chance.choice(VALUES) + data[end:]


def _move(data: bytes, chance: random.Random) -> bytes:
    """Put a whole element somewhere else, before another."""
    wholes = [match.span() for match in re.finditer(rb"<(w:\w+)\b[^<>]*(?:/>|>[^<>]*</\1>)", data)]
    if not wholes:
        return data
    start, end = chance.choice(wholes)
    at = chance.choice(wholes)[0]
    return data[:at] + data[start:end] + data[at:]


FAULTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _flip,
    _cut,
    _drop,
    _repeat,
    _insert,
    _swap,
)
"""Each takes bytes and gives them with one fault."""
