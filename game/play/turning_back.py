"""Back to an earlier step, and forward again: what it does and what is told of it, the same in both clients."""

from __future__ import annotations

from typing import NamedTuple

from game.localisation.messages import gettext, ngettext
from game.play import reports
from game.play.checkpoints import names_by_point
from game.play.narration import Told, question_lines, tell, told
from game.play.session import Session
from game.play.story_points import so_far
from game.play.story_so_far import Went, called, go_to, next_point


class Turned(NamedTuple):
    """What is told of it, and whether one stands elsewhere now."""

    lines: list[Told]
    moved: bool


def take_back(session: Session, count: int = 1) -> Turned:
    """Take the last steps back. Raises JournalError."""
    last = session.played[-1].step
    undone = session.undo(count)
    if not undone or last is None:
        return Turned([told("message", gettext("This is the beginning; there is nothing to take back."))], False)
    if undone == 1:
        # Translators: {step} is what the player did.
        words = gettext("Taken back: {step}", step=last.answer or last.saw or last.do)
    else:
        taken = ngettext("{number} step is taken back.", "{number} steps are taken back.", undone)
        words = f"{taken} {_you_are(session)}"
    return Turned([told("message", words), *_checkpoint(session), *here_again(session)], True)


def step_to(session: Session, number: int) -> Turned:
    """Go to a step of the story so far, in whatever branch. Raises JournalError."""
    went = go_to(session, number)
    if went is None:
        last = len(so_far(session).points) - 1
        words = gettext(
            "There is no step {number}. The steps go from 0, the beginning, to {last}; `story` lists them.",
            number=str(number), last=str(last),
        )  # fmt: skip
        return Turned([told("message", words)], False)
    return _turned(session, went)


def step_forward(session: Session, count: int = 1) -> Turned:
    """Do again what was taken back here, so many steps. Raises JournalError."""
    moved, turned = (
        False,
        Turned([told("message", gettext("Nothing was taken back here that could be done again."))], False),
    )
    for _ in range(count):
        number = next_point(session)
        if number is None:
            break
        turned = step_to(session, number)
        moved = moved or turned.moved
        if not turned.moved:
            break
    return Turned(turned.lines, moved)


def _turned(session: Session, went: Went) -> Turned:
    if went.lost is not None:
        # Translators: {step} is what the player did, {reason} a clause that says why it cannot be done.
        lost = gettext(
            "“{step}” is not possible any more: {reason}.", step=went.lost.called, reason=went.lost.reason
        )  # fmt: skip
        words = f"{lost} {_you_are(session)}"
    elif went.done:
        words = _forward_again(session)
    elif went.undone:
        words = _back(session)
    else:
        return Turned([told("message", _there_already(session))], False)
    moved = bool(went.undone or went.done)
    again = here_again(session) if moved else []
    return Turned([told("message", words), *_checkpoint(session), *again], moved)


def _you_are(session: Session) -> str:
    here = so_far(session).here
    if here.step is None:
        return gettext("You are at the beginning.")
    step = called(here.step)
    # Translators: {step} is what the player did.
    return gettext("You are just after step {number}, “{step}”.", number=str(here.number), step=step)


def _forward_again(session: Session) -> str:
    here = so_far(session).here
    if here.step is None:
        return gettext("Forward again: you are at the beginning.")
    step = called(here.step)
    # Translators: {step} is what the player did.
    return gettext("Forward again: you are just after step {number}, “{step}”.", number=str(here.number), step=step)


def _back(session: Session) -> str:
    here = so_far(session).here
    if here.step is None:
        return gettext("Back: you are at the beginning.")
    step = called(here.step)
    # Translators: {step} is what the player did.
    return gettext("Back: you are just after step {number}, “{step}”.", number=str(here.number), step=step)


def _there_already(session: Session) -> str:
    here = so_far(session).here
    if here.step is None:
        return gettext("You are there already: at the beginning.")
    step = called(here.step)
    # Translators: {step} is what the player did.
    return gettext("You are there already: just after step {number}, “{step}”.", number=str(here.number), step=step)


def _checkpoint(session: Session) -> list[Told]:
    """What the moment is called at which one is now, if it has a name."""
    name = names_by_point(session).get(so_far(session).here.number)
    # Translators: {name} is what this moment of the story is called.
    return [told("hint", gettext("Checkpoint: {name}", name=name))] if name else []


def here_again(session: Session) -> list[Told]:
    """Where one stands, after one came back to it: the question, the place, or what was said last."""
    if session.question is not None:
        return list(question_lines(session.story, session.state, session.question))
    if session.is_roaming and session.place is not None:
        return reports.look(session)[:1]
    lines = tell(session.story, session.state, session.played[-1].turn.events)
    return [line for line in lines if line.kind in ("story", "speech")][-1:]
