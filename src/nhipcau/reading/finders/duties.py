"""placeholder to be replaced"""
from __future__ import annotations
from ..models import Duty
from ..normalise import Source
from .base import Found
def find_duties(source: Source, found: Found) -> list[Duty]:
    """None yet."""
    return []
