"""Registers the room `registry` with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Official documents received and issued, their readings, citations between them."""

    name = "nhipcau.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
