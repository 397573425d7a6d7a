"""Commands in the language that is spoken now, each beside the English command that it stands for.

The rules of what a line means stand once, for English (`commands` and what it calls). A line in another language is
first put into English, as far as it is a command: “geh nach Norden” becomes “go north”, “frag Ivy über die Tafel”
becomes “ask Ivy about Tafel”. What names something of the story stays as it was typed. A line in English stays as it
is, so commands in English are understood in every language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from game.localisation.messages import ENGLISH, language_used
from game.localisation.typed_words import own_words
from game.play.own_vocabulary import command_words, inner_words, line_words
from game.story.model.directions import DIRECTIONS

_EDGES = '.,;:!?¡¿“”„"«»'
#: The longest phrase that is looked for has so many words.
_LONGEST = 6
_PARTICLES = {
    "ab", "an", "auf", "aus", "bei", "durch", "ein", "fest", "heran", "heraus", "herein", "herum", "herunter",
    "hin", "hinauf", "hinaus", "hinein", "hinunter", "hoch", "los", "mit", "nach", "raus", "rein", "runter", "um",
    "vor", "weg", "weiter", "wieder", "zu", "zurück", "zusammen",
}  # fmt: skip
"""What German puts at the end of a line, of a verb that has it in front elsewhere: “schlag das Buch auf”."""
_ELISION = re.compile(r"(?<!\w)[cdjlmnstCDJLMNST]['’](?=\w)|(?<!\w)[Qq]u['’](?=\w)")


class _OwnCommands(NamedTuple):
    """What can be typed in a language. `lines` are whole lines, `verbs` begin or end one; each with its English."""

    lines: dict[str, str]
    verbs: dict[str, str]
    directions: dict[str, str]
    polite: frozenset[str]
    inner: dict[str, dict[str, str]]
    small: frozenset[str]


def in_english(typed: str) -> str:
    """The line as an English command, where it is a command in the language that is spoken now; else as it is."""
    language = language_used()
    if language == ENGLISH or not typed.strip():
        return typed
    slash = "/" if typed.startswith("/") else ""
    known = _known(language)
    raw = without_elisions(typed.removeprefix("/")).split()
    plain = [word.strip(_EDGES).casefold().replace("’", "'") for word in raw]
    raw = [word for word, bare in zip(raw, plain, strict=True) if bare]
    plain = [bare for bare in plain if bare]
    raw, plain = _without_courtesy(raw, plain, known)
    whole = known.lines.get(" ".join(plain)) or known.lines.get(_without(plain, known.small)) if plain else None
    if whole is not None:
        return f"{slash}{whole}"
    for length in range(min(len(plain) - 1, _LONGEST), 0, -1):
        verb = known.verbs.get(" ".join(plain[:length]))
        if verb is not None:
            return f"{slash}{_put(verb, raw[length:], plain[length:], known)}"
    for length in range(min(len(plain) - 1, _LONGEST), 0, -1):
        verb = known.verbs.get(" ".join(plain[-length:]))  # “mit Ivy sprechen”
        if verb is not None:
            return f"{slash}{_put(verb, raw[:-length], plain[:-length], known)}"
    return typed


def _put(verb: str, raw: list[str], plain: list[str], known: _OwnCommands) -> str:
    """The English verb with the words behind it: those that belong to the command in English, the others as typed."""
    inner = known.inner.get(verb.partition(" ")[0], {})
    put: list[str] = []
    at = 0
    while at < len(raw):
        for length in range(min(len(plain) - at, _LONGEST), 0, -1):
            word = inner.get(" ".join(plain[at : at + length]))
            if word is not None:
                put.append(word)
                at += length
                break
        else:
            put.append(raw[at])
            at += 1
    if verb == "go":
        left = [word for word in plain if word not in known.small] or plain
        direction = known.directions.get(" ".join(left)) or known.directions.get(" ".join(plain))
        put = [direction] if direction else put
    return " ".join([verb, *filter(None, put)])


def _without_courtesy(raw: list[str], plain: list[str], known: _OwnCommands) -> tuple[list[str], list[str]]:
    """The line without “please” and “I would like to” at its ends; at least one word stays."""
    changed = True
    while changed:
        changed = False
        for length in range(min(len(plain) - 1, _LONGEST), 0, -1):
            if " ".join(plain[:length]) in known.polite:
                raw, plain, changed = raw[length:], plain[length:], True
                break
            if " ".join(plain[-length:]) in known.polite:
                raw, plain, changed = raw[:-length], plain[:-length], True
                break
    return raw, plain


def _without(words: list[str], small: frozenset[str]) -> str:
    return " ".join(word for word in words if word not in small)


def without_elisions(typed: str) -> str:
    """Words without the articles that French writes together with what follows: “l'ardoise” is “ardoise”."""
    return _ELISION.sub("", typed) if language_used() == "fr" else typed


