"""The queries of the newsroom."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    pass


class ItemQuerySet(models.QuerySet["Item"]):
    """Items."""


class ItemTextQuerySet(models.QuerySet["ItemText"]):
    """Items in one language."""
