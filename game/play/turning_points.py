"""The forks of a play that mattered: where something else was open, and something else would have followed at once.

The rule, in one place. Looked at is every step that holds:

- A choice in a scene, beside each choice that stood next to it and was **given up**: it was not offered again in this
  play, so far as it was played.
- A question whose answer **counts and was not right**, beside the right answer.
- Walking, taking something and beginning a scene only where one of these **ended the story** and another way did not:
  what one leaves there can nearly always be done later.

For both, what was done and what was not, the rules of the game say what follows until the next time when there is
something to choose; where only one thing can be done it is done. What differs between the two is counted, and of that
only what a player can see:

- for each measure that is shown, the difference, where its whole range counts 10;
- for each line of a document 1 where other words stand there, and 1 more where it is agreed on one side only;
- 3 where only one side ends the story, or both end it differently;
- 1 for a missed question, or as much of it as was wrong.

What weighs nothing is no fork. The heaviest are shown, `MOST` of them, in the order of the play.

So a fork says: here it went one way, and could have gone another, at once and in sight. It does not say what would have
come of the whole day, nor what the other way would have brought; whoever wants to know goes back and looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.engine import EndlessLoop, Refused, State, Turn, choose, is_over, options
from game.engine.events import MeasureChanged, QuestionAnswered
from game.engine.rendering import render_document
from game.engine.rules import asked_question
from game.engine.state import Action
from game.localisation.messages import gettext
from game.play.history import Played
from game.play.reading_documents import ReadLine, lines_read
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.play.story_points import so_far
from game.record.journal import Step
from game.story.model.story import ROAMING, End, Story

MOST = 5
"""So many forks are shown."""

_WHOLE_RANGE = 10.0
_OTHER_WORDS, _OTHER_STANDING, _OTHER_END = 1.0, 1.0, 3.0
_MISSED = 1.0
#: So many steps that nobody can choose between are done, at most.
_FORCED = 8


class TurningPoint(NamedTuple):
    """A fork that mattered.

    `number` is that of the point of the play just before it (`back to` leads there), `time` the minutes of the day then
    (None in a story without a clock). `done` is what was chosen or answered, `is_miss` whether that was an answer that
    was not right. `brought` are the changes in sight that it brought, each in a few words; there are none where only
    the other way would have brought any. `stands`: going back does not change the answer. `weight` is explained above.
    """

    number: int
    time: int | None
    done: str
    is_miss: bool
    brought: tuple[str, ...]
    stands: bool
    weight: float


class _InSight(NamedTuple):
    """What a player can see of how a story stands: shares of the ranges of measures, lines of documents, the end."""

    measures: tuple[float, ...]
    lines: dict[tuple[str, str], tuple[str, bool]]
    ending: str


def turning_points(session: Session, goes_on: Callable[[], bool] = lambda: True) -> list[TurningPoint]:
    """The forks of a play that mattered, as the rule above has it, in their order; at most `MOST`.

    It ends early, with those that were found, when it shall not go on.
    """
    found = [point for point in _forks(session, goes_on) if point.weight > 0]
    heaviest = sorted(found, key=lambda point: (-point.weight, -point.number))[:MOST]
    return sorted(heaviest, key=lambda point: point.number)


def _forks(session: Session, goes_on: Callable[[], bool]) -> Iterator[TurningPoint]:
    """All forks, the last one first: only then it is known what was offered again."""
    story, played = session.story, list(session.played)
    numbers = [point.number for point in so_far(session).held]
    looked = _Look(story)
    offered_later: set[str] = set()
    for at in range(len(played) - 1, 0, -1):
        if not goes_on():
            return
        before, here = played[at - 1].turn.state, played[at]
        offered_later.update(option.id for option in options(story, here.turn.state))
        weight = looked.weight(before, here, offered_later)
        if weight and here.step is not None:
            yield _turning_point(session, numbers[at - 1], before, here, weight)


def _turning_point(session: Session, number: int, before: State, here: Played, weight: float) -> TurningPoint:
    story, step = session.story, here.step
    assert step is not None  # noqa: S101 - only the beginning has none
    time = story.clock.get(before.memory) if story.clock is not None else None
    is_miss = _missed(story, here.turn) is not None
    brought = tuple(_brought(story, before, here.turn))
    return TurningPoint(number, time, _done(step), is_miss, brought, is_miss and story.first_answers_stand, weight)


def _done(step: Step) -> str:
    """What was done, in the player's own words or those of the choice; empty where a question was given up."""
    return "" if step.do == "pass" else step.answer or step.saw or step.do


def _brought(story: Story, before: State, turn: Turn) -> Iterator[str]:
    for event in turn.events:
        if isinstance(event, MeasureChanged) and not story.measures[event.measure].hidden:
            yield f"{story.measures[event.measure].name} {event.after - event.before:+d}"
    for document in story.documents.values():
        for read in lines_read(story, document, before, turn.state):
            if read.change:
                yield _stands_now(read, read.line.title or read.line.section or document.title)


