"""The same story played by one strategy after the other: so many plays each, by one process or several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Player
from game.playthrough.simulation.simulating import MOST_STEPS, PLAYS_A_PIECE, HandedStory, counted_plays, play_in_pieces
from game.playthrough.simulation.strategies.registry import strategy
from game.playthrough.simulation.tallies import PlayTally
from game.playthrough.simulation.workers import Cluster
from game.story.model.story import Story


class ComparisonWishes(NamedTuple):
    """What is to be played: so many `plays` of each strategy, from the number `first` on.

    The knowledge is that of the reader. The same seed gives each strategy the same plays.
    """

    strategies: tuple[str, ...]
    plays: int = 1_000
    knowledge: Knowledge = Knowledge(1.0)
    seed: int = 1
    most_steps: int = MOST_STEPS
    first: int = 0

    @property
    def all_plays(self) -> int:
        """How many plays there are in all."""
        return self.plays * len(self.strategies)


class StrategyComparison(NamedTuple):
    """What the plays came to, by strategy. `complete`: no play that was wanted is left."""

    wishes: ComparisonWishes
    tallies: dict[str, PlayTally]
    complete: bool


class _SomePlays(NamedTuple):
    """Plays of a strategy, from one number to before another one."""

    strategy: str
    first: int
    beyond: int


def compare(
    story: Story,
    wishes: ComparisonWishes,
    workers: int | Cluster = 1,
    told: Callable[[int], object] | None = None,
    piece: int = PLAYS_A_PIECE,
) -> StrategyComparison:
    """Play. `told` hears how many plays were done since it last heard. Raises WorkerLost, ClusterProblem.

    `workers`: so many processes of this machine, or a cluster. A KeyboardInterrupt ends it early; the result counts
    what was done until then.
    """
    tallies = {name: PlayTally() for name in wishes.strategies}
    play_in_pieces(_strategist_of, story, wishes, _pieces(wishes, piece), workers, tallies.__getitem__, told)
    return StrategyComparison(wishes, tallies, sum(tally.plays for tally in tallies.values()) == wishes.all_plays)


def _pieces(wishes: ComparisonWishes, size: int) -> Iterator[_SomePlays]:
    beyond = wishes.first + wishes.plays
    for name in wishes.strategies:
        for first in range(wishes.first, beyond, size):
            yield _SomePlays(name, first, min(first + size, beyond))


def _strategist_of(handed: HandedStory[ComparisonWishes]) -> Callable[[_SomePlays], tuple[str, PlayTally]]:
    """What plays a piece."""
    moves, wishes = handed.moves(), handed.wishes
    players: dict[str, Player] = {}

    def play(some: _SomePlays) -> tuple[str, PlayTally]:
        player = players.get(some.strategy)
        if player is None:
            style = strategy(some.strategy).style(moves)
            player = players[some.strategy] = Player(moves, wishes.knowledge, style=style)
        return some.strategy, counted_plays(player, moves, range(some.first, some.beyond), wishes)

    return play