def with_whole_verb(typed: str) -> str:
    """A German line with its verb in one word, as labels have it: “reib den Apfel hinein” is “hineinreib den Apfel”.

    Any other line as it is.
    """
    words = typed.split()
    particle = words[-1].strip(_EDGES).casefold() if len(words) > 1 else ""
    if language_used() != "de" or particle not in _PARTICLES:
        return typed
    return " ".join([f"{particle}{words[0]}", *words[1:-1]])


@cache
def _known(language: str) -> _OwnCommands:
    """What can be typed in a language: that which is spoken now."""
    small = small_words()
    directions = {word: english for english, words in _own_directions().items() for word in words}
    verbs = {word: english for english, words in command_words().items() for word in words}
    typed = {word: english for english, words in line_words().items() for word in words}
    lines = verbs | directions | typed
    for word, english in typed.items():  # “par où” is no “où”: a line without its small words means nothing else
        lines.setdefault(_without(word.split(), small), english)
    lines = {without_elisions(word): english for word, english in lines.items()} | lines  # as a typed line is read
    verbs = {without_elisions(word): english for word, english in verbs.items()} | verbs
    inner = {verb: {word: english for english, words in put for word in words} for verb, put in inner_words().items()}
    polite = frozenset((*_courtesy(), *map(without_elisions, _courtesy())))
    return _OwnCommands(lines, verbs, directions, polite, inner, small)


def _courtesy() -> tuple[str, ...]:
    return own_words("typed in front of or behind a command, out of politeness", "please, I want to, can I, let me")


@cache
def _small(language: str) -> frozenset[str]:
    words = own_words(
        "typed, says nothing by itself: articles, prepositions, reflexive pronouns",
        "to, the, a, an, at, with, into, in, on, of, for, up, your, my, and, about, some",
    )
    return frozenset(words)


def small_words() -> frozenset[str]:
    """Words of the language that is spoken now that name nothing; none for English, whose own stand in `naming`."""
    return _small(language_used())


def spoken_command(english: str) -> str:
    """What one types best in the language that is spoken now for an English command of one word."""
    words = line_words().get(english) or command_words().get(english) or _own_directions().get(english)
    return words[0] if words else english


def _own_directions() -> dict[str, tuple[str, ...]]:
    words = {
        "north": own_words("typed for a direction", "north, n"),
        "northeast": own_words("typed for a direction", "northeast, ne"),
        "east": own_words("typed for a direction", "east, e"),
        "southeast": own_words("typed for a direction", "southeast, se"),
        "south": own_words("typed for a direction", "south, s"),
        "southwest": own_words("typed for a direction", "southwest, sw"),
        "west": own_words("typed for a direction", "west, w"),
        "northwest": own_words("typed for a direction", "northwest, nw"),
        "up": own_words("typed for a direction", "up, upstairs, u"),
        "down": own_words("typed for a direction", "down, downstairs, d"),
        "in": own_words("typed for a direction", "in, inside"),
        "out": own_words("typed for a direction", "out, outside"),
    }
    return {direction: words[direction] for direction in DIRECTIONS}
