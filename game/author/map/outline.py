"""What is in a scene, line by line: its texts, choices, questions and effects, and the ways on, each with the choices
that lead to it. Read from the nodes of the story.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.author.map.map_words import as_written, label, plain
from game.engine.rendering import clock_time
from game.story.model.comeback import ChooseReturning
from game.story.model.story import (
    LEAVE,
    Apply,
    Ask,
    Call,
    Choice,
    Effect,
    End,
    Goto,
    Leave,
    Offer,
    ShowText,
    Story,
)
from game.support.counts import counted

LineKind: TypeAlias = Literal["text", "effect", "ask", "choice", "right", "wrong", "partly", "call", "goto", "end"]


class Line(NamedTuple):
    """One line. `by` are the choices and outcomes that lead to it, the first one first.

    `to` is the scene or ending of a `call`, `goto` or `end`; `questions` what an `ask` may ask, none where it asks
    again what was missed; `when` the condition of a `choice`, and `choice` its id.
    """

    kind: LineKind
    by: tuple[str, ...]
    words: str = ""
    to: str = ""
    questions: tuple[str, ...] = ()
    when: str = ""
    choice: str = ""


class Outline(NamedTuple):
    """The lines of a scene, and whether the player can walk on when it is over."""

    lines: tuple[Line, ...]
    leaves: bool


class _Step(NamedTuple):
    """A choice or an outcome on the way to a node; `key` tells apart those with the same words."""

    key: str
    words: str


_Trail: TypeAlias = tuple[_Step, ...]
_OUTCOMES: dict[str, LineKind] = {"right": "right", "wrong": "wrong", "partly": "partly"}


def outline(story: Story, start: int) -> Outline:
    """The outline of the scene whose first node is `start`."""
    reader = _Reader(story)
    reader.follow(start)
    reader.block(start, ())
    return Outline(tuple(reader.lines), LEAVE in reader.trails)


class _Reader:
    """Walks the nodes of one scene.

    The trail of a node is what all paths to it have in common. So a step after two outcomes belongs to the choice
    around both, as in the file.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.lines: list[Line] = []
        self.written: set[int] = {LEAVE}
        self.trails: dict[int, _Trail] = {}

    def follow(self, start: int) -> None:
        """Work out the trails of all nodes, until none becomes shorter."""
        waiting: list[tuple[int, _Trail]] = [(start, ())]
        while waiting:
            index, trail = waiting.pop()
            known = self.trails.get(index)
            shared = trail if known is None else _common(known, trail)
            if shared != known:
                self.trails[index] = shared
                waiting.extend((target, shared + steps) for target, steps in self.onward(index))

    def onward(self, index: int) -> list[tuple[int, _Trail]]:
        """The nodes of the same scene that may follow, each with the step that leads there."""
        match self.story.nodes[index]:
            case ShowText(_, following) | Apply(_, following) | Call(_, following):
                return [(following, ())]
            case Offer(choices, following):
                return [*((choice.target, (self.step(choice, choices),)) for choice in choices), (following, ())]
            case Ask(_, right, wrong, _, partly, otherwise):
                outcomes = {"right": right, "wrong": wrong, "partly": partly}
                answered: list[tuple[int, _Trail]] = [
                    (target, (_Step(f"{index} {kind}", kind),))
                    for kind, target in outcomes.items()
                    if target is not None
                ]
                return answered if otherwise is None else [*answered, (otherwise, ())]
            case Goto() | End() | Leave() | ChooseReturning():
                return []

    def step(self, choice: Choice, offered: tuple[Choice, ...]) -> _Step:
        """The step of a choice. Where others have the same label, its condition tells it apart."""
        words = label(self.story, choice.label, choice.id)
        if choice.when is not None and sum(other.label.paragraphs == choice.label.paragraphs for other in offered) > 1:
            words = f"{words}, when {plain(choice.when.source)}"
        return _Step(choice.id, words)

    def block(self, start: int, trail: _Trail) -> list[int]:
        """Write what has just this trail, and below it what has a longer one. The result: where it goes on outside."""
        waiting, outside = [start], []
        while waiting:
            index = waiting.pop(0)
            if index in self.written:
                continue
            if self.trails[index] != trail:
                outside.append(index)
                continue
            self.written.add(index)
            waiting.extend(self.node(index, trail))
        return outside

    def node(self, index: int, trail: _Trail) -> list[int]:
        """Write one node. The result: the nodes that follow it."""
        by = tuple(passed.words for passed in trail)
        match self.story.nodes[index]:
            case ShowText(text, following):
                self.lines.extend(Line("text", by, words) for words in as_written(self.story, text))
                return [following]
            case Apply(effects, following):
                self.lines.append(Line("effect", by, ", ".join(_effect(self.story, effect) for effect in effects)))
                return [following]
            case Call(scene, following):
                self.lines.append(Line("call", by, to=scene))
                return [following]
            case Goto(scene):
                self.lines.append(Line("goto", by, to=scene))
            case End(ending):
                self.lines.append(Line("end", by, to=ending))
            case Offer(choices, following):
                after: list[int] = []
                for choice in choices:
                    step = self.step(choice, choices)
                    when = plain(choice.when.source) if choice.when is not None else ""
                    words = label(self.story, choice.label, choice.id)
                    self.lines.append(Line("choice", by, words, when=when, choice=choice.id))
                    closed = as_written(self.story, choice.closed)
                    self.lines.extend(Line("text", by, f"(closed: {words})") for words in closed)
                    price = as_written(self.story, choice.price)
                    self.lines.extend(Line("text", by, f"(price: {words})") for words in price)
                    after += self.block(choice.target, (*trail, step))
                return [*after, following]
            case Ask(questions, otherwise=otherwise):
                self.lines.append(Line("ask", by, questions=questions if otherwise is None else ()))
                after = []
                for target, steps in self.onward(index):
                    kind = _OUTCOMES.get(steps[-1].words) if steps else None
                    if kind is None:  # nothing is due
                        after.append(target)
                        continue
                    if self.trails[target] == trail + steps and target not in self.written:
                        self.lines.append(Line(kind, by))
                    after += self.block(target, trail + steps)
                return after
        return []


def _common(trail: _Trail, other: _Trail) -> _Trail:
    length = 0
    for mine, theirs in zip(trail, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return trail[:length]


def _effect(story: Story, effect: Effect) -> str:
    """An effect in the words of the format."""
    match effect.kind:
        case "measure":
            name = plain(story.measures[effect.subject].name)
            return f"{name} {effect.amount:+d}" if effect.operation == "add" else f"{name} = {effect.amount}"
        case "time":
            minutes = effect.amount
            return counted(minutes, "minute") if effect.operation == "add" else f"it is {clock_time(minutes)}"
        case "move":
            return f"move to {plain(story.places[effect.subject].name)}"
        case "give" | "lose":
            return f"{effect.kind} {plain(story.items[effect.subject].name)}"
        case _:
            return f"{effect.kind} {effect.subject}"
