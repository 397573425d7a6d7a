"""What the player can ask to see at any time: the place, the notebook, the bag, how things stand, the way round."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from game.engine.drawn_numbers import as_asked
from game.engine.events import FactLearned, QuestionAnswered
from game.engine.rendering import clock_time, render, render_words
from game.engine.rules import is_open
from game.play.counted_answers import counted_answers
from game.play.map_marks import MapMarks, map_marks
from game.play.narration import Told, answer_sources, minutes_in_words, passage, told
from game.play.session import Session
from game.story.model.deadlines import Deadline
from game.story.model.measures import Measure
from game.story.model.story import Fact, Place, Story
from game.support.counts import counted

_SENTENCE = re.compile(r".*?[.!?](?=\s|$)", re.DOTALL)


def look(session: Session) -> list[Told]:
    """The place in full: what one sees, who and what is there, and the ways out that are not offered below it anyway.

    Those that are offered stand among what can be done, in both clients; `exits` lists all of them.
    """
    story, state, place = session.story, session.state, session.place
    if place is None:
        return [told("message", "There is nothing to look at but the story itself.")]
    lines = [told("place", f"{place.name}{whereabouts(session, place)}")]
    if place.text is not None:
        lines.extend(passage(story, place.text, state.memory, state.seed))
    people = [story.people[id_] for id_ in people_here(session)]
    if people:
        names = ", ".join(f"{person.name} ({person.role})" if person.role else person.name for person in people)
        lines.append(told("hint", f"Here: {names}."))
    items = [option for option in session.options if option.kind == "take"]
    if items:
        lines.append(told("hint", f"Lying here: {', '.join(story.items[item.subject].name for item in items)}."))
    offered = {option.subject for option in session.options if option.kind == "go"}
    lines.extend(ways(session, place, without=offered))
    return lines


def whereabouts(session: Session, place: Place) -> str:
    """The wing and the floor of a place, in parentheses."""
    wing = session.story.wings.get(place.wing, "")
    floor = floor_name(place.floor) if session.story.wings else ""
    inside = ", ".join(part for part in (wing, floor) if part)
    return f" ({inside})" if inside else ""


def floor_name(floor: int) -> str:
    """What a floor is called."""
    if floor == 0:
        return "ground floor"
    return f"floor {floor}" if floor > 0 else "basement" if floor == -1 else f"basement {-floor}"


def ways(session: Session, place: Place, without: Collection[str] = ()) -> Iterator[Told]:
    """Every way out of a place, but those in some directions."""
    story, memory = session.story, session.state.memory
    for way in place.exits:
        if way.direction in without:
            continue
        shut = "" if is_open(way, memory) else " (closed)"
        yield told("hint", f"{way.direction.capitalize()}: {story.places[way.to].name}{shut}")


def people_here(session: Session) -> list[str]:
    """The ids of everyone who is to be met at this place: those who live here, and those with a scene here."""
    place = session.place
    if place is None:
        return []
    offered = [session.story.scenes[option.subject] for option in session.options if option.kind == "scene"]
    return list(dict.fromkeys([*place.people, *(who for scene in offered for who in scene.people)]))


def facts_noted(session: Session) -> list[Fact]:
    """Every fact in the notebook, in the order of the dossiers."""
    memory = session.state.memory
    return [fact for fact in session.story.facts.values() if fact.known.get(memory)]


def last_noted(session: Session, turns: int) -> Iterator[Fact]:
    """The facts that were learned in the last `turns` turns, the latest first, each once; no more of them is read."""
    met: set[str] = set()
    for played in islice(reversed(session.played), turns):
        for event in reversed(played.turn.events):
            if isinstance(event, FactLearned) and event.fact not in met:
                met.add(event.fact)
                yield session.story.facts[event.fact]


def last_sources(session: Session) -> list[Told]:
    """The passages on which the last answer rests that was told to be right or wrong."""
    for played in reversed(session.played):
        for event in reversed(played.turn.events):
            if isinstance(event, QuestionAnswered) and not event.again:
                question = as_asked(session.story.questions[event.question], session.seed)
                return [*answer_sources(session.story, question, quoted=True)] or [
                    told("message", "It rests on no source.")
                ]
    return [told("message", "No question has been answered yet.")]


def bag(session: Session) -> list[Told]:
    """What is carried."""
    carried = [item for item in session.story.items.values() if item.carried.get(session.state.memory)]
    if not carried:
        return [told("message", "You carry nothing.")]
    lines = [told("place", "You carry")]
    for item in carried:
        about = (
            " ".join(span.words for span in render(session.story, item.about, session.state.memory, session.seed))
            if item.about
            else ""
        )
        lines.append(told("hint", f"{item.name}{f': {about}' if about else ''}"))
    return lines


def time_now(session: Session) -> str:
    """The story's time as a sentence with a space in front; nothing in a story without a clock."""
    clock = session.story.clock
    return f" It is {clock_time(clock.get(session.state.memory))}." if clock is not None else ""


def measures(session: Session) -> list[Told]:
    """The measures that the player may see."""
    return [measure_told(session, measure) for measure in session.story.measures.values() if not measure.hidden]


def measure_told(session: Session, measure: Measure) -> Told:
    """A measure with its value, and what it stands for where the pack says so."""
    about = f". {measure.about}" if measure.about else ""
    return told("hint", f"{measure.name}: {measure.slot.get(session.state.memory)} of {measure.slot.high}{about}")


def deadlines_ahead(session: Session) -> list[tuple[Deadline, int]]:
    """The deadlines that are still to come and are told now, the next one first, with the minutes that are left."""
    story, memory = session.story, session.state.memory
    if story.clock is None or session.is_over:
        return []
    now = story.clock.get(memory)
    return [
        (deadline, deadline.at - now)
        for deadline in story.deadlines
        if deadline.at > now and (deadline.when is None or deadline.when(memory))
    ]


