"""Registers the room `briefings` with Django."""

from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    """Directives made known: received, acknowledged, briefed by sessions, how many of how many."""

    name = "nhipcau.briefings"
    label = "briefings"
    default_auto_field = "django.db.models.BigAutoField"
