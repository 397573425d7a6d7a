"""The transition system is the game: in every standing the same moves, and after each the same memory."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given

from game.engine import EndlessLoop
from game.engine.moves import Moves
from game.story.model.story import Story
from game.verify.reductions.walk import Walk
from game.verify.system import transition_system as systems
from game.verify.system.space import Stopped
from game.verify.system.transition_system import At, Course, Settled, Split, System, TooLarge
from tests.engine.test_properties import MOVES, PACKS, PROFILE, SEEDS, story_from, story_of
from tests.verify.packs import many_arrivals, many_guards, many_returns


class Side:
    """A play in the transition system, driven by the moves of the game."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.walk = Walk(System(story))
        self.location, self.memory = 0, story.layout.start

    @property
    def here(self):
        return self.walk.system.locations[self.location]

    def settle(self, at: tuple[int, int, tuple[int, ...], int]) -> bool:
        """Go on where nobody chooses; where chance does, as it did in the game. False where that never ends."""
        for _ in range(30_000):
            if self.here.key.kind not in ("beginning", "entering", "settling", "deciding", "drawing"):
                return True
            ways = list(self.walk.open_ways(self.location, self.memory))
            asked = self.story.asking.get(at[0])
            if self.here.key.kind == "drawing":
                ways = [way for way in ways if self.story.questions[way.id].number == asked]
            assert len(ways) == 1
            self.take(ways[0])
        return False

    def take(self, way) -> None:
        self.location, self.memory = self.walk.after(way, self.memory)

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
        assert known == memory


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
        open_ways = list(side.walk.open_ways(side.location, side.memory))
        assert [(way.kind, way.id) for way in open_ways] == [
            (moves.all[one].kind, moves.all[one].id) for one in offered
        ]
        if not offered:
            break
        chosen = number % len(offered)
        side.take(open_ways[chosen])
        try:
            at = moves.after(at, offered[chosen])
        except EndlessLoop:
            break


def depth(course: Course) -> int:
    """How many `Split`s are in each other."""
    return max((1 + max(depth(act.then), depth(act.otherwise)) for act in course if isinstance(act, Split)), default=0)


@pytest.mark.parametrize("text", [many_arrivals(1_000), many_guards(300)])
def test_however_much_is_decided_in_a_row_a_course_stays_flat_and_is_that_of_the_game(text: str) -> None:
    story = story_of(text)
    system = System(story)
    courses = [way.course for one in system.locations for way in one.ways] + list(system.settling.values())
    assert max(map(depth, courses)) <= systems.DEEPEST
    assert all(isinstance(course[-1], At | Settled | Split) for course in courses)
    chance = random.Random(1)
    for seed in range(3):
        compare(story, seed, [chance.randrange(1_000) for _ in range(40)])


def test_scenes_that_can_return_in_very_many_ways_are_too_large() -> None:
    assert len(System(story_of(many_returns(4))).locations) < 100
    with pytest.raises(TooLarge, match=r"More than|in more than"):
        System(story_of(many_returns(30)))


def test_a_story_in_which_too_much_can_happen_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "MOST_ACTS", 500)
    with pytest.raises(TooLarge, match="More than 500"):
        System(story_of(many_arrivals(300)))


def test_whoever_waits_for_it_is_asked_whether_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "ASKED_AFTER", 100)
    asked: list[int] = []
    with pytest.raises(Stopped):
        System(story_of(many_arrivals(300)), lambda made: not asked.append(made) and len(asked) < 3)
    assert len(asked) == 3
    assert asked[2] < 500


def test_a_condition_that_asks_for_nothing_and_is_false_closes_an_option_in_the_game_too():
    story = story_of(
        "pack: Nothing\ndisclaimer: Invented.\nscenes:\n  a:\n    text: A.\n    choices:\n"
        "    - { choose: Never, id: never, when: correct == -1, end: out }\n    - { choose: Go, id: go, end: out }\n"
        "endings: { out: Out. }\n"
    )
    moves = Moves(story)
    assert [moves.all[one].id for one in moves.offered(moves.begin(0))] == ["a/go"]
