"""Why the system refused something, as far as that happens to players, in the language that is spoken now."""

from __future__ import annotations

from game.localisation.messages import gettext, gettext_noop

_KNOWN = (
    gettext_noop("Permission denied"),
    gettext_noop("Operation not permitted"),
    gettext_noop("No such file or directory"),
    gettext_noop("No space left on device"),
    gettext_noop("Disk quota exceeded"),
    gettext_noop("Read-only file system"),
    gettext_noop("Is a directory"),
    gettext_noop("Not a directory"),
    gettext_noop("File exists"),
    gettext_noop("File name too long"),
    gettext_noop("File too large"),
    gettext_noop("Input/output error"),
    gettext_noop("Device or resource busy"),
    gettext_noop("Too many open files"),
    gettext_noop("Too many levels of symbolic links"),
    gettext_noop("a link in it leads out of the folder"),
    gettext_noop("it is a link"),
    gettext_noop("it was exchanged for another file"),
)
"""What the C library calls the likeliest of them, which answers in English, and what `game.support` refuses itself."""


def system_reason(error: BaseException) -> str:
    """Why the system refused something, for the middle of a sentence; of an error that says nothing, its kind."""
    words = str(getattr(error, "strerror", None) or error)
    return gettext(words) if words else type(error).__name__
