"""Told lines as paragraphs of plain text, one below the other: how the line-by-line client writes.

It is read by eye and by ear: a screen reader names every character that is no letter, digit or ordinary punctuation.
So there are no marks and no drawings, gaps are called blank, and what can be typed stands in quotation marks.
"""

from __future__ import annotations

import re
import shutil
from typing import TextIO

from game.localisation.lists_numbers_dates import quotation
from game.localisation.messages import gettext, pgettext
from game.play.narration import NarrationKind, Told, the_end
from game.support.columns import columns_of
from game.support.direction import direction_mark
from game.support.line_breaking import wrapped_lines

_QUOTES = ("“", "„", "«", "»", "”", '"')
"""With one of these a quotation begins, whatever the language."""
_OURS: frozenset[NarrationKind] = frozenset(("hint", "message", "change"))
"""Kinds in which nothing that a pack says is code."""
_TOLD: frozenset[NarrationKind] = frozenset(("story", "speech", "question", "part", "reason", "line", "margin"))
"""Kinds of which a pack has the words."""
_A_QUOTE = re.compile(r'["“”„«»]')
_LEAST = 20
_DEEPEST = 5
_TYPED = re.compile(r"`([^`\n]+)`")
_GAP = re.compile(r"_{2,}")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
_APART = ("right", "wrong", "partly", "noted", "reason", "source", "change", "note", "line", "margin")


class Paragraphs:
    """Writes on one stream, wrapped to the width of its terminal. Nothing is drawn, coloured or overwritten."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.after_blank = True
        # Whoever cannot write Hebrew has no mark for its direction either.
        self.knows_marks = "utf" in (getattr(out, "encoding", None) or "utf-8").casefold()
        self.width = max(min(shutil.get_terminal_size((79, 24)).columns - 1, 100), _LEAST) if out.isatty() else 78

    def show(self, lines: list[Told]) -> None:
        """Write told lines, each a paragraph of its own."""
        before = ""
        for told in lines:
            words = spoken(told)
            match told.kind:
                case "place" | "heading":
                    self.line()
                    self._write(as_sentence(words))
                case "ending":
                    self.line()
                    titled = gettext("The end: {title}", title=words)
                    self._write(as_sentence(titled if words != the_end() else words))
                    self.line()
                case "story" | "speech":
                    if before in _APART:
                        self.line()
                    self._write(words)
                    self.line()
                case kind:
                    if kind == "question":
                        self.line()
                    if kind == before == "part" and words.startswith("a) "):  # behind a list with numbers
                        self._write(gettext("Each goes with one of these:"), "  ")
                    self._write(words, "" if _says_it(told, words, before) else _mark(kind))
            before = told.kind

    def line(self, words: str = "") -> None:
        """Write one paragraph of the client's own, or an empty line where there is none yet."""
        if words:
            self._write(in_quotation_marks(words))
            return
        if not self.after_blank:
            self.out.write("\n")
        self.after_blank = True

    def numbered(self, number: int, words: str) -> None:
        """Write one of the things that can be chosen."""
        self._write(in_quotation_marks(words), f"{number:3}. ")

    def _write(self, words: str, mark: str = "") -> None:
        """Write one paragraph, wrapped, with a mark before its first line."""
        self.after_blank = False
        for index, part in enumerate(words.split("\n")):
            before = mark if not index else " " * columns_of(mark)
            indent = " " * max(min(columns_of(mark), _DEEPEST), len(part) - len(part.lstrip()))
            direction = direction_mark(part) if self.knows_marks else ""
            for line in wrapped_lines(part, self.width, before, indent) or [""]:
                self.out.write(f"{direction}{line}\n")


def _mark(kind: NarrationKind) -> str:
    """What stands before a line of this kind; much of it says what others see by a colour."""
    match kind:
        case "wrong":
            return pgettext("in front of an answer", "Not right:") + " "
        case "partly":
            return pgettext("in front of an answer", "Partly right:") + " "
        case "source":
            return "  " + pgettext("in front of where something is from", "Source:") + " "
        case "question":
            return pgettext("in front of a question", "Question:") + " "
        case "reason":
            return "  "
        case "part" | "margin":
            return "    "
        case _:
            return ""


def _says_it(told: Told, words: str, before: str) -> bool:
    """Whether a line says itself what its mark would say: “Rome” is not it; or is more of the question before it."""
    return (told.kind in ("wrong", "partly") and words.startswith(_QUOTES)) or told.kind == before == "question"


def spoken(told: Told) -> str:
    """The words of a told line as they are to be heard: without what is drawn; gaps are called blank."""
    words = _heard(told).replace("\n- ", "\n  - ")
    # Translators: read out in the place of a gap in a text.
    words = _GAP.sub(pgettext("a gap in a text, read out", "blank"), words)
    return in_quotation_marks(words) if told.kind in _OURS else words


def _heard(told: Told) -> str:
    """The words of a line, with quotation marks around what a pack emphasises: a letter, a remark, a title.

    Without them nobody could hear where it begins and ends. A source inside does not end it. A single word has none: it
    may as well be one that is stressed.
    """
    spans = told.spans
    words: list[str] = []
    at = 0
    while at < len(spans):
        end = at + 1
        if spans[at].style == "emphasis":
            while any(span.style == "emphasis" for span in spans[end : end + 2]):
                if spans[end].style not in ("emphasis", "source"):
                    break
                end += 1
        piece = "".join(span.words for span in spans[at:end] if span.style != "drawn")
        bare = piece.strip()
        is_said = told.kind in _TOLD and spans[at].style == "emphasis" and " " in bare and not _A_QUOTE.search(bare)
        words.append(piece.replace(bare, quotation(bare)) if is_said else piece)
        at = end
    return "".join(words)


def in_quotation_marks(words: str) -> str:
    """The words with what can be typed in quotation marks, which are not read out, where it stood in backticks."""
    return _TYPED.sub(lambda found: quotation(found[1]), words)


def as_sentence(words: str) -> str:
    """A heading with a full stop behind it, so that a voice makes a pause there."""
    if words.endswith(_ENDS):
        return words
    return f"{words}。" if columns_of(words[-1:]) > 1 else f"{words}."
