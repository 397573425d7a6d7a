"""The functions of the search state by state: for each location, generated Python that goes through states there.

They are made of a story's conditions and changes alone: whole numbers, bit operations, and names of our own. In all of
them `m` is a packed state, `x` what becomes of it on a transition. A long function comes in pieces, which do their part
one after the other; a long effect that many transitions share is a function of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from game.engine.events import Event
from game.engine.instructions import Emit
from game.verify.exact.packing import EventBit, Leaf, Packing
from game.verify.system.elements import Fork, Location, SettleAt, SystemInstructions, Transition

Function: TypeAlias = Callable[..., Any]
HappeningKey: TypeAlias = tuple[int, str, Event | None]
"""The number of a transition; and, unless it is only about whether it is open, the kind of an event and the event."""

INLINED = 60
"""Lines of an effect that transitions share which are written into each of them; a longer one is called."""
PIECE_LINES = 1_500
"""Lines of a piece, but for those of its last way."""
CONDITIONS = 200
"""Conditions that stand in one expression."""


class Ends(NamedTuple):
    """What to do at the end of an effect, where something is told, and after a call that led to `q` and told `e`."""

    leaf: Leaf
    mark: EventBit
    called: Callable[[int], list[str]]


class SearchCode:
    """Writes the functions of one packed system. `written` is told of each how many lines it has."""

    def __init__(self, packing: Packing, written: Callable[[int], None] = lambda lines: None) -> None:
        self._written = written
        self.packing, self.reduced = packing, packing.reduced
        self._names: dict[str, Any] = {"__builtins__": {}}
        self._sizes: dict[int, int] = {}
        self._emitted: dict[int, tuple[Event, ...]] = {}

    # What engines ask for

    def search(self, location: int) -> Iterator[Function]:
        """`(states, seen, b)`: what the states lead to, with `b`, into the dictionary of its location."""
        ends = Ends(
            lambda target, keep: [*_kept(keep), f"if x not in d{target}: d{target}[x] = b"],
            lambda _: [],
            lambda _: ["d = seen[q]", "if x not in d: d[x] = b"],
        )
        return self._functions("states, seen, b", location, ends, "d", "seen")

    def sweep(self, location: int) -> Iterator[Function]:
        """`(states, bad)`: those of the states that lead only to states that are `bad`, which has them by location."""
        ends = Ends(
            lambda target, keep: [*_kept(keep), f"if x not in b{target}: continue"],
            lambda _: [],
            lambda _: ["if x not in bad[q]: continue"],
        )
        head = ["left = []", "keep = left.append"]
        return self._functions("states, bad", location, ends, "b", "bad", head, ["keep(m)"], ["return left"])

    def edges(self, location: int) -> Iterator[Function]:
        """`(states, bad, k, to, by, saved)`: the edges to bad states, by numbers; `k` is that of the first state.

        `bad` holds the numbers by location and state. A state that leads elsewhere is `saved`.
        """
        ends = Ends(
            lambda target, keep: [
                *_kept(keep), f"i = b{target}.get(x)", "if i is None: saved(k)", "else: to(i); by(k)",
            ],
            lambda _: [],
            lambda _: ["i = bad[q].get(x)", "if i is None: saved(k)", "else: to(i); by(k)"],
        )  # fmt: skip
        return self._functions("states, bad, k, to, by, saved", location, ends, "b", "bad", (), ["k += 1"])

    def origin(self, location: int) -> Iterator[Function]:
        """`(states, t, y)`: the first state that leads to the state `y` of the location `t`, and the way; or None."""

        def ends(transition: int) -> Ends:
            return Ends(
                lambda target, keep: [f"if t == {target}:", *(f" {line}" for line in _kept(keep)),
                                      f" if x == y: return m, {transition}"],
                lambda _: [],
                lambda _: [f"if q == t and x == y: return m, {transition}"],
            )  # fmt: skip

        bodies = (
            self._transition(transition, ends(index))
            for index, transition in enumerate(self._here(location).transitions)
        )
        return (self._loop("states, t, y", body) for body in _pieces(bodies))

    def first(
        self, location: int, conditions: str, transitions: tuple[int, ...] | None, event: Event | None, among: bool
    ) -> Iterator[Function]:
        """`(states, some)`: the first state that is wanted (`among` some), with a transition that is (else -1); or
        None.
        """
        head = ["if m not in some: continue"] if among else []
        head += [f"if not ({conditions}): continue"] if conditions else []
        if transitions is None:
            yield self._loop("states, some", [*head, "return m, -1"])
            return
        here = self._here(location)
        bodies = (self._showing(here.transitions[index], index, event) for index in transitions)
        for body in _pieces(bodies):
            yield self._loop("states, some", [*head, *body])

    def _showing(self, transition: Transition, index: int, event: Event | None) -> list[str]:
        if event is None:
            return [f"if {self.packing.condition(transition.guards, 'm')}: return m, {index}"]
        return ["e = 0", *self._transition(transition, self._until(event, index))]

    def _until(self, event: Event, transition: int) -> Ends:
        def called(place: int) -> list[str]:
            bits = sum(1 << number for number, other in enumerate(self.emitted(place)) if _same(other, event))
            return [f"if e & {bits:#x}: return m, {transition}"]

        return Ends(
            lambda target, keep: [],
            lambda emit: [f"return m, {transition}"] if _same(emit.event, event) else [],
            called,
        )

    def happening(self, location: int, wanted: set[HappeningKey]) -> Iterator[tuple[Function, list[HappeningKey]]]:
        """`(states)`: a mask of what happens in some state, of all that is wanted; with each, what its bits mean."""
        body: list[str] = []
        meanings: list[HappeningKey] = []

        def finished() -> tuple[Function, list[HappeningKey]]:
            every = (1 << len(meanings)) - 1
            lines = ["h = 0", *body, "if h & ~done:", " done |= h", f" if done == {every:#x}: break"]
            return self._loop("states", lines, ["done = 0"], ["return done"]), meanings

        for index, transition in enumerate(self._here(location).transitions):
            wants = [happening for happening in self.possible(index, transition) if happening in wanted]
            if wants:
                first = len(meanings)
                meanings.extend(wants)
                body += self._what_happens(
                    transition, {happening[1:]: 1 << first + n for n, happening in enumerate(wants)}
                )
            if len(body) > PIECE_LINES:
                yield finished()
                body, meanings = [], []
        if body:
            yield finished()

    def _what_happens(self, transition: Transition, bits: dict[tuple[str, Event | None], int]) -> list[str]:
        always = bits.get(("", None), 0)
        asks = False
        for instruction in transition.effect:
            if isinstance(instruction, Emit):
                always |= bits.get(_key(instruction.event), 0)
            elif isinstance(instruction, Fork | SettleAt):
                asks = asks or any(_key(event) in bits for event in self.packing.emitted_on((instruction,)))

        def called(place: int) -> list[str]:
            emitted = [
                (number, bits[_key(event)]) for number, event in enumerate(self.emitted(place)) if _key(event) in bits
            ]
            return [f"if e & {1 << number:#x}: h |= {bit:#x}" for number, bit in emitted]

        def mark(emit: Emit) -> list[str]:
            bit = bits.get(_key(emit.event), 0)
            return [f"h |= {bit:#x}"] if bit else []

        lines = [f"h |= {always:#x}"] if always else []
        if asks:
            lines += ["x = m", *self._lines(transition.effect, Ends(lambda target, keep: [], mark, called))]
        return self._guarded(transition, lines or ["pass"])

    def possible(self, index: int, transition: Transition) -> list[HappeningKey]:
        """All that can happen on a transition, as far as can be seen without looking at states."""
        events = dict.fromkeys(_key(event) for event in self.packing.emitted_on(transition.effect))
        return [(index, "", None), *((index, kind, event) for kind, event in events)]

    def closed(self, location: int) -> list[Function]:
        """`(states)`: those of the states in which none of the transitions is open."""
        transitions = self._here(location).transitions
        if any(not transition.guards for transition in transitions):
            return [self.compiled("states", ["return []"])]
        conditions = [self.packing.condition(transition.guards, "m") for transition in transitions]
        made = []
        for start in range(0, max(len(conditions), 1), CONDITIONS):
            some = " or ".join(f"({condition})" for condition in conditions[start : start + CONDITIONS]) or "0"
            made.append(self.compiled("states", [f"return [m for m in states if not ({some})]"]))
        return made

    def emitted(self, place: int) -> tuple[Event, ...]:
        """What the settling of a place can tell, in the order of the bits of `e` after it was called."""
        self._called(place)
        return self._emitted[place]

    # From effects to lines

    def transition_lines(self, transition: Transition, leaf: Leaf, mark: EventBit) -> list[str]:
        """The lines of a transition that turn `x`, with what transitions share written out."""

        def settled(place: int) -> list[str]:
            return self.packing.lines(self.reduced.settling[place], leaf, mark, settled)

        return self.packing.lines(transition.effect, leaf, mark, settled)

    def compiled(self, arguments: str, lines: Iterable[str]) -> Function:
        """A function of these lines, which hold numbers and names of our own only."""
        made: dict[str, Any] = {}
        source = "\n".join([f"def made({arguments}):", *(f" {line}" for line in lines)])
        exec(compile(source, "<search>", "exec"), self._names, made)  # noqa: S102 - see above
        function: Function = made["made"]
        self._written(source.count("\n"))
        return function

    def _here(self, location: int) -> Location:
        here = self.reduced.locations[location]
        assert here is not None  # noqa: S101 - there are states
        return here

    def _functions(
        self, arguments: str, location: int, ends: Ends, letter: str, container: str,
        head: Iterable[str] = (), last: Iterable[str] = (), behind: Iterable[str] = (),
    ) -> Iterator[Function]:  # fmt: skip
        """Pieces that go through the states and follow each transition; names like `d7` stand for the container's
        parts.
        """
        targets: set[int] = set()

        def leaf(target: int, keep: int | None) -> list[str]:
            targets.add(target)
            return ends.leaf(target, keep)

        bodies = (
            self._transition(transition, ends._replace(leaf=leaf)) for transition in self._here(location).transitions
        )
        for body in _pieces(bodies):
            names = [f"{letter}{target} = {container}[{target}]" for target in sorted(targets)]
            targets.clear()
            yield self._loop(arguments, [*body, *last], [*head, *names], behind)

    def _loop(self, arguments: str, body: list[str], head: Iterable[str] = (), behind: Iterable[str] = ()) -> Function:
        return self.compiled(
            arguments, [*head, "for m in states:", *(f" {line}" for line in body or ["pass"]), *behind]
        )

    def _transition(self, transition: Transition, ends: Ends) -> list[str]:
        return self._guarded(transition, ["x = m", *self._lines(transition.effect, ends)])

    def _guarded(self, transition: Transition, lines: list[str]) -> list[str]:
        if not transition.guards:
            return lines
        return [f"if {self.packing.condition(transition.guards, 'm')}:", *(f" {line}" for line in lines)]

    def _lines(self, effect: SystemInstructions, ends: Ends) -> list[str]:
        def settled(place: int) -> list[str]:
            if self._size(place) <= INLINED:
                return self._lines(self.reduced.settling[place], ends)
            return [f"q, x, e = {self._called(place)}(x)", *ends.called(place)]

        return self.packing.lines(effect, ends.leaf, ends.mark, settled)

    def _size(self, place: int) -> int:
        """How many lines it takes to settle at a place."""
        if place not in self._sizes:
            nothing = Ends(lambda target, keep: [""], lambda _: [], lambda _: [])
            self._sizes[place] = len(self._lines(self.reduced.settling[place], nothing))
        return self._sizes[place]

    def _called(self, place: int) -> str:
        """The name of a function of `x` that settles at a place: where it leads, the state there, and what was told."""
        name = f"p{place}"
        if name not in self._names:
            emitted: dict[tuple[str, Event | None], int] = {}

            def bit(event: Event) -> int:
                return 1 << emitted.setdefault(_key(event), len(emitted))

            def called(other: int) -> list[str]:
                events = [f"(e >> {number} & 1) * {bit(event):#x}" for number, event in enumerate(self.emitted(other))]
                return [f"return q, x, f{''.join(f' | {event}' for event in events)}"]

            ends = Ends(
                lambda target, keep: [f"return {target}, {'x' if keep is None else f'x & {keep:#x}'}, f"],
                lambda emit: [f"f |= {bit(emit.event):#x}"],
                called,
            )
            lines = self._lines(self.reduced.settling[place], ends)
            self._names[name] = self.compiled("x", ["f = 0", *lines])
            self._emitted[place] = tuple(event for _, event in emitted if event is not None)
        return name


def _kept(keep: int | None) -> list[str]:
    return [] if keep is None else [f"x &= {keep:#x}"]


def _pieces(bodies: Iterable[list[str]]) -> Iterator[list[str]]:
    """The lines of transitions, some transitions at a time; at least one piece, even if there is nothing in it."""
    piece: list[str] = []
    count = 0
    for body in bodies:
        piece += body
        if len(piece) > PIECE_LINES:
            yield piece
            piece = []
            count += 1
    if piece or not count:
        yield piece


def _key(event: Event) -> tuple[str, Event]:
    """Two events of different kinds can be equal."""
    return type(event).__name__, event


def _same(event: Event, other: Event) -> bool:
    return _key(event) == _key(other)
