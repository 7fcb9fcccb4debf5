"""What stands against issuing a draft, blocking first, each with what to do next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.drafting import composing, rules
from nhipcau.drafting.composing import Figures
from nhipcau.drafting.models import Draft
from nhipcau.drafting.rules import SectionText
from nhipcau.writing import WritingError


@dataclass(frozen=True, slots=True)
class Check:
    """One thing found; `blocking` when the document cannot be issued with it. `url` is where it is mended."""

    blocking: bool
    message: str
    url: str = ""


def checks_of(
    draft: Draft, texts: Sequence[SectionText], figures: Figures, *, to_issue: bool = False
) -> tuple[Check, ...]:
    """Return every check of the draft; `to_issue` leaves out number and date, which the issuing form asks for."""
    found = [
        *_text_checks(draft, texts, figures),
        *_head_checks(draft, to_issue=to_issue),
        *_layout_checks(draft, texts, figures),
        *_figure_warnings(texts, figures),
        *_text_warnings(draft, texts, figures),
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
        if place and not text.heading.strip():
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


def _head_checks(draft: Draft, *, to_issue: bool) -> Iterator[Check]:
    head = reverse("drafting:head", args=[draft.pk])
    if not draft.signer_name.strip():
        yield _blocks(_("The signer's name is missing. Enter it with the heading and signature."), head)
    if not to_issue:
        missing = [
            said for said, there in ((_("number"), draft.number), (_("date"), draft.issued_on)) if not there
        ]
        if missing:
            said = _("Still without %(what)s: the approver gives it when issuing, or enter it beforehand.")
            yield _blocks(said % {"what": ", ".join(missing)}, head)
    if not draft.recipients.strip():
        yield _warns(_("No recipients are named under “Nơi nhận”."), head)


def _layout_checks(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> Iterator[Check]:
    if not any(rules.lines_of(text.body) for text in texts):
        return
    try:
        composing.official_document(draft, texts, figures)
    except WritingError as error:
        yield _blocks(composing.writing_words(error), reverse("drafting:head", args=[draft.pk]))


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


def _text_warnings(draft: Draft, texts: Sequence[SectionText], figures: Figures) -> Iterator[Check]:
    for place, text in enumerate(texts):
        heading = text.heading or _("the opening")
        if rules.has_blank(text.body):
            said = _("“%(heading)s” still has gaps written as “…”. Fill them in or take them out.")
            yield _warns(said % {"heading": heading}, _edit(draft, place))
        if not rules.lines_of(text.body):
            said = _("“%(heading)s” has no text.") % {"heading": heading}
            yield _warns(said, _edit(draft, place))
    whole = rules.plain_text(texts, lambda key: composing.shown(figures, key))
    for wrong in rules.wrong_percentages(whole):
        said = _(
            "“%(text)s”: the percentage is not that of the two numbers. Check which of the three is wrong."
        )
        yield _warns(said % {"text": wrong}, _edit(draft))


def _edit(draft: Draft, place: int | None = None) -> str:
    address = reverse("drafting:edit", args=[draft.pk])
    return address if place is None else f"{address}#section-{place + 1}"
