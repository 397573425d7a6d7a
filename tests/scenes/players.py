"""Players that know a story only by its rules, for tests of whole stories."""

from __future__ import annotations

import random
from typing import NamedTuple

from game.engine import AnswerGiven, Event, State, begin, choose, options
from game.engine.rules import answer_order, asked_question
from game.engine.state import Action
from game.story.program import Question, Story

LETTERS = "abcdefghij"


class Play(NamedTuple):
    """A whole play: every state and event of it, and what was done."""

    states: list[State]
    events: list[Event]
    actions: list[Action]


def right_answer(story: Story, state: State, question: Question) -> Action:
    """The action that answers a question right."""
    order = answer_order(story, state, question)
    match question.kind:
        case "choice":
            return f"answer:{next(answer.id for answer in question.answers if answer.right)}"
        case "order":
            return AnswerGiven(" ".join(LETTERS[order.index(part)] for part in range(len(question.parts))))
        case "match":
            pairs = (f"{part + 1}{LETTERS[order.index(part)]}" for part in range(len(question.parts)))
            return AnswerGiven(" ".join(pairs))
        case "cloze":
            return AnswerGiven("; ".join(gap[0] for gap in question.accepted))
        case _:
            return AnswerGiven(question.accepted[0][0])


def play(story: Story, seed: int, skill: float, most: int = 4000) -> Play:
    """A play at random, that answers right with the probability `skill` and does not know otherwise."""
    chance = random.Random(seed)
    turn = begin(story, seed)
    played = Play([turn.state], list(turn.events), [])
    while len(played.actions) < most:
        offered = options(story, played.states[-1])
        if not offered:
            break
        question = asked_question(story, played.states[-1])
        action: Action = chance.choice(offered).id
        if question is not None:
            knows = chance.random() < skill
            action = right_answer(story, played.states[-1], question) if knows else "pass"
        turn = choose(story, played.states[-1], action)
        played.states.append(turn.state)
        played.events.extend(turn.events)
        played.actions.append(action)
    return played
