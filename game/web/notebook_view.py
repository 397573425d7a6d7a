"""The page of the notebook: every fact met so far in groups, each source once, found by any word or by topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.play.notebook import (
    NotesOrder,
    fact_spans,
    find_notes,
    grouped_notes,
    match_ranges,
    new_facts,
    standing_lines,
    topics_in_notebook,
    wanted_words,
)
from game.play.session import Session
from game.story.model.topics import topic_name
from game.web.shown_lines import ShownSpan, shown_spans


class NoteTopic(NamedTuple):
    """A topic with how many facts on it are in the notebook."""

    id: str
    name: str
    facts: int
    is_chosen: bool


class SourceNotes(NamedTuple):
    """Facts from one paragraph of a source; `mark` is that of the paragraph."""

    mark: str
    source: str
    facts: tuple[tuple[ShownSpan, ...], ...]


class ShownNotes(NamedTuple):
    """Facts below one title, and how many they are."""

    title: str
    facts: int
    paragraphs: tuple[SourceNotes, ...]


class NotebookPage(NamedTuple):
    """The notebook, or what was looked for in it: `found` facts of `noted`, of `whole` that there are.

    `has_price`: a question waits, so nothing is shown here; `can_look` whether a look is offered for its price.
    """

    words: str
    order: NotesOrder
    found: int
    noted: int
    whole: int
    topics: tuple[NoteTopic, ...]
    groups: tuple[ShownNotes, ...]
    has_price: bool
    can_look: bool


def notebook_page(session: Session, query: Mapping[str, str]) -> NotebookPage:
    """The notebook with what these fields of an address ask for: words (`about`), a `topic`, an `order`."""
    story, words = session.story, query.get("about", "")
    noted = len(find_notes(session))
    if session.question is not None:
        can_look = any(option.kind == "lookup" for option in session.options)
        return NotebookPage("", "topics", 0, noted, len(story.facts), (), (), True, can_look)
    there = topics_in_notebook(session)
    topic = query.get("topic", "") if query.get("topic") in there else ""
    order: NotesOrder = "sources" if query.get("order") == "sources" else "topics"
    facts = find_notes(session, words, topic)
    standing, wanted = standing_lines(session), wanted_words(words)
    groups = tuple(
        ShownNotes(
            group.title,
            len(group.facts),
            tuple(
                SourceNotes(
                    paragraph.mark,
                    paragraph.source,
                    tuple(
                        with_found(shown_spans(fact_spans(story, fact, standing.get(fact.id, ()))), wanted)
                        for fact in paragraph.facts
                    ),
                )
                for paragraph in group.paragraphs
            ),
        )
        for group in grouped_notes(story, facts, new_facts(session), order)
    )
    topics = tuple(NoteTopic(id_, topic_name(story, id_), count, id_ == topic) for id_, count in sorted(there.items()))
    return NotebookPage(words, order, len(facts), noted, len(story.facts), topics, groups, False, False)


def with_found(spans: Sequence[ShownSpan], wanted: list[str]) -> tuple[ShownSpan, ...]:
    """The spans with what is looked for in spans of their own."""
    if not wanted:
        return tuple(spans)
    marked: list[ShownSpan] = []
    for span in spans:
        at = 0
        for begin, end in match_ranges(span.words, wanted):
            marked += [span._replace(words=span.words[at:begin]), ShownSpan(span.words[begin:end], "found")]
            at = end
        marked.append(span._replace(words=span.words[at:]))
    return tuple(span for span in marked if span.words)
