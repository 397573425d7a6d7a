"""The state of a play, what can be done in it, and what doing it brings."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.engine.events import Event, TextShown
from game.localisation.messages import gettext
from game.story.model.text import Text


class State(NamedTuple):
    """Everything that the rest of a play depends on. Immutable, hashable, small.

    `memory` holds every variable of the story (see `game.story.model.layout`), `node` is where the story stands
    (`ROAMING` outside scenes), `stack` the nodes to which called scenes return, the innermost last. `chance` is the
    state of the generator, `seed` what it began with.
    """

    memory: int
    node: int
    stack: tuple[int, ...]
    chance: int
    seed: int


OptionKind: TypeAlias = Literal[
    "choice", "scene", "go", "take", "answer", "lookup", "hint", "pass", "right", "wrong", "partly"
]

#: What can be done during a question that does not answer it: the question still waits.
ASIDES = frozenset(("lookup", "hint"))

#: What becomes of an answer in words: no options, but moves all the same.
OUTCOMES = frozenset(("right", "wrong", "partly"))
"""`right` and `wrong` are no options: they stand for an answer in words, for whoever plays without saying anything."""


class ClosedChoice(NamedTuple):
    """A choice that is shown and cannot be taken now; `reason` says why not, `price` what it would cost."""

    id: str
    label: Text
    reason: Text
    price: Text | None = None


class Option(NamedTuple):
    """Something that the player can do now. `id` is stable under edits elsewhere in the story.

    `label` is a text of the story, plain words, or None where the client has words of its own (`go`, `take`,
    `lookup`, `hint`, `pass`); `subject` is the id of what it is about.
    """

    id: str
    kind: OptionKind
    label: Text | str | None
    subject: str


class AnswerGiven(NamedTuple):
    """An answer in the player's own words.

    `got`: how it was graded when it was given, `right`, `partly` or `wrong`, for a play that is done again: what was
    told to the player stays so, whatever grading has learned since. Empty: it is graded now.
    """

    words: str
    got: str = ""


Action: TypeAlias = str | AnswerGiven
"""The id of an option, or an answer."""


class Turn(NamedTuple):
    """What an action brought: the state after it, and all that happened, in order."""

    state: State
    events: tuple[Event, ...]

    @property
    def passages(self) -> tuple[TextShown, ...]:
        """The texts to show, in order."""
        return tuple(event for event in self.events if isinstance(event, TextShown))


class Refused(Exception):
    """The action is not possible in this state; nothing was changed."""


class EndlessLoop(Exception):
    """The story runs in a circle without ever asking the player. `scene` is one that it passes."""

    def __init__(self, scene: str) -> None:
        self.scene = scene
        words = gettext(
            "The scene `{scene}` leads back to itself for ever, without a choice for the player.", scene=scene
        )
        super().__init__(words)
