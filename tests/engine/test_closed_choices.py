"""Choices that are shown while their condition does not hold, with the reason, and cannot be taken."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.engine import Refused, begin, choose, closed_choices, options
from game.engine.rendering import render_words
from game.plain import PlainClient
from game.play.command_types import Say
from game.play.commands import understand
from game.play.opening import Opened
from game.play.session import Session
from game.story.model.story import Story
from game.story.packs import load
from tests.app.conftest import screen_text
from tests.story.inline import codes, scene_pack, story_of

GATE = """\
pack: The gate
measures: { nerve: { start: 0, max: 5 } }
scenes:
  gate:
    text: The guard looks at you.
    choices:
      - choose: Talk him round
        when: nerve >= 2
        closed: "You have not the nerve{nerve >= 1: yet|}."
        end: e
      - choose: Take a breath
        again: true
        stay: true
        nerve: +1
      - choose: Turn back
        end: e
endings: { e: Done. }
"""


@pytest.fixture
def gate() -> Story:
    return story_of(GATE)


def reasons(story: Story, steps: int) -> list[str]:
    turn = begin(story)
    for _ in range(steps):
        turn = choose(story, turn.state, "gate/take_a_breath")
    state = turn.state
    return [render_words(story, choice.reason, state.memory, state.seed) for choice in closed_choices(story, state)]


def test_it_is_shown_with_its_reason_until_its_condition_holds(gate: Story) -> None:
    assert reasons(gate, 0) == ["You have not the nerve."]
    assert reasons(gate, 2) == []


def test_it_is_no_option_while_it_is_closed(gate: Story) -> None:
    state = begin(gate).state
    assert [option.id for option in options(gate, state)] == ["gate/take_a_breath", "gate/turn_back"]
    with pytest.raises(Refused):
        choose(gate, state, "gate/talk_him_round")


def test_a_list_of_closed_choices_alone_is_passed_over() -> None:
    others = GATE.index("      - choose: Take a breath"), GATE.index("endings:")
    story = story_of(GATE[: others[0]] + "  after: { text: Later., end: e }\n" + GATE[others[1] :])
    assert closed_choices(story, begin(story).state) == ()


def test_a_reason_without_a_condition_is_found() -> None:
    assert codes(scene_pack("choices:\n  - choose: Go\n    closed: No.\n    end: e")) == ["EW315"]


def test_the_plain_client_shows_it_apart(gate: Story, tmp_path: Path) -> None:
    out = io.StringIO()
    PlainClient(Opened(Session(gate, 1)), tmp_path, io.StringIO("talk him round\n"), out).run()
    assert "  2. Turn back\n  Not now: Talk him round. You have not the nerve.\n" in out.getvalue()


def test_whoever_types_it_is_emitted_the_reason(gate: Story) -> None:
    command = understand(Session(gate, 1), "talk him round")
    assert isinstance(command, Say)
    assert [line.words for line in command.lines] == ["You have not the nerve."]


async def test_the_app_shows_it_and_does_not_take_it(gate: Story, tmp_path: Path) -> None:
    session = Session(gate, 1)
    app = EightWings(gate, tmp_path, Opened(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "×  Talk him round — You have not the nerve." in screen_text(app)
        await pilot.press("up", "enter")
        await pilot.pause()
        assert session.is_over  # the last of those that can be taken


def test_it_is_translated(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(GATE, "utf-8")
    french = {
        "scenes.gate/talk_him_round.closed": ('"You have not the nerve{nerve >= 1: yet|}."', "Pas encore."),
    }
    lines = "".join(f"  {id_}:\n    was: {was}\n    text: {text}\n" for id_, (was, text) in french.items())
    (tmp_path / "fr.yaml").write_text(f"language: fr\nname: Français\ntexts:\n{lines}", "utf-8")
    assert reasons(load(tmp_path, "fr"), 0) == ["Pas encore."]
