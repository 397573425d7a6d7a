"""Every path of the transition system is a play of the game, for some draws of chance, and the other way round."""

from __future__ import annotations

import pytest
from reference.drawn import drawn
from reference.playing import Plays, TooMany
from reference.trials import Setting, Unplayable, load
from reference.turns import Standing

from game.story.model.story import ROAMING, End, Story
from game.verify.reductions.walk import SystemWalk
from game.verify.system.transition_system import transition_system

At = tuple[int, int]
"""The number of a location and a memory."""
Graph = dict[object, dict[str, frozenset[object]]]
"""By standing, what can be done with the standings to which it leads; none where a turn never ends."""


class Paths:
    """All standings that the system comes to, walked one way at a time."""

    def __init__(self, story: Story) -> None:
        self.story, self.walk = story, SystemWalk(transition_system(story))
        self.graph: Graph = {}
        waiting = list(self.standings((0, story.layout.start)))
        while waiting:
            at = waiting.pop()
            if (standing := self.standing(at)) in self.graph:
                continue
            leads: dict[str, frozenset[object]] = {}
            for transition in self.walk.open_transitions(*at):
                ends = self.standings(self.walk.after(transition, at[1]))
                leads[f"{transition.kind} {transition.id}"] = frozenset(map(self.standing, ends))
                waiting += ends
            self.graph[standing] = leads

    def stands(self, at: At) -> bool:
        here = self.walk.system.locations[at[0]]
        return here.is_chosen or here.key.kind == "ending"

    def standings(self, at: At) -> list[At]:
        """Where one comes to from here without choosing; to nothing where that never ends."""
        passed: set[At] = set()
        found, waiting = [], [at]
        while waiting:
            at = waiting.pop()
            if self.stands(at):
                found.append(at)
            elif at not in passed:
                passed.add(at)
                waiting += [self.walk.after(transition, at[1]) for transition in self.walk.open_transitions(*at)]
        return found

    def standing(self, at: At) -> object:
        key, story = self.walk.system.locations[at[0]].key, self.story
        own = (1 << story.layout.bits) - 1  # the system may remember more, as long as a turn lasts
        memory = story.asking.put(at[1] & own, key.question)
        if story.place is not None:
            memory = story.place.put(memory, key.place)
        return named(story, Standing(memory, key.node, key.stack))


def named(story: Story, at: Standing) -> object:
    """A standing; of an ending its name, for what was before makes no difference any more."""
    here = story.nodes[at.node] if at.node != ROAMING else None
    return here.ending if isinstance(here, End) else at


def played(plays: Plays) -> Graph:
    story = plays.story
    return {
        named(story, at): {
            f"{transition.kind} {transition.id}": frozenset(named(story, end) for end in transition.ends)
            for transition in transitions
        }
        for at, transitions in plays.transitions.items()
    }


@pytest.mark.parametrize("first", range(0, 64, 8))
def test_the_system_is_the_game_play_by_play(first: int, setting: Setting) -> None:
    for seed in range(first, first + 8):
        try:
            story = load(setting, drawn(seed))
            plays = Plays(story, most=250)
        except (Unplayable, TooMany):
            continue
        assert Paths(story).graph == played(plays), seed


ACHIEVED = {
    "pack": "Achieved when asked", "disclaimer": "Invented.", "start": "a",
    "measures": {"m": {"start": "0", "min": "0", "max": "5", "stops_at_bounds": "true"}},
    "scenes": {
        "a": {"text": "Hello.", "choices": [
            {"choose": "Go", "m": "=3", "ask": {"from": ["q1", "q2"]}, "right": {"m": "=0", "goto": "b"},
             "wrong": {"m": "=1", "goto": "b"}},
        ]},
        "b": {"text": "There.", "choices": [
            {"choose": "Out", "end": "out"}, {"choose": "Secret", "when": "achieved.three", "end": "secret"},
        ]},
    },
    "questions": {
        id_: {"text": "How many?", "cites": "f0", "number": "8", "because": "So it is."} for id_ in ("q1", "q2")
    },
    "achievements": {"three": {"title": "Three", "when": "m == 3"}},
    "endings": {"out": "Out.", "secret": "Found."},
}  # fmt: skip


def test_a_turn_that_ends_in_a_question_that_chance_draws_is_a_turn_as_any_other(setting: Setting) -> None:
    story = load(setting, ACHIEVED)
    assert Paths(story).graph == played(Plays(story))
