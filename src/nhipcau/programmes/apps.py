"""Registers the room `programmes` with Django."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """The year's plan: programmes, tasks, assignments and progress."""

    name = "nhipcau.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
