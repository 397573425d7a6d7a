"""How Eight Wings plays at random, as fast as its interfaces allow, and the words that it shows meanwhile."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from inkjs import Pace
from made_up.as_ink import LOOKUP, NOT_KNOWN

from game.engine import Option, State, Turn, begin, choose, events, options
from game.engine.compiled_effects import Configuration
from game.engine.moves import Moves
from game.engine.rendering import Remembering, render_passage, render_words
from game.story.model.story import Story
from game.story.model.text import Text
from game.support.lazy_tables import LazyTable

Player: TypeAlias = Callable[[float, int], Pace]
"""Plays at random for so many seconds, with a seed."""

Said: TypeAlias = tuple[str, list[str]]
"""The text of a turn, and the labels of what is offered then."""

_TOLD_BY_CLIENTS = {"lookup": LOOKUP, "pass": NOT_KNOWN}


def label(story: Story, state: State, option: Option) -> str:
    """What an option is called."""
    if option.label is None:
        return _TOLD_BY_CLIENTS[option.kind]
    return (
        option.label if isinstance(option.label, str) else render_words(story, option.label, state.memory, state.seed)
    )


def words(story: Story, turn: Turn) -> str:
    """What a turn tells: passages, questions, the words behind each answer, facts that were looked up."""
    return " ".join(_words(story, turn))


def _words(story: Story, turn: Turn) -> Iterator[str]:
    memory, seed = turn.state.memory, turn.state.seed
    for event in turn.events:
        if isinstance(event, events.TextShown):
            yield render_words(story, event.text, event.memory, seed)
        for text in further_texts(story, event):
            yield text if isinstance(text, str) else render_words(story, text, memory, seed)


def further_texts(story: Story, event: events.Event) -> Iterator[Text | str]:
    """The texts that go with an event and are no passages: those of quizzes."""
    match event:
        case events.QuestionAsked(question):
            yield story.questions[question].text
        case events.QuestionAnswered(question, answer=given):
            asked = story.questions[question]
            for reason in (*(answer.because for answer in asked.answers if answer.id == given), asked.because):
                if reason is not None:
                    yield reason
        case events.LookedUp(_, facts):
            yield from (story.facts[fact].states for fact in facts)


def in_words(story: Story) -> Player:
    """The public interface, with every passage and every label rendered."""

    def play(seconds: float, seed: int) -> Pace:
        chance = random.Random(seed).random
        steps = plays = characters = 0
        start = time.process_time()
        until = start + seconds
        turn = begin(story, seed)
        while time.process_time() < until:
            for _ in range(20):
                offered = options(story, turn.state)
                characters += len(words(story, turn))
                for option in offered:
                    characters += len(label(story, turn.state, option))
                if offered:
                    turn = choose(story, turn.state, offered[int(chance() * len(offered))].id)
                    steps += 1
                else:
                    plays += 1
                    turn = begin(story, seed + plays)
        return Pace(steps, plays, characters, time.process_time() - start)

    return play


def silent(story: Story) -> Player:
    """The public interface, without a word."""

    def play(seconds: float, seed: int) -> Pace:
        chance = random.Random(seed).random
        steps = plays = 0
        start = time.process_time()
        until = start + seconds
        state = begin(story, seed).state
        while time.process_time() < until:
            for _ in range(20):
                offered = options(story, state)
                if offered:
                    state = choose(story, state, offered[int(chance() * len(offered))].id).state
                    steps += 1
                else:
                    plays += 1
                    state = begin(story, seed + plays).state
        return Pace(steps, plays, 0, time.process_time() - start)

    return play


class MovesInWords:
    """The rules for whoever plays very many plays, with every passage and every label rendered."""

    def __init__(self, story: Story) -> None:
        self.story, self.moves = story, Moves(story, emitting=True)
        self._passage, self._line = Remembering(story, render_passage), Remembering(story, render_words)
        self._labels: dict[int, Callable[[int, int], str]] = LazyTable(self._label)
        self._reasons: dict[int, tuple[Callable[[int, int], str], ...]] = {}

    def begin(self, seed: int) -> tuple[Configuration, list[str]]:
        """The beginning of a play, and its texts."""
        told: list[events.Event] = []
        at = self.moves.begin(seed, told)
        return at, self._texts(told, at[0], seed)

    def after(self, at: Configuration, number: int, seed: int) -> tuple[Configuration, list[str]]:
        """What follows a move, and its texts."""
        told: list[events.Event] = []
        reasons = self._reasons.get(number)
        if reasons is None:
            reasons = self._reasons[number] = self._behind_answer(at[0], number)
        at = self.moves.after(at, number, told)
        texts = self._texts(told, at[0], seed)
        return at, [*(reason(at[0], seed) for reason in reasons), *texts] if reasons else texts

    def labels(self, numbers: Sequence[int], memory: int, seed: int) -> list[str]:
        """What these moves are called."""
        labels = self._labels
        return [labels[number](memory, seed) for number in numbers]

    def _label(self, number: int) -> Callable[[int, int], str]:
        move = self.moves.all[number]
        if isinstance(move.label, Text):
            return self._line.of(move.label)
        words = move.label or _TOLD_BY_CLIENTS[move.kind]
        return lambda memory, seed: words

    def _behind_answer(self, memory: int, number: int) -> tuple[Callable[[int, int], str], ...]:
        """The texts behind an answer, when this move is one."""
        move = self.moves.all[number]
        if move.kind not in ("answer", "pass"):
            return ()
        question = self.story.question_order[self.story.asking.get(memory) - 1]
        event = events.QuestionAnswered(question, False, "", move.subject, spelling=False)
        return tuple(self._line.of(text) for text in further_texts(self.story, event) if isinstance(text, Text))

    def _texts(self, told: list[events.Event], memory: int, seed: int) -> list[str]:
        texts = []
        for event in told:
            if isinstance(event, events.TextShown):
                texts.append(self._passage(event.text, event.memory, seed))
            elif isinstance(event, events.QuestionAsked | events.LookedUp):
                texts += [self._line(text, memory, seed) if isinstance(text, Text) else text
                          for text in further_texts(self.story, event)]  # fmt: skip
        return texts

    def play(self, seconds: float, seed: int) -> Pace:
        """Play at random."""
        chance, offered, after, labels = random.Random(seed).random, self.moves.offered, self.after, self.labels
        steps = plays = characters = 0
        start = time.process_time()
        until = start + seconds
        at, texts = self.begin(seed)
        while time.process_time() < until:
            for _ in range(50):
                numbers = offered(at)
                for text in texts:
                    characters += len(text)
                for text in labels(numbers, at[0], seed):
                    characters += len(text)
                if numbers:
                    at, texts = after(at, numbers[int(chance() * len(numbers))], seed)
                    steps += 1
                else:
                    plays += 1
                    seed += 1
                    at, texts = self.begin(seed)
        return Pace(steps, plays, characters, time.process_time() - start)


def by_moves(story: Story) -> Player:
    """The rules for whoever plays very many plays: `offered` and `after` of `Moves`."""
    moves = Moves(story)

    def play(seconds: float, seed: int) -> Pace:
        chance, offered, after = random.Random(seed).random, moves.offered, moves.after
        steps = plays = 0
        start = time.process_time()
        until = start + seconds
        at = moves.begin(seed)
        while time.process_time() < until:
            for _ in range(100):
                numbers = offered(at)
                if numbers:
                    at = after(at, numbers[int(chance() * len(numbers))])
                    steps += 1
                else:
                    plays += 1
                    at = moves.begin(seed + plays)
        return Pace(steps, plays, 0, time.process_time() - start)

    return play
