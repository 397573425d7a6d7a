"""The answers of a play that count, for its score and for its debriefing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from game.engine.events import QuestionAnswered
from game.play.history import Played
from game.play.session import Session


def counted_answers(session: Session) -> Iterator[tuple[Played, Played, QuestionAnswered]]:
    """Each answer that was told to be right or wrong, with the step before it and the step in which it was given.

    Open questions and polls have no verdict, and an answer after which the player may answer again does not count.
    """
    questions = session.story.questions
    for before, played in pairwise(session.played):
        for event in played.turn.events:
            if isinstance(event, QuestionAnswered) and not event.again and questions[event.question].verdict:
                yield before, played, event
