"""Registers the room `registry` with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    """Official documents received and issued, their readings, citations between them."""

    name = "nhipcau.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """See that the words of documents are indexed after every migration."""
        from nhipcau.registry.searching import index_after_migration

        post_migrate.connect(index_after_migration, sender=self)
