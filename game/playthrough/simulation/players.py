"""A simulated player: from a situation to the end of the play, as fast as Python can.

Chance comes from the play's own number alone, in two streams. What is done where nothing is asked is drawn from
`random.Random`, whose `random()` is the same on every machine and in every version of Python. How an answer turns out
hangs on the play, the question and how often it was asked: so the same player, with more knowledge, still knows
whatever was known with less (common random numbers: A. M. Law, "Simulation Modeling and Analysis", 5th edition, 11.2).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Literal, NamedTuple, TypeAlias

from game.engine.chance import fixed, mix
from game.engine.state import EndlessLoop
from game.playthrough.simulation.circles import ahead
from game.playthrough.simulation.engine_moves import At, Move, Moves
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.temperaments import HABITS, Name, Pick, Ways, picker
from game.story.program import Ask, End, Story

Stop: TypeAlias = Literal["end", "stuck", "loop", "circle", "long"]
"""Why a play is over: `end` an ending; `stuck` nothing can be done; `loop` a turn that never comes to an end; `circle`
the same situations come again and again, and nothing leads out of them; `long` more steps than are wanted."""

Outcome: TypeAlias = Literal["right", "wrong", "passed"]


class Reply(NamedTuple):
    """How a question went: its number in the story, counted from 1, and the story's time, or the step without a clock."""

    question: int
    outcome: Outcome
    looked_up: bool
    time: int


class Play(NamedTuple):
    """A whole play. `offered` and `taken` are the moves, step by step; `where` an ending, or the scene of a loop."""

    stop: Stop
    where: str
    at: At
    offered: list[tuple[int, ...]]
    taken: list[int]
    replies: list[Reply]


class _Answering(NamedTuple):
    """How a question can be answered: right below a number of 32 bits, else wrong in one of several ways, or not."""

    question: int
    right_below: int
    right: int
    wrong: tuple[int, ...]
    gives_up: int | None
    looks_up: int | None


_ONE = 1 << 32

#: After so many steps, and after twice as many again and again, it is looked whether the play can still end.
_FIRST_LOOK = 500


def seed_of(seed: int, number: int) -> int:
    """The seed with which the play of this number begins: 32 bits, short enough to be typed."""
    return fixed(seed, "simulated play", number) >> 32


class Player:
    """Somebody of a knowledge and a temperament who can play a story any number of times."""

    def __init__(self, story: Story, moves: Moves, knowledge: Knowledge, temperament: Name) -> None:
        self.story, self.moves, self.knowledge = story, moves, knowledge
        self.habits = HABITS[temperament]
        self._begin = picker(temperament, story, Ways(story, moves.all))
        # One more than there are nodes: a player in no scene stands at -1, the last.
        self._asks = [isinstance(node, Ask) for node in story.nodes] + [False]
        self._answering: dict[tuple[int, tuple[int, ...]], _Answering] = {}

    def play(self, seed: int, most: int) -> Play:
        """A play from the beginning that stops after `most` steps at the latest."""
        try:
            return self.play_on(self.moves.begin(seed), seed, most)
        except EndlessLoop as loop:  # before anybody was asked anything
            return Play("loop", loop.scene, (self.story.layout.start, -1, (), 0), [], [], [])

    def play_on(self, at: At, seed: int, most: int) -> Play:
        """A play from a situation on."""
        moves_offered, after, asks, answering = self.moves.offered, self.moves.after, self._asks, self._answering
        asking, clock = self.story.asking, self.story.clock
        asking_shift, asking_mask = asking.shift, asking.mask
        time_shift, time_mask, time_low = (clock.shift, clock.mask, clock.low) if clock is not None else (0, 0, 0)
        looks_up_below = int(self.habits.looks_up * 65536)
        gives_up_below = int(self.habits.gives_up * 256)
        chance: Callable[[], float] = Random(seed).random  # noqa: S311 - nobody's secret
        pick: Pick | None = self._begin() if self._begin is not None else None
        key = mix(seed)
        offered: list[tuple[int, ...]] = []
        taken: list[int] = []
        replies: list[Reply] = []
        asked: dict[int, int] = {}
        looked_up = False
        show, take = offered.append, taken.append
        limit = min(_FIRST_LOOK, most)
        while True:
            numbers = moves_offered(at)
            if not numbers:
                node = self.story.nodes[at[1]] if at[1] >= 0 else None
                if isinstance(node, End):
                    return Play("end", node.ending, at, offered, taken, replies)
                return Play("stuck", self._whereabouts(at), at, offered, taken, replies)
            if len(taken) >= limit:
                if ahead(self.moves, at).verdict == "closed":
                    return Play("circle", self._whereabouts(at), at, offered, taken, replies)
                if limit >= most:
                    return Play("long", "", at, offered, taken, replies)
                limit = min(2 * limit, most)
            node_number = at[1]
            if asks[node_number]:
                question = at[0] >> asking_shift & asking_mask
                way = answering.get((question, numbers)) or self._answers(question, numbers)
                times = asked.get(question, 0)
                luck = mix(key + (question << 20) + times)
                if way.looks_up is not None and (luck & 65535) < looks_up_below:
                    number, looked_up = way.looks_up, True
                else:
                    outcome: Outcome
                    if luck >> 32 < way.right_below:
                        number, outcome = way.right, "right"
                    elif way.gives_up is not None and (luck >> 16 & 255) < gives_up_below:
                        number, outcome = way.gives_up, "passed"
                    else:
                        number, outcome = way.wrong[(luck >> 24 & 255) * len(way.wrong) >> 8], "wrong"
                    asked[question] = times + 1
                    time = (at[0] >> time_shift & time_mask) + time_low if clock is not None else len(taken) + 1
                    replies.append(Reply(question, outcome, looked_up, time))
                    looked_up = False
            elif pick is not None:
                number = pick(numbers, at[0], node_number < 0, chance)
            else:
                number = numbers[int(chance() * len(numbers))]
            show(numbers)
            take(number)
            try:
                at = after(at, number)
            except EndlessLoop as loop:
                return Play("loop", loop.scene, at, offered, taken, replies)

    def _whereabouts(self, at: At) -> str:
        place = self.story.place_at(at[0])
        return place.id if place is not None else ""

    def _answers(self, number: int, numbers: tuple[int, ...]) -> _Answering:
        """How the question of this number is answered with one of these moves."""
        question = self.story.questions[self.story.question_order[number - 1]]
        true = {answer.id for answer in question.answers if answer.right}
        known = self.moves.all
        right = [one for one in numbers if known[one].kind == "right" or _is_answer(known[one], true)]
        gives_up = next((one for one in numbers if known[one].kind == "pass"), None)
        looks_up = next((one for one in numbers if known[one].kind == "lookup"), None)
        wrong = tuple(one for one in numbers if one not in (*right, gives_up, looks_up))
        below = round(self.knowledge.of(question) * _ONE)
        way = _Answering(number, below, right[0], wrong or tuple(right), gives_up, looks_up)
        self._answering[number, numbers] = way
        return way


def _is_answer(move: Move, ids: set[str]) -> bool:
    return move.kind == "answer" and move.subject in ids
