"""The commands of the register: reading again, and what people corrected as gold."""

import json
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from nhipcau.audit import log
from nhipcau.reading import load, read
from nhipcau.reading.tests.test_recognition import LINES, a_scan, page
from nhipcau.registry import actions
from nhipcau.registry.management.commands import export_corrections
from nhipcau.registry.models import GUIDE_FIELDS, Document, FindingField, FindingState
from nhipcau.registry.tests.builders import AT, PLAN, finding_of, make_document, make_registered
from nhipcau.units.models import User
from nhipcau.units.tests.builders import House

WHOLE = {"citations", "laws", "dates", "quantities", "checks", "outline", "duties", "recipients"}


def run(name: str, *arguments: str) -> str:
    said = StringIO()
    call_command(name, *arguments, stdout=said)
    return said.getvalue()


def confirm_everything(document: Document, by: User) -> None:
    for field in FindingField.values:
        actions.confirm_all(document, field, uncertain=True, by=by, at=AT)


def as_gold(reading: Any) -> dict[str, Any]:
    """Return what the library found in the shape of the reading guide."""
    found = reading.to_json()
    place = {"text", "start", "end"}
    rows = {name: [{k: v for k, v in row.items() if k not in place} for row in found[name]] for name in WHOLE}
    rows["dates"] = [row["value"] for row in rows["dates"]]
    rows["recipients"] = [row["name"] for row in rows["recipients"]]
    return {"header": found["header"], **rows}


def exported(folder: Path, document: Document) -> dict[str, Any]:
    path = folder / "gold" / f"document-{document.pk}.json"
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert gold.pop("doc") == path.stem
    return gold


def test_what_was_confirmed_is_what_reading_the_exported_text_finds(house: House, tmp_path: Path) -> None:
    document = make_document(house.department, house.son)
    confirm_everything(document, house.son)

    said = run("export_corrections", "--output", str(tmp_path / "out"), "--confirmed")

    text = tmp_path / "out" / "corpus" / f"document-{document.pk}.txt"
    assert "1 văn bản" in said
    assert exported(tmp_path / "out", document) == as_gold(read(text))
    assert text.read_bytes() == PLAN.encode()
    assert stat.S_IMODE(text.stat().st_mode) == 0o600
    assert stat.S_IMODE(text.parent.stat().st_mode) == 0o700


def test_a_correction_stands_in_the_gold_and_what_was_rejected_does_not(house: House, tmp_path: Path) -> None:
    document = make_document(house.department, house.son)
    wanted = as_gold(read(load(_file(tmp_path, PLAN))))
    figure = finding_of(document, FindingField.QUANTITY, "120")
    actions.correct_finding(figure, {"value": "130", "unit": None}, by=house.son, at=AT)
    actions.reject_finding(finding_of(document, FindingField.CITATION), by=house.son, at=AT)

    said = run("export_corrections", "--output", str(tmp_path / "out"))

    gold = exported(tmp_path / "out", document)
    figures = [row if row["value"] != "120" else {"value": "130", "unit": ""} for row in wanted["quantities"]]
    assert gold["quantities"] == figures
    assert gold["citations"] == wanted["citations"][1:]
    assert gold["duties"] == wanted["duties"]
    open_ones = document.findings.proposed().filter(field__in=GUIDE_FIELDS).count()
    assert f"còn {open_ones} mục" in said


def test_the_header_is_as_entered_where_that_corrects_what_was_read(house: House, tmp_path: Path) -> None:
    document = make_registered(
        house.department,
        house.son,
        number="46/KH-UBND",
        subject="tổ chức  TUẦN LỄ Văn hóa, Du lịch biển năm 2026",
    )

    run("export_corrections", "--output", str(tmp_path))

    header = exported(tmp_path, document)["header"]
    assert header["number"] == "46/KH-UBND"
    assert header["subject"] == document.header_found["subject"]  # the same words
    assert header["authority"] == document.header_found["authority"]


def test_what_a_person_knows_and_the_text_does_not_say_is_no_gold(house: House, tmp_path: Path) -> None:
    document = make_registered(house.department, house.son, text="Ngày 20/8/2026 khai mạc lễ hội.\n")
    actions.reject_finding(finding_of(document, FindingField.DATE), by=house.son, at=AT)

    run("export_corrections", "--output", str(tmp_path))

    assert set(exported(tmp_path, document)["header"].values()) == {None}


def test_of_a_scan_the_file_itself_is_exported(house: House, tmp_path: Path) -> None:
    scan = a_scan(page(*LINES))
    document = actions.take_in_document(
        house.department, "quet.PDF", scan, by=house.son, at=AT, all_at_once=True
    )
    confirm_everything(document, house.son)

    run("export_corrections", "--output", str(tmp_path), "--confirmed")

    path = tmp_path / "corpus" / f"document-{document.pk}.pdf"
    assert path.read_bytes() == scan
    assert exported(tmp_path, document) == as_gold(read(load(path)))


def test_documents_nobody_changed_are_not_exported(house: House, tmp_path: Path) -> None:
    confirm_everything(make_document(house.department, house.son), house.son)

    assert "0 văn bản" in run("export_corrections", "--output", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_says_what_to_do(house: House, tmp_path: Path) -> None:
    document = make_document(house.department, house.son)
    actions.reject_finding(finding_of(document, FindingField.DATE), by=house.son, at=AT)
    _file(tmp_path, "")

    with pytest.raises(CommandError, match="--output"):
        run("export_corrections", "--output", str(tmp_path / "a.txt"))


def test_the_help_says_that_it_holds_what_the_documents_hold() -> None:
    command: BaseCommand = export_corrections.Command()

    assert "thông tin cá nhân" in command.help


def _file(folder: Path, text: str) -> Path:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_outdated_documents_are_counted_and_read_again_when_asked(house: House) -> None:
    document = make_document(house.department, house.son)
    newer = make_document(house.ward_a, house.son)
    Document.objects.filter(pk=document.pk).update(reading_version="2025.1.1")
    actions.reject_finding(finding_of(document, FindingField.DATE), by=house.son, at=AT)

    assert run("read_again").startswith("1 văn bản")
    said = run("read_again", "--all")

    assert "Đã đọc lại 1 văn bản" in said
    assert document.readings.count() == 2
    assert newer.readings.count() == 1
    assert finding_of(document, FindingField.DATE).state == FindingState.REJECTED
    row = log.history(document)[0]
    assert row.action == "registry.document_read"
    assert row.user.is_system
    assert run("read_again").startswith("0 văn bản")


def test_one_document_is_read_again_whatever_its_version(house: House) -> None:
    document = make_document(house.department, house.son)

    run("read_again", "--document", str(document.pk))

    assert document.readings.count() == 2
    with pytest.raises(CommandError, match="Không có văn bản"):
        run("read_again", "--document", str(document.pk + 1))


def test_a_file_that_cannot_be_read_stops_no_other(house: House) -> None:
    lost = make_document(house.department, house.son)
    other = make_document(house.ward_a, house.son)
    lost.file.delete(save=False)

    with pytest.raises(CommandError):
        run("read_again", "--document", str(lost.pk), "--document", str(other.pk))

    assert other.readings.done().count() == 2
