"""Who may open which address of `units`: url name → Row."""

from tests.permissions.row import Row

ROWS: dict[str, Row] = {}
