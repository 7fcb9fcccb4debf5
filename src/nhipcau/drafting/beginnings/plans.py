"""Plans, guidance, decisions and joint programmes: what a programme says, as the official document has it."""

from collections.abc import Iterable, Sequence

from nhipcau.bodies.models import Obligation
from nhipcau.drafting.beginnings import known
from nhipcau.drafting.beginnings.known import Given, unsafe_free
from nhipcau.drafting.beginnings.wanted import Act, Beginning, Wanted
from nhipcau.drafting.models import SectionKind
from nhipcau.drafting.rules import SectionText
from nhipcau.programmes.models import Programme
from nhipcau.registry.models import Document


def plan(wanted: Wanted) -> Beginning:
    """A plan: purposes, what is to be done by theme, who does what until when."""
    programme = _programme(wanted)
    tasks, said = known.given(programme), _texts(programme)
    cited = known.bases_of(programme, wanted.day)
    opening = (
        f"{_carrying_out(cited)}{wanted.issuer} ban hành {_lower(programme.title)} với các nội dung sau:"
    )
    texts = (
        SectionText("", opening),
        SectionText("Mục đích, yêu cầu", _purposes(said), chapter="purposes"),
        SectionText("Nội dung, nhiệm vụ", _themes(tasks) or _gap(said, "themes"), chapter="content"),
        SectionText("Hình thức, phương thức", _gap(said, "methods", "channels"), chapter="methods"),
        SectionText("Tổ chức thực hiện", _organisation(tasks, said), chapter="organisation"),
        *_task_annex(tasks),
    )
    return Beginning(
        _subject(programme.title),
        texts,
        legal_bases=bases(cited),
        cited=tuple(cited),
        receivers=receivers(programme),
    )


def guidance(wanted: Wanted) -> Beginning:
    """A guidance: the same programme told to those who carry it out, with when they report."""
    programme = _programme(wanted)
    tasks, said = known.given(programme), _texts(programme)
    cited = known.bases_of(programme, wanted.day)
    texts = (
        SectionText("", f"{_carrying_out(cited)}{wanted.issuer} hướng dẫn một số nội dung như sau:"),
        SectionText("Mục đích, yêu cầu", _purposes(said), chapter="purposes"),
        SectionText("Nội dung", _themes(tasks) or _gap(said, "themes"), chapter="content"),
        SectionText("Hình thức, biện pháp", _gap(said, "methods", "channels"), chapter="methods"),
        SectionText(
            "Tổ chức thực hiện",
            f"{_organisation(tasks, said)}\n"
            "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh để được hướng dẫn.",
            chapter="organisation",
        ),
    )
    return Beginning(
        f"Thực hiện {_lower(programme.title)}",
        texts,
        legal_bases=bases(cited),
        addressees="Các đơn vị có liên quan",
        cited=tuple(cited),
        receivers=receivers(programme),
    )


def decision(wanted: Wanted) -> Beginning:
    """A decision that enacts a regulation, enclosed as an annex with its own articles, or that changes one."""
    if wanted.regulation is not None and wanted.act != Act.ENACT:
        return _changing(wanted, wanted.regulation)
    cited = known.bases_of(wanted.programme, wanted.day)
    texts = (
        SectionText("Ban hành kèm theo Quyết định này Quy chế …", "", level="article"),
        SectionText(
            f"Quyết định này có hiệu lực kể từ {known.day_words(wanted.today)}.", "", level="article"
        ),
        SectionText(
            "Trách nhiệm thi hành",
            f"{_signers(wanted)} chịu trách nhiệm thi hành Quyết định này.",
            level="article",
        ),
        SectionText("…", "", kind=SectionKind.ANNEX, spec={"kind": "Quy chế"}),
        SectionText("Quy định chung", "", level="chapter"),
        SectionText("Phạm vi điều chỉnh", "Quy chế này quy định về …", level="article"),
        SectionText("Đối tượng áp dụng", "Quy chế này áp dụng đối với …", level="article"),
        SectionText("Nội dung cụ thể", "", level="chapter"),
        SectionText("Nguyên tắc", "1. …\n2. …", level="article"),
        SectionText("Trách nhiệm của các đơn vị", "1. …\n2. …", level="article"),
        SectionText("Tổ chức thực hiện", "", level="chapter"),
        SectionText("Điều khoản thi hành", "1. …\n2. …", level="article"),
    )
    return Beginning("Ban hành Quy chế …", texts, legal_bases=bases(cited), cited=tuple(cited))


