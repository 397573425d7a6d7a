"""The documents of a story as the lists beside a picture show them: each line with everything that can stand there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.author.map.map_words import as_written, plain
from game.story.model.documents import DocumentLine, StoryDocument, Wording
from game.story.model.expressions import Formula
from game.story.model.story import Story


class DrawnWording(NamedTuple):
    """What can stand in a line, and the condition on which it does; empty: always, where nothing above it does."""

    words: str
    when: str


class DrawnDocumentLine(NamedTuple):
    """A line of a document: `about` says in which section it is, and while what it is not agreed."""

    id: str
    title: str
    about: str
    wordings: tuple[DrawnWording, ...]


class DrawnDocument(NamedTuple):
    """A document, with the words above its lines."""

    id: str
    title: str
    words: tuple[str, ...]
    lines: tuple[DrawnDocumentLine, ...]


def drawn_documents(story: Story) -> dict[str, DrawnDocument]:
    """The documents of a story by their ids."""
    return {
        id_: DrawnDocument(
            id_,
            plain(document.title) or id_,
            as_written(story, document.text),
            tuple(_line(story, document, line) for line in document.lines),
        )
        for id_, document in story.documents.items()
    }


def _line(story: Story, document: StoryDocument, line: DocumentLine) -> DrawnDocumentLine:
    section = plain(document.sections.get(line.section, ""))
    about = "; ".join(words for words in (section, _not_agreed(line.open)) if words)
    return DrawnDocumentLine(line.id, plain(line.title) or line.id, about, tuple(_wordings(story, line)))


def _wordings(story: Story, line: DocumentLine) -> Iterator[DrawnWording]:
    for wording in line.wordings:
        yield DrawnWording(_words(story, wording), _source(wording.when))
    if not line.wordings or line.wordings[-1].when is not None:
        blank = " ".join(as_written(story, line.blank))
        yield DrawnWording(f"empty: {blank}" if line.blank is not None else "left out", "")


def _words(story: Story, wording: Wording) -> str:
    by = ", ".join(plain(story.people[id_].name) for id_ in wording.by)
    notes = [words for words in (f"asked for by {by}" if by else "", _not_agreed(wording.open)) if words]
    text = " ".join(as_written(story, wording.text))
    return f"{text} ({'; '.join(notes)})" if notes else text


def _not_agreed(condition: Formula | None) -> str:
    source = _source(condition)
    return f"not agreed{'' if source == 'true' else f' while {source}'}" if source else ""


def _source(condition: Formula | None) -> str:
    return plain(condition.source) if condition is not None else ""
