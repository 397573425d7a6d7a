"""A whole game by keyboard alone, with the focus where one expects it, and each turn said once."""

from __future__ import annotations

import random

import pytest

from game.story.model.story import Story
from game.story.packs import load
from tests.web.browser.conftest import Opening, OpenPlay
from tests.web.playing import at_a_question, right_fields

_MOST_TABS = 150


@pytest.fixture(scope="module")
def soup() -> Story:
    return load("first-scene")


def tab_to(open_: OpenPlay, selector: str) -> None:
    """Press Tab until the focus is there, and see that one sees it."""
    for _ in range(_MOST_TABS):
        open_.page.keyboard.press("Tab")
        if open_.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert open_.page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle"
            ) != "none" or selector.startswith("input[type=radio]")
            return
    raise AssertionError(f"The focus never comes to {selector}.")


def press(open_: OpenPlay, selector: str) -> None:
    """Press the button, and wait for what it brings."""
    tab_to(open_, selector)
    with open_.next_step():
        open_.page.keyboard.press("Enter")


def answer(open_: OpenPlay, fields: dict[str, str]) -> None:
    """Fill in the form of the question by keyboard, and send it."""
    keyboard = open_.page.keyboard
    for name, value in fields.items():
        field = name.replace("_", "-")
        kind = open_.page.evaluate("(name) => document.getElementsByName(name)[0].type", field)
        if kind == "radio":
            tab_to(open_, f"input[type=radio][name={field}]")
            keyboard.press("Space")
            while open_.page.evaluate("document.activeElement.value") != value:
                keyboard.press("ArrowDown")
        elif kind == "checkbox":
            tab_to(open_, f"[name={field}]")
            keyboard.press("Space")
        elif kind == "select-one":
            tab_to(open_, f"[name={field}]")
            while open_.page.evaluate("document.activeElement.value") != value:
                keyboard.press("ArrowDown")
        else:
            tab_to(open_, f"[name={field}]")
            keyboard.type(value)
    press(open_, "button[name=give]")


def test_a_whole_game_is_played_by_keyboard(soup: Story, open_play: Opening) -> None:
    opened, chance = open_play(soup), random.Random(11)
    page, session = opened.page, opened.play.session
    said: list[str] = []
    while not session.is_over:
        if session.question is not None and chance.random() < 0.8:
            answer(opened, right_fields(session))
        else:
            option = chance.choice([option.id for option in session.options if option.kind != "answer"])
            press(opened, f'button[name=do][value="{option}"]')
        assert page.evaluate("document.activeElement.closest('.turn.now') !== null"), "the focus is on the new turn"
        assert page.evaluate("document.activeElement.tagName") == "H2"
        page.wait_for_selector("#spoken:not(:empty)", state="attached")
        said.append(page.inner_text("#spoken"))
    assert session.question is None
    assert len(session.steps()) > 8
    last = [line.words for line in _told(opened)]
    assert all(said[-1].count(" ".join(words.split())) == 1 for words in last if len(words) > 20)
    press_link(opened, "a[href='?page=ending']")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.title().startswith("How it went")


def _told(opened: OpenPlay) -> list:  # type: ignore[type-arg]
    from game.play.narration import tell

    session = opened.play.session
    return [line for line in tell(session.story, session.state, session.played[-1].turn.events) if line.kind == "story"]


def press_link(opened: OpenPlay, selector: str) -> None:
    tab_to(opened, selector)
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("main .sheet")


def test_the_first_thing_that_tab_leads_to_skips_to_the_story(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.closest('main') !== null")


def test_whoever_types_goes_on_typing(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    opened.page.focus("#typed")
    with opened.next_step():
        opened.page.keyboard.type("1")
        opened.page.keyboard.press("Enter")
    assert len(opened.play.session.steps()) == 1
    assert opened.page.evaluate("document.activeElement.id") == "typed"
    with opened.next_step():
        opened.page.keyboard.type("look")
        opened.page.keyboard.press("Enter")
    assert "Twelve long tables" in opened.page.inner_text(".notices")
    assert opened.page.evaluate("document.activeElement.id") == "typed"
    opened.page.wait_for_selector("#spoken:has-text('Twelve long tables')", state="attached")


def test_what_is_only_said_does_not_repeat_the_turn(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    with opened.next_step():
        opened.page.fill("#typed", "dance")
        opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#spoken:not(:empty)", state="attached")
    assert "does not lead anywhere" in opened.page.inner_text("#spoken")
    assert "The shutter goes up" not in opened.page.inner_text("#spoken")


def test_an_answer_that_is_not_whole_leads_to_what_is_missing(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup, play=at_a_question(soup, "order"))
    opened.page.evaluate("document.querySelectorAll('[required]').forEach((field) => { field.required = false; })")
    with opened.next_step():
        opened.page.click("button[name=give]")
    assert opened.page.evaluate("document.activeElement.classList.contains('notices')")
    assert "still to be chosen" in opened.page.inner_text(".notices")
