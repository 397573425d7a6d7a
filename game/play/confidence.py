"""How sure a player is of an answer, said before the verdict is shown.

It is kept with the answer and changes nothing else: neither the verdict nor what follows.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from game.engine import AnswerGiven, choose
from game.engine.state import Action
from game.play.session import Session
from game.record.play_file import CONFIDENCES

CONFIDENCE_LABELS = ("A guess", "Not sure", "Sure")
"""What can be chosen, in the order of `CONFIDENCES`."""
HOW_SURE = "How sure are you? 1 a guess, 2 not sure, 3 sure; Enter says nothing."
FIRST_HOW_SURE = "First say how sure you are, or press Enter. `undo` takes your answer back."
"""What is said to anybody who says anything else."""
ANSWER_TAKEN_BACK = "Your answer is not given."

_MEANT = {
    **{str(number): word for number, word in enumerate(CONFIDENCES, 1)},
    **{word: word for word in CONFIDENCES}, "a guess": "guess", "unsure": "not sure", "": "", "skip": "",
}  # fmt: skip


_LEAVING = ("quit", "exit", "q", "bye")


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
    return SaidHowSure("undo" if word == "undo" else "leave" if word in _LEAVING else "unclear")


def confidence_of(typed: str) -> str | None:
    """What typed words say of how sure somebody is; empty where they say nothing, None for anything else."""
    return _MEANT.get(" ".join(typed.casefold().split()))
