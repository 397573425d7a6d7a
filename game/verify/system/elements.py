"""What a transition system is made of: locations, the transitions on from them, and the effects of these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from game.engine.instructions import Assign, Emit, GuardFailed, Increment
from game.story.model.expressions import Expression
from game.story.model.text import Text

LocationKind: TypeAlias = Literal[
    "beginning", "roaming", "offer", "question", "drawing", "entering", "settling", "deciding", "ending", "endless"
]


class LocationKey(NamedTuple):
    """What is known at a location. `place` is the number of a place, `question` that of the question asked, or 0.

    `node` is that of the story; at a location of the kind `deciding`, -2 less the number of what is still to come.
    """

    kind: LocationKind
    place: int
    node: int
    stack: tuple[int, ...]
    question: int = 0


class Fork(NamedTuple):
    """The first effect while all conditions hold, else the second; one that does not end comes back here."""

    conditions: tuple[Expression, ...]
    then: SystemInstructions
    otherwise: SystemInstructions


class ContinueAt(NamedTuple):
    """The end of an effect: the player stands at the location with this number."""

    location: int


class SettleAt(NamedTuple):
    """The end of an effect: on with `System.settling` of this place, which many effects share."""

    place: int


class DisplayText(NamedTuple):
    """A text is shown at the place with this number, with the memory as it is now. It changes nothing."""

    text: Text
    place: int


class CountScene(NamedTuple):
    """A scene is about to be entered; the game counts these, and gives up a turn that would enter too many.

    Behind it stands the increment of the variable that counts the visits to the scene.
    """


SystemInstruction: TypeAlias = (
    Assign | Increment | Fork | Emit | DisplayText | GuardFailed | CountScene | ContinueAt | SettleAt
)
SystemInstructions: TypeAlias = tuple[SystemInstruction, ...]


CHANGES = (Assign, Increment)
"""The instructions that change a variable: joined by a stroke, they would be joined anew whenever one is asked for."""


class Transition(NamedTuple):
    """A way on: the move of a player or, where `kind` is `draw` or `enter`, of nobody.

    `id`, `kind` and `subject` are those of the move. It is open while all `guards` hold; with none it always is. Every
    effect, and both effects of a `Fork` that are followed by nothing, end with `ContinueAt` or `SettleAt`.
    """

    kind: str
    id: str
    subject: str
    guards: tuple[Expression, ...]
    effect: SystemInstructions


class Location(NamedTuple):
    """Where a player can stand, with every way on. At an ending there is none."""

    key: LocationKey
    transitions: tuple[Transition, ...]

    @property
    def is_chosen(self) -> bool:
        """Whether it is the player who decides how to go on."""
        return self.key.kind in ("roaming", "offer", "question")


def redirected(effect: SystemInstructions, to: Mapping[int, int]) -> SystemInstructions:
    """An effect that leads to other locations, by those to which it led; what is not among them stays."""
    made: list[SystemInstruction] = []
    for instruction in effect:
        match instruction:
            case Fork(conditions, then, otherwise):
                made.append(Fork(conditions, redirected(then, to), redirected(otherwise, to)))
            case ContinueAt(location):
                made.append(ContinueAt(to.get(location, location)))
            case _:
                made.append(instruction)
    return tuple(made)
