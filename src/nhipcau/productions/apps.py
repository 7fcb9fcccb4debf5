"""Registers the room `productions` with Django."""

from django.apps import AppConfig


class ProductionsConfig(AppConfig):
    """Series and columns with their owner, rhythm, gaps and count."""

    name = "nhipcau.productions"
    label = "productions"
    default_auto_field = "django.db.models.BigAutoField"
