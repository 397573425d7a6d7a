"""What a choice costs, shown with it: in the author's words, or made from what it takes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.engine import begin, choose
from game.engine.rules import listed_prices, prices
from game.plain import PlainClient
from game.play.commands import DoCommand, understand
from game.play.opening import Opened
from game.play.session import Session
from game.playthrough.coverage.reached import Recorder
from game.story.model.story import Offer, Story
from tests.app.conftest import screen_text
from tests.story.inline import codes, scene_pack, story_of

BAR = """\
pack: The bar
clock: { start: 09:00, end: 18:00 }
measures: { nerve: { start: 2, max: 5, stops_at_bounds: true }, luck: { max: 5, hidden: true, stops_at_bounds: true } }
items: { coat: "your coat, *the good one*" }
scenes:
  bar:
    text: Hm.
    give: coat
    choices:
      - { choose: Wait, price: true, minutes: 15, again: true, stay: true, nerve: -1, luck: -1 }
      - { choose: Leave the coat, price: true, lose: coat, nerve: +1, end: e }
      - { choose: Beg, price: "your {nerve >= 2: good|last} name", again: true, stay: true, nerve: -1 }
      - { choose: Fly, when: nerve >= 5, closed: No wings., price: an hour, end: e }
      - { choose: Go, end: e }
endings: { e: Done. }
"""


@pytest.fixture
def session() -> Session:
    return Session(story_of(BAR), 1)


def test_it_is_made_from_minutes_shown_measures_and_items_that_are_lost(session: Session) -> None:
    assert session.priced_labels[:2] == (
        "Wait (a quarter of an hour, Nerve -1)", "Leave the coat (your coat, *the good one*)",
    )  # fmt: skip


def test_words_of_the_author_are_a_text_like_any_other(session: Session) -> None:
    assert session.priced_labels[2] == "Beg (your good name)"
    session.do("bar/beg")
    assert session.priced_labels[2] == "Beg (your last name)"


def test_a_choice_is_still_called_by_its_label_alone(session: Session) -> None:
    assert session.labels[0] == "Wait"
    assert understand(session, "wait") == DoCommand("bar/wait")
    assert understand(session, "leave the coat") == DoCommand("bar/leave_the_coat")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(5, "5 minutes"), (1, "1 minute"), (30, "half an hour"), (60, "an hour"), (125, "2 hours and 5 minutes")],
)
def test_time_is_told_as_one_speaks_of_it(minutes: int, words: str) -> None:
    story = story_of(BAR.replace("minutes: 15", f"minutes: {minutes}"))
    assert Session(story, 1).priced_labels[0] == f"Wait ({words}, Nerve -1)"


@pytest.mark.parametrize("effects", ["luck: -1", "nerve: +1", "nerve: =1", "ask: q"])
def test_a_price_that_cannot_be_told_is_found(effects: str) -> None:
    head = "measures: { nerve: { start: 2, max: 5 }, luck: { max: 5, hidden: true } }\n"
    head += "questions: { q: { text: Why?, open: So., cites: todo } }\n" if "ask" in effects else ""
    pack = scene_pack(f"text: Hm.\nchoices:\n  - choose: Go\n    price: true\n    {effects}\n    end: e", head)
    assert "EW341" in codes(pack)


def test_it_stands_with_what_is_closed_too(session: Session, tmp_path: Path) -> None:
    out = io.StringIO()
    PlainClient(Opened(session), tmp_path, io.StringIO(""), out).run()
    assert "  1. Wait (a quarter of an hour, Nerve -1)" in out.getvalue()
    assert "Not now: Fly (an hour). No wings." in out.getvalue()


async def test_the_app_shows_it(session: Session, tmp_path: Path) -> None:
    app = EightWings(session.story, tmp_path, Opened(session))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        row = next(row for row in screen_text(app).splitlines() if "Wait" in row)
        assert row.rstrip().endswith("a quarter of an hour, Nerve -1")
        assert "Fly (an hour) — No wings." in screen_text(app)


def test_both_sides_of_a_price_are_covered(session: Session) -> None:
    recorder = Recorder(session.story)
    recorder.take(None, session.played[0])
    before = {key for key in recorder.reached if ".price" in key}
    state = session.state
    session.do("bar/beg")
    recorder.take(state, session.played[-1])
    after = {key for key in recorder.reached if ".price" in key}
    assert len(before) == 1
    assert len(after) == 2


def test_what_is_not_offered_shows_no_price(session: Session) -> None:
    shown: Story = session.story
    offer = next(node for node in shown.nodes if isinstance(node, Offer))
    assert len(prices(shown, session.state)) == sum(choice.price is not None for choice in offer.choices) == 4
    session.do("bar/go")
    assert prices(shown, session.state) == ()


def test_nothing_has_a_price_where_no_list_is_offered() -> None:
    story = story_of(
        "pack: The hall\nplaces: { hall: { name: Hall } }\n"
        "scenes: { a: { at: hall, text: A., choices: [{ choose: Go, price: a coat, end: e }] } }\n"
        "endings: { e: Done. }\n"
    )
    state = begin(story).state
    assert listed_prices(story, state) == {}
    assert list(listed_prices(story, choose(story, state, "scene:a").state)) == ["a/go"]
