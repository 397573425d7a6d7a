"""Which moves can be done where a player stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.engine.compiled_effects import CompiledInstructions
from game.engine.state import OUTCOMES
from game.story.model.story import ROAMING, Ask, Offer
from game.support.lazy_tables import LazyTable


class Offered(LazyTable):
    """By the node at which a player stands, a function of the memory: the numbers of the moves that can be done."""

    def __init__(self, effects: CompiledInstructions) -> None:
        super().__init__(self._at)
        self._effects, self._rules = effects, effects.rules
        place = self._rules.story.place
        shift = place.shift if place is not None else 0
        self._roaming = LazyTable(lambda here: effects.offering(self._rules.at_place(here >> shift)))

    def _at(self, node: int) -> Callable[[int], Sequence[int]]:
        rules, story = self._rules, self._rules.story
        if node == ROAMING:
            place, roaming = story.place, self._roaming
            if place is None:
                return lambda _: ()
            here = place.mask << place.shift
            return lambda memory: roaming[memory & here](memory)
        match story.nodes[node]:
            case Offer():
                return self._effects.offering(rules.at_offer(node))
            case Ask(questions):
                if len(questions) == 1:
                    return self._effects.offering(self._answers(node, story.questions[questions[0]].number))
                asking = story.asking
                answers = LazyTable(lambda number: self._effects.offering(self._answers(node, number)))
                return lambda memory: answers[asking.get(memory)](memory)
        return lambda _: ()

    def _answers(self, node: int, number: int) -> tuple[int, ...]:
        """An answer that is chosen is a move; of one in words only whether it is right."""
        rules, story = self._rules, self._rules.story
        numbers = rules.at_question(node, number)
        if story.questions[story.question_order[number - 1]].kind != "choice":
            return numbers
        return tuple(move for move in numbers if rules.moves[move].kind not in OUTCOMES)
