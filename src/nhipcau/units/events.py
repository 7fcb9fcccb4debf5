"""What is written down of changes to units and people."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

ESTABLISHED = "units.unit_established"
CHANGED = "units.unit_changed"
MERGED = "units.unit_merged"
SPLIT = "units.unit_split"
TRANSFERRED = "units.part_transferred"
DISSOLVED = "units.unit_dissolved"
UNDONE = "units.change_undone"
TOOK_OVER = "units.unit_took_over"
GROUP_MADE = "units.group_made"
GROUP_DESCRIBED = "units.group_described"
GROUP_JOINED = "units.group_joined"
GROUP_LEFT = "units.group_left"
LIST_TAKEN_IN = "units.list_taken_in"
LIST_COLUMNS_NAMED = "units.list_columns_named"
LIST_CHOICES_MADE = "units.list_choices_made"
LIST_APPLIED = "units.list_applied"
NATION_LOADED = "units.nation_loaded"
PERSON_ADDED = "units.person_added"
ROLE_GRANTED = "units.role_granted"
ROLE_ENDED = "units.role_ended"

declare(
    Event(ESTABLISHED, _("Unit established")),
    Event(CHANGED, _("Unit changed")),
    Event(MERGED, _("Unit merged into another")),
    Event(SPLIT, _("Unit split")),
    Event(TRANSFERRED, _("Part of a unit transferred")),
    Event(DISSOLVED, _("Unit dissolved")),
    Event(UNDONE, _("Change of units undone")),
    Event(TOOK_OVER, _("Unit took over from others")),
    Event(GROUP_MADE, _("Group of units made")),
    Event(GROUP_DESCRIBED, _("Group of units described anew")),
    Event(GROUP_JOINED, _("Unit put in a group")),
    Event(GROUP_LEFT, _("Unit taken out of a group")),
    Event(LIST_TAKEN_IN, _("List of units taken in")),
    Event(LIST_COLUMNS_NAMED, _("Columns of a list of units named")),
    Event(LIST_CHOICES_MADE, _("Choices made for a list of units")),
    Event(LIST_APPLIED, _("List of units applied")),
    Event(NATION_LOADED, _("Units of the nation loaded")),
    Event(PERSON_ADDED, _("Person added")),
    Event(ROLE_GRANTED, _("Role given")),
    Event(ROLE_ENDED, _("Role ended")),
)
