"""JSON from outside, with bounds: no numbers that fill the memory, no nesting that fills the stack."""

import json
from collections.abc import Mapping
from typing import Any

from nhipcau.exchange.formats import errors
from nhipcau.exchange.formats.errors import FormatError
from nhipcau.exchange.formats.values import decoded


def load_object(content: bytes) -> dict[str, Any]:
    """Return the object in a file, its numbers as texts. Raises FormatError."""
    text = decoded(content)
    try:
        loaded = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise FormatError(errors.NOT_JSON) from error
    if not isinstance(loaded, dict):
        raise FormatError(errors.NOT_AN_OBJECT, name="{…}")
    return loaded


def list_in(loaded: Mapping[str, Any], name: str) -> list[Any]:
    """Return the list of that name, empty where there is none. Raises FormatError."""
    found = loaded.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise FormatError(errors.NOT_AN_OBJECT, name=name)
    return found


def object_of(row: Any, name: str) -> dict[str, Any]:
    """Return the row, which must be an object. Raises FormatError."""
    if not isinstance(row, dict):
        raise FormatError(errors.NOT_AN_OBJECT, name=name)
    return row


def text_in(row: Mapping[str, Any], name: str) -> str:
    """Return the text of that name, "" where there is none. Raises FormatError for anything else."""
    found = row.get(name)
    if found is None:
        return ""
    if isinstance(found, bool) or not isinstance(found, str):
        raise FormatError(errors.NOT_TEXT, name=name)
    return found.strip()


def dumped(loaded: Mapping[str, Any]) -> bytes:
    """Return the file of an object."""
    return (json.dumps(loaded, ensure_ascii=False, indent=1) + "\n").encode()
