"""What loading takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may cost, and how large its parts may be."""

    file_bytes: int = 50 * MIB
    memory_bytes: int = 768 * MIB
    output_bytes: int = 64 * MIB
    cpu_seconds: int = 30
    wall_seconds: int = 60
    characters: int = 20_000_000
    """Of the text of a file that is no text itself: more than 20 MB of text would be."""
    part_bytes: int = 100 * MIB
    """One part of a package unpacked; one stream of a PDF that is no picture, and a fifth of all of them."""
    members: int = 10_000
    """Of a package."""
    elements: int = 1_000_000
    """Of one XML tree."""
    html_elements: int = 300_000
    cells: int = 200_000
    table_depth: int = 20
    pages: int = 3_000
    pixels: int = 40_000_000
    """Of one picture: A4 at 600 dpi has 35 million. Unpacked, each takes four bytes."""
    picture_bytes: int = 236 * MIB
    """Of one picture and what is needed to unpack it; with the processes around it, less than 300 MB."""
    recognised_pages: int = 100
    """How many pictures of pages are recognised; what comes after is named in a note."""
    recognition_seconds: int = 300
    """For all pictures of a file together."""
    converter_seconds: int = 120
    converter_memory_bytes: int = 4096 * MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The text of a file. `notes` say what a person should know; `uncertain`: some may be missing or misread.

    `pages`: where in the text each page starts, of a PDF or pictures. `recognised` and `unread` are pages, counted
    from 1, whose text was recognised from a picture, and pictures that were not.
    """

    text: str
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()
    uncertain: bool = False
    pages: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
