"""The templates: the kind each prints, and what it is begun from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nhipcau.drafting.models import Template
from nhipcau.reporting.models import PeriodKind
from nhipcau.writing.model import LETTER_KIND


class Need(StrEnum):
    """What a template is begun from."""

    NOTHING = "nothing"
    PERIOD = "period"
    PROGRAMME = "programme"
    REVIEW = "review"
    AGREEMENT = "agreement"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Kind:
    """A template: the kind its document prints, its short form in symbols, and what it is begun from.

    `optional`: it may be begun without that. `period` is the length of the reports' window.
    """

    printed: str
    short: str
    need: Need = Need.NOTHING
    optional: bool = False
    period: PeriodKind | None = None
    decides: bool = False


# Short forms: Nghị định 30/2020/NĐ-CP, Phụ lục III; “CTPH” and “TCBC” are practice.
KINDS: Mapping[Template, Kind] = {
    Template.PLAN: Kind("Kế hoạch", "KH", Need.PROGRAMME),
    Template.GUIDANCE: Kind("Hướng dẫn", "HD", Need.PROGRAMME),
    Template.DECISION: Kind("Quyết định", "QĐ", Need.PROGRAMME, optional=True, decides=True),
    Template.QUARTER_REPORT: Kind("Báo cáo", "BC", Need.PERIOD, period=PeriodKind.QUARTER),
    Template.HALF_YEAR_REPORT: Kind("Báo cáo", "BC", Need.PERIOD, period=PeriodKind.HALF_YEAR),
    Template.NINE_MONTH_REPORT: Kind("Báo cáo", "BC", Need.PERIOD, period=PeriodKind.NINE_MONTHS),
    Template.YEAR_REPORT: Kind("Báo cáo", "BC", Need.PERIOD, period=PeriodKind.YEAR),
    Template.PERIOD_REPORT: Kind("Báo cáo", "BC", Need.PERIOD),
    Template.INTERIM_REVIEW: Kind("Báo cáo", "BC", Need.REVIEW),
    Template.FINAL_REVIEW: Kind("Báo cáo", "BC", Need.REVIEW),
    Template.LETTER: Kind(LETTER_KIND, ""),
    Template.INVITATION: Kind("Giấy mời", "GM", Need.MEETING, optional=True),
    Template.PRESS_RELEASE: Kind("Thông cáo báo chí", "TCBC"),
    Template.SUBMISSION: Kind("Tờ trình", "TTr", Need.PROGRAMME, optional=True),
    Template.JOINT_PROGRAMME: Kind("Chương trình phối hợp", "CTPH", Need.AGREEMENT),
    Template.CONCLUSIONS: Kind("Thông báo", "TB", Need.MEETING),
    Template.AID_DECISION: Kind("Quyết định", "QĐ", decides=True),
    Template.GREETING: Kind(LETTER_KIND, ""),
}


def symbol(kind: Kind, agency: str, *, party: bool) -> str:
    """Return the symbol of a document of that kind: `BC-SVHTTDL`, of the Party `BC/TU`; a letter's is `SVHTTDL-VP`.

    >>> symbol(KINDS[Template.PLAN], "SDL", party=False), symbol(KINDS[Template.LETTER], "TU", party=True)
    ('KH-SDL', 'CV/TU')
    """
    if party:
        return f"{kind.short or 'CV'}/{agency}"
    return f"{kind.short}-{agency}" if kind.short else f"{agency}-VP"
