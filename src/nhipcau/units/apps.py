"""Registers the room `units` with Django."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """Organisations through time, people, roles and access."""

    name = "nhipcau.units"
    label = "units"
    default_auto_field = "django.db.models.BigAutoField"
