"""What may stand in the body of a text: the editor's own whitelist, held on the server too."""

from html import escape

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import get_text_for_indexing

from nhipcau.newsroom.models import ItemText


def features() -> list[str]:
    """Return what the editor offers, as the field names it."""
    return list(ItemText.body.field.features)


def clean(html: str) -> str:
    """Return `html` with nothing in it but what the editor offers; scripts, styles and event handlers fall away."""
    converter = ContentstateConverter(features())
    return str(converter.to_database_format(converter.from_database_format(html)))


def from_plain(text: str) -> str:
    """Return paragraphs of plain `text` as a body.

    >>> from_plain("Một <b>\\n\\nHai")
    '<p>Một &lt;b&gt;</p><p>Hai</p>'
    """
    paragraphs = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs if part)


def words(html: str) -> str:
    """Return the words of a body, for search and to tell whether there are any."""
    return str(get_text_for_indexing(html))
