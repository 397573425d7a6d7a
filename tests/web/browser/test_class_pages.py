"""The pages of a class in a real browser: no barriers, every action by keyboard and by touch, and news as it comes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from game.story.packs import load
from game.story.source.library import find_pack
from game.web.server.request_limits import RequestLimits
from tests.web.browser.conftest import PATIENCE, REFUSALS
from tests.web.browser.test_barriers import COLOURS, EVERY_RULE, LOOK, SIZES, TOO_WIDE
from tests.web.server.classes import Class, joined, opened, served
from tests.web.server.test_playing_in_class import play_by_chance

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("Ana", "Bo", "Katarzyna Wiśniewska-Kowalczyk", "أمينة", "李小龍")
REFUSED = ("409 (Conflict)", "503 (Service Unavailable)")
#: What can be touched on a page of the class itself, and is smaller than WCAG 2.2 asks for (2.5.8).
TOO_SMALL = """() => Array.from(
    document.querySelectorAll('body.class :is(button, input:not([type=hidden]), select, summary, a)')
).filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.width < 24 || box.height < 24);
}).map((element) => element.outerHTML.slice(0, 80))"""


class OpenClass(NamedTuple):
    """A class that is served: where, and what of it the store holds."""

    address: str
    lesson: Class

    @property
    def door(self) -> str:
        """Where pupils join."""
        return f"{self.address}/?code={self.lesson.row.code}"


Window = Callable[..., "Page"]


@pytest.fixture(scope="module")
def unhurried() -> Iterator[None]:
    """Nobody is asked to wait."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(RequestLimits, "allows", lambda *_: True)
        patched.setattr("game.web.server.class_room.fresh_seed", lambda: 1)
        yield


@pytest.fixture(scope="module")
def crowd(unhurried: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenClass]:
    """A class of thirty in the middle of a lesson, some of whom are perhaps stuck. It is only looked at."""
    story = load("ministerial")
    with opened(story, find_pack("ministerial"), tmp_path_factory.mktemp("crowd")) as lesson:
        room = lesson.room()
        for number in range(30):
            name = NAMES[number] if number < len(NAMES) else f"Pupil {number}"
            play_by_chance(room, joined(room, name), number % 6 * 4, number)
            if number == 10:
                lesson.clock.now += 600
        with served(room) as address:
            yield OpenClass(f"http://{address}", lesson)


@pytest.fixture
def few(unhurried: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenClass]:
    """A class of two, in which things are done."""
    story, pack = load("first-scene"), find_pack("first-scene")
    with opened(story, pack, tmp_path_factory.mktemp("few"), load=partial(load, "first-scene")) as lesson:
        room = lesson.room()
        for name in ("Ana", "Bo"):
            play_by_chance(room, joined(room, name), 3)
        with served(room) as address:
            yield OpenClass(f"http://{address}", lesson)


@pytest.fixture
def window(chromium: Browser) -> Iterator[Window]:
    """Opens an address in a window of its own; at the end nothing may have been complained of."""
    with ExitStack() as stack:
        shown: list[tuple[Page, list[str]]] = []

        def opening(address: str, **context: Any) -> Page:
            made = chromium.new_context(
                **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **context}
            )
            stack.callback(made.close)
            page, complaints = made.new_page(), list[str]()
            page.set_default_timeout(PATIENCE)
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.add_init_script(REFUSALS)
            page.goto(address)
            shown.append((page, complaints))
            return page

        yield opening
        for page, complaints in shown:
            assert [words for words in complaints if not any(status in words for status in REFUSED)] == []
            assert page.evaluate("window.refused || []") == []


def teachers(there: OpenClass) -> str:
    """The address of the teacher's page, with the secret."""
    return f"{there.address}/teacher/{there.lesson.secret}"


def barriers(page: Page, axe: str, rules: dict[str, Any] = EVERY_RULE) -> list[str]:
    page.evaluate(axe)
    found: list[str] = page.evaluate(LOOK, rules)
    return found


