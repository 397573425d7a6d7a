"""What is said of the file of a play that is kept, when something is wrong with it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from game.localisation.messages import gettext
from game.support import limits

FileFate: TypeAlias = Literal["gone", "replaced", "changed"]
"""What became of a file: it was deleted or moved; another one has its place; another program wrote in it."""


def no_locks_words(file: str) -> str:
    """That nothing keeps a play from being opened twice at once."""
    return gettext("The folder of {file} has no file locks, so take care not to open this play twice.", file=file)


def full_words(file: str) -> str:
    """That a play cannot become any longer."""
    # Translators: the file of a play has at most {lines} lines and {number} MB.
    return gettext(
        "The file {file} is full: {lines} lines and {number} MB are the most of a play. "
        "Save a copy under a name and load it: undone steps stay behind.",
        file=file, lines=limits.PLAY_STEPS, number=round(limits.PLAY_BYTES / 1e6),
    )  # fmt: skip


def not_saved_words(file: str, reason: str) -> str:
    """That a step could not be written, and why."""
    # Translators: {reason} is why, such as “No space left on device”.
    return gettext(
        "This step could not be saved in {file}: {reason}. Nothing before it is lost; make room or choose "
        "another folder, then try again.", file=file, reason=reason,
    )  # fmt: skip


def name_taken_words(file: str) -> str:
    """That another play has the name of this one, which is kept in `file`."""
    return gettext("Another play has taken the name of this one, which is kept in {file} now.", file=file)


def written_anew_words(fate: FileFate, file: str, new: str, aside: str) -> str:
    """What became of the file of a play, which was then written anew: to the file `new`, or where it was.

    What stood there is kept as `aside`, if anything is.
    """
    sentences = [_what_happened(fate, file)]
    if new:
        there = gettext(
            "Nothing is lost: the whole play was written anew and is kept in {file} from now on.", file=new
        )  # fmt: skip
    else:
        there = gettext("Nothing is lost: the whole play was written anew there.")
    sentences.append(there)
    if aside:
        sentences.append(gettext("What stood there instead is kept as {file}.", file=aside))
    return " ".join(sentences)


def _what_happened(fate: FileFate, file: str) -> str:
    match fate:
        case "gone":
            return gettext("{file} was deleted or moved while you played.", file=file)
        case "replaced":
            return gettext("{file} was replaced by another file while you played.", file=file)
        case "changed":
            return gettext("{file} was changed by another program while you played.", file=file)


def lost_words(fate: FileFate, file: str, problem: str) -> str:
    """What became of the file of a play that cannot be written anew either."""
    return f"{_not_anew(fate, file, problem)} {_still_whole()}"


def _not_anew(fate: FileFate, file: str, problem: str) -> str:
    match fate:
        case "gone":
            # Translators: {problem} is why, such as “No space left on device”.
            return gettext(
                "{file} was deleted or moved, and the play cannot be written anew: {problem}.",
                file=file,
                problem=problem,
            )
        case "replaced":
            # Translators: {problem} is why, such as “No space left on device”.
            return gettext(
                "{file} was replaced by another file, and the play cannot be written anew: {problem}.",
                file=file, problem=problem,
            )  # fmt: skip
        case "changed":
            # Translators: {problem} is why, such as “No space left on device”.
            return gettext(
                "{file} was changed by another program, and the play cannot be written anew: {problem}.",
                file=file, problem=problem,
            )  # fmt: skip


def _still_whole() -> str:
    return gettext("It is whole as long as this game runs: make room or put the folder back, then do this step again.")
