"""What the player can ask to see at any time: the place, the notebook, the bag, how things stand, the way round."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from game.engine.drawn_numbers import as_asked
from game.engine.events import FactLearned, QuestionAnswered
from game.engine.rendering import clock_time, render, render_words
from game.engine.rules import is_open
from game.localisation.lists_numbers_dates import clause_list, comma_list, labelled
from game.localisation.messages import gettext, ngettext, pgettext
from game.play.counted_answers import counted_answers
from game.play.directions_told import direction_label
from game.play.map_marks import MapMarks, map_marks
from game.play.map_wings import elsewhere_title
from game.play.narration import Told, answer_sources, minutes_in_words, passage, told
from game.play.session import Session
from game.story.model.deadlines import Deadline
from game.story.model.measures import Measure
from game.story.model.story import Fact, Person, Place, Story
from game.support.language_names import own_name
from game.support.language_tags import DEFAULT

_LAST_NOTES = 3
"""So many facts stand beside the story."""
_LOOKED_BACK = 60
"""So many turns are looked through for them: a panel that is made at every turn must not grow slower."""
_SENTENCE = re.compile(r".*?[.!?](?=\s|$)", re.DOTALL)


def look(session: Session) -> list[Told]:
    """The place in full: what one sees, who and what is there, and the ways out that are not offered below it anyway.

    Those that are offered stand among what can be done, in both clients; `exits` lists all of them.
    """
    story, state, place = session.story, session.state, session.place
    if place is None:
        return [told("message", gettext("There is nothing to look at but the story itself."))]
    lines = [told("place", f"{place.name}{whereabouts(session, place)}")]
    if place.text is not None:
        lines.extend(passage(story, place.text, state.memory, state.seed))
    people = [story.people[id_] for id_ in people_here(session)]
    if people:
        lines.append(told("hint", people_here_words(people)))
    items = [option for option in session.options if option.kind == "take"]
    if items:
        names = comma_list(story.items[item.subject].name for item in items)
        lines.append(told("hint", gettext("Lying here: {items}.", items=names)))
    offered = {option.subject for option in session.options if option.kind == "go"}
    lines.extend(ways(session, place, without=offered))
    return lines


def people_here_words(people: Iterable[Person]) -> str:
    """That these are here, with their roles."""
    named = (f"{person.name} ({person.role})" if person.role else person.name for person in people)
    # Translators: {people} are names, with what each is in parentheses.
    return gettext("Here: {people}.", people=comma_list(named))


def whereabouts(session: Session, place: Place) -> str:
    """The wing and the floor of a place, in parentheses."""
    wing = session.story.wings.get(place.wing, "")
    floor = floor_name(place.floor) if session.story.wings else ""
    inside = comma_list(part for part in (wing, floor) if part)
    return f" ({inside})" if inside else ""


def floor_name(floor: int) -> str:
    """What a floor is called."""
    if floor == 0:
        return gettext("ground floor")
    if floor > 0:
        return gettext("floor {number}", number=floor)
    return gettext("basement") if floor == -1 else gettext("basement {number}", number=-floor)


def floor_title(floor: int) -> str:
    """The same as a title."""
    name = floor_name(floor)
    return f"{name[:1].upper()}{name[1:]}"


def ways(session: Session, place: Place, without: Collection[str] = ()) -> Iterator[Told]:
    """Every way out of a place, but those in some directions."""
    story, memory = session.story, session.state.memory
    for way in place.exits:
        if way.direction in without:
            continue
        words = labelled(direction_label(way.direction), story.places[way.to].name)
        # Translators: {way} is a direction with the place to which it leads: “North: The hall”.
        yield told("hint", words if is_open(way, memory) else gettext("{way} (closed)", way=words))


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


def last_noted(session: Session) -> list[Fact]:
    """The facts that were learned last, the latest first, as they stand beside the story."""
    return list(islice(_noted_lately(session), _LAST_NOTES))


def _noted_lately(session: Session) -> Iterator[Fact]:
    """The facts that were learned in the last turns, the latest first, each once."""
    met: set[str] = set()
    for played in islice(reversed(session.played), _LOOKED_BACK):
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
                    told("message", gettext("It rests on no source."))
                ]
    return [told("message", gettext("No question has been answered yet."))]


def bag(session: Session) -> list[Told]:
    """What is carried."""
    carried = [item for item in session.story.items.values() if item.carried.get(session.state.memory)]
    if not carried:
        return [told("message", gettext("You carry nothing."))]
    lines = [told("place", gettext("You carry"))]
    for item in carried:
        about = (
            " ".join(span.words for span in render(session.story, item.about, session.state.memory, session.seed))
            if item.about
            else ""
        )
        lines.append(told("hint", labelled(item.name, about) if about else item.name))
    return lines


def time_now(session: Session) -> str:
    """The story's time as a sentence; nothing in a story without a clock."""
    clock = session.story.clock
    return gettext("It is {time}.", time=clock_time(clock.get(session.state.memory))) if clock is not None else ""


