"""What it means that something was missed, as conditions over how questions were answered last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from game.story.model.expressions import Expression, Not, Number, Operation, VariableRead
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
    some = disjunction_of([_missed(id_, highest) for id_ in family])
    return (some,) if len(family) == 1 else (some, *(Not(_is(id_, RIGHT)) for id_ in family))


def any_missed(families: Iterable[tuple[str, ...]], highest: Outcomes) -> Expression:
    """What holds while any of these families is missed."""
    return disjunction_of([conjunction_of(family_missed(family, highest)) for family in families])


def disjunction_of(some: list[Expression]) -> Expression:
    """What holds while any of these does, at least one. It is no deeper than it must be, however many they are."""
    if len(some) == 1:
        return some[0]
    middle = len(some) // 2
    return Operation("or", disjunction_of(some[:middle]), disjunction_of(some[middle:]))


def conjunction_of(some: tuple[Expression, ...]) -> Expression:
    """What holds while all of these do, at least one."""
    whole = some[0]
    for further in some[1:]:
        whole = Operation("and", whole, further)
    return whole


def _missed(question: str, highest: Outcomes) -> Expression:
    wrong = _is(question, WRONG)
    return Operation("or", wrong, _is(question, PARTLY)) if highest(question) >= PARTLY else wrong


def _is(question: str, outcome: int) -> Expression:
    return Operation("==", VariableRead(f"answer.{question}"), Number(outcome))
