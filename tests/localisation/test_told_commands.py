"""Every command that the game tells a player to type is understood in the language in which it is told."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from game.localisation.messages import in_language
from game.play.command_words import (
    GO,
    HINT,
    LOOK,
    LOOKUP,
    PAGES,
    PASS,
    REPORT_COMMANDS,
    SHORT,
    TALK,
    WAIT,
    YES,
)
from game.play.own_commands import in_english
from game.play.own_vocabulary import command_words, line_words
from game.story.model.directions import DIRECTIONS
from tests.localisation.catalogue_files import LANGUAGES, catalogue, messages, template

_COMMAND = re.compile(r"`([^`]+)`")
_GAP = re.compile(r"\{\w*\}")


def meaning(line: str) -> str:
    """What an English command asks for; empty where it is none."""
    line = _GAP.sub("5", line).casefold().removeprefix("/")
    verb = line.partition(" ")[0]
    for name, words in {
        "look": LOOK, "go": GO, "talk": TALK, "wait": WAIT, "pass": PASS, "yes": YES, "hint": HINT, "notes": LOOKUP,
    }.items():  # fmt: skip
        if line in words or verb in words:
            return name
    if line.startswith("back to"):
        return "back to"
    if verb in REPORT_COMMANDS:
        return getattr(REPORT_COMMANDS[verb], "__name__", "")
    return PAGES.get(verb) or SHORT.get(verb) or (verb if verb in DIRECTIONS or verb in ("restart", "picture") else "")


def meant_twice(words_of_commands: dict[str, tuple[str, ...]]) -> list[str]:
    """The words that stand for more than one command."""
    counted = Counter(word for words in words_of_commands.values() for word in words)
    return [word for word, count in counted.items() if count > 1]


def told() -> list[tuple[str, str, str]]:
    """Each language, with an English command that is told in a sentence, and what is told instead of it."""
    return [
        (language, english, own)
        for language in LANGUAGES
        for message in messages(catalogue(language))
        if isinstance(message.id, str) and message.string and message.context != "typed"
        for english, own in zip(_COMMAND.findall(message.id), _COMMAND.findall(message.string), strict=False)
        if meaning(english)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_to_be_typed_is_understood(language: str) -> None:
    with in_language(language):
        wrong = [
            (english, own, in_english(_GAP.sub("5", own)))
            for spoken, english, own in told()
            if spoken == language and meaning(in_english(_GAP.sub("5", own))) != meaning(english)
        ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_the_help_are_understood(language: str) -> None:
    examples = [message for message in messages(catalogue(language)) if message.context == "typed"]
    with in_language(language):
        wrong = []
        for message in examples:
            english, own = (words.split(", ") for words in (message.id, message.string))
            understood = {meaning(in_english(line)) for line in own}
            missing = {meaning(line) for line in english} - understood - {""}
            if missing:
                wrong.append((message.id, message.string, missing))
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_a_whole_line_for_two_commands(language: str) -> None:
    with in_language(language):
        assert not meant_twice(line_words())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_verb_stands_for_two_commands(language: str) -> None:
    with in_language(language):
        assert not meant_twice(command_words())


def test_the_english_examples_of_whole_lines_mean_what_they_stand_beside() -> None:
    listed = {
        message.context: message.id
        for message in messages(template())
        if message.context and message.context.startswith("typed, a whole line")
    }
    assert len(listed) == len(line_words())
