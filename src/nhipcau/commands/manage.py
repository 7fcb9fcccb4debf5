"""`nhipcau manage`: Django's own commands, with this installation's settings."""

from __future__ import annotations

import os

import click

from nhipcau.config import home


@click.command(
    context_settings={
        "ignore_unknown_options": True,
        "allow_interspersed_args": False,
        "help_option_names": [],
    }
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="LỆNH [THAM SỐ…]")
def manage(arguments: tuple[str, ...]) -> None:
    """Chạy lệnh quản trị của Django với cài đặt của nơi này.

    \b
    Ví dụ:
      nhipcau manage changepassword lan
      nhipcau manage check --deploy
    """
    home.prepare(os.environ)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["nhipcau manage", *arguments])
