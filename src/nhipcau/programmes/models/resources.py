"""What a programme takes: money by line, people, equipment."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.programmes.models.programme import Programme
from nhipcau.programmes.models.task import Task


class BudgetLine(Record):
    """Money for a programme, or for one of its tasks: where it comes from, what is planned and spent, in đồng."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="budget")
    task = models.ForeignKey(
        Task, models.SET_NULL, null=True, blank=True, related_name="budget", verbose_name=_("for the task")
    )
    item = models.CharField(_("what for"), max_length=300)
    source = models.CharField(_("source of the money"), max_length=200)
    planned = models.DecimalField(_("planned (đồng)"), max_digits=18, decimal_places=0)
    spent = models.DecimalField(_("spent (đồng)"), max_digits=18, decimal_places=0, default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.item

    @property
    def left(self) -> Decimal:
        """What is left of what was planned; below zero where more was spent."""
        return self.planned - self.spent


class ResourceKind(models.TextChoices):
    """What kind of resource it is."""

    PEOPLE = "people", _("People")
    EQUIPMENT = "equipment", _("Equipment")


class Resource(Record):
    """People or equipment that a programme needs."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="resources")
    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind)
    item = models.CharField(_("what"), max_length=300)
    quantity = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.item
