"""What stands in the pages of the guide: fenced blocks, with what is said about each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

GENERATED = frozenset({"reference.md", "messages.md"})
"""Pages made from the definitions and the catalogue, whose examples are tested where they are registered."""

_BLOCK = re.compile(
    r"(?:^<!-- example: (?P<mark>[^\n]*?) -->\n)?^```(?P<language>\w+)(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.M | re.S
)


class Block(NamedTuple):
    """One fenced block of a page.

    `mark` is what the comment above it says (`<!-- example: … -->`), `title` the name of the file that it shows;
    both may be empty. `start` and `end` bound the text inside the page.
    """

    page: Path
    line: int
    language: str
    mark: str
    title: str
    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """Where the block stands."""
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def pages() -> list[Path]:
    """The README and every page of the guide that somebody has written."""
    written = (page for page in (ROOT / "docs").rglob("*.md") if "build" not in page.parts)
    return [ROOT / "README.md", *sorted(page for page in written if page.name not in GENERATED)]


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    words = page.read_text("utf-8")
    for found in _BLOCK.finditer(words):
        title = re.search(r'title="([^"]*)"', found["info"])
        line = words.count("\n", 0, found.start("language")) + 1
        yield Block(
            page, line, found["language"], found["mark"] or "", title[1] if title else "", found["text"],
            found.start("text"), found.end("text"),
        )  # fmt: skip
