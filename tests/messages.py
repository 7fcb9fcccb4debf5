"""The message catalogues of the rooms: gathers what the code says, and tells what Vietnamese still lacks.

    python -m tests.messages            # make messages: new messages into every room's catalogue
    python -m tests.messages --check    # make check: exit 1 naming what is missing, guessed, obsolete or amiss

Gathering is Django's makemessages, room by room; checking does it on a copy and compares.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

HOUSE = Path(__file__).resolve().parent.parent / "src" / "nhipcau"
LANGUAGE = "vi"
# Its catalogue fills the gaps of the frameworks: its messages are not in our code.
HOUSE_WORDS = "config"
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|(?<!\{)\{\w*\}(?!\})")


def rooms(house: Path = HOUSE) -> list[Path]:
    """Return the folders of the rooms that speak to people."""
    return sorted(path.parent for path in house.glob("*/apps.py") if path.parent.name != HOUSE_WORDS)


def catalogue(room: Path) -> Path:
    """Return the file of a room's messages."""
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def gather(house: Path) -> None:
    """Bring every catalogue up to the code of its room; what is new has no translation yet."""
    for room in rooms(house):
        (room / "locale").mkdir(exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale",
            LANGUAGE,
            "--no-location",
            "--verbosity=0",
        ]
        # The room of a copy must find the copy's settings, whose paths lie in the copy.
        environment = {**os.environ, "PYTHONPATH": str(house.parent)}
        environment["DJANGO_SETTINGS_MODULE"] = "nhipcau.config.settings_test"
        subprocess.run([*command, "--ignore=tests/*"], cwd=room, env=environment, check=True)


def faults(house: Path = HOUSE) -> list[str]:
    """Return what is wrong, a line each: what the code says and the catalogue lacks, and what it says in vain."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src" / house.name
        shutil.copytree(house, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        gather(copy)
        return [line for room in rooms(copy) for line in _faults(room)] + disagreements(copy)


def disagreements(house: Path = HOUSE) -> list[str]:
    """Return the messages that two rooms put differently: everywhere the words of only one room would be shown."""
    said: dict[tuple[object, str], dict[str, list[str]]] = {}
    for room in rooms(house):
        if not catalogue(room).exists():
            continue
        with catalogue(room).open("rb") as source:
            for message in read_po(source, locale=LANGUAGE):
                if message.id:
                    name = (_first(message.id), message.context or "")
                    said.setdefault(name, {}).setdefault(str(message.string), []).append(room.name)
    return [
        f"{', '.join(room for some in by_words.values() for room in some)}: put differently: {name[0]!r}"
        for name, by_words in said.items()
        if len(by_words) > 1
    ]


def _faults(room: Path) -> list[str]:
    if not catalogue(room).exists():
        return []
    with catalogue(room).open("rb") as source:
        messages: Catalog = read_po(source, locale=LANGUAGE)
    found = [fault for message in messages if message.id for fault in _faults_of(message)]
    found += [f"no longer said by the code: {_first(key)!r}" for key in messages.obsolete]
    return [f"{room.name}: {fault}" for fault in found]


def _first(name: object) -> object:
    return name[0] if isinstance(name, tuple | list) else name


def _faults_of(message: Message) -> list[str]:
    said = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    if not all(said):
        return [f"not translated: {_first(message.id)!r}"]
    if message.fuzzy:
        return [f"only guessed (fuzzy): {_first(message.id)!r}"]
    places = set(_PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[-1]))
    if any(set(_PLACEHOLDER.findall(text)) - places for text in said):
        return [f"names a place that the message has not: {_first(message.id)!r}"]
    return []


def main(arguments: list[str]) -> int:
    """Gather, or check; return the exit code."""
    if arguments != ["--check"]:
        gather(HOUSE)
        return 0
    found = faults()
    print("\n".join(found) or "Every message is translated.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
