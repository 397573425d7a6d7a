"""What happens inside a turn, told from the nodes of the story as docs/format.md says, one step after the other.

The engine says where a turn leads; this says what happens on the way: which conditions failed, which sides of texts
were shown, which changes were lost at a bound. Both must come to the same states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from game.engine import State, closed_choices
from game.story.model.expressions import Formula
from game.story.model.layout import Slot
from game.story.model.story import (
    ROAMING,
    Apply,
    Ask,
    Call,
    Choice,
    Effect,
    End,
    Goto,
    Leave,
    Offer,
    Place,
    Question,
    Scene,
    ShowText,
    Story,
)
from game.story.model.text import Branch, Text, Variation
from game.story.targets.target_keys import side
from game.story.targets.text_points import TextPoint, points
from reference.conditions import Conditions

_RIGHT, _WRONG = 2, 1
_FAR = 20_000
"""Scenes in a turn of which the engine says that it ends: many more than any turn of the game can have."""


class Standing(NamedTuple):
    """Where a play stands between two turns, without what chance remembers."""

    memory: int
    node: int
    stack: tuple[int, ...]


@dataclass
class Told:
    """What happened in a turn, by the names of `check --json`.

    `closed` are conditions that failed where it made a difference, `perhaps_closed` those that failed at all. `ends` is
    where the turn can lead: to one standing, or to one for each question that chance can draw.
    """

    keys: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    perhaps_closed: set[str] = field(default_factory=set)
    ends: list[Standing] = field(default_factory=list)


class _LedTooFar(Exception):
    """More scenes were entered in the turn than the game enters."""


class Turns:
    """The turns of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.conditions = Conditions(story)
        self._points: dict[int, tuple[Text, tuple[TextPoint, ...]]] = {}

    def beginning(self, scenes: int = _FAR) -> Told:
        """The first turn. `scenes`: see `after`."""
        start = self.story.layout.start
        if self.story.start_scene:
            return self._followed(lambda turn: turn.enter(self.story.start_scene, start, ()), scenes)
        return self._followed(lambda turn: turn.settle(start, ()), scenes)

    def after(self, at: Standing, kind: str, id_: str, scenes: int = _FAR) -> Told:
        """The turn after something was done: the kind and id of an option; `right` or `wrong` for an answer in words.

        After so many `scenes` in the turn it is followed no further: it is one that the game breaks off.
        """
        return self._followed(lambda turn: turn.instruction(at, kind, id_), scenes)

    def _followed(self, begin: Callable[[_Turn], None], scenes: int) -> Told:
        turn = _Turn(self, scenes)
        try:
            begin(turn)
        except _LedTooFar:
            if scenes == _FAR:
                raise
        return turn.told

    # What is so when the player stands somewhere

    def standing(self, at: Standing, offered: Iterable[tuple[str, str]]) -> Told:
        """What is so where the player stands, with these options (kind and id, the question's answers too)."""
        told = Told()
        turn = _Turn(self, _FAR)
        turn.told = told
        story, memory = self.story, at.memory
        offered = set(offered)
        asking = story.asking.get(memory)
        if asking:
            self._asked(turn, story.questions[story.question_order[asking - 1]], memory)
        elif at.node == ROAMING and story.place is not None:
            place = story.place_at(memory)
            assert place is not None
            turn.show(place.text, "places", memory)
            self._roaming(turn, place, memory, offered)
        elif at.node != ROAMING and isinstance(offer := story.nodes[at.node], Offer):
            usual, _ = self.open_choices(offer.choices, memory)
            for choice in offer.choices:
                left = choice.again or choice.taken is None or not choice.taken.get(memory)
                matters = left and not (choice.fallback and any(usual))
                turn.condition(f"choice {choice.id}", choice.when, memory, matters)
                if ("choice", choice.id) in offered:
                    turn.show(choice.label, "scenes", memory)
            for shut in closed_choices(story, State(*at, chance=0, seed=0)):
                turn.show(shut.label, "scenes", memory)
                turn.show(shut.reason, "scenes", memory)
        return told

    def open_choices(self, choices: Iterable[Choice], memory: int) -> tuple[list[bool], list[bool]]:
        """Which choices of a list can be taken: the usual ones, and the fallbacks, if none of the others can be."""
        usual: list[bool] = []
        fallback: list[bool] = []
        for choice in choices:
            left = choice.again or choice.taken is None or not choice.taken.get(memory)
            holds = self.conditions.holds(choice.when.source, memory) if choice.when is not None else True
            (fallback if choice.fallback else usual).append(left and holds)
        return usual, fallback

    def _asked(self, turn: _Turn, question: Question, memory: int) -> None:
        turn.told.keys.add(f"question {question.id} asked")
        turn.show(question.text, "questions", memory)

    def first_met(self, at: Standing) -> Iterator[str]:
        """Whether the facts of a question that was asked just now, for the first time, are in the notebook."""
        asking = self.story.asking.get(at.memory)
        if asking:
            question = self.story.questions[self.story.question_order[asking - 1]]
            if not question.outcome.get(at.memory) and question.cites:
                known = all(self.story.facts[fact].known.get(at.memory) for fact in question.cites)
                yield f"{'met' if known else 'unmet'} {question.id}"

    def _roaming(self, turn: _Turn, place: Place, memory: int, offered: set[tuple[str, str]]) -> None:
        story = self.story
        for id_ in place.scenes:
            scene = story.scenes[id_]
            turn.condition(f"scene {id_}", scene.when, memory, scene.again or not scene.visits.get(memory))
            if ("scene", f"scene:{id_}") in offered:
                turn.show(scene.title, "scenes", memory)
        for transition in place.exits:
            turn.condition(f"exit {place.id} {transition.direction}", transition.when, memory, True)
            if ("go", f"go:{transition.direction}") in offered:
                turn.show(transition.label, "places", memory)

    def points(self, text: Text) -> tuple[TextPoint, ...]:
        """Where it depends on the play what a text shows."""
        known = self._points.get(id(text))
        if known is None:
            known = self._points[id(text)] = text, points(text)
        return known[1]


