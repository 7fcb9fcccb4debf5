"""The words in a file, for those who cannot open it, for search, and for the mark of secrecy."""

import tempfile
from pathlib import PurePath

from nhipcau.reading.errors import ReadingError
from nhipcau.reading.load import Limits, load

READ = frozenset({".pdf", ".docx"})
# Somebody waits for the page: nothing is recognised from pictures, and what takes longer is not waited for.
LIMITS = Limits(recognised_pages=0, cpu_seconds=10, wall_seconds=15, recognition_seconds=1)


def text_of(name: str, content: bytes) -> str:
    """Return the text of a PDF or Word file; "" for other files and for what cannot be read."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in READ:
        return ""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(content)
        file.flush()
        try:
            return load(file.name, limits=LIMITS).text
        except ReadingError:
            return ""
