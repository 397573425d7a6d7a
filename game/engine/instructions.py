"""What the rules are made of: the few instructions into which everything that can happen in a turn is taken apart.

An *effect* is a tuple of instructions. They happen in order, until one of the last kind says where the turn goes on or
ends. Whoever carries an effect out (`game.engine.compiled_effects` makes Python functions of them) knows nothing else
of the game.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from game.engine.events import Event
from game.engine.state import OptionKind
from game.story.model.expressions import Expression
from game.story.model.layout import Slot
from game.story.model.text import Text


class Assign(NamedTuple):
    """A variable gets a value. `emits` is what happens if that changes it: the kind of an effect and its subject."""

    slot: Slot
    value: int
    emits: tuple[str, str] | None = None


class Increment(NamedTuple):
    """A variable grows by an amount, which may be negative, and stops at the bounds of its range. `emits`: see
    `Assign`.
    """

    slot: Slot
    amount: int
    emits: tuple[str, str] | None = None


class Emit(NamedTuple):
    """Something is told. It changes nothing."""

    event: Event


class EmitFrom(NamedTuple):
    """Something is told that depends on the memory. It changes nothing."""

    event: Callable[[int], Event]


class EmitText(NamedTuple):
    """A text is shown, with the memory as it is now. It changes nothing."""

    text: Text


class GuardFailed(NamedTuple):
    """A choice or a scene was passed over. While all `conditions` hold, its own condition is why. Changes nothing."""

    kind: str
    id: str
    guards: tuple[Expression, ...]


class If(NamedTuple):
    """The first effect while all conditions hold, else the second; one that does not end comes back here."""

    conditions: tuple[Expression, ...]
    then: Instructions
    otherwise: Instructions = ()


class PushReturn(NamedTuple):
    """The next `Return` leads to this node."""

    node: int


class Jump(NamedTuple):
    """On at this node of the story."""

    node: int


class EnterScene(NamedTuple):
    """On at the first node of a scene. `Rules.opening` is what belongs to it."""

    scene: str


class Return(NamedTuple):
    """The scene is over: on at the node that was pushed last, or the player walks about again."""


class Settle(NamedTuple):
    """The player walks about at the place with this number; see `Rules.settling`. None: wherever the player is."""

    place: int | None = None


class DrawQuestion(NamedTuple):
    """One of several questions is asked, by chance: of those not yet asked while there are any. Then `EndTurn`."""

    questions: tuple[int, ...]
    node: int


class EndTurn(NamedTuple):
    """The turn is over, and this is where the player stands: a node, or `ROAMING`. `for_good`: the story is over."""

    node: int
    for_good: bool = False


Instruction: TypeAlias = (
    Assign
    | Increment
    | Emit
    | EmitFrom
    | EmitText
    | GuardFailed
    | If
    | PushReturn
    | Jump
    | EnterScene
    | Return
    | Settle
    | DrawQuestion
    | EndTurn
)
Instructions: TypeAlias = tuple[Instruction, ...]


class Move(NamedTuple):
    """Something that a player can do, and the effect that follows.

    `id`, `kind`, `label` and `subject` are those of the option; for a question that wants words there are two more
    kinds, `right` and `wrong`. It can be done while all `conditions` hold; one that is `fallback` only when none
    that is not can be done.
    """

    id: str
    kind: OptionKind
    label: Text | str | None
    subject: str
    guards: tuple[Expression, ...]
    effect: Instructions
    fallback: bool = False