def look_at(page: Page, axe: str) -> None:
    """See that there is no barrier, in any colours, and nothing too small or too wide on a phone."""
    assert barriers(page, axe) == []
    for media in (
        {"color_scheme": "dark"}, {"color_scheme": "light", "contrast": "more"},
        {"color_scheme": "dark", "contrast": "more"},
    ):  # fmt: skip
        page.emulate_media(**media)  # type: ignore[arg-type]
        assert barriers(page, axe, COLOURS) == [], media
    page.emulate_media(color_scheme="light", contrast="no-preference")
    page.set_viewport_size({"width": 360, "height": 740})
    assert barriers(page, axe, SIZES) == []
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(TOO_SMALL) == []
    page.set_viewport_size({"width": 1280, "height": 800})


def join(page: Page, name: str) -> None:
    """Fill in the door by keyboard."""
    page.fill("#name", name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_no_page_of_a_pupil_has_a_barrier(few: OpenClass, window: Window, axe: str) -> None:
    page = window(few.door)
    look_at(page, axe)
    join(page, "Ana")
    assert page.evaluate("document.activeElement.id") == "problem", "why it was not possible is read first"
    assert page.input_value("#name") == "Ana"
    look_at(page, axe)
    join(page, "Cy")
    look_at(page, axe)
    page.click("a.go")
    page.wait_for_selector(".turn.now")
    few.lesson.store.set_message(few.lesson.row.id, "Five more minutes")
    few.lesson.store.set_status(few.lesson.row.id, "paused")
    page.reload()
    assert "Five more minutes" in page.inner_text("main")
    look_at(page, axe)


def test_the_colours_of_every_page_follow_the_system(few: OpenClass, window: Window) -> None:
    for address in (few.door, teachers(few), f"{few.address}/nothing"):
        page = window(few.door, color_scheme="dark")
        page.goto(address) if "nothing" not in address else None
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 25, 31)"


def test_the_teachers_page_with_thirty_pupils_has_no_barrier(crowd: OpenClass, window: Window, axe: str) -> None:
    page = window(teachers(crowd))
    assert page.locator("tbody tr[id^=pupil-]").count() == 30
    look_at(page, axe)
    page.locator("summary").nth(4).click()
    assert barriers(page, axe, SIZES) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []


def test_the_teachers_page_has_no_barrier_before_and_after_the_lesson(few: OpenClass, window: Window, axe: str) -> None:
    page = window(teachers(few))
    page.click("button[value=ended]")
    page.wait_for_selector("button[name=delete]")
    look_at(page, axe)
    for pupil in few.lesson.store.pupils(few.lesson.row.id):
        few.lesson.store.delete_pupil(pupil.id)
    page.reload()
    look_at(page, axe)


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is there, and see that one sees it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"The focus never comes to {selector}.")


def test_a_teacher_does_everything_by_keyboard_and_is_told_where_they_are(few: OpenClass, window: Window) -> None:
    page = window(teachers(few))
    keyboard = page.keyboard

    def done(selector: str) -> str:
        """Press Enter there, and read what is said to have come of it; the focus is described by the same words."""
        tab_to(page, selector)
        with page.expect_navigation():
            keyboard.press("Enter")
        page.wait_for_function("() => document.activeElement.getAttribute('aria-describedby') === 'said'")
        return page.inner_text("#said")

    tab_to(page, "#message")
    keyboard.type("Five more minutes")
    assert "top of every page" in done("button:not([name])")
    assert page.evaluate("document.activeElement.id") == "message"
    assert "Nothing is said" in done("button[name=message]")
    assert "is paused" in done("button[value=paused]")
    assert page.evaluate("document.activeElement.value") == "open", "where Pause was stands Reopen"
    keyboard.press("Shift+Tab")
    assert "is open" in done("button[value=open]")
    assert "has ended" in done("button[value=ended]")
    tab_to(page, "tr[id^=pupil-] summary")
    keyboard.press("Enter")
    tab_to(page, "button[name=word]")
    with page.expect_navigation():
        keyboard.press("Enter")
    tab_to(page, "a.go")
    with page.expect_navigation():
        keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id.startsWith('manage-')")  # one goes on at the pupil
    keyboard.press("Enter")
    page.on("dialog", lambda dialog: dialog.accept())
    assert "Deleted" in done("button[name=remove]")
    assert page.evaluate("document.activeElement.id") == "pupils"
    assert page.locator("tbody tr[id^=pupil-]").count() == 1


