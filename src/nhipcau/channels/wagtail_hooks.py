"""The place of channels in the staff pages, and on the item's page of the newsroom."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.channels import overviews
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom import rules
from nhipcau.newsroom.links import TextLink
from nhipcau.newsroom.models import Item, ItemText, TextState
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of channels."""
    return [path("channels/", include("nhipcau.channels.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry of channels in the sidebar."""
    return RoomMenuItem(
        _("Channels"),
        reverse_lazy("channels:channels"),
        roles=frozenset({Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR}),
        icon="site",
        order=700,
        name="channels",
    )


@hooks.register("nhipcau_text_links")
def text_links(user: Any, text: ItemText) -> list[TextLink]:
    """Offer publishers to publish an approved text, and to withdraw a public one."""
    if text.item.kind in rules.INTERNAL or not newsroom.may_publish(user, text.item):
        return []
    is_public = text.published_revision_id is not None and text.withdrawn_at is None
    links = []
    if text.state == TextState.APPROVED:
        fresh = not is_public or text.published_revision_id != text.latest_revision_id
        label = _("Publish") if fresh else _("Publish to another channel")
        if fresh or overviews.channels_left_for(text):
            links.append(TextLink(reverse("channels:publish", args=[text.pk]), label, primary=fresh))
    if is_public:
        links.append(TextLink(reverse("channels:withdraw", args=[text.pk]), _("Withdraw")))
    return links


@hooks.register("nhipcau_item_panels")
def item_panel(request: HttpRequest, item: Item) -> SafeString:
    """Show on the item's page where its texts went and what became of each sending."""
    context = {
        "deliveries": overviews.deliveries_of(item),
        "publishes": newsroom.may_publish(request.user, item),
    }
    return render_to_string("channels/item_panel.html", context, request=request)
