"""How Eight Wings plays at random, as fast as its interfaces allow, and the words that it shows meanwhile."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import TypeAlias

from as_ink import LOOKUP, PASS
from inkjs import Pace

from game.engine import Option, State, Turn, begin, choose, events, options
from game.engine.moves import Moves
from game.engine.rendering import Remembering, render_passage, render_words
from game.story.program import Story

Player: TypeAlias = Callable[[float, int], Pace]
"""Plays at random for so many seconds, with a seed."""

_TOLD_BY_CLIENTS = {"lookup": LOOKUP, "pass": PASS}


def label(story: Story, state: State, option: Option) -> str:
    """What an option is called."""
    if option.label is None:
        return _TOLD_BY_CLIENTS[option.kind]
    return option.label if isinstance(option.label, str) else render_words(story, option.label, state.memory, state.seed)


def words(story: Story, turn: Turn) -> str:
    """What a turn tells: passages, questions, the words behind each answer, facts that were looked up."""
    return " ".join(_words(story, turn))


def _words(story: Story, turn: Turn) -> Iterator[str]:
    memory, seed = turn.state.memory, turn.state.seed
    for event in turn.events:
        match event:
            case events.Passage(text, at):
                yield render_words(story, text, at, seed)
            case events.Asked(question):
                yield render_words(story, story.questions[question].text, memory, seed)
            case events.Answered(question, answer=given):
                asked = story.questions[question]
                for reason in (*(one.because for one in asked.answers if one.id == given), asked.because):
                    if reason is not None:
                        yield render_words(story, reason, memory, seed)
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


def by_moves_in_words(story: Story) -> Player:
    """The rules for whoever plays very many plays, with every passage and every label rendered."""
    moves = Moves(story, telling=True)
    passage, line = Remembering(story, render_passage), Remembering(story, render_words)
    questions = story.questions

    def play(seconds: float, seed: int) -> Pace:
        chance, offered, after, every = random.Random(seed).random, moves.offered, moves.after, moves.all
        steps = plays = characters = 0
        start = time.process_time()
        until = start + seconds
        told: list[events.Event] = []
        at = moves.begin(seed, told)
        while time.process_time() < until:
            for _ in range(50):
                memory = at[0]
                for event in told:
                    if isinstance(event, events.Passage):
                        characters += len(passage(event.text, event.memory, seed))
                    elif isinstance(event, events.Asked):
                        characters += len(line(questions[event.question].text, memory, seed))
                    elif isinstance(event, events.LookedUp):
                        characters += sum(len(story.facts[fact].states) for fact in event.facts)
                numbers = offered(at)
                for number in numbers:
                    label = every[number].label
                    if label is None:
                        characters += len(_TOLD_BY_CLIENTS[every[number].kind])
                    elif isinstance(label, str):
                        characters += len(label)
                    else:
                        characters += len(line(label, memory, seed))
                told = []
                if numbers:
                    number = numbers[int(chance() * len(numbers))]
                    at = after(at, number, told)
                    steps += 1
                else:
                    plays += 1
                    at = moves.begin(seed + plays, told)
        return Pace(steps, plays, characters, time.process_time() - start)

    return play


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
