"""The Atom feeds, one a language."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from nhipcau.channels import overviews as channels
from nhipcau.newsroom.models import ItemText
from nhipcau.portal.overviews import lists
from nhipcau.portal.pages import public_page


class Texts(Feed[ItemText, str]):
    """The texts delivered to the feed, in the language asked for: address, title, summary, who published them."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the language."""
        self.language = str(kwargs["language"])
        return self.language

    def title(self, obj: str) -> str:
        """Return the name of the site."""
        site = channels.site_on(timezone.localdate())
        return site.name if site else _("External information")

    def link(self, obj: str) -> str:
        """Return the first page."""
        return reverse("portal:home", args=[obj])

    def items(self, obj: str) -> list[ItemText]:
        """Return the texts, what changed last first."""
        return lists.feed_texts(obj)

    def item_title(self, item: ItemText) -> str:
        """Return the published title."""
        return item.public_title

    def item_description(self, item: ItemText) -> str:
        """Return the published summary."""
        return item.public_summary

    def item_link(self, item: ItemText) -> str:
        """Return the article's address."""
        return reverse("portal:article", args=[item.language, item.item.slug])

    def item_author_name(self, item: ItemText) -> str:
        """Return the publishing unit."""
        return item.item.unit.name

    def item_pubdate(self, item: ItemText) -> datetime | None:
        """Return when it was first published."""
        return item.first_published_at

    def item_updateddate(self, item: ItemText) -> datetime | None:
        """Return when the version readers have was published."""
        return item.last_published_at


@public_page
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """Answer with the feed in one language."""
    return Texts()(request, language=language)
