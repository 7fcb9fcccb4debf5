"""What still keeps a text from being approved: asked by the pages as one writes, and by the actions before they act."""

from collections.abc import Iterator

from nhipcau.newsroom import accessible, bodies, errors, glossary, kinds, rules
from nhipcau.newsroom.errors import NewsroomError
from nhipcau.newsroom.glossary import Named, Slip
from nhipcau.newsroom.models import AttachmentKind, ItemText, Place, Term


def faults(text: ItemText) -> Iterator[NewsroomError]:
    """Give the refusals that handing over and approving the text would meet, the first one to mend first."""
    yield from _unfinished(text)
    yield from _unsourced(text)
    yield from _undescribed(text)
    for slip in slips(text):
        if slip.must:
            yield errors.SlipError(slip.what, slip.found, slip.wanted)
    for barrier in accessible.barriers(text.title, text.summary, text.body):
        if barrier.must:
            yield errors.BarrierError(barrier.what, barrier.where)


def _unfinished(text: ItemText) -> Iterator[NewsroomError]:
    has_body = bool(bodies.words(text.body).strip())
    if text.item.kind == rules.DIGEST:
        has_body = text.entries.exists()
    if not (text.title.strip() and text.summary.strip() and has_body):
        yield errors.UnfinishedTextError()
    missing = kinds.missing(text.item.kind, text.item.facts, text.worded)
    if missing:
        yield errors.FactsMissingError([str(fact.label) for fact in missing])


def _unsourced(text: ItemText) -> Iterator[NewsroomError]:
    item = text.item
    demanded = item.kind in rules.NEEDS_SOURCE or item.topic.needs_source
    if item.kind == rules.DIGEST or not demanded:
        return
    if not item.sources.exists():
        yield errors.SourceMissingError()
    if item.topic.needs_source:
        for claim in item.claims.filter(sources__isnull=True):
            yield errors.ClaimWithoutSourceError(claim.words)


def _undescribed(text: ItemText) -> Iterator[NewsroomError]:
    if text.item.picture_id and not text.picture_alt.strip():
        yield errors.PictureTextMissingError()
    pictures = text.item.attachments.filter(removed=False, kind=AttachmentKind.PICTURE)
    for one in pictures:
        barrier = accessible.picture_barrier(one.words.get(text.language, {}).get("alt", ""))
        if barrier and barrier.must:
            yield errors.BarrierError(barrier.what, one.file_name)


def slips(text: ItemText) -> list[Slip]:
    """Return names of places, and of a translation terms, that are written in another way than the lists have them.

    Three queries at most.
    """
    said = _said(text.title, text.summary, text.body, text.worded)
    places = [Named(place.name, place.name, tuple(place.never)) for place in Place.objects.all()]
    if text.is_original:
        return list(glossary.misspelt_places(said, places))
    terms = [Named(one.source, one.target, tuple(one.never)) for one in Term.objects.into(text.language)]
    original = text.item.texts.filter(language=rules.ORIGINAL).first()
    told = _said(original.title, original.summary, original.body, original.worded) if original else ""
    never = [Named("", place.target, place.never) for place in places]
    return list(glossary.slips(told, said, [*terms, *never]))


def _said(title: str, summary: str, body: str, worded: dict[str, str]) -> str:
    return "\n".join([title, summary, bodies.words(body), *worded.values()])
