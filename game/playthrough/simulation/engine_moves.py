"""The interface of `game.engine.moves` over `begin`, `options` and `choose`: slow, and there until that one is."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from game.engine import AnswerGiven, State, begin, choose, options
from game.engine.rules import asked_question
from game.play.answers import right_answer
from game.playthrough.simulation.wrong_answers import wrong_words
from game.story.program import Offer, Story

At: TypeAlias = tuple[int, int, tuple[int, ...], int]


class Move(NamedTuple):
    """Something that can be done; `kind` is that of an option, or `right` or `wrong` for an answer in words."""

    id: str
    kind: str
    subject: str


class Moves:
    """All moves of a story by their numbers."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.numbers: dict[str, int] = {}
        self.all: list[Move] = []
        for node in story.nodes:
            if isinstance(node, Offer):
                for choice in node.choices:
                    self._add(Move(choice.id, "choice", choice.id))
        for id_ in story.scenes:
            self._add(Move(f"scene:{id_}", "scene", id_))
        for id_ in story.items:
            self._add(Move(f"take:{id_}", "take", id_))
        for place in story.places.values():
            for way in place.exits:
                self._add(Move(f"go:{way.direction}", "go", way.direction))
        for question in story.questions.values():
            for answer in question.answers:
                self._add(Move(f"answer:{answer.id}", "answer", answer.id))
        for kind in ("right", "wrong", "lookup", "pass"):
            self._add(Move(kind, kind, ""))

    def _add(self, move: Move) -> None:
        if move.id not in self.numbers:
            self.numbers[move.id] = len(self.all)
            self.all.append(move)

    def begin(self, seed: int) -> At:
        return begin(self.story, seed).state[:4]

    def offered(self, at: At) -> tuple[int, ...]:
        state = State(*at, 0)
        found = [self.numbers[one.id] for one in options(self.story, state)]
        question = asked_question(self.story, state)
        if question is not None and question.kind != "choice":
            found = [self.numbers["right"], self.numbers["wrong"], *found]
        return tuple(found)

    def after(self, at: At, number: int) -> At:
        state, move = State(*at, 0), self.all[number]
        question = asked_question(self.story, state)
        if question is not None and move.kind == "right":
            return choose(self.story, state, right_answer(self.story, state, question)).state[:4]
        if question is not None and move.kind == "wrong":
            return choose(self.story, state, AnswerGiven(wrong_words(self.story, state, question))).state[:4]
        return choose(self.story, state, move.id).state[:4]
