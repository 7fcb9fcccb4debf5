"""Letters, invitations, releases, submissions, notices of conclusions, greetings."""

from django.utils import timezone

from nhipcau.drafting.beginnings import known
from nhipcau.drafting.beginnings.known import unsafe_free
from nhipcau.drafting.beginnings.plans import bases
from nhipcau.drafting.beginnings.wanted import Beginning, Wanted
from nhipcau.drafting.rules import SectionText


def letter(wanted: Wanted) -> Beginning:
    """A letter: what it answers or asks, and until when."""
    issuer = wanted.issuer
    body = (
        f"{issuer} trân trọng gửi tới Quý đơn vị nội dung sau:\n- …\n"
        "Đề nghị Quý đơn vị trả lời bằng văn bản trước ngày …\nTrân trọng cảm ơn sự phối hợp của Quý đơn vị."
    )
    return Beginning("…", (SectionText("", body),), addressees="…")


def invitation(wanted: Wanted) -> Beginning:
    """An invitation, to a meeting when it is begun from one."""
    issuer, meeting = wanted.issuer, wanted.meeting
    if meeting is None:
        what, when, where, agenda = "…", "…", "…", "- …"
    else:
        start = timezone.localtime(meeting.starts_at)
        what, where = unsafe_free(meeting.title), unsafe_free(meeting.place)
        when = f"{start.hour:02d} giờ {start.minute:02d}, {known.day_words(start.date())}"
        items = meeting.agenda.order_by("position").values_list("title", flat=True)
        agenda = "\n".join(f"- {unsafe_free(title)}" for title in items) or "- …"
    body = (
        f"{issuer} trân trọng kính mời: …\nTham dự: {what}.\nThời gian: {when}.\nĐịa điểm: {where}.\n"
        f"Nội dung:\n{agenda}\nTrân trọng kính mời."
    )
    return Beginning(what, (SectionText("", body),), addressees="…")


def press_release(wanted: Wanted) -> Beginning:
    """A press release: what, who, when, where, sources, and whom to ask."""
    issuer = wanted.issuer
    texts = (
        SectionText("", f"{issuer} thông tin tới các cơ quan báo chí như sau:"),
        SectionText(
            "Nội dung chính", "- Sự kiện: …\n- Thời gian, địa điểm: …\n- Đơn vị tổ chức: …", chapter="content"
        ),
        SectionText("Số liệu và nguồn", "- …", chapter="results"),
        SectionText("Liên hệ", "Đầu mối cung cấp thông tin: …; điện thoại: …; thư điện tử: …"),
    )
    return Beginning("…", texts, addressees="Các cơ quan báo chí")


def submission(wanted: Wanted) -> Beginning:
    """A submission to a higher body: why, what is proposed, what it needs."""
    cited = known.bases_of(wanted.programme, wanted.day)
    about = _lower(wanted.programme.title) if wanted.programme else "…"
    texts = (
        SectionText("Sự cần thiết", "- …", chapter="purposes"),
        SectionText("Nội dung trình", f"- Phê duyệt {about}: …", chapter="content"),
        SectionText("Nguồn lực và tiến độ", "- …", chapter="resources"),
        SectionText("Kiến nghị", "Kính đề nghị xem xét, quyết định."),
    )
    return Beginning(
        f"Phê duyệt {about}", texts, legal_bases=bases(cited), addressees="…", cited=tuple(cited)
    )


def conclusions(wanted: Wanted) -> Beginning:
    """A notice of conclusions: those of the meeting, with who carries them out until when."""
    meeting = wanted.meeting
    if meeting is None:
        raise ValueError("a notice of conclusions begins from a meeting")
    day = timezone.localtime(meeting.starts_at).date()
    lines = [
        f"{one.number}. {unsafe_free(one.text)}"
        + (f" Giao {known.name_of(one.unit_id, day)} thực hiện" if one.unit_id else "")
        + (f", xong trước {known.day_words(one.due_on)}." if one.due_on else "." if one.unit_id else "")
        for one in meeting.conclusions.order_by("number")
    ]
    opening = (
        f"{known.day_words(day).capitalize()}, tại {unsafe_free(meeting.place)} đã diễn ra "
        f"{_lower(unsafe_free(meeting.title))}. Sau khi nghe báo cáo và ý kiến trao đổi, người chủ trì kết luận:"
    )
    units = tuple(dict.fromkeys(meeting.conclusions.exclude(unit=None).values_list("unit_id", flat=True)))
    texts = (
        SectionText("", opening),
        SectionText("Nội dung kết luận", "\n".join(lines) or "1. …", chapter="content"),
        SectionText(
            "Tổ chức thực hiện", "Các đơn vị được giao căn cứ nội dung trên để thực hiện và báo cáo kết quả."
        ),
    )
    return Beginning(f"Kết luận tại {_lower(unsafe_free(meeting.title))}", texts, receivers=units)


def greeting(wanted: Wanted) -> Beginning:
    """A greeting on an occasion."""
    issuer = wanted.issuer
    body = (
        f"Nhân dịp …, {issuer} trân trọng gửi tới … lời chúc mừng tốt đẹp nhất.\n"
        "Chúng tôi mong quan hệ hợp tác, hữu nghị giữa hai bên tiếp tục phát triển.\nTrân trọng."
    )
    return Beginning("Chúc mừng …", (SectionText("", body),), addressees="…")


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
