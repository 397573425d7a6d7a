"""Where one is, who is there, which ways lead on, whom one has met, how things stand, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import events
from game.engine.rendering import RenderedParagraph, Span, render, render_words, source_mark
from game.localisation.lists_numbers_dates import and_list, clause_list, comma_list, labelled, quotation
from game.localisation.messages import gettext, pgettext
from game.play import reports
from game.play.naming import tokens, told_now
from game.play.narration import Told, in_sentence, told
from game.play.notebook import costs_at_question, fact_spans, search_form, wanted_words
from game.play.session import Session
from game.play.stakes import settled_told
from game.story.model.position_variables import scenes_of_nodes
from game.story.model.story import ROAMING, Story
from game.story.model.text import NamedText
from game.support.kept_by_identity import KeptByIdentity


def where(session: Session) -> list[Told]:
    """The place, its part of the building, the time, and the ways out."""
    place = session.place
    if place is None:
        return [told("message", gettext("This story has no places."))]
    name = f"{place.name}{reports.whereabouts(session, place)}"
    # Translators: {place} is a name, with the part of the building and the floor in parentheses.
    words = gettext("You are here: {place}.", place=name)
    time = reports.time_now(session)
    return [told("hint", f"{words} {time}" if time else words), *reports.ways(session, place)]


def who(session: Session) -> list[Told]:
    """Everybody who is to be met here."""
    here = [session.story.people[id_] for id_ in present(session)]
    if not here:
        return [told("message", gettext("Nobody in particular is here to talk to."))]
    return [told("hint", reports.people_here_words(here))]


def exits(session: Session) -> list[Told]:
    """Every way out."""
    place = session.place
    if place is None:
        return [told("message", gettext("This story has no places."))]
    return list(reports.ways(session, place)) or [told("message", gettext("There is no way out of here."))]


def present(session: Session) -> list[str]:
    """The ids of those whom one can speak to now: in a scene those who take part in it, then those of the place."""
    return list(dict.fromkeys([*_company(session), *reports.people_here(session)]))


def _company(session: Session) -> list[str]:
    """The ids of those who are in what goes on: they take part in the scene that runs, or have spoken up in it.

    A meeting goes on through several scenes. Whoever spoke in one of them still sits there, until one is elsewhere.
    """
    scene = running_scene(session)
    if not scene:
        return []
    spoke = [
        paragraph.speaker
        for shown in _shown_here(session)
        for paragraph in reversed(_paragraphs(session, shown))
        if paragraph.speaker
    ]
    return list(dict.fromkeys([*session.story.scenes[scene].people, *reversed(spoke)]))


def _shown_here(session: Session) -> Iterator[events.TextShown]:
    """Each text that was shown since one is here, the latest first; in a scene, since one last walked about."""
    stops = (events.Arrived, events.Moved) if session.is_roaming else (events.Arrived, events.Moved, events.SceneEnded)
    for number, played in enumerate(reversed(session.played)):
        if number and played.turn.state.node == ROAMING and not session.is_roaming:
            return
        for event in reversed(played.turn.events):
            if isinstance(event, events.TextShown):
                yield event
            elif isinstance(event, stops):
                return


def _paragraphs(session: Session, shown: events.TextShown) -> tuple[RenderedParagraph, ...]:
    return render(session.story, shown.text, shown.memory, session.seed)


def is_read_of(session: Session, names: list[str]) -> bool:
    """Whether all these words stand in a paragraph that was to be read since one is here, the place among it."""
    wanted = {name.removesuffix("s") for name in names}
    return any(wanted <= {token.removesuffix("s") for token in tokens(text)} for text in _read_here(session))


def _read_here(session: Session) -> Iterator[str]:
    """What was to be read since one is here, paragraph by paragraph, and what the place looks like now."""
    place = session.place
    if place is not None and place.text is not None:
        yield render_words(session.story, place.text, session.state.memory, session.seed)
    for shown in _shown_here(session):
        yield from (paragraph.words for paragraph in _paragraphs(session, shown))


def occupation(session: Session) -> str:
    """What one is in the middle of, as a sentence has it: the title of the scene that runs, or with whom one is."""
    story, scene = session.story, running_scene(session)
    title = story.scenes[scene].title if scene else None
    words = render_words(story, title, session.state.memory, session.seed).strip() if title is not None else ""
    if words:
        return quotation(words)
    names = [story.people[id_].name for id_ in _company(session)]
    # Translators: what the player is in the middle of, where it has no title: “you are in the middle of something”.
    return gettext("something with {people}", people=and_list(names[:3])) if names else gettext("something")


class _Owners:
    """The scene to which each node of a story belongs."""

    def __init__(self, story: Story) -> None:
        self.story, self.scene_of = story, scenes_of_nodes(story)


_owners = KeptByIdentity(_Owners).of


def running_scene(session: Session) -> str:
    """The scene that runs, by its id; empty while one walks about."""
    return "" if session.is_roaming else _owners(session.story).scene_of.get(session.state.node, "")


def people_seen(story: Story, event: events.Event) -> set[str]:
    """The ids of those whom one meets by this: it is their scene or their place, or they speak."""
    match event:
        case events.SceneBegan(scene):
            return set(story.scenes[scene].people)
        case events.Arrived(place):
            return set(story.places[place].people)
        case events.TextShown(text):
            return {paragraph.speaker for paragraph in text.paragraphs} & story.people.keys()
        case _:
            return set()


def met(session: Session) -> list[str]:
    """The ids of all whom one has met: in a scene of theirs, at their place, or because they spoke.

    The order is that of the story.
    """
    story, known = session.story, set(present(session))
    for played in session.played:
        for event in played.turn.events:
            known |= people_seen(story, event)
    return [id_ for id_ in story.people if id_ in known]


def people(session: Session, words: str = "") -> list[Told]:
    """Everybody whom one has met, where they are, whether they are real; then who is quoted in the notebook.

    `words`: only those of whom all these words are told. While a question waits nothing is told of what was said: a
    look into the notebook has its price.
    """
    story = session.story
    wanted = wanted_words(words)
    parts = [*_met_told(session), *_quoted_told(session)]
    shown = [
        part for part in parts if all(word in search_form(" ".join(line.words for line in part)) for word in wanted)
    ]
    known = met(session)
    count = gettext("People: you have met {number} of {all}", number=len(known), all=len(story.people))
    lines = [told("place", count)] if story.people else []
    if not story.people and not parts:
        return [told("message", gettext("There is nobody to meet in this story."))]
    if wanted and not shown:
        nobody = gettext("Nobody you have met or read of with “{words}”.", words=" ".join(words.split()))
        return [*lines, told("message", nobody)]
    for part in shown:
        lines.extend(part)
    if session.question is not None and any(fact.by != "article" for fact in reports.facts_noted(session)):
        quoted = gettext("What is quoted is in your notebook.")
        lines.append(told("hint", f"{quoted} {costs_at_question()}"))
    return lines


def _met_told(session: Session) -> Iterator[list[Told]]:
    """For each of those whom one has met: who they are, where, what one could ask, what the notebook has of them."""
    story, here = session.story, present(session)
    for id_ in met(session):
        person = story.people[id_]
        place = story.places.get(person.at)
        spot = in_sentence(place.name) if place is not None else ""
        if id_ in here:
            # Translators: behind a colon, where somebody is.
            spot = pgettext("where somebody is", "here")
        # Translators: in parentheses behind the name of somebody.
        kind = gettext("a real person") if person.real else pgettext("a person of the story", "invented")
        about = f" ({clause_list(part for part in (person.role, kind) if part)}){labelled('', spot) if spot else ''}"
        lines = [Told("note", (Span(person.name, "strong"), Span(about, "")))]
        lines.extend(topic_line(session, id_) if id_ in here else ())
        lines.extend(_said(session, person.name) if person.real else ())
        yield lines


def _quoted_told(session: Session) -> Iterator[list[Told]]:
    """For each of those whose words are in the notebook and whom nobody meets in the story: what they said."""
    if session.question is not None:
        return
    met_here = {person.name for person in session.story.people.values() if person.real}
    names = dict.fromkeys(fact.by for fact in reports.facts_noted(session))
    title = [told("heading", gettext("Quoted in your notebook"))]
    for name in names:
        if name != "article" and name not in met_here:
            yield [*title, Told("note", (Span(name, "strong"),)), *_said(session, name)]
            title = []


def _said(session: Session, name: str) -> list[Told]:
    """What somebody said, as the notebook has it."""
    if session.question is not None:
        return []
    story = session.story
    return [
        Told("hint", (*fact_spans(story, fact, named=False), Span(f" [{source_mark(story, fact.id)}]", "source")))
        for fact in reports.facts_noted(session)
        if fact.by == name
    ]


def sights(session: Session) -> list[NamedText]:
    """What can be looked at now: in the scene that runs, then at the place."""
    scene, place = running_scene(session), session.place
    in_scene = session.story.scenes[scene].look if scene else ()
    return told_now(session, [*in_scene, *(place.look if place is not None else ())])


def topics_of(session: Session, person: str) -> list[NamedText]:
    """What one can ask somebody about now."""
    return told_now(session, session.story.people[person].asked_about)


def topic_line(session: Session, person: str) -> list[Told]:
    """One line that names what one could ask somebody about; none where there is nothing."""
    names = [topic.names[0] for topic in topics_of(session, person)]
    if not names:
        return []
    name = session.story.people[person].name
    return [told("hint", gettext("You could ask {person} about: {topics}.", person=name, topics=comma_list(names)))]


def at_stake(session: Session) -> list[Told]:
    """How late it is and what comes next, the measures that the player may see, and what is settled in the document."""
    time = reports.time_now(session)
    lines = [told("hint", time)] if time else []
    return [*lines, *reports.deadline_lines(session), *reports.measures(session), *settled_told(session)]


def standing(session: Session) -> list[Told]:
    """What is at stake, and the count of questions answered and of facts noted."""
    right, asked = reports.score(session)
    noted, facts = len(reports.facts_noted(session)), len(session.story.facts)
    counts = gettext(
        "Questions: {right} right of {asked} answered. Facts: {known} of {all}.",
        right=right, asked=asked, known=noted, all=facts,
    )  # fmt: skip
    return [*at_stake(session), told("hint", counts)]


def goals(session: Session) -> list[Told]:
    """What is at stake, and where to see what can be done."""
    listed = gettext("Nothing is to be done any more.")
    if session.options:
        listed = gettext("What you can do now is listed below.")
    more = gettext("`people`, `exits` and `notes` say whom, where and what you know.")
    return [*at_stake(session), told("hint", f"{listed} {more}")]
