"""A real browser: Debian's chromium, or any other that `EIGHTWINGS_CHROMIUM` names, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from game.play.session import Session
from game.story.model.story import Story
from game.web.web_play import WebPlay
from tests.web.one_play_server import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = os.environ.get("EIGHTWINGS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
#: Without the flags on networks chromium looks for its maker's servers at each start.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 20_000

REFUSALS = """
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective));
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    if find_spec("playwright") is None:
        pytest.skip("There is no Playwright here: pip install 'eightwings[browser]'.")
    if CHROMIUM is None:
        pytest.skip("There is no chromium here: apt-get install chromium, or name one by EIGHTWINGS_CHROMIUM.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that looks for barriers."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("There is no axe-core here: pip install 'eightwings[browser]'.")
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")


class OpenPlay(NamedTuple):
    """A play in a browser: the page, the play behind it, its address, and what the browser complained of."""

    page: Page
    play: WebPlay
    address: str
    complaints: list[str]

    def step(self) -> str:
        """The mark of the page that is shown."""
        mark: str = self.page.evaluate("document.getElementById('play').dataset.step")
        return mark

    @contextmanager
    def next_step(self) -> Iterator[None]:
        """What is done in the block is carried out, and the page shows it, before it ends."""
        before = self.step()
        yield
        self.page.wait_for_selector(f'#play:not([data-step="{before}"])', state="attached", timeout=PATIENCE)
        self.page.wait_for_load_state()

    def refused(self) -> list[str]:
        """What the content policy kept the page from."""
        directives: list[str] = self.page.evaluate("window.refused || []")
        return directives


Opening = Callable[..., OpenPlay]


@pytest.fixture
def open_play(chromium: Browser) -> Iterator[Opening]:
    """Opens a play of a story in a window of its own; at the end nothing may have been complained of."""
    with ExitStack() as stack:
        opened: list[OpenPlay] = []

        def opening(story: Story, seed: int = 1, play: WebPlay | None = None, **context: Any) -> OpenPlay:
            play = play or WebPlay(Session(story, seed))
            address = stack.enter_context(served(play))
            context = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **context}
            window: BrowserContext = chromium.new_context(**context)
            stack.callback(window.close)
            page = window.new_page()
            page.set_default_timeout(PATIENCE)
            complaints: list[str] = []
            page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            if context.get("java_script_enabled", True):
                page.add_init_script(REFUSALS)
            page.goto(address)
            opened.append(OpenPlay(page, play, address, complaints))
            return opened[-1]

        yield opening
        for each in opened:
            assert each.complaints == []
            assert each.refused() == []
