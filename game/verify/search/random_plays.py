"""Plays at random through a reduced system: most of what can happen happens soon, and need not be searched for.

Plays of five kinds come in turn: one chooses evenly among the transitions that are open; the next takes those that were
taken least before; one mostly answers right, as often as its knowledge goes; one wants some measures to be high and
others to be low; and one wants something to happen that has not happened yet (`game.verify.search.landmarks`). Where
somebody asks for what happens only as long as something else has not happened, there are plays that keep away from
that. What was seen is proved by the play that shows it. What was not seen is not known.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from game.engine.events import Event
from game.engine.instructions import Emit
from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import CHOSEN, Happening
from game.verify.exact.code_generation import SearchCode
from game.verify.exact.packing import Packing
from game.verify.reductions.reaching_definitions import changes
from game.verify.reductions.reduction import Reduced
from game.verify.search.checkpoint_archive import Checkpoint, CheckpointArchive
from game.verify.search.landmarks import PreferredOperators, landmarks_of
from game.verify.search.seen_states import SeenStates
from game.verify.system.elements import Fork, Location, SystemInstruction, SystemInstructions
from game.verify.system.space import PathStep

_LONGEST = 1_000
"""Transitions that somebody chooses in a play, at most. What follows of itself ends, for the system counts what might
not.
"""
_PATIENCE = 10_000
"""Transitions that are taken without anything new before it ends; or three times as many as before, if these are more.
"""
_MOST = 200_000
"""Transitions that are taken at most."""
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
_REMEMBERED_EVERY = 16
"""Choices of a play after which the state is remembered."""

Path = tuple[tuple[int, int], ...]
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
        self._writer = _Playing(self.packing)
        self._right = [_right(story, location) for location in self.locations]
        self._kinds = [location.key.kind if location is not None else "" for location in self.locations]
        self._is_chosen = [kind in CHOSEN for kind in self._kinds]
        #: By location where there is but one way on and nobody chooses it, that step, once it was written.
        self._forced: list[tuple[tuple[int, int], Callable[[int], tuple[int, int, int]] | None]] = [
            ((number, 0), None) for number in range(len(self.locations))
        ]
        self._open: list[Callable[[int], int] | None] = [None] * len(self.locations)
        self._transitions: list[list[Callable[[int], tuple[int, int, int]] | None]] = [
            [None] * len(location.transitions) if location is not None else [] for location in self.locations
        ]
        #: By location and mask of open transitions, their numbers.
        self._numbers: list[dict[int, list[int]]] = [{} for _ in self.locations]
        self._tries: list[list[int]] = [
            [0] * len(location.transitions) if location is not None else [] for location in self.locations
        ]
        self._seen_open = [0] * len(self.locations)
        self._seen_events = 0
        self._visits = [0] * len(self.locations)
        self._led_to: list[set[int]] = [set() for _ in self.locations]
        self._avoided: list[int] = []
        self._measures = [measure.slot.name for measure in story.measures.values()]
        self._wishes = landmarks_of(self.locations, reduced.settling)
        self._preferred: PreferredOperators | None = None
        self._aim: CheckpointArchive | None = None
        self._aims: dict[PathStep | Happening, CheckpointArchive] = {}
        self._freedom = 0.0
        self.found = Sampled({}, {}, {}, {}, 0)
        self.taken = self._news = 0
        self._met: dict[int, None] = {}

    @property
    def seen(self) -> SeenStates:
        """Some of the states that plays were in that sought nothing."""
        return SeenStates(tuple(self._met), self.packing.layout)

    def sampled(self) -> Sampled:
        """Play until nothing new is seen for a while."""
        play = 0
        while self._hopes() and self.go_on(self.taken):
            kind = play % _KINDS
            self._prefer(self._preference(kind))
            self._play(curious=kind == 1, knowledge=self.chance.choice(_KNOWLEDGE) if kind % 2 == 0 and kind else None)
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

    def _ended(self, ending: int, path: list[tuple[int, int]]) -> None:
        for location in {location for location, _ in path}:
            self._led_to[location].add(ending)
        self._led_to[ending].add(ending)

    def _hopes(self) -> bool:
        return self.taken < _MOST and self.taken - self._news <= max(_PATIENCE, 3 * self._news)

    def _play(self, curious: bool, knowledge: float | None, begun: Checkpoint | None = None) -> None:
        begun = begun or Checkpoint((), 0, self.packing.start >> self.bits)
        path, location, m = list(begun.path), begun.location, begun.memory
        aim, unseen = self._aim, ~self._seen_events
        kinds, is_chosen, forced, visits = self._kinds, self._is_chosen, self._forced, self._visits
        chosen = sum(is_chosen[step] for step, _ in path)
        while chosen < _LONGEST:
            visits[location] += 1
            step, follow = forced[location]
            if follow is not None:
                path.append(step)
                location, m, emitted = follow(m)
                if emitted & unseen:
                    self._note_events(emitted, path)
                    unseen = ~self._seen_events
                continue
            kind = kinds[location]
            if kind == "ending":
                self._ended(location, path)
                break
            if kind == "endless":
                self.found.endless.setdefault(location, tuple(path))
                break
            open_ = (self._open[location] or self._openings(location))(m)
            if open_ & ~self._seen_open[location]:
                self._note_open(location, open_, path)
            if not open_:
                if is_chosen[location] and location not in self.found.dead_ends:
                    self.found.dead_ends[location] = tuple(path)
                break
            choosing = is_chosen[location]
            chosen += choosing
            transition = self._pick(location, open_, curious, knowledge)
            path.append((location, transition))
            location, m, emitted = (self._transitions[location][transition] or self._transition(location, transition))(
                m
            )
            if choosing and aim is not None:
                aim.note(path, location, m)
            elif choosing and not chosen % _REMEMBERED_EVERY:
                self._met[m] = None
            if emitted & unseen:
                self._note_events(emitted, path)
                unseen = ~self._seen_events
        self.taken += len(path) - len(begun.path)

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
        tries = self._tries[location]
        if self._avoided and open_ & ~self._avoided[location]:
            open_ &= ~self._avoided[location]
        numbers = self._numbers[location].get(open_)
        if numbers is None:
            numbers = self._numbers[location][open_] = [number for number in range(len(tries)) if open_ >> number & 1]
        if self._preferred is not None and len(numbers) > 1 and self.chance.random() >= self._freedom:
            numbers = self._preferred.best(location, open_, numbers)
        if len(numbers) == 1:
            transition = numbers[0]
        elif knowledge is not None and self._right[location] and self.chance.random() < knowledge:
            transition = self.chance.choice(self._right[location])
        elif curious:
            fewest = min([tries[number] for number in numbers])
            transition = self.chance.choice([number for number in numbers if tries[number] == fewest])
        else:
            transition = numbers[int(self.chance.random() * len(numbers))]
        tries[transition] += 1
        return transition

    def _note_open(self, location: int, open_: int, path: list[tuple[int, int]]) -> None:
        new = open_ & ~self._seen_open[location]
        self._news = self.taken + len(path)
        self._seen_open[location] |= new
        before = tuple(path)
        for number in range(new.bit_length()):
            if new >> number & 1:
                self.found.transitions[PathStep(location, number)] = (*before, PathStep(location, number))

    def _note_events(self, mask: int, path: list[tuple[int, int]]) -> None:
        new = mask & ~self._seen_events
        self._seen_events |= new
        self._writer.told = self._seen_events
        for event in self._writer.events_of(new):
            self._news = self.taken + len(path)
            self.found.events[event] = tuple(path)

    def _openings(self, location: int) -> Callable[[int], int]:
        function = self._open[location] = self._writer.openings(location)
        return function

    def _transition(self, location: int, transition: int) -> Callable[[int], tuple[int, int, int]]:
        function = self._transitions[location][transition] = self._writer.transition(PathStep(location, transition))
        here = self.locations[location]
        if here is not None and not here.is_chosen and len(here.transitions) == 1 and not here.transitions[0].guards:
            self._forced[location] = (location, transition), function
        return function


def _right(story: Story, here: Location | None) -> list[int]:
    """The transitions that are right answers."""
    if here is None or here.key.kind != "question":
        return []
    question = story.questions[story.question_order[here.key.question - 1]]
    right = {f"answer:{answer.id}" for answer in question.answers if answer.right} | {"right"}
    return [index for index, transition in enumerate(here.transitions) if transition.id in right]


class _Playing(SearchCode):
    """Writes the functions of playing: which transitions are open, and where one leads."""

    def __init__(self, packing: Packing) -> None:
        super().__init__(packing)
        self._numbers: dict[tuple[str, Event], int] = {}
        self._events: list[tuple[str, Event]] = []
        self._names["told_of"] = self._emitted_of
        self._translated: dict[tuple[int, int], int] = {}
        #: A mask of the events that were told already; whatever is written from then on leaves them out.
        self.told = 0

    def openings(self, location: int) -> Callable[[int], int]:
        """A function from the packed variables at a location to a mask of the transitions that are open there.

        Bit n of the mask stands for transition n of the location.
        """
        transitions = self._here(location).transitions
        lines = [f"r = {sum(1 << index for index, transition in enumerate(transitions) if not transition.guards):#x}"]
        for index, transition in enumerate(transitions):
            if transition.guards:
                lines.append(f"if {self.packing.condition(transition.guards, 'm')}: r |= {1 << index:#x}")
        function: Callable[[int], int] = self.compiled("m", [*lines, "return r"])
        return function

    def transition(self, step: PathStep) -> Callable[[int], tuple[int, int, int]]:
        """A function from the packed variables to where the transition leads: location, packed variables, and a mask
        of the events that happened, to be read with `events_of`.
        """

        def leaf(target: int, keep: int | None) -> list[str]:
            return [f"return {target}, {'x' if keep is None else f'x & {keep:#x}'}, h"]

        def settled(place: int) -> list[str]:
            return [f"q, x, e = {self._called(place)}(x)", f"return q, x, h | told_of({place}, e) if e else h"]

        effect = self._untold(self._here(step.location).transitions[step.transition].effect)
        lines = self.packing.lines(effect, leaf, lambda emit: [f"h |= {1 << self._number(emit.event):#x}"], settled)
        function: Callable[[int], tuple[int, int, int]] = self.compiled("x", ["h = 0", *lines])
        return function

    def _untold(self, effect: SystemInstructions) -> SystemInstructions:
        """The effect without what was told before: nobody asks for it a second time."""
        made: list[SystemInstruction] = []
        for instruction in effect:
            match instruction:
                case Emit(event):
                    if not self.told >> self._number(event) & 1:
                        made.append(instruction)
                case Fork(conditions, then, otherwise):
                    yes, no = self._untold(then), self._untold(otherwise)
                    if yes or no:
                        made.append(Fork(conditions, yes, no))
                case _:
                    made.append(instruction)
        return tuple(made)

    def events_of(self, mask: int) -> Iterator[tuple[str, Event]]:
        """The events of a mask."""
        while mask:
            bit = mask & -mask
            yield self._events[bit.bit_length() - 1]
            mask ^= bit

    def _number(self, event: Event) -> int:
        key = type(event).__name__, event
        number = self._numbers.setdefault(key, len(self._events))
        if number == len(self._events):
            self._events.append(key)
        return number

    def _emitted_of(self, place: int, mask: int) -> int:
        """The events of a settling in the mask of all events."""
        translated = self._translated.get((place, mask))
        if translated is None:
            some: Any = self.emitted(place)
            translated = sum(1 << self._number(event) for index, event in enumerate(some) if mask >> index & 1)
            self._translated[place, mask] = translated
        return translated
