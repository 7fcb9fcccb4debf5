"""Registers the room `desk` with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff's home: each role's own work first."""

    name = "nhipcau.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
