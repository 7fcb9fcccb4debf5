"""Registers the room `bodies` with Django."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Bodies with members by role, meetings, conclusions that become tasks, joint programmes."""

    name = "nhipcau.bodies"
    label = "bodies"
    default_auto_field = "django.db.models.BigAutoField"