def _stands_now(read: ReadLine, line: str) -> str:
    """How a line stands that was changed, in a few words."""
    if read.change == "struck":
        # Translators: how a line of a document stands now, as one of a few things that a choice brought.
        return gettext("{line} struck", line=line)
    if not read.line.wording:
        # Translators: how a line of a document stands now, as one of a few things that a choice brought.
        return gettext("{line} blank", line=line)
    if read.line.is_open:
        # Translators: how a line of a document stands now, as one of a few things that a choice brought.
        return gettext("{line} open", line=line)
    # Translators: how a line of a document stands now, as one of a few things that a choice brought.
    return gettext("{line} settled", line=line)


def _missed(story: Story, turn: Turn) -> QuestionAnswered | None:
    """The answer in a turn that counts and is not right."""
    for event in turn.events:
        if isinstance(event, QuestionAnswered) and not event.again and story.questions[event.question].verdict:
            return None if event.right else event
    return None


class _Look:
    """Looks at what else could have followed. What is in sight of a state is remembered."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._seen: dict[tuple[int, int], _InSight] = {}

    def weight(self, before: State, here: Played, offered_later: set[str]) -> float:
        """How much what was done weighs, in a state from which it led on."""
        story, step = self.story, here.step
        if step is None:
            return 0.0
        question = asked_question(story, before)
        if question is not None:
            missed = _missed(story, here.turn)
            if missed is None:
                return 0.0
            return _MISSED * (1 - missed.credit) + self._against(before, here, [right_answer(story, before, question)])
        if before.node == ROAMING:
            ended = self._ending(here.turn.state)
            if not ended:
                return 0.0
            others = [option.id for option in options(story, before) if option.id != step.do]
            ends = [self._ending(after) for after in self._led(before, others)]
            return _OTHER_END if any(end != ended for end in ends) else 0.0
        given_up = [
            option.id for option in options(story, before) if option.id != step.do and option.id not in offered_later
        ]
        return self._against(before, here, given_up)

    def _against(self, before: State, here: Played, others: list[Action] | list[str]) -> float:
        """How much the most different one of these other deeds would have made a difference."""
        if not others:
            return 0.0
        done = self._in_sight(self._further(here.turn.state))
        return max((_difference(done, self._in_sight(after)) for after in self._led(before, others)), default=0.0)

    def _led(self, before: State, actions: list[Action] | list[str]) -> Iterator[State]:
        """Where each of these would have led, to the next choice; without those of which the story makes nothing."""
        for action in actions:
            try:
                yield self._further(choose(self.story, before, action).state)
            except (Refused, EndlessLoop):
                continue

    def _further(self, state: State) -> State:
        """The state behind everything that can only be done in one way."""
        story = self.story
        for _ in range(_FORCED):
            offered = options(story, state)
            if len(offered) != 1 or state.node == ROAMING or asked_question(story, state) is not None:
                break
            try:
                state = choose(story, state, offered[0].id).state
            except EndlessLoop:
                break
        return state

    def _ending(self, state: State) -> str:
        """The id of the ending that this state is, or empty."""
        node = self.story.nodes[state.node] if state.node != ROAMING else None
        return node.ending if isinstance(node, End) and is_over(self.story, state) else ""

    def _in_sight(self, state: State) -> _InSight:
        key = state.memory, state.node
        if key not in self._seen:
            self._seen[key] = self._looked(state)
        return self._seen[key]

    def _looked(self, state: State) -> _InSight:
        story, memory = self.story, state.memory
        shown = [measure.slot for measure in story.measures.values() if not measure.hidden]
        measures = tuple(slot.get(memory) / max(slot.high - slot.low, 1) for slot in shown)
        lines = {
            (document.id, line.id): ("".join(span.words for span in line.spans), line.is_open or not line.wording)
            for document in story.documents.values()
            for line in render_document(story, document, memory, state.seed)
        }
        return _InSight(measures, lines, self._ending(state))


def _difference(one_way: _InSight, other_way: _InSight) -> float:
    """How much differs in sight between two ways, as the rule above counts it."""
    weight = sum(
        abs(here - there) * _WHOLE_RANGE for here, there in zip(one_way.measures, other_way.measures, strict=True)
    )
    for line in one_way.lines.keys() | other_way.lines.keys():
        here, there = one_way.lines.get(line, ("", True)), other_way.lines.get(line, ("", True))
        weight += (here[0] != there[0]) * _OTHER_WORDS + (here[1] != there[1]) * _OTHER_STANDING
    return weight + (one_way.ending != other_way.ending) * _OTHER_END