def measures(session: Session) -> list[Told]:
    """The measures that the player may see."""
    return [measure_told(session, measure) for measure in session.story.measures.values() if not measure.hidden]


def measure_told(session: Session, measure: Measure) -> Told:
    """A measure with its value, and what it stands for where the pack says so."""
    value, most = measure.slot.get(session.state.memory), measure.slot.high
    words = gettext("{measure}: {value} of {most}", measure=measure.name, value=value, most=most)
    return told("hint", f"{words}. {measure.about}" if measure.about else words)


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
        told("hint", _ahead(deadline.name, minutes_in_words(left), clock_time(deadline.at)))
        for deadline, left in deadlines_ahead(session)
    ]


def _ahead(deadline: str, duration: str, time: str) -> str:
    # Translators: {deadline} is a name of what happens then, {duration} so many hours, minutes, or both.
    return gettext("{deadline} in {duration}, at {time}.", deadline=deadline, duration=duration, time=time)


def achievements(session: Session) -> list[Told]:
    """The achievements the player has, and those still to be had; hidden ones are only counted."""
    known = session.story.achievements.values()
    if not known:
        return [told("message", gettext("This story has no achievements."))]
    memory = session.state.memory
    have = [achievement for achievement in known if achievement.achieved.get(memory)]
    lines = [told("place", gettext("Achievements: {number} of {all}", number=len(have), all=len(known)))]
    for achievement in known:
        title, text = achievement.title, achievement.text
        words = labelled(title, text) if text else title
        if achievement.achieved.get(memory):
            lines.append(told("note", words))
        elif not achievement.hidden:
            # Translators: {achievement} is its title, and what it is for.
            lines.append(told("hint", gettext("{achievement} (not yet)", achievement=words)))
    hidden = sum(achievement.hidden and not achievement.achieved.get(memory) for achievement in known)
    if hidden:
        # Translators: behind a list of achievements.
        secret = ngettext("And {number} that is a secret.", "And {number} that are a secret.", hidden)
        lines.append(told("hint", secret))
    return lines


def score(session: Session) -> tuple[int, int]:
    """How often a question was answered right, and how often one was that can be."""
    verdicts = [answered.right for _, answered in counted_answers(session)]
    return sum(verdicts), len(verdicts)


def building(session: Session) -> list[Told]:
    """The building as a list, for those who do not see a drawing: wing by wing, floor by floor, and where one is."""
    story, memory, here = session.story, session.state.memory, session.place
    if here is None:
        return [told("message", gettext("This story has no map."))]
    marks = map_marks(story, memory)
    where = f"{here.name}{whereabouts(session, here)}"
    # Translators: {place} is a name, with the part of the building and the floor in parentheses.
    spot = gettext("You are here: {place}", place=where)
    lines = [told("place", spot), *ways(session, here)]
    for wing in [*story.wings, ""]:
        places = sorted((place for place in story.places.values() if place.wing == wing), key=lambda place: place.floor)
        if places:
            named = [f"{place.name} ({comma_list(_marked(marks, place))})" for place in places]
            lines.append(told("hint", labelled(story.wings.get(wing) or elsewhere_title(), clause_list(named))))
    return lines


