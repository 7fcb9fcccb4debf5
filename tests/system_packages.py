"""The programs that the tests call and Python does not bring: installs them where that is allowed, else names them.

Run by make: python tests/system_packages.py [PACKAGE…]   (all of them when none is named)
"""

import glob
import os
import shutil
import subprocess
import sys

# Debian package → the program (or the file, as a pattern) that shows it is there.
PROGRAMS = {
    "chromium": "chromium",
    "default-jre-headless": "java",
    "fonts-dejavu-core": "/usr/share/fonts/**/DejaVuSans.ttf",
    "fonts-liberation2": "/usr/share/fonts/**/liberation2/LiberationSerif-Regular.ttf",
    "gettext": "xgettext",
    "libreoffice-writer": "soffice",
    "poppler-utils": "pdftotext",
    "postgresql": "/usr/lib/postgresql/*/bin/initdb",
    "tesseract-ocr": "tesseract",
    "tesseract-ocr-vie": "/usr/share/tesseract-ocr/*/tessdata/vie.traineddata",
}


def missing(wanted: list[str]) -> list[str]:
    """Return those of the Debian packages `wanted` whose program is not on this machine."""
    return [package for package in wanted or PROGRAMS if not _is_there(PROGRAMS[package])]


def _is_there(sign: str) -> bool:
    if "/" in sign:
        return bool(glob.glob(sign, recursive=True)) or shutil.which(os.path.basename(sign)) is not None
    return shutil.which(sign) is not None


def _as_root() -> list[str] | None:
    """Return what to put before a command to run it as root without being asked, or None when that cannot be."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"]
    return None


def install(packages: list[str]) -> None:
    """Install the packages with apt. Raises SystemExit, naming them, when this account may not or apt fails."""
    root = _as_root()
    if root is None or not shutil.which("apt-get"):
        sys.exit(
            f"The tests need these programs (names of Debian packages): {' '.join(packages)}\n"
            f"Install them, on Debian with: sudo apt-get install {' '.join(packages)}\nThen run the same command again."
        )
    print(f"Installing for the tests: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        if subprocess.run(
            [*root, "apt-get", "--quiet=2", *command], env=quiet, stdin=subprocess.DEVNULL
        ).returncode:
            sys.exit(
                f"apt-get could not do it. Install these packages, then run the same command again: {' '.join(packages)}"
            )


if __name__ == "__main__":
    if needed := missing(sys.argv[1:]):
        install(needed)
