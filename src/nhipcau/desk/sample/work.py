"""The sample's directive and what came of it over three levels: programmes, a campaign, tasks in every state."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files

from django.utils import timezone

from nhipcau.desk.sample import progressing, wanted
from nhipcau.desk.sample.organisation import Organisation
from nhipcau.desk.sample.progressing import Reporting, tasks_by_key
from nhipcau.desk.sample.records import register
from nhipcau.desk.sample.wanted import ALL, CULTURE, DIRECTED, WARD, Line, Wanted
from nhipcau.indicators.models import Indicator
from nhipcau.programmes import actions as programmes
from nhipcau.programmes import cascading, resourcing
from nhipcau.programmes.actions import Plan, TaskPlan
from nhipcau.programmes.cascading import TakenUp
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import Programme, ProgrammeKind, Task
from nhipcau.programmes.proposals import Proposal, proposals
from nhipcau.registry.models import Document
from nhipcau.units.models import Role, Unit

DIRECTIVE = "chi-thi-03-ct-ubnd.txt"
TARGETS = (
    ("week", "events", Decimal(1)),
    ("week", "event_attendances", Decimal(6000)),
    ("visa", "copies", Decimal(1500)),
)


def build_work(organisation: Organisation, at: datetime) -> Document:
    """Return the directive, entered and carried out: by the province, a department, a ward and a campaign."""
    return _Year(organisation, at).carry_out()


class _Year:
    """Writes and issues the programmes, each some days before the sample is loaded."""

    def __init__(self, organisation: Organisation, at: datetime) -> None:
        self.organisation, self.at = organisation, at
        self.today = timezone.localdate(at)
        self.officer = organisation.people[Role.OFFICER]
        self.units = {**organisation.bodies, **organisation.communes}
        self.reporting = Reporting(organisation, at)

    def carry_out(self) -> Document:
        directive = self._directive()
        above = self._of_the_province(directive)
        tasks = _keyed(above, wanted.PROVINCE)
        department = self._of_the_department(above, tasks)
        self._of_the_ward(department)
        self._of_a_commune(above, tasks)
        self.reporting.tell(tasks, progressing.OF_PROVINCE)
        self.reporting.wish(tasks, progressing.WISHES)
        cascading.withdraw_task(
            tasks["film"],
            reason="Nhà ga hành khách cảng đóng cửa sửa chữa đến hết năm.",
            by=self.officer,
            at=self._ago(4),
        )
        self._campaign()
        return directive

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _directive(self) -> Document:
        written = files("nhipcau.desk.sample").joinpath("documents", DIRECTIVE).read_text("utf-8")
        issued = self._day(-DIRECTED)
        days = {one.key: f"{self._day(one.days or 0):%d/%m/%Y}" for one in wanted.PROVINCE}
        said = f"ngày {issued:%d} tháng {issued:%m} năm {issued:%Y}"
        content = written.format(issued=said, **days).encode()
        return register(DIRECTIVE, content, self.organisation, self._ago(DIRECTED - 2))

    def _plan(self, title: str, tasks: Iterable[Wanted], kind: str = ProgrammeKind.YEAR) -> Plan:
        """Return a plan of the current year, wider where a deadline of the tasks lies outside it."""
        days = [self._day(one.days) for one in tasks if one.days is not None]
        year = self.today.year
        return Plan(title, min(date(year, 1, 1), *days), max(date(year, 12, 31), *days), kind)

    def _of_the_province(self, directive: Document) -> Programme:
        found = proposals(directive, {unit.pk: name for name, unit in self.units.items()})
        made = programmes.make_programme(
            self.organisation.province,
            self._plan(f"Chương trình đón bạn bè đến Bến Đá năm {self.today.year}", wanted.PROVINCE),
            [self._task(one, found) for one in wanted.PROVINCE],
            source=directive,
            by=self.officer,
            at=self._ago(DIRECTED - 4),
        )
        programmes.write_texts(made, wanted.TEXTS, by=self.officer, at=self._ago(DIRECTED - 4))
        self._set_targets(_keyed(made, wanted.PROVINCE))
        self._equip(made, wanted.PROVINCE, wanted.BUDGET)
        for need in wanted.NEEDS:
            resourcing.add_need(made, need, by=self.officer, at=self._ago(DIRECTED - 4))
        return issue_programme(made, by=self.officer, at=self._ago(DIRECTED - 5))

    def _of_the_department(self, above: Programme, tasks: Mapping[str, Task]) -> Programme:
        """The department splits one task, keeps two, and adds one of its own."""
        *below, own = wanted.DEPARTMENT
        made = self._take_up(above, CULTURE, "Kế hoạch của Sở đón bạn bè đến Bến Đá", tasks, below, [own])
        issue_programme(made, by=self.officer, at=self._ago(DIRECTED - 12))
        self.reporting.tell(_keyed(made, wanted.DEPARTMENT), progressing.OF_DEPARTMENT)
        return made

    def _of_the_ward(self, above: Programme) -> None:
        tasks = _keyed(above, wanted.DEPARTMENT)
        made = self._take_up(above, WARD, "Kế hoạch của phường mở lớp thuyết minh viên", tasks, wanted.WARDS)
        issue_programme(made, by=self.officer, at=self._ago(DIRECTED - 20))
        self.reporting.tell(_keyed(made, wanted.WARDS), progressing.OF_WARD)

    def _of_a_commune(self, above: Programme, tasks: Mapping[str, Task]) -> None:
        """Leave a commune's own programme a draft: what it was given, not yet issued to anybody."""
        name = "Xã Làng Gốm"
        below = [one for one in wanted.PROVINCE if one.key == "signs"]
        self._take_up(above, name, "Kế hoạch của xã đón bạn bè đến Bến Đá", tasks, below, lead=name)

    def _take_up(
        self,
        above: Programme,
        name: str,
        title: str,
        tasks: Mapping[str, Task],
        below: Sequence[Wanted],
        more: Sequence[Wanted] = (),
        lead: str = "",
    ) -> Programme:
        """Make the programme of a unit: each of `below` carries out the task above that its key begins with."""
        unit = self.units[name]
        taken = []
        for key, task in tasks.items():
            made = tuple(self._task(one, lead=lead) for one in below if one.key.startswith(key))
            if made:
                taken.append(TakenUp(task.assignments.get(unit=unit, turn=0), made))
        return cascading.take_up_programme(
            above,
            unit,
            self._plan(f"{title} năm {self.today.year}", [*below, *more]),
            taken,
            [self._task(one) for one in more],
            by=self.officer,
            at=self._ago(DIRECTED - 10),
        )

    def _campaign(self) -> None:
        plan = Plan(
            "Chiến dịch “Biển sạch đón bạn bè”", self._day(-40), self._day(30), ProgrammeKind.CAMPAIGN
        )
        tasks = [self._task(one) for one in wanted.CAMPAIGN]
        made = programmes.make_programme(
            self.organisation.province, plan, tasks, by=self.officer, at=self._ago(42)
        )
        programmes.write_texts(made, wanted.CAMPAIGN_TEXTS, by=self.officer, at=self._ago(42))
        self._equip(made, wanted.CAMPAIGN, wanted.CAMPAIGN_BUDGET)
        issue_programme(made, by=self.officer, at=self._ago(40))
        self.reporting.tell(_keyed(made, wanted.CAMPAIGN), progressing.OF_CAMPAIGN)

    def _equip(self, made: Programme, of: Sequence[Wanted], lines: Iterable[Line]) -> None:
        keyed = _keyed(made, of)
        for line in lines:
            task = keyed[line.task].pk if line.task else None
            money = resourcing.Money(line.item, line.source, line.planned, line.spent, task)
            resourcing.add_money(made, money, by=self.officer, at=self._ago(DIRECTED - 4))

    def _set_targets(self, tasks: Mapping[str, Task]) -> None:
        indicators = Indicator.objects.in_bulk(field_name="code")
        for key in dict.fromkeys(key for key, _code, _number in TARGETS):
            of = {indicators[code].pk: number for its, code, number in TARGETS if its == key}
            resourcing.set_targets(tasks[key], of, by=self.officer, at=self._ago(DIRECTED - 4))

    def _task(self, one: Wanted, found: Sequence[Proposal] = (), lead: str = "") -> TaskPlan:
        """Return a task as a planner writes it, with its clause where the document has it."""
        clause = next((duty for duty in found if one.clause and one.clause in duty.clause), None)
        return TaskPlan(
            title=one.title,
            theme=one.theme,
            description=one.description,
            product=one.product,
            responsible=one.responsible,
            authority=one.authority,
            due_on=None if one.days is None else self._day(one.days),
            due_words="thường xuyên" if one.days is None else "",
            undated=one.days is None,
            recurrence=one.recurrence,
            lead=self.units[lead or one.lead].pk if lead or one.lead else None,
            partners=tuple(self.units[name].pk for name in one.partners),
            each=() if lead else tuple(unit.pk for unit in self._each(one)),
            finding=clause.finding if clause else None,
            clause_label=clause.clause_label if clause else "",
            clause=clause.clause if clause else "",
        )

    def _each(self, one: Wanted) -> list[Unit]:
        if one.each == ALL:
            return list(self.organisation.communes.values())
        return [self.units[name] for name in one.each]


def _keyed(programme: Programme, of: Sequence[Wanted]) -> dict[str, Task]:
    return tasks_by_key(programme, [one.key for one in of])
