"""Very many simulated plays of a small story at once: the moves of the game, looked up in tables.

What can be done in a situation, and where it leads, is asked of the game's own rules (`game.engine.moves`) the first
time some play comes there, and looked up from then on. So a step of a million plays is a few operations on arrays. The
player is that of `simulate` with the temperament `uniform`: at a question the same luck decides in the same way, to the
bit. Where nothing is asked, everything offered is taken alike; those numbers come from numpy's generator, so the plays
are others than those of `simulate` unless it is handed the same numbers (as the tests do).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

sys.path.append(str(Path(__file__).parent.parent))  # where the game is not installed

from game.engine.rules import asked_question, hints_shown
from game.engine.state import EndlessLoop, State
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import answer_ways
from game.playthrough.simulation.simulating import numbered_moves
from game.playthrough.simulation.temperaments import HABITS
from game.story.model.story import Ask, End, Story

Numbers: TypeAlias = Any
"""An array of whole numbers."""
Choices: TypeAlias = Callable[[Numbers], Any]
"""For each of the plays with these indices a number from 0 to 1, 1 excluded."""

_UNKNOWN, _DRAWS = -1, -2
"""Instead of where a move leads: it was never asked, or it hangs on what chance draws."""
_STRIDE = 0x9E3779B97F4A7C15
"""As in `game.engine.chance`: what is added to a chance when something is drawn."""
_REMAINDERS, _MOST_SIDES = 2520, 10
"""Where one of so many at most is drawn, it hangs on nothing but the remainder of the first: all of them divide it."""
_LOOP = 0
"""The situation of plays whose turn never comes to an end."""
_TRIED = 16
"""A turn that never ends with so many states of chance in a row ends with none."""
_PARTS = 0x5EED
"""As in `game.playthrough.simulation.players`: what is known of the parts of an answer hangs on other bits."""


def mixed(numbers: Numbers) -> Numbers:
    """`game.engine.chance.mix` of each of these, which are of 64 bits without a sign."""
    with np.errstate(over="ignore"):
        numbers = (numbers ^ numbers >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
        numbers = (numbers ^ numbers >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return numbers ^ numbers >> np.uint64(31)


class _Column:
    """An array to which numbers are added at the end; `values` has room for more."""

    def __init__(self, kind: type) -> None:
        self.values: Any = np.zeros(64, kind)
        self.length = 0

    def add(self, *more: int) -> None:
        while self.length + len(more) > len(self.values):
            self.values = np.concatenate([self.values, np.zeros_like(self.values)])
        self.values[self.length : self.length + len(more)] = more
        self.length += len(more)


@dataclass
class Plays:
    """Plays, each an index of these arrays: in which situation it is (`at`), its chance, its luck (`key`), how often
    each question was answered (`times`) and whether the answer was counted (`replied`), by the question's number."""

    at: Numbers
    chance: Numbers
    key: Numbers
    times: Numbers
    replied: Any

    def some(self, which: Any) -> Plays:
        """Those of the plays with these indices, or for which this mask is true, as copies."""
        return Plays(self.at[which], self.chance[which], self.key[which], self.times[which], self.replied[which])


