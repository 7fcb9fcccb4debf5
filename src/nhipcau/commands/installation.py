"""What an installation holds before it serves: tables, the sample province, documents. Imports Django when asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nhipcau.config import home

if TYPE_CHECKING:
    from nhipcau.registry.intake import Outcome


def prepare(folder: Path) -> None:
    """Bring the database up to date, and load the sample province into an empty one."""
    make_ready(folder)
    if _is_empty():
        _load_sample(folder)
    else:
        _resume()
    _schedule()


def make_ready(folder: Path) -> None:
    """Make the folders and bring the tables up to date."""
    import django

    django.setup()
    for name in ("files", "static", "mail"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    _migrate()


def _migrate() -> None:
    """Apply the migrations that are missing; nothing is written when none is."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        click.echo("Đang tạo cơ sở dữ liệu… / Preparing the database…")
        call_command("migrate", interactive=False, verbosity=0)


def _is_empty() -> bool:
    from nhipcau.units.models import Unit

    return not Unit.objects.exists()


def _resume() -> None:
    """Queue again what was being done when the machine stopped. No worker runs yet, so nothing is done twice at once."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from nhipcau.channels import tasks as channels
    from nhipcau.programmes import tasks as programmes
    from nhipcau.registry import tasks as registry

    DBTaskResult.objects.running().update(status=TaskResultStatus.READY, started_at=None)
    channels.hand_over_waiting()
    programmes.hand_over_waiting()
    registry.hand_over_waiting()


def _schedule() -> None:
    """Queue what is done every day."""
    from django.utils import timezone

    from nhipcau.exchange.packets import tasks as packets
    from nhipcau.letterbox import tasks as letterbox
    from nhipcau.oversight import tasks as oversight
    from nhipcau.programmes import tasks as programmes
    from nhipcau.reporting import tasks as reporting

    programmes.schedule_reminders(timezone.now())
    reporting.schedule_reminders(timezone.now())
    packets.schedule(timezone.now())
    oversight.schedule_reminders(timezone.now())
    letterbox.schedule_erasing(timezone.now())


def _load_sample(folder: Path) -> None:
    """Load the sample province, its people with passwords of this installation only."""
    from django.utils import timezone

    from nhipcau.desk.sample import SAMPLE_ACCOUNTS, load_sample

    click.echo("Đang nạp tỉnh mẫu… / Loading the sample province…")
    passwords = {username: home.new_password() for username, _vi, _en in SAMPLE_ACCOUNTS}
    accounts = [(f"{vi} / {en}", username, passwords[username]) for username, vi, en in SAMPLE_ACCOUNTS]
    # Before the people exist: better a list too many than people nobody can sign in as.
    home.write_private(folder / "passwords.txt", sign_in_table(accounts))
    load_sample(passwords, timezone.now())


def sign_in_table(accounts: list[tuple[str, str, str]]) -> str:
    """Return (role, user name, password) as an aligned table.

    >>> print(sign_in_table([("Cán bộ / Officer", "son", "abcd")]))
    Vai trò / Role    Tên / User name  Mật khẩu / Password
    Cán bộ / Officer  son              abcd
    <BLANKLINE>
    """
    rows = [("Vai trò / Role", "Tên / User name", "Mật khẩu / Password"), *accounts]
    wide = [max(len(row[column]) for row in rows) for column in range(2)]
    return "".join(f"{row[0]:<{wide[0]}}  {row[1]:<{wide[1]}}  {row[2]}\n" for row in rows)


def take_in(documents: Path) -> None:
    """Read every document of the folder into the registry; a line for each that could not be read, and why."""
    from django.utils import timezone

    from nhipcau.audit.errors import NhipCauError
    from nhipcau.registry.intake import take_in_folder
    from nhipcau.units.models import Membership, Role

    officers = Membership.objects.filter(role=Role.OFFICER, valid_to__isnull=True, user__is_active=True)
    post = officers.select_related("user", "unit").order_by("pk").first()
    if post is None:
        raise click.ClickException(
            "Chưa có ai giữ vai trò chuyên viên để nhận văn bản. Hãy giao vai trò đó rồi chạy lại."
        )
    with click.progressbar(length=1, label="Đang đọc văn bản / Reading", show_pos=True) as bar:

        def show(done: int, total: int, outcome: Outcome) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        try:
            outcomes = take_in_folder(post.unit, documents, by=post.user, at=timezone.now(), on_progress=show)
        except NhipCauError as error:
            raise click.ClickException(str(error.message)) from error
    _say_what_became(outcomes)


def _say_what_became(outcomes: list[Outcome]) -> None:
    """Print a line for each file that could not be read and why, and how many went which way."""
    refused = [outcome for outcome in outcomes if outcome.document is None]
    for outcome in refused:
        click.echo(f"  {outcome.file_name}: {outcome.message}")
    new = sum(outcome.taken_in for outcome in outcomes)
    there = len(outcomes) - new - len(refused)
    click.echo(f"Văn bản: {new} mới vào sổ, {there} đã có, {len(refused)} không đọc được.")
    click.echo(f"Documents: {new} new, {there} already there, {len(refused)} could not be read.")
