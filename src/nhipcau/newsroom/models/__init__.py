"""Items, in each language a text of its own with its revisions, sources and reviews; the place's own lists."""

from nhipcau.newsroom.models.about import FactGroup, Imprint, PlaceFact
from nhipcau.newsroom.models.items import Attachment, AttachmentKind, Item, ItemKind, Picture
from nhipcau.newsroom.models.lists import Audience, ContentLanguage, Topic
from nhipcau.newsroom.models.places import MapSheet, Place
from nhipcau.newsroom.models.reviews import ChangeKind, PublicChange, Review
from nhipcau.newsroom.models.sheets import SheetCopy
from nhipcau.newsroom.models.sources import Claim, DigestEntry, Source
from nhipcau.newsroom.models.stamp import PublicStamp
from nhipcau.newsroom.models.texts import ItemText, TextState
from nhipcau.newsroom.models.translations import Term, Translation, TranslationState

__all__ = [
    "Attachment",
    "AttachmentKind",
    "Audience",
    "ChangeKind",
    "Claim",
    "ContentLanguage",
    "DigestEntry",
    "FactGroup",
    "Imprint",
    "Item",
    "ItemKind",
    "ItemText",
    "MapSheet",
    "Picture",
    "Place",
    "PlaceFact",
    "PublicChange",
    "PublicStamp",
    "Review",
    "SheetCopy",
    "Source",
    "Term",
    "TextState",
    "Topic",
    "Translation",
    "TranslationState",
]
