"""Reports on a period, and reviews of a programme: figures in sentences and tables, and what lies around them."""

from collections.abc import Iterator, Sequence

from django.utils import translation

from nhipcau.drafting.aspects import period_words, shown_of
from nhipcau.drafting.beginnings import known
from nhipcau.drafting.beginnings.known import unsafe_free
from nhipcau.drafting.beginnings.plans import bases
from nhipcau.drafting.beginnings.wanted import Beginning, FigureWanted, Wanted
from nhipcau.drafting.models import Figure, FigureAspect, SectionKind, Template
from nhipcau.drafting.overviews import asked_indicators
from nhipcau.drafting.rules import KEY_LENGTH, SectionText
from nhipcau.drafting.sentences import Asked, results
from nhipcau.indicators.models import Indicator
from nhipcau.oversight.models import Heading
from nhipcau.oversight.overviews import gathered
from nhipcau.reporting.models import Period

MOST_COMPARED = 6
# What an indicator is held against in words → how the key of such a figure ends.
_AGAINST = {FigureAspect.CHANGE: "-so-sanh", FigureAspect.PLAN_SHARE: "-ke-hoach"}
_STREAMS = {
    "external": "Công tác thông tin đối ngoại",
    "sea": "Công tác thông tin về biển, đảo",
    "border": "Công tác thông tin về biên giới trên đất liền",
}


def report(wanted: Wanted) -> Beginning:
    """A report on a period: what was steered, the results with their comparisons, what fell short, what comes."""
    period = _period(wanted)
    asked = asked_indicators(wanted.unit, wanted.reports_on.pk, period)
    compared = _compared(wanted, period, asked)
    words = period_words(period)
    span = f"giai đoạn {wanted.since_year} - {period.year}" if wanted.since_year else words
    issuer = wanted.issuer
    cited = known.bases_of(wanted.programme, wanted.day)
    texts = (
        SectionText("", f"{issuer} báo cáo kết quả công tác thông tin đối ngoại {span} như sau:"),
        SectionText("Kết quả chỉ đạo, điều hành", _steering(wanted), chapter="steering"),
        *(_by_stream(asked) if wanted.streams else _results(asked, compared)),
        *_tables(wanted, asked),
        *_highlights(wanted, period),
        *_earlier_outlook(wanted, period),
        SectionText("Hạn chế và nguyên nhân", _shortcomings(wanted, period), chapter="shortcomings"),
        *_outlook(wanted, period),
        SectionText(
            "Phương hướng, nhiệm vụ trong thời gian tới",
            "- Nhiệm vụ trọng tâm: …\n- Đề xuất, kiến nghị: …\nTrân trọng báo cáo.",
            chapter="direction",
        ),
    )
    return Beginning(
        f"Kết quả công tác thông tin đối ngoại {span}",
        texts,
        legal_bases=bases(cited),
        cited=tuple(cited),
        figures=compared,
    )


def review(wanted: Wanted) -> Beginning:
    """A report on a review of a programme: what was taken over of the units' replies, under the headings asked."""
    if wanted.review is None:
        raise ValueError("this draft begins from a review")
    programme = wanted.review.programme
    word = "Sơ kết" if wanted.template == Template.INTERIM_REVIEW else "Tổng kết"
    cited = known.bases_of(programme, wanted.day)
    tasks = known.given(programme)
    title = programme.title[:1].lower() + programme.title[1:]
    issuer = wanted.issuer
    period = wanted.period
    asked = asked_indicators(wanted.unit, wanted.reports_on.pk, period) if period else []
    compared = _compared(wanted, period, asked) if period else ()
    texts = (
        SectionText("", f"{issuer} báo cáo {word.lower()} việc thực hiện {title} như sau:"),
        SectionText(
            "Công tác triển khai", f"- Số nhiệm vụ đã giao: {len(tasks):02d}.\n- …", chapter="steering"
        ),
        *(_results(asked, compared) if asked else ()),
        *_tables(wanted, asked),
        *taken_over(wanted),
        SectionText("Phương hướng", "- …\nTrân trọng báo cáo.", chapter="direction"),
    )
    return Beginning(
        f"{word} thực hiện {title}",
        texts,
        legal_bases=bases(cited),
        cited=tuple(cited),
        figures=compared,
    )


def taken_over(wanted: Wanted) -> Iterator[SectionText]:
    """Give a section for each heading of a review of which something was taken over: a line a unit, by its name."""
    if wanted.review is None:
        return
    found = gathered(wanted.review, wanted.today)
    with translation.override("vi"):
        headings = {heading: str(Heading(heading).label) for heading in Heading.values}
    for heading, label in headings.items():
        if lines := [f"- {name}: {unsafe_free(text)}" for name, text in found.taken(heading)]:
            yield SectionText(label, "\n".join(lines), chapter=heading)


def _period(wanted: Wanted) -> Period:
    if wanted.period is None:
        raise ValueError("a report begins from a period")
    return wanted.period


