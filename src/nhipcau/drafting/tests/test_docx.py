"""The Word file: read back by our own reader, and opened by LibreOffice."""

import subprocess
from datetime import date
from pathlib import Path

from nhipcau import reading
from nhipcau.drafting import actions
from nhipcau.drafting.models import Draft
from nhipcau.drafting.tests.builders import (
    AT,
    ISSUED_ON,
    head_of,
    issue,
    make_approved,
    make_draft,
    make_issued,
    make_year,
)
from nhipcau.registry.rules import same_body
from nhipcau.units.tests.builders import House


def issued_file(draft: Draft, folder: Path) -> Path:
    """Return the registered file of an issued draft, in a folder."""
    assert draft.document is not None
    path = folder / "report.docx"
    with draft.document.file.open("rb") as stored:
        path.write_bytes(stored.read())
    return path


def test_what_went_into_the_heading_is_read_out_of_the_file_again(house: House, tmp_path: Path) -> None:
    draft = make_issued(house, make_year(house).period)

    header = reading.read(issued_file(draft, tmp_path)).header

    assert (header.kind or "").casefold() == "báo cáo"
    assert (header.number, header.date) == ("01/BC-SVHTTDL", ISSUED_ON)
    assert same_body(header.authority or "", draft.issuer)
    assert header.subject == draft.subject
    assert header.signer == "Trần Văn Bình"


def test_the_issuer_of_a_territory_is_read_as_one_name(house: House, tmp_path: Path) -> None:
    draft = make_draft(house.ward_a, make_year(house).period, house.son)
    head = head_of(draft, subject="Kết quả tổ chức lễ hội biển năm 2025")
    draft = actions.write_head(draft, head, by=house.son, at=AT, before=draft.revision)
    make_approved(draft, house.son, house.minh)
    draft = issue(draft, house.minh, issued_on=date(2026, 2, 5))

    header = reading.read(issued_file(draft, tmp_path)).header

    assert (header.number, header.date) == ("01/BC-UBND", date(2026, 2, 5))
    assert same_body(header.authority or "", "Ủy ban nhân dân phường A")
    assert header.subject == "Kết quả tổ chức lễ hội biển năm 2025"


def test_the_figures_and_the_sections_are_read_out_of_the_file_again(house: House, tmp_path: Path) -> None:
    draft = make_issued(house, make_year(house).period)

    read = reading.read(issued_file(draft, tmp_path))

    assert {"1200", "60"} <= {quantity.value for quantity in read.quantities}
    assert [heading.label for heading in read.outline][:2] == ["I", "II"]
    assert "Các đơn vị có liên quan" in [recipient.name for recipient in read.recipients]


def test_libreoffice_opens_the_file(house: House, tmp_path: Path) -> None:
    path = issued_file(make_issued(house, make_year(house).period), tmp_path)

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    text = reading.read(tmp_path / "report.pdf").text
    assert "1.200 cuộc" in " ".join(text.split())
