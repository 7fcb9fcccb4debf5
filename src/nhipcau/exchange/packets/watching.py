"""The folder into which packets come: each is taken in once, then moved to `done` or `refused` with the reason."""

import fcntl
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import translation

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange.errors import UnreadableError
from nhipcau.exchange.formats.edxml import Packet as Read
from nhipcau.exchange.formats.edxml import PacketError, read_edxml
from nhipcau.exchange.formats.edxml.errors import NOT_UTF8, NOT_XML, TOO_LARGE
from nhipcau.exchange.formats.edxml.reading import MOST_BYTES
from nhipcau.exchange.packets import answering, refusing, sending, taking
from nhipcau.exchange.packets.errors import SecretError, SecretPacketError
from nhipcau.units.actions import ensure_system_user

logger = logging.getLogger(__name__)
SUFFIXES = frozenset({".edxml", ".xml"})
DONE, REFUSED = "done", "refused"
LANGUAGE = "vi"
# A file that is cut off and this young may still be being written.
SETTLES = timedelta(minutes=2)


class FolderError(NhipCauError):
    """The folder is not there."""


@dataclass(slots=True)
class Outcome:
    """What a look into the folder came to; `refused` holds names with reasons."""

    packets: int = 0
    states: int = 0
    left: int = 0
    written: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def look(*, at: datetime) -> Outcome:
    """Take in what lies in the folder, one file after another, and put what waits into the other one.

    One bad file stops no other; a second look finds nothing left to do. Raises FolderError.
    """
    outcome = Outcome()
    if settings.EDXML_IN:
        folder = _folder(settings.EDXML_IN, "NHIPCAU_EDXML_IN")
        with _alone(folder) as is_alone, translation.override(LANGUAGE):
            for path in _waiting(folder) if is_alone else ():
                _take_in(path, outcome, at)
    if settings.EDXML_OUT:
        _folder(settings.EDXML_OUT, "NHIPCAU_EDXML_OUT")
        outcome.written = sending.write_waiting(at=at)
    return outcome


def _folder(name: str, setting: str) -> Path:
    folder = Path(name)
    if not folder.is_dir():
        raise FolderError(f"Không có thư mục “{folder}”. Hãy tạo thư mục, hoặc sửa {setting}.")
    return folder


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Say whether nobody else looks into the folder now."""
    with (folder / ".nhipcau-lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _waiting(folder: Path) -> list[Path]:
    found = (
        one for one in folder.iterdir() if one.suffix.lower() in SUFFIXES and not one.name.startswith(".")
    )
    return sorted(one for one in found if one.is_file() and not one.is_symlink())


def _take_in(path: Path, outcome: Outcome, at: datetime) -> None:
    try:
        is_packet = _taken(path, at)
    except SecretError as error:
        _keep_nothing(path, error)
        outcome.refused.append((f"{path.parent.name}/…", str(error.message)))
    except OSError as error:  # it was taken away, or may not be read: the next look tries again
        logger.warning("A packet could not be read: %s", error)
        outcome.left += 1
    except NhipCauError as error:
        if _may_be_unfinished(error, path, at):
            outcome.left += 1
            return
        _move(path, REFUSED, str(error.message))
        outcome.refused.append((path.name, str(error.message)))
    else:
        _move(path, DONE)
        outcome.packets += is_packet
        outcome.states += not is_packet


def _taken(path: Path, at: datetime) -> bool:
    """Take in one file; return whether it was a document, not a state."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PacketError(TOO_LARGE, limit=str(MOST_BYTES // 1024**2))
        content = path.read_bytes()
        read = read_edxml(content)
    except PacketError as error:
        raise UnreadableError(error) from error
    by = ensure_system_user()
    if isinstance(read, Read):
        try:
            taking.take_in_packet(read, content, name=path.name, by=by, at=at)
        except SecretError as error:
            told = refusing.refuse_secret(read, content, by=by, at=at)
            raise SecretPacketError(told=told) from error
        return True
    answering.take_in_status(read, content, by=by, at=at)
    return False


def _may_be_unfinished(error: NhipCauError, path: Path, at: datetime) -> bool:
    cause = error.__cause__
    is_cut_off = isinstance(cause, PacketError) and cause.message in (NOT_XML, NOT_UTF8)
    return is_cut_off and at.timestamp() - path.stat().st_mtime < SETTLES.total_seconds()


def _move(path: Path, to: str, why: str = "") -> None:
    """Move a file, beside its reason where it was refused; one of the same name there is not replaced."""
    folder = path.parent / to
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    if target.exists():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        target = folder / f"{path.stem}-{digest}{path.suffix}"
    if why:
        target.with_name(target.name + ".txt").write_text(why + "\n", encoding="utf-8")
    path.replace(target)


def _keep_nothing(path: Path, error: SecretError) -> None:
    """Remove a secret packet, and leave only a note that says when to ask whom: not even its name."""
    folder = path.parent / REFUSED
    folder.mkdir(exist_ok=True)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    (folder / f"{digest}.txt").write_text(f"{error.message}\n", encoding="utf-8")
    path.unlink()
