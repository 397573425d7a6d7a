"""How what was missed came back in simulated plays: after how many other scenes, and what never did."""

from __future__ import annotations

from collections import Counter

from game.engine.compiled_effects import Configuration
from game.engine.events import Event, SceneBegan
from game.engine.moves import Moves
from game.playthrough.simulation.players import Play
from game.story.model.comeback import Comeback
from game.story.model.story import RIGHT, ROAMING, Ask


class ReturnCounts:
    """Counts what came back in plays of a story that asks again what was missed.

    `moves` have the numbers of those with which was played, and tell what happens. `scenes` counts returns by the
    other scenes that opened since it was missed; `never` what had not come back when its play was over, by the number
    of its first form.
    """

    def __init__(self, moves: Moves, comeback: Comeback) -> None:
        self.moves, self.story = moves, moves.story
        self.scenes: Counter[int] = Counter()
        self.never: Counter[int] = Counter()
        self._asked_in = frozenset(comeback.asked_in)
        self._first_form = {id_: family[0] for family in comeback.families for id_ in family}

    def add(self, seed: int, play: Play) -> None:
        """Count a play that began with this seed. It is played once more, move by move."""
        opened = 0
        waiting: dict[str, int] = {}
        at: Configuration | None = None
        for number in (None, *play.taken):
            happened: list[Event] = []
            before = at
            at = self.moves.begin(seed, happened) if at is None else self.moves.after(at, number or 0, happened)
            if before is not None:
                self._answered(before, at, waiting, opened)
            opened += sum(isinstance(event, SceneBegan) and event.scene not in self._asked_in for event in happened)
            question = self._comes_back(at)
            if question in waiting:
                self.scenes[opened - waiting.pop(question)] += 1
        self.never.update(self.story.questions[id_].number for id_ in waiting)

    def _answered(self, before: Configuration, after: Configuration, waiting: dict[str, int], opened: int) -> None:
        """Note the answer that was given in this step, if one was."""
        asked = self.story.asking.get(before[0])
        id_ = self.story.question_order[asked - 1] if asked else ""
        if id_ not in self._first_form or (after[1] == before[1] and self.story.asking.get(after[0])):
            return  # nothing was asked, or somebody looked into the notebook
        outcome = self.story.questions[id_].outcome.get(after[0])
        if outcome == RIGHT:
            waiting.pop(self._first_form[id_], None)
        else:
            waiting[self._first_form[id_]] = opened

    def _comes_back(self, at: Configuration) -> str:
        """The first form of the question that waits because it was missed; else empty."""
        node = self.story.nodes[at[1]] if at[1] > ROAMING else None
        if not isinstance(node, Ask) or node.otherwise is None:
            return ""
        return self._first_form[self.story.question_order[self.story.asking.get(at[0]) - 1]]
