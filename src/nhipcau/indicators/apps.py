"""Registers the room `indicators` with Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """What is counted, in which unit of measure, and how it adds up."""

    name = "nhipcau.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
