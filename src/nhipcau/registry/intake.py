"""Takes many files in at once: each gets its own outcome, and one bad file never stops the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.utils.functional import Promise

from nhipcau.registry import actions
from nhipcau.registry.errors import AlreadyThereError, FolderError, RegistryError
from nhipcau.registry.models import Document
from nhipcau.registry.reader import check_size, unopened
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `document` taken in or found there already, or `message`, why it was refused."""

    file_name: str
    document: Document | None
    message: str | Promise = ""

    @property
    def taken_in(self) -> bool:
        """Whether the file is newly in the register."""
        return self.document is not None and not self.message


Progress = Callable[[int, int, Outcome], None]


def take_in_one(
    unit: Unit,
    file_name: str,
    content: Callable[[], bytes],
    *,
    by: User,
    at: datetime,
    all_at_once: bool = False,
) -> Outcome:
    """Return what became of one file; `content` is asked for its bytes. Raises PermissionDenied.

    What takes long is read in the background, unless `all_at_once`.
    """
    try:
        taken_in = actions.take_in_document(unit, file_name, content(), by=by, at=at, all_at_once=all_at_once)
        return Outcome(file_name, taken_in)
    except AlreadyThereError as error:
        return Outcome(file_name, error.document, error.message)
    except RegistryError as error:
        return Outcome(file_name, None, error.message)


def take_in_folder(
    unit: Unit, folder: Path, *, by: User, at: datetime, on_progress: Progress | None = None
) -> list[Outcome]:
    """Take in every file in `folder` and the folders in it, hidden ones left out, in the order of their names.

    Each is read before the next, however long it takes. `on_progress` is called after each file with how many are
    done, how many there are, and its outcome.
    Raises FolderError; PermissionDenied.
    """
    files = _files(folder)
    outcomes = []
    for done, path in enumerate(files, start=1):
        outcome = take_in_one(unit, path.name, partial(_bytes, path), by=by, at=at, all_at_once=True)
        outcomes.append(outcome)
        if on_progress is not None:
            on_progress(done, len(files), outcome)
    return outcomes


def _files(folder: Path) -> list[Path]:
    try:
        found = [path for path in _shown(folder) if path.is_file()]
    except OSError as error:
        raise FolderError from error
    return sorted(found)


def _shown(folder: Path) -> Iterable[Path]:
    if not folder.is_dir():
        raise FolderError
    for path in folder.rglob("*"):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _bytes(path: Path) -> bytes:
    try:
        check_size(path.name, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise unopened(path.name) from error
