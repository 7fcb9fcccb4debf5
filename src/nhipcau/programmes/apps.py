"""Registers the room `programmes` with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProgrammesConfig(AppConfig):
    """The year's plan: programmes, tasks, assignments and progress."""

    name = "nhipcau.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the sums of assignments after every migration."""
        from nhipcau.programmes.summing import keep_sums

        post_migrate.connect(keep_sums, sender=self)
