"""The queries of the register."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    pass


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents of the register."""

    def of_units(self, units: Collection[int]) -> "DocumentQuerySet":
        """Documents in the registers of `units`."""
        return self.filter(unit__in=units)


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, in the order of the text."""