def _changing(wanted: Wanted, regulation: Document) -> Beginning:
    """A decision that amends or repeals what an earlier one enacted."""
    named = f"[[{regulation.number}]]" if regulation.number else f"“{unsafe_free(regulation.subject)}”"
    subject = _lower(unsafe_free(regulation.subject))
    if wanted.act == Act.REPEAL:
        first = SectionText("Bãi bỏ văn bản", f"Bãi bỏ toàn bộ {named}.", level="article")
        about = f"Bãi bỏ văn bản {subject}"
    else:
        first = SectionText(
            "Sửa đổi, bổ sung một số điều",
            f"Sửa đổi, bổ sung một số điều của văn bản ban hành kèm theo {named} như sau:\n1. …\n2. …",
            level="article",
        )
        about = f"Sửa đổi, bổ sung một số điều của văn bản {subject}"
    texts = (
        first,
        SectionText(
            "Hiệu lực thi hành",
            f"Quyết định này có hiệu lực kể từ {known.day_words(wanted.today)}.",
            level="article",
        ),
        SectionText(
            "Trách nhiệm thi hành",
            f"{_signers(wanted)} chịu trách nhiệm thi hành Quyết định này.",
            level="article",
        ),
    )
    return Beginning(about[:1000], texts, legal_bases=f"Căn cứ {named}", cited=(regulation,))


def aid_decision(wanted: Wanted) -> Beginning:
    """A decision to accept aid: the project, its value, who manages it."""
    texts = (
        SectionText(
            "Tiếp nhận khoản viện trợ sau đây:",
            "1. Tên chương trình, dự án: …\n2. Bên tài trợ: …\n3. Đơn vị tiếp nhận: …\n"
            "4. Mục tiêu và kết quả chủ yếu: …\n5. Địa điểm và thời gian thực hiện: …\n"
            "6. Giá trị viện trợ: …; vốn đối ứng (nếu có): …\n7. Phương thức quản lý, thực hiện: …",
            level="article",
        ),
        SectionText(
            "Trách nhiệm của đơn vị tiếp nhận",
            "1. Quản lý, sử dụng khoản viện trợ đúng mục đích, công khai, có hiệu quả và theo quy định.\n"
            "2. Báo cáo tình hình thực hiện theo kỳ báo cáo.",
            level="article",
        ),
        SectionText(
            "Điều khoản thi hành",
            f"Quyết định này có hiệu lực kể từ ngày ký. {_signers(wanted)} chịu trách nhiệm thi hành Quyết định này.",
            level="article",
        ),
    )
    return Beginning("Tiếp nhận khoản viện trợ …", texts, legal_bases="Căn cứ …")


def joint_programme(wanted: Wanted) -> Beginning:
    """A joint programme: each side signs, and what it takes on stands under its name."""
    agreement = wanted.agreement
    if agreement is None:
        raise ValueError("a joint programme begins from an agreement")
    sides = list(agreement.sides.select_related("unit").order_by("position", "pk"))
    taken = {side.pk: list(side.obligations.order_by("number")) for side in sides}
    partners = tuple(side.unit for side in sides if side.unit_id != wanted.unit.pk)
    names = [known.name_of(side.unit_id, wanted.today) for side in sides]
    texts = (
        SectionText(
            "", f"{', '.join(names[:-1])} và {names[-1]} thống nhất {_lower(agreement.title)} như sau:"
        ),
        SectionText("Mục đích, yêu cầu", _lines(agreement.purpose) or "- …", chapter="purposes"),
        SectionText("Nội dung phối hợp", "- …", chapter="content"),
        SectionText("Trách nhiệm của các bên", "", chapter="organisation"),
        *(
            SectionText(name, _obligations(taken[side.pk]) or "- …", level="clause")
            for side, name in zip(sides, names, strict=True)
        ),
        SectionText(
            "Tổ chức thực hiện",
            f"Chương trình này được thực hiện từ {known.day_words(agreement.starts_on)} đến "
            f"{known.day_words(agreement.ends_on)}. Định kỳ hằng năm, các bên sơ kết, đánh giá kết quả phối hợp.",
        ),
    )
    receivers_of = tuple(side.unit_id for side in sides if side.unit_id != wanted.unit.pk)
    return Beginning(_subject(agreement.title), texts, partners=partners, receivers=receivers_of)


