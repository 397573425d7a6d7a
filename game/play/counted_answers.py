"""The answers of a play that count, for its score and for its debriefing."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.events import QuestionAnswered
from game.play.session import Session


def counted_answers(session: Session) -> Iterator[tuple[int, QuestionAnswered]]:
    """Each answer that was told to be right or wrong, behind the position in `Session.played` of its step.

    Open questions and polls have no verdict, and an answer after which the player may answer again does not count.
    """
    questions = session.story.questions
    return (
        (position, event)
        for position, event in session.played.answers
        if not event.again and questions[event.question].verdict
    )
