"""What a play reaches, noted turn by turn. Only the story is needed for it: no file is read, nothing is loaded again.

What is kept grows with the story and not with the play: turns themselves are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import events
from game.engine.rendering import chosen
from game.engine.rules import closed_choices, options, prices
from game.engine.state import Option, State
from game.play.history import Played
from game.story.model.document_wordings import BLANK_LINE, standing_wording
from game.story.model.documents import StoryDocument
from game.story.model.story import Apply, Ask, Offer, ShowText, Story
from game.story.model.text import Text
from game.story.targets import target_keys
from game.story.targets.target_keys import OutcomeKey
from game.story.targets.text_points import TextPoint, points


class Recorder:
    """Notes in `reached` what the turns of a play reached, by the names of `target_keys`."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.reached: set[str] = set()
        self._points: dict[str, tuple[TextPoint, ...]] = {}
        self._asking: dict[int, str] = {}

    def take(self, before: State | None, played: Played) -> None:
        """Note a turn. `before` is the state in which it began; None for the first turn of a play."""
        step, turn = played
        state = turn.state
        if before is not None and step is not None and step.do:
            self._did(before, step.do)
        happened = turn.events
        for index, event in enumerate(happened):
            match event:
                case events.TextShown(text, memory):
                    self._text(_section(self.story, happened, index), text, memory, state.seed)
                case events.SceneBegan(scene):
                    self._note(target_keys.target_key("scene", scene))
                case events.Arrived(place, _):
                    self._note(target_keys.target_key("place", place))
                case events.ItemReceived(item):
                    self._note(target_keys.target_key("item", item))
                case events.Achieved(achievement):
                    self._note(target_keys.target_key("achievement", achievement))
                case events.EpilogueTold(epilogue):
                    self._note(target_keys.target_key("epilogue", epilogue))
                case events.Ended(ending):
                    self._note(target_keys.target_key("ending", ending))
                case events.QuestionAsked(question):
                    self._note(target_keys.question(question, "asked"))
                    self._text("questions", self.story.questions[question].text, state.memory, state.seed)
                case events.HintShown(question, number):
                    self._note(target_keys.hint(question, number))
                    self._text("questions", self.story.questions[question].hints[number - 1], state.memory, state.seed)
                case events.QuestionAnswered():
                    passed = step is not None and step.do == "pass"
                    self._answered(event, "passed" if passed else self._result(event, before), before, state)
                case _:
                    pass
        for option in options(self.story, state):
            self._offered(option, state)
        for closed in closed_choices(self.story, state):
            self._text("scenes", closed.label, state.memory, state.seed)
            self._text("scenes", closed.reason, state.memory, state.seed)
        for price in prices(self.story, state):
            self._text("scenes", price, state.memory, state.seed)
        for document in self.story.documents.values():
            self._document(document, state)

    def _note(self, key: str) -> None:
        self.reached.add(key)

    def _did(self, before: State, option: str) -> None:
        kind, colon, subject = option.partition(":")
        if not colon and "/" in option:
            self._note(target_keys.target_key("choice", option))
        elif kind == "go":
            place = self.story.place_at(before.memory)
            if place is not None:
                self._note(target_keys.exit_(place.id, subject))

    def _result(self, event: events.QuestionAnswered, before: State | None) -> OutcomeKey:
        """How an answer went: partly right only where something else follows that."""
        node = self.story.nodes[before.node] if before is not None else None
        if event.right:
            return "right"
        return "partly" if isinstance(node, Ask) and node.partly is not None and event.credit > 0 else "wrong"

    def _answered(self, event: events.QuestionAnswered, result: OutcomeKey, before: State | None, state: State) -> None:
        question = self.story.questions[event.question]
        if not event.again:
            self._note(target_keys.question(question.id, result))
        for answer in question.answers:
            if answer.id == event.answer:
                self._note(target_keys.answer(question.id, answer.id))
                if answer.because is not None:
                    self._text("questions", answer.because, state.memory, state.seed)
        if event.again:
            return
        if question.because is not None:
            self._text("questions", question.because, state.memory, state.seed)
        if before is None:
            return
        asking = self.asking_steps().get(before.node)
        node = self.story.nodes[before.node]
        if asking is not None and isinstance(node, Ask):
            self._note(target_keys.outcome(asking, result))
            if result == "passed" and node.passed == node.wrong:  # nothing of its own follows who gives up
                self._note(target_keys.outcome(asking, "wrong"))

    def _offered(self, option: Option, state: State) -> None:
        if option.kind == "choice":
            self._note(target_keys.offered(option.id))
        if isinstance(option.label, Text):
            self._text("places" if option.kind == "go" else "scenes", option.label, state.memory, state.seed)

    def _document(self, document: StoryDocument, state: State) -> None:
        """What can be read in a document now."""
        if document.text is not None:
            self._text("documents", document.text, state.memory, state.seed)
        for line in document.lines:
            wording = standing_wording(line, state.memory)
            text = wording.text if wording is not None else line.blank
            if text is not None:
                self._note(target_keys.wording(document.id, line.id, wording.id if wording is not None else BLANK_LINE))
                self._text("documents", text, state.memory, state.seed)

    def _text(self, section: str, text: Text, memory: int, seed: int) -> None:
        found = self._points.get(f"{section} {text.id}")
        if found is None:
            found = self._points[f"{section} {text.id}"] = points(text)
        for number, side in point_shown(self.story, found, memory, seed) if found else ():
            self._note(target_keys.side(self.story.language, section, text.id, number, side))

    def asking_steps(self) -> dict[int, str]:
        """Every node that asks, with the id of the text of the step to which it belongs."""
        if not self._asking:
            self._asking.update(_asking_nodes(self.story))
        return self._asking


def _section(story: Story, happened: tuple[events.Event, ...], index: int) -> str:
    """Where the text of this passage is defined: a scene, a place and an ending may have one id, and so their texts.

    The text of a place follows the arrival there, and that of an epilogue its beginning.
    """
    before = happened[index - 1] if index else None
    if isinstance(before, events.Arrived):
        return "places"
    if isinstance(before, events.EpilogueTold):
        return "epilogues"
    shown = happened[index]
    ended = next((event for event in happened if isinstance(event, events.Ended)), None)
    if ended is not None and isinstance(shown, events.TextShown) and shown.text in story.endings[ended.ending].texts:
        return "endings"
    return "scenes"


def _asking_nodes(story: Story) -> Iterator[tuple[int, str]]:
    found: dict[int, str] = {}

    def follow(node: int, text: str) -> None:
        # A step shows, then changes, then asks; what follows a step never begins with any of these.
        while isinstance(here := story.nodes[node], ShowText | Apply):
            node = here.next
        if isinstance(here, Ask) and node not in found:
            found[node] = text
            follow(here.right, f"{text}.right")
            follow(here.wrong, f"{text}.wrong")
            follow(here.passed, f"{text}.passed")
            if here.partly is not None:
                follow(here.partly, f"{text}.partly")

    for scene in story.scenes.values():
        follow(scene.start, f"{scene.id}.text")
    for offer in story.nodes:
        if isinstance(offer, Offer):
            for choice in offer.choices:
                follow(choice.target, f"{choice.id}.text")
    return iter(found.items())


def point_shown(story: Story, found: tuple[TextPoint, ...], memory: int, seed: int) -> Iterator[tuple[int, int]]:
    """The number of each point that is passed when the text is shown in this memory, with the side that is shown."""
    for point in found:
        side = chosen(story, point.part, memory, seed)
        yield point.number, side
        yield from point_shown(story, point.inside[side], memory, seed)
