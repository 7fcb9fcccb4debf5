"""The sample documents look as they did when somebody looked at them; how to renew the pages: tests/golden."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.golden import comparing, pages, rendering


def test_every_page_looks_as_it_was_stored(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept, drawn = pages.stored(), rendering.pages_of_samples(tmp_path)
    same_version = kept["version"] == rendering.version()
    shown = tmp_path_factory.mktemp("differences")
    wrong = []
    for name, leaves in drawn.items():
        before = kept["documents"].get(name, [])
        if len(before) != len(leaves):
            wrong.append(f"{name}: {len(leaves)} pages, there were {len(before)}")
        for index, (page, old) in enumerate(zip(leaves, before, strict=False)):
            picture = pages.picture_of(name, index)
            found = list(comparing.differences(page, old, picture, same_version=same_version))
            if found:
                path = comparing.save_differences(page.picture, picture, shown / f"{name}-{index + 1}.png")
                wrong.append(f"{name}, page {index + 1} ({path}): {'; '.join(found[:5])}")
    assert wrong == []
    assert set(drawn) == set(kept["documents"])


def test_a_moved_line_and_a_missing_rule_are_seen_and_soft_edges_are_not() -> None:
    page = pages.picture_of("plan", 0)

    moved = ImageChops.offset(page, 0, 4)
    without = page.copy()
    ImageDraw.Draw(without).rectangle((0, 40, page.width, 70), fill=255)
    softer = page.resize((page.width * 2, page.height * 2)).resize(page.size, Image.Resampling.BOX)

    assert comparing.marked(moved, page).getbbox()
    assert comparing.marked(without, page).getbbox()
    assert comparing.marked(softer, page).getbbox() is None
    assert comparing.marked(page, page).getbbox() is None
