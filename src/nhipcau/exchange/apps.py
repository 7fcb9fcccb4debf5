"""Registers the room `exchange` with Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Figures to and from other systems."""

    name = "nhipcau.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
