"""`nhipcau units`: the units of the whole nation, and lists of units from files."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import TYPE_CHECKING

import click

from nhipcau.config import home

if TYPE_CHECKING:
    from nhipcau.units.models import Unit, User


@click.group()
def units() -> None:
    """Đơn vị: nạp cả nước.

    \b
    Ví dụ:
      nhipcau units load-nation --administrator quantri
    """


@units.command("load-nation")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    default="2025-01-01",
    show_default=True,
    help="Các đơn vị trước ngày 01/7/2025 được ghi là có từ ngày này.",
)
@click.option(
    "--administrator", metavar="TÊN", help="Giao vai trò quản trị của cả nước cho tài khoản có tên này."
)
def load_nation(since: datetime, administrator: str | None) -> None:
    """Nạp 34 tỉnh, 3.321 xã của hôm nay, các đơn vị trước ngày 01/7/2025 và việc kế thừa giữa chúng.

    Cần gói vietnamadminunits: pip install 'nhipcau[units]'. Chạy một lần, sau khi đã tạo cơ sở dữ liệu.

    \b
    Ví dụ:
      nhipcau units load-nation
      nhipcau units load-nation --administrator quantri
    """
    home.prepare(os.environ)
    import django

    django.setup()
    from django.utils import timezone

    from nhipcau.audit.errors import NhipCauError
    from nhipcau.units.actions import ensure_system_user
    from nhipcau.units.nation import load_nation
    from nhipcau.units.national import PackageMissingError, read_nation

    started = time.monotonic()
    try:
        person = _account(administrator)
        system, now = ensure_system_user(), timezone.now()
        loaded = load_nation(read_nation(), since=since.date(), by=system, at=now)
        if person:
            _grant(person, loaded.country, system, now)
    except PackageMissingError as error:
        raise click.ClickException(
            "Chưa có gói vietnamadminunits. Hãy cài bằng: pip install 'nhipcau[units]'"
        ) from error
    except NhipCauError as error:
        raise click.ClickException(str(error.message)) from error
    former = loaded.former_provinces + loaded.former_districts + loaded.former_communes
    click.echo(
        f"{loaded.provinces} tỉnh, {loaded.communes} xã, {former} đơn vị trước đó, {loaded.successions} kế thừa"
        f" ({time.monotonic() - started:.0f} giây)."
    )


def _account(name: str | None) -> User | None:
    """Return the account of this name. Raises ClickException before anything is written when there is none."""
    from nhipcau.units.models import User

    if name is None:
        return None
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None:
        raise click.ClickException(f"Không có tài khoản “{name}”. Hãy kiểm tra lại tên sau --administrator.")
    return person


def _grant(person: User, country: Unit, system: User, now: datetime) -> None:
    from django.utils import timezone

    from nhipcau.units.actions import grant_membership
    from nhipcau.units.models import Role

    grant_membership(person, country, Role.ADMINISTRATOR, valid_from=timezone.localdate(), by=system, at=now)
