"""Registers the room `editorial` with Django."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """What is to be told when, by whom, over which channel."""

    name = "nhipcau.editorial"
    label = "editorial"
    default_auto_field = "django.db.models.BigAutoField"
