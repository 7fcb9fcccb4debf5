"""The only module that reads the environment. A wrong value refuses to start and says what to do."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES_NO = {"1": True, "true": True, "0": False, "false": False}


def env_str(name: str, default: str | None = None) -> str:
    """Return the variable `name`, or the text of the file that `NAME_FILE` names, or `default`.

    Raises ImproperlyConfigured when none of the three is there.
    """
    if name in os.environ:
        return os.environ[name]
    if f"{name}_FILE" in os.environ:
        return Path(os.environ[f"{name}_FILE"]).read_text(encoding="utf-8").strip()
    if default is None:
        raise ImproperlyConfigured(f"Set {name}, or {name}_FILE to a file that holds it.")
    return default


def env_bool(name: str, *, default: bool) -> bool:
    """Return the variable `name` as a truth value. Raises ImproperlyConfigured for any but 1, 0, true, false."""
    text = os.environ.get(name)
    if text is None:
        return default
    if text.lower() not in _YES_NO:
        raise ImproperlyConfigured(f"{name} is {text!r}: write 1 or 0.")
    return _YES_NO[text.lower()]


def env_list(name: str, default: str) -> list[str]:
    """Return the comma-separated variable `name`, empty parts dropped."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def env_path(name: str, default: Path) -> Path:
    """Return the variable `name` as an absolute path."""
    return Path(os.environ.get(name, default)).resolve()
