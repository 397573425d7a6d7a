"""Why a recorded step can no longer be done, said in words that are true of the story as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.engine import EndlessLoop, Refused, State, is_over, is_stuck, options
from game.engine.guards import failed, is_used_up
from game.engine.rules import asked_question, is_open, known_facts
from game.play.narration import in_sentence, option_words, question_words
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
        words = f"the story runs in a circle there, in the scene {_named(refusal.scene)}, without a choice for you"
        return Lost(step, "circle", refusal.scene, words)
    if isinstance(refusal, Refused) and step.answer:
        said = str(refusal).rstrip(".")
        return Lost(step, "answer refused", step.asked, f"the question does not take this answer now ({said})")
    if refusal is not None and not isinstance(refusal, Refused):
        kind = type(refusal).__name__
        return Lost(step, "failed", kind, f"the game itself fails there ({kind})", error=refusal)
    if is_over(story, state) and not is_stuck(story, state):
        return Lost(step, "ended", "", "the story has come to its end by then")
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
    yield Lost(step, "unknown", step.do, f"nothing here is called that, and {_where(story, state)}")


def _answers(story: Story, state: State, step: Step, answer: str) -> Iterator[Lost]:
    question = asked_question(story, state)
    if step.asked and step.asked not in story.questions:
        yield Lost(step, "question gone", step.asked, f"the question {_named(step.asked)} is gone from the story")
    if question is None:
        yield Lost(step, "no question", step.asked, f"nothing is asked here now; {_where(story, state)}")
        return
    if step.asked and question.id != step.asked:
        words = f"another question is asked here now, “{_short(question_words(story, state, question))}”"
        yield Lost(step, "another question", question.id, words)
    if step.do == "lookup":
        yield _nothing_noted(story, state, step, question)
    if step.do == "hint":
        words = (
            "you have had every hint by then" if question.hints else "the question that is asked here has no hint now"
        )
        yield Lost(step, "no hint", question.id, words)
    yield Lost(step, "answer gone", answer, "the question that is asked here has no such answer")


def _nothing_noted(story: Story, state: State, step: Step, question: Question) -> Lost:
    looked = known_facts(story, state.memory, question)
    words = "you have looked already" if looked else "your notebook has nothing on this question now"
    return Lost(step, "nothing noted", question.id, words)


def _scenes(story: Story, state: State, step: Step, id_: str) -> Iterator[Lost]:
    scene = story.scenes.get(id_)
    if scene is None:
        yield Lost(step, "scene gone", id_, f"the scene {_named(id_)} is gone from the story")
        return
    if state.node != ROAMING:
        yield _busy(story, state, step)
    place = story.place_at(state.memory)
    if place is None or id_ not in place.scenes:
        here = f" in {in_sentence(place.name)}" if place is not None else ""
        words = f"the scene {_named(id_)} is still in the story, but it cannot be begun{here} by choosing it"
        yield Lost(step, "scene elsewhere", id_, words)
    if is_used_up(scene, state.memory):
        yield Lost(step, "scene used", id_, f"the scene {_named(id_)} happens once, and has happened already by then")
    yield Lost(step, "scene closed", id_, f"the conditions of the scene {_named(id_)} are not met here")


def _ways(story: Story, state: State, step: Step, direction: str) -> Iterator[Lost]:
    if state.node != ROAMING:
        yield _busy(story, state, step)
    place = story.place_at(state.memory)
    if place is None:
        yield Lost(step, "no way", direction, "the story has no places any more")
        return
    way = next((exit_ for exit_ in place.exits if exit_.direction == direction), None)
    if way is not None and not is_open(way, state.memory):
        words = f"the way {direction} from {in_sentence(place.name)} is closed now"
        yield Lost(step, "way closed", direction, words)
    goal = step.saw.partition(": ")[2]
    gone = goal and all(other.name != goal for other in story.places.values())
    nowhere = f", and no place is called “{_short(goal)}”" if gone else ""
    yield Lost(step, "no way", direction, f"no way leads {direction} from {in_sentence(place.name)} now{nowhere}")


def _items(story: Story, state: State, step: Step, id_: str) -> Iterator[Lost]:
    item = story.items.get(id_)
    if item is None:
        yield Lost(step, "item gone", id_, f"the item {_named(id_)} is gone from the story")
        return
    if state.node != ROAMING:
        yield _busy(story, state, step)
    place = story.place_at(state.memory)
    name = in_sentence(item.name)
    if place is None or id_ not in place.items:
        here = in_sentence(place.name) if place is not None else "any place"
        yield Lost(step, "item elsewhere", id_, f"{name} is not in {here} now")
    if item.taken is not None and {"carried", "once"}.intersection(failed(item, state.memory)):
        yield Lost(step, "item taken", id_, f"{name} has been taken already by then")
    yield Lost(step, "item closed", id_, f"the conditions for taking {name} are not met here")


def _choices(story: Story, state: State, step: Step) -> Iterator[Lost]:
    scene = step.do.partition("/")[0]
    if scene not in story.scenes:
        yield Lost(step, "scene gone", scene, f"the scene {_named(scene)} is gone from the story")
    here = _offered(story, state)
    choice = next((candidate for candidate in here if candidate.id == step.do), None)
    if choice is None:
        everywhere = (candidate for node in story.nodes if isinstance(node, Offer) for candidate in node.choices)
        if all(candidate.id != step.do for candidate in everywhere):
            words = f"there is no such choice in the scene {_named(scene)} any more"
            yield Lost(step, "choice gone", step.do, words)
        words = f"the choice is still in the story, but it does not come here: {_where(story, state)}"
        yield Lost(step, "choice elsewhere", step.do, words)
        return
    why_not = failed(choice, state.memory)
    if "once" in why_not:
        yield Lost(step, "choice used", step.do, "it can be chosen once, and has been chosen already by then")
    if "condition" not in why_not:
        yield Lost(step, "choice held back", step.do, "it is offered only where nothing else is left, and something is")
    yield Lost(step, "choice closed", step.do, "it is still in the story, but its conditions are not met here")


def _offered(story: Story, state: State) -> tuple[Choice, ...]:
    """The choices of the place in the scene where the play stands, offered now or not."""
    node = story.nodes[state.node] if state.node != ROAMING else None
    return node.choices if isinstance(node, Offer) else ()


def _busy(story: Story, state: State, step: Step) -> Lost:
    return Lost(step, "busy", "", f"it is done while walking about, and {_where(story, state)}")


def _where(story: Story, state: State) -> str:
    """Where the play stands."""
    if is_over(story, state):
        return "the story cannot go on" if is_stuck(story, state) else "the story is at its end"
    question = asked_question(story, state)
    if question is not None:
        return f"a question waits for its answer, “{_short(question_words(story, state, question))}”"
    if state.node == ROAMING:
        place = story.place_at(state.memory)
        return f"you are in {in_sentence(place.name)} and free to walk" if place is not None else "no scene is running"
    first = option_words(story, state, options(story, state)[0])
    return f"the story waits for another choice, such as “{_short(first)}”"


def _named(id_: str) -> str:
    return f"“{id_.replace('_', ' ')}”"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"
