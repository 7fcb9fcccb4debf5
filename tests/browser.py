"""A real browser for the tests: fixtures `browser` and `page`, and the moves of a person: sign in, take a picture.

Django's check against asynchronous code is off in the tests' settings, which says why.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLongError

from nhipcau.units.models import User
from nhipcau.units.tests.builders import PASSWORD

PICTURES = Path(__file__).resolve().parent.parent / "build" / "pictures"
PHONE, DESK = 360, 1280
SETTLES_MS = 10_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _program() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.fail("The browser tests need Chromium: install the Debian package chromium (make test does it).")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests of a process."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_program(), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A window of a person in Việt Nam, at the desk; `page.goto("/staff/")` asks the test's own server.

    A script that fails or a file of ours that is missing fails the test.
    """
    context = new_window(browser, live_server.url)
    window = context.new_page()
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(f"{window.url}: {error}"))
    window.on(
        "response",
        lambda answer: faults.append(f"{answer.url}: {answer.status}") if answer.status >= 500 else None,
    )
    yield window
    context.close()
    assert faults == []


def new_window(browser: Browser, address: str, *, language: str = "vi-VN") -> BrowserContext:
    """Return a fresh window, signed out, that answers to nobody but `address`."""
    context = browser.new_context(
        base_url=address,
        locale=language,
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": DESK, "height": 800},
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    return context


def sign_in(page: Page, user: User, password: str = PASSWORD) -> None:
    """Sign in at the login page as `user`, who sees the home page then."""
    page.context.clear_cookies()
    page.goto("/staff/login/")
    page.fill("input[name=username]", user.username)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/staff/")


def picture(page: Page, name: str) -> list[Path]:
    """Keep the page as it looks on a phone and at a desk, by day and by night; return the files.

    They lie in build/pictures (or the folder NHIPCAU_PICTURES), named `name-1280-dark.png`.
    """
    folder = Path(os.environ.get("NHIPCAU_PICTURES", PICTURES))
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            _set_scheme(page, scheme)
            file = folder / f"{name}-{width}-{scheme}.png"
            page.screenshot(path=file, full_page=True, animations="disabled")
            files.append(file)
    page.set_viewport_size({"width": DESK, "height": 800})
    _set_scheme(page, "light")
    return files


def _set_scheme(page: Page, scheme: str) -> None:
    """Show the page by day or by night, as a machine set so would (Wagtail's theme `system` follows it)."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window: 0 when nothing has to be scrolled sideways.

    Of a staff page also its main part, which hides what is too wide instead of letting it be scrolled to.
    """
    too_wide = (
        "Math.max(...[document.documentElement, document.querySelector('main')]"
        ".filter(Boolean).map(one => one.scrollWidth - one.clientWidth))"
    )
    with suppress(TooLongError):  # after the window was made smaller, the sidebar takes a moment to follow
        page.wait_for_function(f"{too_wide} === 0", timeout=SETTLES_MS)
    return int(page.evaluate(too_wide))
