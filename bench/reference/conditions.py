"""Conditions as docs/format.md tells them, evaluated from their words, for a state of a play."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from game.story.model.position_variables import scenes_of_nodes
from game.story.model.story import ROAMING, End, Story

Getter: TypeAlias = Callable[[int, int], int]
"""The value of something in a memory, while the play stands at a node."""

_TOKENS = re.compile(r"\d+:\d\d|\d+|[A-Za-z_]\w*(?:\.\w+)*|[<>=!]=|[-+*<>()=]|\s+")
_RIGHT, _WRONG = 2, 1


class Conditions:
    """The conditions of one story. Those that tell where a play stands (`ending.x`) need the node, others do not."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._scene_of = scenes_of_nodes(story)
        self._getters: dict[str, Getter] = {}
        self._made: dict[str, Getter] = {}

    def holds(self, source: str, memory: int, node: int = ROAMING) -> bool:
        """Whether the condition holds."""
        made = self._made.get(source)
        if made is None:
            made = self._made[source] = self._compiled(source)
        return bool(made(memory, node))

    def _compiled(self, source: str) -> Getter:
        """The condition as a Python expression: the same signs, in the same order of binding."""
        words = []
        position = 0
        while position < len(source):
            token = _TOKENS.match(source, position)
            if token is None:
                raise ValueError(f"cannot read {source!r} from {position}")
            position = token.end()
            words.append(self._word(token[0]))
        # Only words of the packs drawn here come this far.
        made: Getter = eval(f"lambda m, n: {''.join(words).strip()}", {"g": self._getters})  # noqa: S307
        return made

    def _word(self, word: str) -> str:
        if word in ("and", "or", "not") or not (word[0].isalnum() or word[0] == "_"):
            return " == " if word == "=" else f" {word} "
        if ":" in word:
            hours, minutes = word.split(":")
            return str(int(hours) * 60 + int(minutes))
        if word.isdigit():
            return str(int(word))
        if word in ("true", "false"):
            return str(word == "true")
        if word not in self._getters:
            self._getters[word] = self._getter(word)
        return f"g[{word!r}](m, n)"

    def _getter(self, name: str) -> Getter:
        story = self.story
        space, _, id_ = name.partition(".")
        match space:
            case "has":
                return _of(story.items[id_].carried.get)
            case "knows":
                return _of(story.facts[id_].known.get)
            case "seen":
                return _of(story.scenes[id_].visits.get, 1)
            case "visits":
                return _of(story.scenes[id_].visits.get)
            case "chose":
                return _of(story.layout[f"taken.{id_.replace('.', '/', 1)}"].get, 1)
            case "right":
                outcome = story.questions[id_].outcome.get
                return lambda m, n: outcome(m) == _RIGHT
            case "wrong":
                outcome = story.questions[id_].outcome.get
                return lambda m, n: outcome(m) == _WRONG
            case "asked":
                return _of(story.questions[id_].outcome.get, 1)
            case "achieved":
                return _of(story.achievements[id_].achieved.get)
            case "been":
                return _of(story.places[id_].visits.get, 1)
            case "at":
                number = story.places[id_].number
                return lambda m, n: story.place is not None and story.place.get(m) == number
            case "notes":
                known = [fact.known.get for fact in story.facts.values() if not id_ or id_ in fact.topics]
                return lambda m, n: sum(get(m) for get in known)
            case "correct":
                outcomes = [
                    question.outcome.get for question in story.questions.values() if not id_ or id_ in question.topics
                ]
                return lambda m, n: sum(get(m) == _RIGHT for get in outcomes)
            case "ending":
                return lambda m, n: self._is(id_, self._ending(n))
            case "scene":
                return lambda m, n: self._is(id_, "" if self._ending(n) else self._scene_of.get(n, ""))
            case "asking":
                numbers = {story.questions[question].number: question for question in story.question_order}
                return lambda m, n: self._is(id_, numbers.get(story.asking.get(m), ""))
            case "time":
                assert story.clock is not None
                return _of(story.clock.get)
        return _of(story.measures[name].slot.get)

    def _ending(self, node: int) -> str:
        here = self.story.nodes[node] if node != ROAMING else None
        return here.ending if isinstance(here, End) else ""

    @staticmethod
    def _is(asked: str, there: str) -> bool:
        return bool(there) if asked == "any" else asked == there


def _of(get: Callable[[int], int], least: int = 0) -> Getter:
    if least:
        return lambda m, n: get(m) >= least
    return lambda m, n: get(m)
