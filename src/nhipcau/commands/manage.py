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

    Tên lệnh viết với dấu gạch nối hay gạch dưới đều được.

    \b
    Ví dụ:
      nhipcau manage changepassword lan
      nhipcau manage read-again --all
      nhipcau manage send-reminders
      nhipcau manage export-corrections --output sua-doi
      nhipcau manage help export-corrections
      nhipcau manage check --deploy
    """
    home.prepare(os.environ)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["nhipcau manage", *as_django_names(arguments)])


def as_django_names(arguments: tuple[str, ...]) -> list[str]:
    """Return the arguments with the name of the command as Django finds it: the name of a module.

    >>> as_django_names(("help", "read-again")), as_django_names(("read-again", "--all"))
    (['help', 'read_again'], ['read_again', '--all'])
    """
    names = 2 if arguments[:1] == ("help",) else 1
    return [
        argument.replace("-", "_") if at < names and not argument.startswith("-") else argument
        for at, argument in enumerate(arguments)
    ]
