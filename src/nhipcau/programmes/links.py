"""What rooms above show beside the tasks."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail import hooks


@dataclass(frozen=True, slots=True)
class TasksLink:
    """A link above the lists of tasks and programmes. Given by the hook `nhipcau_tasks_links`: `(user) -> list`."""

    url: str
    label: str | Promise


def tasks_links(user: Any) -> list[TasksLink]:
    """Return the links that rooms above have for the person."""
    return [link for offer in hooks.get_hooks("nhipcau_tasks_links") for link in offer(user)]
