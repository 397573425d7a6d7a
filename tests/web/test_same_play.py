"""The same play step by step in plain mode and in a browser: each step leads both to the same state."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from game.engine.state import AnswerGiven
from game.plain import PlainClient
from game.play.opening import Opened
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.story.packs import load
from game.web.web_play import WebPlay
from tests.web.playing import do, give, page, right_fields, say

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"
LINES = (
    "1", "2", "3", "yes", "no", "look", "north", "south", "east", "west", "up", "down", "undo", "redo", "go kitchen",
    "go to the hall", "talk", "pass", "notebook", "hint", "back to 2", "wait", "take", "people", "notes", "map",
    "sleep more", "it is rain", "42",
)  # fmt: skip


def plain(session: Session) -> PlainClient:
    return PlainClient(Opened(session), Path(), io.StringIO(), io.StringIO())


def typed_right(session: Session) -> list[str]:
    """What is typed for the right answer; where it could be a number of the list, a yes behind it."""
    assert session.question is not None
    answer = right_answer(session.story, session.state, session.question)
    if isinstance(answer, AnswerGiven):
        return [answer.words]
    ids = [option.id for option in session.options]
    return [str(ids.index(answer) + 1)]


@pytest.mark.parametrize("pack", ["first-scene", str(HARBOUR), "ministerial", "hq"])
@pytest.mark.parametrize("seed", [1, 2])
def test_buttons_and_forms_do_what_numbers_and_answers_do_in_a_terminal(pack: str, seed: int) -> None:
    story, chance = load(pack), random.Random(seed)
    client, play = plain(Session(story, seed)), WebPlay(Session(story, seed))
    for _ in range(150):
        session = play.session
        if session.is_over:
            break
        if session.question is not None and session.first_answer is None and chance.random() < 0.7:
            for line in typed_right(client.session):
                client.take(line)
            if client.suggested is not None:
                client.take("yes")
            give(play, **right_fields(session))
        else:
            option = chance.choice([option for option in session.options if option.kind != "answer"])
            ids = [each.id for each in client.session.options]
            by_word = {"lookup": "notebook"}.get(option.id, option.id)
            client.take(by_word if client.session.wants_words else f"{ids.index(option.id) + 1}")
            do(play, option.id)
        assert client.session.state == play.session.state
        assert client.session.steps() == play.session.steps()
    assert len(play.session.steps()) > 15


@pytest.mark.parametrize("pack", ["first-scene", str(HARBOUR), "hq"])
def test_a_typed_line_does_the_same_in_both(pack: str) -> None:
    story, chance = load(pack), random.Random(7)
    client, play = plain(Session(story, 7)), WebPlay(Session(story, 7))
    for _ in range(80):
        words = chance.choice([*LINES, *(option.id.rpartition("/")[2] for option in play.session.options)])
        client.take(words)
        say(play, words)
        assert client.session.state == play.session.state, words
        assert client.session.record == play.session.record
        assert client.suggested == play.state.suggested, words
        if play.session.is_over:
            break
    assert page(play)
