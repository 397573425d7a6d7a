"""In a wide memory the rules are the same: only the code that is generated for them is shorter."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from game.engine import AnswerGiven, begin, choose, options
from game.engine.rules import asked_question
from game.engine.state import State
from game.story.model import layout
from game.story.model.expressions import Count, count_function
from game.story.model.layout import Layout, Variable
from game.story.packs import load

ROOT = Path(__file__).parent.parent.parent


def played(pack: Path, seed: int) -> list[State]:
    story, draw = load(pack), random.Random(seed)
    turn = begin(story, seed)
    states = [turn.state]
    for _ in range(60):
        offered = options(story, turn.state)
        if not offered:
            break
        question = asked_question(story, turn.state)
        if question is not None and question.kind != "choice" and question.accepted and draw.random() < 0.5:
            action: str | AnswerGiven = "pass"
        else:
            action = draw.choice(offered).id
        turn = choose(story, turn.state, action)
        states.append(turn.state)
    return states


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("pack", [ROOT / "tests/packs/harbour", ROOT / "scenes/hq"], ids=lambda one: one.name)
def test_plays_are_the_same(pack: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = played(pack, seed)
    monkeypatch.setattr(layout, "WIDE", 0)
    monkeypatch.setattr("game.engine.generated_lines.WIDE", 0)
    assert played(pack, seed) == narrow


@pytest.mark.parametrize("seed", range(30))
def test_what_is_counted_at_once_is_counted_one_by_one(seed: int) -> None:
    draw = random.Random(seed)
    variables = [
        Variable(f"v{number}", low := draw.randint(-3, 3), low + draw.choice((0, 1, 1, 2, 3, 9)), low)
        for number in range(40)
    ]
    layout = Layout(variables)
    names = tuple(draw.sample([variable.name for variable in variables], 25))
    for _ in range(20):
        held = layout.start
        for one in variables:
            held = layout[one.name].put(held, draw.randint(one.low, one.high))
        least = draw.randint(-4, 12)
        count = Count(names, least)
        assert count_function(count, layout)(held) == sum(layout[name].get(held) >= least for name in names)


def test_a_count_is_made_once() -> None:
    layout = Layout([Variable("a", 0, 1), Variable("b", 0, 1)])
    count = Count(("a", "b"))
    assert count_function(count, layout) is count_function(count, layout)
    assert count_function(count, layout)(3) == 2
