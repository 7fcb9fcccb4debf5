"""The encodings of Vietnamese before Unicode: Windows-1258, TCVN3 (ABC), VNI for Windows."""

from __future__ import annotations

from .convert import CHARSETS, Charset, from_tcvn3, from_vni
from .recognise import recognise

__all__ = ["CHARSETS", "Charset", "from_tcvn3", "from_vni", "recognise"]
