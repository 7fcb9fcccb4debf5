"""`nhipcau sample`: a made-up nation of any size, with years of figures."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nhipcau.config import home

if TYPE_CHECKING:
    from nhipcau.desk.sample.national import Made, Size
    from nhipcau.units.national import Nation

STEPS = {
    "units": "Đơn vị và việc sắp xếp…",
    "people": "Người dùng…",
    "forms": "Biểu mẫu, kỳ báo cáo…",
    "sealed": "Số liệu các tháng…",
}


@click.command()
@click.option(
    "--units", type=click.IntRange(40, 10_035), default=3321, show_default=True, help="Số xã báo cáo."
)
@click.option(
    "--years", type=click.IntRange(1, 20), default=10, show_default=True, help="Số năm đã chốt số liệu."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Cùng một số thì cùng số liệu.")
@click.option(
    "--real-names",
    is_flag=True,
    help="Dùng danh mục đơn vị thật của gói vietnamadminunits; số liệu vẫn là số tự đặt.",
)
def sample(units: int, years: int, seed: int, real_names: bool) -> None:  # noqa: FBT001  (Click's way)
    """Tạo trong cơ sở dữ liệu trống một quốc gia mẫu: tỉnh, xã, lần sắp xếp 01/7/2025, biểu 60 chỉ tiêu hằng tháng.

    \b
    Các năm trước đã chốt thành tệp Parquet; tháng gần nhất còn mở. Mật khẩu ghi trong passwords.txt của thư mục nhà.
    Ví dụ:
      nhipcau sample --units 3321 --years 10 --seed 1
      NHIPCAU_HOME=mau nhipcau sample --units 100 --years 2 && NHIPCAU_HOME=mau nhipcau up
    """
    folder = home.prepare(os.environ)
    from nhipcau.commands import installation

    started = time.monotonic()
    installation.make_ready(folder)
    _refuse_unless_empty()
    from nhipcau.desk.sample.national import Size

    size = Size(communes=units, years=years, seed=seed, nation=_real() if real_names else None)
    made = _load(size, folder)
    click.echo(
        f"{made.communes} xã, {made.former} xã trước đó, {made.months} tháng đã chốt với {made.sealed:,} số liệu,"
        f" tháng còn mở với {made.live:,} số liệu ({time.monotonic() - started:.0f} giây)."
    )


def _refuse_unless_empty() -> None:
    from nhipcau.reporting.sealed import folder
    from nhipcau.units.models import Unit

    if Unit.objects.exists() or any(folder().glob("*.parquet")):
        raise click.ClickException(
            "Cơ sở dữ liệu đã có đơn vị. Hãy dùng một thư mục nhà mới: NHIPCAU_HOME=mau nhipcau sample"
        )


def _real() -> Nation:
    from nhipcau.units.national import PackageMissingError, read_nation

    try:
        return read_nation()
    except PackageMissingError as error:
        raise click.ClickException(
            "Chưa có gói vietnamadminunits. Hãy cài bằng: pip install 'nhipcau[units]'"
        ) from error


def _load(size: Size, folder: Path) -> Made:
    from django.utils import timezone

    from nhipcau.commands.installation import sign_in_table
    from nhipcau.desk.sample import SAMPLE_ACCOUNTS
    from nhipcau.desk.sample.national import load_national

    passwords = {username: home.new_password() for username, _vi, _en in SAMPLE_ACCOUNTS}
    accounts = [(f"{vi} / {en}", username, passwords[username]) for username, vi, en in SAMPLE_ACCOUNTS]
    home.write_private(folder / "passwords.txt", sign_in_table(accounts))
    return load_national(size, passwords, timezone.now(), tell=lambda step: click.echo(STEPS[step]))
