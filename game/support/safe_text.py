"""Which characters do harm, and text without them: the one definition, for everything that leaves the program.

`HARMFUL` gives orders to a terminal, turns the direction of writing, breaks lines where no line ends, or cannot be
encoded at all. No story has such characters (EW105); names of files, arguments and answers may have any.
The patterns are words that `re` compiles, and keeps, when a text first needs them: most runs see plain text only.

What cannot be *seen*, such as a zero-width joiner, does no harm in a sentence: Persian and many emoji need it. Nor do
the marks of direction that open nothing (LRM, RLM, ALM): each is a letter that takes no room, by which a full stop
knows to which side it belongs in Arabic and Hebrew (Unicode, UTS #55, allows them even in code). Both mislead where it
matters which character stands there, so names and lines of source show them as a mark (`visible`).

Every character becomes exactly one other character, so that a column stays the same column.
"""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all but tab, line feed and carriage return
_TURNING = "\u202a-\u202e\u2066-\u2069"
_LINE_ENDS = "\u2028\u2029"
_NO_CHARACTERS = "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"
_HARMFUL = _CONTROLS + _TURNING + _LINE_ENDS + _NO_CHARACTERS
_ZERO_WIDTH = "\u00ad\u061c\u200b-\u200f\u2060-\u2065\ufeff"

#: Letters and symbols by their category that look like nothing: fillers of Hangul, and the empty pattern of Braille.
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"

#: Does harm in a text of several lines.
HARMFUL = f"[\r{_HARMFUL}]"
#: Does harm in a text of several lines that is kept in the record of a play.
HARMFUL_IN_RECORD = f"[\t\r{_HARMFUL}]"
#: Does harm in a story file, in which a carriage return ends a line, and a byte order mark is only the first thing.
HARMFUL_IN_FILE = f"[{_HARMFUL}\ufeff]"
#: What no JSON is printed with: harmful, or not to be seen.
_ESCAPED_IN_JSON = f"[{_HARMFUL}{_ZERO_WIDTH}]"

_MARKS = {"\t": "→", "\u00a0": "⍽", "\ufeff": "⍽", "\u200b": "⍽", "\u3000": "⍽", "\u2028": "⏎", "\u2029": "⏎"}


def safe_text(text: str) -> str:
    """The text with a mark in the place of each character that does harm. Line breaks and tabs stay."""
    return text if text.isascii() and text.isprintable() else re.sub(HARMFUL, _mark, text)


def safe_line(text: str) -> str:
    """The text as it can be shown in one line, with marks also for what cannot be seen: for names, ids and paths."""
    return visible(text).replace("\n", "⏎")


def visible(text: str) -> str:
    """The text with marks for what does harm and for what cannot be seen. Line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if character == "\n" or character.isprintable() else _visible(character) for character in text
    )


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen: no characters, or only spaces, unseen ones, and accents over nothing."""
    return not text or not any(
        "!" <= character <= "~"
        or (unicodedata.category(character)[0] not in "ZC" and character not in _FILLERS and not _is_accent(character))
        for character in text
    )


def escaped_json(text: str) -> str:
    """JSON in which nothing harmful or unseen is left; for a program it is the same."""
    return re.sub(_ESCAPED_IN_JSON, lambda found: f"\\u{ord(found[0]):04x}", text)


def _mark(found: re.Match[str]) -> str:
    return _visible(found[0])


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def _visible(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character]
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "␡"
    return " " if unicodedata.category(character) == "Zs" else "�"
