"""The sample's directives made known: what communes received, acknowledged, held sessions on and finished."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from nhipcau.briefings import actions as briefings
from nhipcau.briefings.actions import Asked, Held
from nhipcau.briefings.models import Notice, Receipt, SessionForm
from nhipcau.desk.sample.organisation import Organisation
from nhipcau.registry.models import Document
from nhipcau.units.models import Role, User


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a commune came: days ago of opening, acknowledging, each session and finishing; None: not yet."""

    opened: int | None = None
    known: int | None = None
    sessions: tuple[int, ...] = ()
    finished: int | None = None


# In the order of the communes. The directive was sent 100 days ago and was to be known 20 days ago.
SENT, DUE = 100, -20
OF_DIRECTIVE = (
    Reached(98, 97, (80, 62), 60), Reached(99, 95, (70,), 66), Reached(97, 96, (88, 41), 40),
    Reached(95, 90, (52,), 50), Reached(98, 94, (60, 44), 43), Reached(92, 90, (30, 17), 15),
    Reached(96, 93, (47,), 45), Reached(90, 85, (33, 28), 26), Reached(99, 98, (75,), 71),
    Reached(88, 80, (36,), 12), Reached(91, 84, (25,)), Reached(85, 82, (22, 9)), Reached(93, 70),
    Reached(60), Reached(97, 90, (49,), 48), Reached(), Reached(94, 89, (64,), 61),
)  # fmt: skip
# A second one, sent six days ago, is still under way.
AGAIN, AGAIN_DUE = 6, 14
OF_GUIDANCE = (
    Reached(5, 4, (2,)), Reached(5, 3, (3,), 1), Reached(4, 2), Reached(4), Reached(3, 3), Reached(2),
)  # fmt: skip


def build_known(directive: Document, organisation: Organisation, at: datetime) -> None:
    """Ask all communes to make the directive known, and later how it is carried out at quays and markets."""
    first = Asked(
        "Phổ biến Chỉ thị đón bạn bè đến với tỉnh",
        _day(at, DUE),
        "thôn, khu phố",
        "hộ dân",
        "Phổ biến tới mọi thôn, khu phố; ghi từng buổi và số hộ được phổ biến.",
    )
    again = Asked(
        "Năm việc nên làm khi đón khách đến bến thuyền, chợ quê",
        _day(at, AGAIN_DUE),
        "tổ tự quản bến, chợ",
        "hộ kinh doanh",
        "Trao đổi trực tiếp tại bến, chợ; phát tờ gấp kèm theo.",
    )
    _make_known(directive, first, SENT, OF_DIRECTIVE, organisation, at)
    _make_known(directive, again, AGAIN, OF_GUIDANCE, organisation, at)


def _make_known(
    document: Document,
    asked: Asked,
    sent: int,
    reached: tuple[Reached, ...],
    organisation: Organisation,
    at: datetime,
) -> None:
    units = [unit.pk for unit in organisation.communes.values()]
    officer = organisation.people[Role.OFFICER]
    notice = briefings.send_notice(document, asked, units, by=officer, at=at - timedelta(days=sent))
    for number, (name, one) in enumerate(zip(organisation.communes, reached, strict=False)):
        _answer(notice, organisation.communes[name].pk, one, number, organisation.reporters[name], at)


def _answer(notice: Notice, unit: int, one: Reached, number: int, by: User, at: datetime) -> None:
    """Let a unit do what it did, at the moments at which it did it; the larger the number, the larger the unit."""
    receipt = Receipt.objects.select_related("notice__document").get(notice=notice, unit=unit)
    cells, people = 6 + number % 5, 900 + 37 * number
    if one.opened is not None:
        briefings.open_receipt(receipt, by=by, at=at - timedelta(days=one.opened))
    if one.known is not None:
        moment = at - timedelta(days=one.known)
        briefings.acknowledge(receipt, cells_all=cells, people_all=people, by=by, at=moment)
    left_cells, left_people, forms = cells, people - 3 * number, tuple(SessionForm)
    for place, days in enumerate(one.sessions):
        last = place == len(one.sessions) - 1 and one.finished is not None
        held_cells = left_cells if last else left_cells // 2
        held_people = left_people if last else left_people // 2
        held = Held(_day(at, -days), held_cells, held_people, forms[(number + place) % len(forms)])
        briefings.log_session(receipt, held, by=by, at=at - timedelta(days=days))
        left_cells, left_people = left_cells - held_cells, left_people - held_people
    if one.finished is not None:
        briefings.finish(receipt, by=by, at=at - timedelta(days=one.finished))


def _day(at: datetime, days: int) -> date:
    return timezone.localdate(at) + timedelta(days=days)
