"""The rules of the game: what can be done where, and what follows from doing it.

This is the one definition of what a choice does. It says so in instructions (`game.engine.instructions`), which the
game carries out and tells, the simulator carries out without a word, and whoever wants to prove something can reason
about.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import events
from game.engine.comeback_instructions import Comebacks
from game.engine.guards import expressions, guards_of
from game.engine.instructions import (
    Assign,
    DrawQuestion,
    Emit,
    EmitFrom,
    EmitText,
    EndTurn,
    EnterScene,
    GuardFailed,
    If,
    Increment,
    Instruction,
    Instructions,
    Jump,
    Move,
    PushReturn,
    Return,
    Settle,
)
from game.story.model import story as program
from game.story.model.comeback import ChooseReturning
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.story.model.layout import Slot
from game.story.model.story import (
    NEITHER,
    PARTLY,
    RIGHT,
    ROAMING,
    WRONG,
    Apply,
    Ask,
    Call,
    Choice,
    Effect,
    Ending,
    Goto,
    Leave,
    Offer,
    Place,
    Question,
    Scene,
    Story,
)
from game.story.model.text import Text


class Rules:
    """The rules of one story, made as they are asked for. A move has a number, which stays the same."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.moves: list[Move] = []
        self.places = tuple(story.place_order)
        self._comebacks = Comebacks(story, story.comeback) if story.comeback is not None else None
        self._offered: dict[tuple[int, int], tuple[int, ...]] = {}

    # Where a player can stand, and what can be done there

    def at_place(self, number: int) -> tuple[int, ...]:
        """The moves of a player who walks about at the place with this number."""
        return self._numbered((ROAMING, number), self._roaming)

    def at_offer(self, node: int) -> tuple[int, ...]:
        """The moves of a player who stands at this offer."""
        return self._numbered((node, 0), self._choosing)

    def at_question(self, node: int, number: int) -> tuple[int, ...]:
        """The moves of a player who is asked the question with this number (from 1 on) at this node.

        Among them are `right` and `wrong`, in the end, whatever kind of question it is, and before them `partly`
        where something else follows an answer that is partly right.
        """
        return self._numbered((node, number), self._answering)

    def _numbered(self, where: tuple[int, int], moves: object) -> tuple[int, ...]:
        numbers = self._offered.get(where)
        if numbers is None:
            first = len(self.moves)
            self.moves.extend(moves(*where))  # type: ignore[operator]
            numbers = self._offered[where] = tuple(range(first, len(self.moves)))
        return numbers

    def _choosing(self, node: int, _: int) -> Iterator[Move]:
        offer = self.story.nodes[node]
        assert isinstance(offer, Offer)  # noqa: S101 - whoever asks knows
        for choice in offer.choices:
            effect = (
                (Increment(choice.taken, 1), Jump(choice.target))
                if choice.taken is not None
                else (Jump(choice.target),)
            )
            yield Move(choice.id, "choice", choice.label, choice.id, expressions(choice), effect, choice.fallback)

    def _roaming(self, _: int, number: int) -> Iterator[Move]:
        story = self.story
        place = story.places[self.places[number]]
        for id_ in place.scenes:
            scene = story.scenes[id_]
            label = scene.title or id_.replace("_", " ").capitalize()
            effect = (*self.opening(id_), Jump(scene.start))
            yield Move(f"scene:{id_}", "scene", label, id_, expressions(scene), effect)
        for id_ in place.items:
            item = story.items[id_]
            assert item.taken is not None  # noqa: S101 - what lies at a place can be taken
            effect = (Assign(item.carried, 1, ("give", id_)), Assign(item.taken, 1), Settle(number))
            yield Move(f"take:{id_}", "take", None, id_, expressions(item), effect)
        for way in place.exits:
            effect = tuple(self._going(way))
            yield Move(f"go:{way.direction}", "go", way.label, way.direction, expressions(way), effect)

    def _going(self, way: program.Exit) -> Iterator[Instruction]:
        story = self.story
        assert story.place is not None  # noqa: S101 - ways exist between places only
        yield Assign(story.place, story.places[way.to].number)
        yield Assign(story.arrived, 1)
        if story.clock is not None and way.minutes:
            yield Increment(story.clock, way.minutes, ("time", "time"))
        yield Settle(story.places[way.to].number)

    def _answering(self, node: int, number: int) -> Iterator[Move]:
        story = self.story
        asking = story.nodes[node]
        assert isinstance(asking, Ask)  # noqa: S101 - whoever asks knows
        question = story.questions[story.question_order[number - 1]]

        def answered(outcome: int, following: int) -> Instructions:
            comebacks = self._comebacks
            after = comebacks.after(asking, question.id, outcome, following) if comebacks else (Jump(following),)
            return Assign(question.outcome, outcome), Assign(story.asking, 0), *self.untouched(), *after

        def missed(outcome: int, following: int) -> Instructions:
            return *self._trying_again(node, question), *answered(outcome, following)

        right = answered(RIGHT if question.verdict else NEITHER, asking.right)
        wrong = missed(WRONG, asking.wrong)
        if question.kind == "choice":
            for answer in question.answers:
                effect = right if answer.right else wrong
                yield Move(f"answer:{answer.id}", "answer", answer.words, answer.id, (), effect)
        known = Count(tuple(dict.fromkeys(story.facts[id_].known.name for id_ in question.cites)))
        looking = (
            Assign(story.looked_up, 1),
            EmitFrom(lambda memory: events.LookedUp(question.id, known_facts(story, memory, question))),
            *(instruction for effect in story.lookup for instruction in self._effect(effect)),
            EndTurn(node),
        )
        yield Move("lookup", "lookup", None, question.id, (_unset(story.looked_up), known), looking)
        yield from self._hinting(node, question)
        yield Move("pass", "pass", None, question.id, (), answered(WRONG, asking.passed))
        if asking.partly is not None and question.in_parts:
            yield Move("partly", "partly", None, question.id, (), missed(PARTLY, asking.partly))
        yield Move("right", "right", None, question.id, (), right)
        yield Move("wrong", "wrong", None, question.id, (), wrong)

    def _trying_again(self, node: int, question: Question) -> Iterator[Instruction]:
        """After an answer that is not right: while tries are left, the question goes on waiting."""
        tried = self.story.tried
        if tried is not None and question.tries > 1:
            left = Operation("<", VariableRead(tried.name), Number(question.tries - 1))
            yield If((left,), (Increment(tried, 1), Emit(events.AskedAgain(question.id)), EndTurn(node)))

    def _hinting(self, node: int, question: Question) -> Iterator[Move]:
        """For each hint of a question the move that shows it: the next one is shown to whoever asks."""
        hinted = self.story.hinted
        if hinted is None:
            return
        price = tuple(instruction for effect in self.story.hint for instruction in self._effect(effect))
        for shown in range(len(question.hints)):
            is_next = Operation("==", VariableRead(hinted.name), Number(shown))
            effect = (
                Assign(hinted, shown + 1), Emit(events.HintShown(question.id, shown + 1)), *price, EndTurn(node),
            )  # fmt: skip
            yield Move("hint", "hint", None, question.id, (is_next,), effect)

    def untouched(self) -> tuple[Assign, ...]:
        """Nothing was looked up or tried, and no hint shown: so a question begins, and so it is left."""
        counters = (self.story.looked_up, self.story.hinted, self.story.tried)
        return tuple(Assign(slot, 0) for slot in counters if slot is not None)

    # What follows

    def beginning(self) -> Instructions:
        """What happens before the player can do anything."""
        return (EnterScene(self.story.start_scene),) if self.story.start_scene else (Settle(),)

    def at_node(self, index: int) -> Instructions:
        """What happens when the story comes to this node."""
        match self.story.nodes[index]:
            case program.ShowText(text, following):
                return EmitText(text), Jump(following)
            case Apply(effects, following):
                return (*(instruction for effect in effects for instruction in self._effect(effect)), Jump(following))
            case Offer(choices, following):
                conditions = [expressions(choice) for choice in choices]
                if () in conditions:
                    return (EndTurn(index),)
                stands = (If(some, (EndTurn(index),)) for some in dict.fromkeys(conditions))
                return (
                    *stands,
                    *(closed_by_condition("choice", choice) for choice in choices if choice.when is not None),
                    Jump(following),
                )
            case Ask(_, otherwise=int(otherwise)) if self._comebacks is not None:
                return tuple(self._comebacks.asking_again(otherwise, lambda id_: self.asking(self._number(id_), index)))
            case ChooseReturning():
                return tuple(self._comebacks.choosing()) if self._comebacks is not None else (Return(),)
            case Ask(questions):
                numbers = tuple(self.story.questions[id_].number for id_ in questions)
                return (DrawQuestion(numbers, index),)
            case Call(scene, following):
                return PushReturn(following), EnterScene(scene)
            case Goto(scene):
                return (EnterScene(scene),)
            case Leave():
                return (Return(),)
            case end:
                return tuple(self._ending(self.story.endings[end.ending], index))

    def _ending(self, ending: Ending, index: int) -> Iterator[Instruction]:
        yield EmitText(ending.text)
        for epilogue in self.story.epilogues.values():
            if epilogue.belongs_to(ending.id):
                told: Instructions = (Emit(events.EpilogueTold(epilogue.id)), EmitText(epilogue.text))
                if epilogue.when is None:
                    yield from told
                else:
                    yield If((epilogue.when.tree,), told)
        if ending.closing is not None:
            yield EmitText(ending.closing)
        yield from (Emit(events.Ended(ending.id)), EndTurn(index, for_good=True))

    def _number(self, question: str) -> int:
        return self.story.questions[question].number

    def asking(self, question: int, node: int) -> Instructions:
        """The question with this number (from 1 on) is asked at this node, whether or not chance has drawn it."""
        story = self.story
        return (
            Assign(story.asking, question), *self.untouched(),
            Emit(events.QuestionAsked(story.question_order[question - 1])), EndTurn(node),
        )  # fmt: skip

    def opening(self, scene: str) -> Instructions:
        """A scene opens."""
        further = self._comebacks.opening(scene) if self._comebacks is not None else ()
        return Increment(self.story.scenes[scene].visits, 1), *further, Emit(events.SceneBegan(scene))

    def settling(self, number: int) -> Instructions:
        """The player walks about: sees the place on arrival; the first scene that opens by itself now does."""
        return tuple(self._settling(self._place(number)))

    def _settling(self, place: Place | None) -> Iterator[Instruction]:
        story = self.story
        seen = tuple(self._arriving(place)) if place is not None else ()
        yield If(
            (VariableRead(story.arrived.name),),
            (Assign(story.arrived, 0), *(Assign(slot, 1) for slot in story.due), *seen),
        )
        for id_ in place.arrivals if place is not None else story.arrivals:
            scene = story.scenes[id_]
            opened = () if scene.due is None else (Assign(scene.due, 0),)
            yield If(expressions(scene), (*opened, EnterScene(id_)))
            if scene.when is not None:
                yield closed_by_condition("scene", scene)
        yield EndTurn(ROAMING)

    def _arriving(self, place: Place) -> Iterator[Instruction]:
        def seen(first: bool, text: Text | None) -> Instructions:
            emitted: tuple[Instruction, ...] = (Increment(place.visits, 1), Emit(events.Arrived(place.id, first)))
            return (*emitted, EmitText(text)) if text is not None else emitted

        yield If((_unset(place.visits),), seen(True, place.text), seen(False, place.glance))

    def ending_a_turn(self) -> Instructions:
        """Whatever the turn was: the achievements whose conditions hold at its end."""
        return tuple(
            If((achievement.when.tree,), (Assign(achievement.achieved, 1, ("achieve", achievement.id)),))
            for achievement in self.story.achievements.values()
            if achievement.when is not None
        )

    def _effect(self, effect: Effect) -> Iterator[Instruction]:
        """One effect. A measure, and the clock, stop at the bounds of their ranges."""
        if effect.kind == "move":
            arrived = Assign(self.story.arrived, 1), Emit(events.Moved(effect.subject))
            elsewhere = Operation("!=", VariableRead(effect.slot.name), Number(effect.amount))
            yield If((elsewhere,), (Assign(effect.slot, effect.amount), *arrived))
        elif effect.operation == "add":
            yield Increment(effect.slot, effect.amount, (effect.kind, effect.subject))
        else:
            value = min(max(effect.amount, effect.slot.low), effect.slot.high)
            yield Assign(effect.slot, value, (effect.kind, effect.subject))

    def _place(self, number: int) -> Place | None:
        return self.story.places[self.places[number]] if self.places else None


def known_facts(story: Story, memory: int, question: Question) -> tuple[str, ...]:
    """The facts on which a question rests that are in the notebook."""
    return tuple(id_ for id_ in question.cites if story.facts[id_].known.get(memory))


def closed_by_condition(kind: str, thing: Choice | Scene) -> GuardFailed:
    """That a choice is not offered, or a scene does not open, because of its condition and of nothing else."""
    others = tuple(guard.expression for guard in guards_of(thing) if guard.name != "condition")
    assert thing.when is not None  # noqa: S101 - it has a condition
    return GuardFailed(kind, thing.id, (*others, Not(thing.when.tree)))


def _unset(slot: Slot) -> Expression:
    return Not(VariableRead(slot.name))
