"""Puts drafting into the staff pages, and the way back to it on a document's page."""

from typing import Any

from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.drafting import access
from nhipcau.oversight.links import ReviewLink
from nhipcau.oversight.models import Review
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import Document
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("drafting/", include("nhipcau.drafting.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar."""
    return RoomMenuItem(
        _("Drafting"),
        reverse_lazy("drafting:drafts"),
        roles=frozenset({Role.OFFICER, Role.APPROVER}),
        icon="edit",
        order=500,
        name="drafting",
    )


@hooks.register("nhipcau_document_links")
def document_links(user: Any, document: Document) -> list[DocumentLink]:
    """Return, for a document that was written here, the way to its figures."""
    draft = access.visible_drafts(user).filter(document=document).first()
    if draft is None:
        return []
    return [
        DocumentLink(reverse("drafting:draft", args=[draft.pk]), _("The figures of this document"), "list-ol")
    ]


@hooks.register("nhipcau_review_links")
def review_links(user: Any, review: Review) -> list[ReviewLink]:
    """Return the way from a review of a programme to a draft that begins with what was taken over."""
    if not access.units_to_write_for(user):
        return []
    return [ReviewLink(f"{reverse('drafting:start')}?review={review.pk}", _("Draft a report from this"))]
