"""Registers the room `shell` with Django."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """The frame of every staff page on Wagtail's components: templates, formats of numbers, refusals."""

    name = "nhipcau.shell"
    label = "shell"
    default_auto_field = "django.db.models.BigAutoField"
