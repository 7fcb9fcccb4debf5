"""DOC (Word 97-2003): LibreOffice makes a DOCX of it, in a process of its own with a profile of its own."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from ..errors import DamagedFileError, MissingProgramError, TooHeavyError
from .sandbox import environment, run
from .values import Limits

PACKAGES = "libreoffice-writer"
_LIMITED = "nhipcau.reading.load.limited"
_PROFILE = "registrymodifications.xcu"
# No macros, and nothing fetched from addresses that a document names.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501 - a line of the other program's settings


def to_docx(name: str, data: bytes, limits: Limits) -> bytes:
    """Return the document as DOCX. Raises MissingProgramError, TooHeavyError, DamagedFileError."""
    program = shutil.which("soffice")
    if program is None:
        raise MissingProgramError(name, packages=PACKAGES)
    with tempfile.TemporaryDirectory(prefix="nhipcau-") as folder:
        return _converted(name, data, limits, program, Path(folder))


def _converted(name: str, data: bytes, limits: Limits, program: str, folder: Path) -> bytes:
    source, made, profile = folder / "document.doc", folder / "document.docx", folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / _PROFILE).write_text(_SETTINGS, encoding="utf-8")
    source.write_bytes(data)
    command = [program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}",
               "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)]  # fmt: skip
    bounds = (limits.converter_seconds, limits.converter_memory_bytes, limits.part_bytes)
    limited = [sys.executable, "-m", _LIMITED, *map(str, bounds), *command]
    run(name, limited, environment() | {"HOME": str(folder), "TMPDIR": str(folder)}, limits.converter_seconds)
    if not made.is_file():
        raise DamagedFileError(name)
    if made.stat().st_size > limits.part_bytes:
        raise TooHeavyError(name)
    return made.read_bytes()
