"""The first answers to the questions of a play: where the pack wants that, they stand when the player goes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from game.engine.state import ASIDES
from game.record.journal import Step

FIRST_ANSWER = "first_answer"
"""The id of the option that gives an answer again that stands."""


def called_answer(step: Step) -> str:
    """An answer as the player gave it."""
    return step.answer or step.saw or step.do


def is_answer(step: Step) -> bool:
    """Whether a recorded step answered a question, or passed it."""
    return bool(step.asked) and not step.undo and step.do not in ASIDES


def first_answers(record: Iterable[Step]) -> dict[tuple[str, int], Step]:
    """The first answer ever given to each question, by its id and by how often it had been answered before."""
    found: dict[tuple[str, int], Step] = {}
    holding: list[Step] = []
    answered: Counter[str] = Counter()
    for step in record:
        if step.undo:
            kept = max(0, len(holding) - step.undo)
            answered.subtract(answered_questions(holding[kept:]))
            del holding[kept:]
            continue
        if is_answer(step):
            found.setdefault((step.asked, answered[step.asked]), step)
            answered[step.asked] += 1
        holding.append(step)
    return found


def answered_questions(steps: Iterable[Step]) -> list[str]:
    """The questions that were answered, in the order of the answers."""
    return [step.asked for step in steps if is_answer(step)]
