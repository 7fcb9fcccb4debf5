"""What the system knows that a draft can tell: tasks, activities, who is late, what is to come, what to cite.

Each function gives plain lines of Vietnamese text; names are those of units, never of persons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from nhipcau.activities.models import Activity
from nhipcau.drafting.models import Draft, DraftState, Template
from nhipcau.indicators.models import Indicator
from nhipcau.programmes.models import Assignment, Part, Programme, ProgrammeState, Task
from nhipcau.registry.models import Document
from nhipcau.reporting.models import Collection, Period
from nhipcau.reporting.overviews import progress, standings_of
from nhipcau.units import reach
from nhipcau.units.models import Unit
from nhipcau.writing.rules import date_line

MOST_CITED = 6
MOST_HIGHLIGHTS = 5
MOST_NAMED = 10
MOST_COMING = 12
OUTLOOK = "outlook"


def unsafe_free(text: str) -> str:
    """Return words on one line that name no figure and cite nothing.

    >>> unsafe_free("a {{b}}" + chr(10) + "[[c]]")
    'a {b} [c]'
    """
    for mark, plain in (("{{", "{"), ("}}", "}"), ("[[", "["), ("]]", "]")):
        text = text.replace(mark, plain)
    return " ".join(text.split())


def day_words(day: date) -> str:
    """Return a day as a sentence has it.

    >>> day_words(date(2026, 9, 5))
    'ngày 05 tháng 9 năm 2026'
    """
    return date_line("", day).removeprefix(", ")


@dataclass(frozen=True, slots=True)
class Given:
    """A task as a document tells it: who leads, who takes part, until when."""

    task: Task
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    each: int

    @property
    def due(self) -> str:
        """Until when, in words; "" for no deadline."""
        if self.task.due_words:
            return unsafe_free(self.task.due_words)
        return f"xong trước {day_words(self.task.due_on)}" if self.task.due_on else ""


def given(programme: Programme) -> list[Given]:
    """Return the tasks of a programme in their order, with the units they are given to. Three queries.

    Of a task that many do each, the number of units stands for their names.
    """
    tasks = list(programme.tasks.filter(withdrawn_at=None).order_by("position", "pk"))
    named = Assignment.objects.filter(task__in=tasks, turn=0).exclude(part=Part.EACH)
    names: dict[int, dict[str, list[str]]] = {}
    for one in named.values_list("task_id", "part", "unit_id"):
        names.setdefault(one[0], {}).setdefault(one[1], []).append(name_of(one[2], programme.ends_on))
    each = dict(
        Assignment.objects.filter(task__in=tasks, turn=0, part=Part.EACH)
        .order_by()
        .values_list("task_id")
        .annotate(Count("unit_id", distinct=True))
    )
    return [
        Given(
            task,
            tuple(names.get(task.pk, {}).get(Part.LEAD, ())),
            tuple(
                name for part, some in names.get(task.pk, {}).items() if part != Part.LEAD for name in some
            ),
            each.get(task.pk, 0),
        )
        for task in tasks
    ]


def by_theme(tasks: Iterable[Given]) -> dict[str, list[Given]]:
    """Return theme → its tasks, in their order; "" for tasks without one."""
    found: dict[str, list[Given]] = {}
    for one in tasks:
        found.setdefault(unsafe_free(one.task.theme), []).append(one)
    return found


def by_lead(tasks: Iterable[Given]) -> dict[str, list[Given]]:
    """Return unit → the tasks it leads; what every unit does stands under the units together."""
    found: dict[str, list[Given]] = {}
    for one in tasks:
        leads = one.leads or ((f"Các đơn vị được giao ({one.each:02d} đơn vị)",) if one.each else ())
        for lead in leads:
            found.setdefault(lead, []).append(one)
    return found


def name_of(unit: int, day: date) -> str:
    """Return what a unit is called on the day, else its newest name, in Vietnamese. No query beside the tree's."""
    standing = reach.tree().on(day).get(unit) or reach.tree().newest().get(unit)
    return standing.named("vi") if standing else ""


def proposed_highlights(unit: Unit, period: Period, most: int = MOST_HIGHLIGHTS) -> list[Activity]:
    """Return the activities best shown: those with most evidence and counts. Two queries."""
    units = reach.under([unit.pk], period.ends_on)
    found = Activity.objects.standing().between(period.starts_on, period.ends_on).filter(unit__in=units)
    shown = found.annotate(
        proofs=Count("evidence", distinct=True), figures=Count("counts", distinct=True)
    ).filter(Q(proofs__gt=0) | Q(figures__gt=0))
    best = shown.order_by("-proofs", "-figures", "-starts_on", "pk")[:most]
    return list(best.prefetch_related("counts__indicator"))


