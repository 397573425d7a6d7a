"""Quotation marks as each language writes them. A pack can be in any language, so these are in no catalogue."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

_NARROW = "\u202f"
"""The space inside French marks, at which no line breaks."""
_SPACES = (_NARROW, "\u00a0", " ")
_STRAIGHT = '"'


class QuotationMarks(NamedTuple):
    """What opens and closes a quotation, and one inside it. A space that belongs to a mark is part of it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = QuotationMarks("“", "”", "‘", "’")
_GERMAN = QuotationMarks("„", "“", "‚", "‘")
_GUILLEMETS = QuotationMarks("«", "»", "“", "”")
_POLISH = QuotationMarks("„", "”", "«", "»")
_RUSSIAN = QuotationMarks("«", "»", "„", "“")
_SWEDISH = QuotationMarks("”", "”", "’", "’")
_CORNERS = QuotationMarks("「", "」", "『", "』")
_MARKS = {
    "bg": _GERMAN, "cs": _GERMAN, "de": _GERMAN, "de-ch": QuotationMarks("«", "»", "‹", "›"), "el": _GUILLEMETS,
    "es": _GUILLEMETS, "et": _GERMAN, "fi": _SWEDISH, "fr": QuotationMarks(f"«{_NARROW}", f"{_NARROW}»", "“", "”"),
    "hu": QuotationMarks("„", "”", "»", "«"), "is": _GERMAN, "it": _GUILLEMETS, "ja": _CORNERS, "lb": _GERMAN,
    "lt": _GERMAN, "nb": QuotationMarks("«", "»", "‘", "’"), "nn": QuotationMarks("«", "»", "‘", "’"),
    "no": QuotationMarks("«", "»", "‘", "’"), "pl": _POLISH, "pt-pt": _GUILLEMETS, "ro": _POLISH, "ru": _RUSSIAN,
    "sk": _GERMAN, "sl": _GERMAN, "sv": _SWEDISH, "uk": _RUSSIAN, "zh-hant": _CORNERS, "zh-hk": _CORNERS,
    "zh-tw": _CORNERS,
}  # fmt: skip
"""By the tag of the language in small letters, as far as it differs from English."""


@cache
def quotation_marks(language: str) -> QuotationMarks:
    """The marks of a language by its tag, such as `de` or `pt-PT`: those of the longest part of it that is known.

    Those of English for an empty tag, and where nothing is known.
    """
    tag = language.replace("_", "-").casefold()
    while tag:
        if tag in _MARKS:
            return _MARKS[tag]
        tag = tag.rpartition("-")[0]
    return _ENGLISH


def in_marks_of(words: str, language: str) -> str:
    """The words in the quotation marks of a language. Marks that stand inside them become those of a second level.

    So do straight ones, where there are as many that open as close.
    """
    marks = quotation_marks(language)
    return f"{marks.opening}{_nested(words, marks)}{marks.closing}"


def _nested(words: str, marks: QuotationMarks) -> str:
    if words.count(_STRAIGHT) % 2 == 0:
        first, *rest = words.split(_STRAIGHT)
        inner = (marks.inner_closing if number % 2 else marks.inner_opening for number in range(len(rest)))
        words = first + "".join(mark + part for mark, part in zip(inner, rest, strict=True))
    opening, closing = marks.opening.strip(_NARROW), marks.closing.strip(_NARROW)
    if marks.opening != opening:  # however wide the space is that the pack wrote there
        for space in _SPACES:
            words = words.replace(f"{opening}{space}", opening).replace(f"{space}{closing}", closing)
    return words.replace(opening, marks.inner_opening).replace(closing, marks.inner_closing)