def renewed(page: Page) -> None:
    """Let the page ask for news, as it does every few seconds."""
    with page.expect_response(lambda response: response.url.endswith("/teacher")):
        page.clock.run_for(3_100)


def test_renewing_tears_nothing_from_under_the_hands_of_the_teacher(few: OpenClass, window: Window) -> None:
    page = window("about:blank")
    page.clock.install()
    page.goto(teachers(few))
    page.focus("#message")
    page.keyboard.type("Half a sen")
    page.click("tr[id^=pupil-] summary >> nth=1")
    room = few.lesson.room()
    play_by_chance(room, joined(room, "Cy"), 2)
    renewed(page)
    page.wait_for_selector("text=Cy")
    assert page.inner_text("#pupils") == "3 pupils"
    assert page.input_value("#message") == "Half a sen"
    assert page.locator("details[open]").count() == 1
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    few.lesson.clock.now += 600
    renewed(page)
    page.wait_for_selector("p[role=status]:has-text('Perhaps stuck: Ana, Bo, Cy.')")
    assert page.locator("tr.stuck .flag").count() == 3
    assert page.locator("details[open]").count() == 1
    few.lesson.store.set_status(few.lesson.row.id, "paused")  # from another device
    page.focus("button[value=paused]")
    renewed(page)
    page.wait_for_selector("button[value=open]")
    assert page.evaluate("document.activeElement.value") == "open"


def test_a_server_that_is_gone_is_told_with_the_time_of_what_is_shown(few: OpenClass, window: Window) -> None:
    page = window("about:blank")
    page.clock.install()
    page.goto(teachers(few))
    page.route("**/teacher", lambda route: route.fulfill(status=503))
    page.clock.run_for(3_100)
    page.wait_for_selector("#trouble:not([hidden])")
    assert "does not answer" in page.inner_text("#trouble")
    assert "{time}" not in page.inner_text("#trouble")
    page.unroute("**/teacher")
    renewed(page)
    page.wait_for_selector("#trouble", state="hidden")


def test_a_pupil_plays_a_whole_game_by_touch_while_the_teacher_sees_it(few: OpenClass, window: Window) -> None:
    teacher = window("about:blank")
    teacher.clock.install()
    teacher.goto(teachers(few))
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    pupil, chance = window(few.door, **phone), random.Random(7)
    join(pupil, "Cy")
    pupil.tap("a.go")
    pupil.wait_for_selector("#offer")
    row = teacher.locator("tr[id^=pupil-]:has-text('Cy')")
    answered = 0
    for _ in range(60):
        offered = pupil.locator("button[name=do]")
        if not offered.count():
            break
        before = pupil.get_attribute("#play", "data-step")
        is_asked = pupil.locator("button[name=give]").count() > 0
        passing = pupil.locator("button[name=do][value=pass]")
        (passing if is_asked else offered.nth(chance.randrange(offered.count()))).tap()
        pupil.wait_for_selector(f'#play:not([data-step="{before}"])', state="attached")
        if is_asked:
            answered += 1
            renewed(teacher)
            teacher.wait_for_function(
                "([name, count]) => Array.from(document.querySelectorAll('tr[id^=pupil-]')).some((row) => "
                "row.textContent.includes(name) && row.cells[2].textContent.includes(` of ${count} `))",
                arg=["Cy", answered],
            )
    assert pupil.inner_text("#offer").casefold() == "the story is over"
    assert answered
    renewed(teacher)
    row.locator("text=at the end").wait_for()
    assert row.locator(".flag").count() == 0
