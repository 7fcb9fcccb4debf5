"""The sample's two documents, read into the register, and the year's programme made from one of them."""

from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files

from django.utils import timezone

from nhipcau.desk.sample.organisation import Organisation
from nhipcau.programmes import actions as programmes
from nhipcau.programmes import progress
from nhipcau.programmes.actions import Plan, TaskPlan
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import AssignmentState
from nhipcau.programmes.proposals import Proposal, proposals
from nhipcau.registry import actions as registry
from nhipcau.registry.actions import Head
from nhipcau.registry.models import Document, FindingField
from nhipcau.units.models import Role, Unit

GUIDANCE, PLAN = "huong-dan-05-hd-btgdvtu.txt", "ke-hoach-thong-tin-doi-ngoai-2026.txt"


def build_records(organisation: Organisation, at: datetime) -> None:
    """Enter the guidance and the plan in the register, and issue the programme that the plan asks for."""
    register(GUIDANCE, _content(GUIDANCE), organisation, at)
    _make_programme(register(PLAN, _content(PLAN), organisation, at), organisation, at)


def _content(name: str) -> bytes:
    return files("nhipcau.desk.sample").joinpath("documents", name).read_bytes()


def register(name: str, content: bytes, organisation: Organisation, at: datetime) -> Document:
    """Return a document of the province, read and entered in its register, with what a person has to confirm."""
    officer = organisation.people[Role.OFFICER]
    document = registry.take_in_document(organisation.province, name, content, by=officer, at=at)
    for field in (FindingField.CITATION, FindingField.DATE, FindingField.DUTY):
        registry.confirm_all(document, field, by=officer, at=at)
    head = Head(
        kind=document.kind,
        number=document.number,
        issued_on=document.issued_on,
        authority=document.authority,
        subject=document.subject,
        signer=document.signer,
        received_on=timezone.localdate(at),
    )
    return registry.register_document(document, head, by=officer, at=at)


def _make_programme(document: Document, organisation: Organisation, at: datetime) -> None:
    officer, year = organisation.people[Role.OFFICER], timezone.localdate(at).year
    names = {unit.pk: name for name, unit in {**organisation.bodies, **organisation.communes}.items()}
    communes = list(organisation.communes.values())
    chosen = [_task(one, communes, year) for one in proposals(document, names) if one.is_duty]
    programme = programmes.make_programme(
        organisation.province,
        Plan(f"Chương trình thông tin đối ngoại năm {year}", date(year, 1, 1), date(year, 12, 31)),
        chosen,
        source=document,
        by=officer,
        at=at,
    )
    issue_programme(programme, by=officer, at=at)
    _report_first_progress(organisation, at)


def _task(proposal: Proposal, communes: list[Unit], year: int) -> TaskPlan:
    """Return the proposal as a task; what no single body is named for, every commune does."""
    due_on = proposal.due_on if proposal.due_on and proposal.due_on.year == year else date(year, 12, 15)
    task = TaskPlan(
        title=proposal.title,
        theme=proposal.theme,
        due_on=due_on,
        due_words=proposal.due_words,
        product="Báo cáo kết quả kèm số liệu",
        responsible="Phó Giám đốc phụ trách",
        authority="Giám đốc Sở",
        lead=proposal.lead,
        partners=proposal.partners,
        finding=proposal.finding,
        clause_label=proposal.clause_label,
        clause=proposal.clause,
    )
    if task.lead is not None:
        return task
    return replace(task, each=tuple(unit.pk for unit in communes))


def _report_first_progress(organisation: Organisation, at: datetime) -> None:
    for name in list(organisation.communes)[:6]:
        unit, reporter = organisation.communes[name], organisation.reporters[name]
        for assignment in unit.assignments.all():
            progress.report_progress(
                assignment,
                state=AssignmentState.UNDER_WAY,
                text="Đã tổ chức các buổi thông tin theo kế hoạch của phường, xã.",
                by=reporter,
                at=at,
            )
