"""When something goes wrong: a report that reproduces it, and a sentence for the player.

A report is a playthrough file. Its steps are those of the play, the last one being what failed, and `about` says what
happened: the error, the versions, the places in the code; no user's name, no path of this computer.
"""

from __future__ import annotations

import contextlib
import os
import re
import traceback
import zlib
from collections.abc import Iterator
from pathlib import Path

from game.engine import AnswerGiven, EndlessLoop, Refused
from game.localisation.messages import gettext
from game.localisation.system_words import system_reason
from game.play.session import Session
from game.play.step_recording import recorded
from game.record.atomic_files import write_and_keep_old
from game.record.journal import JournalError, Step, StepNotKept, harmless, path_words
from game.record.locations import data_folder
from game.story.refusals import StoryDamaged

_PATH = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s'\"`“”:]+){2,}[\\/]?")
_FRAMES = 12


def explained_failure(session: Session | None, error: Exception, doing: str) -> str:
    """What the player is told of an error; one that should not be is reported first. `doing` is what the game did."""
    try:
        if isinstance(error, StepNotKept):
            # Translators: the word behind the colon is typed.
            unsaved = gettext("To play on without saving, type: unsaved")
            return f"{error} {unsaved}"
        if isinstance(error, JournalError | StoryDamaged) or (isinstance(error, Refused) and not _was_offered(session)):
            return str(error)
        # Translators: {error} is the name of a kind of error of the programming language.
        words = gettext("Something went wrong in the game ({error}).", error=_kind(error))
        if isinstance(error, EndlessLoop):
            words = str(error)
        path = failure_report(session, error, doing)
        report = gettext("A report about it could not be written.")
        if path is not None:
            report = gettext("A report that reproduces it is in {file}; please pass it on.", file=path_words(path))
        return f"{words} {report}"
    finally:
        if session is not None:
            session.trying = None


def not_done(error: Exception, doing: str) -> str:
    """What is said when a command could not finish. What the system refuses is no fault of the game; all else is."""
    if isinstance(error, MemoryError):
        return gettext("There is not enough memory for this.")
    if not isinstance(error, OSError):
        return explained_failure(None, error, doing)
    if isinstance(error, FileNotFoundError) and not _stands_somewhere():
        return gettext("The folder you are in is not there any more. Go to another one (cd ~), and try again.")
    where, reason = error.filename2 or error.filename, system_reason(error)
    if not isinstance(where, str | bytes | os.PathLike):
        # Translators: {reason} is why, such as “Permission denied”.
        return gettext("The system did not let this happen: {reason}.", reason=reason)
    # Translators: {reason} is why, such as “Permission denied”.
    return gettext("{file} cannot be used: {reason}.", file=path_words(Path(os.fsdecode(where))), reason=reason)


def _stands_somewhere() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def failure_report(session: Session | None, error: Exception, doing: str) -> Path | None:
    """Write the report, if that is possible. The same failure makes one report, however often it comes."""
    try:
        content = _content(session, error, doing).encode()
        folder, mark = data_folder() / "reports", f"{zlib.crc32(content):08x}"
        path = folder / f"{session.story.id if session is not None else 'eightwings'}-{mark}.yaml"
        if not path.exists():
            write_and_keep_old(path, content)
    except Exception:
        return None
    return path


def report_step(session: Session, step: Step, error: Exception) -> Path | None:
    """Write a report about a step of a play that was being opened, and failed."""
    session.trying = AnswerGiven(step.answer) if step.answer else step.do
    try:
        return failure_report(session, error, "a play was opened")
    finally:
        session.trying = None


def _content(session: Session | None, error: Exception, doing: str) -> str:
    about = "\n".join(_about(error, doing))
    if session is None:
        return f"playthrough: What happened before a play was open\nabout: |\n{_indented(about)}steps: []\n"
    steps = list(session.steps())
    tried = session.trying
    if tried is not None:
        steps.append(Step(answer=tried.words) if isinstance(tried, AnswerGiven) else Step(do=tried))
        with contextlib.suppress(Exception):  # what failed may be what the step is called
            steps[-1] = recorded(session.story, session.state, tried)
    from game.play.play_header import header

    head = header(session, f"What went wrong in {session.story.title}", about)
    return head.lines() + "".join(step.line() for step in steps)


def _indented(text: str) -> str:
    return "".join(f"  {line}".rstrip() + "\n" for line in harmless(text).split("\n"))


def _about(error: Exception, doing: str) -> Iterator[str]:
    import platform

    import game

    yield f"While {doing}: {_kind(error)}: {_discreet(str(error))[:500]}".rstrip(": ")
    yield f"Eight Wings {game.__version__}, Python {platform.python_version()}, {platform.system() or 'another system'}"
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    yield from (f"at {_module(frame.filename)}, line {frame.lineno}, in {frame.name}" for frame in frames)


def _kind(error: Exception) -> str:
    return type(error).__name__


def _was_offered(session: Session | None) -> bool:
    """Whether what was being done is among the options: the rules should not have refused it."""
    if session is None or session.trying is None:
        return False
    with contextlib.suppress(Exception):
        return any(option.id == session.trying for option in session.options)
    return False


def _module(filename: str) -> str:
    """A file of code as it is called in its package: nothing of where it lies on this computer."""
    parts = Path(filename).parts
    for folder in ("site-packages", "game"):
        if folder in parts:
            at = len(parts) - 1 - parts[::-1].index(folder)
            return "/".join(parts[at + (folder == "site-packages") :])
    return parts[-1] if parts else "?"


def _discreet(text: str) -> str:
    """A message without paths and without the name of who is logged in."""
    text = _PATH.sub("(a path)", " ".join(text.split()))
    names = {os.environ.get(variable, "") for variable in ("USER", "LOGNAME", "USERNAME")}
    with contextlib.suppress(RuntimeError):
        names.add(Path.home().name)
    for name in names:
        if len(name) > 1:
            text = re.sub(rf"\b{re.escape(name)}\b", "(a name)", text)
    return text
