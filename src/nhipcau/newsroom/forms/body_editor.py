"""The editor of a text's body."""

from copy import deepcopy
from typing import Any

from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from nhipcau.newsroom import bodies

# What reading an answer raises that the editor never sends: wrong JSON, places that are not there, endless depth.
_NO_ANSWER = (ValueError, LookupError, TypeError, AttributeError, RecursionError, ExporterException)


class BodyEditor(DraftailRichTextArea):
    """Wagtail's editor with what the body may hold; what is no answer of the editor is taken as plain text.

    Its links lead to addresses, never to Wagtail's pages, of which the house has none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options: dict[str, Any] = deepcopy(self.options)
        for kind in self.options["entityTypes"]:
            if kind["type"] == "LINK":
                addresses = kind["chooserUrls"]
                addresses["pageChooser"] = addresses["externalLinkChooser"]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the body as HTML, holding only what the editor offers."""
        try:
            value = super().value_from_datadict(data, files, name)
        except _NO_ANSWER:
            value = bodies.from_plain(str(data.get(name, "")))
        # Half a character may come escaped; no database stores it.
        return None if value is None else str(value).encode("utf-8", "replace").decode()
