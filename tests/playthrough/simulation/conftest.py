"""Support for the tests of simulations: small packs with known chances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import TypeAlias

import pytest

from game.playthrough.simulation.players import Play, Player, seed_of
from game.playthrough.simulation.simulating import numbered_moves
from game.story.model.story import Story
from game.story.packs import load

StoryOf: TypeAlias = Callable[[str], Story]

SKY = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  sky: { states: The sky is blue., paragraph: 1, by: article, as_of: "1921", topics: [weather] }
  sea: { states: The sea is wet., paragraph: 2, by: article, as_of: "1921", topics: [weather, water] }
  bread: { states: Bread is baked., paragraph: 3, by: article, as_of: "1921", topics: [food] }
"""

COIN = """
    scenes:
      toss:
        text: It spins.
        choices:
          - choose: Heads
            end: heads
          - choose: Tails
            end: tails
    endings: { heads: Heads., tails: Tails. }
"""

QUIZ = """
    scenes:
      quiz:
        learn: sky
        ask: colour
        right: { end: praise }
        wrong: { end: scorn }
        passed: { end: silence }
    questions:
      colour:
        text: Which colour has the sky?
        cites: sky
        answers:
          - { right: Blue, because: So it is. }
          - { wrong: Green, because: No. }
          - { wrong: Red, because: No. }
    endings: { praise: Good., scorn: Bad., silence: Well. }
"""

CIRCLE = """
    scenes:
      hall:
        text: Doors.
        choices:
          - choose: Left
            end: out
          - choose: Right
            goto: cellar
      cellar:
        text: Dark.
        choices:
          - choose: Wait
            again: true
            stay: true
    endings: { out: You are out. }
"""

LOOP = """
    start: hall
    places: { hall: { name: The hall, exits: { east: shed } }, yard: { name: The yard }, shed: { name: The shed } }
    scenes:
      walk: { at: hall, move: yard, again: true }
      in_yard: { at: yard, on_arrival: true, again: true, move: hall }
      in_hall: { at: hall, on_arrival: true, again: true, when: been.yard, move: yard }
      leave: { at: shed, end: out, title: Leave }
    endings: { out: You are out. }
"""

STUCK = """
    scenes:
      hall:
        text: Doors.
        choices:
          - choose: Left
            end: out
          - choose: Right
            text: Nothing.
    endings: { out: You are out. }
"""

LONG = """
    start: a
    measures: { steps: { start: 0, min: 0, max: 900 } }
    places: { a: { name: Room A, exits: { east: b } }, b: { name: Room B } }
    scenes:
      more: { at: a, title: One more, again: true, steps: +1 }
      done: { at: b, title: Leave, when: steps >= 900, end: out }
    endings: { out: You are out. }
"""


@pytest.fixture
def story_of(tmp_path: Path) -> StoryOf:
    """Makes a story from the text of a file `pack.yaml`, which may ask what the almanac says."""

    def make(text: str) -> Story:
        folder = tmp_path / "pack"
        folder.mkdir(exist_ok=True)
        (folder / "almanac.yaml").write_text(SKY, encoding="utf-8")
        (folder / "notice.yaml").write_text("disclaimer: Invented.\n", encoding="utf-8")
        (folder / "pack.yaml").write_text("pack: A test\n" + dedent(text), encoding="utf-8")
        return load(folder)

    return make


def plays_of(story: Story, number: int, *, most: int = 1_000, **given: object) -> list[Play]:
    """So many plays by somebody; `given` are the knowledge and the temperament."""
    from game.playthrough.simulation.knowledge import Knowledge

    knowledge, temperament = given.get("knowledge", Knowledge()), given.get("temperament", "uniform")
    player = Player(numbered_moves(story), knowledge, temperament)  # type: ignore[arg-type]
    return [player.play(seed_of(7, index), most) for index in range(number)]


def ends(plays: list[Play]) -> Counter[str]:
    """How often each ending was reached."""
    return Counter(play.where for play in plays if play.stop == "end")
