"""Beginning, continuing and loading plays: which file a play is kept in, and what became of it in an edited story."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from game.engine import EndlessLoop
from game.play.changes import Lost
from game.play.session import Session
from game.record.journal import ENDING, Header, Journal, JournalError, NotKept, Step, effective, read_record, shown
from game.record.locations import NO_HOME, NOWHERE
from game.story import limits
from game.story.program import Story

CURRENT = f"current{ENDING}"
"""The play that is kept by itself."""

_UNSAVED = "What you do now is not saved, and is gone when you leave."


class Opened(NamedTuple):
    """A play that was opened. `notice` are sentences for the player, or empty."""

    session: Session
    notice: str = ""


def fresh_seed() -> int:
    """A seed for a play that was given none."""
    return int.from_bytes(os.urandom(4))


def begin_play(story: Story, path: Path, seed: int) -> Opened:
    """A new play, kept at `path`. A play that is there already stays, under another name. Raises JournalError.

    Here and below, where nothing can be written one plays all the same, without a journal, and the notice says so.
    """
    session, _ = _resume(story, seed, (), "")
    return Opened(session, _keep(session, path)[1])


def continue_play(story: Story, path: Path) -> Opened:
    """The play at `path`, continued where it stands. Raises JournalError when it is of another pack or unreadable.

    When not every step of it is possible as it was done, the file stays as it is under another name, and the play goes
    on in a new one.
    """
    try:
        journal, steps = Journal.reopen(path)
    except NotKept as error:
        return _continue_unsaved(story, path, error)
    try:
        _check_pack(story, journal.header, path)
        session, lost = _resume(story, journal.header.seed, steps, f" The play is kept in {shown(path)} as it was.")
    except BaseException:
        journal.close()
        raise
    if tuple(session.record) == steps:
        session.journal = journal
        return Opened(session, _other_language(story, journal.header))
    journal.close()
    kept, unsaved = _keep(session, path)
    name = kept.name if kept is not None else path.name
    return Opened(session, " ".join(filter(None, (_notice(story, journal.header, session, lost, name), unsaved))))


def _continue_unsaved(story: Story, path: Path, error: NotKept) -> Opened:
    before, steps = read_record(path)
    _check_pack(story, before, path)
    session, lost = _resume(story, before.seed, steps, f" The play is kept in {shown(path)} as it was.")
    return Opened(session, " ".join(filter(None, (_notice(story, before, session, lost, path.name), _unsaved(error)))))


def load_play(story: Story, source: Path, path: Path) -> Opened:
    """A copy of the play `source`, kept at `path` from now on; `source` stays as it is. Raises JournalError."""
    before, steps = read_record(source)
    _check_pack(story, before, source)
    session, lost = _resume(story, before.seed, steps, f" The play is kept in {shown(source)} as it was.")
    _, unsaved = _keep(session, path)
    return Opened(session, " ".join(filter(None, (_notice(story, before, session, lost, source.name), unsaved))))


def open_play(
    story: Story,
    plays: Path,
    *,
    seed: int | None,
    load: Path | None = None,
    record: Path | None = None,
    fresh: bool = False,
) -> Opened:
    """The play that the command line asks for. Raises JournalError.

    Without wishes that is the one kept by itself, if there is one that is not over; a seed, `fresh` or `record`
    (a file to keep it in) asks for a new one, `load` for a copy of one that was saved.
    """
    path = record or plays / CURRENT
    if load is not None or record is not None:
        seed = fresh_seed() if seed is None else seed
        opened = load_play(story, load, path) if load is not None else begin_play(story, path, seed)
        if record is not None and opened.session.journal is None:
            raise JournalError(opened.notice.rpartition(f"{_UNSAVED} ")[2])
        return opened
    if seed is None and not fresh and os.path.exists(path):  # noqa: PTH110 - a locked folder is none for `exists`
        opened = continue_play(story, path)
        if opened.session.is_stuck or not opened.session.is_over:
            return opened
        opened.session.close()
    return begin_play(story, path, fresh_seed() if seed is None else seed)


def header(story: Story, seed: int, title: str = "", about: str = "") -> Header:
    """The header of a play of this story."""
    title = title or f"A play of {story.title}"
    return Header(story.id, story.fingerprint, seed, story.language, title, about)


def carried(record: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that a copy of a play holds: all, unless undone ones would fill the file before long."""
    return tuple(record if len(record) <= limits.PLAY_STEPS // 2 else effective(record))


def _keep(session: Session, path: Path) -> tuple[Path | None, str]:
    """Keep the play at `path` from now on: where the one is that was there, and what to say when that cannot be."""
    steps = carried(session.record)
    try:
        session.journal = Journal.create(path, header(session.story, session.seed), steps)
    except NotKept as error:
        return None, _unsaved(NO_HOME if path.is_relative_to(NOWHERE) else error)
    session.record[:] = steps
    return session.journal.kept, ""


def _unsaved(error: NotKept | str) -> str:
    return f"{_UNSAVED} {error}"


def _resume(story: Story, seed: int, steps: tuple[Step, ...], kept: str) -> tuple[Session, Lost | None]:
    try:
        session, lost = Session.resume(story, seed, steps)
    except EndlessLoop as loop:
        raise JournalError(f"The story cannot be played now. {loop}{kept}") from loop
    if lost is not None and lost.error is not None:
        from game.play.failing import report_step  # only when the game itself is wrong

        report_step(session, lost.step, lost.error)
    return session, lost


def _check_pack(story: Story, before: Header, path: Path) -> None:
    if before.pack == story.id:
        return
    from game.story.library import pack_names

    pack = before.pack if before.pack in pack_names() else "PACK"
    raise JournalError(
        f"{shown(path)} is a play of the pack “{before.pack}”, and this is “{story.id}”. "
        f"Start it with: eightwings play {pack} --load {shown(path)}"
    )


def _notice(story: Story, before: Header, session: Session, lost: Lost | None, kept: str) -> str:
    """What the player is told of a play that does not stand as it was left; `kept` is the file that has it so."""
    sentences = []
    changed = before.fingerprint != story.fingerprint
    if lost is not None:
        at = f"after step {lost.number - 1}" if lost.number > 1 else "from the beginning"
        behind = (
            ""
            if not lost.behind
            else _steps(lost.behind, " behind it is left out, too", " behind it are left out, too")
        )
        since = "The story was changed since you played. " if changed else ""
        sentences.append(
            f"{since}Step {lost.number}, “{lost.called}”, is not possible now: {lost.reason}. "
            f"You go on {at}{f'; {behind}' if behind else ''}."
        )
    if session.found:
        since = "The story was changed since you played. " if changed and lost is None else ""
        sentences.append(
            since + _steps(session.found, " was found again by what you saw.", " were found again by what you saw.")
        )
    if sentences:
        sentences.append(f"The play as it was is kept in {kept}.")
    sentences.append(_other_language(story, before))
    return " ".join(one for one in sentences if one)


def _steps(count: int, one: str, more: str) -> str:
    return f"1 step{one}" if count == 1 else f"{count} steps{more}"


def _other_language(story: Story, before: Header) -> str:
    """What to say when the play goes on in another language than it was begun in."""
    if before.language == story.language:
        return ""
    was, now = (story.languages.get(one, one) if one else "" for one in (before.language, story.language))
    back = f"--language {before.language}" if before.language else "no --language"
    return (
        f"This play was begun in {was or 'the language of the story itself'} and goes on in "
        f"{now or 'the language of the story itself'}; with {back} it goes on as it began."
    )
