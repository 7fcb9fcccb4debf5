"""Registers the room `letterbox` with Django."""

from django.apps import AppConfig


class LetterboxConfig(AppConfig):
    """Letters of readers, and contributions."""

    name = "nhipcau.letterbox"
    label = "letterbox"
    default_auto_field = "django.db.models.BigAutoField"
