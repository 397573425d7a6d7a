"""Told lines as paragraphs of plain text, one below the other: how the line-by-line client writes."""

from __future__ import annotations

import shutil
import textwrap
from typing import TextIO

from game.play.narration import THE_END, Told

_MARKS = {
    "note": "* ", "hint": "", "wrong": "Not right: ", "partly": "Partly right: ", "reason": "  ",
    "source": "  Source: ", "question": "? ", "part": "    ", "margin": "    ",
}  # fmt: skip
_LEAST = 20
_APART = ("right", "wrong", "partly", "noted", "reason", "source", "change", "note", "line", "margin")


class Paragraphs:
    """Writes on one stream, wrapped to the width of its terminal. Nothing is drawn, coloured or overwritten."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.after_blank = True
        self.width = max(min(shutil.get_terminal_size((79, 24)).columns - 1, 100), _LEAST) if out.isatty() else 78

    def show(self, lines: list[Told]) -> None:
        """Write told lines, each a paragraph of its own."""
        before = ""
        for told in lines:
            words = told.words.replace("\n- ", "\n  - ")
            match told.kind:
                case "place":
                    self.line()
                    self.line(f"== {words} ==")
                case "ending":
                    self.line()
                    self.line(f"== The end: {words} ==" if words != THE_END else f"== {words} ==")
                    self.line()
                case "heading":
                    self.line()
                    self.line(f"-- {words} --")
                case "story" | "speech":
                    if before in _APART:
                        self.line()
                    self.line(words)
                    self.line()
                case kind:
                    if kind == "question":
                        self.line()
                    self.line(words, _MARKS.get(kind, ""))
            before = told.kind

    def line(self, words: str = "", mark: str = "") -> None:
        """Write one paragraph, wrapped."""
        if not words:
            if not self.after_blank:
                self.out.write("\n")
            self.after_blank = True
            return
        self.after_blank = False
        for index, part in enumerate(words.split("\n")):
            before = mark if not index else " " * len(mark)
            indent = " " * max(len(mark), len(part) - len(part.lstrip()))
            self.out.write(textwrap.fill(part, self.width, initial_indent=before, subsequent_indent=indent) + "\n")
