"""Beginning, continuing and loading plays: which file a play is kept in, and what became of it in an edited story."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from game.engine import EndlessLoop
from game.localisation.messages import gettext, ngettext
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
from game.record.locations import CURRENT, NO_FOLDER, no_home
from game.story.model.story import Story


def _nothing_saved() -> str:
    return gettext("What you do now is not saved, and is gone when you leave.")


def _not_playable() -> str:
    return gettext("The story cannot be played now.")


def _story_changed() -> str:
    return gettext("The story has changed since you played.")


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
        raise JournalError(f"{_not_playable()} {loop}") from loop
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
            raise JournalError(opened.notice.rpartition(f"{_nothing_saved()} ")[2])
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
        return None, _unsaved(no_home() if path.is_relative_to(NO_FOLDER) else error)
    session.record[:] = steps
    return session.journal.kept, session.told()


def _unsaved(error: NotKept | str) -> str:
    return f"{_nothing_saved()} {error}"


def _replay(story: Story, source: _Source) -> Replayed:
    """The play done again. Raises JournalError when the story cannot be played, or this is no play of it."""
    try:
        replayed = replay(story, source.recorded, is_marked=source.is_marked)
    except EndlessLoop as loop:
        kept = gettext("The play is kept in {file} as it was.", file=path_words(source.path))
        raise JournalError(f"{_not_playable()} {loop} {kept}") from loop
    before, lost = source.recorded.header, replayed.lost
    replayed.session.id = before.id
    if not is_of(story, before, replayed):
        from game.story.source.library import pack_names

        file, pack = path_words(source.path), before.pack if before.pack in pack_names() else "PACK"
        command = f"eightwings play {pack} --load {file}"
        # Translators: {its_pack} and {this_pack} are names of packs. What stands behind the colon is a command.
        other = gettext(
            "{file} is a play of the pack “{its_pack}”, and this is “{this_pack}”. Start it with: {command}",
            file=file, its_pack=before.pack, this_pack=story.id, command=command,
        )  # fmt: skip
        raise JournalError(other)
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
    since = f"{_story_changed()} " if changed and not source.damage else ""
    if source.damage:
        sentences.append(source.damage)
        if source.left_out:
            left_out = ngettext(
                "Only what stands before that is good; {number} line of steps is left out.",
                "Only what stands before that is good; {number} lines of steps are left out.", source.left_out,
            )  # fmt: skip
            sentences.append(left_out)
    if lost is not None:
        # Translators: {step} is what the player did, {reason} a clause that says why it cannot be done.
        words = gettext(
            "Step {number}, “{step}”, is not possible now: {reason}.",
            number=str(lost.number), step=lost.called, reason=lost.reason,
        )  # fmt: skip
        sentences += [f"{since}{words}", _goes_on(lost.number - 1, lost.behind)]
    elif odd is not None:
        words = gettext(
            "Step {number}, “{step}”, was never done there: {file} is damaged.",
            number=str(odd.number), step=odd.called, file=path_words(source.path),
        )  # fmt: skip
        sentences += [words, _goes_on(odd.number - 1, odd.behind)]
    elif source.damage:
        sentences.append(_goes_on(len(session.steps()), 0))
    if session.found:
        found = ngettext(
            "{number} step was found again by what you saw.", "{number} steps were found again by what you saw.",
            session.found,
        )  # fmt: skip
        sentences.append(f"{since if lost is None else ''}{found}")
    if sentences and kept:
        sentences.append(gettext("The play as it was is kept in {file}.", file=kept))
    return _joined(*sentences, _other_language(story, before) if source.recorded.steps else "")


def _goes_on(number: int, left_out: int) -> str:
    """Behind which step the play goes on, 0 being the beginning, and how many behind that are left out."""
    if not left_out:
        return (
            gettext("You go on after step {step}.", step=str(number))
            if number
            else gettext("You go on from the beginning.")
        )
    if not number:
        return ngettext(
            "You go on from the beginning; {number} step after it is left out, too.",
            "You go on from the beginning; {number} steps after it are left out, too.", left_out,
        )  # fmt: skip
    return ngettext(
        "You go on after step {step}; {number} step after it is left out, too.",
        "You go on after step {step}; {number} steps after it are left out, too.", left_out, step=str(number),
    )  # fmt: skip


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _other_language(story: Story, before: Header) -> str:
    """What to say when the play goes on in another language than it was begun in."""
    if before.language == story.language:
        return ""
    was, now = (story.languages.get(code, code) if code else "" for code in (before.language, story.language))
    option = f"--language {before.language}"
    if not was:
        # Translators: {language} is what a language calls itself. --language is typed.
        return gettext(
            "This play was begun in the language of the story itself and goes on in {language}; with no --language it "
            "goes on as it began.", language=now,
        )  # fmt: skip
    if not now:
        # Translators: {language} is what a language calls itself, {option} what is typed for it.
        return gettext(
            "This play was begun in {language} and goes on in the language of the story itself; with {option} it goes "
            "on as it began.", language=was, option=option,
        )  # fmt: skip
    # Translators: {before} and {now} are what languages call themselves, {option} what is typed for the first.
    return gettext(
        "This play was begun in {before} and goes on in {now}; with {option} it goes on as it began.",
        before=was, now=now, option=option,
    )  # fmt: skip