def told(activity: Activity, day: date) -> str:
    """Return an activity in a sentence: what, when, where, by whom, with its figures."""
    counts = [
        f"{count.number.normalize():f} {unsafe_free(count.indicator.measure)}".replace(".", ",")
        for count in activity.counts.all()
    ]
    said = (
        f"{unsafe_free(activity.title)} ({day_words(activity.starts_on)}, tại {unsafe_free(activity.place)}; "
        f"{name_of(activity.unit_id, day)} thực hiện)"
    )
    return f"{said}: {', '.join(counts)}." if counts else f"{said}."


def late(unit: Unit, period: Period) -> list[str]:
    """Return how the units have reported: how many on time, which not yet, by dates alone."""
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    asked = list(
        Collection.objects.filter(period__in=within, form__unit=unit).select_related("form", "period")
    )
    lines = []
    standing = progress(asked)
    for one in asked:
        far = standing[one.pk]
        if not far.missing:
            continue
        missing = (
            [each.unit_name for each in standings_of([one], one.due_at)[0] if each.submission_id is None]
            if far.expected <= MOST_NAMED * 20
            else []
        )
        names = f": {'; '.join(missing[:MOST_NAMED])}" if missing else ""
        more = f" và {len(missing) - MOST_NAMED} đơn vị khác" if len(missing) > MOST_NAMED else ""
        lines.append(
            f"{far.missing:02d}/{far.expected} đơn vị chưa gửi {unsafe_free(str(one))}{names}{more}."
        )
    return lines


def coming(unit: Unit, over: Unit, after: date) -> list[str]:
    """Return what is planned for the year after: deadlines of the unit, activities announced below `over`."""
    until = date(after.year + 1, 12, 31)
    tasks = (
        Task.objects.filter(
            programme__unit=unit,
            programme__state=ProgrammeState.ISSUED,
            withdrawn_at=None,
            due_on__gt=after,
            due_on__lte=until,
        )
        .order_by("due_on")
        .values_list("due_on", "title")[:MOST_COMING]
    )
    units = reach.under([unit.pk, over.pk], after)
    planned = (
        Activity.objects.standing()
        .filter(unit__in=units, starts_on__gt=after, starts_on__lte=until)
        .order_by("starts_on")
        .values_list("starts_on", "title")[:MOST_COMING]
    )
    both = sorted([*tasks, *planned])[:MOST_COMING]
    return [f"{unsafe_free(title)} ({day_words(day)})." for day, title in both if day]


def outlook_before(unit: Unit, period: Period) -> list[str]:
    """Return what last year's yearly report foresaw: the lines of its outlook."""
    before = (
        Draft.objects.filter(
            unit=unit, template=Template.YEAR_REPORT, period__year=period.year - 1, state=DraftState.ISSUED
        )
        .order_by("-pk")
        .first()
    )
    if before is None:
        return []
    section = before.sections.filter(chapter=OUTLOOK).first()
    lines = (line.strip().lstrip("-+ ") for line in section.body.splitlines()) if section else ()
    return [unsafe_free(line) for line in lines if line and "…" not in line]


def bases_of(programme: Programme | None, day: date) -> list[Document]:
    """Return the documents to rest on: the one the programme is made from, then those it cites that are in force."""
    if programme is None or programme.source is None:
        return []
    source = programme.source
    cited = Document.objects.filter(cited_in__document=source, cited_in__field="citation").distinct()
    holding = set(Document.objects.in_force(day).filter(pk__in=cited).values_list("pk", flat=True))
    upper = [one for one in cited.order_by("issued_on", "pk") if one.pk in holding and one.pk != source.pk]
    return [*upper[: MOST_CITED - 1], *([source] if source.number else [])]


def of_streams(indicators: Sequence[Indicator]) -> dict[str, list[Indicator]]:
    """Return stream → the parts of `indicators` that count it alone (decision 0006). One query."""
    found: dict[str, list[Indicator]] = {}
    parts = Indicator.objects.in_use().filter(whole__in=indicators).prefetch_related("options__split")
    for part in parts.order_by("code"):
        for option in part.options.all():
            if option.split.code == "stream":
                found.setdefault(option.code, []).append(part)
    return found
