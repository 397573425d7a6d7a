"""Conditions asked of a play: answered from all that happened in it, not only from what the story itself remembers.

A story counts no further than its own conditions ask. Whoever asks more of a play gets the true count all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from game.engine.events import Arrived, SceneBegan
from game.engine.rendering import clock_time
from game.play.history import Played
from game.play.session import Session
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.compile.expression_parsing import parse_formula
from game.story.compile.promise_names import names_of
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead, count_function
from game.story.model.position_variables import PositionVariable, PositionVariables
from game.story.model.story import Story
from game.story.model.yaml_nodes import ScalarNode

_NAME = re.compile(r"[A-Za-z_]\w*(?:(?<=\w)\s*\.\s*\w+)*")
_JOINTS = ("and", "or", "not", "true", "false")
#: So many conditions are read once, however often they are asked.
_KEPT = 1_000
#: Spaces of variables that count; the memory may not hold how far they really came.
_COUNTED = ("visits", "been", "taken")


class Conditions:
    """The conditions that can be asked about plays of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.names = names_of(story)
        self._trees: dict[str, Expression] = {}
        self._counted: list[tuple[Played, tuple[str, ...]]] = []
        self._counts: Counter[str] = Counter()

    @cached_property
    def whereabouts(self) -> PositionVariables:
        """Which node is whose."""
        return PositionVariables(self.story)

    def parsed(self, words: ScalarNode) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
        """The tree of a condition, or everything that is wrong with it."""
        tree = self._trees.get(words.value)
        if tree is None:
            found = Diagnostics()
            made = parse_formula(words, self.names, found, judged=False)
            if made is None:
                return None, found.sorted()
            if len(self._trees) >= _KEPT:
                self._trees.clear()
            tree = self._trees[words.value] = made.tree
        return tree, ()

    def value(self, tree: Expression, session: Session) -> int:
        """What the condition, or a sum in it, is at this point of the play; truth is 1."""
        return _Evaluation(self, session).value(tree)

    def names_in(self, words: ScalarNode, session: Session) -> list[str]:
        """What each name in a condition is now: `` `notes` is 42 ``."""
        evaluation, said = _Evaluation(self, session), []
        for name in dict.fromkeys("".join(written.split()) for written in _NAME.findall(words.value)):
            resolved = self.names.resolve(name, words.spot, Diagnostics()) if name not in _JOINTS else None
            if resolved is not None:
                tree, type_ = resolved
                value = evaluation.value(tree)
                shown = ("true" if value else "false") if type_ == "truth" else str(value)
                said.append(f"`{name}` is {clock_time(value) if name == 'time' else shown}")
        return said

    def counts(self, session: Session) -> Mapping[str, int]:
        """How often each scene opened, each place was entered, each choice was taken in the play as it stands.

        Counted on from where it was asked before: back over what was undone, and forward over what was done.
        """
        counted, played = self._counted, session.played
        same = min(len(counted), len(played))
        while same and counted[same - 1][0].turn is not played[same - 1].turn:
            same -= 1
        while len(counted) > same:
            self._counts.subtract(counted.pop()[1])
        for step in islice(played, same, None):
            names = tuple(_counted_in(step))
            counted.append((step, names))
            self._counts.update(names)
        return self._counts


def _counted_in(played: Played) -> Iterator[str]:
    if played.step is not None and "/" in played.step.do:
        yield f"taken.{played.step.do}"
    for event in played.turn.events:
        if isinstance(event, SceneBegan):
            yield f"visits.{event.scene}"
        elif isinstance(event, Arrived):
            yield f"been.{event.place}"


class _Evaluation:
    def __init__(self, about: Conditions, session: Session) -> None:
        self.about, self.story, self.session = about, about.story, session
        self.numbers: dict[tuple[int, int], int] = {}

    @cached_property
    def standing(self) -> PositionVariable:
        """Where the play stands."""
        state, story = self.session.state, self.story
        place = story.place.get(state.memory) if story.place is not None else 0
        return self.about.whereabouts.at(state.node, place, story.asking.get(state.memory))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often things happened in the play as it stands."""
        return self.about.counts(self.session)

    def variable(self, name: str) -> int:
        if name.partition(".")[0] in _COUNTED:
            return self.counts.get(name, 0)
        if name in self.standing:
            return self.standing[name]
        return self.story.layout[name].get(self.session.state.memory)

    def value(self, tree: Expression) -> int:
        match tree:
            case Number(value):
                return value
            case VariableRead(variable):
                return self.variable(variable)
            case Count():  # of facts and answers, which the memory holds
                key = id(tree.variables), tree.least
                if key not in self.numbers:
                    self.numbers[key] = count_function(tree, self.story.layout)(self.session.state.memory)
                return self.numbers[key]
            case Not(part):
                return int(not self.value(part))
            case Operation("and", left, right):
                return int(self.value(left) and self.value(right))
            case Operation("or", left, right):
                return int(self.value(left) or self.value(right))
            case Operation(sign, left, right):
                return int(compared(self.value(left), sign, self.value(right)))


def compared(left: int, sign: str, right: int) -> int:
    """The value of two numbers joined by an operator."""
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "==":
            return left == right
    return left != right