def deadline_lines(session: Session) -> list[Told]:
    """The deadlines ahead, with how long it is until then."""
    return [
        told("hint", f"{deadline.name} in {minutes_in_words(left)}, at {clock_time(deadline.at)}.")
        for deadline, left in deadlines_ahead(session)
    ]


def achievements(session: Session) -> list[Told]:
    """The achievements the player has, and those still to be had; hidden ones are only counted."""
    known = session.story.achievements.values()
    if not known:
        return [told("message", "This story has no achievements.")]
    memory = session.state.memory
    have = [achievement for achievement in known if achievement.achieved.get(memory)]
    lines = [told("place", f"Achievements: {len(have)} of {len(known)}")]
    for achievement in known:
        reached = achievement.achieved.get(memory)
        if reached or not achievement.hidden:
            text = f": {achievement.text}" if achievement.text else ""
            lines.append(
                told("note" if reached else "hint", f"{achievement.title}{text}{'' if reached else ' (not yet)'}")
            )
    hidden = sum(achievement.hidden and not achievement.achieved.get(memory) for achievement in known)
    if hidden:
        lines.append(told("hint", f"And {hidden} that {'is' if hidden == 1 else 'are'} a secret."))
    return lines


def score(session: Session) -> tuple[int, int]:
    """How often a question was answered right, and how often one was that can be."""
    verdicts = [answered.right for _, _, answered in counted_answers(session)]
    return sum(verdicts), len(verdicts)


def building(session: Session) -> list[Told]:
    """The building as a list, for those who do not see a drawing: wing by wing, floor by floor, and where one is."""
    story, memory, here = session.story, session.state.memory, session.place
    if here is None:
        return [told("message", "This story has no map.")]
    marks = map_marks(story, memory)
    lines = [told("place", f"You are here: {here.name}{whereabouts(session, here)}"), *ways(session, here)]
    for wing in [*story.wings, ""]:
        places = sorted((place for place in story.places.values() if place.wing == wing), key=lambda place: place.floor)
        if places:
            named = [f"{place.name} ({', '.join(_marked(marks, place))})" for place in places]
            lines.append(told("hint", f"{story.wings.get(wing, 'Elsewhere')}: {'; '.join(named)}"))
    return lines


def _marked(marks: MapMarks, place: Place) -> list[str]:
    """On which floor a place is, and what its marks on the map say, in words."""
    words = [floor_name(place.floor)]
    words += ["you are here"] * (place.id == marks.here) + ["visited"] * (place.id in marks.visited)
    words += ["closed"] * (place.id in marks.closed)
    return [*words, *(f"somebody waits: {waiting.name}" for waiting in marks.waits.get(place.id, ()))]


def disclaimer(session: Session) -> list[Told]:
    """What is invented here, and on what the story is built."""
    text = session.story.disclaimer
    return list(passage(session.story, text, session.state.memory, session.seed)) if text is not None else []


def disclaimer_in_short(story: Story) -> str:
    """The first sentence of what is invented here; empty where the pack says nothing of it."""
    text = story.disclaimer
    words = render_words(story, text, story.layout.start, 0) if text is not None else ""
    first = _SENTENCE.match(words)
    return first[0] if first is not None else words


def about_story(story: Story) -> list[Told]:
    """What is invented in a story, on what it rests, who wrote it, and in which languages there is more of it."""
    text = story.disclaimer
    lines = list(passage(story, text, story.layout.start, 0)) if text is not None else []
    lines.extend(
        told("hint", f"Source {dossier.number}: “{dossier.title}” ({dossier.as_of})")
        for dossier in story.dossiers.values()
    )
    if story.author:
        lines.append(told("hint", f"Written by: {story.author}"))
    return [*lines, *languages(story)]


def languages(story: Story) -> list[Told]:
    """The languages in which the story can be played besides this one, and how."""
    others = [(code, name) for code, name in story.languages.items() if code != story.language]
    ways = ", ".join(f"{name} (--language {code})" for code, name in others)
    return [told("hint", f"Also in: {ways}")] if ways else []


def dead_end(session: Session) -> list[Told]:
    """That nothing can be done here though it is no ending, whose fault that is, and the way back."""
    words = "The story cannot go on here: it offers nothing to do, and this is not an ending."
    lines = [told("message", f"{words} That is a mistake in the story, not yours.")]
    if len(session.played) > 1:
        back = "`undo` takes the last step back; `story` lists all steps, and `back to` and a number leads to one."
        return [*lines, told("hint", back)]
    return [*lines, told("hint", "There is no step to take back: this is the beginning.")]


def ending_summary(session: Session) -> list[Told]:
    """How the play went, for its end."""
    right, asked = score(session)
    facts, whole = len(facts_noted(session)), len(session.story.facts)
    visited = sum(1 for place in session.story.places.values() if place.visits.get(session.state.memory))
    missed = " `debrief` says what you missed, and why." if right < asked else ""
    lines = [told("hint", f"Questions: {right} right of {asked} answered.{missed}")] if asked else []
    if whole:
        lines.append(told("hint", f"Notebook: {facts} of {counted(whole, 'fact')}."))
    feats = session.story.achievements.values()
    if feats:
        have = [feat.title for feat in feats if feat.achieved.get(session.state.memory)]
        lines.append(told("hint", f"Achievements: {len(have)} of {len(feats)}{': ' * bool(have)}{', '.join(have)}."))
    if session.story.places:
        lines.append(told("hint", f"Building: {visited} of {counted(len(session.story.places), 'place')}."))
    return lines
