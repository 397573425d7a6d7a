"""axe-core finds no barrier on any kind of page, in any colours; and every page fits into a phone."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from game.web.web_play import WebPlay
from game.web.web_state import WebTheme
from tests.web.browser.conftest import Opening, OpenPlay
from tests.web.browser.kinds_of_pages import PAGES

EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = {"type": "rule", "values": ["target-size", "color-contrast", "scrollable-region-focusable"]}
COLOURS = {"type": "rule", "values": ["color-contrast"]}
LOOK = """async (rules) => {
    const found = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
    const told = (node) => `${node.target} ${node.any.map((any) => any.message)}`;
    return found.violations.map((barrier) => `${barrier.id}: ${barrier.nodes.slice(0, 3).map(told).join('; ')}`);
}"""
#: All that lies outside of the window to the right, but what scrolls inside of its own frame.
TOO_WIDE = """() => Array.from(document.querySelectorAll('body *')).filter((element) =>
    !element.closest('.unseen, .skip, .drawings') && element.getBoundingClientRect().right > innerWidth + 0.5
).map((element) => `${element.tagName} ${element.className}`)"""


def barriers(opened: OpenPlay, axe: str, rules: dict[str, Any] = EVERY_RULE) -> list[str]:
    opened.page.evaluate(axe)
    found: list[str] = opened.page.evaluate(LOOK, rules)
    return found


def coloured(play: WebPlay, theme: str) -> WebPlay:
    play.take({"step": play.step, "set": "yes", "theme": theme})
    return play


@pytest.mark.parametrize("kind", PAGES)
def test_no_kind_of_page_has_a_barrier_in_light_and_in_dark(kind: str, open_play: Opening, axe: str) -> None:
    wanted = PAGES[kind]
    opened = open_play(None, play=wanted.play())
    opened.page.goto(f"{opened.address}{wanted.query}")
    assert barriers(opened, axe) == []
    opened.page.emulate_media(color_scheme="dark")
    assert barriers(opened, axe, COLOURS) == []


@pytest.mark.parametrize("kind", ["story", "choice", "map, comb", "notebook", "debriefing", "document", "steps"])
def test_no_page_has_a_barrier_in_any_colours_that_can_be_set(kind: str, open_play: Opening, axe: str) -> None:
    wanted = PAGES[kind]
    opened = open_play(None, play=wanted.play())
    for theme in get_args(WebTheme):
        coloured(opened.play, theme)
        opened.page.goto(f"{opened.address}{wanted.query}")
        assert barriers(opened, axe, COLOURS) == [], theme


@pytest.mark.parametrize("kind", PAGES)
def test_every_page_fits_into_a_phone(kind: str, open_play: Opening, axe: str) -> None:
    wanted = PAGES[kind]
    opened = open_play(None, play=wanted.play(), viewport={"width": 360, "height": 740}, has_touch=True)
    for width, size in ((360, "normal"), (360, "largest"), (320, "normal")):
        opened.play.take({"step": opened.play.step, "set": "yes", "size": size})
        opened.page.set_viewport_size({"width": width, "height": 740})
        opened.page.goto(f"{opened.address}{wanted.query}")
        assert opened.page.evaluate(TOO_WIDE) == [], (width, size)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(opened, axe, SIZES) == []


def test_more_contrast_is_given_to_whose_system_asks_for_it(open_play: Opening, axe: str) -> None:
    opened = open_play(None, play=PAGES["story"].play(), contrast="more")
    ground: Any = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    opened.page.emulate_media(color_scheme="dark")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert barriers(opened, axe) == []
