"""Players that know a story only by its rules, for tests of whole stories."""

from __future__ import annotations

import random
from collections import Counter
from typing import NamedTuple

from game.engine import Event, State, begin, choose, options
from game.engine.rules import asked_question
from game.engine.state import Action
from game.play.sample_answers import right_answer
from game.story.model.story import Story

_CURIOUS = 0.8


class Play(NamedTuple):
    """A whole play: every state and event of it, and what was done."""

    states: list[State]
    events: list[Event]
    actions: list[Action]


def play(story: Story, seed: int, skill: float, most: int = 4000, done: Counter[str] | None = None) -> Play:
    """A play at random, that answers right with the probability `skill` and does not know otherwise.

    `done` counts what was done in other plays: then it mostly does what was done least.
    """
    chance = random.Random(seed)
    turn = begin(story, seed)
    played = Play([turn.state], list(turn.events), [])
    while len(played.actions) < most:
        offered = options(story, played.states[-1])
        if not offered:
            break
        question = asked_question(story, played.states[-1])
        ids = [option.id for option in offered]
        if done is not None and chance.random() < _CURIOUS:
            least = min(done[id_] for id_ in ids)
            ids = [id_ for id_ in ids if done[id_] == least]
        action: Action = chance.choice(ids)
        if done is not None:
            done[action] += 1
        if question is not None:
            knows = chance.random() < skill
            action = right_answer(story, played.states[-1], question) if knows else "pass"
        turn = choose(story, played.states[-1], action)
        played.states.append(turn.state)
        played.events.extend(turn.events)
        played.actions.append(action)
    return played
