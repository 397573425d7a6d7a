"""A simulated player: from a situation to the end of the play, as fast as Python can.

Chance comes from the play's own number alone, in two streams. What is done where nothing is asked is drawn from
`random.Random`, whose `random()` is the same on every machine and in every version of Python. How an answer turns out
hangs on the play, the question and how often it was asked: so the same player, with more knowledge, still knows
whatever was known with less (common random numbers: A. M. Law, "Simulation Modeling and Analysis", 5th edition, 11.2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Literal, NamedTuple, Protocol, TypeAlias

from game.engine.chance import fixed, mix
from game.engine.compiled_effects import Configuration
from game.engine.moves import Moves
from game.engine.rules import asked_question, hints_shown
from game.engine.state import EndlessLoop, State
from game.playthrough.simulation.circles import ahead
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.temperaments import HABITS, Chance, Habits, TemperamentName, picker
from game.story.model.story import ROAMING, Ask, End, Question

Stop: TypeAlias = Literal["end", "stuck", "loop", "circle", "long"]
"""Why a play is over: `end` an ending; `stuck` nothing can be done; `loop` a turn that never comes to an end; `circle`
the same situations come again and again, and nothing leads out of them; `long` more steps than are wanted."""

PlayOutcome: TypeAlias = Literal["right", "partly", "wrong", "passed"]


class PlayersReply(NamedTuple):
    """How a question went: its number in the story, counted from 1, and the story's time (without a clock the step).

    `hints`: how many were asked for.
    """

    question: int
    outcome: PlayOutcome
    looked_up: bool
    time: int
    hints: int = 0


class Play(NamedTuple):
    """A whole play. `offered` and `taken` are the moves, step by step; `where` an ending, or the scene of a loop."""

    stop: Stop
    where: str
    at: Configuration
    offered: list[tuple[int, ...]]
    taken: list[int]
    replies: list[PlayersReply]


class AnswerWays(NamedTuple):
    """The moves with which a question can be answered. `question` is its number in the story.

    `right` and `wrong`: to answer it so; `partly`: to answer it partly right, where something of its own follows from
    that; `gives_up`: to pass; `looks_up` and `hint` (to ask for the next one): None when that is not possible.
    `options`: those of the answers to choose from, in the order of the bank. `hints`: how many were shown already.
    `tried`: how many answers were given already, since it was asked; `is_last`: the next one counts. `right_below`: who
    knows the answer by chance does so where a number of 32 bits is below it; `partly_below`: the same of its parts.
    """

    question: int
    right_below: int
    right: int
    wrong: tuple[int, ...]
    gives_up: int
    looks_up: int | None
    options: tuple[int, ...]
    hint: int | None = None
    hints: int = 0
    tried: int = 0
    is_last: bool = True
    partly: int | None = None
    partly_below: int = 0


AnswerMove: TypeAlias = tuple[int, PlayOutcome | Literal["looked up", "hint"]]
"""The move with which a question is met, and what comes of it."""


class PlayingStyle(NamedTuple):
    """How somebody plays, for one play.

    `choose`: of the numbers of the moves that are offered, in this standing, the one that is taken. `answer`: what is
    done when a question is asked, in this memory; it is handed a number of 64 bits that is as good as drawn, and
    whether the notebook was looked into for this question.
    """

    choose: Callable[[tuple[int, ...], Configuration, Chance], int]
    answer: Callable[[AnswerWays, int, int, bool], AnswerMove]


BeginStyle: TypeAlias = Callable[[int], PlayingStyle]
"""What begins the play with this seed."""


LUCK_RANGE = 1 << 32
"""Whether an answer is known hangs on a number from 0 to below this."""
#: What is known of the parts of an answer hangs on other bits than whether all of it is.
_PARTS = 0x5EED

#: After so many steps, and after twice as many again and again, it is looked whether the play can still end.
_FIRST_LOOK = 500


def seed_of(seed: int, number: int) -> int:
    """The seed with which the play of this number begins: 32 bits, short enough to be typed."""
    return fixed(seed, "simulated play", number) >> 32


def any_right(way: AnswerWays, luck: int) -> int:
    """The right answer; where none is wrong, any of them."""
    if way.wrong or not way.options:
        return way.right
    return way.options[(luck >> 24 & 255) * len(way.options) >> 8]


def not_right(way: AnswerWays, luck: int) -> AnswerMove:
    """An answer of somebody who does not know all of it: partly right by what is known of the parts, else wrong."""
    if way.partly is not None and mix(luck ^ _PARTS) >> 32 < way.partly_below:
        return way.partly, "partly"
    return way.wrong[(luck >> 24 & 255) * len(way.wrong) >> 8], "wrong"


class Player:
    """Somebody of a knowledge and a temperament who can play a story any number of times.

    With a `style`, which is begun anew for each play, that decides instead of the temperament.
    """

    def __init__(
        self,
        moves: Moves,
        knowledge: Knowledge,
        temperament: TemperamentName = "uniform",
        habits: Habits | None = None,
        style: BeginStyle | None = None,
    ) -> None:
        self.story, self.moves, self.knowledge = moves.story, moves, knowledge
        self.habits = habits or HABITS[temperament]
        self._style = style
        self._looks_up_below = int(self.habits.looks_up * 65536)
        self._gives_up_below = int(self.habits.gives_up * 256)
        self._asks_below = int(self.habits.asks * 256)
        self._begin = picker(temperament, moves)
        # One more than there are nodes: a player in no scene stands at -1, the last.
        self._asks = [*(isinstance(node, Ask) for node in self.story.nodes), False]
        self._starts = [scene.start for scene in self.story.scenes.values()]
        self._answering: dict[tuple[tuple[int, ...], int], AnswerWays] = {}

    def play(self, seed: int, most: int) -> Play:
        """A play from the beginning that stops after `most` steps at the latest."""
        try:
            return self.play_on(self.moves.begin(seed), seed, most)
        except EndlessLoop as loop:  # before anybody was asked anything
            return Play("loop", loop.scene, (self.story.layout.start, -1, (), 0), [], [], [])

    def play_on(self, at: Configuration, seed: int, most: int, *, watched: bool = True) -> Play:
        """A play from a standing on. `watched`: one that cannot end any more stops, instead of going on in circles."""
        offered, courses, asks, answering = self.moves.at, self.moves.effects, self._asks, self._answering
        following = courses.moves
        clock, tried = self.story.clock, self.story.tried
        time_shift, time_mask, time_low = (clock.shift, clock.mask, clock.low) if clock is not None else (0, 0, 0)
        chance = Random(seed).random  # noqa: S311 - nobody's secret
        pick = self._begin() if self._begin is not None else None
        style = self._style(seed) if self._style is not None else None
        choose, answer = (style.choose, style.answer) if style is not None else (None, self._by_knowledge)
        key = mix(seed)
        shown: list[tuple[int, ...]] = []
        taken: list[int] = []
        replies: list[PlayersReply] = []
        asked: dict[int, int] = {}
        looked_up = False
        show, take = shown.append, taken.append
        limit = min(_FIRST_LOOK, most) if watched else most
        memory, node, stack, state = at
        try:
            while numbers := offered[node](memory):
                if len(taken) >= limit:
                    at = memory, node, stack, state
                    if watched and ahead(self.moves, at).verdict == "closed":
                        return Play("circle", self._whereabouts(memory), at, shown, taken, replies)
                    if limit >= most:
                        return Play("long", "", at, shown, taken, replies)
                    limit = min(2 * limit, most)
                numbers = tuple(numbers)
                if asks[node]:
                    situation = numbers, tried.get(memory) if tried is not None else 0
                    way = answering.get(situation) or self._answers(situation, (memory, node, stack, state))
                    times = asked.get(way.question, 0)
                    luck = mix(key + (way.question << 20) + times)
                    number, outcome = answer(way, memory, luck, looked_up)
                    if outcome == "looked up":
                        looked_up = True
                    elif outcome in ("partly", "wrong") and not way.is_last:
                        asked[way.question] = times + 1
                    elif outcome != "hint":
                        asked[way.question] = times + 1
                        time = (memory >> time_shift & time_mask) + time_low if clock is not None else len(taken) + 1
                        replies.append(PlayersReply(way.question, outcome, looked_up, time, way.hints))
                        looked_up = False
                elif choose is not None:
                    number = choose(numbers, (memory, node, stack, state), chance)
                elif pick is not None:
                    number = pick(numbers, memory, node < 0, chance)
                else:
                    number = numbers[int(chance() * len(numbers))]
                show(numbers)
                take(number)
                memory, node, stack, state = following[number](memory, stack, state)
                if node < ROAMING:  # a scene was entered
                    start = courses.nodes[self._starts[-2 - node]]
                    memory, node, stack, state = courses.run(start, (memory, node, stack, state))
        except EndlessLoop as loop:
            return Play("loop", loop.scene, (memory, node, stack, state), shown, taken, replies)
        ending = self.story.nodes[node] if node >= 0 else None
        stop: Stop = "end" if isinstance(ending, End) else "stuck"
        where = ending.ending if isinstance(ending, End) else self._whereabouts(memory)
        return Play(stop, where, (memory, node, stack, state), shown, taken, replies)

    def _whereabouts(self, memory: int) -> str:
        place = self.story.place_at(memory)
        return place.id if place is not None else ""

    def _by_knowledge(self, way: AnswerWays, _: int, luck: int, __: bool) -> AnswerMove:
        """What somebody does who knows as much as this player does, and has these habits."""
        if way.looks_up is not None and (luck & 65535) < self._looks_up_below:
            return way.looks_up, "looked up"
        if luck >> 32 < way.right_below:
            return any_right(way, luck), "right"
        if way.hint is not None and (mix(luck + way.hints) & 255) < self._asks_below:
            return way.hint, "hint"
        if (luck >> 16 & 255) < self._gives_up_below:
            return way.gives_up, "passed"
        return not_right(way, luck)

    def _answers(self, situation: tuple[tuple[int, ...], int], at: Configuration) -> AnswerWays:
        """How the question that is asked can be answered with these moves, after so many answers that did not count."""
        numbers, tried = situation
        state = State(*at, seed=0)
        question = asked_question(self.story, state)
        assert question is not None  # noqa: S101 - it waits
        offered = {number: self.moves.all[number] for number in numbers}
        way = answer_ways(question, offered, self.knowledge, tried, hints_shown(self.story, state))
        self._answering[situation] = way
        return way


class OfferedAnswer(Protocol):
    """What can be done where a question is asked, as far as a player looks at it."""

    @property
    def kind(self) -> str:
        """Such as `answer`, `right`, `pass`, `lookup`."""

    @property
    def subject(self) -> str:
        """The id of an answer that is chosen."""


def answer_ways(
    question: Question, offered: Mapping[int, OfferedAnswer], knowledge: Knowledge, tried: int = 0, shown: int = 0
) -> AnswerWays:
    """How a question can be answered with the moves that are offered, by their numbers and in their order.

    `tried` is after how many answers that did not count, `shown` after how many hints.
    """
    true = {answer.id for answer in question.answers if answer.right}
    right = [number for number, move in offered.items() if move.kind == "right" or _is_answer(move, true)]
    found = {move.kind: number for number, move in reversed([*offered.items()])}
    gives_up, looks_up, hint, partly = found["pass"], found.get("lookup"), found.get("hint"), found.get("partly")
    wrong = tuple(number for number in offered if number not in (*right, gives_up, looks_up, hint, partly))
    options = tuple(number for number, move in offered.items() if move.kind == "answer")
    return AnswerWays(
        question.number, right_below(question, knowledge, tried, shown), right[0], wrong, gives_up, looks_up, options,
        hint, shown, tried, tried >= question.tries - 1, partly, round(knowledge.of(question) * LUCK_RANGE),
    )  # fmt: skip


def right_below(question: Question, knowledge: Knowledge, tried: int, shown: int) -> int:
    """Who has a luck below this, of `LUCK_RANGE`, answers right: after so many answers and hints."""
    # Where nothing is wrong, somebody who knows nothing answers, too.
    below = round(knowledge.of(question) * LUCK_RANGE) if question.verdict else LUCK_RANGE
    if tried:  # who knew it would not be asked again: now it is a guess
        below = round(LUCK_RANGE / (len(question.answers) - tried)) if _is_guessed(question, tried) else below // 2
    return LUCK_RANGE - ((LUCK_RANGE - below) >> shown)  # each hint leaves half of what was not known unknown


def _is_guessed(question: Question, tried: int) -> bool:
    """Whether one of the answers to choose from is left to be guessed."""
    return question.kind == "choice" and len(question.answers) > tried


def _is_answer(move: OfferedAnswer, ids: set[str]) -> bool:
    return move.kind == "answer" and move.subject in ids
