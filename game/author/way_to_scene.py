"""A way to a scene: what a player does, from the beginning on, until the scene opens. Found by searching, not proved.

The states that seem nearest to the scene are looked at first; in turn with them, the oldest ones that wait. So a wrong
guess costs time only, and a story with few states is searched to its end.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.author.nearness import FAR, Nearness, ways_of
from game.engine import EndlessLoop, Refused, State, Turn, begin, choose, options
from game.engine.events import SceneBegan
from game.engine.rules import asked_question
from game.engine.state import ASIDES, Action
from game.play.sample_answers import right_answer, wrong_answer
from game.story.model.story import Story

BOUND = 200_000
"""How many states are looked at before the search gives up."""

_REPORTED_EVERY = 100
_AN_OLD_ONE_EVERY = 4


class Reached(NamedTuple):
    """What the search came to.

    `actions` lead from the beginning to the turn in which the scene opens; None when no such way was found. `states`
    were looked at. `exhausted`: these were all that this seed has, so there is no way; else there may be one.
    """

    actions: tuple[Action, ...] | None
    states: int
    exhausted: bool = False


class _Link(NamedTuple):
    """How a state came about."""

    before: _Link | None
    action: Action


def reach_scene(
    story: Story,
    scene: str,
    seed: int = 0,
    *,
    bound: int = BOUND,
    progress: Callable[[int], bool] = lambda states: True,
) -> Reached:
    """A way to the scene in the play with this seed.

    `progress` is told now and then how many states were looked at, and says whether to go on. Raises EndlessLoop when
    the story does not even come to its first choice.
    """
    turn = begin(story, seed)
    if _opens(turn, scene):
        return Reached((), 1)
    nearness = Nearness(ways_of(story), scene)
    # The seed is the same in all states, so they need not be compared with it.
    seen = {turn.state}
    states = 1
    oldest: deque[tuple[State, _Link | None]] = deque()
    nearest: list[tuple[bool, float, int, State, _Link | None]] = []
    news = _News(story)

    def wait(state: State, link: _Link | None) -> None:
        guess = nearness(state)
        if guess < FAR:
            heapq.heappush(nearest, (not news.in_(state, guess), guess, states, state, link))
        oldest.append((state, link))

    wait(turn.state, None)
    done: set[State] = set()
    taken = 0
    while oldest:
        taken += 1
        if nearest and taken % _AN_OLD_ONE_EVERY:
            *_, state, link = heapq.heappop(nearest)
        else:
            state, link = oldest.popleft()
        if state in done:
            continue
        done.add(state)
        for action in _actions(story, state):
            try:
                turn = choose(story, state, action)
            except (Refused, EndlessLoop):
                continue
            if _opens(turn, scene):
                return Reached(_unrolled(_Link(link, action)), states)
            if turn.state in seen:
                continue
            seen.add(turn.state)
            states += 1
            if states >= bound or (states % _REPORTED_EVERY == 0 and not progress(states)):
                return Reached(None, states)
            wait(turn.state, _Link(link, action))
    return Reached(None, states, exhausted=True)


class _News:
    """Tells which states have something that no state equally near had: these are looked at first.

    Else all orders in which irrelevant things can be done would come before the next relevant one (N. Lipovetzky,
    H. Geffner, "Best-first width search", 2017).
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.everything = (1 << story.layout.bits) - 1
        self.had: dict[float, tuple[int, int, set[tuple[int, int, int]]]] = {}

    def in_(self, state: State, guess: float) -> bool:
        """Whether there is something new in a state with this guess."""
        memory, clock, place = state.memory, self.story.clock, self.story.place
        ones, zeros, standings = self.had.get(guess, (0, 0, set()))
        unset = self.everything & ~memory
        where = place.get(memory) if place is not None else 0
        standing = (state.node, where, clock.get(memory) if clock is not None else 0)
        new = bool(memory & ~ones or unset & ~zeros) or standing not in standings
        standings.add(standing)
        self.had[guess] = ones | memory, zeros | unset, standings
        return new


def _opens(turn: Turn, scene: str) -> bool:
    return any(isinstance(event, SceneBegan) and event.scene == scene for event in turn.events)


def _actions(story: Story, state: State) -> Iterator[Action]:
    """Everything that makes a difference. Of the wrong answers to a question one is enough."""
    question = asked_question(story, state)
    offered = options(story, state)
    if question is None:
        yield from (option.id for option in offered)
        return
    yield right_answer(story, state, question)
    yield wrong_answer(question)
    yield from (option.id for option in offered if option.kind in ASIDES)


def _unrolled(link: _Link | None) -> tuple[Action, ...]:
    actions = []
    while link is not None:
        actions.append(link.action)
        link = link.before
    return tuple(reversed(actions))
