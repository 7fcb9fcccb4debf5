"""How many assignments are alike, kept by the database beside the assignments themselves (decision 9)."""

from django.db import models

from nhipcau.programmes import querysets
from nhipcau.programmes.models.assignment import AssignmentState, Part
from nhipcau.programmes.models.task import Task


class AssignmentSum(models.Model):
    """`number` more (or fewer) assignments of a task that are alike in everything that is counted.

    Rows are only ever added, by the triggers of `summing`: what counts is their sum. So units that finish the same task
    at the same moment do not wait for each other. A task that is deleted leaves rows that add up to nothing.
    """

    task = models.ForeignKey(Task, models.DO_NOTHING, related_name="sums", db_constraint=False)
    part = models.CharField(max_length=8, choices=Part)
    state = models.CharField(max_length=12, choices=AssignmentState)
    late = models.BooleanField()
    due_on = models.DateField(null=True)
    taken_up = models.BooleanField()
    number = models.IntegerField()

    objects = querysets.AssignmentSumQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.part} {self.state}: {self.number:+}"
