"""A worksheet and its key as one page each, made for paper: nothing is fetched, nothing runs.

What stands on them is declared here, for whoever draws the questions, and for other forms than a page.
"""

from __future__ import annotations

from string import ascii_lowercase
from typing import Literal, NamedTuple

from game.engine.rendering import Span
from game.localisation.lists_numbers_dates import labelled
from game.report import handout_words
from game.report.template_rendering import render_template
from game.story.model.story import QuestionKind

StyledParagraph = tuple[Span, ...]


class Gap(NamedTuple):
    """A gap in a text, numbered from 1; `of` is how many there are."""

    number: int
    of: int

    @property
    def style(self) -> Literal["gap"]:
        """Tells a gap from the words around it."""
        return "gap"


class OptionReply(NamedTuple):
    """What is to be said to whoever ticked this option."""

    label: str
    words: str
    right: bool
    because: tuple[StyledParagraph, ...]


class Evidence(NamedTuple):
    """Where an answer comes from: the statement of a fact, and all that says whose it is."""

    mark: str
    states: str
    source: str


class Key(NamedTuple):
    """The answer as it stands on the paper, also accepted ones, the hints, the reason, and the sources."""

    answer: str
    also: str
    because: tuple[StyledParagraph, ...]
    replies: tuple[OptionReply, ...]
    evidence: tuple[Evidence, ...]
    hints: tuple[tuple[StyledParagraph, ...], ...] = ()


class Task(NamedTuple):
    """A question laid out for paper.

    `asked` is what is asked: paragraphs of spans and gaps. `options` are what is ticked or put in order, as shown;
    `left` and `right` the two columns of a match.
    """

    number: int
    kind: QuestionKind
    asked: tuple[tuple[Span | Gap, ...], ...]
    instruction: str
    options: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    unit: str
    key: Key


class Group(NamedTuple):
    """The tasks on one topic."""

    title: str
    tasks: tuple[Task, ...]


class Worksheet(NamedTuple):
    """A whole worksheet."""

    title: str
    disclaimer: tuple[StyledParagraph, ...]
    groups: tuple[Group, ...]
    seed: int
    pack: str


def handout_page(sheet: Worksheet, *, with_key: bool) -> str:
    """The worksheet, or with `with_key` the key to it, as an HTML file."""
    title = handout_words.key_title if with_key else handout_words.worksheet_title
    return render_template(
        "handout_page.html", sheet=sheet, with_key=with_key, letter=letter, title=title(sheet.title),
        words=handout_words, labelled=labelled,
    )  # fmt: skip


def letter(index: int) -> str:
    """a, b, … z, aa, ab, …"""
    before, last = divmod(index, len(ascii_lowercase))
    return f"{letter(before - 1) if before else ''}{ascii_lowercase[last]}"
