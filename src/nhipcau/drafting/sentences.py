"""Figures of a report in sentences. The wording is ours and neutral."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator of the period's forms: its code is the key of its figure."""

    code: str
    name: str
    measure: str


# A sentence for indicators that belong together; it is used when all its figures are asked for.
_SENTENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("sessions", "attendances"),
        (
            "Đã tổ chức {{sessions}} cuộc tuyên truyền, phổ biến thông tin đối ngoại với {{attendances}} lượt "
            "người tham dự."
        ),
    ),
    (
        ("posts_vi", "posts_en"),
        (
            "Các kênh thông tin đã đăng, phát {{posts_vi}} tin, bài bằng tiếng Việt và {{posts_en}} tin, bài bằng "
            "tiếng nước ngoài."
        ),
    ),
    (
        ("publications", "copies"),
        "Xuất bản {{publications}} ấn phẩm thông tin đối ngoại, phát hành {{copies}} bản.",
    ),
    (
        ("broadcasts", "broadcast_minutes"),
        "Thực hiện {{broadcasts}} lượt phát thanh, truyền hình với tổng thời lượng {{broadcast_minutes}} phút.",
    ),
    (
        ("delegations", "delegates"),
        "Đón tiếp và cử đi công tác {{delegations}} đoàn với {{delegates}} lượt thành viên.",
    ),
    (
        ("events", "event_attendances"),
        "Tổ chức {{events}} sự kiện, lễ hội có yếu tố đối ngoại với {{event_attendances}} lượt người tham dự.",
    ),
    (
        ("trainings", "trainees"),
        "Mở {{trainings}} lớp tập huấn, bồi dưỡng với {{trainees}} lượt học viên.",
    ),
    (("press_visits",), "Hỗ trợ {{press_visits}} đoàn phóng viên nước ngoài đến tác nghiệp."),
    (("aid_projects",), "Đến cuối kỳ có {{aid_projects}} chương trình, dự án viện trợ đang thực hiện."),
    (
        ("aid_committed", "aid_disbursed"),
        "Viện trợ cam kết trong kỳ là {{aid_committed}} đồng; đã giải ngân {{aid_disbursed}} đồng.",
    ),
)


def results(asked: Sequence[Asked]) -> list[str]:
    """Return a bullet for what is asked, one for indicators that belong together.

    >>> results([Asked("attendances", "Lượt người", "lượt người"), Asked("sessions", "Số cuộc", "cuộc")])[0][:40]
    '- Đã tổ chức {{sessions}} cuộc tuyên tru'
    >>> results([Asked("letters", "Thư trả lời bạn đọc", "thư")])
    ['- Thư trả lời bạn đọc: {{letters}} thư.']
    """
    codes = {one.code for one in asked}
    chosen = [(keys, sentence) for keys, sentence in _SENTENCES if codes.issuperset(keys)]
    told = {key for keys, _sentence in chosen for key in keys}
    return [f"- {sentence}" for _keys, sentence in chosen] + _plain(asked, told)


def _plain(asked: Sequence[Asked], told: Collection[str]) -> list[str]:
    return [f"- {one.name}: {{{{{one.code}}}}} {one.measure}." for one in asked if one.code not in told]
