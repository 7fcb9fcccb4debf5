"""What stands against issuing a draft, blocking first, each with what to do next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nhipcau.drafting import composing, rules
from nhipcau.drafting.composing import Composed, Figures
from nhipcau.drafting.models import Draft, SectionKind
from nhipcau.drafting.rules import SectionText
from nhipcau.reading.checks import faults_of_parts
from nhipcau.reading.checks.faults import excerpt
from nhipcau.registry.force import ForceState, forces
from nhipcau.writing import Chart, FigureReference, Heading, Image, OfficialDocument, Table
from nhipcau.writing.column_widths import printed_cell

# A heading of such a rank may stand above others, or be a sentence of its own.
TITLES = ("part", "chapter", "article")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing found; `blocking` when the document cannot be issued with it. `url` is where it is mended."""

    blocking: bool
    message: str
    url: str = ""


def checks_of(
    draft: Draft, texts: Sequence[SectionText], figures: Figures, composed: Composed
) -> tuple[Check, ...]:
    """Return every check of the draft, the blocking ones first. Three queries."""
    found = [
        *_text_checks(draft, texts, figures),
        *_head_checks(draft),
        *_block_checks(draft, texts, composed),
        *_citation_checks(draft, texts),
        *_figure_warnings(texts, figures),
        *_text_warnings(draft, texts),
        *_reading_warnings(draft, composed),
        *_comment_warnings(draft),
    ]
    return tuple(sorted(found, key=lambda check: not check.blocking))


def _blocks(message: str, url: str) -> Check:
    return Check(blocking=True, message=message, url=url)


def _warns(message: str, url: str = "") -> Check:
    return Check(blocking=False, message=message, url=url)


