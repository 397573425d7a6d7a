"""Effects made into Python functions: the rules of a story, ready to be carried out.

The functions are generated from instructions and layout alone: whole numbers, bit operations, and names of our own. No
word of a pack ever reaches them: numbers are written with `:d` and `:#x`, which refuse everything else. Each is made
when it is first needed.

A function takes and gives a *standing* in parts: the memory `m`, the node, the stack `s`, the chance `c`. It ends where
the player stands, or where a scene is entered (`entering`): whoever runs it goes on there, and counts, so that a story
that runs in a circle is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from game.engine import chance, events
from game.engine.events import Event
from game.engine.instructions import (
    Assign,
    DrawQuestion,
    Emit,
    EmitFrom,
    EmitText,
    EndTurn,
    EnterScene,
    GuardFailed,
    If,
    Increment,
    Instruction,
    Instructions,
    Jump,
    PushReturn,
    Return,
    Settle,
)
from game.engine.state import EndlessLoop
from game.engine.transitions import Rules
from game.engine.variable_updates import BYTES, Assignments, in_bytes, increment_lines
from game.story.model.expressions import Expression, free_variables, python_condition
from game.story.model.layout import Slot
from game.story.model.story import ROAMING
from game.support.fast_tuples import maker
from game.support.lazy_tables import LazyTable

Configuration: TypeAlias = tuple[int, int, tuple[int, ...], int]
"""Memory, node, stack and chance: a state without the seed, which no rule asks for."""

#: A turn that enters more scenes than this is given up: it counts as one that never comes to an end. Whoever proves
#: something about a story goes by the same number (`game.verify.system.turn_limit`).
MAX_SCENES_IN_A_TURN = 2_000

#: Events that say no more than what they are about.
_TOLD: dict[str, Callable[[str], Event]] = {
    "learn": events.FactLearned,
    "give": events.ItemReceived,
    "lose": events.ItemLost,
    "achieve": events.Achieved,
}

_MAKERS = {
    "changed": maker(events.MeasureChanged),
    "passage": maker(events.TextShown),
    "passed": maker(events.TimePassed),
}

#: So many changes of variables one after the other are made byte by byte in a wide memory.
_MANY_CHANGES = 8

#: What is offered is looked up by so many bits of the memory at most: each combination of them has its ready list.
_LOOKED_UP = 10


class CompiledInstructions:
    """The functions of one story. With `emitting` they take a list as well, to which they add what happens.

    `moves` by the number of a move, `nodes` by the index of a node, `settling` by the number of a place.
    """

    def __init__(self, rules: Rules, emitting: bool) -> None:
        self.rules, self.story, self.emitting = rules, rules.story, emitting
        self.moves = LazyTable(lambda number: self._first(rules.moves[number].effect))
        self.nodes = LazyTable(lambda index: self._function(rules.at_node(index)))
        self.settling = LazyTable(lambda number: self._function(rules.settling(number)))
        self._beginning: Callable[..., Configuration] | None = None
        #: A long effect to which many others lead: it is not written out in each of them.
        self._kept_apart = self.story.comeback.choosing if self.story.comeback is not None else None
        self._scenes = tuple(self.story.scenes)
        self._entered = {id_: -2 - index for index, id_ in enumerate(self._scenes)}
        self._names: dict[str, Any] = {"__builtins__": {}, **_MAKERS, **BYTES, "n": self.nodes, "p": self.settling}
        self._ending_a_turn = rules.ending_a_turn()
        if self._ending_a_turn:
            self._names["a"] = self._made(self._lines(self._ending_a_turn), "return m")
        place = self.story.place
        self._here = f"m>>{place.shift:d}&{place.mask:d}" if place is not None else "0"

    def begin(self, seed: int, emitted: list[Event] | None = None, stream: str = "") -> Configuration:
        """Where a play with this seed begins; `stream`: see `rules.begin`. Raises EndlessLoop.

        What happens is added to `emitted`, which is a list exactly where the functions are `emitting`.
        """
        if self._beginning is None:
            self._beginning = self._first(self.rules.beginning())
        at = (self.story.layout.start, ROAMING, (), chance.fixed(seed, stream or self.story.stream))
        return self.run(self._beginning, at, emitted)

    def run(
        self, function: Callable[..., Configuration], at: Configuration, emitted: list[Event] | None = None
    ) -> Configuration:
        """Where a function of `moves`, `nodes` or `settling` leads in the end, from a configuration.

        A configuration is (memory, node, stack, chance): the memory is a packed state vector of the layout's bits, and
        the node is below ROAMING only inside a turn. `emitted` as in `begin`. Raises EndlessLoop, with the scene, when
        a turn enters more than MAX_SCENES_IN_A_TURN scenes.
        """
        emitting = () if emitted is None else (emitted,)
        at = function(at[0], at[2], at[3], *emitting) if emitting else function(at[0], at[2], at[3])
        entered = 0
        while at[1] < ROAMING:
            scene = self._scenes[-2 - at[1]]
            entered += 1
            if entered > MAX_SCENES_IN_A_TURN:
                raise EndlessLoop(scene)
            at = self.nodes[self.story.scenes[scene].start](at[0], at[2], at[3], *emitting)
        return at

    # From instructions to lines of Python

    def _first(self, effect: Instructions) -> Callable[..., Configuration]:
        """The function of an effect with which a turn begins."""
        return self._made(self._lines(self._inlined(effect)))

    def _function(self, effect: Instructions) -> Callable[..., Configuration]:
        return self._made(self._lines(self._straight(effect)))

    def _made(self, lines: Iterable[str], last: str = "") -> Callable[..., Any]:
        head = "def made(m, s, c, t):" if self.emitting else "def made(m, s, c):"
        body = [*lines, last] if last else lines
        return _compiled(head, [f" {line}" for line in body], self._names)

    def _inlined(self, effect: Instructions) -> Instructions:
        """The effect with those to which it leads behind it, as far as nothing else can happen.

        A scene that is entered is behind it only if its beginning leads to where the player stands: then it is the only
        one of the turn, and nobody has to count.
        """
        effect = self._straight(effect)
        last = effect[-1]
        if isinstance(last, EnterScene) and not _branches_off(effect):
            beginning = self._straight(self.rules.at_node(self.story.scenes[last.scene].start))
            if isinstance(beginning[-1], DrawQuestion | EndTurn):
                return (*effect[:-1], *self.rules.opening(last.scene), *beginning)
        return effect

    def _straight(self, effect: Instructions) -> Instructions:
        """The effect with those of the nodes to which it leads behind it."""
        while isinstance(effect[-1], Jump) and effect[-1].node != self._kept_apart and not _branches_off(effect):
            effect = (*effect[:-1], *self.rules.at_node(effect[-1].node))
        return effect

    def _name(self, thing: object, letter: str) -> str:
        """A name for a thing in the generated code."""
        name = f"{letter}{len(self._names)}"
        self._names[name] = thing
        return name

    def _lines(self, effect: Instructions) -> list[str]:
        if not self.story.layout.is_wide:
            return self._one_by_one(self._plain(effect))
        lines: list[str] = []
        for changing, some in groupby(self._plain(effect), lambda change: isinstance(change, Assign | Increment)):
            run: list[Any] = list(some)
            many = changing and len(run) >= _MANY_CHANGES
            lines += in_bytes(self.story.layout.bits, run, self._one_by_one) if many else self._one_by_one(run)
        return lines

    def _one_by_one(self, instructions: Iterable[Instruction]) -> list[str]:
        lines: list[str] = []
        puts = Assignments(self.story.layout.bits)
        for instruction in instructions:
            if isinstance(instruction, Assign) and (instruction.emits is None or not self.emitting):
                puts.add(instruction)
                continue
            lines += puts.lines()
            lines += self._instruction(instruction)
        return lines + puts.lines()

    def _plain(self, effect: Instructions) -> Iterable[Instruction]:
        """The instructions; what is told is left out where nothing is told, and what is always the same is made so."""
        for instruction in effect:
            if isinstance(instruction, Emit | EmitFrom | EmitText) and not self.emitting:
                continue
            if self.emitting and isinstance(instruction, Increment) and self._presses(instruction):
                yield instruction
            elif (
                isinstance(instruction, Increment)
                and instruction.amount
                and instruction.slot.high - instruction.slot.low <= abs(instruction.amount)
            ):
                yield Assign(
                    instruction.slot,
                    instruction.slot.high if instruction.amount > 0 else instruction.slot.low,
                    instruction.emits,
                )
            elif isinstance(instruction, EnterScene):
                yield from self._plain(self.rules.opening(instruction.scene))
                yield instruction
            elif isinstance(instruction, DrawQuestion) and len(instruction.questions) == 1:
                yield from self._plain(self.rules.asking(instruction.questions[0], instruction.node))
            else:
                yield instruction

    def _instruction(self, instruction: Instruction) -> list[str]:
        more = ", t" if self.emitting else ""
        match instruction:
            case Assign(slot, _, emitted):
                put = Assignments(self.story.layout.bits)
                put.add(instruction)
                return self._emitting_a_change(slot, emitted, put.lines())
            case Increment(slot, amount, emitted):
                lines = increment_lines(slot, amount)
                if not emitted or not self.emitting:
                    return lines
                return [*self._emitting_a_press(instruction), *self._emitting_a_change(slot, emitted, lines)]
            case Emit(event):
                return [f"t.append({self._name(event, 'e')})"]
            case EmitFrom(event):
                return [f"t.append({self._name(event, 'e')}(m))"]
            case EmitText(text):
                return [f"t.append(passage(({self._name(text, 'e')}, m)))"]
            case If(conditions, then, otherwise):
                return self._branches(conditions, then, otherwise)
            case PushReturn(node):
                return [f"s += {node:d},"]
            case Jump(node):
                return [f"return n[{node:d}](m, s, c{more})"]
            case EnterScene(scene):
                return [f"return m, {self._entered[scene]:d}, s, c"]
            case Return():
                ended = [f"t.append({self._name(events.SceneEnded(), 'e')})"] if self.emitting else []
                back = f"if s: return n[s[-1]](m, s[:-1], c{more})"
                return [back, *ended, f"return p[{self._here}](m, s, c{more})"]
            case Settle(place):
                return [f"return p[{self._here if place is None else int(place)}](m, s, c{more})"]
            case DrawQuestion(questions, node):
                drawn = self._name(self._draw(questions), "d")
                asking = self.story.asking
                put = Assignments(self.story.layout.bits)
                for change in (Assign(asking, 0), *self.rules.untouched()):
                    put.add(change)
                lines = [f"q, c = {drawn}(m, c)", *put.lines(), f"m |= q << {asking.shift:d}"]
                if self.emitting:
                    asked = {
                        number: events.QuestionAsked(self.story.question_order[number - 1]) for number in questions
                    }
                    lines.append(f"t.append({self._name(asked, 'e')}[q])")
                return [*lines, *self._instruction(EndTurn(node))]
            case GuardFailed():  # for proofs alone: nothing happens
                return []
        ending = [f"m = a(m, s, c{more})"] if self._ending_a_turn else []
        return [*ending, f"return m, {instruction.node:d}, {'()' if instruction.for_good else 's'}, c"]

    def _branches(self, conditions: tuple[Expression, ...], then: Instructions, otherwise: Instructions) -> list[str]:
        holds = self._condition(conditions)
        yes, no = self._lines(then), self._lines(otherwise)
        if not yes and not no:  # both only tell, and nobody listens
            return []
        lines = [f"if {holds}:", *(f" {line}" for line in yes or ["pass"])]
        return [*lines, "else:", *(f" {line}" for line in no)] if no else lines

    def _condition(self, conditions: tuple[Expression, ...]) -> str:
        return (
            " and ".join(python_condition(condition, self.story.layout, "m", self._names) for condition in conditions)
            or "1"
        )

    def _emitting_a_change(self, slot: Slot, emitted: tuple[str, str] | None, lines: list[str]) -> list[str]:
        """These lines change a variable; if they really do, that is told."""
        assert emitted is not None  # noqa: S101 - only what is to be told comes here
        kind, subject = emitted
        now = f"(m >> {slot.shift:d} & {slot.mask:d})"
        values = ", ".join(f"{value} + {slot.low:d}" for value in ("b", now))
        if kind == "measure":
            event = f"changed(({self._name(subject, 'e')}, {values}))"
        elif kind == "time":
            event = f"passed(({values}))"
        else:
            event = self._name(_TOLD[kind](subject), "e")
        return [f"b = {now}", *lines, f"if {now} != b: t.append({event})"]

    def _presses(self, instruction: Increment) -> bool:
        """Whether it is to be told when this goes beyond a bound."""
        kind, subject = instruction.emits or ("", "")
        return kind == "measure" and instruction.amount != 0 and not self.story.measures[subject].stops_at_bounds

    def _emitting_a_press(self, instruction: Increment) -> list[str]:
        """Lines that tell, before a measure is changed, that it will not be changed by as much."""
        if not self._presses(instruction):
            return []
        slot, amount = instruction.slot, instruction.amount
        assert instruction.emits is not None  # noqa: S101 - only what is told is a measure
        event = self._name(events.StoppedAtBound(instruction.emits[1], "most" if amount > 0 else "least"), "e")
        beyond = f"> {slot.high - slot.low - amount:d}" if amount > 0 else f"< {-amount:d}"
        return [f"if (m >> {slot.shift:d} & {slot.mask:d}) {beyond}: t.append({event})"]

    def _draw(self, questions: tuple[int, ...]) -> Callable[[int, int], tuple[int, int]]:
        """Draws one of the questions: of those not yet asked while there are any."""
        story = self.story
        outcomes = [(number, story.questions[story.question_order[number - 1]].outcome) for number in questions]

        def drawn(memory: int, state: int) -> tuple[int, int]:
            fresh = [number for number, outcome in outcomes if not outcome.get(memory)] or questions
            if len(fresh) == 1:
                return fresh[0], state
            index, state = chance.draw(state, len(fresh))
            return fresh[index], state

        return drawn

    # What can be done

    def offering(self, numbers: tuple[int, ...]) -> Callable[[int], Sequence[int]]:
        """A function of the memory (a packed state vector) that gives those of these moves that can be done.

        Moves are given by their numbers, and come in this order; fallbacks are among them only where no other is.
        """
        moves = self.rules.moves
        first = tuple(number for number in numbers if not moves[number].fallback)
        every = self._offering(numbers)
        offering = f"{self._offering(first)} or {every}" if len(first) < len(numbers) else every
        return _compiled("def made(m):", [f" return {offering}"], self._names)

    def _offering(self, numbers: tuple[int, ...]) -> str:
        """An expression for those of these moves that can be done, whatever is a fallback.

        As many moves as together ask for few bits of the memory are looked up by those bits: what they have shown once
        is remembered.
        """
        groups: list[tuple[list[int], int]] = []
        for number in numbers:
            bits = self._asked_for(self.rules.moves[number].guards)
            if groups and (groups[-1][1] | bits).bit_count() <= _LOOKED_UP:
                groups[-1] = ([*groups[-1][0], number], groups[-1][1] | bits)
            else:
                groups.append(([number], bits))
        return _one_after_the_other([self._group(tuple(some), bits) for some, bits in groups])

    def _group(self, numbers: tuple[int, ...], bits: int) -> str:
        asked = {number: self._condition(self.rules.moves[number].guards) for number in numbers}
        if not any(self.rules.moves[number].guards for number in numbers):
            return repr(numbers)
        parts = _one_after_the_other([f"(({number:d},) if {asked[number]} else ())" for number in numbers])
        if bits.bit_count() > _LOOKED_UP or self.story.layout.is_wide:
            return parts
        made = LazyTable(_compiled("def made(m):", [f" return {parts}"], self._names))
        return f"{self._name(made, 'o')}[m & {bits:#x}]"

    def _asked_for(self, conditions: tuple[Expression, ...]) -> int:
        """The bits of the memory on which these conditions depend."""
        layout = self.story.layout
        if layout.is_wide:  # where nothing is looked up by its bits
            return 0
        names = {name for condition in conditions for name in free_variables(condition)}
        return sum(layout[name].mask << layout[name].shift for name in names)


def _one_after_the_other(tuples: list[str]) -> str:
    """An expression for tuples joined to one. It is flat, however many they are: Python nests a sum."""
    return tuples[0] if len(tuples) == 1 else f"({''.join(f'*{tuple_}, ' for tuple_ in tuples)})"


def _branches_off(effect: Instructions) -> bool:
    """Whether the effect can end elsewhere than at its end."""
    return any(isinstance(instruction, If) and _ends(instruction.then) for instruction in effect)


def _ends(effect: Instructions) -> bool:
    return bool(effect) and isinstance(effect[-1], Jump | EnterScene | Return | Settle | DrawQuestion | EndTurn)


def _compiled(head: str, lines: list[str], names: dict[str, Any]) -> Callable[..., Any]:
    made: dict[str, Any] = {}
    exec(compile("\n".join([head, *lines]), "<rules>", "exec"), names, made)  # noqa: S102 - see the head of this file
    function: Callable[..., Any] = made["made"]
    return function
