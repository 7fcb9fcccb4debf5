"""The document as it will look, with its figures as chips that open where they come from."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from nhipcau.drafting.composing import Composed, Figures
from nhipcau.writing import FigureReference
from nhipcau.writing.html_body import Hooks
from nhipcau.writing.html_out import html_fragment

# The page has its own title; the document's stands under it.
LEVEL = 2


def paper_of(composed: Composed, figures: Figures) -> SafeString:
    """Return the document as a piece of a page; when it cannot be laid out, why."""

    def chip(reference: FigureReference) -> str:
        context = {"key": reference.key, "figure": figures.get(reference.key)}
        return render_to_string("drafting/_chip.html", context).strip()

    if composed.document is None:
        return render_to_string("drafting/_unprintable.html", {"why": composed.why})
    # The writing library escapes whatever people typed.
    return mark_safe(html_fragment(composed.document, Hooks(figure=chip), level=LEVEL))  # noqa: S308
