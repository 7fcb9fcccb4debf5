"""Registers the room `newsroom` with Django."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Items, sources, review, translations."""

    name = "nhipcau.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
