"""Documents: pages that show how a story stands. They follow from its memory and change nothing."""

from typing import NamedTuple

from game.story.model.expressions import Formula
from game.story.model.text import Text


class Wording(NamedTuple):
    """Words that stand in a line of a document while `when` holds and no wording above it does; None: always.

    `open` says while what they are not agreed; `by` are the ids of the people who asked for them.
    """

    id: str
    text: Text
    when: Formula | None
    open: Formula | None
    by: tuple[str, ...]


class DocumentLine(NamedTuple):
    """A line of a document. `section` is the id of its section, or empty; `group` the label of its group, or empty.

    `open` says while what it is not agreed, whatever stands there. While no wording can stand there it is empty with
    `blank` as the reason, or left out where that is None.
    """

    id: str
    title: str
    section: str
    wordings: tuple[Wording, ...]
    open: Formula | None
    blank: Text | None
    group: str = ""


class StoryDocument(NamedTuple):
    """A page that follows from how the story stands, and changes nothing. `sections` has their titles by their ids."""

    id: str
    title: str
    text: Text | None
    sections: dict[str, str]
    lines: tuple[DocumentLine, ...]
