"""The script swaps in what has changed, and nothing of a browser is lost by it: history, double clicks, troubles."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from game.play.opening import load_play
from game.story.model.story import Story
from game.story.packs import load
from tests.web.browser.conftest import Opening
from tests.web.browser.test_without_script import fill
from tests.web.playing import at_its_end, right_fields


@pytest.fixture(scope="module")
def soup() -> Story:
    return load("first-scene")


NOD = 'button[value="the_slate/nod_as_if_you_did_this"]'


def test_the_page_is_loaded_once_and_then_only_changed(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    opened.page.evaluate("window.isStillHere = true")
    with opened.next_step():
        opened.page.click(NOD)
    opened.page.click("nav >> text=Notebook")
    opened.page.wait_for_selector("h1:has-text('Notebook')")
    assert opened.page.title() == "Notebook – The Thursday Soup"
    assert opened.page.url.endswith("?page=notes")
    assert opened.page.evaluate("window.isStillHere")


def test_the_back_button_leads_from_a_page_to_the_story(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    with opened.next_step():
        opened.page.click(NOD)
    opened.page.click("nav >> text=Map")
    opened.page.wait_for_selector("main svg.wide")
    opened.page.go_back()
    opened.page.wait_for_selector("article.turn.now")
    assert "You nod" in opened.page.inner_text(".turn.now")
    opened.page.go_forward()
    opened.page.wait_for_selector("main svg.wide")


def test_two_clicks_on_a_button_do_one_thing(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    with opened.next_step():
        opened.page.dblclick(NOD, no_wait_after=True)
    opened.page.wait_for_selector("text=World's Best Grandad")
    assert len(opened.play.session.steps()) == 1


def test_settings_are_seen_at_once(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    opened.page.click("nav >> text=Settings")
    opened.page.check("input[name=theme][value=contrast-dark]")
    opened.page.check("input[name=size][value=largest]")
    with opened.next_step():
        opened.page.click("button[name=set]")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert opened.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "26.4px"


def test_a_host_that_is_gone_is_told_and_nothing_is_lost(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    opened.page.route("**/*", lambda route: route.abort())
    opened.page.click(NOD)
    opened.page.wait_for_selector(".trouble")
    assert "cannot be reached" in opened.page.inner_text(".trouble")
    opened.page.unroute("**/*")
    with opened.next_step():
        opened.page.click(NOD)
    assert opened.page.locator(".trouble").count() == 0
    assert all("ERR_FAILED" in words for words in opened.complaints)
    opened.complaints.clear()


def test_a_place_on_the_map_is_clicked_and_walked_to(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    with opened.next_step():
        opened.page.click(NOD)
    opened.page.click("nav >> text=Map")
    opened.page.click("svg.wide a[aria-label^='The kitchen garden:']")
    opened.page.wait_for_selector("section.chosen h2:has-text('The kitchen garden')")
    with opened.next_step():
        opened.page.click("button[name=walk]")
    assert "Walk to the kitchen garden" in opened.page.inner_text(".turn.now h2")


def test_another_tab_that_is_behind_shows_the_play_as_it_is(soup: Story, open_play: Opening) -> None:
    opened = open_play(soup)
    other = opened.page.context.new_page()
    other.goto(opened.address)
    with opened.next_step():
        opened.page.click(NOD)
    other.click('button[value="the_slate/ask_which_soup"]')
    other.wait_for_selector("text=World's Best Grandad")
    assert len(opened.play.session.steps()) == 1


def test_a_whole_game_is_played_by_touch_on_a_phone(soup: Story, open_play: Opening) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    opened, chance = open_play(soup, **phone), random.Random(8)
    page, session = opened.page, opened.play.session
    while not session.is_over:
        with opened.next_step():
            if session.question is not None:
                fill(opened, right_fields(session))
                page.tap("button[name=give]")
            else:
                option = chance.choice(session.options).id
                page.tap(f'button[name=do][value="{option}"]')
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        top = page.evaluate("document.querySelector('.turn.now').getBoundingClientRect().top")
        assert -1 <= top < 740, "the new turn is in view"
    assert page.inner_text("#offer").casefold() == "the story is over"


OWN_SENDER = """
    const page = `<div id="play" data-title="Own" data-kind="help" data-step="9">
        <main id="main"><h1 tabindex="-1">Own way</h1></main></div>`;
    window.eightWingsSend = async (method, address, body) => {
        window.asked = [method, String(address), String(body)];
        return { html: page, address: location.href };
    };
"""


def test_a_page_that_makes_its_fragments_itself_is_asked_for_them(soup: Story, open_play: Opening) -> None:
    """As in a static page, whose fragments a worker makes: nothing goes to a server."""
    opened = open_play(soup)
    opened.page.add_init_script(OWN_SENDER)
    opened.page.reload()
    opened.page.click(NOD)
    opened.page.wait_for_selector("text=Own way")
    method, _, body = opened.page.evaluate("window.asked")
    assert method == "POST"
    assert "do=the_slate" in body
    assert opened.play.session.steps() == ()
    assert opened.page.title() == "Own"


def test_the_play_is_taken_along_as_a_file_that_a_terminal_goes_on_with(
    soup: Story, open_play: Opening, tmp_path: Path
) -> None:
    opened = open_play(soup)
    with opened.next_step():
        opened.page.click(NOD)
    opened.page.click("nav >> text=Settings")
    with opened.page.expect_download() as download:
        opened.page.click("a[download]")
    assert download.value.suggested_filename == "first-scene.play.yaml"
    download.value.save_as(tmp_path / "mine.play.yaml")
    loaded = load_play(soup, tmp_path / "mine.play.yaml", tmp_path / "current.play.yaml").session
    assert loaded.state == opened.play.session.state
    loaded.close()


def test_what_came_of_the_questions_is_taken_along_as_a_page(open_play: Opening, tmp_path: Path) -> None:
    opened = open_play(None, play=at_its_end(load("ministerial")))
    opened.page.goto(f"{opened.address}?page=debrief")
    with opened.page.expect_download() as download:
        opened.page.click("a[download]")
    download.value.save_as(tmp_path / "debriefing.html")
    assert "what came of the questions" in (tmp_path / "debriefing.html").read_text("utf-8")
    opened.page.goto(f"{opened.address}?page=ending")
    with opened.page.expect_download() as download:
        opened.page.click("a[download]")
    download.value.save_as(tmp_path / "ending.svg")
    assert (tmp_path / "ending.svg").read_text("utf-8").count("<svg") == 1
