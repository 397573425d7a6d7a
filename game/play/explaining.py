"""Why something is offered or not: its condition, part by part, with what is true of each part now.

The parts are those of the checked condition, and each is evaluated as the engine evaluates the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from game.engine.guards import failed
from game.engine.rendering import clock_time, render_words
from game.engine.rules import is_open
from game.engine.rules import options as possible
from game.engine.state import State
from game.story.model.expressions import Count, Expression, Formula, Not, Number, Operation, VariableRead
from game.story.model.missed_conditions import any_missed, families_of
from game.story.model.story import PARTLY, RIGHT, ROAMING, Choice, Offer, Scene, Story

_BINDS = {"or": 1, "and": 2, "not": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "==": 4, "!=": 4, "+": 5, "-": 5, "*": 6}
_ONCE = {"visits": "seen", "taken": "chose", "been": "been", "has": "has", "knows": "knows"}
_COUNTERS = ("visits.", "taken.", "been.")
_OUTCOMES = {("==", 2): "right", ("==", 1): "wrong", ("==", 3): "partly", (">=", 1): "asked"}


class ConditionPiece(NamedTuple):
    """A piece of a condition as it is written; `holds` is None for what joins the parts. `now`: the numbers in it."""

    words: str
    holds: bool | None = None
    now: str = ""


class Because(NamedTuple):
    """One thing that may be done here: whether it is offered, and why or why not.

    `kind` is `choice`, `scene`, `exit` or `item`; `reason` a few words, or empty; `condition` the pieces of its `when`.
    """

    kind: str
    id: str
    words: str
    offered: bool
    reason: str = ""
    condition: tuple[ConditionPiece, ...] = ()


def explain_condition(story: Story, formula: Formula, memory: int) -> tuple[ConditionPiece, ...]:
    """The condition in pieces, each part with its truth in this memory."""
    return tuple(_Explainer(story, formula.source, memory).pieces(formula.tree, 0))


def plainly(pieces: tuple[ConditionPiece, ...]) -> str:
    """The pieces on one line: `has.badge ✓ and trust >= 2 ✗ (it is 1)`."""
    line = ""
    for words, holds, now in pieces:
        mark = "" if holds is None else " ✓" if holds else " ✗"
        space = "" if not line or line.endswith("(") or words.startswith(")") else " "
        line += f"{space}{words}{mark}{f' ({now})' if now else ''}"
    return line


def choices_here(story: Story, state: State) -> tuple[Because, ...]:
    """Every choice of the list at which the story stands; none when it stands at no list."""
    node = story.nodes[state.node] if state.node != ROAMING else None
    if not isinstance(node, Offer):
        return ()
    offered = {option.id for option in possible(story, state)}
    return tuple(_choice(story, state, choice, choice.id in offered) for choice in node.choices)


def _choice(story: Story, state: State, choice: Choice, offered: bool) -> Because:
    words = render_words(story, choice.label, state.memory, state.seed)
    condition = _condition(story, choice.when, state)
    reason = ""
    why_not = failed(choice, state.memory)
    if "once" in why_not:
        reason = "already taken"
    elif choice.fallback and not offered and not why_not:
        reason = "fallback: others are offered"
    elif choice.fallback and offered:
        reason = "fallback: no other is offered"
    elif choice.when is None:
        reason = "always" if choice.again else "until it was taken once"
    return Because("choice", choice.id, words, offered, reason, condition)


def scenes_here(story: Story, state: State) -> tuple[Because, ...]:
    """Every scene that can open at the place, or anywhere by itself: whether it can open now."""
    place = story.place_at(state.memory)
    ids = (*place.arrivals, *place.scenes) if place is not None else story.arrivals
    return tuple(_scene(story, state, story.scenes[id_]) for id_ in ids)


def _scene(story: Story, state: State, scene: Scene) -> Because:
    label = scene.title
    words = render_words(story, label, state.memory, state.seed) if label is not None else ""
    why_not = failed(scene, state.memory)
    holds = "condition" not in why_not
    if "once" in why_not:
        reason = "already seen"
    elif holds and scene.on_arrival and "due" in why_not:
        reason = "opens at the next arrival"
    elif scene.on_arrival:
        reason = "opens by itself" if holds else "would open by itself"
    else:
        reason = "can be opened again" if scene.again and scene.visits.get(state.memory) else ""
    return Because("scene", scene.id, words, not why_not, reason, _condition(story, scene.when, state))


def exits_here(story: Story, state: State) -> tuple[Because, ...]:
    """Every way out of the place: whether it is open."""
    place = story.place_at(state.memory)
    return tuple(
        Because(
            "exit", way.direction, story.places[way.to].name, is_open(way, state.memory), "",
            _condition(story, way.when, state),
        )
        for way in (place.exits if place is not None else ())
    )  # fmt: skip


def items_here(story: Story, state: State) -> tuple[Because, ...]:
    """Every item that lies, or lay, at the place: whether it can be taken."""
    place = story.place_at(state.memory)
    found = []
    for id_ in place.items if place is not None else ():
        item = story.items[id_]
        why_not = failed(item, state.memory)
        reason = "it is carried" if "carried" in why_not else "already taken once" if "once" in why_not else ""
        condition = _condition(story, item.when, state)
        found.append(Because("item", id_, item.name, not why_not, reason, condition))
    return tuple(found)


def _condition(story: Story, when: Formula | None, state: State) -> tuple[ConditionPiece, ...]:
    return explain_condition(story, when, state.memory) if when is not None else ()


class _Explainer:
    """Writes a tree in the words of the format. `source` decides between names that mean the same."""

    def __init__(self, story: Story, source: str, memory: int) -> None:
        self.story, self.source, self.memory = story, source, memory

    def pieces(self, tree: Expression, binding: int) -> Iterator[ConditionPiece]:
        missed = self.missed(tree)
        if missed:
            yield ConditionPiece(missed, self.truth(tree))
            return
        match tree:
            case Operation("and" | "or" as sign, left, right):
                own = _BINDS[sign]
                if own < binding:
                    yield ConditionPiece("(")
                yield from self.pieces(left, own)
                yield ConditionPiece(sign)
                yield from self.pieces(right, own)
                if own < binding:
                    yield ConditionPiece(")")
            case Not(Operation("and" | "or", _, _) as part) if not self.missed(part):
                yield ConditionPiece("not (")
                yield from self.pieces(part, 0)
                yield ConditionPiece(")", self.truth(tree))
            case _:
                yield ConditionPiece(self.words(tree, 0), self.truth(tree), self.now(tree))

    def missed(self, tree: Expression) -> str:
        """`missed.any` or `missed.due`, where the tree is that of one of them; else empty."""
        if "missed." not in self.source:
            return ""
        match tree:
            case Operation("and", Operation(">=", VariableRead("since"), _), part) if part == self.any_missed:
                return "missed.due"
        return "missed.any" if tree == self.any_missed else ""

    @cached_property
    def any_missed(self) -> Expression:
        """The tree of `missed.any`, as `known_names` makes it."""
        questions = self.story.questions
        families = families_of({id_: question.form_of for id_, question in questions.items() if question.verdict})
        return any_missed(families, lambda id_: PARTLY if questions[id_].in_parts else RIGHT)

    def value(self, tree: Expression) -> int:
        return Formula("", tree, "number", self.story.layout)(self.memory)

    def truth(self, tree: Expression) -> bool:
        return bool(self.value(tree))

    def now(self, tree: Expression) -> str:
        """The numbers that a comparison compares, where one cannot see them in its words."""
        if isinstance(tree, Not):
            return self.now(tree.part)
        if not isinstance(tree, Operation) or self.single(tree):
            return ""
        numbers = [side for side in (tree.left, tree.right) if not isinstance(side, Number)]
        said = [self.number(number, self.tells_time(tree)) for number in numbers]
        return "it is " + said[0] if len(said) == 1 else " and ".join(said)

    def single(self, tree: Expression) -> str:
        """The one word for a comparison such as `has.badge`, or empty."""
        match tree:
            case Operation("==", Number(_), Number(value)):
                return "true" if value else "false"
            case Operation("==", VariableRead("place"), Number(value)):
                return f"at.{self.story.place_order[value]}"
            case Operation(sign, VariableRead(variable), Number(value)):
                space, _, id_ = variable.partition(".")
                if space == "answer":
                    outcome = _OUTCOMES.get((sign, value))
                    return f"{outcome}.{id_}" if outcome is not None else ""
                if (sign, value) == (">=", 1) and space in _ONCE and f"visits.{id_}" not in self.source:
                    return f"{_ONCE[space]}.{id_.replace('/', '.')}"
        return ""

    def words(self, tree: Expression, binding: int) -> str:
        match tree:
            case Number(value):
                return str(value)
            case VariableRead(variable):
                space, _, id_ = variable.partition(".")
                return id_ if space == "measure" else variable
            case Count():
                return self.counted(tree)
            case Operation("-", Count(_, 2) as right, Count(_, 3)):  # as `known_names` counts what is right
                return self.counted(right)
            case Not(part):
                return f"not {self.words(part, _BINDS['not'])}"
            case Operation(sign, left, right):
                single = self.single(tree) or self.missed(tree)
                if single:
                    return single
                own, timely = _BINDS[sign], self.tells_time(tree)
                parts = [
                    clock_time(side.value) if timely and isinstance(side, Number) else self.words(side, own + index)
                    for index, side in enumerate((left, right))
                ]
                joined = f"{parts[0]} {sign} {parts[1]}"
                return f"({joined})" if own < binding else joined

    def counted(self, tree: Count) -> str:
        """`notes`, `correct`, or one of them on a topic."""
        name = (
            "notes"
            if all(variable.startswith("knows.") for variable in tree.variables) and tree.least == 1
            else "correct"
        )
        whole = len(self.story.facts) if name == "notes" else len(self.story.questions)
        if len(tree.variables) == whole and f"{name}." not in self.source:
            return name
        groups = self.story.facts if name == "notes" else self.story.questions
        ids = {variable.partition(".")[2] for variable in tree.variables}
        topics = {topic for group in groups.values() for topic in group.topics}
        fitting = [
            topic for topic in sorted(topics) if ids == {id_ for id_, fact in groups.items() if topic in fact.topics}
        ]
        written = [topic for topic in fitting if f"{name}.{topic}" in self.source]
        return f"{name}.{(written or fitting or ['…'])[0]}"

    def number(self, tree: Expression, timely: bool) -> str:
        value = self.value(tree)
        if isinstance(tree, VariableRead) and tree.variable.startswith(_COUNTERS):
            # A counter counts no further than the story can tell.
            return f"{value} or more" if value == self.story.layout[tree.variable].high else str(value)
        return clock_time(value) if timely else str(value)

    @staticmethod
    def tells_time(tree: Operation) -> bool:
        """Whether a comparison is one of times of day."""
        return VariableRead("time") in (tree.left, tree.right)
