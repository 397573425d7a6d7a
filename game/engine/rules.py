"""Playing: how a play begins, what can be done, and what follows from doing it.

Everything is a function of the story and the state. The rules themselves stand in `game.engine.transitions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.engine import chance
from game.engine.compiled_effects import Configuration
from game.engine.drawn_numbers import as_asked
from game.engine.events import AskedAgain, Event, QuestionAnswered
from game.engine.guards import failed
from game.engine.moves import Moves
from game.engine.state import ASIDES, OUTCOMES, Action, AnswerGiven, ClosedChoice, Option, Refused, State, Turn
from game.engine.transitions import known_facts
from game.localisation.messages import gettext
from game.story.model.story import ROAMING, End, Exit, Offer, Question, Story
from game.story.model.text import Text
from game.support.kept_by_identity import KeptByIdentity

__all__ = [
    "answer_order", "answers_given", "asked_question", "begin", "choose", "closed_choices", "hints_shown", "is_open",
    "is_over", "is_stuck", "known_facts", "listed_prices", "option_called", "options", "prices",
]  # fmt: skip

#: How much of an answer that was graded before is right, as far as that matters to a story.
_CREDIT = {"right": 1.0, "partly": 0.5, "wrong": 0.0}


#: Of so many sets of moves of a story the options are kept ready: a play often comes back to what it was offered.
_OFFERINGS = 16


class _Offering(NamedTuple):
    """What is offered where these moves can be done. By its id, a move and an option: the first that is called so."""

    options: tuple[Option, ...]
    moves: Mapping[str, int]
    by_id: Mapping[str, Option]


class _Ready:
    """The moves of a story, and what was offered of them lately."""

    def __init__(self, story: Story) -> None:
        self.moves = Moves(story, emitting=True)
        self._offerings: dict[tuple[int, ...], _Offering] = {}

    def offering(self, state: State) -> _Offering:
        """What can be done in this state; answers to a question stand in the order of the story."""
        numbers = tuple(self.moves.offered(state[:4]))
        known = self._offerings.get(numbers)
        if known is None:
            if len(self._offerings) >= _OFFERINGS:
                del self._offerings[next(iter(self._offerings))]
            known = self._offerings[numbers] = self._made(numbers)
        return known

    def _made(self, numbers: tuple[int, ...]) -> _Offering:
        every = [(number, self.moves.all[number]) for number in numbers]
        offered = tuple(
            Option(move.id, move.kind, move.label, move.subject) for _, move in every if move.kind not in OUTCOMES
        )
        moves = {move.id: number for number, move in reversed(every)}
        return _Offering(offered, moves, {option.id: option for option in reversed(offered)})


_of = KeptByIdentity(_Ready).of  # a `_Ready` holds its story


def _moves(story: Story) -> Moves:
    return _of(story).moves


def begin(story: Story, seed: int = 0, stream: str = "") -> Turn:
    """The first turn of a play. Raises EndlessLoop.

    The same seed gives the same play, whatever the machine and whatever the pack's folder is called. `stream` is
    what it draws from, by default that of the story: another one for a play of the time when it was the folder's name.
    """
    happened: list[Event] = []
    return _turn(_moves(story).begin(seed, happened, stream), seed, happened)


def options(story: Story, state: State) -> tuple[Option, ...]:
    """Everything that the player can do now, in the order in which it is offered. Empty when the play is over.

    For a question that wants words of one's own, an `AnswerGiven` is possible beside the options.
    """
    offered = _of(story).offering(state).options
    question = asked_question(story, state)
    if question is not None and question.kind == "choice":
        answers = len(question.answers)
        return (*(offered[index] for index in answer_order(story, state, question)), *offered[answers:])
    return offered


def option_called(story: Story, state: State, id_: str) -> Option | None:
    """The option with this id, if it can be chosen now: the same that is among `options`."""
    return _of(story).offering(state).by_id.get(id_)


def closed_choices(story: Story, state: State) -> tuple[ClosedChoice, ...]:
    """The choices of the list at which the player stands that cannot be taken now and are shown all the same.

    Those without `closed` are not among them, nor those that were taken already, nor a fallback that is not needed.
    """
    node = story.nodes[state.node] if state.node != ROAMING else None
    if not isinstance(node, Offer):
        return ()
    needed = all(failed(choice, state.memory) for choice in node.choices if not choice.fallback)
    return tuple(
        ClosedChoice(choice.id, choice.label, choice.closed, choice.price)
        for choice in node.choices
        if choice.closed is not None
        and failed(choice, state.memory) == ("condition",)
        and (needed or not choice.fallback)
    )


def listed_prices(story: Story, state: State) -> dict[str, Text]:
    """By their ids, what the choices of the list cost at which the player stands: of those that have a price."""
    node = story.nodes[state.node] if state.node != ROAMING else None
    choices = node.choices if isinstance(node, Offer) else ()
    return {choice.id: choice.price for choice in choices if choice.price is not None}


def prices(story: Story, state: State) -> tuple[Text, ...]:
    """The prices that are shown: of what can be chosen, and of what is closed."""
    listed = listed_prices(story, state)
    if not listed:
        return ()
    shown = {option.id for option in options(story, state)} | {closed.id for closed in closed_choices(story, state)}
    return tuple(price for id_, price in listed.items() if id_ in shown)


def is_over(story: Story, state: State) -> bool:
    """Whether nothing more can be done."""
    return not _moves(story).offered(state[:4])


def is_stuck(story: Story, state: State) -> bool:
    """Whether nothing more can be done although no ending was reached: a dead end, which is a mistake in the story."""
    at_an_end = state.node != ROAMING and isinstance(story.nodes[state.node], End)
    return not at_an_end and is_over(story, state)


def asked_question(story: Story, state: State) -> Question | None:
    """The question that is waiting for an answer, with the numbers that this play has drawn for it, or None."""
    number = story.asking.get(state.memory)
    return as_asked(story.questions[story.question_order[number - 1]], state.seed) if number else None


def hints_shown(story: Story, state: State) -> int:
    """How many hints the player was shown since the question that waits was asked."""
    return story.hinted.get(state.memory) if story.hinted is not None else 0


def answers_given(story: Story, state: State) -> int:
    """How often the question that waits was answered since it was asked; none of these answers counted."""
    return story.tried.get(state.memory) if story.tried is not None else 0


def answer_order(story: Story, state: State, question: Question) -> tuple[int, ...]:
    """The order in which the parts of a question are shown in this play: answers, or what is to be put in order."""
    length = len(question.answers or question.parts)
    if not question.shuffled:
        return tuple(range(length))
    order = chance.shuffled(state.seed, question.id, length)
    if question.kind == "order" and order == tuple(range(length)):
        return order[1:] + order[:1]
    return order


def choose(story: Story, state: State, action: Action) -> Turn:
    """What follows from an action in this state.

    Raises Refused when the action is not possible now, EndlessLoop when the story would never come to a choice.
    """
    if isinstance(action, AnswerGiven):
        return _in_words(story, state, action)
    moves = _moves(story)
    number = _of(story).offering(state).moves.get(action)
    if number is None or action in OUTCOMES:
        raise Refused(gettext("`{action}` is not possible now.", action=action))
    happened: list[Event] = []
    question = asked_question(story, state)
    if question is not None and action not in ASIDES:
        answer = next((candidate for candidate in question.answers if candidate.id == moves.all[number].subject), None)
        given, id_ = (answer.words, answer.id) if answer is not None else ("", "")
        right = answer is not None and answer.right
        answered = QuestionAnswered(question.id, right, given, id_, spelling=False, credit=float(right))
        return _after_answer(story, state, number, answered)
    return _turn(moves.after(state[:4], number, happened), state.seed, happened)


def _in_words(story: Story, state: State, action: AnswerGiven) -> Turn:
    question, words = asked_question(story, state), action.words
    if question is None:
        raise Refused(gettext("Nothing was asked."))
    if not words.strip():
        raise Refused(gettext("The answer is empty."))
    from game.engine.grading import Grade, grade  # only answers in words need it

    if action.got:
        verdict = Grade(action.got == "right", credit=_CREDIT[action.got])
    else:
        verdict = grade(story, question, words, answer_order(story, state, question))
    if verdict.unclear:
        raise Refused(verdict.unclear)
    moves = _moves(story)
    by_outcome = {moves.all[number].id: number for number in moves.rules.at_question(state.node, question.number)}
    answered = QuestionAnswered(
        question.id, verdict.right, words.strip(), verdict.answer, verdict.spelling, verdict.credit
    )
    partly = 0 < verdict.credit < 1
    number = by_outcome["right" if verdict.right else "partly" if partly and "partly" in by_outcome else "wrong"]
    return _after_answer(story, state, number, answered)


def _after_answer(story: Story, state: State, number: int, answered: QuestionAnswered) -> Turn:
    """What follows from the move of this number, which answers the question that waits."""
    happened: list[Event] = []
    at = _moves(story).after(state[:4], number, happened)
    again = any(isinstance(event, AskedAgain) for event in happened)
    return _turn(at, state.seed, [answered._replace(number=answers_given(story, state) + 1, again=again), *happened])


def _turn(at: Configuration, seed: int, happened: list[Event]) -> Turn:
    return Turn(State(*at, seed), tuple(happened))


def is_open(way: Exit, memory: int) -> bool:
    """Whether one can go this way now."""
    return not failed(way, memory)
