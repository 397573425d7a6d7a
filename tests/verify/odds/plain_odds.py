"""The odds of small stories in fractions, by another way: no reduction, no arrays, no order of blocks.

States are walked one by one in the system as it is, all of them are unknowns of one system of equations, and that is
solved by elimination (C. F. Gauss) in exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from game.story.model.story import End, Story
from game.verify.odds.answer_locations import answering
from game.verify.odds.player_model import PlayerModel, chances_at_question
from game.verify.reductions.walk import SystemWalk
from game.verify.system.transition_system import transition_system

State = tuple[int, int, int]
"""A location, a memory, and the hints asked for on the luck of now."""


class TooMany(Exception):
    """There are more states than can be solved in fractions."""


class PlainOdds(NamedTuple):
    """How likely each ending is, each fact met, each question asked; and the steps of plays that end, on average."""

    endings: dict[str, Fraction]
    facts: dict[str, Fraction]
    questions: dict[str, Fraction]
    steps: Fraction | None


def plain_odds(story: Story, model: PlayerModel, most: int = 150) -> PlainOdds:
    """The odds of this player, who takes anything alike. Raises TooMany."""
    states = _States(story, model, most)
    endings = {id_: states.ever(lambda state, id_=id_: states.ending(state) == id_) for id_ in story.endings}
    facts = {
        id_: states.ever(lambda state, slot=fact.known: bool(slot.get(state[1]))) for id_, fact in story.facts.items()
    }
    questions = {
        id_: states.ever(lambda state, number=question.number: states.question(state) == number)
        for id_, question in story.questions.items()
    }
    return PlainOdds(endings, facts, questions, states.steps())


class _States:
    def __init__(self, story: Story, model: PlayerModel, most: int) -> None:
        self.story = story
        self.system = transition_system(story)
        seen = answering(self.system)
        self.locations = seen.locations
        self.walk = SystemWalk(self.system)
        self.walk._through(seen.locations, seen.settling, seen.slots)
        self.start: State = 0, story.layout.start, 0
        self.next: dict[State, dict[State, Fraction]] = {}
        waiting = [self.start]
        while waiting:
            state = waiting.pop()
            if state in self.next:
                continue
            if len(self.next) >= most:
                raise TooMany
            self.next[state] = self._following(state, model)
            waiting += self.next[state]

    def ending(self, state: State) -> str:
        node = self.locations[state[0]].key.node
        ends = self.locations[state[0]].key.kind == "ending"
        found = self.story.nodes[node] if ends else None
        return found.ending if isinstance(found, End) else ""

    def question(self, state: State) -> int:
        return self.locations[state[0]].key.question

    def _following(self, state: State, model: PlayerModel) -> dict[State, Fraction]:
        location, memory, hints = state
        here = self.locations[location]
        if here.key.kind in ("ending", "endless"):
            return {}
        open_ = [
            number for number, transition in enumerate(here.transitions)
            if self.walk.hold(transition.guards, memory)
        ]  # fmt: skip
        if here.key.kind == "question":
            asked = self.story.questions[self.story.question_order[here.key.question - 1]]
            chances = chances_at_question(model, asked, here, tuple(open_), hints)
        else:
            chances = {number: Fraction(1, len(open_)) for number in open_}
        found: dict[State, Fraction] = {}
        for number, chance in chances.items():
            transition = here.transitions[number]
            after = {"hint": hints + 1, "lookup": hints}.get(transition.kind, 0) if here.key.kind == "question" else 0
            there = (*self.walk.after(transition, memory), after)
            if chance:
                found[there] = found.get(there, Fraction(0)) + chance
        return found

    def ever(self, is_so: Callable[[State], bool]) -> Fraction:
        """How likely a state comes in which it is so."""
        return self._values(is_so)[self.start]

    def _values(self, is_so: Callable[[State], bool]) -> dict[State, Fraction]:
        good = {state for state in self.next if is_so(state)}
        able = set(good)
        while True:
            more = {state for state, following in self.next.items() if state not in able and able & following.keys()}
            if not more:
                break
            able |= more
        unknown = [state for state in self.next if state in able and state not in good]
        rows = {}
        for state in unknown:
            known = sum((chance for there, chance in self.next[state].items() if there in good), Fraction(0))
            row = {there: -chance for there, chance in self.next[state].items() if there in able and there not in good}
            row[state] = row.get(state, Fraction(0)) + 1
            rows[state] = row, known
        return {**dict.fromkeys(self.next, Fraction(0)), **dict.fromkeys(good, Fraction(1)), **_solved(rows)}

    def steps(self) -> Fraction | None:
        """The mean steps of plays that end."""
        ends = self._values(lambda state: bool(self.ending(state)))
        if not ends[self.start]:
            return None
        able = [state for state in self.next if ends[state] and not self.ending(state)]
        rows = {}
        for state in able:
            row = {
                there: -chance for there, chance in self.next[state].items() if ends[there] and not self.ending(there)
            }
            row[state] = row.get(state, Fraction(0)) + 1
            rows[state] = row, ends[state] if self.locations[state[0]].is_chosen else Fraction(0)
        return _solved(rows).get(self.start, Fraction(0)) / ends[self.start]


def _solved(rows: dict[State, tuple[dict[State, Fraction], Fraction]]) -> dict[State, Fraction]:
    """The solution of equations: for each unknown a row of factors and what they come to."""
    done: list[tuple[State, dict[State, Fraction], Fraction]] = []
    left = dict(rows)
    for state in rows:
        row, right = left.pop(state)
        factor = row.pop(state)
        row, right = {there: part / factor for there, part in row.items()}, right / factor
        done.append((state, row, right))
        for other, (others, value) in left.items():
            times = others.pop(state, None)
            if times:
                for there, part in row.items():
                    others[there] = others.get(there, Fraction(0)) - times * part
                left[other] = others, value - times * right
    found: dict[State, Fraction] = {}
    for state, row, right in reversed(done):
        found[state] = right - sum((part * found[there] for there, part in row.items()), Fraction(0))
    return found
