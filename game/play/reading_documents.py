"""Documents as they are read: what stands in each line, and what the last step changed there."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from game.engine.rendering import RenderedLine, Span, render_document
from game.engine.state import State
from game.play.narration import Told, passage, told
from game.play.session import Session
from game.story.model.documents import StoryDocument
from game.story.model.story import Story
from game.support.folding import folded_line

LineChange: TypeAlias = Literal["", "new", "changed", "struck", "agreed", "opened"]
"""What a step did to a line: nothing; it came into the document; other words stand there now; it is gone; the same
words are agreed, or not agreed any more."""

_QUOTED = 240
_NAMED = 3


class ReadLine(NamedTuple):
    """A line of a document as it stands, and what the last step did to it.

    `line` is what stands there; of one that was struck, what stood there. `before` is what stood there before the step,
    where that was something else. `by` are the names of the people who asked for what stands there.
    """

    line: RenderedLine
    change: LineChange
    before: tuple[Span, ...]
    by: tuple[str, ...]


def read_document(session: Session, id_: str) -> tuple[ReadLine, ...]:
    """A document as it stands now, beside how it stood before the last step."""
    before = session.played[-2].turn.state if len(session.played) > 1 else session.state
    return lines_read(session.story, session.story.documents[id_], before, session.state)


def lines_read(story: Story, document: StoryDocument, before: State, now: State) -> tuple[ReadLine, ...]:
    """The lines of a document in the state `now`, each with what changed since the state `before`."""
    old, new = (
        {line.id: line for line in render_document(story, document, state.memory, state.seed)}
        for state in (before, now)
    )
    found: list[ReadLine] = []
    for id_ in (line.id for line in document.lines):
        here, there = new.get(id_), old.get(id_)
        line = here or there
        if line is not None:
            names = tuple(story.people[person].name for person in line.by)
            stood = there.shown if here is not None and there is not None and there.shown != here.shown else ()
            found.append(ReadLine(line, _change(there, here), stood, names))
    return tuple(found)


def _change(before: RenderedLine | None, now: RenderedLine | None) -> LineChange:
    if before is None or now is None:
        return "new" if before is None else "struck"
    if _words(before.spans) != _words(now.spans) or bool(before.wording) != bool(now.wording):
        return "changed"
    if before.is_open == now.is_open:
        return ""
    return "opened" if now.is_open else "agreed"


def _words(spans: Sequence[Span]) -> str:
    return "".join(span.words for span in spans)


def document_told(session: Session, id_: str) -> list[Told]:
    """A document to be read out: every line with what is said of it in words."""
    story, state, document = session.story, session.state, session.story.documents[id_]
    lines = [told("place", document.title)]
    if document.text is not None:
        lines.extend(passage(story, document.text, state.memory, state.seed))
    for section, reads in groupby(read_document(session, id_), lambda read: read.line.section):
        if section:
            lines.append(told("heading", section))
        for read in reads:
            title = (Span(f"{read.line.title}: ", "strong"),) if read.line.title else ()
            shown = read.line.shown if read.change != "struck" else (Span("struck", ""),)
            lines.append(Told("line", (*title, *shown)))
            lines.extend(told("margin", words) for words in remarks(read))
    return lines


def remarks(read: ReadLine, *, beside: bool = False) -> Iterator[str]:
    """What is said of a line: sentences for its margin. `beside`: whoever reads them sees what stood there before."""
    if read.change == "struck" and beside:
        return
    if read.change == "struck":
        yield f"Before: {_words(read.line.shown)}"
        return
    if not read.line.wording:
        reason = _words(read.line.spans)
        yield f"Blank: {reason}" if reason else "Blank."
    elif read.line.is_open:
        yield "Not agreed."
    if read.by:
        yield f"Asked for by {', '.join(read.by)}."
    match read.change:
        case "new" if not beside:
            yield "New."
        case "agreed":
            yield "Agreed now."
        case "opened":
            yield "Open again."
        case "changed" if not beside:
            yield f"Changed. Before: {_words(read.before)}"


def nothing_told(story: Story, state: State) -> Told:
    """What stands for a turn that has nothing to tell: where one is; nobody should wonder whether it was done."""
    place = story.place_at(state.memory)
    return told("place", place.name) if place is not None else told("hint", "Done. The story goes on.")


def documents_changed(story: Story, before: State, now: State) -> list[Told]:
    """For each document that is not what it was: what changed, on one line."""
    changed: list[Told] = []
    for document in story.documents.values():
        lines = [read for read in lines_read(story, document, before, now) if read.change]
        if lines:
            said = "; ".join(_said(read) for read in lines[:_NAMED])
            more = f"; and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
            sentence = f"{document.title}: {said}{more}"
            changed.append(told("change", sentence if sentence.endswith((".”", "!”", "?”", ".]”")) else f"{sentence}."))
    return changed


def _said(read: ReadLine) -> str:
    name = read.line.title or "a line"
    words = textwrap.fill(folded_line(_words(read.line.shown)), _QUOTED, max_lines=1, placeholder=" …")
    match read.change:
        case "struck":
            return f"{name} is struck"
        case "changed" if not read.line.wording:
            return f"{name} is blank now"
        case "new":
            return f"{name} is new, “{words}”"
        case "agreed":
            return f"{name} is agreed, “{words}”"
        case "opened":
            return f"{name} is open again, “{words}”"
    return f"{name} now reads “{words}”"


def document_list(story: Story) -> list[Told]:
    """Which documents there are, and what to type for each."""
    if not story.documents:
        return [told("message", "This story has no documents.")]
    named = (f"  {document.title}: type `{id_.replace('_', ' ')}`" for id_, document in story.documents.items())
    return [told("message", "Documents:"), *(told("hint", words) for words in named)]