def _compared(wanted: Wanted, period: Period, asked: Sequence[Indicator]) -> tuple[FigureWanted, ...]:
    """Return figures that hold the first indicators against a year before and the plan, where that can be said."""
    first = list(asked)[:MOST_COMPARED]
    both = [(one, aspect, ending) for one in first for aspect, ending in _AGAINST.items()]
    figures = [
        Figure(unit=wanted.reports_on, period=period, indicator=one, aspect=aspect)
        for one, aspect, _e in both
    ]
    return tuple(
        FigureWanted(f"{one.code[: KEY_LENGTH - len(ending)]}{ending}", one, aspect)
        for (one, aspect, ending), shown in zip(both, shown_of(figures), strict=True)
        if shown.words
    )


def _against(compared: Sequence[FigureWanted]) -> list[str]:
    """Return a line for each indicator that is held against something."""
    said: dict[str, list[str]] = {}
    for one in compared:
        words = (
            f"đạt {{{{{one.key}}}}} kế hoạch"
            if one.aspect == FigureAspect.PLAN_SHARE
            else f"{{{{{one.key}}}}}"
        )
        said.setdefault(one.indicator.name, []).append(words)
    return [f"- {name}: {'; '.join(words)}." for name, words in said.items()]


def _steering(wanted: Wanted) -> str:
    if wanted.programme is None:
        given = ""
    else:
        tasks = known.given(wanted.programme)
        title = wanted.programme.title[:1].lower() + wanted.programme.title[1:]
        given = f"- Đã ban hành {title}, giao {len(tasks):02d} nhiệm vụ cho các đơn vị.\n"
    return (
        f"{given}- Văn bản chỉ đạo, hướng dẫn đã ban hành: …\n"
        "- Việc phân công, phối hợp giữa các đơn vị: …\n- Việc kiểm tra, đôn đốc: …"
    )


def _results(asked: Sequence[Indicator], compared: Sequence[FigureWanted]) -> Iterator[SectionText]:
    lines = results([Asked(one.code, one.name, one.measure) for one in asked])
    lines += _against(compared)
    yield SectionText("Kết quả theo nội dung", "\n".join(lines) or "- …", chapter="results")


def _by_stream(asked: Sequence[Indicator]) -> Iterator[SectionText]:
    """Give a part for each stream, with the figures that count it alone."""
    parts = known.of_streams(asked)
    for stream, heading in _STREAMS.items():
        lines = results([Asked(one.code, one.name, one.measure) for one in parts.get(stream, ())])
        yield SectionText(heading, "", level="part", chapter=f"stream-{stream}")
        yield SectionText("Kết quả", "\n".join(lines) or "- …", chapter=f"results-{stream}")


def _tables(wanted: Wanted, asked: Sequence[Indicator]) -> Iterator[SectionText]:
    codes = [one.code for one in asked]
    if not codes:
        return
    words = period_words(_period(wanted))
    if wanted.since_year:
        yield SectionText(
            f"Bảng số liệu các năm {wanted.since_year} - {_period(wanted).year}",
            "",
            kind=SectionKind.TABLE,
            spec={"rows": "years", "indicators": codes[:8], "columns": ["value"]},
        )
        yield SectionText(
            asked[0].name,
            "",
            kind=SectionKind.CHART,
            spec={"indicators": codes[:1], "by": "years", "kind": "line"},
        )
    yield SectionText(
        f"Bảng tổng hợp số liệu {words}",
        "",
        kind=SectionKind.TABLE,
        spec={
            "rows": "indicators",
            "indicators": codes,
            "columns": ["value", "last", "change_share", "plan", "share", "complete"],
        },
    )


def _highlights(wanted: Wanted, period: Period) -> Iterator[SectionText]:
    chosen = wanted.highlights
    if chosen is None:
        chosen = tuple(known.proposed_highlights(wanted.reports_on, period))
    if chosen:
        lines = "\n".join(f"- {known.told(one, period.ends_on)}" for one in chosen)
        yield SectionText("Một số hoạt động tiêu biểu", lines, chapter="highlights")


def _shortcomings(wanted: Wanted, period: Period) -> str:
    late = "".join(f"- {line}\n" for line in known.late(wanted.unit, period))
    return f"{late}- Hạn chế: …\n- Nguyên nhân: …"


def _earlier_outlook(wanted: Wanted, period: Period) -> Iterator[SectionText]:
    """Give what last year's report foresaw, each line to be completed with what came of it."""
    if wanted.template != Template.YEAR_REPORT:
        return
    if lines := known.outlook_before(wanted.unit, period):
        said = "\n".join(f"- {line.rstrip('.')}: …" for line in lines)
        yield SectionText(f"Đối chiếu với dự báo của báo cáo năm {period.year - 1}", said, chapter="foreseen")


def _outlook(wanted: Wanted, period: Period) -> Iterator[SectionText]:
    if wanted.template != Template.YEAR_REPORT:
        return
    planned = known.coming(wanted.unit, wanted.reports_on, period.ends_on)
    events = "\n".join(f"- {line}" for line in planned) or "- …"
    risks = "- Nguy cơ, khó khăn (thiên tai, dịch bệnh, thay đổi quy định, nguồn lực) và nguồn thông tin: …"
    yield SectionText(f"Dự báo năm {period.year + 1}", f"{events}\n{risks}", chapter=known.OUTLOOK)
