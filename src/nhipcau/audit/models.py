"""What every stored thing of the house has in common."""

from django.db import models


class Record(models.Model):
    """A stored thing, written only by the actions of its room.

    Wagtail's reference index stays out: it would queue a job for each saved figure.
    """

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
