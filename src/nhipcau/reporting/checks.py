"""What an installation must have for figures to be added up, told when it is started."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from nhipcau.rollup import engines
from nhipcau.rollup.errors import EngineError

E001, E002, W001 = "reporting.E001", "reporting.E002", "reporting.W001"


@register()
def check_engine(app_configs: Sequence[AppConfig] | None = None, **kept: Any) -> list[CheckMessage]:
    """Return an error where ROLLUP_ENGINE names no engine, or one whose library is not installed."""
    named = settings.ROLLUP_ENGINE
    try:
        engines.engine(named)
    except EngineError as error:
        return [Error(str(error), hint=error.in_english, id=E001)]
    if named not in ("", engines.DUCKDB) and find_spec("pyspark") is None:
        return [
            Error(
                f"ROLLUP_ENGINE={named} cần PySpark: cài nhipcau[spark], hoặc đặt ROLLUP_ENGINE=duckdb.",
                hint=f"ROLLUP_ENGINE={named} needs PySpark: install nhipcau[spark], or set ROLLUP_ENGINE=duckdb.",
                id=E002,
            )
        ]
    return []


@register(deploy=True)
def check_master(app_configs: Sequence[AppConfig] | None = None, **kept: Any) -> list[CheckMessage]:
    """Return a warning where the machine that ROLLUP_ENGINE names does not answer; asked by `check --deploy`."""
    try:
        engines.require_reachable(settings.ROLLUP_ENGINE)
    except EngineError as error:
        return [Warning(str(error), hint=error.in_english, id=W001)]
    return []
