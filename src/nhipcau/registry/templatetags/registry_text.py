"""The text of a document as HTML: a mark over each stretch where something was found."""

from collections.abc import Iterator

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nhipcau.registry.citing import full_form
from nhipcau.registry.models import Document
from nhipcau.registry.paper import Piece, Place

register = template.Library()


@register.simple_tag
def marked(pieces: tuple[Piece, ...]) -> SafeString:
    """Show the pieces of a page.

    A mark names in `data-over` every finding over it, narrowest first; the anchor of a finding is on its first mark.
    In Python and not in a template: a long document has thousands of pieces.
    """
    parts = (part for piece in pieces for part in (*_anchors(piece), _stretch(piece)))
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped by what made it


@register.filter
def cited_in_full(document: Document) -> str:
    """Return how a text names the document where it first mentions it."""
    return full_form(document)


def _anchors(piece: Piece) -> Iterator[SafeString]:
    """The words for paragraphs that begin here, and the anchors of what has no mark of its own."""
    for place in piece.begins:
        if place.wide:
            yield format_html(
                '<span class="nc-kind nc-kind--{}" id="{}">{}</span>', place.kind, place.anchor, place.label
            )
        elif place is not _own(piece):
            yield format_html('<span id="{}"></span>', place.anchor)


def _own(piece: Piece) -> Place | None:
    """What the mark of this stretch is named after, where it begins here."""
    top = piece.top or next(iter(piece.over), None)
    return top if top is not None and top in piece.begins and not top.wide else None


def _stretch(piece: Piece) -> SafeString:
    if not piece.over:
        return escape(piece.text)
    own = _own(piece)
    return format_html(
        '<mark class="{}"{}{} title="{}">{}</mark>',
        " ".join(_classes(piece)),
        format_html(' id="{}"', own.anchor) if own else "",
        _over(piece),
        _title(piece),
        piece.text,
    )


def _over(piece: Piece) -> SafeString:
    found = " ".join(str(place.pk) for place in piece.over if place.pk is not None)
    return format_html(' data-over="{}"', found) if found else SafeString("")


def _classes(piece: Piece) -> Iterator[str]:
    top = piece.top
    if top:
        yield "nc-find"
        yield f"nc-find--{top.kind}"
        if top.uncertain and not top.wide:
            yield "nc-unsure"
    yield from {f"nc-in--{place.kind}": None for place in piece.over if place.pk is None or place.wide}


def _title(piece: Piece) -> str:
    """The word for the finding, and what is wrong or was put right here."""
    top = piece.top
    said = [str(place.label) for place in piece.over if place.pk is None or place is top]
    return " · ".join([*said, *([_("uncertain (scan)")] if top and top.uncertain else [])])
