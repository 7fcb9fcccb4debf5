"""`nhipcau verify`: are all sealed files what was sealed."""

from __future__ import annotations

import json
import os
import sys

import click

from nhipcau.config import home


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Mỗi tệp một dòng JSON.")
def verify(*, as_json: bool) -> None:
    """Kiểm tra mọi tệp số liệu đã chốt: còn đủ, và đúng từng byte như khi chốt.

    Mã kết thúc 0: mọi tệp nguyên vẹn; 1: có tệp mất hoặc bị thay đổi.

    \b
    Ví dụ:
      nhipcau verify
      nhipcau verify --json
    """
    home.prepare(os.environ)
    import django

    django.setup()
    from nhipcau.reporting.models import Seal
    from nhipcau.reporting.seals import check_seals

    seals = Seal.objects.select_related("collection__form", "collection__period")
    checked = check_seals(seals.order_by("collection__period__ends_on", "collection", "revision"))
    for one in checked:
        if as_json:
            told = {
                "file": one.seal.path,
                "sha256": one.seal.sha256,
                "whole": one.is_whole,
                "wrong": one.wrong,
            }
            click.echo(json.dumps(told, ensure_ascii=False))
        elif one.wrong:
            click.echo(f"{one.seal.collection}, lần {one.seal.revision}: {one.wrong}")
    broken = sum(not one.is_whole for one in checked)
    if not as_json:
        click.echo(f"{len(checked) - broken}/{len(checked)} tệp chốt nguyên vẹn.")
    sys.exit(1 if broken else 0)
