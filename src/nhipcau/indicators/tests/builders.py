"""Builders of indicators with readable defaults."""

from nhipcau.indicators.models import Indicator, Split, SplitOption


def make_indicator(code: str = "sessions", name: str = "Cuộc tuyên truyền", **fields: object) -> Indicator:
    """Return an indicator; the same code twice gives the same one."""
    words = {"name": name, "name_en": f"{name} (en)", "measure": "cuộc", "measure_en": "sessions"}
    indicator, _made = Indicator.objects.get_or_create(code=code, defaults={**words, **fields})
    return indicator


def make_split(code: str = "tongue", cases: tuple[str, ...] = ("vi", "en")) -> Split:
    """Return a split with these cases."""
    split = Split.objects.create(code=code, name=f"Phân tổ {code}", name_en=f"Split {code}")
    for position, case in enumerate(cases, 1):
        SplitOption.objects.create(split=split, code=case, name=case, name_en=case, position=position)
    return split
