"""When a reader on a slow line sees the largest thing of a page: Chromium, a line as slow as a telephone's, no cache."""

from __future__ import annotations

import shutil
import statistics
from typing import Any

from playwright.sync_api import Browser, sync_playwright

# What page-speed audits call "slow 4G": 1.6 Mbit/s down, 0.75 up, 150 ms there and back.
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
TIMES = 5
WINDOW = {"width": 360, "height": 740}
_WATCH = """
window.largest = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.largest = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
"""


def largest_paints(port: int, addresses: list[str]) -> dict[str, float]:
    """Return the median of `TIMES` largest paints of each address, in seconds from the click."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        return {
            address: statistics.median(_painted(browser, port, address) for _time in range(TIMES))
            for address in addresses
        }


def _painted(browser: Browser, port: int, address: str) -> float:
    context = browser.new_context(viewport=WINDOW, device_scale_factor=2)  # type: ignore[arg-type]  # a plain dict
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        line: Any = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", LINE)
        page.goto(f"http://127.0.0.1:{port}{address}", wait_until="networkidle")
        return float(page.evaluate("window.largest")) / 1000
    finally:
        context.close()
