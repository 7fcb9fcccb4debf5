"""Who may open which address of the desk: url name → Row."""

from django.urls import reverse

from tests.permissions.row import Row

# Everybody of the staff has a list of their own; what stands in it is asked of the rooms, each by its own door.
EVERYBODY = ("son", "minh", "tam", "quang", "lan", "hoa", "vy", "phuc", "khach")

ROWS: dict[str, Row] = {"waiting": Row(lambda house: reverse("desk:waiting"), EVERYBODY, ())}
