"""What a room above shows on a document's page."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A link on a document's page; `icon` is one of Wagtail's. Given by the hook `nhipcau_document_links`."""

    url: str
    label: str | Promise
    icon: str
