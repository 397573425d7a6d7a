"""What was missed and comes back, as instructions: what an answer changes, what is due, which question it is.

See `Comeback` in the story for what the two variables mean. Everything here is said in the instructions there are, so
whoever carries out or follows these needs to know nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.engine.instructions import Assign, If, Increment, Instruction, Instructions, Jump, PushReturn, Return
from game.story.model.comeback import SCENES_BETWEEN, Comeback
from game.story.model.expressions import Expression, Not, Number, Operation, VariableRead, conjunction
from game.story.model.missed_conditions import family_missed, outcome_is
from game.story.model.story import RIGHT, Ask, Story


class Comebacks:
    """The instructions by which what was missed comes back in one story."""

    def __init__(self, story: Story, comeback: Comeback) -> None:
        self.comeback = comeback
        self._layout = story.layout
        self._returning, self._since = VariableRead(comeback.returning.name), VariableRead(comeback.since.name)
        self._family_of = {id_: number for number, family in enumerate(comeback.families, 1) for id_ in family}
        self._asked_in = frozenset(comeback.asked_in)

    def opening(self, scene: str) -> Instructions:
        """Another scene opens. One that asks again is no other scene: it counts for nothing."""
        return () if scene in self._asked_in else (Increment(self.comeback.since, 1),)

    def after(self, asking: Ask, question: str, outcome: int, following: int) -> Instructions:
        """A question was answered at this node, its outcome is known, and the story goes on at `following`."""
        number = self._family_of.get(question)
        if number is None:
            return (Jump(following),)
        if asking.otherwise is not None:
            return PushReturn(following), Jump(self.comeback.choosing)
        comes_next = Operation("==", self._returning, Number(number))
        if outcome == RIGHT:
            return If((comes_next,), self._comes_next(0)), Jump(following)
        nothing = Operation("==", self._returning, Number(0))
        others = (id_ for id_ in self.comeback.families[number - 1] if id_ != question)
        missed: tuple[Expression, ...] = (
            Operation("or", nothing, comes_next),
            *(Not(outcome_is(id_, RIGHT)) for id_ in others),
        )
        return If(missed, self._comes_next(number)), Jump(following)

    def choosing(self) -> Iterator[Instruction]:
        """The missed family that comes back next: the first one behind that which came last, and round again.

        So each gets its turn.
        """
        for behind in (True, False):
            for number, family in enumerate(self.comeback.families, 1):
                where = (Operation("<", self._returning, Number(number)),) if behind else ()
                yield If((*where, *self._missed(family)), (*self._comes_next(number), Return()))
        yield Assign(self.comeback.returning, 0)
        yield Assign(self.comeback.since, SCENES_BETWEEN)
        yield Return()

    def asking_again(self, otherwise: int, asking: Callable[[str], Instructions]) -> Iterator[Instruction]:
        """The question that comes back is asked, if it is due: the first form not yet asked, or the first of all.

        Where it is not said which family comes next, it is the first one in the bank. `asking` gives what asks one.
        """
        yield If((Operation("<", self._since, Number(SCENES_BETWEEN)),), (Jump(otherwise),))
        not_said = Operation("==", self._returning, Number(0))
        for number, family in enumerate(self.comeback.families, 1):
            comes_next = Operation("==", self._returning, Number(number))
            missed = conjunction("and", (not_said, *self._missed(family)))
            further = (If((Not(self._outcome(id_)),), asking(id_)) for id_ in family if len(family) > 1)
            # That one of them was asked is so anyway. Said here, whoever follows the rules need not find it out.
            asked = conjunction("or", [self._outcome(id_) for id_ in family])
            yield If(
                (Operation("or", comes_next, missed), asked),
                (Assign(self.comeback.returning, number), *further, *asking(family[0])),
            )
        yield Jump(otherwise)

    def _comes_next(self, number: int) -> Instructions:
        """The family of this number comes back next, or with 0 whichever is missed then, after other scenes."""
        return Assign(self.comeback.returning, number), Assign(self.comeback.since, 0)

    def _missed(self, family: tuple[str, ...]) -> tuple[Expression, ...]:
        return family_missed(family, lambda id_: self._layout[f"answer.{id_}"].high)

    def _outcome(self, question: str) -> VariableRead:
        return VariableRead(f"answer.{question}")
