"""The notebook: every fact met so far. It is searched by any of its words, and each source stands once.

Nothing here says which facts a coming question asks for. What facts serve is told by what the player can see anyway:
their topics, and the lines of the documents in which they stand now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from game.engine.events import FactLearned
from game.engine.rendering import Span, facts_in_lines, quotation_span, source_mark
from game.grading.letters import bare
from game.localisation.lists_numbers_dates import clause_list, comma_list
from game.localisation.messages import gettext, ngettext, pgettext
from game.play.narration import Told, said_by, told
from game.play.reports import facts_noted
from game.play.session import Session
from game.story.model.story import Fact, Story
from game.story.model.topics import topic_name, topic_title

NotesOrder: TypeAlias = Literal["topics", "sources"]
"""How the facts are grouped: by what they are about, or by the dossier they are from."""

_ALIKE = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "“": '"', "”": '"', "\u00a0": " "})


def costs_at_question() -> str:
    """What is said to whoever wants to open the notebook while a question waits."""
    return gettext("During a question a look into the notebook has its price: type “notebook”.")


class _SearchForms(dict[int, str]):
    """What each character becomes when words are compared, worked out when a character first comes."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        form = self[code] = " " if character.isspace() else bare(character.casefold().translate(_ALIKE))
        return form


_FORMS = _SearchForms()


class CitedParagraph(NamedTuple):
    """Facts from the same paragraph of a source; `source` says which it is."""

    mark: str
    source: str
    facts: tuple[Fact, ...]


class NotesGroup(NamedTuple):
    """Paragraphs below one title."""

    title: str
    paragraphs: tuple[CitedParagraph, ...]

    @property
    def facts(self) -> list[Fact]:
        """All facts of the group."""
        return [fact for paragraph in self.paragraphs for fact in paragraph.facts]


class NewFacts(NamedTuple):
    """The ids of facts that are new to the player: of the last turn, and since the notebook was opened last."""

    last_turn: frozenset[str]
    since: frozenset[str]


def new_facts(session: Session) -> NewFacts:
    """What is new in the notebook now. `mark_read` makes it old; to whoever never had it open nothing is newer."""
    known = frozenset(fact.id for fact in facts_noted(session))
    happened = session.played[-1].turn.events
    last = known & {event.fact for event in happened if isinstance(event, FactLearned)}
    return NewFacts(last, known - session.notes_read - last if session.notes_read else frozenset())


def mark_read(session: Session, facts: Iterable[Fact]) -> None:
    """The player has seen these facts in the notebook: they are no longer new."""
    session.notes_read |= {fact.id for fact in facts}


def find_notes(session: Session, words: str = "", topic: str = "") -> list[Fact]:
    """The facts in the notebook that have all these words, wherever they stand, and are on this topic if one is given.

    A word counts wherever it stands inside another one; case, accents and the form of apostrophes do not matter.
    """
    story, wanted = session.story, wanted_words(words)
    return [
        fact
        for fact in facts_noted(session)
        if (not topic or topic in fact.topics) and all(word in _everything(story, fact) for word in wanted)
    ]


def wanted_words(words: str) -> list[str]:
    """The words that are looked for, as they are compared."""
    return search_form(words).split()


def search_form(words: str) -> str:
    """The words as they are compared: small letters without accents, one form of each dash, quote and space."""
    return words.translate(_FORMS)


