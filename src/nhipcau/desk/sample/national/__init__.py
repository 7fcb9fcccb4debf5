"""A made-up nation with years of figures: to see the size of the real one, and to measure at it."""

from nhipcau.desk.sample.national.load import Made, Size, load_national

__all__ = ["Made", "Size", "load_national"]
