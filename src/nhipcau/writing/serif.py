"""Which of the machine's fonts a page may use: none that only seems to know Vietnamese.

Old versions of Liberation Serif, still installed beside the new ones on many machines, lack ơ and ư: a page set in them
looks nearly right and reads wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

# The first is what the rules ask for; the second has the same widths; the last comes with Typst.
FAMILIES: Final = ("Times New Roman", "Liberation Serif", "Libertinus Serif")
# One letter of each way of writing a vowel, and đ: a font that has these has the rest.
_LETTERS: Final = "ơưạếộửđƠƯĐ"
_NOWHERE: Final = "\U0010fffe"


def folders() -> tuple[str, ...]:
    """Return the folders of the machine's fonts, sorted, without those where a font of `FAMILIES` lacks Vietnamese.

    Other families stay: they print what no serif here knows, such as a name in Korean.
    """
    import typst

    found: dict[Path, bool] = {}
    for font in typst.Fonts(include_embedded_fonts=False).fonts():
        if font.path:
            folder = Path(font.path).parent
            complete = font.family not in FAMILIES or knows(font.path, _LETTERS)
            found[folder] = found.get(folder, True) and complete
    wrong = [folder for folder, complete in found.items() if not complete]
    # Typst looks through folders to their depth: one that holds a wrong folder is wrong too.
    return tuple(sorted(str(one) for one in found if not any(bad.is_relative_to(one) for bad in wrong)))


def knows(path: str, letters: Iterable[str]) -> bool:
    """Return whether the font in the file at `path` draws each of `letters` otherwise than a letter it lacks."""
    from PIL import ImageFont

    font = ImageFont.truetype(path, 40)
    missing = bytes(font.getmask(_NOWHERE))
    return all(bytes(font.getmask(letter)) != missing for letter in letters)