def match_ranges(words: str, wanted: Iterable[str]) -> list[tuple[int, int]]:
    """Where any of the words that are looked for stands in a text: begins and ends, in order; none overlaps another."""
    plain = search_form(words)
    #: Where each character of the compared form stands in the text: one character may become several, or none.
    origin: Sequence[int] = range(len(words))
    if not words.isascii():
        origin = [index for index, character in enumerate(words) for _ in _FORMS[ord(character)]]
    found: list[tuple[int, int]] = []
    for word in wanted:
        at = plain.find(word) if word else -1
        while at >= 0:
            found.append((origin[at], origin[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


@lru_cache(maxsize=4096)
def _everything_of(fact: Fact, title: str, place: str, speaker: str, named: tuple[str, ...]) -> str:
    topics = [*named, *(topic for id_ in fact.topics for topic in (id_, id_.replace("_", " ")))]
    parts = [fact.states, fact.quote, speaker, title, place, fact.as_of]
    return search_form("\n".join([*parts, *topics, fact.id, fact.id.replace("_", " ")]))


def _everything(story: Story, fact: Fact) -> str:
    """All words by which a fact is found."""
    mark, title = source_mark(story, fact.id), story.dossiers[fact.dossier].title
    # Translators: where a fact stands, by its mark, for whoever looks for it by such words.
    place = gettext("[{mark}] paragraph {paragraph}", mark=mark, paragraph=str(fact.paragraph))
    named = tuple(topic_name(story, topic) for topic in fact.topics)
    return _everything_of(fact, title, place, said_by(fact), named)


def topic_named(session: Session, words: str) -> str:
    """The topic of the notebook that is called so, by its name or its id; empty where none is."""
    wanted = search_form(" ".join(words.split()))
    for topic in topics_in_notebook(session):
        if wanted in (search_form(topic_name(session.story, topic)), search_form(topic.replace("_", " "))):
            return topic
    return ""


def topics_in_notebook(session: Session) -> dict[str, int]:
    """Every topic with the number of facts on it in the notebook."""
    counts: dict[str, int] = {}
    for fact in facts_noted(session):
        for topic in fact.topics:
            counts[topic] = counts.get(topic, 0) + 1
    return counts


def grouped_notes(story: Story, facts: Iterable[Fact], new: NewFacts, order: NotesOrder = "topics") -> list[NotesGroup]:
    """The facts in groups, new ones first, each fact once: in the group of the topic that its dossier names first."""
    groups: dict[str, list[Fact]] = {gettext("Learned in the last turn"): [], gettext("New since you last looked"): []}
    last, since = groups.values()
    for fact in sorted(facts, key=lambda fact: _group(story, fact, order)):
        if fact.id in new.last_turn:
            last.append(fact)
        elif fact.id in new.since:
            since.append(fact)
        else:
            groups.setdefault(_group(story, fact, order), []).append(fact)
    return [NotesGroup(title, tuple(_paragraphs(story, inside))) for title, inside in groups.items() if inside]


def _group(story: Story, fact: Fact, order: NotesOrder) -> str:
    if order == "sources":
        return f"{story.dossiers[fact.dossier].number}. {story.dossiers[fact.dossier].title}"
    return topic_title(story, fact.topics[0]) if fact.topics else pgettext("facts on no topic", "Other")


def _paragraphs(story: Story, facts: Iterable[Fact]) -> Iterator[CitedParagraph]:
    """The facts by the paragraphs they are from, in the order of the dossiers."""
    by_paragraph: dict[tuple[int, int], list[Fact]] = {}
    for fact in facts:
        by_paragraph.setdefault((fact.number, fact.paragraph), []).append(fact)
    for _, inside in sorted(by_paragraph.items()):
        dossier = story.dossiers[inside[0].dossier]
        # Translators: where facts are from. {date} is the time for which it holds.
        source = gettext(
            "“{dossier}”, paragraph {paragraph}; {date}",
            dossier=dossier.title, paragraph=str(inside[0].paragraph), date=dossier.as_of,
        )  # fmt: skip
        yield CitedParagraph(source_mark(story, inside[0].id), source, tuple(inside))


def standing_lines(session: Session) -> dict[str, list[str]]:
    """By the ids of facts, the lines of the documents in which their marks stand now, by their titles."""
    found: dict[str, list[str]] = {}
    for document in session.story.documents.values():
        titles = {line.id: line.title for line in document.lines}
        for line, facts in facts_in_lines(session.story, document, session.state.memory, session.seed).items():
            for fact in facts:
                found.setdefault(fact, []).append(titles[line] or document.title)
    return found


def notebook(
    session: Session, words: str = "", topic: str = "", order: NotesOrder = "topics", new: NewFacts | None = None
) -> list[Told]:
    """The notebook, or what is in it with these words or on this topic; each source stands once below its facts.

    `new` is what counts as new, for whoever has the notebook open longer; else it is what is new now.
    """
    story, facts = session.story, find_notes(session, words, topic)
    wanted, named = " ".join(words.split()), topic_name(story, topic) if topic else ""
    if not facts:
        return [told("message", _nothing_there(named, wanted))]
    lines = [told("place", _title(len(facts), len(story.facts), named, wanted))]
    standing = standing_lines(session)
    for group in grouped_notes(story, facts, new or new_facts(session), order):
        lines.append(told("heading", f"{group.title} ({len(group.facts)})"))
        for paragraph in group.paragraphs:
            for fact in paragraph.facts:
                note = Told("note", fact_spans(story, fact, standing.get(fact.id, ())))
                seen = search_form(f"{note.words} [{paragraph.mark}] {paragraph.source} {group.title}")
                found_unseen = any(word not in seen for word in wanted_words(words))
                lines.append(Told("note", (*note.spans, *_topics(story, fact))) if found_unseen else note)
            lines.append(Told("source", (Span(f"[{paragraph.mark}]", "source"), Span(f" {paragraph.source}", ""))))
    return lines


def _nothing_there(topic: str, words: str) -> str:
    if topic and words:
        return gettext("Nothing in your notebook on {topic} with “{words}”.", topic=topic, words=words)
    if topic:
        return gettext("Nothing in your notebook on {topic}.", topic=topic)
    if words:
        return gettext("Nothing in your notebook with “{words}”.", words=words)
    return gettext("Your notebook is empty.")


def _title(count: int, there_are: int, topic: str, words: str) -> str:
    if topic and words:
        return ngettext(
            "Notebook: {number} fact on {topic} with “{words}”", "Notebook: {number} facts on {topic} with “{words}”",
            count, topic=topic, words=words,
        )  # fmt: skip
    if topic:
        return ngettext(
            "Notebook: {number} fact on {topic}", "Notebook: {number} facts on {topic}", count, topic=topic
        )  # fmt: skip
    if words:
        return ngettext(
            "Notebook: {number} fact with “{words}”", "Notebook: {number} facts with “{words}”", count, words=words
        )  # fmt: skip
    return ngettext("Notebook: {number} fact of {all}", "Notebook: {number} facts of {all}", count, all=there_are)


def _topics(story: Story, fact: Fact) -> tuple[Span, ...]:
    """What a fact is about, for one that was found by that."""
    if not fact.topics:
        return ()
    # Translators: behind a fact, what it is about.
    about = gettext("(on {topics})", topics=comma_list(topic_name(story, topic) for topic in fact.topics))
    return (Span(f" {about}", "source"),)


def fact_spans(story: Story, fact: Fact, lines: Iterable[str] = (), *, named: bool = True) -> tuple[Span, ...]:
    """What a fact says, with the words that were said, by whom and for when, as far as its source does not say so.

    `lines` are the lines of documents in which it stands now. Not `named`: it is plain already who says it.
    """
    spans = [Span(fact.states, "")]
    if fact.quote:
        spans += [Span(" ", ""), quotation_span(story, fact)]
    details = [fact.by] if named and fact.by != "article" else []
    if fact.as_of != story.dossiers[fact.dossier].as_of:
        details.append(fact.as_of)
    if details:
        spans.append(Span(f" ({clause_list(details)})", ""))
    titles = list(dict.fromkeys(lines))
    if titles:
        # Translators: behind a fact, the lines of documents in which it stands now.
        standing = gettext("(stands in: {lines})", lines=comma_list(titles))
        spans.append(Span(f" {standing}", "emphasis"))
    return tuple(spans)
