"""The `nhipcau` command: a group of verbs, each imported only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

# Verb -> "module:attribute". A verb of another room is one more line here.
VERBS = {
    "check": "nhipcau.commands.check:check",
    "exchange": "nhipcau.commands.exchange:exchange",
    "manage": "nhipcau.commands.manage:manage",
    "read": "nhipcau.commands.read:read",
    "sample": "nhipcau.commands.sample:sample",
    "total": "nhipcau.commands.total:total",
    "units": "nhipcau.commands.units:units",
    "up": "nhipcau.commands.up:up",
    "verify": "nhipcau.commands.verify:verify",
    "write": "nhipcau.commands.write:write",
}


class LazyGroup(click.Group):
    """A group whose verbs are imported when they are called, so that `read` starts without Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in alphabetical order."""
        return sorted({*super().list_commands(ctx), *VERBS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name, imported now; None where there is no such verb."""
        target = VERBS.get(cmd_name)
        if target is None:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = target.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="nhipcau")
def group() -> None:
    """Nhịp Cầu: văn bản đến, chương trình, báo cáo và tin bài của văn phòng thông tin đối ngoại.

    \b
    Ví dụ:
      nhipcau read --json ke-hoach.docx
      nhipcau check bao-cao.docx
    """


def main() -> None:
    """Run the command; exit 0 done, 1 refused or found something, 2 misuse."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    group()
