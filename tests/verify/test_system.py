"""The transition system is the game: in every standing the same moves, and after each the same memory."""

from __future__ import annotations

from hypothesis import given

from game.engine import EndlessLoop
from game.engine.moves import Moves
from game.story.program import Story
from game.verify.system import System
from game.verify.walk import Walk
from tests.engine.test_properties import MOVES, PACKS, PROFILE, SEEDS, story_from


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
        for _ in range(3_000):
            if self.here.key.kind not in ("beginning", "entering", "settling", "drawing"):
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
    story = story_from(written)
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
