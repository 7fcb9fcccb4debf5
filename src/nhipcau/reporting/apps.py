"""Registers the room `reporting` with Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Forms, periods, submissions, approval, totals."""

    name = "nhipcau.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks."""
        from nhipcau.reporting import checks  # noqa: F401 - registers itself
