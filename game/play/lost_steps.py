"""Why a recorded step can no longer be done, said in words that are true of the story as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.engine import EndlessLoop, Refused, State, is_over, is_stuck, options
from game.engine.guards import failed, is_used_up
from game.engine.rules import asked_question, is_open, known_facts
from game.localisation.lists_numbers_dates import quotation
from game.localisation.messages import gettext
from game.play.narration import in_sentence, question_words
from game.play.option_naming import option_words
from game.play.way_words import whither
from game.record.journal import Step
from game.story.model.story import ROAMING, Choice, Offer, Question, Story

StoryChange: TypeAlias = Literal[
    "ended", "circle", "choice gone", "choice elsewhere", "choice used", "choice held back", "choice closed",
    "scene gone", "scene elsewhere", "scene used", "scene closed", "busy", "no way", "way closed",
    "item gone", "item elsewhere", "item taken", "item closed", "question gone", "another question", "no question",
    "answer gone", "answer refused", "nothing noted", "no hint", "failed", "unknown",
]  # fmt: skip
"""What happened to a step. `gone`: no longer in the story; `elsewhere`: not where the step was done; `used`: possible
once only, and done already; `closed`: what it needs is not the case; `held back`: offered when nothing else is left;
`failed`: the game itself does, which should not be."""


class Lost(NamedTuple):
    """A step that does not hold, why, and the reason in words that can stand behind a colon.

    `subject` is the id of what the reason speaks of. `number` counts the steps from 1; `behind` is how many steps
    came after it. `error` is what the game failed with.
    """

    step: Step
    change: StoryChange
    subject: str
    reason: str
    number: int = 0
    behind: int = 0
    error: Exception | None = None

    @property
    def called(self) -> str:
        """What the player did, in the player's words."""
        return self.step.answer or self.step.saw or self.step.do


def lost(story: Story, state: State, step: Step, refusal: Exception | None = None) -> Lost:
    """Why the step cannot be done in this state. `refusal` is what was raised when it was tried."""
    if isinstance(refusal, EndlessLoop):
        # Translators: this and all other reasons stand behind a colon: “Step 3, “Go”, is not possible now: {reason}.”
        # {scene} is its name in the pack, in quotation marks.
        words = gettext(
            "the story runs in a circle there, in the scene {scene}, without a choice for you",
            scene=_named(refusal.scene),
        )
        return Lost(step, "circle", refusal.scene, words)
    if isinstance(refusal, Refused) and step.answer:
        said = str(refusal).rstrip(".")
        # Translators: {reason} is a sentence without its full stop.
        words = gettext("the question does not take this answer now ({reason})", reason=said)
        return Lost(step, "answer refused", step.asked, words)
    if refusal is not None and not isinstance(refusal, Refused):
        kind = type(refusal).__name__
        # Translators: {error} is the name of a kind of error of the programming language.
        return Lost(step, "failed", kind, gettext("the game itself fails there ({error})", error=kind), error=refusal)
    if is_over(story, state) and not is_stuck(story, state):
        return Lost(step, "ended", "", gettext("the story has come to its end by then"))
    return next(_reasons(story, state, step))


def _reasons(story: Story, state: State, step: Step) -> Iterator[Lost]:
    kind, _, subject = step.do.partition(":")
    if step.answer or kind in ("answer", "lookup", "hint", "pass"):
        yield from _answers(story, state, step, subject)
    elif kind == "scene":
        yield from _scenes(story, state, step, subject)
    elif kind == "go":
        yield from _ways(story, state, step, subject)
    elif kind == "take":
        yield from _items(story, state, step, subject)
    elif "/" in step.do:
        yield from _choices(story, state, step)
    # Translators: {situation} is a clause that says where the play stands, such as “you are in the hall and free to
    # walk” or “the story is at its end”.
    words = gettext("nothing here is called that, and {situation}", situation=_where(story, state))
    yield Lost(step, "unknown", step.do, words)


def _answers(story: Story, state: State, step: Step, answer: str) -> Iterator[Lost]:
    question = asked_question(story, state)
    if step.asked and step.asked not in story.questions:
        words = gettext("the question {question} is gone from the story", question=_named(step.asked))
        yield Lost(step, "question gone", step.asked, words)
    if question is None:
        # Translators: {situation} is a clause, such as “the story is at its end”.
        words = gettext("nothing is asked here now; {situation}", situation=_where(story, state))
        yield Lost(step, "no question", step.asked, words)
        return
    if step.asked and question.id != step.asked:
        asked = _short(question_words(story, state, question))
        words = gettext("another question is asked here now, “{question}”", question=asked)
        yield Lost(step, "another question", question.id, words)
    if step.do == "lookup":
        yield _nothing_noted(story, state, step, question)
    if step.do == "hint":
        words = gettext("the question that is asked here has no hint now")
        if question.hints:
            words = gettext("you have had every hint by then")
        yield Lost(step, "no hint", question.id, words)
    yield Lost(step, "answer gone", answer, gettext("the question that is asked here has no such answer"))


def _nothing_noted(story: Story, state: State, step: Step, question: Question) -> Lost:
    looked = known_facts(story, state.memory, question)
    words = gettext("your notebook has nothing on this question now")
    if looked:
        words = gettext("you have looked already")
    return Lost(step, "nothing noted", question.id, words)