def _text_checks(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> Iterator[Check]:
    if not any(rules.lines_of(text.body) for text in texts):
        yield _blocks(_("The document has no text yet. Write at least one section."), _edit(draft))
    for place, text in enumerate(texts):
        where = _edit(draft, place)
        if place and text.kind == SectionKind.TEXT and not text.heading.strip():
            yield _blocks(_("Section %(n)s has no heading. Give it one.") % {"n": place + 1}, where)
        for brace in rules.loose_braces(f"{text.heading}\n{text.body}"):
            said = _("“%(text)s”: the braces of a figure are not closed. Write {{key}} on one line.")
            yield _blocks(said % {"text": brace.strip()}, where)
        for key in rules.keys_in(text.heading):
            said = _(
                "The heading “%(heading)s” holds the figure {{%(key)s}}. Put figures into the text below it."
            )
            yield _blocks(said % {"heading": text.heading, "key": key}, where)
        yield from _unusable(text, figures, where)


def _unusable(text: SectionText, figures: Figures, where: str) -> Iterator[Check]:
    for key in rules.keys_in(text.body):
        figure = figures.get(key)
        if figure is None:
            said = _(
                "There is no figure {{%(key)s}}. Add it, or choose another key from the list of figures."
            )
            yield _blocks(said % {"key": key}, where)
        elif not figure.printed:
            said = _("Figure {{%(key)s}} (%(name)s) %(why)s.")
            values = {"key": key, "name": figure.indicator.local_name, "why": figure.why}
            yield _blocks(said % values, where)


def _head_checks(draft: Draft) -> Iterator[Check]:
    head = reverse("drafting:head", args=[draft.pk])
    if not draft.signer_name.strip():
        yield _blocks(_("The signer's name is missing. Enter it with the heading and signature."), head)
    for partner in draft.partners.all():
        if not partner.signer_name.strip():
            said = _("The name of who signs for “%(body)s” is missing. Enter it beside that body.")
            partners = reverse("drafting:partners", args=[draft.pk])
            yield _blocks(said % {"body": partner.issuer}, partners)
    if _blank(draft.subject):
        yield _blocks(_("The subject still has a gap written as “…”. Fill it in."), head)
    if _blank(draft.addressees, draft.legal_bases):
        yield _warns(_("The heading still has gaps written as “…”. Fill them in or take them out."), head)
    if not draft.recipients.strip():
        yield _warns(_("No recipients are named under “Nơi nhận”."), head)


def _blank(*texts: str) -> bool:
    return any(rules.has_blank(text) for text in texts)


def _block_checks(draft: Draft, texts: Sequence[SectionText], composed: Composed) -> Iterator[Check]:
    for place, why in composed.missing:
        said = _("“%(heading)s”: %(why)s")
        yield _blocks(said % {"heading": texts[place].heading or place + 1, "why": why}, _edit(draft, place))
    if composed.document is None and any(rules.lines_of(text.body) for text in texts):
        yield _blocks(composed.why, reverse("drafting:head", args=[draft.pk]))


def _citation_checks(draft: Draft, texts: Sequence[SectionText]) -> Iterator[Check]:
    """Give what is cited and not in the register, and what is cited and no longer in force."""
    used = composing.cited_keys(draft, texts)
    if not used:
        return
    known = {one.key: one for one in draft.citations.select_related("document")}
    places = {key: place for place, text in enumerate(texts) for key in rules.cited_in(text.body)}
    for key in used:
        if key not in known:
            said = _(
                "“%(key)s” is cited and is not in the register. Choose the document, or take it in first."
            )
            yield _blocks(said % {"key": key}, _edit(draft, places.get(key)))
    standing = forces([known[key].document for key in used if key in known], timezone.localdate())
    for key in used:
        if key in known and (force := standing[known[key].document_id]).state == ForceState.ENDED:
            said = _("“%(key)s” is cited: %(force)s.")
            yield _warns(said % {"key": key, "force": force.says()}, _edit(draft, places.get(key)))


def _figure_warnings(texts: Sequence[SectionText], figures: Figures) -> Iterator[Check]:
    used = [figures[key] for key in composing.used_keys(texts) if key in figures and figures[key].printed]
    for figure in used:
        if figure.changed:
            said = _(
                "%(name)s ({{%(key)s}}) is now %(now)s; it was %(before)s when the draft was last saved."
            )
            values = {"name": figure.indicator.local_name, "key": figure.key, "now": figure.printed}
            yield _warns(said % {**values, "before": figure.before or "–"})
    for complete in dict.fromkeys(figure.complete for figure in used if not figure.whole):
        names = [figure.indicator.local_name for figure in used if figure.complete == complete]
        said = _("Figures of %(complete)s units, the others not being approved yet: %(names)s.")
        yield _warns(said % {"complete": complete, "names": "; ".join(names)})


def _text_warnings(draft: Draft, texts: Sequence[SectionText]) -> Iterator[Check]:
    for place, text in enumerate(texts):
        heading = text.heading or _("the opening")
        if rules.has_blank(text.body):
            said = _("“%(heading)s” still has gaps written as “…”. Fill them in or take them out.")
            yield _warns(said % {"heading": heading}, _edit(draft, place))
        if text.kind == SectionKind.TEXT and text.level not in TITLES and not rules.lines_of(text.body):
            said = _("“%(heading)s” has no text.") % {"heading": heading}
            yield _warns(said, _edit(draft, place))


def _reading_warnings(draft: Draft, composed: Composed) -> Iterator[Check]:
    """Give what the checker of foreign documents finds in this one: percentages, sums, dates, citations."""
    if composed.document is None:
        return
    for found in faults_of_parts(_parts(composed.document)):
        fault = found.fault
        says = fault.in_english if get_language() == "en" else fault.in_vietnamese
        yield _warns(f"“{excerpt(fault.text)}”: {says}", _edit(draft))


def _parts(document: OfficialDocument) -> list[str | list[list[str]]]:
    """Return the document as the checker takes it: running text, and tables with their heads first."""
    parts: list[str | list[list[str]]] = ["\n".join(document.legal_bases)]
    for body in (document.body, *(annex.body for annex in document.annexes)):
        for block in body:
            if isinstance(block, Table):
                head = [
                    f"{column.header} ({column.unit})" if column.unit else column.header
                    for column in block.columns
                ]
                parts.append([head, *([printed_cell(cell) for cell in row] for row in block.rows)])
            elif isinstance(block, Heading):
                parts.append(block.text)
            elif not isinstance(block, Chart | Image):
                parts.append(
                    "".join(
                        run.printed if isinstance(run, FigureReference) else run.text for run in block.runs
                    )
                )
    return [part for part in parts if part]


def _comment_warnings(draft: Draft) -> Iterator[Check]:
    if number := draft.comments.open().count():
        said = ngettext("%(n)d comment is not settled.", "%(n)d comments are not settled.", number)
        yield _warns(said % {"n": number}, _edit(draft))


def _edit(draft: Draft, place: int | None = None) -> str:
    address = reverse("drafting:edit", args=[draft.pk])
    return address if place is None else f"{address}#section-{place + 1}"
