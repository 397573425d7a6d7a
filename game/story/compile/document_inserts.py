"""Documents in texts: `{draft}` in a paragraph of its own, `{draft.spending}` in a sentence."""

from __future__ import annotations

from typing import Protocol

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend
from game.story.compile.expression_parsing import NAMESPACES
from game.story.compile.text_context import TextNames
from game.story.model.text import DocumentInsert, Parts
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.support.similarity import nearest


class ReadingText(Protocol):
    """Whoever reads a text: its words, what there is to be named, and where findings go."""

    words: ScalarNode
    names: TextNames
    found: Diagnostics


def document_insert(inside: str, paragraph: str, offset: int, reader: ReadingText) -> Parts | None:
    """What is shown by braces that name a document or a line of it; None where they are about something else.

    `inside` is all that stands in them. They begin at `offset` in the words, in a paragraph of this text.
    """
    names, found, spot = reader.names, reader.found, reader.words.at(offset)
    document, dot, line = inside.strip().partition(".")
    if document not in names.documents:
        if not dot or document in NAMESPACES:
            return None
        if found.excuses(document):
            return ()  # it may be a document that could not be read
        near = nearest(document, names.documents)
        if near:
            report_no_line(inside, f"{near}.{line}", spot, found)
        return () if near else None
    if not dot and paragraph.strip() != f"{{{inside}}}":
        found.report(catalogue.DOCUMENT_IN_SENTENCE, spot, id=document)
    lines = names.documents[document]
    if dot and line not in lines:
        if not found.excuses(line):
            near = nearest(line, lines)
            report_no_line(inside, f"{document}.{near}" if near else "", spot, found)
        return ()
    return (DocumentInsert(document, line),)


def report_no_line(inside: str, meant: str, spot: Spot, found: Diagnostics) -> None:
    """Report braces that name no line of a document, with what is meant, if that is known."""
    suggestion = f"Did you mean `{meant}`? " if meant else "Write the id of a line of this document."
    mend = Mend(f"{{{meant}}}", f"{{{inside}}}") if meant else None
    found.report(catalogue.UNKNOWN_INSERT, spot, mend=mend, inside=inside, suggestion=suggestion)
