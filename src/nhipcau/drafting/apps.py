"""Registers the room `drafting` with Django."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Composing outgoing documents with live figures."""

    name = "nhipcau.drafting"
    label = "drafting"
    default_auto_field = "django.db.models.BigAutoField"
