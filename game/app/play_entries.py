"""What stands among the choices of a play, and what the line below says of choosing."""

from __future__ import annotations

from game.app.choice_layout import ChoiceEntry, numbered_choices
from game.play.command_words import TYPED_FOR
from game.play.confidence import CONFIDENCE_LABELS
from game.play.narration import closed_words
from game.play.session import Session
from game.questions.kinds import type_of


def open_entries(session: Session, *, asks_how_sure: bool) -> list[ChoiceEntry]:
    """What can be chosen in a play that is not over; `asks_how_sure`: it waits for how sure the player is."""
    if asks_how_sure:
        return numbered_choices(CONFIDENCE_LABELS)
    if session.wants_words:
        offered = zip(session.options, session.labels, strict=True)
        return [ChoiceEntry(TYPED_FOR[option.id], label) for option, label in offered]
    return numbered_choices(session.priced_labels)


def closed_entries(session: Session) -> list[ChoiceEntry]:
    """What is shown and cannot be chosen now."""
    words = (closed_words(session.story, session.state, choice) for choice in session.closed)
    return [ChoiceEntry("×", word, "closed") for word in words]


def how_to_choose(session: Session, count: int, *, asks_how_sure: bool) -> str:
    """What stands in the empty line: how one of so many entries is chosen, or the question answered."""
    question = session.question
    if asks_how_sure:
        return "How sure are you? 1–3, or Enter to say nothing"
    if question is not None and session.wants_words:
        return f"{type_of(question).how_to_answer(question)} Then Enter."
    keys = f"1–{count}" if count > 1 else "1"
    if count > 9:
        keys = f"a number up to {count} and Enter"
    if question is not None or not session.is_roaming:
        return f"{keys}, or arrows and Enter"
    return f"{keys}, arrows and Enter, or words: look, north, talk to …"
