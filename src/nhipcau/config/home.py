"""The home folder of an installation: its database, files, secrets. Made before Django starts, so knows none of it."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

# Readable without mistakes when typed from paper: no 0/o, 1/l/i.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def home_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder named by NHIPCAU_HOME, or `var` where the command was called; only its owner enters it."""
    folder = Path(environ.get("NHIPCAU_HOME", "var")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read, from its first moment."""
    file.unlink(missing_ok=True)
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as target:
        target.write(text)


def secret_key_file(home: Path) -> Path:
    """Return the file of the installation's secret key, made at random when it is missing."""
    file = home / "secret-key"
    if not file.exists():
        write_private(file, secrets.token_urlsafe(50))
    return file


def prepare(environ: "os._Environ[str]") -> Path:
    """Make the home folder and its key, tell Django of them through `environ`, and return the folder.

    From here on this process and what it starts make files that only their owner can read.
    """
    os.umask(0o077)
    home = home_folder(environ)
    environ["NHIPCAU_HOME"] = str(home)
    environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.config.settings")
    if "NHIPCAU_SECRET_KEY" not in environ:
        environ.setdefault("NHIPCAU_SECRET_KEY_FILE", str(secret_key_file(home)))
    return home


def new_password() -> str:
    """Return a password that is hard to guess and easy to type: four groups of four letters and digits.

    >>> [len(group) for group in new_password().split("-")]
    [4, 4, 4, 4]
    """
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
