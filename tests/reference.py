"""Writes docs/reference from the code, so that it cannot say anything else: settings, command line, events, interface.

python -m tests.reference            # make reference
python -m tests.reference --check    # make check: exit 1 naming the pages that are out of date
"""

import ast
import json
import os
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import django

from nhipcau.writing import fragment_style

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
HOUSE = ROOT / "src" / "nhipcau"
_MADE = "<!-- Written from the code by `make reference`; do not edit. -->\n"
WIDTH = 96
_QUOTED = re.compile(r"""^f?(?:Path\()?['"](.*?)['"]\)?$""")


def settings_page() -> str:
    """Return the page of what the environment may set, from the `#:` comments in the settings."""
    lines = [
        "# Cài đặt / Settings",
        "",
        "Đặt bằng biến môi trường; với mỗi biến `TÊN`, có thể đặt `TÊN_FILE` là tệp chứa giá trị.",
        "/ Set by environment variables; instead of `NAME`, `NAME_FILE` may name a file that holds the value.",
        "",
        "| biến / variable | mặc định / default | ý nghĩa / meaning |",
        "|---|---|---|",
    ]
    rows = (f"| `{name}` | {default} | {vi}<br>{en} |" for name, default, vi, en in sorted(_settings()))
    return _page([*lines, *rows])


def _settings() -> Iterator[tuple[str, str, str, str]]:
    source = (HOUSE / "config" / "settings.py").read_text(encoding="utf-8")
    text = source.splitlines()
    for statement in ast.parse(source).body:
        for call in ast.walk(statement):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "").startswith("env_"):
                vi, en = (
                    line.removeprefix("#: ") for line in text[statement.lineno - 3 : statement.lineno - 1]
                )
                yield str(ast.literal_eval(call.args[0])), _default(call), vi, en


def _default(call: ast.Call) -> str:
    given = [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "default")]
    if not given:
        return "bắt buộc / required"
    text = _QUOTED.sub(r"\1", ast.unparse(given[0]))
    return f"`{text}`" if text else "–"


def command_page() -> str:
    """Return the page of the command line: the help of the command and of each verb."""
    from nhipcau.cli import group

    lines = ["# Dòng lệnh / Command line", ""]
    with click.Context(group, info_name="nhipcau", terminal_width=WIDTH, max_content_width=WIDTH) as above:
        lines += ["```", group.get_help(above), "```"]
        for verb in group.list_commands(above):
            command = group.get_command(above, verb)
            assert command is not None
            with command.make_context(verb, [], above, resilient_parsing=True) as context:
                lines += ["", f"## nhipcau {verb}", "", "```", command.get_help(context), "```"]
    return _page(lines)


def events_page() -> str:
    """Return the page of the events that the audit log knows, by room."""
    from django.utils.translation import override

    from nhipcau.audit.events import EVENTS

    for file in sorted(HOUSE.glob("*/events.py")):
        import_module(f"nhipcau.{file.parent.name}.events")
    lines = [
        "# Sự kiện / Events",
        "",
        "Mỗi lần ghi dữ liệu để lại một dòng nhật ký mang một trong các tên này.",
        "/ Every write leaves an audit row with one of these names.",
        "",
        "| tên / name | tiếng Việt | English |",
        "|---|---|---|",
    ]
    for name, event in sorted(EVENTS.items()):
        with override("vi"):
            vietnamese = str(event.label)
        with override("en"):
            lines.append(f"| `{name}` | {vietnamese} | {event.label} |")
    return _page(lines)


def _page(lines: list[str]) -> str:
    return "\n".join([_MADE, *(line.rstrip() for text in lines for line in text.split("\n"))]) + "\n"


def interface_page() -> str:
    """Return the description of the interface for other systems."""
    from nhipcau.exchange.api.openapi import document

    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


PAGES = {
    "settings.md": settings_page,
    "cli.md": command_page,
    "events.md": events_page,
    "openapi.json": interface_page,
    "paper.css": fragment_style,
}
# What is made for the product itself and not for those who read about it.
ELSEWHERE = {"paper.css": ROOT / "src" / "nhipcau" / "shell" / "static" / "shell" / "paper.css"}


def place(name: str) -> Path:
    """Return where a page is written."""
    return ELSEWHERE.get(name, REFERENCE / name)


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; return the exit code."""
    from nhipcau.config.catalogues import compile_stale

    compile_stale()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.config.settings_test")
    django.setup()
    REFERENCE.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        file, text = place(name), make()
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(name)
            if arguments != ["--check"]:
                file.write_text(text, encoding="utf-8")
    if arguments == ["--check"] and stale:
        print(f"Out of date: {', '.join(stale)}. Run: make reference")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
