"""Which choices of a story are remembered: what can be shown or offered later that depends on which one was taken.

Two plays are compared that differ in nothing but the choice. Until the branches of a list join, they may show what they
like. What may differ where they join are the variables that some branch changes and that not all change alike; and what
reads one of these later can tell. That is over-approximated everywhere: what is forgotten here is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from game.story.model.expressions import Expression, Not, Number, Operation, VariableRead, free_variables
from game.story.model.story import End, Offer, Story
from game.story.targets import target_keys
from game.verify.dependence.branches import ChoiceBranch, ChoiceList, SceneExit, choice_lists
from game.verify.dependence.flow_building import flow_graph
from game.verify.dependence.flow_graph import FlowGraph, Point
from game.verify.dependence.measure_ranges import Indifferent, indifferent_measures
from game.verify.dependence.readers import Reader
from game.verify.system.satisfiability import satisfiable

MemoryStatus: TypeAlias = Literal["remembered", "contrast", "clock", "forgotten", "only way"]
"""How a choice fares: something later reads what it changes, or what others of its list change; only the clock does;
nothing does; or there is no other choice of which it could be told."""


class LaterReader(NamedTuple):
    """A reader that can come after a choice; `distance` is how many points of the story lie between on a short way.

    `reads` are the variables that it reads of those that the choice changes; none where the choice leads there itself.
    """

    reader: Reader
    reads: tuple[str, ...]
    distance: int


class ChoiceMemory(NamedTuple):
    """What remembers a choice: `readers`, the nearest first. `changes` are the variables that it changes in its own
    way. `contrast` are readers of what other choices of its list change. `returns`: it leads back to its list.
    """

    choice: str
    scene: str
    changes: tuple[str, ...]
    readers: tuple[LaterReader, ...]
    contrast: tuple[LaterReader, ...]
    status: MemoryStatus
    returns: bool
    flavour: bool


class ListMemory(NamedTuple):
    """A list of choices, by the number of its node, and what remembers each.

    `alike` are choices of which nothing later can tell which was taken, where something can tell them from others.
    """

    offer: int
    scene: str
    choices: tuple[ChoiceMemory, ...]
    alike: tuple[tuple[str, ...], ...] = ()


class StoryMemory(NamedTuple):
    """What a story remembers: every list of choices; measures that nothing reads, and those that decide nothing."""

    lists: tuple[ListMemory, ...]
    unread: tuple[str, ...]
    indifferent: tuple[Indifferent, ...]

    @property
    def choices(self) -> Iterator[ChoiceMemory]:
        """All choices, in the order of the story."""
        return (choice for some in self.lists for choice in some.choices)

    def choice(self, id_: str) -> ChoiceMemory:
        """The choice with this id. Raises KeyError."""
        for choice in self.choices:
            if choice.choice == id_:
                return choice
        raise KeyError(id_)


def story_memory(story: Story) -> StoryMemory:
    """What is remembered of each choice of a story."""
    graph = flow_graph(story)
    judge = _Judge(graph)
    lists = tuple(judge.judged(some) for some in choice_lists(graph))
    return StoryMemory(lists, tuple(_unread(graph)), tuple(indifferent_measures(graph)))


def _unread(graph: FlowGraph) -> Iterator[str]:
    """Measures that something changes and nothing reads or shows."""
    read = {name for some in (*graph.readers, graph.anywhere) for reader in some for name in reader.reads}
    changed = set().union(*graph.writes)
    for measure in graph.story.measures.values():
        if measure.slot.name in changed and measure.slot.name not in read:
            yield measure.id


class _Judge:
    def __init__(self, graph: FlowGraph) -> None:
        self.graph, self.story = graph, graph.story
        self.clock = self.story.clock.name if self.story.clock is not None else ""
        self._choices = {
            choice.id: choice for node in self.story.nodes if isinstance(node, Offer) for choice in node.choices
        }
        self._slots = {slot.name: slot for slot in self.story.layout}
        self._reached: dict[tuple[tuple[int, ...], int], Mapping[int, int]] = {}
        self._barred: dict[int, tuple[Expression, int]] = {}
        self._reads: dict[str, list[tuple[int, Reader]]] = {}
        for point, some in enumerate(graph.readers):
            for reader in some:
                for name in reader.reads:
                    self._reads.setdefault(name, []).append((point, reader))
        for reader in graph.anywhere:
            for name in reader.reads:
                self._reads.setdefault(name, []).append((-1, reader))
        self._last_scenes = _last_scenes(graph)

    def judged(self, some: ChoiceList) -> ListMemory:
        """What remembers each choice of a list."""
        graph = self.graph
        known = graph.surely[graph.at("node", some.offer)]
        leaving = [branch for branch in some.branches if not branch.returns]
        differing = _differing(leaving)
        after = self._points_after(some, leaving)
        apart = self._apart(leaving)
        by_others: dict[str, list[LaterReader]] = {}
        made = []
        for branch in leaving:
            own = sorted(branch.changes & differing)
            by_others[branch.choice] = sorted(
                {*self._readers(own, after, known), *apart[branch.choice]}, key=_nearest_first
            )
        for branch in some.branches:
            if branch.returns:
                made.append(self._returning(some, branch, after, known))
                continue
            readers = by_others[branch.choice]
            others = [reader for other in leaving if other is not branch for reader in by_others[other.choice]]
            contrast = sorted({*others} - {*readers}, key=_nearest_first)
            made.append(self._memory(some, branch, tuple(sorted(branch.changes & differing)), readers, contrast,
                                     alone=not any(self._beside(branch, other) for other in leaving)))  # fmt: skip
        alike = (
            ()
            if any(choice.status == "forgotten" and not choice.returns for choice in made)
            else (tuple(self._alike(leaving, after, known)))
        )
        return ListMemory(some.offer, some.scene, tuple(made), alike)

    def _alike(self, leaving: list[ChoiceBranch], after: list[int], known: int) -> Iterator[tuple[str, ...]]:
        """Choices that leave a list and that nothing later can tell apart, two or more together."""
        left = [branch for branch in leaving if len(branch.ends) == 1 and not branch.opened and not branch.asked]
        while left:
            same = [left[0]]
            for branch in left[1:]:
                if all(
                    self._beside(branch, other) and not self._told_apart([branch, other], after, known)
                    for other in same
                ):
                    same.append(branch)
            if len(same) > 1:
                yield tuple(branch.choice for branch in same)
            left = [branch for branch in left if branch not in same]

    def _beside(self, branch: ChoiceBranch, other: ChoiceBranch) -> bool:
        """Whether these are two choices that can be offered together."""
        pair = [self._choices[side.choice] for side in (branch, other)]
        whens = [choice.when.tree for choice in pair if choice.when is not None]
        alike = pair[0].fallback == pair[1].fallback
        return branch is not other and alike and satisfiable(whens, self._slots)

    def _told_apart(self, pair: list[ChoiceBranch], after: list[int], known: int) -> bool:
        apart = pair[0].ends != pair[1].ends
        return apart or any(not self._is_end_of_day(reader) for reader in self._readers(_differing(pair), after, known))

    def _memory(
        self, some: ChoiceList, branch: ChoiceBranch, changes: tuple[str, ...], readers: Iterable[LaterReader],
        contrast: Iterable[LaterReader], *, alone: bool,
    ) -> ChoiceMemory:  # fmt: skip
        readers, contrast = tuple(readers), tuple(contrast)
        if alone:
            status: MemoryStatus = "only way"
        elif any(not self._is_clock(reader) for reader in readers):
            status = "remembered"
        elif any(not self._is_clock(reader) for reader in contrast):
            status = "contrast"
        elif any(not self._is_end_of_day(reader) for reader in (*readers, *contrast)):
            status = "clock"
        else:
            status = "forgotten"
        return ChoiceMemory(
            branch.choice,
            some.scene,
            changes,
            readers,
            contrast,
            status,
            branch.returns,
            self._choices[branch.choice].flavour,
        )

    def _returning(self, some: ChoiceList, branch: ChoiceBranch, after: list[int], known: int) -> ChoiceMemory:
        """A choice that leads back to its list: compared with not taking it."""
        graph = self.graph
        here = graph.at("node", some.offer)
        taken = f"taken.{branch.choice}"
        comes_again = here in self._after(after, known)
        own = {graph.at("node", index) for index in branch.nodes}
        changes = sorted(branch.changes)
        readers = []
        for later in self._readers(changes, [here], known):
            reader = later.reader
            is_own = reader.target == target_keys.target_key("choice", branch.choice) or any(
                reader in graph.readers[point] for point in own
            )
            if later.reads == (taken,) and is_own and not comes_again and (some.can_be_left or not reader.once):
                continue  # that it is not offered twice, and that it varies when it is, is its own affair
            readers.append(later)
        readers += self._led_to(branch, branch.ends)
        return self._memory(some, branch, tuple(changes), sorted(set(readers), key=_nearest_first), (), alone=False)

    # Where the branches end apart

    def _points_after(self, some: ChoiceList, leaving: list[ChoiceBranch]) -> list[int]:
        """The points with which the story goes on where the branches have joined, or each where it ends."""
        ends = {end for branch in leaving for end in branch.ends} if some.join is None else {some.join}
        return sorted({point for end in ends if (point := self._point_of(end)) is not None})

    def _point_of(self, end: int | SceneExit) -> int | None:
        """The point that belongs to a spot; None where nothing leads there."""
        match end:
            case SceneExit(("scene" | "leave") as kind, id_):
                point = Point(kind, id_)
            case SceneExit(_, id_):
                ended = (Point("node", index) for index, node in enumerate(self.story.nodes) if node == End(id_))
                point = next(point for point in ended if point in self.graph.number)
            case int(index):
                point = Point("node", index)
        return self.graph.number.get(point)

    def _apart(self, leaving: list[ChoiceBranch]) -> dict[str, list[LaterReader]]:
        """By choice, the scenes, endings and questions to which it leads before it joins the others of its list."""
        together = len({branch.ends for branch in leaving}) == 1 and all(len(branch.ends) == 1 for branch in leaving)
        common = leaving[0].ends if together else frozenset()
        return {branch.choice: list(self._led_to(branch, common)) for branch in leaving}

    def _led_to(self, branch: ChoiceBranch, common: frozenset[int | SceneExit]) -> Iterator[LaterReader]:
        for end in branch.ends - common:
            if isinstance(end, SceneExit) and end.kind == "scene":
                yield _opens(end.id)
            elif isinstance(end, SceneExit) and end.kind == "ending":
                target = target_keys.target_key("ending", end.id)
                yield LaterReader(Reader("ending", target, end.id, "it leads there", frozenset()), (), 0)
            elif isinstance(end, SceneExit):
                target = target_keys.target_key("scene", end.id)
                yield LaterReader(Reader("scene", target, end.id, "it leaves the scene", frozenset()), (), 0)
        for scene in branch.opened:
            yield _opens(scene)
        for question in branch.asked:
            target = target_keys.question(question, "asked")
            yield LaterReader(Reader("question", target, question, "it is asked", frozenset()), (), 0)

    # What comes later

    def _after(self, points: Iterable[int], known: int) -> Mapping[int, int]:
        key = tuple(points), known
        if key not in self._reached:
            self._reached[key] = self.graph.reached(key[0], known)
        return self._reached[key]

    def _readers(self, changes: Iterable[str], points: list[int], known: int) -> Iterator[LaterReader]:
        """The readers of these variables that can come after these points."""
        after = self._after(points, known)
        found: dict[Reader, tuple[int, set[str]]] = {}
        for name in changes:
            for point, reader in self._reads.get(name, ()):
                distance = after.get(point) if point >= 0 else 0
                if distance is None or (
                    reader.offers and reader.tree is not None and self._barred_by(reader.tree) & known
                ):
                    continue
                before = found.setdefault(reader, (distance, set()))
                before[1].add(name)
                if distance < before[0]:
                    found[reader] = distance, before[1]
        for reader, (distance, names) in found.items():
            yield LaterReader(reader, tuple(sorted(names)), distance)

    def _barred_by(self, condition: Expression) -> int:
        known = self._barred.get(id(condition))
        if known is None:
            known = self._barred[id(condition)] = condition, self.graph.barred((condition,))
        return known[1]

    # What only the clock tells

    def _is_clock(self, later: LaterReader) -> bool:
        return bool(self.clock) and later.reads == (self.clock,)

    def _is_end_of_day(self, later: LaterReader) -> bool:
        """Whether it only waits for the hour at which the story ends."""
        reader = later.reader
        return (
            self._is_clock(later) and reader.kind == "scene" and reader.tree is not None
            and reader.name in self._last_scenes and waits_for(reader.tree, self.clock)
        )  # fmt: skip


def _opens(scene: str) -> LaterReader:
    target = target_keys.target_key("scene", scene)
    return LaterReader(Reader("scene", target, scene, "it leads there", frozenset()), (), 0)


def _nearest_first(later: LaterReader) -> tuple[int, str, str, str]:
    return later.distance, later.reader.kind, later.reader.name, later.reader.words


def _differing(branches: list[ChoiceBranch]) -> frozenset[str]:
    """The variables that may differ where branches join, by which of them was taken."""
    changed = frozenset[str]().union(*(branch.changes for branch in branches))
    alike = set()
    for name in changed:
        made = {
            None if branch.effects is None else tuple(effect for effect in branch.effects if effect.slot.name == name)
            for branch in branches
        }
        if len(made) == 1 and None not in made and made != {()}:
            alike.add(name)
    return changed - alike


def _last_scenes(graph: FlowGraph) -> frozenset[str]:
    """The scenes that open by themselves and from which the story can only come to an ending."""
    found = set()
    for id_, scene in graph.story.scenes.items():
        if scene.on_arrival and ("scene", id_) in graph.number:
            after = graph.reached((graph.at("scene", id_),))
            if not any(graph.points[point].kind in ("roam", "arrive") for point in after):
                found.add(id_)
    return frozenset(found)


def waits_for(condition: Expression, variable: str) -> bool:
    """Whether a condition reads this variable only to see that it is large enough: once it is, it stays so."""
    match condition:
        case Operation("and" | "or", left, right):
            return waits_for(left, variable) and waits_for(right, variable)
        case Operation(">=" | ">", VariableRead(), Number()) | Operation("<=" | "<", Number(), VariableRead()):
            return True
        case Not(part):
            return variable not in set(free_variables(part))
    return variable not in set(free_variables(condition))
