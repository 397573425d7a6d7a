"""What it means that something was missed, as conditions over how questions were answered last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from game.story.model.expressions import Expression, Not, Number, Operation, VariableRead, conjunction
from game.story.model.story import PARTLY, RIGHT, WRONG

Outcomes = Callable[[str], int]
"""The highest number that can stand for an outcome of a question, by its id."""


def families_of(form_of: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Questions with their other forms behind them, in the order of the bank.

    `form_of` has each question that is right or wrong, with the one of which it is another form, or empty. One that
    cannot be another form, because that one is itself or is one, is a question like any other.
    """
    heads = {id_ for id_, head in form_of.items() if head in ("", id_) or form_of.get(head) != ""}
    forms: dict[str, list[str]] = {id_: [] for id_ in form_of if id_ in heads}
    for id_, head in form_of.items():
        if id_ not in forms:
            forms[head].append(id_)
    return tuple((id_, *others) for id_, others in forms.items())


def family_missed(family: tuple[str, ...], highest: Outcomes) -> tuple[Expression, ...]:
    """What holds, all of it, while a question with its other forms is missed: one of them was, and none was right."""
    some = conjunction("or", [_missed(id_, highest) for id_ in family])
    return (some,) if len(family) == 1 else (some, *(Not(outcome_is(id_, RIGHT)) for id_ in family))


def any_missed(families: Iterable[tuple[str, ...]], highest: Outcomes) -> Expression:
    """What holds while any of these families is missed."""
    return conjunction("or", [conjunction("and", family_missed(family, highest)) for family in families])


def _missed(question: str, highest: Outcomes) -> Expression:
    wrong = outcome_is(question, WRONG)
    return Operation("or", wrong, outcome_is(question, PARTLY)) if highest(question) >= PARTLY else wrong


def outcome_is(question: str, outcome: int) -> Expression:
    """That a question was answered so last."""
    return Operation("==", VariableRead(f"answer.{question}"), Number(outcome))
