"""The page of a document of the story: a sheet of paper with its lines, what changed last, and what is said of it."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from game.play.narration import passage
from game.play.reading_documents import LineChange, ReadLine, read_document, remarks
from game.play.session import Session
from game.web.shown_lines import ShownLine, ShownSpan, shown_lines, shown_spans


class DocumentRow(NamedTuple):
    """A line of a document. `before` is what stood there before the last step, where that was something else.

    `is_blank`: there are no words for it yet. `remarks` are sentences for its margin.
    """

    title: str
    spans: tuple[ShownSpan, ...]
    before: tuple[ShownSpan, ...]
    change: LineChange
    is_open: bool
    is_blank: bool
    remarks: tuple[str, ...]


class PaperSection(NamedTuple):
    """Lines below one title, which can be empty."""

    title: str
    rows: tuple[DocumentRow, ...]


class PaperPage(NamedTuple):
    """A document as it stands now, and the others there are: each an id and a title."""

    id: str
    title: str
    text: tuple[ShownLine, ...]
    sections: tuple[PaperSection, ...]
    others: tuple[tuple[str, str], ...]


class DocumentBeside(NamedTuple):
    """The first document in short, for the side of a page: its title, and its lines."""

    id: str
    title: str
    rows: tuple[DocumentRow, ...]


def paper_page(session: Session, id_: str) -> PaperPage | None:
    """The document with this id, else the first; None in a story without documents."""
    story, state = session.story, session.state
    document = story.documents[id_] if id_ in story.documents else next(iter(story.documents.values()), None)
    if document is None:
        return None
    text = passage(story, document.text, state.memory, state.seed) if document.text is not None else ()
    sections = (
        PaperSection(title, tuple(map(_row, reads)))
        for title, reads in groupby(read_document(session, document.id), lambda read: read.line.section)
    )
    others = tuple((each.id, each.title) for each in story.documents.values() if each.id != document.id)
    return PaperPage(document.id, document.title, shown_lines(text), tuple(sections), others)


def document_beside(session: Session) -> DocumentBeside | None:
    """The first document in short; None where there is none."""
    document = next(iter(session.story.documents.values()), None)
    if document is None:
        return None
    return DocumentBeside(document.id, document.title, tuple(map(_row, read_document(session, document.id))))


def _row(read: ReadLine) -> DocumentRow:
    line = read.line
    is_struck = read.change == "struck"
    return DocumentRow(
        line.title,
        () if is_struck else shown_spans(line.shown),
        shown_spans(line.shown if is_struck else read.before),
        read.change,
        line.is_open,
        not line.wording,
        tuple(remarks(read, beside=True)),
    )
