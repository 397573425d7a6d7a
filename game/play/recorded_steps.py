"""Which of the things that can be done now a recorded step means, though the story may have been edited since.

First by its stable id; then by what the player saw: the same words; then the one option that is called nearly the same.
A step that answers a question means nothing where another question is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from game.engine import AnswerGiven, Option, State, options
from game.engine.rules import asked_question, option_called
from game.engine.state import ASIDES, Action
from game.play.narration import question_words
from game.play.option_naming import name_in_label, option_labels
from game.record.journal import Step
from game.story.model.story import Story


class Meant(NamedTuple):
    """What a step means now, and by what that was found: its `id`, what was `seen`, or something `near` that."""

    action: Action
    how: Literal["id", "seen", "near"]


def meant(story: Story, state: State, step: Step) -> Meant | None:
    """What a recorded step means in this state; None when nothing that can be done is meant, or it is not clear what.

    A step that was written by hand may name an option by what it is called instead of its id. An answer in words is
    meant for whatever question waits, unless the step says which one was asked.
    """
    question = asked_question(story, state)
    if step.answer:
        if question is None:
            return None
        if not step.asked or step.asked == question.id:
            return Meant(AnswerGiven(step.answer, step.got), "id")
        # The question may have got another id.
        is_gone = step.asked not in story.questions
        same = is_gone and bool(step.saw) and question_words(story, state, question) == step.saw
        return Meant(AnswerGiven(step.answer, step.got), "seen") if same else None
    if step.asked and (question is None or question.id != step.asked):
        return None
    if option_called(story, state, step.do) is not None:
        return Meant(step.do, "id")
    return _by_words(story, state, step, options(story, state))


def _by_words(story: Story, state: State, step: Step, offered: tuple[Option, ...]) -> Meant | None:
    """The only option that is called what the player saw, else the only one that is called nearly so."""
    words = step.saw or step.do
    labelled = zip(offered, option_labels(story, state), strict=True)
    called = [(option, label) for option, label in labelled if _same_kind(step, option)]
    place = words.partition(": ")[2] if step.do.startswith("go:") else ""
    plain, initials = compared_words(words), _initials(compared_words(words))

    def ways() -> Iterator[tuple[Literal["seen", "near"], list[Option]]]:
        yield "seen", [option for option, name in called if name == words]
        if place:  # the way to the place that was seen, though it may lie in another direction now
            ways_called = [(option, name) for option, name in called if option.kind == "go"]
            yield "near", [option for option, name in ways_called if name.partition(": ")[2] == place]
        others = [(option, compared_words(name)) for option, name in called]
        yield "near", [option for option, other in others if other == plain]
        if step.do.startswith("take:"):  # what was seen may be in another language, but for the name of the item
            taking = (option for option, _ in called if option.kind == "take" and option.label is None)
            yield "near", [option for option in taking if name_in_label(story, state, option) in words]
        likely = (pair for pair in others if _initials(pair[1]) <= initials or initials <= _initials(pair[1]))
        yield "near", [option for option, other in likely if _are_near(other, plain)]

    for how, fitting in ways():
        if fitting:
            return Meant(fitting[0].id, how) if len(fitting) == 1 else None
    return None


def _same_kind(step: Step, option: Option) -> bool:
    """Whether the step can mean the option: an answer is no choice, and to give up is neither."""
    if option.kind in (*ASIDES, "pass"):
        return False  # their ids never change
    if not step.saw:
        return True  # written by hand, by what it is called
    return (option.kind == "answer") == step.do.startswith("answer:") and step.do not in (*ASIDES, "pass")


_SMALL = frozenset({
    "the", "a", "an", "le", "la", "les", "un", "une", "des", "der", "die", "das", "ein", "eine", "el", "los",
    "las", "il", "lo",
})  # fmt: skip
_NOT = frozenset({
    "not", "no", "never", "none", "nothing", "nobody", "without", "neither", "nor", "dont", "cant", "wont",
    "isnt", "arent", "doesnt", "didnt", "ne", "pas", "non", "jamais", "rien", "personne", "sans", "nicht", "kein",
    "keine", "keinen", "nie", "nichts", "niemand", "ohne", "nunca", "nada", "sin",
})  # fmt: skip


@lru_cache(maxsize=4_096)  # the same names are compared with one step after the other
def compared_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents, punctuation and articles."""
    from game.grading.normal_form import normalised  # a step that is found by its id never comes here

    return tuple(word for word in normalised(text).split() if word not in _SMALL)


def is_near(name: str, other: str) -> bool:
    """Whether two names most likely mean the same: slips in spelling, and up to half as many words more in one of them.

    Words that turn the meaning round must be in both or in neither, and numbers must be the same.
    """
    return _are_near(compared_words(name), compared_words(other))


def _are_near(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same of plain words. Every word of the shorter has one in the longer that begins alike: see `_same_word`."""
    short, long = sorted((name, other), key=len)
    if not short or len(long) - len(short) > len(short) // 2:
        return False
    rest = list(long)
    for word in short:
        at = next((at for at, candidate in enumerate(rest) if _same_word(word, candidate)), None)
        if at is None:
            return False
        more, rest = rest[:at], rest[at + 1 :]
        if _matters(more):
            return False
    return not _matters(rest)


@lru_cache(maxsize=4_096)
def _initials(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word[0] for word in words)


def _matters(words: list[str]) -> bool:
    return any(word in _NOT or word.isdecimal() for word in words)


def _same_word(word: str, other: str) -> bool:
    """Whether two words are the same but for a slip. The first letter counts: un-, in- and dis- turn words round."""
    if word == other:
        return True
    shorter = min(len(word), len(other))
    if shorter < 5 or word[0] != other[0] or not (word.isalpha() and other.isalpha()) or {word, other} & _NOT:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other) <= (1 if shorter < 9 else 2)
