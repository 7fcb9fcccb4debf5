"""Registers the room `oversight` with Django."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Inspections and self-checks with checklists, shortcomings to be mended by a day, and follow-up."""

    name = "nhipcau.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
