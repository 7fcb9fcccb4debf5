"""What a draft begins with: for each template its kind, its heading and an outline filled with what the system knows.

All wording is ours and neutral; gaps to fill in are written as `…`.
"""

from nhipcau.drafting.beginnings.kinds import KINDS, Kind, Need
from nhipcau.drafting.beginnings.making import begin
from nhipcau.drafting.beginnings.wanted import Act, Beginning, FigureWanted, Wanted

__all__ = ["KINDS", "Act", "Beginning", "FigureWanted", "Kind", "Need", "Wanted", "begin"]
