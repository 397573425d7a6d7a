"""How sure a player is of an answer, said before the verdict is shown.

It is kept with the answer and changes nothing else: neither the verdict nor what follows.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from game.engine import AnswerGiven, choose
from game.engine.state import Action
from game.localisation.messages import gettext, pgettext
from game.localisation.typed_words import own_words
from game.play.own_vocabulary import line_words
from game.play.session import Session
from game.record.play_file import CONFIDENCES


def confidence_labels() -> tuple[str, ...]:
    """What can be chosen, in the order of `CONFIDENCES`."""
    return (
        pgettext("how sure the player is", "A guess"),
        pgettext("how sure the player is", "Not sure"),
        pgettext("how sure the player is", "Sure"),
    )


def how_sure() -> str:
    """What is asked before the verdict is shown."""
    return gettext("How sure are you? 1 a guess, 2 not sure, 3 sure; Enter says nothing.")


def first_how_sure() -> str:
    """What is said to anybody who says anything else."""
    return gettext("First say how sure you are, or press Enter. `undo` takes your answer back.")


def answer_taken_back() -> str:
    """What is said to whoever takes an answer back of which they were to say how sure they are."""
    return gettext("Your answer is not given.")


def _meant() -> dict[str, str]:
    """What can be typed, with what it stands for."""
    typed = (
        ("guess", "a guess", *own_words("typed for a guess", "guess, a guess")),
        ("not sure", "unsure", *own_words("typed for not being sure", "not sure, unsure")),
        ("sure", *own_words("typed for being sure", "sure")),
    )
    by_number = {str(number): word for number, word in enumerate(CONFIDENCES, 1)}
    in_words = {words: word for word, known in zip(CONFIDENCES, typed, strict=True) for words in known}
    nothing = dict.fromkeys(("", "skip", *own_words("typed to say nothing of how sure one is", "skip")), "")
    return {**by_number, **in_words, **nothing}


def _leaving() -> tuple[str, ...]:
    return ("quit", "exit", "q", "bye", *line_words()["quit"])


def _taking_back() -> tuple[str, ...]:
    return ("undo", *line_words()["undo"])


def asks_how_sure(session: Session, action: Action) -> bool:
    """Whether the player says how sure they are before this is done: it is an answer that will be right or wrong.

    Raises Refused when it is none that can be graded: then something else is asked first.
    """
    question = session.question
    is_answer = isinstance(action, AnswerGiven) or action.startswith("answer:")
    if not (session.asks_confidence and is_answer and question is not None and question.verdict):
        return False
    if session.first_answer is not None:
        return False  # it was said when it was given first
    choose(session.story, session.state, action)
    return True


class SaidHowSure(NamedTuple):
    """What somebody means who was asked how sure they are of the answer that is held.

    `give` it, with `confidence`, which is empty where they say nothing of it; `leave` the play, with the answer given;
    take it back (`undo`); anything else is `unclear`, and the question stands.
    """

    means: Literal["give", "leave", "undo", "unclear"]
    confidence: str = ""


def said_how_sure(typed: str) -> SaidHowSure:
    """What these typed words mean while it waits how sure the player is."""
    confidence, word = confidence_of(typed), typed.strip().casefold().removeprefix("/")
    if confidence is not None:
        return SaidHowSure("give", confidence)
    return SaidHowSure("undo" if word in _taking_back() else "leave" if word in _leaving() else "unclear")


def confidence_of(typed: str) -> str | None:
    """What typed words say of how sure somebody is; empty where they say nothing, None for anything else."""
    return _meant().get(" ".join(typed.casefold().split()))
