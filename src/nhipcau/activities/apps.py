"""Registers the room `activities` with Django."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What was done, with its counts and evidence."""

    name = "nhipcau.activities"
    label = "activities"
    default_auto_field = "django.db.models.BigAutoField"
