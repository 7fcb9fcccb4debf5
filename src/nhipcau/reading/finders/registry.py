"""The finders, registered in the one place below, in the order in which they build on each other."""

from __future__ import annotations

from .base import Finder
from .checks import find_checks
from .citations import find_citations
from .dates import find_dates, find_impossible_dates
from .deadlines import find_deadlines
from .duties import find_duties
from .figures import find_comparisons, find_qualifiers
from .header import find_header
from .laws import find_laws
from .layout import find_layout_features
from .outline import find_outline
from .quantities import find_quantities
from .recipients import find_recipients
from .short_forms import find_short_forms
from .signature import find_places, find_signatures

FINDERS: tuple[tuple[str, Finder], ...] = (
    ("dates", find_dates),
    ("impossible_dates", find_impossible_dates),
    ("header", find_header),
    ("recipients", find_recipients),
    ("laws", find_laws),
    ("citations", find_citations),
    ("outline", find_outline),
    ("quantities", find_quantities),
    ("checks", find_checks),
    ("duties", find_duties),
    ("layout_features", find_layout_features),
    ("places", find_places),
    ("signatures", find_signatures),
    ("short_forms", find_short_forms),
    ("qualifiers", find_qualifiers),
    ("comparisons", find_comparisons),
    ("deadlines", find_deadlines),
)
