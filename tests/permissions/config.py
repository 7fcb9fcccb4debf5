"""Who may open the addresses that belong to no room: url name → Row."""

from django.urls import reverse

from tests.permissions.row import Row

ROWS: dict[str, Row] = {
    "set_language": Row(
        lambda house: reverse("set_language"), allowed=("lan",), refused=(), post=True, public=True
    ),
}
