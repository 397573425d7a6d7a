"""Beginning, continuing and loading plays: which file a play is kept in, and what became of it in an edited story."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from game.engine import EndlessLoop
from game.play.play_header import carried, header
from game.play.replaying import Replayed, is_of, replay
from game.play.session import Session
from game.record.journal import (
    DamagedPlay,
    Header,
    Journal,
    JournalError,
    NotKept,
    Recorded,
    path_words,
    read_contents,
)
from game.record.locations import CURRENT, NO_FOLDER, NO_HOME
from game.story.model.story import Story

_UNSAVED = "What you do now is not saved, and is gone when you leave."


class Opened(NamedTuple):
    """A play that was opened. `notice` are sentences for the player, or empty."""

    session: Session
    notice: str = ""


def fresh_seed() -> int:
    """A seed for a play that was given none."""
    return int.from_bytes(os.urandom(4))


def _fresh_id() -> str:
    return os.urandom(8).hex()


def begin_play(story: Story, path: Path, seed: int) -> Opened:
    """A new play, kept at `path`. A play that is there already stays, under another name. Raises JournalError.

    Here and below, where nothing can be written one plays all the same, without a journal, and the notice says so.
    """
    try:
        session = Session(story, seed)
    except EndlessLoop as loop:
        raise JournalError(f"The story cannot be played now. {loop}") from loop
    session.id = _fresh_id()
    return Opened(session, _keep(session, path)[1])


def continue_play(story: Story, path: Path) -> Opened:
    """The play at `path`, continued where it stands. Raises JournalError when it is of another pack or unreadable.

    When not every step of it is possible as it was done, or the file is damaged, it stays as it is under another name,
    and the play goes on in a new one, behind the last step that is good.
    """
    try:
        journal, steps = Journal.reopen(path)
    except NotKept as error:
        contents, doubt = read_contents(path)
        source = _Source(path, contents.recorded, contents.sums is not None, contents.damage or doubt)
        replayed = _replay(story, source)
        return Opened(replayed.session, _joined(_notice(story, source, replayed, path.name), _unsaved(error)))
    except DamagedPlay as damaged:
        contents = damaged.contents
        source = _Source(path, contents.recorded, contents.sums is not None, contents.damage, contents.left_out)
        return _in_a_new_file(story, source, _replay(story, source), path)
    if not steps and journal.header.language != story.language and journal.header.pack == story.id:
        journal.close()
        return begin_play(story, path, journal.header.seed)  # nobody has read a word of it in the other language
    source = _Source(path, Recorded(journal.header, steps), journal.is_marked, journal.doubt)
    try:
        replayed = _replay(story, source)
    except BaseException:
        journal.close()
        raise
    if tuple(replayed.session.record) == steps:
        replayed.session.journal = journal
        return Opened(replayed.session, _joined(_notice(story, source, replayed, ""), journal.told()))
    journal.close()
    return _in_a_new_file(story, source, replayed, path)


def load_play(story: Story, source: Path, path: Path) -> Opened:
    """A copy of the play `source`, kept at `path` from now on; `source` stays as it is. Raises JournalError."""
    contents, doubt = read_contents(source)
    given = _Source(source, contents.recorded, contents.sums is not None, contents.damage or doubt, contents.left_out)
    replayed = _replay(story, given)
    replayed.session.id = _fresh_id()  # what is done from now on is done in another play
    _, unsaved = _keep(replayed.session, path)
    return Opened(replayed.session, _joined(_notice(story, given, replayed, source.name), unsaved))


def _in_a_new_file(story: Story, source: _Source, replayed: Replayed, path: Path) -> Opened:
    kept, unsaved = _keep(replayed.session, path)
    name = kept.name if kept is not None else path.name
    return Opened(replayed.session, _joined(_notice(story, source, replayed, name), unsaved))


class _Source(NamedTuple):
    """A play that is opened: its file, what of it is believed, and what is wrong with the file: a sentence, or empty.

    `left_out` counts the lines of steps that are not believed.
    """

    path: Path
    recorded: Recorded
    is_marked: bool
    damage: str = ""
    left_out: int = 0


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
    unseen = ""
    if fresh:
        from game.play.telling_seen import not_seen_yet  # only who begins anew has earlier plays to look through

        unseen = not_seen_yet(story, plays)
    opened = begin_play(story, path, fresh_seed() if seed is None else seed)
    return opened._replace(notice=_joined(opened.notice, unseen))


def _keep(session: Session, path: Path) -> tuple[Path | None, str]:
    """Keep the play at `path` from now on: where the one is that was there, and what to say when that cannot be."""
    steps = carried(session.record)
    try:
        session.journal = Journal.create(path, header(session), steps)
    except NotKept as error:
        return None, _unsaved(NO_HOME if path.is_relative_to(NO_FOLDER) else error)
    session.record[:] = steps
    return session.journal.kept, session.told()


def _unsaved(error: NotKept | str) -> str:
    return f"{_UNSAVED} {error}"


def _replay(story: Story, source: _Source) -> Replayed:
    """The play done again. Raises JournalError when the story cannot be played, or this is no play of it."""
    try:
        replayed = replay(story, source.recorded, is_marked=source.is_marked)
    except EndlessLoop as loop:
        kept = f"The play is kept in {path_words(source.path)} as it was."
        raise JournalError(f"The story cannot be played now. {loop} {kept}") from loop
    before, lost = source.recorded.header, replayed.lost
    replayed.session.id = before.id
    if not is_of(story, before, replayed):
        from game.story.source.library import pack_names

        pack = before.pack if before.pack in pack_names() else "PACK"
        raise JournalError(
            f"{path_words(source.path)} is a play of the pack “{before.pack}”, and this is “{story.id}”. "
            f"Start it with: eightwings play {pack} --load {path_words(source.path)}"
        )
    if lost is not None and lost.error is not None:
        from game.play.failing import report_step  # only when the game itself is wrong

        report_step(replayed.session, lost.step, lost.error)
    return replayed


def _notice(story: Story, source: _Source, replayed: Replayed, kept: str) -> str:
    """What the player is told of a play that does not stand as it was left; `kept` is the file that has it so."""
    session, lost, odd = replayed
    before = source.recorded.header
    sentences = []
    changed = before.fingerprint != story.fingerprint
    since = "The story has changed since you played. " if changed and not source.damage else ""
    if source.damage:
        sentences.append(source.damage)
        if source.left_out:
            left_out = _counted(source.left_out, "line of steps is", "lines of steps are")
            sentences.append(f"Only what stands before that is good; {left_out} left out.")
    if lost is not None:
        sentences.append(
            f"{since}Step {lost.number}, “{lost.called}”, is not possible now: {lost.reason}. "
            f"You go on {_after(lost.number - 1)}{_left_behind(lost.behind)}."
        )
    elif odd is not None:
        sentences.append(
            f"Step {odd.number}, “{odd.called}”, was never done there: {path_words(source.path)} is damaged. "
            f"You go on {_after(odd.number - 1)}{_left_behind(odd.behind)}."
        )
    elif source.damage:
        sentences.append(f"You go on {_after(len(session.steps()))}.")
    if session.found:
        found = _counted(session.found, "step was", "steps were")
        sentences.append(f"{since if lost is None else ''}{found} found again by what you saw.")
    if sentences and kept:
        sentences.append(f"The play as it was is kept in {kept}.")
    return _joined(*sentences, _other_language(story, before) if source.recorded.steps else "")


def _after(number: int) -> str:
    return f"after step {number}" if number else "from the beginning"


def _left_behind(steps: int) -> str:
    return f"; {_counted(steps, 'step after it is', 'steps after it are')} left out, too" if steps else ""


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _counted(count: int, singular: str, plural: str) -> str:
    return f"1 {singular}" if count == 1 else f"{count} {plural}"


def _other_language(story: Story, before: Header) -> str:
    """What to say when the play goes on in another language than it was begun in."""
    if before.language == story.language:
        return ""
    was, now = (story.languages.get(code, code) if code else "" for code in (before.language, story.language))
    back = f"--language {before.language}" if before.language else "no --language"
    return (
        f"This play was begun in {was or 'the language of the story itself'} and goes on in "
        f"{now or 'the language of the story itself'}; with {back} it goes on as it began."
    )
