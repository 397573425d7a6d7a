"""The page that plays without a server, in a real browser: how long until the first choice, how long a step, how large.

    python bench/static_page.py --runtime FOLDER [PACK] [--runs 5] [--steps 30]

FOLDER holds the npm package `pyodide` (`npm pack pyodide@314.0.7`, unpacked). Each run begins with a browser that knows
nothing: the page is loaded, the first choice is carried out, then the page is loaded again, and steps are done by
clicking. Printed are the least and the median of all runs. It must show: at most 15 MB in all, 6 s for the first load,
2.5 s for the second, 50 ms for a step (the median of those of a run).

"shown": the beginning can be read. "ready": what is pressed is carried out at once. "step": from the click until the
page shows what came of it. "busy": how many times longer than alone a loop took at the same time, since others may use
the machine; figures that were taken while it was far above 1 say little.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from commands import run_command

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from game.record.story_cache import load_story  # noqa: E402
from game.story.source.library import find_pack  # noqa: E402
from game.web.static_page.static_export import StaticPageWishes, export_static_page  # noqa: E402
from tests.web.browser.conftest import CHROMIUM, FLAGS  # noqa: E402
from tests.web.file_server import served_folder  # noqa: E402

LIMITS = {"size": 15.0, "first": 6.0, "second": 2.5, "step": 0.050}
PATIENCE = 120_000

#: Clicks a button in the page, and waits for what comes of it; the result is in milliseconds.
STEP = """
    async () => {
        const buttons = [...document.querySelectorAll('#play button[name=do], #play button[name=anew]')];
        const before = document.getElementById('play').dataset.step, began = performance.now();
        buttons[Math.floor(Math.random() * buttons.length)].click();
        while (document.getElementById('play').dataset.step === before) await new Promise((go) => setTimeout(go, 1));
        return performance.now() - began;
    }
"""


def opened(page: Page, address: str) -> tuple[float, float]:
    """Load the page: how many seconds until a choice is shown, and until it is carried out when it is pressed."""
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#play button[name=do]", timeout=PATIENCE)
    shown = time.perf_counter() - began
    page.wait_for_selector("html[data-ready], html[data-failed]", state="attached", timeout=PATIENCE)
    return shown, time.perf_counter() - began


def busy() -> float:
    """How many times longer something takes now than it would alone: the time that passes for each of the processor."""
    began, used = time.perf_counter(), time.process_time()
    while time.process_time() - used < 0.3:
        pass
    return (time.perf_counter() - began) / (time.process_time() - used)


def main() -> None:
    """Measure, print, and say what is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="hq")
    parser.add_argument("--runtime", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--steps", type=int, default=30)
    given = parser.parse_args()
    found: dict[str, list[float]] = {"first shown": [], "first": [], "second shown": [], "second": [], "step": []}
    worst: list[float] = []
    others: list[float] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder) / "page"
        export_static_page(load_story(given.pack), find_pack(given.pack), StaticPageWishes(out, given.runtime))
        size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6
        for _ in range(given.runs):
            with tempfile.TemporaryDirectory() as profile, served_folder(out) as address:
                browser = playwright.chromium.launch_persistent_context(
                    profile, executable_path=CHROMIUM, args=list(FLAGS)
                )
                page = browser.new_page()
                page.on("console", lambda message: print(f"    {message.type}: {message.text}"))
                for time_ in ("first", "second"):
                    others.append(busy())
                    shown, ready = opened(page, address)
                    found[f"{time_} shown"].append(shown)
                    found[time_].append(ready)
                    page.evaluate(STEP)
                    print(f"    {time_}: {ready:.2f} s, {page.evaluate('document.documentElement.dataset.ready')}")
                    page.wait_for_timeout(3000)  # the memory is stored, and the service worker keeps the page
                steps = [page.evaluate(STEP) / 1000 for _ in range(given.steps)]
                found["step"].append(statistics.median(steps))
                worst.append(max(steps))
                browser.close()
    print(f"size: {size:.1f} MB (at most {LIMITS['size']:.0f})")
    for name, values in found.items():
        limit = f" (at most {LIMITS[name]:g} s)" if name in LIMITS else ""
        print(f"{name}: least {min(values):.3f} s, median {statistics.median(values):.3f} s{limit}")
    print(f"busy: least {min(others):.1f}, median {statistics.median(others):.1f}, most {max(others):.1f}")
    print(f"slowest step of a run: least {min(worst):.3f} s, median {statistics.median(worst):.3f} s")
    slow = [name for name in ("first", "second", "step") if statistics.median(found[name]) > LIMITS[name]]
    assert size <= LIMITS["size"], "the page is too large"
    assert not slow, f"too slow: {', '.join(slow)}"


if __name__ == "__main__":
    run_command(main)
