"""Things that a text puts in emphasis, and that nobody can look at: only where the pack lets one look at things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.words.lint_words import LintWords
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definitions import StepsDef

_EMPHASIS = re.compile(r"(?<![*\\\w])\*([^*\s{}\[\]][^*\n{}\[\]]{0,39})\*(?![*\w])")
_SPOKEN = re.compile(r"[a-z][a-z0-9_]*: ")
_WORDS = 3
#: So many characters before the emphasis are looked at for the word in front of it.
_NEAR = 20


def check_emphasised_things(defined: Definitions, words: LintWords, found: Diagnostics) -> None:
    """Report a thing in emphasis, in what is told of a place or a scene, that no `look` there has."""
    if not any(thing.look for group in (defined.places, defined.scenes) for thing in group.values()):
        return
    at_places = {id_: _names(place.look) for id_, place in defined.places.items()}
    for id_, place in defined.places.items():
        for text in (place.text, place.glance):
            _check(text, at_places[id_], words, found)
    for scene in defined.scenes.values():
        known = _names(scene.look).union(*(at_places.get(word.value, frozenset()) for word in scene.at))
        for text in _texts(scene):
            _check(text, known, words, found)


def _names(look: tuple[tuple[ScalarNode, ScalarNode], ...]) -> frozenset[str]:
    return frozenset(word for names, _ in look for word in re.findall(r"\w+", names.value.casefold()))


def _texts(steps: StepsDef) -> Iterator[ScalarNode | None]:
    yield steps.text
    for outcome in (steps.right, steps.wrong, steps.partly, steps.passed):
        if outcome is not None:
            yield from _texts(outcome)
    for choice in steps.choices or ():
        yield from _texts(choice)


def _check(text: ScalarNode | None, known: frozenset[str], words: LintWords, found: Diagnostics) -> None:
    if text is None or "*" not in text.value:
        return
    for emphasis in _EMPHASIS.finditer(text.value):
        parts = re.findall(r"\w+", emphasis[1].casefold())
        begins = text.value.rfind("\n\n", 0, emphasis.start())
        is_spoken = _SPOKEN.match(text.value[begins + 2 if begins >= 0 else 0 :].lstrip())
        before = re.findall(r"\w+", text.value[max(0, emphasis.start() - _NEAR) : emphasis.start()].casefold())
        is_thing = bool(before) and before[-1] in words.determiners
        if parts and is_thing and len(parts) <= _WORDS and not is_spoken and known.isdisjoint(parts):
            found.report(catalogue.NOTHING_TO_SEE, text.at(emphasis.start()), words=emphasis[1])