def bases(cited: Sequence[Document]) -> str:
    """Return the legal bases that name the documents, one a line."""
    return "\n".join(f"Căn cứ [[{one.number}]]" for one in cited if one.number)


def receivers(programme: Programme, most: int = 200) -> tuple[int, ...]:
    """Return the units that tasks of the programme are given to, without the own one; none where they are too many."""
    found = set(programme.tasks.values_list("assignments__unit", flat=True).distinct()[: most + 1])
    found -= {None, programme.unit_id}
    return tuple(sorted(found)) if len(found) <= most else ()


def _programme(wanted: Wanted) -> Programme:
    if wanted.programme is None:
        raise ValueError("this draft begins from a programme")
    return wanted.programme


def _signers(wanted: Wanted) -> str:
    return f"Thủ trưởng các đơn vị thuộc {wanted.issuer} và các đơn vị, cá nhân có liên quan"


def _carrying_out(cited: Sequence[Document]) -> str:
    return f"Thực hiện [[{cited[-1].number}]], " if cited and cited[-1].number else ""


def _texts(programme: Programme) -> dict[str, str]:
    return {one.section: _lines(one.text) for one in programme.texts.all()}


def _lines(text: str) -> str:
    """Return a text of a programme as lines of a section: nothing in it is a figure or a citation."""
    lines = [unsafe_free(line) for line in text.splitlines() if line.strip()]
    return "\n".join(line if line[:2] in ("- ", "+ ") else f"- {line}" for line in lines)


def _gap(said: dict[str, str], *sections: str) -> str:
    return "\n".join(said[name] for name in sections if said.get(name)) or "- …"


def _purposes(said: dict[str, str]) -> str:
    purposes = said.get("purposes") or said.get("objective") or "- …"
    return f"1. Mục đích\n{purposes}\n2. Yêu cầu\n{said.get('requirements') or '- …'}"


def _themes(tasks: Sequence[Given]) -> str:
    lines = []
    for place, (theme, some) in enumerate(known.by_theme(tasks).items(), 1):
        lines.append(f"{place}. {theme or 'Nhiệm vụ chung'}")
        lines += [f"- {_task(one)}" for one in some]
    return "\n".join(lines)


def _task(one: Given) -> str:
    product = f" Sản phẩm: {unsafe_free(one.task.product)}." if one.task.product else ""
    return f"{unsafe_free(one.task.title).rstrip('.')}{f', {one.due}' if one.due else ''}.{product}"


def _organisation(tasks: Sequence[Given], said: dict[str, str]) -> str:
    lines = []
    for place, (lead, some) in enumerate(known.by_lead(tasks).items(), 1):
        lines.append(f"{place}. {lead}")
        lines += [f"- {_task(one)}{_with(one.partners)}" for one in some]
    return "\n".join(lines) or _gap(said, "organisation", "coordination", "implementation")


def _with(partners: Sequence[str]) -> str:
    return f" Phối hợp: {', '.join(partners)}." if partners else ""


def _task_annex(tasks: Sequence[Given]) -> Iterable[SectionText]:
    """Give the annex that lists the tasks, for a plan of more than a handful."""
    if len(tasks) > 5:
        lines = (
            f"{place}. {_task(one)} Chủ trì: {', '.join(one.leads) or 'các đơn vị được giao'}."
            for place, one in enumerate(tasks, 1)
        )
        yield SectionText(
            "Danh mục nhiệm vụ",
            "\n".join(lines),
            kind=SectionKind.ANNEX,
            spec={"kind": "Phụ lục", "landscape": True},
        )


def _obligations(obligations: Iterable[Obligation]) -> str:
    return "\n".join(
        f"- {unsafe_free(one.text)}{f' (xong trước {known.day_words(one.due_on)})' if one.due_on else ''}"
        for one in obligations
    )


def _subject(title: str) -> str:
    """Return a title as the subject under the kind: without the kind's own word before it."""
    for word in ("Kế hoạch ", "Chương trình phối hợp ", "Chương trình "):
        if title.startswith(word):
            rest = title.removeprefix(word)
            return rest[:1].upper() + rest[1:]
    return title


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
