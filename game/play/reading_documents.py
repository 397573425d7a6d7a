"""Documents as they are read: what stands in each line, and what the last step changed there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from game.engine.rendering import RenderedLine, Span, render_document
from game.engine.state import State
from game.localisation.lists_numbers_dates import clause_list, comma_list, labelled
from game.localisation.messages import gettext, ngettext, pgettext
from game.play.narration import Told, passage, told
from game.play.session import Session
from game.story.model.documents import StoryDocument
from game.story.model.story import Story
from game.support.folding import folded_line
from game.support.line_breaking import shortened

LineChange: TypeAlias = Literal["", "new", "changed", "struck", "agreed", "opened"]
"""What a step did to a line: nothing; it came into the document; other words stand there now; it is gone; the same
words are agreed, or not agreed any more."""

_QUOTED = 240
_ENDINGS = tuple(f"{end}{quote}" for end in (".", "!", "?", ".]") for quote in ("”", "“", "»", "\u00a0»"))
"""How a sentence ends that ends with a quoted one, whatever the language."""
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
            title = (Span(labelled(read.line.title, ""), "strong"),) if read.line.title else ()
            struck = pgettext("a line of a document", "struck")
            shown = read.line.shown if read.change != "struck" else (Span(struck, ""),)
            lines.append(Told("line", (*title, *shown)))
            lines.extend(told("margin", words) for words in remarks(read))
    return lines


def remarks(read: ReadLine, *, beside: bool = False) -> Iterator[str]:
    """What is said of a line: sentences for its margin. `beside`: whoever reads them sees what stood there before."""
    if read.change == "struck" and beside:
        return
    if read.change == "struck":
        # Translators: {words} are those that stood in a line of a document before it was struck.
        yield gettext("Before: {words}", words=_words(read.line.shown))
        return
    if not read.line.wording:
        reason = _words(read.line.spans)
        # Translators: said of a line of a document in which nothing stands. {reason} is a sentence of the pack.
        yield gettext("Blank: {reason}", reason=reason) if reason else gettext("Blank.")
    elif read.line.is_open:
        # Translators: said of a line of a document.
        yield gettext("Not agreed.")
    if read.by:
        # Translators: said of a line of a document. {people} are names.
        yield gettext("Asked for by {people}.", people=comma_list(read.by))
    match read.change:
        case "new" if not beside:
            # Translators: said of a line of a document.
            yield gettext("New.")
        case "agreed":
            # Translators: said of a line of a document.
            yield gettext("Agreed now.")
        case "opened":
            # Translators: said of a line of a document that was agreed.
            yield gettext("Open again.")
        case "changed" if not beside:
            # Translators: said of a line of a document. {words} are those that stood there before.
            yield gettext("Changed. Before: {words}", words=_words(read.before))


def nothing_told(story: Story, state: State) -> Told:
    """What stands for a turn that has nothing to tell: where one is; nobody should wonder whether it was done."""
    place = story.place_at(state.memory)
    return told("place", place.name) if place is not None else told("hint", gettext("Done. The story goes on."))


def documents_changed(story: Story, before: State, now: State) -> list[Told]:
    """For each document that is not what it was: what changed, on one line."""
    changed: list[Told] = []
    for document in story.documents.values():
        lines = [read for read in lines_read(story, document, before, now) if read.change]
        if lines:
            said = [_said(read) for read in lines[:_NAMED]]
            more = len(lines) - _NAMED
            if more > 0:
                # Translators: the last of several clauses on what changed in a document, with semicolons between them.
                said.append(ngettext("and {number} more", "and {number} more", more))
            sentence = labelled(document.title, clause_list(said))
            changed.append(told("change", sentence if sentence.endswith(_ENDINGS) else f"{sentence}."))
    return changed


def _said(read: ReadLine) -> str:
    # Translators: in the place of the name of a line of a document, at the beginning of a clause.
    name = read.line.title or gettext("a line")
    words = shortened(folded_line(_words(read.line.shown)), _QUOTED)
    match read.change:
        case "struck":
            # Translators: a clause behind the title of a document. {line} is the name of a line, {words} stands there.
            return gettext("{line} is struck", line=name)
        case "changed" if not read.line.wording:
            # Translators: a clause behind the title of a document. {line} is the name of a line, {words} stands there.
            return gettext("{line} is blank now", line=name)
        case "new":
            # Translators: a clause behind the title of a document. {line} is the name of a line, {words} stands there.
            return gettext("{line} is new, “{words}”", line=name, words=words)
        case "agreed":
            # Translators: a clause behind the title of a document. {line} is the name of a line, {words} stands there.
            return gettext("{line} is agreed, “{words}”", line=name, words=words)
        case "opened":
            # Translators: a clause behind the title of a document. {line} is the name of a line, {words} stands there.
            return gettext("{line} is open again, “{words}”", line=name, words=words)
    # Translators: a clause behind the title of a document. {line} is the name of a line, {words} stands there.
    return gettext("{line} now reads “{words}”", line=name, words=words)


def typed_name(story: Story, document: StoryDocument) -> str:
    """What is typed to read a document: its id in words; in another language, as nobody translates ids, its title."""
    return document.title if story.language else document.id.replace("_", " ")


def only_document(story: Story) -> str:
    """What the only document of a story is called on a key or a link; empty where there are several or none.

    The id is the author's word for it, but nobody translates ids: in another language it is the title.
    """
    if len(story.documents) != 1:
        return ""
    document = next(iter(story.documents.values()))
    return document.title if story.language else document.id.replace("_", " ").capitalize()


def document_list(story: Story) -> list[Told]:
    """Which documents there are, and what to type for each."""
    if not story.documents:
        return [told("message", gettext("This story has no documents."))]
    lines = [told("message", gettext("Documents:"))]
    for document in story.documents.values():
        # Translators: {document} is a title, {typed} what is typed to read it.
        words = gettext("{document}: type `{typed}`", document=document.title, typed=typed_name(story, document))
        lines.append(told("hint", f"  {words}"))
    return lines
