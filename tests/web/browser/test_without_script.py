"""Everything can be done without JavaScript."""

from __future__ import annotations

import random

from game.story.packs import load
from tests.web.browser.conftest import PATIENCE, Opening, OpenPlay
from tests.web.playing import right_fields


def fill(opened: OpenPlay, fields: dict[str, str]) -> None:
    """Fill in the form of the question."""
    for name, value in fields.items():
        field = opened.page.locator(f"[name={name.replace('_', '-')}]").first
        tag = field.evaluate("(field) => field.type")
        if tag in ("radio", "checkbox"):
            opened.page.locator(f"[name={name.replace('_', '-')}][value='{value}']").check()
        elif tag == "select-one":
            field.select_option(value)
        else:
            field.fill(value)


def test_a_whole_game_is_played_without_javascript(open_play: Opening) -> None:
    story, chance = load("first-scene"), random.Random(4)
    opened = open_play(story, java_script_enabled=False)
    page, session = opened.page, opened.play.session
    while not session.is_over:
        steps = len(session.steps())
        if session.question is not None:
            fill(opened, right_fields(session))
            page.click("button[name=give]")
        else:
            option = chance.choice(session.options).id
            page.click(f'button[name=do][value="{option}"]')
        page.wait_for_url("**/?#now", timeout=PATIENCE)
        assert len(session.steps()) == steps + 1
    page.click("a[href='?page=ending']")
    assert "How it went" in page.inner_text("h1")
    page.click("text=Steps")
    page.click("button[name=back] >> nth=0")
    assert not session.is_over


def test_the_notebook_is_searched_and_settings_are_set_without_javascript(open_play: Opening) -> None:
    opened = open_play(load("first-scene"), java_script_enabled=False)
    page = opened.page
    page.click("text=Notebook >> nth=0")
    page.fill("#about", "bell")
    page.click("text=Find >> nth=-1")
    assert page.locator("mark").first.inner_text() == "bell"
    page.click("nav >> text=Settings")
    page.check("input[name=theme][value=evening]")
    page.click("button[name=set]")
    assert page.locator("html").get_attribute("data-theme") == "evening"
    page.click("nav >> text=Story")
    page.fill("#typed", "nod")
    page.press("#typed", "Enter")
    page.click("button[value=yes]")
    page.wait_for_selector("text=World's Best Grandad")
    assert len(opened.play.session.steps()) == 1
