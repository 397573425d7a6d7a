"""The strategies by their names: for each, what it does where nothing is asked, and what where something is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from game.engine.moves import Moves
from game.playthrough.simulation.players import BeginStyle, PlayingStyle
from game.playthrough.simulation.strategies.answering_styles import (
    Answering,
    AnswerStyle,
    first_option,
    last_option,
    longest_option,
    shortest_option,
)
from game.playthrough.simulation.strategies.choosing import (
    Careful,
    ChooseMove,
    Waiting,
    choose_at_random,
    choosing_in_order,
)
from game.story.schema.strategy_names import JOINT, NOT_READING, READING
from game.support.similarity import did_you_mean

BeginChoosing: TypeAlias = Callable[[], ChooseMove]
"""What begins a play, where nothing is asked."""
BeginAnswering: TypeAlias = Callable[[int], AnswerStyle]
"""What begins the play with this seed, where something is asked."""

ALL = "all"
"""The word for every strategy."""


class UnknownStrategy(ValueError):
    """There is no strategy of a name; the message says which there are."""


class Strategy(NamedTuple):
    """A way to play. `about` says in a few words what it does.

    `choosing` and `answering` make, for all plays of a story, what begins each of them.
    """

    name: str
    about: str
    choosing: Callable[[Moves], BeginChoosing]
    answering: Callable[[Answering], BeginAnswering]

    @property
    def reads(self) -> bool:
        """Whether it answers as somebody does who has read."""
        return self.name.rpartition(JOINT)[2] == READING

    def style(self, moves: Moves) -> BeginStyle:
        """What begins each play of this story."""
        choosing, answering = self.choosing(moves), self.answering(Answering(moves))
        return lambda seed: PlayingStyle(choosing(), answering(seed))


def _at_random(_: Moves) -> BeginChoosing:
    return lambda: choose_at_random


def _first(_: Moves) -> BeginChoosing:
    return choosing_in_order


def _last(_: Moves) -> BeginChoosing:
    return lambda: choosing_in_order(last=True)


def _careful(moves: Moves) -> BeginChoosing:
    return Careful(moves).choosing


def _waiting(moves: Moves) -> BeginChoosing:
    return Waiting(moves).choosing


STRATEGIES: dict[str, Strategy] = {
    entry.name: entry
    for entry in (
        Strategy("first", "always takes the first thing that is offered", _first,
                 lambda answering: answering.by_option(first_option)),
        Strategy("last", "always takes the last thing that is offered", _last,
                 lambda answering: answering.by_option(last_option)),
        Strategy("shortest", "answers with the shortest option", _at_random,
                 lambda answering: answering.by_option(shortest_option)),
        Strategy("longest", "answers with the longest option", _at_random,
                 lambda answering: answering.by_option(longest_option)),
        Strategy("echo", "answers with the words that stand in the notebook", _at_random,
                 lambda answering: answering.by_echo(looks_up=False)),
        Strategy("wait", "lets time pass wherever that costs nothing, else as first", _waiting,
                 lambda answering: answering.by_option(first_option)),
        Strategy("notebook", "looks everything up, and copies from there", _at_random,
                 lambda answering: answering.by_echo(looks_up=True)),
        Strategy("hints", "asks for every hint, and answers with the words of hints and notes", _at_random,
                 lambda answering: answering.by_hints),
        Strategy("pass-undo", "passes, is told the answer, and takes it back", _at_random,
                 lambda answering: lambda _: answering.by_undoing),
        Strategy("random", "takes anything, also as an answer", _at_random,
                 lambda answering: lambda _: answering.by_chance),
        Strategy("careful", "avoids what costs something at once, and answers anything", _careful,
                 lambda answering: lambda _: answering.by_chance),
        Strategy("reader", "has read: chooses as careful, and answers by what it knows", _careful,
                 lambda answering: lambda _: answering.by_knowing),
    )
}  # fmt: skip
"""Every strategy, the reader last. Those before it are the ones that a pack can name (see `strategy_names`)."""

assert (*NOT_READING, READING) == tuple(STRATEGIES)  # noqa: S101 - what a pack can name is there


def strategy(name: str) -> Strategy:
    """The strategy of this name; of two names joined, what the first does where nothing is asked, and the answers of
    the second. Raises UnknownStrategy.
    """
    chooses, joined, answers = name.partition(JOINT)
    unknown = next((named for named in ((chooses, answers) if joined else (chooses,)) if named not in STRATEGIES), None)
    if unknown is not None:
        known = ", ".join(STRATEGIES)
        raise UnknownStrategy(
            f"There is no strategy “{unknown}”. {did_you_mean(unknown, STRATEGIES)}There are: {known}; `{ALL}` for all "
            f"of them, and two joined such as first{JOINT}pass-undo."
        )
    chooser = STRATEGIES[chooses]
    if not joined:
        return chooser
    other = STRATEGIES[answers]
    return Strategy(name, f"chooses as {chooses} and answers as {answers}", chooser.choosing, other.answering)


def strategies_named(written: str) -> tuple[str, ...]:
    """The names of strategies in a line such as `first,echo`, each once. Raises UnknownStrategy."""
    names: list[str] = []
    for part in written.split(","):
        names += [*STRATEGIES] if part.strip() == ALL else [strategy(part.strip()).name]
    return tuple(dict.fromkeys(names))