class TablePlays:
    """Plays a story as the simulated player with the temperament `uniform` and this knowledge does."""

    def __init__(self, story: Story, knowledge: Knowledge, seed: int = 0) -> None:
        self.story, self.knowledge = story, knowledge
        self._moves = numbered_moves(story)
        self._random = np.random.default_rng(seed)
        self._situations: list[tuple[int, int, tuple[int, ...]]] = []
        self._known: dict[tuple[int, int, tuple[int, ...]], int] = {}
        #: By situation: where its moves begin among all, how many there are, and the question that is asked (0: none).
        self._first, self._count, self._question = _Column(np.int64), _Column(np.int64), _Column(np.int64)
        #: By situation in which something is asked: its row in the tables on answers.
        self._row = _Column(np.int64)
        self._answers: dict[str, _Column] = {
            name: _Column(np.uint64 if name in ("right_below", "partly_below", "hints") else np.int64)
            for name in ("right_below", "partly_below", "hints", "looks_up", "hint", "gives_up", "partly", "is_last",
                         "rights", "right_count", "wrongs", "wrong_count")
        }  # fmt: skip
        #: Right and wrong answers, one list behind the other, as numbers of moves among all.
        self._listed = _Column(np.int64)
        #: By move among those of all situations: where it leads, from which situation, and its number in the game.
        self._target, self._source, self._number = _Column(np.int64), _Column(np.int64), _Column(np.int64)
        #: By move with which one thing is drawn, and the remainder of what is drawn: where it leads.
        self._drawn: dict[int, Any] = {}
        self._has_few_sides = all(len(node.questions) <= _MOST_SIDES for node in story.nodes if isinstance(node, Ask))
        self._add_situation((-1, -1, ()), ())
        habits = HABITS["uniform"]
        self._looks_up_below = np.uint64(int(habits.looks_up * 65536))
        self._gives_up_below = np.uint64(int(habits.gives_up * 256))
        self._asks_below = np.uint64(int(habits.asks * 256))

    def begin(self, seeds: Sequence[int]) -> Plays:
        """Plays of the game with these seeds, at their beginning."""
        begun = []
        for seed in seeds:
            try:
                memory, node, stack, chance = self._moves.begin(seed)
                begun.append((self._situation(memory, node, stack), chance))
            except EndlessLoop:
                begun.append((_LOOP, 0))
        questions = len(self.story.questions) + 1
        return Plays(
            np.array([at for at, _ in begun], np.int64),
            np.array([chance for _, chance in begun], np.uint64),
            mixed(np.array(seeds, np.uint64)),
            np.zeros((len(begun), questions), np.uint32),
            np.zeros((len(begun), questions), bool),
        )

    def play_on(self, plays: Plays, steps: int, choices: Choices | None = None) -> Numbers:
        """Go on with all plays for so many steps at most; the result are the indices of those that are not over."""
        choices = choices or (lambda live: self._random.random(len(live)))
        live = np.flatnonzero(self._count.values[plays.at])
        for _ in range(steps):
            if not len(live):
                break
            at = plays.at[live]
            asked = self._question.values[at] > 0
            moves = np.empty(len(live), np.int64)
            free = ~asked
            count = self._count.values[at[free]]
            moves[free] = self._first.values[at[free]] + (choices(live[free]) * count).astype(np.int64)
            if asked.any():
                moves[asked] = self._answered(plays, live[asked], at[asked])
            plays.at[live] = self._after(plays, live, moves)
            live = live[self._count.values[plays.at[live]] > 0]
        return live

    def endings(self, plays: Plays) -> list[str]:
        """The ending that each play has come to; empty: none so far."""
        return [self._ending(number) for number in plays.at.tolist()]

    def ended(self, plays: Plays, ending: str) -> Any:
        """By play whether it has come to this ending."""
        return self._by_situation(plays.at, lambda number: self._ending(number) == ending)

    def met(self, plays: Plays, fact: str) -> Any:
        """By play whether it has met this fact."""
        known = self.story.facts[fact].known
        return self._by_situation(plays.at, lambda number: bool(number and known.get(self._situations[number][0])))

    def _ending(self, number: int) -> str:
        node = self._situations[number][1]
        found = self.story.nodes[node] if number and node >= 0 else None
        return found.ending if isinstance(found, End) else ""

    @staticmethod
    def _by_situation(at: Numbers, of: Callable[[int], bool]) -> Any:
        some, where = np.unique(at, return_inverse=True)
        return np.array([of(number) for number in some.tolist()], bool)[where]

    # Where moves lead

    def _after(self, plays: Plays, live: Numbers, moves: Numbers) -> Numbers:
        """The situations after these moves of these plays."""
        targets = self._target.values[moves]
        for move in np.unique(moves[targets == _UNKNOWN]).tolist():
            self._ask(move, plays.chance[live[moves == move][:_TRIED]].tolist())
        targets = self._target.values[moves]
        drawing = np.flatnonzero(targets == _DRAWS)
        for move in np.unique(moves[drawing]).tolist():
            some = drawing[moves[drawing] == move]
            targets[some] = self._after_drawing(plays, live[some], move)
        return targets

    def _after_drawing(self, plays: Plays, some: Numbers, move: int) -> Numbers:
        """The situations of these plays after a move with which something is drawn; it changes their chances."""
        known = self._drawn.get(move)
        if known is None:
            known = self._drawn[move] = np.full(_REMAINDERS, _UNKNOWN, np.int64)
        chances = plays.chance[some]
        with np.errstate(over="ignore"):
            after = chances + np.uint64(_STRIDE)
        rest = (mixed(after) % np.uint64(_REMAINDERS)).astype(np.int64)
        for index in np.unique(rest[known[rest] == _UNKNOWN]).tolist():
            chance = int(chances[np.flatnonzero(rest == index)[0]])
            target, drawn = self._led(move, chance)
            is_one = self._has_few_sides and drawn == (chance + _STRIDE) % (1 << 64)
            known[index] = target if is_one else _DRAWS
        targets = known[rest]
        plays.chance[some] = after
        for index in np.flatnonzero(targets == _DRAWS).tolist():  # several things are drawn one after the other
            targets[index], plays.chance[some[index]] = self._led(move, int(chances[index]))
        return targets

    def _ask(self, move: int, chances: list[int]) -> None:
        """Ask the game where a move leads that no play has made so far."""
        for chance in chances:
            target, after = self._led(move, chance)
            if after != chance:
                self._target.values[move] = _DRAWS
                return
            if target != _LOOP or len(chances) < _TRIED:
                self._target.values[move] = target if target != _LOOP else _DRAWS
                return
        self._target.values[move] = _LOOP

    def _led(self, move: int, chance: int) -> tuple[int, int]:
        """The situation and the chance after a move."""
        memory, node, stack = self._situations[int(self._source.values[move])]
        try:
            memory, node, stack, after = self._moves.after(
                (memory, node, stack, chance), int(self._number.values[move])
            )
        except EndlessLoop:
            return _LOOP, chance
        return self._situation(memory, node, stack), after

    def _situation(self, memory: int, node: int, stack: tuple[int, ...]) -> int:
        number = self._known.get((memory, node, stack))
        if number is None:
            number = self._add_situation((memory, node, stack), self._moves.offered((memory, node, stack, 0)))
        return number

    def _add_situation(self, situation: tuple[int, int, tuple[int, ...]], offered: Sequence[int]) -> int:
        number = self._known[situation] = len(self._situations)
        self._situations.append(situation)
        first = self._target.length
        self._first.add(first)
        self._count.add(len(offered))
        self._target.add(*[_UNKNOWN] * len(offered))
        self._source.add(*[number] * len(offered))
        self._number.add(*offered)
        is_asked = bool(offered) and situation[1] >= 0 and isinstance(self.story.nodes[situation[1]], Ask)
        self._row.add(self._answers["hint"].length)
        self._question.add(self._add_answers(situation, offered, first) if is_asked else 0)
        return number

    # Where something is asked

    def _add_answers(self, situation: tuple[int, int, tuple[int, ...]], offered: Sequence[int], first: int) -> int:
        """Add the ways to answer what is asked to the tables; the result is the number of the question."""
        story, state = self.story, State(*situation, 0, seed=0)
        question = asked_question(story, state)
        assert question is not None
        tried = story.tried.get(situation[0]) if story.tried is not None else 0
        moves = {number: self._moves.all[number] for number in offered}
        way = answer_ways(question, moves, self.knowledge, tried, hints_shown(story, state))
        own: dict[int | None, int] = {number: first + index for index, number in enumerate(offered)}
        rights = (way.right,) if way.wrong or not way.options else way.options
        row = {
            "right_below": way.right_below, "partly_below": way.partly_below, "hints": way.hints,
            "looks_up": own.get(way.looks_up, -1), "hint": own.get(way.hint, -1), "gives_up": own[way.gives_up],
            "partly": own.get(way.partly, -1), "is_last": way.is_last,
            "rights": self._listed.length, "right_count": len(rights),
            "wrongs": self._listed.length + len(rights), "wrong_count": len(way.wrong),
        }  # fmt: skip
        self._listed.add(*(own[number] for number in (*rights, *way.wrong)), 0)
        for name, value in row.items():
            self._answers[name].add(value)
        return way.question

    def _answered(self, plays: Plays, live: Numbers, at: Numbers) -> Numbers:
        """The moves with which these plays meet their questions: what `Player._by_knowledge` does, for all of them."""
        question, row = self._question.values[at], self._row.values[at]
        way = {name: column.values[row] for name, column in self._answers.items()}
        with np.errstate(over="ignore"):
            luck = mixed(plays.key[live] + (question << 20).astype(np.uint64) + plays.times[live, question])
            asks = (way["hint"] >= 0) & (mixed(luck + way["hints"]) & np.uint64(255) < self._asks_below)
        part = (luck >> np.uint64(24) & np.uint64(255)).astype(np.int64)
        right = self._listed.values[way["rights"] + (part * way["right_count"] >> 8)]
        wrong = self._listed.values[way["wrongs"] + (part * way["wrong_count"] >> 8)]
        cases = [
            (way["looks_up"] >= 0) & (luck & np.uint64(65535) < self._looks_up_below),
            luck >> np.uint64(32) < way["right_below"],
            asks,
            luck >> np.uint64(16) & np.uint64(255) < self._gives_up_below,
            (way["partly"] >= 0) & (mixed(luck ^ np.uint64(_PARTS)) >> np.uint64(32) < way["partly_below"]),
        ]
        moves = np.select(cases, [way["looks_up"], right, way["hint"], way["gives_up"], way["partly"]], wrong)
        looked_up, knows, hinted, passed, _ = np.logical_and(cases, ~_any_before(cases))
        answered = ~(looked_up | hinted)
        counts = answered & (knows | passed | (way["is_last"] > 0))
        plays.times[live, question] += answered.astype(np.uint32)
        plays.replied[live[counts], question[counts]] = True
        return moves


def _any_before(cases: Sequence[Any]) -> Any:
    """For each of the masks, in which places one before it is true."""
    before = np.logical_or.accumulate(cases)
    return np.vstack([np.zeros_like(before[:1]), before[:-1]])
