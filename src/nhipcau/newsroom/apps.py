"""Registers the room `newsroom` with Django."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    """Items, sources, review, translations."""

    name = "nhipcau.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the lists a place begins with filled whenever their tables were made or emptied."""
        post_migrate.connect(_complete_lists, sender=self)


def _complete_lists(apps: Any = installed, **_signal: Any) -> None:
    from nhipcau.newsroom.starter import complete

    complete(apps)
