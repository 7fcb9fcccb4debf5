"""Builders of good practice, with readable defaults. All texts are made up."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from nhipcau.practices import actions, spreading
from nhipcau.practices.actions import Decided, FigureTaken, Told
from nhipcau.practices.models import Act, Commendation, Practice, PracticeFigure, PracticeProof, Spread
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import Assignment
from nhipcau.programmes.tests.builders import DUE, task_plan
from nhipcau.shell import files
from nhipcau.units.tests.builders import House

AT = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
TOLD = Told(
    "Biển chỉ dẫn song ngữ cùng sinh viên",
    "Sinh viên dịch 40 biển chỉ dẫn.",
    "Cần một người rà soát và hai buổi tập huấn.",
)
FIGURE = FigureTaken(
    name="Biển chỉ dẫn song ngữ",
    period="Quý III năm 2026",
    number=Decimal(40),
    measure="biển",
    source="Biên bản nghiệm thu",
)
DECIDED = Decided("Chủ tịch UBND tỉnh", "Bằng khen", "15/QĐ-UBND", date(2026, 9, 9))


def make_practice(house: House) -> Practice:
    """Return a practice that Lan of ward A wrote down, without figures."""
    return actions.write(house.ward_a, TOLD, token=uuid4(), by=house.lan, at=AT)


def make_figure(house: House) -> PracticeFigure:
    """Return a figure of a practice that is being written."""
    return actions.add_figure(make_practice(house), FIGURE, by=house.lan)


def make_proof(house: House) -> PracticeProof:
    """Return a file that shows a practice that is being written."""
    file = files.document("bien-ban.pdf", b"%PDF-1.7\n%%EOF")
    return actions.add_proof(make_figure(house).practice, file=file, by=house.lan, at=AT)


def make_ready(house: House) -> Practice:
    """Return a practice with its figure, ready to be proposed."""
    return make_figure(house).practice


def make_proposed(house: House) -> Practice:
    """Return a practice that ward A proposed to the province."""
    return actions.propose(make_ready(house), house.province, by=house.lan, at=AT)


def make_reviewed(house: House) -> Practice:
    """Return a practice under review in the province."""
    return actions.decide(make_proposed(house), Act.REVIEW, by=house.son, at=AT)


def make_accepted(house: House) -> Practice:
    """Return a practice that the province accepted."""
    return actions.decide(make_reviewed(house), Act.ACCEPT, by=house.son, at=AT)


def make_spread(house: House, **values: Any) -> Spread:
    """Return a practice that the department gives ward B, issued."""
    practice = make_accepted(house)
    given: dict[str, Any] = {"each": (house.ward_a.pk, house.ward_b.pk), "due_on": DUE, **values}
    made = spreading.spread(practice, house.department, task_plan(**given), None, by=house.son, at=AT)
    issue_programme(made, by=house.son, at=AT)
    return practice.spreads.get()


def make_offer(house: House) -> Assignment:
    """Return what a spreading gives to ward B."""
    return make_spread(house).task.assignments.get()


def make_commended(house: House) -> Commendation:
    """Return the commendation of ward A for its practice."""
    return actions.commend(make_accepted(house), house.ward_a, DECIDED, by=house.son, at=AT)
