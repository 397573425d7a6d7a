"""The page that plays without a server, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from game.play.opening import load_play
from game.play.session import Session
from game.record.journal import read_record
from game.story.model.story import Story
from game.story.packs import load
from game.story.source.library import find_pack
from game.web.static_page.exporting import StaticPageWishes, export_static_page
from tests.web.browser.conftest import REFUSALS
from tests.web.browser.pyodide_package import pyodide_folder
from tests.web.file_server import served_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 180_000


@pytest.fixture(scope="module")
def soup() -> Story:
    return load("first-scene")


@pytest.fixture(scope="module")
def runtime_folder(request: pytest.FixtureRequest) -> Path:
    cache = request.config.cache
    assert cache is not None
    return pyodide_folder(cache)


@pytest.fixture(scope="module")
def exported(soup: Story, runtime_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("static") / "page"
    export_static_page(soup, find_pack("first-scene"), StaticPageWishes(out, runtime_folder))
    return out


class OpenPage(NamedTuple):
    """The page in a browser, and what the browser complained of."""

    page: Page
    complaints: list[str]

    def wait(self) -> None:
        """Until what is pressed is carried out at once."""
        self.page.wait_for_selector("html[data-ready], html[data-failed]", state="attached", timeout=PATIENCE)

    def step(self) -> str:
        mark: str = self.page.evaluate("document.getElementById('play').dataset.step")
        return mark

    @contextmanager
    def next_step(self) -> Iterator[None]:
        before = self.step()
        yield
        self.page.wait_for_selector(f'#play:not([data-step="{before}"])', state="attached", timeout=PATIENCE)

    def saved(self) -> str:
        """The play as the file that the page offers."""
        with self.page.expect_download() as download:
            self.page.click("#keep")
        return Path(download.value.path()).read_text("utf-8")


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1000, "height": 800}, reduced_motion="reduce")
    context.add_init_script(REFUSALS)
    yield context
    context.close()


def opened(window: BrowserContext, address: str) -> OpenPage:
    page = window.new_page()
    page.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return OpenPage(page, complaints)


def press(there: OpenPage, selector: str) -> None:
    """Press a button by keyboard, and wait for what it brings."""
    for _ in range(100):
        there.page.keyboard.press("Tab")
        if there.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            break
    else:
        raise AssertionError(f"The focus never comes to {selector}.")
    with there.next_step():
        there.page.keyboard.press("Enter")


def played(text: str, soup: Story, folder: Path) -> Session:
    """The play that the terminal makes of the file."""
    source = folder / "from-the-page.play.yaml"
    source.write_text(text, "utf-8")
    found = load_play(soup, source, folder / "current.play.yaml")
    assert found.notice == ""
    return found.session


def test_a_game_is_played_kept_and_goes_on_in_the_terminal(
    soup: Story, exported: Path, window: BrowserContext, tmp_path: Path
) -> None:
    """From a sub-path, by keyboard; closed and opened again without a network; saved, and played on elsewhere."""
    (tmp_path / "site" / "lessons").mkdir(parents=True)
    (tmp_path / "site" / "lessons" / "soup").symlink_to(exported)
    with ExitStack() as server:
        address = server.enter_context(served_folder(tmp_path / "site")) + "lessons/soup/"
        there = opened(window, address)
        assert there.page.inner_text(".turn.now") != "", "the beginning can be read before anything runs"
        there.wait()
        assert there.page.inner_text("#making") == ""
        for _ in range(4):
            press(there, "#play button[name=do], #play button[name=give]")
        assert there.page.evaluate("document.activeElement.tagName") == "H2"
        there.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)", timeout=PATIENCE)
        first = there.saved()
        assert there.complaints == []
        assert there.page.evaluate("window.refused") == []
        there.page.close()
    # The server is gone.
    again = opened(window, address)
    again.wait()
    assert again.page.evaluate("document.documentElement.dataset.ready") == "kept"
    assert again.saved() == first
    press(again, "#play button[name=do]")
    session = played(again.saved(), soup, tmp_path)
    assert len(session.steps()) == 5
    assert again.step().partition(".")[0] == "5"


def test_a_play_from_the_terminal_goes_on_in_the_page(
    soup: Story, exported: Path, window: BrowserContext, tmp_path: Path
) -> None:
    from game.play.opening import begin_play

    session = begin_play(soup, tmp_path / "mine.play.yaml", 7).session
    for _ in range(3):
        session.do(next(option.id for option in session.options if option.kind != "answer"))
    session.close()
    with served_folder(exported) as address:
        there = opened(window, address)
        there.wait()
        with there.next_step():
            there.page.set_input_files("#load", tmp_path / "mine.play.yaml")
        text = there.saved()
        (tmp_path / "back.play.yaml").write_text(text)
        assert read_record(tmp_path / "back.play.yaml").steps == tuple(session.record)
        state = load_play(soup, tmp_path / "back.play.yaml", tmp_path / "on.play.yaml").session.state
        assert state == session.state
        with there.next_step():
            there.page.set_input_files("#load", exported / "index.html")
        assert there.page.inner_text(".notices").startswith("index.html, line 1, is not a line of a play")
        assert there.saved() == text
