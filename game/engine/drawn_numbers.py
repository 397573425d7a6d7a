"""A question with the numbers that this play has drawn for it.

They hang on the seed and on the question, as the order of its answers does, and on nothing that the play remembers. So
a question that is met again in a play asks for the same numbers, and every proof about a story holds for all of them.
"""

from __future__ import annotations

from functools import lru_cache

from game.engine import chance
from game.story.model.drawn_number_values import Draws, accepted_words, with_numbers
from game.story.model.story import Question
from game.story.model.text import Text


def as_asked(question: Question, seed: int) -> Question:
    """The question as a play with this seed asks it; the same question where nothing is drawn."""
    return question if question.draws is None else _as_asked(question, seed)


def drawn_numbers(draws: Draws, question: str, seed: int) -> dict[str, int]:
    """The numbers that a play with this seed has drawn for the question of this id, by their names."""
    found: dict[str, int] = {}
    state = chance.fixed(seed, f"{question}.draws")
    for number in draws.numbers:
        at, state = chance.draw(state, len(number.values))
        found[number.name] = number.values[at]
    return found


@lru_cache(maxsize=512)
def _as_asked(question: Question, seed: int) -> Question:
    draws = question.draws
    assert draws is not None  # noqa: S101 - asked by the caller
    drawn = drawn_numbers(draws, question.id, seed)

    def filled(text: Text | None) -> Text | None:
        return with_numbers(text, drawn) if text is not None else None

    return question._replace(
        text=with_numbers(question.text, drawn),
        because=filled(question.because),
        accepted=accepted_words(draws, drawn, is_number=question.kind == "number"),
    )
