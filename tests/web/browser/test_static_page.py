"""The page that plays without a server, in a real browser."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from game.play.opening import begin_play, load_play
from game.play.play_header import header
from game.play.session import Session
from game.record.journal import read_record
from game.record.play_file import whole_file
from game.story.model.story import Story
from game.story.packs import load
from game.story.source.library import find_pack
from game.web.static_page import static_export
from game.web.static_page.pyodide_runtime import runtime, runtime_files
from game.web.static_page.reported_result import packed_save
from game.web.static_page.static_export import StaticPageWishes, export_static_page
from tests.web.browser.conftest import REFUSALS
from tests.web.browser.pyodide_package import pyodide_folder
from tests.web.browser.test_barriers import EVERY_RULE, LOOK
from tests.web.file_server import served_folder
from tests.web.playing import at_a_question

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page

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

    page: Page | Frame
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
    soup: Story, exported: Path, window: BrowserContext, axe: str, tmp_path: Path
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
        there.page.evaluate(axe)
        assert there.page.evaluate(LOOK, EVERY_RULE) == []
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


PLATFORM = """<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,">
<script src="api.js"></script></head>
<body><iframe src="content/index.html" width="900" height="700"></iframe></body></html>"""
INTERFACE = Path(__file__).parent / "made_up_platform.js"


def at_a_choice(soup: Story) -> str:
    """A play that waits for an answer, as a platform keeps it."""
    session = at_a_question(soup, "choice").session
    return packed_save(whole_file(header(session), session.record, left=True))


def test_a_learning_platform_gets_score_and_answers_and_keeps_the_play(
    soup: Story, runtime_folder: Path, chromium: Browser, tmp_path: Path
) -> None:
    out = tmp_path / "soup.zip"
    export_static_page(soup, find_pack("first-scene"), StaticPageWishes(out, runtime_folder, scorm=True))
    site = tmp_path / "site"
    with zipfile.ZipFile(out) as package:
        package.extractall(site / "content")
    (site / "index.html").write_text(PLATFORM)
    (site / "api.js").write_text(INTERFACE.read_text())
    kept = {
        "cmi.core.student_id": "p-17", "cmi.core.lesson_status": "incomplete", "cmi.core.entry": "resume",
        "cmi.suspend_data": at_a_choice(soup),
    }  # fmt: skip
    marks = []
    for computer in range(2):  # the second has nothing but what the platform kept
        context = chromium.new_context()
        brought = json.dumps(json.dumps(kept))
        context.add_init_script(f"if (!localStorage.getItem('lms')) localStorage.setItem('lms', {brought})")
        with served_folder(site) as address:
            there = opened(context, address)
            ready = there.page.frame_locator("iframe").locator("html[data-ready]")
            ready.wait_for(state="attached", timeout=PATIENCE)
            inside = OpenPage(there.page.frames[1], there.complaints)
            marks.append(inside.step().partition(".")[0])
            if not computer:
                answer_and_play_to_the_end(inside)
                marks[0] = inside.step().partition(".")[0]
            kept = there.page.evaluate("window.kept")
            assert there.page.evaluate("window.errors") == []
            assert there.complaints == []
        context.close()
    assert marks[0] == marks[1]
    assert kept["cmi.core.lesson_status"] == "completed"
    assert kept["cmi.core.session_time"] > "0000:00:00"
    assert kept["cmi.interactions.0.type"] == "choice"
    assert kept["cmi.interactions.0.student_response"] in ("a", "b", "c", "d")
    assert kept["cmi.interactions.0.result"] in ("correct", "wrong")
    assert 0 <= int(kept["cmi.core.score.raw"]) <= 100


def answer_and_play_to_the_end(there: OpenPage) -> None:
    """Answer the question, and then press what is offered until the story is over."""
    chance, page = random.Random(4), there.page
    with there.next_step():
        page.check("input[type=radio][name=answer] >> nth=0")
        page.click("button[name=give]")
    for _ in range(100):
        if page.query_selector(".way[href*=ending]"):
            return
        with there.next_step():
            chance.choice(page.query_selector_all("#play button[name=do]")).click()
    raise AssertionError("the story does not end")


def test_a_runtime_from_elsewhere_is_checked_and_kept(
    soup: Story, runtime_folder: Path, window: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "elsewhere"
    files.mkdir()
    for name, content in runtime_files(runtime_folder).items():
        (files / name).write_bytes(content)
    with ExitStack() as servers:
        asked: list[str] = []
        cdn = servers.enter_context(served_folder(files, {"Access-Control-Allow-Origin": "*"}, asked))
        wanted = runtime()._replace(cdn=cdn)
        monkeypatch.setattr(static_export, "runtime", lambda: wanted)
        export_static_page(soup, find_pack("first-scene"), StaticPageWishes(tmp_path / "page"))
        address = servers.enter_context(served_folder(tmp_path / "page"))
        core = (files / "pyodide.asm.mjs").read_bytes()
        (files / "pyodide.asm.mjs").write_bytes(core + b"// changed")
        changed = opened(window, address)
        changed.wait()
        assert "cannot be started" in changed.page.inner_text("#making")
        assert changed.page.evaluate("document.documentElement.dataset.ready") is None
        changed.page.close()
        (files / "pyodide.asm.mjs").write_bytes(core)
        there = opened(window, address)
        there.wait()
        press(there, "#play button[name=do]")
        there.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)", timeout=PATIENCE)
        assert there.complaints == []
        assert there.page.evaluate("window.refused") == []
        assert {Path(path).name for path in asked} == set(wanted.files)
        there.page.close()
    again = opened(window, address)
    again.wait()
    assert again.step().partition(".")[0] == "1"
    assert again.complaints == []


def test_two_windows_of_one_play_do_not_overwrite_each_other(exported: Path, window: BrowserContext) -> None:
    with served_folder(exported) as address:
        first = opened(window, address)
        first.wait()
        second = opened(window, address)
        second.wait()
        press(first, "#play button[name=do]")
        kept = first.saved()
        press(second, "#play button[name=do]")
        assert "went on in another window" in second.page.inner_text(".notices")
        assert second.saved() == kept