class _Turn:
    """One turn, followed."""

    def __init__(self, about: Turns, scenes: int) -> None:
        self.about, self.story, self.left = about, about.story, scenes
        self.told = Told()

    # What a player does

    def instruction(self, at: Standing, kind: str, id_: str) -> None:
        story, memory = self.story, at.memory
        match kind:
            case "choice":
                offer = story.nodes[at.node]
                assert isinstance(offer, Offer)
                chosen = next(choice for choice in offer.choices if choice.id == id_)
                self.told.keys.add(f"choice {id_}")
                if chosen.taken is not None:
                    memory = chosen.taken.put(memory, chosen.taken.get(memory) + 1)
                self.node(chosen.target, memory, at.stack)
            case "scene":
                scene = story.scenes[id_.removeprefix("scene:")]
                memory = self._open(scene, memory)
                self.node(scene.start, memory, at.stack)
            case "go":
                place = story.place_at(memory)
                assert place is not None and story.place is not None
                transition = next(way for way in place.exits if f"go:{way.direction}" == id_)
                self.told.keys.add(f"exit {place.id} {transition.direction}")
                memory = story.place.put(memory, story.places[transition.to].number)
                memory = story.arrived.put(memory, 1)
                if story.clock is not None:
                    memory = story.clock.put(memory, story.clock.get(memory) + transition.minutes)
                self.settle(memory, at.stack)
            case "take":
                item = story.items[id_.removeprefix("take:")]
                assert item.taken is not None
                memory = item.taken.put(self._set("item", item.id, item.carried, memory), 1)
                self.settle(memory, at.stack)
            case "lookup":
                memory = self._effects(story.lookup, story.looked_up.put(memory, 1))
                self._stand(memory, at.node, at.stack)
            case "hint":
                assert story.hinted is not None
                question = story.question_order[story.asking.get(memory) - 1]
                number = story.hinted.get(memory) + 1
                self.told.keys.add(f"hint {question} {number}")
                memory = self._effects(story.hint, story.hinted.put(memory, number))
                self._stand(memory, at.node, at.stack)
            case _:
                self._answer(at, kind, id_)

    def _answer(self, at: Standing, kind: str, id_: str) -> None:
        story, memory = self.story, at.memory
        question = story.questions[story.question_order[story.asking.get(memory) - 1]]
        asking = story.nodes[at.node]
        assert isinstance(asking, Ask)
        right = kind == "right" or any(f"answer:{answer.id}" == id_ and answer.right for answer in question.answers)
        if not right and kind != "pass" and question.tries > 1:
            assert story.tried is not None
            if story.tried.get(memory) < question.tries - 1:
                self._stand(story.tried.put(memory, story.tried.get(memory) + 1), at.node, at.stack)
                return
        memory = question.outcome.put(memory, _RIGHT if right else _WRONG)
        memory = self._without_help(story.asking.put(memory, 0))
        self.node(asking.right if right else asking.passed if kind == "pass" else asking.wrong, memory, at.stack)

    # What follows by itself

    def enter(self, id_: str, memory: int, stack: tuple[int, ...]) -> None:
        """A scene opens by itself or because another one leads to it."""
        self.node(*self._entered(id_, memory), stack)

    def _entered(self, id_: str, memory: int) -> tuple[int, int]:
        """The first node of a scene that opens, and the memory then."""
        if not self.left:
            raise _LedTooFar
        self.left -= 1
        scene = self.story.scenes[id_]
        return scene.start, self._open(scene, memory)

    def _open(self, scene: Scene, memory: int) -> int:
        self.told.keys.add(f"scene {scene.id}")
        return scene.visits.put(memory, scene.visits.get(memory) + 1)

    def settle(self, memory: int, stack: tuple[int, ...]) -> None:
        """The player walks about; a scene may open by itself."""
        opened, memory = self._settled(memory)
        if opened:
            self.enter(opened, memory, stack)
        else:
            self._stand(memory, ROAMING, stack)

    def _settled(self, memory: int) -> tuple[str, int]:
        story = self.story
        place = story.place_at(memory)
        if story.arrived.get(memory):
            memory = story.arrived.put(memory, 0)
            for slot in story.due:
                memory = slot.put(memory, 1)
            if place is not None:
                first = not place.visits.get(memory)
                self.told.keys.add(f"place {place.id}")
                memory = place.visits.put(memory, place.visits.get(memory) + 1)
                self.show(place.text if first else place.glance, "places", memory)
        opened = ""
        for id_ in place.arrivals if place is not None else story.arrivals:
            scene = story.scenes[id_]
            waits = (scene.again or not scene.visits.get(memory)) and (scene.due is None or scene.due.get(memory))
            holds = self.condition(f"scene {id_}", scene.when, memory, bool(waits) and not opened)
            if waits and holds and not opened:
                opened = id_
        if opened and (due := story.scenes[opened].due) is not None:
            memory = due.put(memory, 0)
        return opened, memory

    def node(self, index: int, memory: int, stack: tuple[int, ...]) -> None:
        """What happens at a node of the story, and what follows."""
        story = self.story
        while True:
            match story.nodes[index]:
                case ShowText(text, following):
                    self.show(text, "scenes", memory)
                    index = following
                case Apply(effects, following):
                    memory, index = self._effects(effects, memory), following
                case Offer(choices, following):
                    if self._offers(choices, memory):
                        return self._stand(memory, index, stack)
                    index = following
                case Ask(questions):
                    return self._ask(questions, memory, index, stack)
                case Call(scene, following):
                    stack = (*stack, following)
                    index, memory = self._entered(scene, memory)
                case Goto(scene):
                    index, memory = self._entered(scene, memory)
                case Leave() if stack:
                    index, stack = stack[-1], stack[:-1]
                case Leave():
                    opened, memory = self._settled(memory)
                    if not opened:
                        return self._stand(memory, ROAMING, ())
                    index, memory = self._entered(opened, memory)
                case End(ending):
                    self._end(ending, memory)
                    self.told.keys.add(f"ending {ending}")
                    return self._stand(memory, index, ())

    def _end(self, ending: str, memory: int) -> None:
        """The texts of an ending: its own, the epilogues of which it is one, its last."""
        self.show(self.story.endings[ending].text, "endings", memory)
        for id_, epilogue in self.story.epilogues.items():
            when, endings = epilogue.when, epilogue.endings
            if (not endings or ending in endings) and (
                when is None or self.about.conditions.holds(when.source, memory)
            ):
                self.told.keys.add(f"epilogue {id_}")
                self.show(epilogue.text, "epilogues", memory)
        self.show(self.story.endings[ending].closing, "endings", memory)

    def _offers(self, choices: tuple[Choice, ...], memory: int) -> bool:
        """Whether something of a list of choices can be offered."""
        usual, fallback = self.about.open_choices(choices, memory)
        passed_over = not any(usual) and not any(fallback)
        for choice in choices:
            # Achievements are given before anybody sees the list: what is closed in it is told where the player stands.
            left = choice.again or choice.taken is None or not choice.taken.get(memory)
            self.condition(f"choice {choice.id}", choice.when, memory, left and passed_over)
        return any(usual) or any(fallback)

    def _ask(self, questions: tuple[str, ...], memory: int, node: int, stack: tuple[int, ...]) -> None:
        story = self.story
        fresh = [question for question in questions if not story.questions[question].outcome.get(memory)] or list(
            questions
        )
        for question in fresh:
            asked = story.asking.put(self._without_help(memory), story.questions[question].number)
            self._stand(asked, node, stack)

    def _without_help(self, memory: int) -> int:
        memory = self.story.looked_up.put(memory, 0)
        for slot in (self.story.hinted, self.story.tried):
            memory = slot.put(memory, 0) if slot is not None else memory
        return memory

    def _stand(self, memory: int, node: int, stack: tuple[int, ...]) -> None:
        """The turn is over: whatever it was, achievements whose conditions hold are had now."""
        for achievement in self.story.achievements.values():
            if achievement.when is not None and self.about.conditions.holds(achievement.when.source, memory, node):
                memory = self._set("achievement", achievement.id, achievement.achieved, memory)
        self.told.ends.append(Standing(memory, node, stack))

    # Effects, texts, conditions

    def _effects(self, effects: tuple[Effect, ...], memory: int) -> int:
        for effect in effects:
            slot = effect.slot
            match effect.kind:
                case "measure" | "time" if effect.operation == "add":
                    value = slot.get(memory) + effect.amount
                    if effect.kind == "measure" and not slot.low <= value <= slot.high:
                        self.told.keys.add(f"pressed {effect.subject} {'most' if value > slot.high else 'least'}")
                    memory = slot.put(memory, value)
                case "measure" | "time":
                    memory = slot.put(memory, effect.amount)
                case "learn":
                    memory = self._set("note", effect.subject, slot, memory)
                case "give":
                    memory = self._set("item", effect.subject, slot, memory)
                case "achieve":
                    memory = self._set("achievement", effect.subject, slot, memory)
                case "lose":
                    memory = slot.put(memory, 0)
                case "move":
                    if slot.get(memory) != effect.amount:
                        memory = self.story.arrived.put(slot.put(memory, effect.amount), 1)
        return memory

    def _set(self, kind: str, id_: str, slot: Slot, memory: int) -> int:
        if not slot.get(memory):
            self.told.keys.add(f"{kind} {id_}")
        return slot.put(memory, 1)

    def condition(self, key: str, when: Formula | None, memory: int, matters: bool) -> bool:
        """Whether a condition holds where it stands; `matters`: it decides something here."""
        if when is None or self.about.conditions.holds(when.source, memory):
            return True
        self.told.perhaps_closed.add(f"closed {key}")
        if matters:
            self.told.closed.add(f"closed {key}")
        return False

    def show(self, text: object, section: str, memory: int) -> None:
        """The sides of a text that are shown."""
        if isinstance(text, Text):
            self._sides(text.id, section, self.about.points(text), memory)

    def _sides(self, text: str, section: str, some: tuple[TextPoint, ...], memory: int) -> None:
        for point in some:
            for index in self._shown(point.part, memory):
                self.told.keys.add(side("", section, text, point.number, index))
                self._sides(text, section, point.inside[index], memory)

    def _shown(self, part: Branch | Variation, memory: int) -> Iterable[int]:
        if isinstance(part, Branch):
            return (0 if self.about.conditions.holds(part.when.source, memory) else 1,)
        count = len(part.alternatives)
        if part.order == "shuffle":
            return range(count)
        slot = self.story.layout.get(part.counter)
        times = max(slot.get(memory) - part.first, 0) if slot is not None else 0
        return (min(times, count - 1) if part.order == "sequence" else times % count,)
