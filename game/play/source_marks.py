"""What stands behind a mark such as [2.3]: only what the player has met, or has read the mark of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.engine.drawn_numbers import as_asked
from game.engine.events import HintShown, QuestionAnswered, QuestionAsked, TextShown
from game.engine.rendering import Span, facts_in_lines, facts_marked_in, quotation_span, source_mark
from game.localisation.messages import gettext
from game.play.narration import Told, because_of, told
from game.play.session import Session
from game.story.model.story import Fact
from game.story.model.text import DocumentInsert, Text, walk

#: The words of a mark: two numbers, in brackets or behind a word; in brackets a name may stand before them.
_TYPED = re.compile(
    r"(?:(?:sources?|marks?|facts?|passages?)\s+)?\[(?:[^\[\]]{0,80},\s*)?(\d{1,3}\.\d{1,4})\]"
    r"|(?:sources?|marks?|facts?|passages?)\s+(\d{1,3}\.\d{1,4})",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,3}\.\d{1,4}")


def mark_typed(words: str, *, bare: bool = False) -> str:
    """The mark that is typed, such as `2.3`; empty where none is. `bare`: it may stand without brackets or a word."""
    found = _TYPED.fullmatch(words.strip())
    if found is not None:
        return found[1] or found[2]
    return words.strip() if bare and _BARE.fullmatch(words.strip()) else ""


def source_told(session: Session, mark: str) -> list[Told]:
    """The facts of the paragraph with this mark that the player has met, or whose mark was shown; else a sentence.

    It does not say whether there is more in the paragraph.
    """
    story, memory = session.story, session.state.memory
    there = [fact for fact in story.facts.values() if source_mark(story, fact.id) == mark]
    unknown = {fact.id for fact in there if not fact.known.get(memory)}
    shown = _shown(session, unknown) if unknown else set()
    facts = [fact for fact in there if fact.id not in unknown or fact.id in shown]
    if not facts:
        return [told("message", gettext("Nothing that you have met so far has the mark [{mark}].", mark=mark))]
    dossier = story.dossiers[facts[0].dossier]
    # Translators: the heading of what stands in a paragraph of a source.
    heading = gettext(
        "[{mark}] “{dossier}”, paragraph {paragraph}",
        mark=mark, dossier=dossier.title, paragraph=str(facts[0].paragraph),
    )  # fmt: skip
    lines = [told("place", heading)]
    for fact in facts:
        quote = (Span(" ", ""), quotation_span(story, fact)) if fact.quote else ()
        lines.append(Told("note", (Span(fact.states, ""), *quote)))
        lines.append(told("hint", _whence(fact, noted=fact.id not in unknown)))
    return lines


def _whence(fact: Fact, *, noted: bool) -> str:
    if fact.by == "article":
        # Translators: who says it, and the time for which it holds.
        words = gettext("The article; {date}.", date=fact.as_of)
    else:
        # Translators: who says it, and the time for which it holds. {speaker} is a name.
        words = gettext("{speaker}, as the article tells; {date}.", speaker=fact.by, date=fact.as_of)
    return words if noted else " ".join((words, gettext("Not in your notebook.")))


def _shown(session: Session, wanted: set[str]) -> set[str]:
    """Those of the facts whose marks stand in a text that was shown, or in a document as it stands."""
    found: set[str] = set()
    for text, memory in _texts(session):
        if text.facts() & wanted or any(isinstance(part, DocumentInsert) for part in walk(text)):
            found |= facts_marked_in(session.story, text, memory, session.seed)
    for played in session.played:
        for event in played.turn.events:
            if isinstance(event, QuestionAnswered) and not event.again:
                found.update(session.story.questions[event.question].cites)
    for document in session.story.documents.values():
        lines = facts_in_lines(session.story, document, session.state.memory, session.seed)
        found = found.union(*lines.values())
    return found & wanted


def _texts(session: Session) -> Iterator[tuple[Text, int]]:
    """Every text that was shown, with the memory of which it spoke; some of them more than once."""
    story = session.story
    for played in session.played:
        memory = played.turn.state.memory
        for event in played.turn.events:
            match event:
                case TextShown(text, then):
                    yield text, then
                case QuestionAsked(question):
                    yield story.questions[question].text, memory
                case HintShown(question, number):
                    yield story.questions[question].hints[number - 1], memory
                case QuestionAnswered(question):
                    asked = as_asked(story.questions[question], session.seed)
                    reasons = (because_of(asked, event), None if event.again else asked.because)
                    yield from ((text, memory) for text in reasons if text is not None)
