"""`nhipcau exchange`: figures to and from other systems."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nhipcau.config import home

if TYPE_CHECKING:
    from nhipcau.exchange.importing import Outcome
    from nhipcau.reporting.models import Period
    from nhipcau.units.models import User

CALENDARS = {"duong-lich": "calendar", "15-14": "official"}
FORMATS = ("json", "csv", "adx", "completeness", "metadata", "units")
_calendar = click.option(
    "--periods",
    type=click.Choice(list(CALENDARS)),
    default="15-14",
    show_default=True,
    help="Kỳ theo dương lịch, hay từ ngày 15 đến ngày 14 (mang tên kỳ dương lịch trong tệp).",
)
_person = click.option(
    "--as", "account", metavar="TÊN", required=True, help="Tài khoản đọc hoặc ghi số liệu."
)


@click.group()
def exchange() -> None:
    """Số liệu cho hệ thống khác và từ hệ thống khác: DHIS2 (JSON, CSV), ADX.

    \b
    Ví dụ:
      nhipcau exchange export 3 2026Q4 --as minh --format csv --output quy-4.csv
      nhipcau exchange import quy-4.json --as lan --dry-run
    """


@exchange.command("export")
@click.argument("form", type=int, metavar="BIỂU-MẪU")
@click.argument("names", nargs=-1, required=True, metavar="KỲ…")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="json", show_default=True)
@click.option("--uid", is_flag=True, help="Gọi đơn vị và chỉ tiêu bằng định danh 11 ký tự, không bằng mã.")
@click.option("--unapproved", is_flag=True, help="Cả báo cáo đã gửi mà chưa duyệt.")
@click.option("--output", type=click.Path(path_type=Path), help="Tệp để ghi; bỏ trống là in ra.")
@_calendar
@_person
def export(
    form: int,
    names: tuple[str, ...],
    kind: str,
    *,
    uid: bool,
    unapproved: bool,
    output: Path | None,
    periods: str,
    account: str,
) -> None:
    """Ghi số liệu của một biểu mẫu (số khóa của nó) cho các kỳ, ví dụ 202601, 2026Q4, 2026S1, 2026.

    \b
    Ví dụ:
      nhipcau exchange export 3 2026Q4 --as minh
      nhipcau exchange export 3 2026Q1 2026Q2 --as minh --format adx --output nua-nam.xml
    """
    user = _set_up(account)
    from django.utils import timezone

    from nhipcau.audit.errors import NhipCauError
    from nhipcau.exchange import access, exporting

    found = access.forms(user).filter(pk=form).first()
    if found is None:
        raise click.ClickException(f"{account} không thấy biểu mẫu {form}.")
    asked = tuple(_period(user, name, CALENDARS[periods]) for name in names)
    wanted = exporting.Wanted(found, asked, kind, uid, unapproved, official_too=True)
    try:
        content = exporting.write(user, wanted, timezone.now()).content
    except NhipCauError as error:
        raise click.ClickException(str(error.message)) from error
    if output:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def _period(user: User, name: str, calendar: str) -> Period:
    from nhipcau.exchange import access
    from nhipcau.exchange.errors import said
    from nhipcau.exchange.formats import FormatError, read_period

    try:
        named = read_period(name)
    except FormatError as error:
        raise click.ClickException(said(error)) from error
    asked = access.periods(user).filter(kind=named.kind, year=named.year, number=named.number)
    period = asked.filter(calendar=calendar).first()
    if period is None:
        raise click.ClickException(f"{name}: không có đợt báo cáo nào cho kỳ này.")
    return period


@exchange.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ thay đổi gì, không ghi.")
@click.option("--send", is_flag=True, help="Gửi những báo cáo mà tệp ghi là đã đầy đủ.")
@_calendar
@_person
def take_in(file: Path, *, dry_run: bool, send: bool, periods: str, account: str) -> None:
    """Lấy số liệu từ tệp JSON, CSV của DHIS2 hoặc ADX; dòng nào không nhận được in ra cùng lý do.

    \b
    Ví dụ:
      nhipcau exchange import quy-4.json --as lan --dry-run
      nhipcau exchange import quy-4.xml --as lan --send
    """
    user = _set_up(account)
    from django.core.exceptions import PermissionDenied
    from django.utils import timezone

    from nhipcau.audit.errors import NhipCauError
    from nhipcau.exchange import actions
    from nhipcau.exchange.formats.values import MOST_BYTES
    from nhipcau.exchange.importing import How

    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    how, now = How(CALENDARS[periods], send), timezone.now()
    try:
        if dry_run:
            outcome = actions.try_file(content, how=how, by=user, at=now)
        else:
            outcome = actions.take_over(
                actions.take_in_file(file.name, content, how=how, by=user, at=now), by=user, at=now
            )
    except PermissionDenied as error:
        raise click.ClickException(f"{account} không giữ vai trò báo cáo ở đơn vị nào.") from error
    except NhipCauError as error:
        raise click.ClickException(str(error.message)) from error
    _say(outcome)


def _say(outcome: Outcome) -> None:
    """Print what became of the rows; exit 1 when some were refused."""
    for change in outcome.changes:
        click.echo(f"{change.row}: {change.unit}, {change.figure}: {change.old} → {change.new}")
    for conflict in outcome.conflicts:
        click.echo(f"{conflict.row}: {conflict.what} {conflict.message}", err=True)
    for sent in outcome.sent:
        click.echo(f"Gửi: {sent}")
    click.echo(
        f"{outcome.imported} mới, {outcome.updated} thay đổi, {outcome.deleted} để trống, "
        f"{outcome.ignored} như cũ, {len(outcome.conflicts)} không nhận."
    )
    if outcome.conflicts:
        raise SystemExit(1)


def _set_up(account: str) -> User:
    """Return the person who holds the account, with the installation at hand."""
    home.prepare(os.environ)
    import django

    django.setup()
    from django.utils import translation

    from nhipcau.units.models import User

    translation.activate("vi")
    person = User.objects.filter(username=account, is_active=True).first()
    if person is None:
        raise click.ClickException(f"Không có tài khoản {account}.")
    return person
