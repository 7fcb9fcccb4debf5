"""The documentation says what is there, and nothing else."""

import re
import tomllib
from pathlib import Path

import pytest

from nhipcau.cli import VERBS
from tests import reference

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ROOMS = sorted(path.parent.name for path in (ROOT / "src" / "nhipcau").glob("*/__init__.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_of_ours_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))

    lost = [link for link in links if "://" not in link and not (page.parent / link).exists()]

    assert lost == []


def test_the_architecture_page_names_every_room() -> None:
    page = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")

    assert [room for room in ROOMS if not re.search(rf"\b{room}\b", page)] == []


def test_every_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[\[<>=]", line)[0] for group in groups for line in group} - {"nhipcau"}
    page = (ROOT / "docs/explanation/dependencies.md").read_text(encoding="utf-8")

    assert [name for name in sorted(names) if f"{name} (" not in page] == []


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_the_generated_page_agrees_with_the_code(name: str) -> None:
    written = reference.place(name).read_text(encoding="utf-8")

    assert written == reference.PAGES[name](), "run: make reference"


def test_every_command_has_an_example_in_its_help() -> None:
    page = reference.command_page()

    assert [
        verb for verb in VERBS if f"nhipcau {verb} " not in page.split(f"## nhipcau {verb}")[1].split("##")[0]
    ] == []
