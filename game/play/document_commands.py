"""Typed words that mean a document of the story, which can be read at any time."""

from __future__ import annotations

from game.play.command_types import Command, Say, Show
from game.play.command_words import LOOK
from game.play.naming import named, tokens
from game.play.reading_documents import document_list
from game.play.session import Session


def document_called(session: Session, words: str) -> Command | None:
    """The document whose id or title these words are, and nothing else; or the only one, or a list, if any is meant."""
    documents = session.story.documents
    said = tokens(words)
    if said[:1] and (said[0] in LOOK or said[0] in ("read", "open", "show")):
        said = said[1:]
    if said in (["document"], ["documents"]):
        return Show("document", next(iter(documents))) if len(documents) == 1 else Say(document_list(session.story))
    if said[:1] == ["document"]:
        said = said[1:]
    called = (id_ for id_, document in documents.items() if said in (tokens(document.title), id_.split("_")))
    meant = next(called, None) if said else None
    return Show("document", meant) if meant is not None else None


def document_by_words(session: Session, about: list[str]) -> Command | None:
    """The document whose title or id has all these words."""
    meant = named({id_: document.title for id_, document in session.story.documents.items()}, about) if about else None
    return Show("document", meant) if meant is not None else None
