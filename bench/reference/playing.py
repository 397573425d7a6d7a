"""Every play of a pack, breadth first: the engine is asked what can be done, and where it leads.

Whatever chance can draw is drawn, every question is answered right and wrong, passed, and looked up where one can.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from game.engine import AnswerGiven, EndlessLoop, State, begin, choose, options
from game.engine.compiled_effects import MAX_SCENES_IN_A_TURN
from game.engine.rules import asked_question
from game.engine.state import Action
from game.play.sample_answers import right_answer
from game.playthrough.simulation.wrong_answers import wrong_words
from game.story.model.story import ROAMING, End, Story
from reference.turns import Standing, Told, Turns

_TRIED = 2_000
"""So many states of chance are tried, until each question that can be drawn was drawn."""


class TooMany(Exception):
    """There are more states than the comparison has patience for."""


class Differs(Exception):
    """The engine and the interpreter come to different states: one of them does not do what docs/format.md says."""


class Way(NamedTuple):
    """Something that can be done, with the standings to which it can lead; none: the game breaks the turn off.

    `kind` and `id` are those of the option, or `right` and `wrong` for an answer in words.
    """

    kind: str
    id: str
    ends: tuple[Standing, ...]


class Plays:
    """All plays of a story by somebody who never takes the choices `without`.

    `depth` is, by standing, how many things a player has to do at least to come there; `ways` what can be done there.
    `first` is, by the name of something that happens, how many things were done at least when it happened, and
    `closed` and `perhaps_closed` the same for conditions that fail (see `Told`). Raises TooMany, Differs.
    """

    def __init__(self, story: Story, without: Collection[str] = (), most: int = 5_000) -> None:
        self.story, self.without = story, frozenset(without)
        self.turns = Turns(story)
        self.depth: dict[Standing, int] = {}
        self.transitions: dict[Standing, tuple[Way, ...]] = {}
        self.first: dict[str, int] = {}
        self.closed: set[str] = set()
        self.perhaps_closed: set[str] = set()
        #: The least number of things done, the last of which leads into a turn that the game breaks off.
        self.endless: int | None = None
        self._begin()
        waiting = list(self.depth)
        for at in waiting:
            if len(self.depth) > most:
                raise TooMany
            waiting += self._look(at)

    def _begin(self) -> None:
        ends: set[Standing] = set()
        try:
            turn = begin(self.story, 0)
        except EndlessLoop:
            self.endless = 0
            self._note(self.turns.beginning(MAX_SCENES_IN_A_TURN), 0)
            return
        told = self.turns.beginning()
        for seed in range(_TRIED):
            ends.add(_standing(turn.state))
            if len(ends) >= len(told.ends):
                break
            turn = begin(self.story, seed + 1)
        self._lead(told, ends, 0)

    def _look(self, at: Standing) -> list[Standing]:
        """Do everything that can be done at a standing; the result are the standings that are new."""
        state = State(*at, chance=0, seed=0)
        depth, new, transitions = self.depth[at], [], []
        offered = list(self._offered(state))
        told = self.turns.standing(at, [(kind, id_) for kind, id_, _ in offered])
        self._note(told, depth)
        for kind, id_, action in offered:
            if kind == "choice" and id_ in self.without:
                continue
            ends, fresh = self._after(at, state, kind, id_, action, depth + 1)
            transitions.append(Way(kind, id_, ends))
            new += fresh
        self.transitions[at] = tuple(transitions)
        return new

    def _offered(self, state: State) -> Iterator[tuple[str, str, Action]]:
        question = asked_question(self.story, state)
        for option in options(self.story, state):
            yield option.kind, option.id, option.id
        if question is not None and question.kind != "choice":
            yield "right", "right", right_answer(self.story, state, question)
            yield "wrong", "wrong", AnswerGiven(wrong_words(self.story, state, question))

    def _after(
        self, at: Standing, state: State, kind: str, id_: str, action: Action, depth: int
    ) -> tuple[tuple[Standing, ...], list[Standing]]:
        try:
            turn = choose(self.story, state, action)
        except EndlessLoop:
            self.endless = depth if self.endless is None else self.endless
            self._note(self.turns.after(at, kind, id_, MAX_SCENES_IN_A_TURN), depth)
            return (), []
        told = self.turns.after(at, kind, id_)
        ends = {_standing(turn.state)}
        tried = 0
        while len(ends) < len(told.ends) and tried < _TRIED:
            tried += 1
            ends.add(_standing(choose(self.story, state._replace(chance=tried), action).state))
        return tuple(told.ends), self._lead(told, ends, depth, first=kind not in ("lookup", "hint"))

    def _lead(self, told: Told, ends: set[Standing], depth: int, *, first: bool = True) -> list[Standing]:
        if ends != set(told.ends):
            raise Differs(f"the engine leads to {sorted(ends)}, the interpreter to {sorted(told.ends)}")
        self._note(told, depth)
        new = []
        for end in told.ends:
            for key in self.turns.first_met(end) if first else ():
                self.first.setdefault(key, depth)
            if end not in self.depth:
                self.depth[end] = depth
                new.append(end)
        return new

    def _note(self, told: Told, depth: int) -> None:
        for key in told.keys:
            if depth < self.first.get(key, depth + 1):
                self.first[key] = depth
        self.closed |= told.closed
        self.perhaps_closed |= told.perhaps_closed

    # The story as a whole

    def ending(self, at: Standing) -> str:
        """The ending that was reached; empty where the story is not over."""
        here = self.story.nodes[at.node] if at.node != ROAMING else None
        return here.ending if isinstance(here, End) else ""

    @cached_property
    def dead_ends(self) -> frozenset[Standing]:
        """Where nothing can be done, and the story is not over."""
        return frozenset(at for at, transitions in self.transitions.items() if not transitions and not self.ending(at))

    @cached_property
    def lost(self) -> frozenset[Standing]:
        """From where no ending can be reached."""
        before: dict[Standing, list[Standing]] = {at: [] for at in self.depth}
        for at, transitions in self.transitions.items():
            for transition in transitions:
                for end in transition.ends:
                    before[end].append(at)
        saved = {at for at in self.depth if self.ending(at)}
        waiting = list(saved)
        while waiting:
            for at in before[waiting.pop()]:
                if at not in saved:
                    saved.add(at)
                    waiting.append(at)
        return frozenset(self.depth.keys() - saved)

    @cached_property
    def alike(self) -> dict[Standing, int]:
        """By standing, a number that is the same for standings between which nothing can ever tell.

        They offer the same at the same place, and so does everything to which it leads: the coarsest bisimulation.
        """
        classes: dict[Standing, int] = {}
        count = 0
        marks: dict[Standing, object] = {at: self._seen(at) for at in self.depth}
        while True:
            numbers: dict[object, int] = {}
            classes = {at: numbers.setdefault(mark, len(numbers)) for at, mark in marks.items()}
            if len(numbers) == count:
                return classes
            count = len(numbers)
            marks = {
                at: (
                    classes[at],
                    tuple(
                        (transition.id, frozenset(classes[end] for end in transition.ends))
                        for transition in self.transitions[at]
                    ),
                )
                for at in self.depth
            }

    def _seen(self, at: Standing) -> object:
        ending = self.ending(at)
        if ending:
            return ending
        place = self.story.place_at(at.memory) if at.node == ROAMING else None
        asking = self.story.asking.get(at.memory)
        return (
            at.node,
            at.stack,
            asking,
            place.id if place is not None else "",
            tuple(transition[:2] for transition in self.transitions[at]),
        )

    def situations(self, some: Collection[Standing]) -> tuple[int, int]:
        """How many situations these standings are, at least and at most.

        At least: where nothing can ever tell two of them apart, they are one. At most: all are told apart, but an
        ending is one situation, whatever was before.
        """
        least = len({self.alike[at] for at in some})
        most = len({self.ending(at) or at for at in some})
        return least, most


def _standing(state: State) -> Standing:
    return Standing(state.memory, state.node, state.stack)