def _marked(marks: MapMarks, place: Place) -> list[str]:
    """On which floor a place is, and what its marks on the map say, in words."""
    words = [floor_name(place.floor)]
    words += [gettext("you are here")] * (place.id == marks.here)
    words += [pgettext("said of a place on the map", "visited")] * (place.id in marks.visited)
    words += [pgettext("said of a place on the map", "closed")] * (place.id in marks.closed)
    waiting = marks.waits.get(place.id, ())
    # Translators: said of a place on the map; {reason} is who waits there, as the pack tells it.
    return [*words, *(gettext("somebody waits: {reason}", reason=each.name) for each in waiting)]


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
    """What is invented in a story, on what it rests, and who wrote it."""
    text = story.disclaimer
    lines = list(passage(story, text, story.layout.start, 0)) if text is not None else []
    lines.extend(
        told("hint", _source(str(dossier.number), dossier.title, dossier.as_of)) for dossier in story.dossiers.values()
    )
    if story.author:
        lines.append(told("hint", gettext("Written by: {author}", author=story.author)))
    return lines


def _source(number: str, title: str, date: str) -> str:
    # Translators: {date} is when the source was as it is told here, such as “2024” or “May 2024”.
    return gettext("Source {number}: “{title}” ({date})", number=number, title=title, date=date)


def languages(story: Story) -> list[Told]:
    """The languages in which the story can be played besides this one, and how."""
    own = story.written_in or DEFAULT
    every = {own: own_name(own), **story.languages}
    others = [(code, name) for code, name in every.items() if code != (story.language or own)]
    ways = comma_list(f"{name} (--language {code})" for code, name in others)
    # Translators: {languages} are those in which the story can be played, each with what is to be typed for it.
    return [told("hint", gettext("Also in: {languages}", languages=ways))] if ways else []


def dead_end(session: Session) -> list[Told]:
    """That nothing can be done here though it is no ending, whose fault that is, and the way back."""
    words = gettext(
        "The story cannot go on here: it offers nothing to do, and this is not an ending. "
        "That is a mistake in the story, not yours."
    )
    back = gettext("There is no step to take back: this is the beginning.")
    if len(session.played) > 1:
        back = gettext(
            "`undo` takes the last step back; `story` lists all steps, and `back to` and a number leads to one."
        )
    return [told("message", words), told("hint", back)]


def ending_summary(session: Session) -> list[Told]:
    """How the play went, for its end."""
    right, asked = score(session)
    facts, whole = len(facts_noted(session)), len(session.story.facts)
    visited = sum(1 for place in session.story.places.values() if place.visits.get(session.state.memory))
    answered = gettext("Questions: {right} right of {asked} answered.", right=right, asked=asked)
    if right < asked:
        answered = " ".join((answered, gettext("`debrief` says what you missed, and why.")))
    lines = [told("hint", answered)] if asked else []
    if whole:
        noted = ngettext(
            "Notebook: {known} of {number} fact.", "Notebook: {known} of {number} facts.", whole, known=facts
        )
        lines.append(told("hint", noted))
    feats = session.story.achievements.values()
    if feats:
        have = [feat.title for feat in feats if feat.achieved.get(session.state.memory)]
        lines.append(told("hint", _achieved_words(have, len(feats))))
    places = len(session.story.places)
    if places:
        seen = ngettext(
            "Building: {seen} of {number} place.", "Building: {seen} of {number} places.", places, seen=visited
        )
        lines.append(told("hint", seen))
    return lines


def _achieved_words(have: list[str], there_are: int) -> str:
    if not have:
        return gettext("Achievements: {number} of {all}.", number=0, all=there_are)
    # Translators: {achievements} are their titles.
    return gettext(
        "Achievements: {number} of {all}: {achievements}.",
        number=len(have), all=there_are, achievements=comma_list(have),
    )  # fmt: skip
