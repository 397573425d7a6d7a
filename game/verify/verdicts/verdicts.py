"""What comes of a proof: verdicts, with the plays that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from game.verify.reductions.reduction import Reduced
from game.verify.verdicts.properties import Property

Verdict: TypeAlias = Literal["proved", "refuted", "unknown"]


NOT_ENOUGH = "There was not enough time or memory to look at everything."
"""Why nothing is known of what is unknown."""
CONTRADICTION = "Two proofs contradict each other: that is a mistake in Eight Wings, please report it."
"""Why nothing is known of what was proved and refuted."""


class Taken(NamedTuple):
    """Something that is done in a play: the kind and id of a move; of the kind `draw`, a question that chance asks."""

    kind: str
    id: str


ShownPlay: TypeAlias = tuple[Taken, ...]


class Proof(NamedTuple):
    """The verdict on a property. `play` shows that it is not so, or where it was asked for, that it is; `shortest`:
    there is no shorter one.

    `reason` says why nothing is known.
    """

    property: Property
    verdict: Verdict
    play: ShownPlay | None = None
    shortest: bool = False
    reason: str = ""


class Proofs(NamedTuple):
    """All verdicts, in the order of the properties, but of those inside of what can never be.

    `situations` is how many situations that differ in something that still matters a player can be in, exactly; None:
    too many to count them. `soft_locks` is from how many of them no ending can be reached. `engine` is what searched,
    `looked_at` how many transitions the sample took. `remembered` are the variables that the abstract proof of the
    transitions to an ending needed, where there is one. By the locations of the system: `at`, in how many situations
    one can be there, exactly (empty: not counted), `visits`, how often plays at random were there, and `led_to`, the
    endings (locations) to which such plays went on from there.
    """

    proofs: tuple[Proof, ...]
    situations: int | None
    engine: str
    looked_at: int
    remembered: tuple[str, ...] = ()
    soft_locks: int = 0
    at: tuple[int, ...] = ()
    visits: tuple[int, ...] = ()
    led_to: tuple[tuple[int, ...], ...] = ()


def unsettled(properties: Iterable[Property], reason: str) -> Proofs:
    """Nothing is known, for this reason."""
    return Proofs(tuple(Proof(property_, "unknown", reason=reason) for property_ in properties), None, "", 0)


def played(whole: Reduced, path: Iterable[tuple[int, int]]) -> ShownPlay:
    """The moves of a path, with what chance draws."""
    taken: list[Taken] = []
    for location, number in path:
        here = whole.locations[location]
        assert here is not None  # noqa: S101 - the path leads through it
        transition = here.transitions[number]
        if transition.kind != "enter":
            taken.append(Taken(transition.kind, transition.id))
    return tuple(taken)


class PropertyAnswer(NamedTuple):
    """Whether something can happen (None: not known), and a path in a reduced system on which it does."""

    happens: bool | None
    whole: Reduced | None = None
    path: Sequence[tuple[int, int]] = ()
    shortest: bool = False

    @property
    def play(self) -> ShownPlay | None:
        """A play in which it happens; None: there is none, or none was found."""
        return None if self.whole is None else played(self.whole, self.path)