def _scenes(story: Story, state: State, step: Step, id_: str) -> Iterator[Lost]:
    scene = story.scenes.get(id_)
    if scene is None:
        yield _scene_gone(step, id_)
        return
    if state.node != ROAMING:
        yield _busy(story, state, step)
    place, named = story.place_at(state.memory), _named(id_)
    if place is None:
        words = gettext("the scene {scene} is still in the story, but it cannot be begun by choosing it", scene=named)
        yield Lost(step, "scene elsewhere", id_, words)
    elif id_ not in place.scenes:
        words = gettext(
            "the scene {scene} is still in the story, but it cannot be begun in {place} by choosing it",
            scene=named, place=in_sentence(place.name),
        )  # fmt: skip
        yield Lost(step, "scene elsewhere", id_, words)
    if is_used_up(scene, state.memory):
        words = gettext("the scene {scene} happens once, and has happened already by then", scene=named)
        yield Lost(step, "scene used", id_, words)
    yield Lost(step, "scene closed", id_, gettext("the conditions of the scene {scene} are not met here", scene=named))


def _scene_gone(step: Step, id_: str) -> Lost:
    return Lost(step, "scene gone", id_, gettext("the scene {scene} is gone from the story", scene=_named(id_)))


def _ways(story: Story, state: State, step: Step, direction: str) -> Iterator[Lost]:
    if state.node != ROAMING:
        yield _busy(story, state, step)
    place = story.place_at(state.memory)
    if place is None:
        yield Lost(step, "no way", direction, gettext("the story has no places any more"))
        return
    way = next((exit_ for exit_ in place.exits if exit_.direction == direction), None)
    here, where_to = in_sentence(place.name), whither(direction)
    if way is not None and not is_open(way, state.memory):
        words = gettext("the way {where_to} from {place} is closed now", where_to=where_to, place=here)
        yield Lost(step, "way closed", direction, words)
    goal = step.saw.partition(": ")[2]
    if goal and all(other.name != goal for other in story.places.values()):
        words = gettext(
            "no way leads {where_to} from {place} now, and no place is called “{name}”",
            where_to=where_to, place=here, name=_short(goal),
        )  # fmt: skip
    else:
        words = gettext("no way leads {where_to} from {place} now", where_to=where_to, place=here)
    yield Lost(step, "no way", direction, words)


def _items(story: Story, state: State, step: Step, id_: str) -> Iterator[Lost]:
    item = story.items.get(id_)
    if item is None:
        yield Lost(step, "item gone", id_, gettext("the item {item} is gone from the story", item=_named(id_)))
        return
    if state.node != ROAMING:
        yield _busy(story, state, step)
    place = story.place_at(state.memory)
    name = in_sentence(item.name)
    if place is None:
        yield Lost(step, "item elsewhere", id_, gettext("{item} is not in any place now", item=name))
    elif id_ not in place.items:
        words = gettext("{item} is not in {place} now", item=name, place=in_sentence(place.name))
        yield Lost(step, "item elsewhere", id_, words)
    if item.taken is not None and {"carried", "once"}.intersection(failed(item, state.memory)):
        yield Lost(step, "item taken", id_, gettext("{item} has been taken already by then", item=name))
    yield Lost(step, "item closed", id_, gettext("the conditions for taking {item} are not met here", item=name))


def _choices(story: Story, state: State, step: Step) -> Iterator[Lost]:
    scene = step.do.partition("/")[0]
    if scene not in story.scenes:
        yield _scene_gone(step, scene)
    here = _offered(story, state)
    choice = next((candidate for candidate in here if candidate.id == step.do), None)
    if choice is None:
        everywhere = (candidate for node in story.nodes if isinstance(node, Offer) for candidate in node.choices)
        if all(candidate.id != step.do for candidate in everywhere):
            words = gettext("there is no such choice in the scene {scene} any more", scene=_named(scene))
            yield Lost(step, "choice gone", step.do, words)
        # Translators: {situation} is a clause, such as “the story is at its end”.
        words = gettext(
            "the choice is still in the story, but it does not come here: {situation}", situation=_where(story, state)
        )
        yield Lost(step, "choice elsewhere", step.do, words)
        return
    why_not = failed(choice, state.memory)
    if "once" in why_not:
        words = gettext("it can be chosen once, and has been chosen already by then")
        yield Lost(step, "choice used", step.do, words)
    if "condition" not in why_not:
        words = gettext("it is offered only where nothing else is left, and something is")
        yield Lost(step, "choice held back", step.do, words)
    words = gettext("it is still in the story, but its conditions are not met here")
    yield Lost(step, "choice closed", step.do, words)


def _offered(story: Story, state: State) -> tuple[Choice, ...]:
    """The choices of the place in the scene where the play stands, offered now or not."""
    node = story.nodes[state.node] if state.node != ROAMING else None
    return node.choices if isinstance(node, Offer) else ()


def _busy(story: Story, state: State, step: Step) -> Lost:
    # Translators: {situation} is a clause, such as “a question waits for its answer, “Where is it?””.
    words = gettext("it is done while walking about, and {situation}", situation=_where(story, state))
    return Lost(step, "busy", "", words)


def _where(story: Story, state: State) -> str:
    """Where the play stands."""
    if is_over(story, state):
        return gettext("the story cannot go on") if is_stuck(story, state) else gettext("the story is at its end")
    question = asked_question(story, state)
    if question is not None:
        asked = _short(question_words(story, state, question))
        return gettext("a question waits for its answer, “{question}”", question=asked)
    if state.node == ROAMING:
        place = story.place_at(state.memory)
        if place is None:
            return gettext("no scene is running")
        return gettext("you are in {place} and free to walk", place=in_sentence(place.name))
    first = _short(option_words(story, state, options(story, state)[0]))
    return gettext("the story waits for another choice, such as “{choice}”", choice=first)


def _named(id_: str) -> str:
    return quotation(id_.replace("_", " "))


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"
