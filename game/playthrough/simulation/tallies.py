"""What is counted of many plays: whole numbers only, so that sums are the same in whatever order they are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from game.engine.moves import Moves
from game.playthrough.simulation.players import Play
from game.story.model.document_wordings import BLANK_NAME, standing_wording
from game.story.model.layout import Slot

#: So many plays that did not come to an ending are kept of each kind: those with the lowest numbers.
EXAMPLES = 3


@dataclass
class PlayTally:
    """The counts of some plays.

    `lengths` (in steps), `closings` (the story's time, or the step without a clock) and `measures` are by ending; what
    came to none has the kind of its trouble with a `!` before. `scenes`, `places`, `facts` and `achievements` are plays
    in which they occurred, `wordings` those at whose end they stood there.

    `offered` and `taken` are by the number of the move, the others by that of the question;
    those with `_in` count plays, and what is offered at several points has the first of its numbers there. `replies`
    are by question, outcome and time. `troubles` are by kind and place or scene. `returns` are by the scenes between,
    `never_returned` by question (see `ReturnCounts`).
    """

    plays: int = 0
    lengths: Counter[tuple[str, int]] = field(default_factory=Counter)
    closings: Counter[tuple[str, int]] = field(default_factory=Counter)
    scenes: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    achievements: Counter[str] = field(default_factory=Counter)
    wordings: Counter[str] = field(default_factory=Counter)
    notes: Counter[int] = field(default_factory=Counter)
    measures: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    offered: Counter[int] = field(default_factory=Counter)
    offered_in: Counter[int] = field(default_factory=Counter)
    taken: Counter[int] = field(default_factory=Counter)
    taken_in: Counter[int] = field(default_factory=Counter)
    asked_in: Counter[int] = field(default_factory=Counter)
    missed_in: Counter[int] = field(default_factory=Counter)
    looked_up: Counter[int] = field(default_factory=Counter)
    hinted: Counter[int] = field(default_factory=Counter)
    replies: Counter[tuple[int, str, int]] = field(default_factory=Counter)
    troubles: Counter[tuple[str, str]] = field(default_factory=Counter)
    returns: Counter[int] = field(default_factory=Counter)
    never_returned: Counter[int] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(self, other: PlayTally) -> None:
        """Add the counts of other plays."""
        self.plays += other.plays
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        for trouble, numbers in other.examples.items():
            self.examples[trouble] = sorted([*self.examples.get(trouble, ()), *numbers])[:EXAMPLES]


_COUNTERS = tuple(counter.name for counter in fields(PlayTally) if counter.name not in ("plays", "examples"))


class Counting:
    """Counts plays of one story into a tally."""

    def __init__(self, moves: Moves) -> None:
        story = moves.story
        self.tally = PlayTally()
        firsts: dict[str, int] = {}
        self._first = [
            firsts.setdefault(move.id, number) if move.kind in ("choice", "scene") else number
            for number, move in enumerate(moves.all)
        ]
        self._clock = story.clock
        self._shown: Counter[tuple[int, ...]] = Counter()
        self._scenes = _bits((id_, scene.visits) for id_, scene in story.scenes.items())
        self._places = _bits((id_, place.visits) for id_, place in story.places.items())
        self._facts = _bits((id_, fact.known) for id_, fact in story.facts.items())
        self._achievements = _bits((id_, achievement.achieved) for id_, achievement in story.achievements.items())
        self._lines = [
            (f"{document.id}.{line.id}", line) for document in story.documents.values() for line in document.lines
        ]
        self._measures = [
            (measure.id, measure.slot.shift, measure.slot.mask, measure.slot.low) for measure in story.measures.values()
        ]

    def add(self, number: int, play: Play) -> None:
        """Count the play of this number."""
        tally, memory = self.tally, play.at[0]
        tally.plays += 1
        end = play.where if play.stop == "end" else f"!{play.stop}"
        steps = len(play.taken)
        tally.lengths[end, steps] += 1
        tally.closings[end, self._clock.get(memory) if self._clock is not None else steps] += 1
        if play.stop != "end":
            trouble = (play.stop, play.where)
            tally.troubles[trouble] += 1
            examples = tally.examples.setdefault(trouble, [])
            if len(examples) < EXAMPLES:
                examples.append(number)
        tally.scenes.update([id_ for id_, bits in self._scenes if memory & bits])
        tally.places.update([id_ for id_, bits in self._places if memory & bits])
        known = [id_ for id_, bits in self._facts if memory & bits]
        tally.facts.update(known)
        tally.notes[len(known)] += 1
        tally.achievements.update([id_ for id_, bits in self._achievements if memory & bits])
        for name, line in self._lines:
            wording = standing_wording(line, memory)
            if wording is not None or line.blank is not None:
                tally.wordings[f"{name}.{wording.id if wording is not None else BLANK_NAME}"] += 1
        for id_, shift, mask, low in self._measures:
            tally.measures[id_, end, (memory >> shift & mask) + low] += 1
        self._shown.update(play.offered)
        first = self._first
        tally.offered_in.update({first[number] for number in set().union(*set(play.offered))})
        tally.taken.update(play.taken)
        tally.taken_in.update({first[number] for number in play.taken})
        tally.asked_in.update({reply.question for reply in play.replies})
        tally.missed_in.update({reply.question for reply in play.replies if reply.outcome in ("wrong", "passed")})
        tally.looked_up.update([reply.question for reply in play.replies if reply.looked_up])
        for reply in play.replies:
            if reply.hints:
                tally.hinted[reply.question] += reply.hints
        tally.replies.update([(reply.question, reply.outcome, reply.time) for reply in play.replies])

    def result(self) -> PlayTally:
        """The tally of all plays so far."""
        for numbers, times in self._shown.items():
            for number in numbers:
                self.tally.offered[number] += times
        self._shown.clear()
        return self.tally


def _bits(slots: Iterable[tuple[str, Slot]]) -> list[tuple[str, int]]:
    """For each variable the bits of memory of which one is set when it is not zero. Counters begin at zero."""
    return [(id_, slot.mask << slot.shift) for id_, slot in slots]
