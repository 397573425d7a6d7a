"""Plays at random through a reduced system: most of what can happen happens soon, and need not be searched for.

Plays of five kinds come in turn: one chooses evenly among the transitions that are open; the next takes those that were
taken least before; one mostly answers right, as often as its knowledge goes; one wants some measures to be high and
others to be low; and one wants something to happen that has not happened yet (`game.verify.search.landmarks`). Where
somebody asks for what happens only as long as something else has not happened, there are plays that keep away from
that. What was seen is proved by the play that shows it. What was not seen is not known.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import CHOSEN, Happening
from game.verify.exact.packing import Packing
from game.verify.reductions.reaching_definitions import changes
from game.verify.reductions.reduction import Reduced
from game.verify.search.checkpoint_archive import Checkpoint, CheckpointArchive
from game.verify.search.landmarks import Landmarks, PreferredOperators, landmarks_of
from game.verify.search.play_code import PlayCode
from game.verify.search.seen_states import SeenStates
from game.verify.search.trails import Trail
from game.verify.system.elements import Location
from game.verify.system.space import PathStep

_LONGEST = 1_000
"""Transitions that somebody chooses in a play, at most. What follows of itself ends, for the system counts what might
not.
"""
_LONGER = 4
"""So many times as many as there are transitions in the story, if that is more: long stories have long plays."""
_SPRINT = 60
"""Transitions that somebody chooses, without anything new, in a play that goes on from an untried one."""
_ANEW = 2
"""One in so many turns of all kinds of plays begins with the story; the others, where some play was."""
_RUN = 200
"""Transitions that somebody chooses, without anything new, in a play that goes on from where another one was."""
_SELDOM = 40
"""After at most so many transitions that somebody chooses it is noted where a play is."""
_PATIENCE = 10_000
"""Transitions that are taken without anything new before it ends; or three times as many as before, if these are more.
"""
_MOST = 200_000
"""Transitions that are taken; and half as many more, again and again, as long as it is worth while."""
_SELDOM_NEW = 10_000
"""Transitions for each new thing that is told, beyond which it is not."""
_KNOWLEDGE = (0.2, 0.5, 0.8, 0.95, 1.0)
"""How often those answer right who mostly do."""
_KINDS, _AMBITIOUS, _SEEKING = 7, (3, 4), (5, 6)
"""So many plays in turn, and which of them have an ambition, or seek what was not seen."""
_AMBITIONS = (-1, 0, 1, 1)
"""How much somebody may want a measure to be high."""
_FREEDOM = (0.1, 0.3)
"""How often somebody with a wish does something else."""

_MOST_LOCATIONS = 4
"""Locations at which something is sought that may be possible at many."""
_REMEMBERED_EVERY, _MOST_REMEMBERED = 16, 20_000
"""Choices of a play after which the state is remembered, and how many states are at most."""

Path = Sequence[tuple[int, int]]
"""Steps: locations and the numbers of transitions there."""


class Sampled(NamedTuple):
    """What happened in some play, with the steps from the beginning up to it.

    `transitions` that were open, by location and number; `events`, what was told, by the name of its kind and itself;
    `dead_ends`, `endless` by location. `visits`: how often some play was at each location; `led_to`: the endings, by
    location, to which a play went on from each.
    """

    transitions: dict[PathStep, Path]
    events: dict[Happening, Path]
    dead_ends: dict[int, Path]
    endless: dict[int, Path]
    taken: int
    visits: tuple[int, ...] = ()
    led_to: tuple[frozenset[int], ...] = ()


NOT_SAMPLED = Sampled({}, {}, {}, {}, 0)


def play_at_random(
    story: Story, reduced: Reduced, *, seed: int = 0, go_on: Callable[[int], bool] = lambda taken: True
) -> Sampled:
    """Play until nothing new is seen for a while.

    `go_on` is asked before each play, with the number of transitions taken so far; False ends it. The same seed, of
    any size, brings the same plays. What is found has happened in a play, and what is not found may still be possible.
    """
    return RandomPlays(story, reduced, seed, go_on).sampled()


class RandomPlays:
    """Plays a reduced system at random, as often as wanted. `go_on` is asked before each play."""

    def __init__(
        self, story: Story, reduced: Reduced, seed: int = 0, go_on: Callable[[int], bool] = lambda taken: True
    ) -> None:
        self.reduced = reduced
        self.packing = Packing(reduced, story.layout.start)
        self.go_on = go_on
        self.chance = random.Random(seed)  # noqa: S311 - nothing is kept secret
        self.bits = self.packing.location_bits
        self.locations = self.packing.reduced.locations
        self._code = PlayCode(self.packing)
        self._right = [_right(story, location) for location in self.locations]
        self._kinds = [location.key.kind if location is not None else "" for location in self.locations]
        self._is_chosen = [kind in CHOSEN for kind in self._kinds]
        self._is_over = [kind in ("ending", "endless") for kind in self._kinds]
        #: By location where there is but one way on and nobody chooses it, that step, once it was written.
        self._forced: list[Callable[[int], tuple[int, int, int]] | None] = [None] * len(self.locations)
        self._open: list[Callable[[int], int] | None] = [None] * len(self.locations)
        self._transitions: list[list[Callable[[int], tuple[int, int, int]] | None]] = [
            [None] * len(location.transitions) if location is not None else [] for location in self.locations
        ]
        #: By location and mask of open transitions, their numbers.
        self._numbers: list[dict[int, list[int]]] = [{} for _ in self.locations]
        self._tries: list[list[int]] = [
            [0] * len(location.transitions) if location is not None else [] for location in self.locations
        ]
        self._steps = [
            [PathStep(number, index) for index in range(len(tries))] for number, tries in enumerate(self._tries)
        ]
        #: What was open in some play, with the beginning of that play; some of it may have been taken since.
        self._frontier: deque[tuple[Checkpoint, int]] = deque()
        self._reviewed, self._told_before = _MOST * 2 // 3, 0
        self._archive: dict[int, Checkpoint] = {}
        self._archived: list[int] = []
        self._longest = max(_LONGEST, _LONGER * sum(map(len, self._tries)))
        self._seen_open = [0] * len(self.locations)
        self._seen_events = 0
        self._visits = [0] * len(self.locations)
        self._led_to: list[set[int]] = [set() for _ in self.locations]
        self._avoided: list[int] = []
        self._measures = [measure.slot.name for measure in story.measures.values()]
        self._preferred: PreferredOperators | None = None
        self._aim: CheckpointArchive | None = None
        self._aims: dict[PathStep | Happening, CheckpointArchive] = {}
        self._freedom = 0.0
        self.found = Sampled({}, {}, {}, {}, 0)
        self.taken = self._news = 0
        self._met: dict[int, None] = {}
        self._moments, self._spacing = 0, 1

    @cached_property
    def _wishes(self) -> Landmarks:
        return landmarks_of(self.locations, self.reduced.settling)

    @property
    def seen(self) -> SeenStates:
        """Some of the states that plays were in that sought nothing."""
        return SeenStates(tuple(self._met), self.packing.layout)

    def sampled(self) -> Sampled:
        """Play until nothing new is seen for a while."""
        play = 0
        while self._hopes() and self.go_on(self.taken):
            if self._frontier:
                self._follow_up()
                continue
            kind = play % _KINDS
            self._prefer(self._preference(kind))
            knowledge = self.chance.choice(_KNOWLEDGE) if kind % 2 == 0 and kind else None
            if play >= _KINDS and self._archive and play // _KINDS % _ANEW:
                begun = self._archive[self.chance.choice(self._archived)]
                self._play(curious=kind < 5, knowledge=knowledge, begun=begun, sprint=_RUN)
            else:
                self._play(curious=kind == 1, knowledge=knowledge)
            play += 1
        self._prefer(None)
        visits, led_to = tuple(self._visits), tuple(map(frozenset, self._led_to))
        return self.found._replace(taken=self.taken, visits=visits, led_to=led_to)

    def seek(self, sought: PathStep | Happening, transitions: int, without: Collection[str] = ()) -> Path | None:
        """A play in which this happens, or with a transition that is open, looked for in plays that do what helps it
        on.

        No further play begins when so many `transitions` were taken. As long as anything else can be done, nothing is
        that changes the variables of `without`.
        """
        found: Mapping[Any, Path] = self.found.transitions if isinstance(sought, PathStep) else self.found.events
        wish = self._wishes.of(sought)
        preferred = self._wishes.preference(wish)
        self._avoided = self._changing(without)
        self._aim = aim = self._aims.setdefault(
            sought, CheckpointArchive(self.packing.layout, wish, self._wishes.before(wish))
        )
        until = self.taken + transitions
        for play in range(transitions):
            if sought in found or self.taken >= until or not self.go_on(self.taken):
                break
            self._prefer(preferred if play % 5 < 3 else None)
            knowledge = None if play % 3 == 2 else self.chance.choice(_KNOWLEDGE)
            begun = aim.beginning(self.chance) if play % 4 else None
            self._play(curious=play % 2 == 1, knowledge=knowledge, begun=begun)
        self._prefer(None)
        self._aim, self._avoided = None, []
        path: Path | None = found.get(sought)
        return path

    def likeliest(self, some: Iterable[PathStep | Happening]) -> list[PathStep | Happening]:
        """Of the same at many locations, where it is best sought: some at which plays were most often, and all events.

        More than a few would share what is taken for all of them, and leave too little for each.
        """
        steps = [sought for sought in some if isinstance(sought, PathStep)]
        steps.sort(key=lambda step: -self._visits[step.location])
        return [*(sought for sought in some if not isinstance(sought, PathStep)), *steps[:_MOST_LOCATIONS]]

    def _numbered(self, location: int, open_: int) -> list[int]:
        numbers = self._numbers[location].get(open_)
        if numbers is None:
            count = len(self._tries[location])
            numbers = self._numbers[location][open_] = [number for number in range(count) if open_ >> number & 1]
        return numbers

    def _changing(self, names: Collection[str]) -> list[int]:
        """By location, a mask of the transitions that somebody chooses and that change any of these variables."""
        if not names:
            return []
        changing = set(names)
        return [
            sum(1 << index for index, transition in enumerate(here.transitions)
                if changing.intersection(changes(transition.effect)))
            if here is not None and here.is_chosen else 0
            for here in self.locations
        ]  # fmt: skip

    def _follow_up(self) -> None:
        """Take a transition that was open in some play and is still untried, and go on from there for a while."""
        begun, transition = self._frontier.popleft()
        if not self._tries[begun.location][transition]:
            self._play(curious=True, knowledge=None, begun=begun, first=transition, sprint=_SPRINT)

    def _ended(self, ending: int, path: Trail) -> None:
        for location in {location for location, _ in path}:
            self._led_to[location].add(ending)
        self._led_to[ending].add(ending)

    def _hopes(self) -> bool:
        """Whether there is something new still: for a while, and beyond that, as long as it is not too seldom."""
        if self.taken - self._news > max(_PATIENCE, 3 * self._news):
            return False
        if self.taken < self._reviewed:
            return True
        # What is told, not what is open: the same choice may be open at very many locations.
        new, self._told_before = len(self.found.events) - self._told_before, len(self.found.events)
        taken, self._reviewed = self.taken - self._reviewed // 3 * 2, self.taken * 3 // 2
        return new * _SELDOM_NEW >= taken

    def _play(
        self, curious: bool, knowledge: float | None, begun: Checkpoint | None = None, first: int | None = None,
        sprint: int = 0,
    ) -> None:  # fmt: skip
        """Play once from where it is `begun`, with this transition `first`.

        With `sprint` it ends when there was nothing new in so many transitions that somebody chooses, and its visits
        are not counted: such plays are about what is rare.
        """
        start = begun or Checkpoint((), 0, self.packing.start >> self.bits)
        path, location, m = Trail(start.path), start.location, start.memory
        steps, unseen, aim, counted = path.steps, ~self._seen_events, self._aim, not sprint
        # So many transitions are taken here that whatever each of them looks up has a name.
        is_chosen, is_over, forced, visits = self._is_chosen, self._is_over, self._forced, self._visits
        all_steps, openings, functions, tries = self._steps, self._open, self._transitions, self._tries
        seen_open, random_number = self._seen_open, self.chance.random
        chosen = 0 if sprint else sum(is_chosen[step] for step, _ in start.path)
        longest, news, wait = sprint or self._longest, self._news, 7
        while chosen < longest:
            if counted:
                visits[location] += 1
            follow = forced[location]
            if follow is not None and first is None:
                steps.append(all_steps[location][0])
                location, m, emitted = follow(m)
                if emitted & unseen:
                    self._note_events(emitted, path)
                    unseen = ~self._seen_events
                continue
            if is_over[location]:
                if self._kinds[location] == "endless":
                    self.found.endless.setdefault(location, path.path())
                elif counted:
                    self._ended(location, path)
                break
            open_ = (openings[location] or self._openings(location))(m)
            if open_ & ~seen_open[location]:
                self._note_open(location, open_, m, path)
            if not open_:
                if is_chosen[location] and location not in self.found.dead_ends:
                    self.found.dead_ends[location] = path.path()
                break
            choosing = is_chosen[location]
            if choosing:
                chosen += 1
                wait -= 1
                if not wait:
                    wait = int(random_number() * _SELDOM) + 1
                    if location not in self._archive:
                        self._archived.append(location)
                    self._archive[location] = Checkpoint(path.path(), location, m)
            if first is not None:
                transition, first = first, None
            elif open_ & (open_ - 1):
                transition = self._pick(location, open_, curious, knowledge)
            else:
                transition = open_.bit_length() - 1
            tries[location][transition] += 1
            steps.append(all_steps[location][transition])
            location, m, emitted = (functions[location][transition] or self._transition(location, transition))(m)
            if choosing and aim is not None:
                aim.note(path.path(), location, m)
            elif choosing and not chosen % _REMEMBERED_EVERY:
                self._remember(m)
            if emitted & unseen:
                self._note_events(emitted, path)
                unseen = ~self._seen_events
            if sprint and self._news > news:
                chosen, news = 0, self._news
        self.taken += len(steps)

    def _remember(self, memory: int) -> None:
        """Keep a state; when there are too many, every second one."""
        self._moments += 1
        if not self._moments % self._spacing:
            self._met[memory] = None
            if len(self._met) > _MOST_REMEMBERED:
                self._met, self._spacing = dict.fromkeys(islice(self._met, 0, None, 2)), self._spacing * 2

    def _preference(self, kind: int) -> PreferredOperators | None:
        if kind in _AMBITIOUS:
            return self._wishes.preference({name: self.chance.choice(_AMBITIONS) for name in self._measures})
        if kind in _SEEKING:
            unseen = self._wishes.unseen(self.found.transitions, self.found.events)
            return self._wishes.preference(self._wishes.of(self.chance.choice(unseen))) if unseen else None
        return None

    def _prefer(self, preferred: PreferredOperators | None) -> None:
        self._preferred, self._freedom = preferred, self.chance.choice(_FREEDOM)

    def _pick(self, location: int, open_: int, curious: bool, knowledge: float | None) -> int:
        """One of the transitions that are open, of which there are several."""
        random_number = self.chance.random
        if self._avoided and open_ & ~self._avoided[location]:
            open_ &= ~self._avoided[location]
        numbers = self._numbers[location].get(open_) or self._numbered(location, open_)
        if self._preferred is not None and len(numbers) > 1 and random_number() >= self._freedom:
            numbers = self._preferred.best(location, open_, numbers)
        if len(numbers) == 1:
            return numbers[0]
        if knowledge is not None and self._right[location] and random_number() < knowledge:
            numbers = self._right[location]
        elif curious:
            tries = self._tries[location]
            counts = [tries[number] for number in numbers]
            fewest = min(counts)
            numbers = [number for number, count in zip(numbers, counts, strict=True) if count == fewest]
        return numbers[int(random_number() * len(numbers))]

    def _note_open(self, location: int, open_: int, memory: int, path: Trail) -> None:
        new = open_ & ~self._seen_open[location]
        self._news = self.taken + len(path.steps)
        self._seen_open[location] |= new
        here = Checkpoint(path.path(), location, memory)
        for number in range(new.bit_length()):
            if new >> number & 1:
                step = self._steps[location][number]
                self.found.transitions[step] = path.path(step)
                self._frontier.append((here, number))

    def _note_events(self, mask: int, path: Trail) -> None:
        new = mask & ~self._seen_events
        self._seen_events |= new
        self._code.told = self._seen_events
        here = path.path()
        for event in self._code.events_of(new):
            self._news = self.taken + len(path.steps)
            self.found.events[event] = here

    def _openings(self, location: int) -> Callable[[int], int]:
        function = self._open[location] = self._code.openings(location)
        return function

    def _transition(self, location: int, transition: int) -> Callable[[int], tuple[int, int, int]]:
        function = self._transitions[location][transition] = self._code.transition(PathStep(location, transition))
        here = self.locations[location]
        if here is not None and not here.is_chosen and len(here.transitions) == 1 and not here.transitions[0].guards:
            self._forced[location] = function
        return function


def _right(story: Story, here: Location | None) -> list[int]:
    """The transitions that are right answers."""
    if here is None or here.key.kind != "question":
        return []
    question = story.questions[story.question_order[here.key.question - 1]]
    right = {f"answer:{answer.id}" for answer in question.answers if answer.right} | {"right"}
    return [index for index, transition in enumerate(here.transitions) if transition.id in right]
