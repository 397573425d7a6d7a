"""The functions that plays are made with: which transitions are open, and where one leads, written once for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.engine.events import Event
from game.engine.instructions import Emit
from game.story.model.expressions import Expression
from game.verify.exact.code_generation import SearchCode
from game.verify.exact.packing import Packing
from game.verify.system.elements import Fork, SystemInstruction, SystemInstructions
from game.verify.system.space import PathStep


class PlayCode(SearchCode):
    """Writes the functions of playing."""

    def __init__(self, packing: Packing) -> None:
        super().__init__(packing)
        self._numbers: dict[tuple[str, Event], int] = {}
        self._events: list[tuple[str, Event]] = []
        self._told: dict[int, _Translated] = {}
        #: A mask of the events that were told already; whatever is written from then on leaves them out.
        self.told = 0

    def openings(self, location: int) -> Callable[[int], int]:
        """A function from the packed variables at a location to a mask of the transitions that are open there.

        Bit n of the mask stands for transition n of the location.
        """
        transitions = self._here(location).transitions
        lines = [f"r = {sum(1 << index for index, transition in enumerate(transitions) if not transition.guards):#x}"]
        for index, transition in enumerate(transitions):
            if transition.guards:
                lines.append(f"if {self.packing.condition(transition.guards, 'm')}: r |= {1 << index:#x}")
        function: Callable[[int], int] = self.compiled("m", [*lines, "return r"])
        return function

    def test(self, condition: Expression) -> Callable[[int], bool]:
        """A function from the packed variables to what is true while a condition holds."""
        function: Callable[[int], bool] = self.compiled("m", [f"return {self.packing.condition((condition,), 'm')}"])
        return function

    def transition(self, step: PathStep) -> Callable[[int], tuple[int, int, int]]:
        """A function from the packed variables to where the transition leads: location, packed variables, and a mask
        of the events that happened, to be read with `events_of`.
        """

        def leaf(target: int, keep: int | None) -> list[str]:
            return [f"return {target}, {'x' if keep is None else f'x & {keep:#x}'}, h"]

        def settled(place: int) -> list[str]:
            self._names[f"told_{place}"] = self._told.setdefault(place, _Translated(self, place))
            return [f"q, x, e = {self._called(place)}(x)", f"return q, x, h | told_{place}[e]"]

        effect = self._untold(self._here(step.location).transitions[step.transition].effect)
        lines = self.packing.lines(effect, leaf, lambda emit: [f"h |= {1 << self._number(emit.event):#x}"], settled)
        function: Callable[[int], tuple[int, int, int]] = self.compiled("x", ["h = 0", *lines])
        return function

    def _untold(self, effect: SystemInstructions) -> SystemInstructions:
        """The effect without what was told before: nobody asks for it a second time."""
        made: list[SystemInstruction] = []
        for instruction in effect:
            match instruction:
                case Emit(event):
                    if not self.told >> self._number(event) & 1:
                        made.append(instruction)
                case Fork(conditions, then, otherwise):
                    yes, no = self._untold(then), self._untold(otherwise)
                    if yes or no:
                        made.append(Fork(conditions, yes, no))
                case _:
                    made.append(instruction)
        return tuple(made)

    def events_of(self, mask: int) -> Iterator[tuple[str, Event]]:
        """The events of a mask."""
        while mask:
            bit = mask & -mask
            yield self._events[bit.bit_length() - 1]
            mask ^= bit

    def _number(self, event: Event) -> int:
        key = type(event).__name__, event
        number = self._numbers.setdefault(key, len(self._events))
        if number == len(self._events):
            self._events.append(key)
        return number

    def translated(self, place: int, mask: int) -> int:
        """A mask of what the settling of a place told, as a mask of all events."""
        return sum(1 << self._number(event) for index, event in enumerate(self.emitted(place)) if mask >> index & 1)


class _Translated(dict[int, int]):
    """By what the settling of a place told, the same as a mask of all events: looked up once for every transition."""

    def __init__(self, code: PlayCode, place: int) -> None:
        super().__init__()
        self._code, self._place = code, place

    def __missing__(self, mask: int) -> int:
        found = self[mask] = self._code.translated(self._place, mask)
        return found
