"""Registers the room `practices` with Django."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Good practice: proposed with figures, reviewed, spread as an optional task, commended."""

    name = "nhipcau.practices"
    label = "practices"
    default_auto_field = "django.db.models.BigAutoField"
