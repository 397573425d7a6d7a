"""The rules for whoever plays very many plays: what can be done, and what follows, as a rule without a word about it.

A standing is a plain tuple of memory, node, stack and chance (see `game.engine.compiled_effects`); what can be done are
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.compiled_effects import CompiledInstructions, Configuration
from game.engine.events import Event
from game.engine.instructions import Move
from game.engine.offered_moves import Offered
from game.engine.transitions import Rules
from game.story.model.story import Story


class Moves:
    """All moves of a story. `all` grows as the play comes to new places, but a number never changes its meaning.

    An answer to a question that wants words is one of the moves of the kinds `right` and `wrong`. Whoever is in a hurry
    takes the functions themselves: `at[node](memory)` gives the numbers, and `effects.run(effects.moves[number], …)`
    what `after` gives. With `emitting`, `begin` and `after` want a list, to which they add the events of the turn.
    """

    def __init__(self, story: Story, *, emitting: bool = False) -> None:
        self.story = story
        self.rules = Rules(story)
        self.effects = CompiledInstructions(self.rules, emitting)
        self.at = Offered(self.effects)

    @property
    def all(self) -> Sequence[Move]:
        """The moves by their numbers."""
        return self.rules.moves

    def begin(self, seed: int, emitted: list[Event] | None = None, stream: str = "") -> Configuration:
        """The standing in which a play with this seed begins; `stream`: see `rules.begin`. Raises EndlessLoop."""
        return self.effects.begin(seed, emitted, stream)

    def offered(self, at: Configuration) -> Sequence[int]:
        """The numbers of the moves that can be done, in the order of the offer; none when the story is over.

        Fallbacks are among them only where there is nothing else.
        """
        numbers: Sequence[int] = self.at[at[1]](at[0])
        return numbers

    def after(self, at: Configuration, number: int, emitted: list[Event] | None = None) -> Configuration:
        """The standing after a move, which must be one of those that can be done. Raises EndlessLoop."""
        return self.effects.run(self.effects.moves[number], at, emitted)
