"""Registers the room `audit` with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit row of every write: who did what to which object, when."""

    name = "nhipcau.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
