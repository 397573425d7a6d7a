"""A recorded play done again in the story: what of it holds, and whether it is a play of this story at all."""

from __future__ import annotations

from typing import NamedTuple

from game.engine import AnswerGiven, State
from game.engine.rules import option_called
from game.play.lost_steps import Lost
from game.play.option_naming import name_in_label
from game.play.session import Session
from game.play.step_recording import recorded
from game.record.journal import Header, Recorded, Step, effective
from game.story.model.story import Story

#: So many letters may differ between what was seen and what is seen now: a slip of the disk is one.
_SLIPS = 2


class Odd(NamedTuple):
    """A step that was never done there: the story is the same, and shows something else. `number` counts from 1."""

    number: int
    called: str
    behind: int


class Replayed(NamedTuple):
    """The play as far as it holds, the step that does not hold, or one that was never done there."""

    session: Session
    lost: Lost | None
    odd: Odd | None


def replay(story: Story, play: Recorded, *, is_marked: bool) -> Replayed:
    """Do the steps of a play again. Raises EndlessLoop.

    Only checksums tell of every line whether it is as it was written (`is_marked`). Without them it is seen at least
    whether each step is what the player saw, when the story is still the same.
    """
    header, steps = play
    stream = stream_of(story, header)
    session, lost = Session.resume(story, header.seed, steps, stream=stream)
    same = header.fingerprint == story.fingerprint and header.language == story.language
    if is_marked or not same or lost is not None:
        return Replayed(session, lost, None)
    holding = effective(steps)
    number = _first_odd(story, session, holding)
    if number is None:
        return Replayed(session, None, None)
    step, behind = holding[number - 1], len(holding) - number
    session, _ = Session.resume(story, header.seed, (*steps, Step(undo=behind + 1)), stream=stream)
    return Replayed(session, None, Odd(number, step.answer or step.saw or step.do, behind))


def stream_of(story: Story, header: Header) -> str:
    """The stream from which a play draws; when its file does not say, that of plays of this pack by older versions."""
    return header.stream or story.id


def is_of(story: Story, header: Header, replayed: Replayed) -> bool:
    """Whether it is a play of this story: by the name of the pack, or, where that is another one, by what it holds."""
    if header.pack == story.id or (header.fingerprint and header.fingerprint == story.fingerprint):
        return True
    session = replayed.session
    return bool(session.steps()) and not (replayed.lost or replayed.odd or session.found)


def _first_odd(story: Story, session: Session, steps: list[Step]) -> int | None:
    """The number of the first step of which the player would have seen something else."""
    for number, step in enumerate(steps, 1):
        played = session.played[number].step
        if not step.saw or played is None or played.do != step.do:
            continue
        action = AnswerGiven(step.answer) if step.answer else step.do
        state = session.played[number - 1].turn.state
        now = recorded(story, state, action)
        if now.saw != step.saw and _slips(now.saw, step.saw) > _SLIPS and not _is_worded_by_us(story, state, step):
            return number
    return None


def _is_worded_by_us(story: Story, state: State, step: Step) -> bool:
    """Whether a step may have been seen in another language: as words of the game, with what the pack calls a thing."""
    option = option_called(story, state, step.do)
    return option is not None and option.label is None and name_in_label(story, state, option) in step.saw


def _slips(text: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # only for plays without checksums

    return OSA.distance(text, other, score_cutoff=_SLIPS)
