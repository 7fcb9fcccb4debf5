"""Registers the room `channels` with Django."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The register of official channels, renditions and deliveries."""

    name = "nhipcau.channels"
    label = "channels"
    default_auto_field = "django.db.models.BigAutoField"
