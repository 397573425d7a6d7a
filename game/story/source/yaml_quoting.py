"""Text as it stands in a file of a pack: quoted where it must be, and shown exactly as it was typed."""

from __future__ import annotations

import re

#: Text in which no character can mean anything to the file format: it needs no quotes.
_PLAIN = re.compile(r"[^\W\d_][\w ,.;!?'’“”()/…–—+-]*(?<! )")
#: The id of something that can be done: `go:north`, `kitchen/eat_it`. Its colon ends no key.
_OPTION = re.compile(r"[a-z]+:[a-z][a-z0-9_]*|[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
#: A value with more characters is easier to read in a block.
_LONG = 90
_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    "\u0085": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_ORDINARY = str.maketrans("", "", '\n"\\')
_ESCAPED = re.compile(r'["\\\n\r\t\u0085\u2028\u2029]')
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


def exactly(text: str, indent: int | None = None) -> str:
    """Any text as a value that is read as exactly that text: behind a key, or in brackets when there is no `indent`.

    Behind a key, long or several lines become a block, indented by so many spaces.
    """
    lines = text.split("\n")
    if indent is not None and (len(lines) > 1 or len(text) > _LONG) and _fits_a_block(text):
        sign, lines = ("|", lines[:-1]) if text.endswith("\n") else ("|-", lines)
        return "\n".join([sign, *(f"{' ' * indent}{line}" if line else "" for line in lines)])
    if _PLAIN.fullmatch(text) and (indent is not None or "," not in text):
        return text
    return '"' + _ESCAPED.sub(lambda sign: _ESCAPES[sign[0]], text) + '"'


def on_one_line(text: str, inside_brackets: bool = False) -> str:
    """Any text as a value on one line. Inside brackets a comma would end it, so it needs quotes there."""
    if _OPTION.fullmatch(text) or (_PLAIN.fullmatch(text) and not (inside_brackets and ("," in text or "?" in text))):
        return text
    return '"' + _ESCAPED.sub(lambda sign: _ESCAPES[sign[0]], text) + '"'


def without_markup(text: str) -> str:
    """The text for a key whose text may hold conditions, emphasis and speakers, so that it is shown as it is."""
    return _SPEAKER.sub(r"\1\\:", _MARKUP.sub(r"\\\g<0>", text))


def shown(text: str) -> str:
    """A line of text as a value of such a key."""
    return quoted(without_markup(text))


def _fits_a_block(text: str) -> bool:
    """Whether a block gives it back: at most one line break last, and no space that nobody would see."""
    lines = text.removesuffix("\n").split("\n")
    return (
        bool(lines[0] and lines[-1])
        and not lines[0][0].isspace()
        and all(line == line.rstrip() for line in lines)
        and _ESCAPED.search(text.translate(_ORDINARY)) is None
    )
