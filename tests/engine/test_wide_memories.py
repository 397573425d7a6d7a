"""In a wide memory the rules are the same: only the code that is generated for them is shorter."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from game.engine import AnswerGiven, begin, choose, compiled_effects, options
from game.engine.instructions import Increment
from game.engine.moves import Moves
from game.engine.rules import asked_question
from game.engine.state import Turn
from game.engine.variable_updates import in_bytes, increment_lines
from game.story.model import layout
from game.story.model.expressions import Count, count_function
from game.story.model.layout import WIDE, Layout, Variable
from game.story.model.story import Story
from game.story.packs import load

ROOT = Path(__file__).parent.parent.parent


def turns(story: Story, seed: int) -> list[Turn]:
    draw = random.Random(seed)
    turn = begin(story, seed)
    made = [turn]
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
        made.append(turn)
    return made


def widen(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on every memory is taken for a wide one."""
    monkeypatch.setattr(layout, "WIDE", 0)
    monkeypatch.setattr("game.engine.variable_updates.WIDE", 0)


@pytest.fixture(
    scope="module", params=[ROOT / "tests/packs/harbour", ROOT / "scenes/hq"], ids=lambda path: str(path.name)
)
def twice(request: pytest.FixtureRequest) -> tuple[Story, Story]:
    """A story, and the same for plays in a wide memory: what is generated for a play is kept with its story."""
    return load(request.param), load(request.param)


@pytest.mark.parametrize("seed", range(8))
def test_plays_are_the_same(twice: tuple[Story, Story], seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow, wide = twice
    states = [turn.state for turn in turns(narrow, seed)]
    widen(monkeypatch)
    assert wide.layout.is_wide
    assert [turn.state for turn in turns(wide, seed)] == states


def many_measures(draw: random.Random, number: int) -> str:
    """A pack whose choices change many measures of all ranges, some of them as it is told, in any order."""
    ranges = [(low := draw.randint(-9, 3), low + draw.choice((1, 2, 3, 9, 300))) for _ in range(number)]
    hidden = [draw.choice(("true", "false")) for _ in ranges]
    measures = "".join(
        f"  m{index}: {{ min: {low}, max: {high}, start: {draw.randint(low, high)}, hidden: {hidden[index]} }}\n"
        for index, (low, high) in enumerate(ranges)
    )
    choices = "".join(
        f"      - {{ choose: C{index}, again: true, stay: true, "
        + ", ".join(f"m{other}: {draw.choice((-40, -2, -1, 1, 2, 40)):+d}" for other in draw.sample(range(number), 30))
        + " }\n"
        for index in range(4)
    )
    return f"pack: P\nmeasures:\n{measures}scenes:\n  a:\n    text: H.\n    choices:\n{choices}"


@pytest.mark.parametrize("seed", range(8))
def test_many_changes_at_once_are_the_same(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pack.yaml").write_text(many_measures(random.Random(seed), 60), "utf-8")
    narrow = turns(load(tmp_path), seed)
    assert any(len(turn.events) > 20 for turn in narrow)
    widen(monkeypatch)
    used: list[object] = []
    monkeypatch.setattr(compiled_effects, "in_bytes", lambda *of: used.append(of) or in_bytes(*of))
    wide = load(tmp_path)
    assert turns(wide, seed) == narrow
    assert used
    quiet = Moves(wide)
    at = quiet.begin(seed)
    for before, after in pairwise(turns(wide, seed)):
        assert at == before.state[:4]
        at = next(at_ for move in quiet.offered(at) if (at_ := quiet.after(at, move)) == after.state[:4])


def test_many_changes_look_at_the_whole_memory_twice() -> None:
    wide = Layout(Variable(f"v{number}", 0, 900) for number in range(2_000))
    changes = [Increment(slot, 1) for slot in wide]
    lines = in_bytes(wide.bits, changes, lambda some: increment_lines(some[0].slot, some[0].amount))
    assert len([line for line in lines if "(y," in line or "some(" in line]) == 2
    shifts = {str(slot.shift) for slot in wide if slot.shift > WIDE}
    assert len(shifts) > 1_000
    assert shifts.isdisjoint(word for line in lines for word in line.split())


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
        for variable in variables:
            held = layout[variable.name].put(held, draw.randint(variable.low, variable.high))
        least = draw.randint(-4, 12)
        count = Count(names, least)
        assert count_function(count, layout)(held) == sum(layout[name].get(held) >= least for name in names)


def test_a_count_is_made_once() -> None:
    layout = Layout([Variable("a", 0, 1), Variable("b", 0, 1)])
    count = Count(("a", "b"))
    assert count_function(count, layout) is count_function(count, layout)
    assert count_function(count, layout)(3) == 2
