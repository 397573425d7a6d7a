"""What there is to see and to do once a play is over: how it went, where it turned, whom one never met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from game.engine.rendering import clock_time
from game.localisation.lists_numbers_dates import clause_list, comma_list, out_of, quotation
from game.localisation.messages import gettext, ngettext
from game.play import reports
from game.play.debriefing import debriefing
from game.play.narration import Told, in_sentence, the_end, told
from game.play.reading_documents import typed_name
from game.play.seen import Seen, seen_by_player
from game.play.session import Session
from game.play.stakes import Stakes, stakes
from game.play.story_points import so_far
from game.play.telling_seen import end_of_play
from game.play.turning_points import TurningPoint, turning_points
from game.questions.debriefings import TopicTally
from game.story.model.story import End, Person, Story

_HINTS = 2
_ONE_DAY = 6 * 60


def how_it_went_label() -> str:
    """What is chosen after an ending to see how the play went."""
    return gettext("How it went, and where it turned")


class HowItWent(NamedTuple):
    """How a play went that is over.

    `title` is that of its ending, `stakes` what stands then, `turned` where it turned. `topics` are those of the
    questions that have a verdict, the one with most misses first.
    """

    title: str
    stakes: Stakes
    turned: tuple[TurningPoint, ...]
    topics: tuple[TopicTally, ...]


class NeverMet(NamedTuple):
    """People whom a player never met: how many of how many, and in words where a few of them may be, without names."""

    dark: int
    people: int
    hints: tuple[str, ...]


def how_it_went(session: Session) -> HowItWent:
    """How this play went."""
    topics = sorted(debriefing(session).topics, key=lambda topic: topic.right - topic.asked)
    return HowItWent(
        title_of_the_end(session),
        stakes(session),
        tuple(turning_points(session)),
        tuple(topics),
    )


def title_of_the_end(session: Session) -> str:
    """What the ending is called at which a play stands."""
    node = session.story.nodes[session.state.node]
    return (session.story.endings[node.ending].title if isinstance(node, End) else "") or the_end()


def turned_words(point: TurningPoint) -> str:
    """What was done at a fork, for a list."""
    if not point.is_miss:
        return quotation(point.done)
    if not point.done:
        return gettext("A question given up")
    return gettext("A wrong answer: “{answer}”", answer=point.done)


def turned_because(point: TurningPoint) -> str:
    """What it brought, and whether going back can change it; empty where neither is to be said."""
    # Translators: the last of a few clauses on what an answer brought: going back does not change the answer.
    stands = (gettext("your answer stands"),) if point.stands else ()
    return clause_list((*(words.rstrip(".") for words in point.brought), *stands))


def turned_time(point: TurningPoint) -> str:
    """The time of day of a fork; empty in a story without a clock."""
    return clock_time(point.time) if point.time is not None else ""


def never_met(session: Session, seen: Seen) -> NeverMet:
    """Whom a player never met. The hints begin with people at places where the player has been in this play."""
    story = session.story
    dark = [person for id_, person in story.people.items() if id_ not in seen.met]
    hints = dict.fromkeys(_whereabouts(session, dark))
    return NeverMet(len(dark), len(story.people), tuple(hints)[:_HINTS])


def _whereabouts(session: Session, people: list[Person]) -> Iterator[str]:
    """Where each may be: first by places where the player has been, then by parts of the building."""
    story, memory = session.story, session.state.memory
    places = [story.places[person.at] for person in people if person.at in story.places]
    near = [in_sentence(place.name) for place in places if place.visits.get(memory)]
    wings = [in_sentence(story.wings[place.wing]) for place in places if place.wing in story.wings]
    # Translators: one of the people whom the player never met is at this place.
    yield from (gettext("somebody at {place}", place=name) for name in near)
    # Translators: one of the people whom the player never met is in this part of the building.
    yield from (gettext("somebody in {wing}", wing=name) for name in wings)


def never_met_words(found: NeverMet) -> str:
    """The same in a sentence; empty in a story without people."""
    if not found.people:
        return ""
    if not found.dark:
        return gettext("You have met everybody there is to meet.")
    if not found.hints:
        return ngettext(
            "You never met {missed} of {number} person.", "You never met {missed} of {number} people.",
            found.people, missed=found.dark,
        )  # fmt: skip
    # Translators: {hints} say where a few of them may be, such as “somebody at the quay, somebody in the north wing”.
    return ngettext(
        "You never met {missed} of {number} person: {hints}.", "You never met {missed} of {number} people: {hints}.",
        found.people, missed=found.dark, hints=comma_list(found.hints),
    )  # fmt: skip


def endings_in_words(story: Story, seen: Seen | None) -> str:
    """How many endings the player has seen, in a few words; empty where there is only one. None: not known yet."""
    there_are = len(story.endings)
    if there_are < 2:
        return ""
    if seen is None:
        return ngettext("One of {number} ending", "One of {number} endings", there_are)
    return ngettext(
        "{seen} of {number} ending seen", "{seen} of {number} endings seen", there_are, seen=len(seen.endings)
    )  # fmt: skip


def topic_bars(topics: Iterable[TopicTally], length: int = 10) -> Iterator[tuple[str, str, str]]:
    """For each topic its name, a bar of `length` characters, and how many answers were right of how many."""
    for topic in topics:
        full = round(length * topic.right / topic.asked)
        yield topic.name, f"{'█' * full}{'·' * (length - full)}", out_of(topic.right, topic.asked)


def told_after_the_end(session: Session, plays: Path | None) -> list[Told]:
    """All of it in words, for who cannot see a page; and last what can be typed."""
    seen, found = seen_by_player(session, plays), how_it_went(session)
    lines = end_of_play(session, seen)
    for group in found.stakes.groups:
        # Translators: {group} is what lines of a document are called together.
        settled = ngettext(
            "{group}: {settled} of {number} line settled.", "{group}: {settled} of {number} lines settled.",
            group.total, group=group.label, settled=group.settled,
        )  # fmt: skip
        lines.append(told("hint", settled))
    lines.extend(reports.measures(session))
    lines.extend(told("hint", _turned(point)) for point in found.turned)
    met = never_met_words(never_met(session, seen))
    if met:
        lines.append(told("hint", met))
    return [*lines, told("message", _what_to_type(session))]


def _turned(point: TurningPoint) -> str:
    time = turned_time(point)
    because = turned_because(point)
    deed = f"{turned_words(point)} ({because})" if because else turned_words(point)
    # Translators: {deed} is a choice in quotation marks, or “A wrong answer: …”; in parentheses what it brought.
    words = gettext("It turned: {deed}.", deed=deed)
    if time:
        # Translators: {deed} is a choice in quotation marks, or “A wrong answer: …”; in parentheses what it brought.
        words = gettext("It turned at {time}: {deed}.", time=time, deed=deed)
    back = gettext("`back to {number}` returns there.", number=str(point.number))
    return f"{words} {back}"


def _what_to_type(session: Session) -> str:
    story = session.story
    documents = tuple(story.documents.values())
    deeds: list[str] = []
    if story.questions:
        # Translators: one of a list with commas between them: “You can go on: {deeds}.”
        deeds.append(gettext("`debrief` says what you missed"))
    if len(documents) == 1:
        # Translators: one of such a list. {document} is the name of the only document, as it is typed.
        deeds.append(gettext("`{document}` shows what stands there", document=typed_name(story, documents[0])))
    elif documents:
        # Translators: one of a list with commas between them: “You can go on: {deeds}.”
        deeds.append(gettext("`documents` shows what stands there"))
    # Translators: one of a list with commas between them: “You can go on: {deeds}.”
    deeds.append(gettext("`picture` saves a picture of all this"))
    if len(so_far(session).points) > 1:
        # Translators: one of a list with commas between them: “You can go on: {deeds}.”
        deeds.append(gettext("`story` leads back to any step"))
    # Translators: one of a list with commas between them: “You can go on: {deeds}.”
    deeds.append(gettext("`restart` begins anew"))
    # Translators: the last of a list with commas between them: “You can go on: {deeds}.”
    deeds.append(gettext("`quit` leaves"))
    # Translators: {deeds} is the list of what can be typed, each with what it does.
    return gettext("You can go on: {deeds}.", deeds=comma_list(deeds))


def new_play_words(story: Story) -> str:
    """What a new play of this story is called: a day, where its clock runs for most of one."""
    clock = story.clock
    is_a_day = clock is not None and clock.high - clock.low >= _ONE_DAY
    return gettext("New day") if is_a_day else gettext("New game")
