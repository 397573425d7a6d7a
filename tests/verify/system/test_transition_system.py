"""The transition system is the game: in every standing the same moves, and after each the same memory."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given

from game.engine import EndlessLoop
from game.engine.moves import Moves
from game.story.model.story import Story
from game.verify.reductions.reduction import reduced
from game.verify.reductions.walk import SystemWalk
from game.verify.system import transition_system as systems
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import TooLarge, left_out, transition_system
from tests.drawn_packs import MOVES, PACKS, PROFILE, SEEDS, story_from, story_of
from tests.verify.packs import LIFT, many_arrivals, many_guards, many_returns
from tests.verify.reference import Reference


class Side:
    """A play in the transition system, driven by the moves of the game."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.walk = SystemWalk(transition_system(story))
        self.location, self.memory = 0, story.layout.start

    @property
    def here(self):
        return self.walk.system.locations[self.location]

    def settle(self, at: tuple[int, int, tuple[int, ...], int]) -> bool:
        """Go on where nobody chooses; where chance does, as it did in the game. False where that never ends."""
        for _ in range(30_000):
            if self.here.key.kind not in ("beginning", "entering", "settling", "deciding", "drawing"):
                return True
            transitions = list(self.walk.open_transitions(self.location, self.memory))
            asked = self.story.asking.get(at[0])
            if self.here.key.kind == "drawing":
                transitions = [
                    transition for transition in transitions if self.story.questions[transition.id].number == asked
                ]
            assert len(transitions) == 1
            self.take(transitions[0])
        return False

    def take(self, transition) -> None:
        self.location, self.memory = self.walk.after(transition, self.memory)

    def is_at(self, at: tuple[int, int, tuple[int, ...], int]) -> None:
        """Compare: what the location knows is not in the memory of the system."""
        memory, node, stack, _ = at
        story, key = self.story, self.here.key
        assert (key.node, key.stack) == (node, stack)
        assert key.question == story.asking.get(memory)
        known = story.asking.put(self.memory, key.question)
        if story.place is not None:
            assert key.place == story.place.get(memory)
            known = story.place.put(known, key.place)
        assert known & (1 << story.layout.bits) - 1 == memory  # above stands how many scenes the turn has entered


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_the_system_and_the_game_offer_the_same_and_lead_to_the_same(written, seed, drawn):
    compare(story_from(written), seed, drawn)


def compare(story: Story, seed: int, drawn: Sequence[int]) -> None:
    """Play with the system beside the game."""
    moves, side = Moves(story), Side(story)
    try:
        at = moves.begin(seed)
    except EndlessLoop:
        return
    for number in drawn:
        assert side.settle(at)
        side.is_at(at)
        offered = moves.offered(at)
        open_transitions = list(side.walk.open_transitions(side.location, side.memory))
        assert [(transition.kind, transition.id) for transition in open_transitions] == [
            (moves.all[option].kind, moves.all[option].id) for option in offered
        ]
        if not offered:
            break
        chosen = number % len(offered)
        side.take(open_transitions[chosen])
        try:
            at = moves.after(at, offered[chosen])
        except EndlessLoop:
            break


def depth(effect: SystemInstructions) -> int:
    """How many `Fork`s are in each other."""
    return max(
        (
            1 + max(depth(instruction.then), depth(instruction.otherwise))
            for instruction in effect
            if isinstance(instruction, Fork)
        ),
        default=0,
    )


@pytest.mark.parametrize("text", [many_arrivals(1_000), many_guards(300)])
def test_however_much_is_decided_in_a_row_a_effect_stays_flat_and_is_that_of_the_game(text: str) -> None:
    story = story_of(text)
    system = transition_system(story)
    effects = [transition.effect for location in system.locations for transition in location.transitions] + list(
        system.settling.values()
    )
    assert max(map(depth, effects)) <= systems.MOST_ENTERED
    assert all(isinstance(effect[-1], ContinueAt | SettleAt | Fork) for effect in effects)
    chance = random.Random(1)
    compare(story, 1, [chance.randrange(1_000) for _ in range(25)])


def test_scenes_that_can_return_in_very_many_transitions_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(transition_system(story_of(many_returns(4))).locations) < 100
    monkeypatch.setattr(systems, "MOST_ACTS", systems.MOST_ACTS // 10)  # the whole of it takes seconds to reach
    with pytest.raises(TooLarge, match=r"More than|in more than"):
        transition_system(story_of(many_returns(30)))


def test_a_story_in_which_too_much_can_happen_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "MOST_ACTS", 500)
    with pytest.raises(TooLarge, match="More than 500"):
        transition_system(story_of(many_arrivals(300)))


def test_whoever_waits_for_it_is_asked_whether_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "ASKED_AFTER", 100)
    asked: list[int] = []
    with pytest.raises(SearchStopped):
        transition_system(story_of(many_arrivals(300)), lambda made: not asked.append(made) and len(asked) < 3)
    assert len(asked) == 3
    assert asked[2] < 500


def test_a_condition_that_asks_for_nothing_and_is_false_closes_an_option_in_the_game_too():
    story = story_of(
        "pack: Nothing\ndisclaimer: Invented.\nscenes:\n  a:\n    text: A.\n    choices:\n"
        "    - { choose: Never, id: never, when: correct == -1, end: out }\n    - { choose: Go, id: go, end: out }\n"
        "endings: { out: Out. }\n"
    )
    moves = Moves(story)
    assert [moves.all[option].id for option in moves.offered(moves.begin(0))] == ["a/go"]


EXAM = """
pack: Exam
disclaimer: Invented.
scenes:
  hall:
    learn: [f0]
    text: A hall.
    choices:
    - { choose: Sit down, id: sit, again: true, ask: { from: [q0, q1, q2] }, right: Right., wrong: Wrong., stay: true }
    - { choose: Leave, id: leave, end: out }
questions:
  q0: { text: One?, cites: f0, answer: alpha }
  q1: { text: Two?, cites: f0, answer: beta }
  q2: { text: Three?, cites: f0, answer: gamma }
endings: { out: Out. }
"""


def test_chance_asks_what_was_not_asked_before_and_anything_once_all_was() -> None:
    story = story_of(EXAM)
    every = Reference(reduced(transition_system(story), forget=False), story)
    counts = set()
    for (location, memory), leads in every.leads.items():
        here = every.reduced.locations[location]
        if here.key.kind != "drawing":
            continue
        unasked = {id_ for id_, question in story.questions.items() if not question.outcome.get(memory)}
        assert {here.transitions[number].id for number in leads} == (unasked or story.questions.keys())
        counts.add(len(unasked))
    assert counts == {0, 1, 2, 3}


def test_leaving_choices_out_changes_nothing_of_the_system_that_is_given() -> None:
    system = transition_system(story_of(LIFT))
    before = tuple(system.locations)
    less = left_out(system, ["desk/red"])
    assert system.locations == before
    kept = {transition.id for location in less.locations for transition in location.transitions}
    assert "desk/red" not in kept
    assert "desk/blue" in kept
