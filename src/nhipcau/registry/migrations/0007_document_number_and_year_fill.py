"""Gives every document its number in no spelling and its year, and every citation what is said of the cited one."""

import re
import unicodedata

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_A_BATCH = 500
_SHORT_NAMES = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "tp": "thanh pho",
}
_ACT = re.compile(
    r"(?P<amends>\b(?:sua doi(?:, bo sung)?|bo sung mot so (?:dieu|noi dung))\b)|(?P<replaces>\bthay the\b)"
    r"|(?P<repeals>\b(?:bai bo|huy bo|cham dut hieu luc)\b)"
    r"|(?P<implements>\b(?:(?<!ket qua )(?<!tinh hinh )(?:thuc hien|thi hanh|trien khai)|cu the hoa|quan triet|can cu)\b)"
)
_A_NUMBER = re.compile(r"\d+[a-z]?\s?[-/]\s?[a-z\d]*[a-z]")
_CLAUSE_END = re.compile(r"[.;:](?=\s)|\n\s*\n|\n\s*(?=[-+–]|\d+[.)]|Điều|Căn cứ)")


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Fill what is empty; running it again changes nothing."""
    documents = apps.get_model("registry", "Document").objects.using(schema_editor.connection.alias)
    _fill_documents(documents)
    _fill_citations(documents)


def _fill_documents(documents) -> None:  # type: ignore[no-untyped-def]  # historical models have no types
    rows = documents.filter(year=None).order_by("pk").only("pk", "number", "authority", "issued_on")
    batch = []
    for document in rows.iterator(chunk_size=_A_BATCH):
        document.number_plain = _plain_number(document.number)
        document.authority_plain = _plain_body(document.authority)
        document.year = document.issued_on.year if document.issued_on else None
        batch.append(document)
    for at in range(0, len(batch), _A_BATCH):
        documents.bulk_update(batch[at : at + _A_BATCH], ["number_plain", "authority_plain", "year"])


def _fill_citations(documents) -> None:  # type: ignore[no-untyped-def]  # historical models have no types
    keys = list(documents.filter(findings__field="citation").order_by("pk").values_list("pk", flat=True).distinct())
    for pk in keys:
        document = documents.only("pk", "text").get(pk=pk)
        touched = []
        for finding in document.findings.filter(field="citation", proposes=""):
            finding.proposes = _proposed(document.text, finding.start)
            if finding.proposes:
                touched.append(finding)
        document.findings.bulk_update(touched, ["proposes"], batch_size=_A_BATCH)


def _proposed(text: str, start: int) -> str:
    before = text[max(0, start - 300) : start]
    ends = list(_CLAUSE_END.finditer(before))
    if ends and not before[ends[-1].end() :].isspace():
        before = before[ends[-1].end() :]
    before = _fold(before)
    acts = list(_ACT.finditer(before))
    if not acts:
        return ""
    act = acts[-1] if acts[-1].lastgroup != "implements" else acts[0]
    ahead = before[: act.start()]
    if re.search(r"(?:duoc|bi)\s*$", ahead) or _A_NUMBER.search(ahead):
        return ""
    return act.lastgroup or ""


def _plain_number(number: str) -> str:
    words = "".join(sign if sign.isalnum() else " " for sign in _fold(number)).removeprefix("so ")
    bare = "".join(words.split()).lstrip("0")[:80]
    return bare if any(sign.isdigit() for sign in bare) else ""


def _plain_body(name: str) -> str:
    plain = "".join(sign if sign.isalnum() else " " for sign in _fold(name))
    return " ".join(_SHORT_NAMES.get(word, word) for word in plain.split())[:1000]


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(mark for mark in bare if not unicodedata.combining(mark)).split())


class Migration(migrations.Migration):
    """Both columns are new, so that going back needs nothing."""

    dependencies = [("registry", "0006_document_found_by")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
