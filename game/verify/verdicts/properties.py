"""What is proved of a story: every property there is, by the name of what it asks about.

A property is about something that either has to be possible (`can`: a scene opens) or never has to happen (`never`: a
measure goes beyond its bounds); what an author promises can also be about what can still follow. Its `key` is the name
of that: of a mark (`game.verify.system.observers`), of an event, or of a transition (`key_of_event`,
`key_of_transition`), or one of those below that are about the whole story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.engine.compiled_effects import MAX_SCENES_IN_A_TURN
from game.engine.events import (
    Achieved,
    Arrived,
    Ended,
    EpilogueTold,
    Event,
    FactLearned,
    HintShown,
    ItemReceived,
    SceneBegan,
)
from game.engine.instructions import Assign, Increment
from game.story.model.story import Apply, Ask, Offer, Story
from game.story.model.yaml_nodes import Spot
from game.story.targets.survey import Thing
from game.story.targets.target_keys import exit_, hint, target_key
from game.verify.system.elements import Location, Transition
from game.verify.system.observers import Observation

SOFT_LOCK, DEADLOCK, DIVERGENCE = "no way to an ending", "dead end", "endless"
"""What never has to happen in any story: no ending can be reached; nothing can be done; the story goes on by itself."""

Quantifier: TypeAlias = Literal["can", "never", "still", "leads"]
"""`can`: it has to be possible. `never`: it must never happen. Of what can still follow: from where it is demanded it
has to be possible (`still`); and nobody who goes on gets past it (`leads`)."""
Weight: TypeAlias = Literal["error", "warning", "remark"]


class Property(NamedTuple):
    """What is to be proved.

    `says` is the sentence that then is true, `denies` the one that is true when it is refuted; `kind` groups properties
    in reports, and `about` is the id of the thing. `weight` is how bad it is when it is refuted: a remark is only told.
    """

    key: str
    kind: str
    about: str
    wanted: Quantifier
    weight: Weight
    says: str
    denies: str
    spot: Spot | None = None
    inside: str = ""


TOLD_KINDS = frozenset(
    ("scenes", "choices", "places", "exits", "items", "achievements", "endings", "epilogues", "notes", "hints")
)
"""The kinds of properties that are about what every story tells, with no observer."""


def key_of_event(event: Event | Observation) -> str:
    """What an event is called in the keys of properties; empty for one that no property asks about."""
    match event:
        case Observation(name):
            return name
        case SceneBegan(scene):
            return target_key("scene", scene)
        case Ended(ending):
            return target_key("ending", ending)
        case EpilogueTold(epilogue):
            return target_key("epilogue", epilogue)
        case Arrived(place):
            return target_key("place", place)
        case ItemReceived(item):
            return target_key("item", item)
        case Achieved(achievement):
            return target_key("achievement", achievement)
        case FactLearned(fact):
            return f"note {fact}"
        case HintShown(question, number):
            return hint(question, number)
    return ""


def key_of_change(change: Assign | Increment) -> str:
    """What is told of a change is called in the keys of properties; empty for nothing."""
    match change.emits or ("", ""):
        case "learn", subject:
            return key_of_event(FactLearned(subject))
        case "give", subject:
            return key_of_event(ItemReceived(subject))
        case "achieve", subject:
            return key_of_event(Achieved(subject))
    return ""


def key_of_transition(story: Story, here: Location, transition: Transition) -> str:
    """What an open transition is called in the keys of properties; empty for one that no property asks about."""
    if transition.kind == "choice":
        return target_key("choice", transition.id)
    return exit_(story.place_order[here.key.place], transition.subject) if transition.kind == "go" else ""


def properties_of(story: Story, things: Iterable[Thing] = ()) -> tuple[Property, ...]:
    """Every property of a story. `things` are those of its pack, with their spots."""
    things = tuple(things)
    spots = {thing.key: thing.spot for thing in things}
    inside = {thing.key: thing.inside for thing in things}
    found = [
        *(_whole() if story.endings else _loops()),
        *_things(story, spots),
        *_texts(things),
        *_wordings(things),
        *_questions(story, spots),
    ]
    found += [*_notes(story), *_measures(story), *_conditions(story, spots)]
    return tuple(
        dict.fromkeys(
            property_._replace(inside=property_.inside or inside.get(property_.key, "")) for property_ in found
        )
    )


def _whole() -> Iterator[Property]:
    yield Property(
        SOFT_LOCK, "story", "", "never", "error", "From every situation some ending can be reached.",
        "There are situations from which no ending can be reached any more.",
    )  # fmt: skip
    yield Property(
        DEADLOCK, "story", "", "never", "error", "As long as the story is not over there is something to do.",
        "There are situations in which nothing can be done, and the story is not over.",
    )  # fmt: skip
    yield from _loops()


def _loops() -> Iterator[Property]:
    yield Property(
        DIVERGENCE, "story", "", "never", "error", "The story never goes on for ever without the player.",
        f"The story can go from scene to scene without the player, in a circle or through more than "
        f"{MAX_SCENES_IN_A_TURN:,} of them: there the game gives up.",
    )  # fmt: skip


def _can(
    key: str, kind: str, about: str, thing: str, done: str, spot: Spot | None, weight: Weight = "error"
) -> Property:
    return Property(key, kind, about, "can", weight, f"{thing} can be {done}.", f"{thing} can never be {done}.", spot)


def _things(story: Story, spots: dict[str, Spot]) -> Iterator[Property]:
    for scene in story.scenes.values():
        key = target_key("scene", scene.id)
        yield _can(key, "scenes", scene.id, f"The scene `{scene.id}`", "opened",
                   spots.get(key) or Spot(scene.file, scene.line, 1))  # fmt: skip
    for node in story.nodes:
        if isinstance(node, Offer):
            for choice in node.choices:
                key = target_key("choice", choice.id)
                yield _can(key, "choices", choice.id, f"The choice `{choice.id}`", "taken", spots.get(key))
    for place in story.places.values():
        key = target_key("place", place.id)
        yield _can(key, "places", place.id, f"The place `{place.id}`", "visited", spots.get(key))
        for transition in place.exits:
            key = exit_(place.id, transition.direction)
            way = f"The way {transition.direction} from `{place.id}`"
            yield _can(key, "exits", f"{place.id} {transition.direction}", way, "gone", spots.get(key))
    for item in story.items.values():
        key = target_key("item", item.id)
        yield _can(key, "items", item.id, f"The item `{item.id}`", "had", spots.get(key))
    for achievement in story.achievements.values():
        key = target_key("achievement", achievement.id)
        yield _can(key, "achievements", achievement.id, f"The achievement `{achievement.id}`", "had", spots.get(key))
    for ending in story.endings.values():
        key = target_key("ending", ending.id)
        yield _can(key, "endings", ending.id, f"The ending `{ending.id}`", "reached", spots.get(key))
    for epilogue in story.epilogues:
        key = target_key("epilogue", epilogue)
        yield _can(key, "epilogues", epilogue, f"The epilogue `{epilogue}`", "told", spots.get(key))


def _texts(things: Iterable[Thing]) -> Iterator[Property]:
    for thing in things:
        # What a right or a wrong answer is told, and a hint, are shown by the clients, not by the story.
        by_clients = ".because " in thing.key or thing.inside.startswith("hint ")
        if thing.kind == "text" and not by_clients:
            yield _can(thing.key, "texts", thing.name, f"The text {thing.name}", "shown", thing.spot, "warning")


def _wordings(things: Iterable[Thing]) -> Iterator[Property]:
    for thing in things:
        if thing.kind == "wording":
            yield _can(thing.key, "wordings", thing.name, f"The wording {thing.name}", "read", thing.spot, "warning")


def _questions(story: Story, spots: dict[str, Spot]) -> Iterator[Property]:
    asked = {id_ for node in story.nodes if isinstance(node, Ask) for id_ in node.questions}
    for question in story.questions.values():
        if question.id not in asked:
            continue
        key = f"question {question.id} asked"
        spot = spots.get(key)
        yield _can(key, "questions", question.id, f"The question `{question.id}`", "asked", spot)
        for number in range(1, len(question.hints) + 1):
            shown = hint(question.id, number)
            thing = f"Hint {number} of `{question.id}`"
            yield _can(shown, "hints", f"{question.id} {number}", thing, "shown", spots.get(shown) or spot)._replace(
                inside=key
            )
        if not question.cites:
            continue
        facts = " and ".join(f"`{id_}`" for id_ in question.cites)
        yield Property(
            f"met {question.id}", "fair questions", question.id, "can", "error",
            f"{facts} can be met before `{question.id}` is asked.",
            f"The question `{question.id}` is unfair: nobody can have met {facts} when it is asked for the first time.",
            spot, key,
        )  # fmt: skip
        yield Property(
            f"unmet {question.id}", "questions that nobody is asked unprepared", question.id, "never", "remark",
            f"Whoever is asked `{question.id}` has met {facts}.",
            f"Who has not met {facts} can be asked `{question.id}` all the same.", spot, key,
        )  # fmt: skip


def _notes(story: Story) -> Iterator[Property]:
    cited = {id_ for question in story.questions.values() for id_ in question.cites}
    emitted = {
        effect.subject
        for node in story.nodes if isinstance(node, Apply)
        for effect in node.effects if effect.kind == "learn"
    }  # fmt: skip
    for id_ in story.facts:
        if id_ in emitted or id_ in cited:
            yield _can(f"note {id_}", "notes", id_, f"The fact `{id_}`", "found", None)


def _measures(story: Story) -> Iterator[Property]:
    for measure in story.measures.values():
        if measure.stops_at_bounds:
            continue
        for edge, bound in (("most", measure.slot.high), ("least", measure.slot.low)):
            yield Property(
                f"pressed {measure.id} {edge}", "measures", measure.id, "never", "warning",
                f"`{measure.id}` never has to go beyond {bound}, its {edge}.",
                f"`{measure.id}` can be {bound}, its {edge}, and be changed further: what goes beyond is lost.",
            )  # fmt: skip


def _conditions(story: Story, spots: dict[str, Spot]) -> Iterator[Property]:
    def closed(key: str, source: str) -> Property:
        return Property(
            f"closed {key}", "conditions", key, "can", "remark", f"The condition of the {key} is not always true.",
            f"The condition `{source}` of the {key} is always true where it stands.", spots.get(key),
            key,
        )  # fmt: skip

    for node in story.nodes:
        for choice in node.choices if isinstance(node, Offer) else ():
            if choice.when is not None:
                yield closed(target_key("choice", choice.id), choice.when.source)
    for place in story.places.values():
        for transition in place.exits:
            if transition.when is not None:
                yield closed(exit_(place.id, transition.direction), transition.when.source)
        for id_ in (*place.scenes, *place.arrivals):
            when = story.scenes[id_].when
            if when is not None:
                yield closed(target_key("scene", id_), when.source)
