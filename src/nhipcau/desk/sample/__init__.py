"""The sample province: invented places and neutral content to try everything on."""

from nhipcau.desk.sample.load import load_sample
from nhipcau.desk.sample.people import SAMPLE_ACCOUNTS

__all__ = ["SAMPLE_ACCOUNTS", "load_sample"]
