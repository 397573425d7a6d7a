"""Text as it stands in a story file: quoted where it must be, and shown exactly as it was typed."""

from __future__ import annotations

import re

#: Text in which no sign can mean anything to the file format: it needs no quotes.
_PLAIN = re.compile(r"[^\W\d_][\w ,.;!?'’“”()/…–—+-]*(?<! )")
_MARKUP = re.compile(r"[*{}\[\]|\\]")
_SPEAKER = re.compile(r"\A([a-z][a-z0-9_]*):(?=\s)")


def quoted(text: str) -> str:
    """A line of text as a value."""
    if _PLAIN.fullmatch(text):
        return text
    if '"' in text or "\\" in text:
        # Between single quotes nothing has a meaning but the single quote, which is written twice.
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def without_markup(text: str) -> str:
    """The text for a key whose text may hold conditions, emphasis and speakers, so that it is shown as it is."""
    return _SPEAKER.sub(r"\1\\:", _MARKUP.sub(r"\\\g<0>", text))


def shown(text: str) -> str:
    """A line of text as a value of such a key."""
    return quoted(without_markup(text))
