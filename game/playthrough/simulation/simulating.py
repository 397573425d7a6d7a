"""A simulation: so many plays of a story, by one process or several. The same seed gives the same counts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, Protocol, TypeVar

from game.engine.moves import Moves
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Player, seed_of
from game.playthrough.simulation.returns import ReturnCounts
from game.playthrough.simulation.tallies import Counting, PlayTally
from game.playthrough.simulation.temperaments import TemperamentName
from game.playthrough.simulation.workers import Cluster, work
from game.record.lazy_story import packed_pieces, unpack
from game.story.model.story import Ask, Offer, Story

#: How many plays one process does before it tells. The counts do not depend on it; how smoothly the bar moves does.
PLAYS_A_PIECE = 50

#: The knowledges at which the balance is looked at.
POINTS = tuple(point / 10 for point in range(11))

MOST_PLAYS = 10_000_000
MOST_STEPS = 10_000


class SimulationWishes(NamedTuple):
    """What is to be simulated. `balance`: also at each knowledge from 0 to 1."""

    plays: int = 1_000
    knowledge: Knowledge = Knowledge()
    temperament: TemperamentName = "uniform"
    seed: int = 1
    most_steps: int = MOST_STEPS
    balance: bool = False

    @property
    def plays_at_a_point(self) -> int:
        """How many plays there are at each knowledge for the balance: a fifth, but a hundred if there are as many."""
        return max(self.plays // 5, min(self.plays, 100))

    @property
    def all_plays(self) -> int:
        """How many plays there are in all."""
        return self.plays + self.balance * len(POINTS) * self.plays_at_a_point


class Simulation(NamedTuple):
    """What the plays came to; `balance` has a tally for each of POINTS. `complete`: no play that was wanted is left."""

    wishes: SimulationWishes
    tally: PlayTally
    balance: tuple[PlayTally, ...]
    complete: bool


class _Piece(NamedTuple):
    """Plays from one number to before another one. `point` is the index of the knowledge, -1 for the one wished for."""

    point: int
    first: int
    beyond: int


def simulate(
    story: Story,
    wishes: SimulationWishes,
    workers: int | Cluster = 1,
    told: Callable[[int], object] | None = None,
    piece: int = PLAYS_A_PIECE,
) -> Simulation:
    """Play. `told` hears how many plays were done since it last heard. Raises WorkerLost, ClusterProblem.

    `workers`: so many processes of this machine, or a cluster. A KeyboardInterrupt ends it early; the result counts
    what was done until then.
    """
    tally, balance = PlayTally(), tuple(PlayTally() for _ in POINTS) if wishes.balance else ()
    pieces = _pieces(wishes, piece)
    play_in_pieces(_player_of, story, wishes, pieces, workers, lambda at: tally if at < 0 else balance[at], told)
    plays = tally.plays + sum(balanced.plays for balanced in balance)
    return Simulation(wishes, tally, balance, plays == wishes.all_plays)


class PlayWishes(Protocol):
    """What every play of a run has in common."""

    @property
    def seed(self) -> int:
        """From which the seed of each play is made."""

    @property
    def most_steps(self) -> int:
        """After so many a play is given up."""


Wishes = TypeVar("Wishes", bound=PlayWishes)
PlayedPiece = TypeVar("PlayedPiece")
PlayedKey = TypeVar("PlayedKey")


class HandedStory(NamedTuple, Generic[Wishes]):
    """What a process needs to play: the very story that was loaded, whatever happens to its files; for another process
    as bytes.
    """

    story: Story | bytes
    wishes: Wishes

    def moves(self) -> Moves:
        """All moves of the story, see `numbered_moves`."""
        return numbered_moves(unpack(self.story) if isinstance(self.story, bytes) else self.story)


def play_in_pieces(
    make: Callable[[HandedStory[Wishes]], Callable[[PlayedPiece], tuple[PlayedKey, PlayTally]]],
    story: Story,
    wishes: Wishes,
    pieces: Iterable[PlayedPiece],
    workers: int | Cluster,
    tally_of: Callable[[PlayedKey], PlayTally],
    told: Callable[[int], object] | None,
) -> None:
    """Play all pieces and add what they came to, each to the tally of its key. Raises WorkerLost, ClusterProblem.

    `make` as in `work`; `told` hears how many plays were done. A KeyboardInterrupt ends it early.
    """
    all_pieces = list(pieces)
    if isinstance(workers, int):
        workers = max(1, min(workers, len(all_pieces)))
    try:
        handed = HandedStory(story if workers == 1 else packed_pieces(story), wishes)
        if isinstance(workers, int):
            all_done = work(make, handed, all_pieces, workers)
        else:
            all_done = workers.work(make, handed, all_pieces)
        with contextlib.closing(all_done) as done:
            for key, counted in done:
                tally_of(key).add(counted)
                if told is not None:
                    told(counted.plays)
    except KeyboardInterrupt:
        pass


def counted_plays(
    player: Player, moves: Moves, numbers: Iterable[int], wishes: PlayWishes, returns: ReturnCounts | None = None
) -> PlayTally:
    """What the plays of these numbers come to, each played to its end or for at most `wishes.most_steps` steps.

    The seed of a play is made from `wishes.seed` and its number, so it does not matter who plays which of them. `moves`
    are those of the player. With `returns`, what came back in the plays is added to it, and stands in the result, too.
    """
    counting = Counting(moves)
    for number in numbers:
        seed = seed_of(wishes.seed, number)
        play = player.play(seed, wishes.most_steps)
        counting.add(number, play)
        if returns is not None:
            returns.add(seed, play)
    tally = counting.result()
    if returns is not None:
        tally.returns, tally.never_returned = returns.scenes, returns.never
    return tally


def numbered_moves(story: Story, *, emitting: bool = False) -> Moves:
    """All moves of a story, with the same numbers in every process: else they are numbered as they are asked for."""
    moves = Moves(story, emitting=emitting)
    for number in range(len(story.place_order)):
        moves.rules.at_place(number)
    for index, node in enumerate(story.nodes):
        if isinstance(node, Offer):
            moves.rules.at_offer(index)
        elif isinstance(node, Ask):
            for id_ in node.questions:
                moves.rules.at_question(index, story.questions[id_].number)
    return moves


def _pieces(wishes: SimulationWishes, size: int) -> Iterator[_Piece]:
    for point, plays in [(-1, wishes.plays), *((index, wishes.plays_at_a_point) for index in range(len(POINTS)))]:
        if point < 0 or wishes.balance:
            for first in range(0, plays, size):
                yield _Piece(point, first, min(first + size, plays))


def _player_of(handed: HandedStory[SimulationWishes]) -> Callable[[_Piece], tuple[int, PlayTally]]:
    """What plays a piece."""
    moves, wishes = handed.moves(), handed.wishes
    comeback = moves.story.comeback
    telling = numbered_moves(moves.story, emitting=True) if comeback is not None else None
    players: dict[int, Player] = {}

    def play(piece: _Piece) -> tuple[int, PlayTally]:
        player = players.get(piece.point)
        if player is None:
            knowledge = wishes.knowledge if piece.point < 0 else Knowledge(POINTS[piece.point])
            player = players[piece.point] = Player(moves, knowledge, wishes.temperament)
        returns = ReturnCounts(telling, comeback) if telling is not None and comeback and piece.point < 0 else None
        return piece.point, counted_plays(player, moves, range(piece.first, piece.beyond), wishes, returns)

    return play
