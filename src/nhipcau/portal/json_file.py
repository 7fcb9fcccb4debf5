"""The open data file of figures as JSON: stable names, with definitions, day and terms of re-use."""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from nhipcau.portal.overviews.figures import Figure
from nhipcau.reporting.models import Period

# Whoever re-uses the figures names whose they are and of which period; nothing more is asked.
TERMS = "https://creativecommons.org/licenses/by/4.0/"


def figures_json_file(figures: Iterable[Figure], period: Period, *, at: datetime) -> bytes:
    """Return the figures as JSON; numbers are strings of digits with a point, so that none loses a digit."""
    content: dict[str, Any] = {
        "period": {
            "start": period.starts_on.isoformat(),
            "end": period.ends_on.isoformat(),
            "calendar": period.calendar,
        },
        "retrieved_at": timezone.localtime(at).isoformat(timespec="seconds"),
        "license": TERMS,
        "figures": [_figure(figure) for figure in figures],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "code": figure.code,
        "name": dict(zip(("vi", "en"), figure.names, strict=True)),
        "definition": figure.definition,
        "measure": dict(zip(("vi", "en"), figure.measures, strict=True)),
        "area": dict(zip(("vi", "en"), figure.areas, strict=True)),
        "value": _digits(figure.number),
        "state": figure.state,
        "numerator": _digits(figure.numerator),
        "denominator": _digits(figure.denominator),
        "units_reported": figure.reported,
        "units_expected": figure.expected,
    }


def _digits(value: Decimal | None) -> str | None:
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
