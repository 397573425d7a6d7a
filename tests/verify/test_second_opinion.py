"""Every word of `check` on small drawn packs is what playing them in every way there is comes to."""

from __future__ import annotations

import pytest
from reference.comparing import Tally, wrong_claims, wrong_in
from reference.drawn import drawn
from reference.expected import Expectations
from reference.playing import Plays
from reference.product import PATHS, alone, report
from reference.trials import TRIALS, Setting, load
from reference.waiting import waiting

from game.story.model.story import Story
from game.story.targets.survey import survey

SEEDS = {
    "packs": (7, 11, 12, 20, 31, 41, 47, 56, 57, 59, 62),
    "without": (14, 21, 43, 51, 57),
    "edits": (10, 16, 21, 41),
    "reach": (5, 12, 20, 35, 62),
    "witnesses": (16, 20, 33, 43),
}  # fmt: skip
"""With some that were judged wrongly once. They can be played, and not in too many ways."""


@pytest.mark.parametrize(("trial", "seed"), [(trial, seed) for trial, seeds in SEEDS.items() for seed in seeds])
def test_what_is_said_of_a_drawn_pack_is_so(trial: str, seed: int, setting: Setting) -> None:
    assert [str(wrong) for wrong in TRIALS[trial](setting, seed, drawn(seed), Tally())] == []


QUIZ = {
    "pack": "Asked twice", "disclaimer": "Invented.", "start": "p0",
    "places": {"p0": {"name": "The hall"}},
    "scenes": {
        "quiz": {"at": "p0", "again": "true", "ask": {"from": ["q0", "q1"]}},
        "prize": {"at": "p0", "when": "visits.quiz == 2 and not asked.q1", "choices": [{"choose": "Out", "end": "e0"}]},
    },
    "questions": {
        id_: {"text": "How many?", "cites": ["f0"], "number": "8", "because": "So it is."} for id_ in ("q0", "q1")
    },
    "endings": {"e0": "Out."},
}  # fmt: skip


def test_chance_asks_nothing_twice_as_long_as_something_was_not_asked(setting: Setting) -> None:
    """Whoever was asked twice was asked both questions, so the prize is never to be had."""
    expected = expectations(load(setting, QUIZ))
    assert not expected.of("scene prize").happens
    assert [str(wrong) for path in PATHS for wrong in wrong_by(setting, path)] == []


def wrong_by(setting: Setting, path: str) -> list[object]:
    story = load(setting, QUIZ)
    made = report(story, setting.folder, path)
    return list(wrong_in(made, expectations(story), path, survey(story, setting.folder).things, Tally()))


def expectations(story: Story) -> Expectations:
    return Expectations(Plays(story))


WAITING = (1, 2, 3, 4, 110, 249, 313, 440, 468, 659)
"""Packs with a clock that ticks, ways that are open at one moment alone, and measures at their bounds. Of the last six
too much is proved by whoever looks at the ends of a range of values and not between them."""


@pytest.mark.parametrize("seed", WAITING)
def test_each_part_of_the_prover_says_by_itself_what_is_so(seed: int, setting: Setting) -> None:
    """Slices, the game about ways to an ending, the looks for dead ends and for circles."""
    story = load(setting, waiting(seed))
    expected = expectations(story)
    assert [str(wrong) for claims in alone(story) for wrong in wrong_claims(claims, expected, Tally())] == []
