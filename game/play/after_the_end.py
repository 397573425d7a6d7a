"""What there is to see and to do once a play is over: how it went, where it turned, whom one never met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from game.engine.rendering import clock_time
from game.play import reports
from game.play.debriefing import debriefing
from game.play.narration import THE_END, Told, in_sentence, told
from game.play.seen import Seen, seen_by_player
from game.play.session import Session
from game.play.stakes import Stakes, stakes
from game.play.story_points import so_far
from game.play.telling_seen import end_of_play
from game.play.turning_points import TurningPoint, turning_points
from game.questions.debriefings import TopicTally
from game.story.model.story import End, Person, Story
from game.support.counts import counted

HOW_IT_WENT = "How it went, and where it turned"
"""What is chosen after an ending to see how the play went."""

_HINTS = 2
_ONE_DAY = 6 * 60


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
    return (session.story.endings[node.ending].title if isinstance(node, End) else "") or THE_END


def turned_words(point: TurningPoint) -> str:
    """What was done at a fork, for a list."""
    if not point.is_miss:
        return f"“{point.done}”"
    return f"A wrong answer: “{point.done}”" if point.done else "A question given up"


def turned_because(point: TurningPoint) -> str:
    """What it brought, and whether going back can change it; empty where neither is to be said."""
    stands = ("your answer stands",) if point.stands else ()
    return "; ".join((*(words.rstrip(".") for words in point.brought), *stands))


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
    yield from (f"somebody at {in_sentence(place.name)}" for place in places if place.visits.get(memory))
    yield from (f"somebody in {in_sentence(story.wings[place.wing])}" for place in places if place.wing in story.wings)


def never_met_words(found: NeverMet) -> str:
    """The same in a sentence; empty in a story without people."""
    if not found.people:
        return ""
    if not found.dark:
        return "You have met everybody there is to meet."
    hints = f": {', '.join(found.hints)}" if found.hints else ""
    return f"You never met {found.dark} of {counted(found.people, 'person', 'people')}{hints}."


def endings_in_words(story: Story, seen: Seen | None) -> str:
    """How many endings the player has seen, in a few words; empty where there is only one. None: not known yet."""
    there_are = len(story.endings)
    if there_are < 2:
        return ""
    return f"{len(seen.endings)} of {there_are} endings seen" if seen is not None else f"One of {there_are} endings"


def topic_bars(topics: Iterable[TopicTally], length: int = 10) -> Iterator[tuple[str, str, str]]:
    """For each topic its name, a bar of `length` characters, and how many answers were right of how many."""
    for topic in topics:
        full = round(length * topic.right / topic.asked)
        yield topic.name, f"{'█' * full}{'·' * (length - full)}", f"{topic.right} of {topic.asked}"


def told_after_the_end(session: Session, plays: Path | None) -> list[Told]:
    """All of it in words, for who cannot see a page; and last what can be typed."""
    seen, found = seen_by_player(session, plays), how_it_went(session)
    lines = end_of_play(session, seen)
    for group in found.stakes.groups:
        lines.append(told("hint", f"{group.label}: {group.settled} of {counted(group.total, 'line')} settled."))
    lines.extend(reports.measures(session))
    lines.extend(told("hint", _turned(point)) for point in found.turned)
    met = never_met_words(never_met(session, seen))
    if met:
        lines.append(told("hint", met))
    return [*lines, told("message", _what_to_type(session))]


def _turned(point: TurningPoint) -> str:
    time = turned_time(point)
    because = turned_because(point)
    words = f"It turned{f' at {time}' if time else ''}: {turned_words(point)}{f' ({because})' if because else ''}"
    return f"{words}. `back to {point.number}` returns there."


def _what_to_type(session: Session) -> str:
    story = session.story
    ids = tuple(story.documents)
    document = ids[0].replace("_", " ") if len(ids) == 1 else "documents"
    deeds = [
        "`debrief` says what you missed" if story.questions else "",
        f"`{document}` shows what stands there" if ids else "",
        "`picture` saves a picture of all this",
        "`story` leads back to any step" if len(so_far(session).points) > 1 else "",
        "`restart` begins anew",
        "`quit` leaves",
    ]
    return f"You can go on: {', '.join(deed for deed in deeds if deed)}."


def new_play_words(story: Story) -> str:
    """What a new play of this story is called: a day, where its clock runs for most of one."""
    clock = story.clock
    return "New day" if clock is not None and clock.high - clock.low >= _ONE_DAY else "New game"
