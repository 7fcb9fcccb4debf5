"""Builders of indicators with readable defaults."""

from nhipcau.indicators.models import Indicator


def make_indicator(code: str = "sessions", name: str = "Cuộc tuyên truyền", **fields: object) -> Indicator:
    """Return an indicator; the same code twice gives the same one."""
    words = {"name": name, "name_en": f"{name} (en)", "measure": "cuộc", "measure_en": "sessions"}
    indicator, _made = Indicator.objects.get_or_create(code=code, defaults={**words, **fields})
    return indicator
