"""How far a state seems to be from a scene: a guess that leads the search for a way to it, never a proof.

Each condition on the way is counted as if it could be brought about on its own, and the costs are added up (B. Bonet,
H. Geffner, "Planning as heuristic search", 2001). A guess counts what the player does; `FAR` says that no way is seen.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from game.engine.guards import failed, is_used_up
from game.engine.rules import is_open
from game.engine.state import State
from game.story.model.expressions import Count, Expression, Formula, Not, Number, Operation, VariableRead
from game.story.model.story import (
    ROAMING,
    Apply,
    Ask,
    Call,
    Choice,
    Effect,
    Goto,
    Leave,
    Offer,
    Place,
    Scene,
    ShowText,
    Story,
)

FAR = 1e9
"""More than any way costs."""

_UNCLEAR = 3.0
"""What a comparison of two sums is taken to cost, as long as it does not hold."""

_MINUTES_AT_ONCE = 15
"""How many minutes a thing that one does is taken to last, where the clock has to advance."""

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


class _Path(NamedTuple):
    """What is done inside a scene to come to a node: how many steps, and which choices are taken."""

    steps: int
    choices: tuple[Choice, ...]


def ways_of(story: Story) -> Ways:
    """What brings what about in a story. It is made once and serves every guess."""
    ways = Ways(story)
    for id_, scene in story.scenes.items():
        for node in ways.paths(scene.start):
            ways.enter(node, id_)
    return ways


class Ways:
    """What brings what about, by the nodes that were entered."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.scene_of: dict[int, str] = {}
        self.changes: dict[str, list[tuple[int, Effect]]] = defaultdict(list)
        self.leading_to: dict[int, list[int]] = defaultdict(list)
        self.openers: dict[str, list[int]] = defaultdict(list)
        self.asking: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.taking: dict[str, list[tuple[int, Choice]]] = defaultdict(list)
        self._paths: dict[int, dict[int, _Path]] = {}
        self._formulas: dict[int, Formula] = {}

    def enter(self, index: int, scene_id: str) -> None:
        """Note what a node of a scene brings about."""
        self.scene_of[index] = scene_id
        match self.story.nodes[index]:
            case Apply(effects, _):
                for effect in effects:
                    self.changes[effect.slot.name].append((index, effect))
                    if effect.slot.name == "place":
                        self.leading_to[effect.amount].append(index)
            case Call(scene, _) | Goto(scene):
                self.openers[scene].append(index)
            case Ask(questions):
                for id_ in questions:
                    self.asking[f"answer.{id_}"].append((index, len(questions)))
            case Offer(choices):
                for choice in choices:
                    if choice.taken is not None:
                        self.taking[choice.taken.name].append((index, choice))

    def paths(self, start: int) -> dict[int, _Path]:
        """For each node that can follow `start` in its scene: a shortest path to it."""
        known = self._paths.get(start)
        if known is not None:
            return known
        found: dict[int, _Path] = {}
        waiting: list[tuple[int, int, int, tuple[Choice, ...]]] = [(0, 0, start, ())]
        count = 0
        while waiting:
            steps, _, index, choices = heapq.heappop(waiting)
            if index in found:
                continue
            found[index] = _Path(steps, choices)
            for further, following, choice in self._successors(index):
                count += 1
                taken = (*choices, choice) if choice is not None else choices
                heapq.heappush(waiting, (steps + further, count, following, taken))
        self._paths[start] = found
        return found

    def _successors(self, index: int) -> Iterator[tuple[int, int, Choice | None]]:
        """The nodes directly after a node, with the steps it takes and the choice."""
        match self.story.nodes[index]:
            case ShowText(_, following) | Apply(_, following) | Call(_, following) if following:
                yield 0, following, None
            case Offer(choices, following):
                yield from ((1, choice.target, choice) for choice in choices if choice.target)
                if following:
                    yield 1, following, None
            case Ask(_, right, wrong, _, partly, otherwise):
                yield from ((1, node, None) for node in (right, wrong, partly, otherwise) if node)
            case Leave() | _:
                return

    def value(self, tree: Expression, memory: int) -> int:
        """The value of a part of a condition, by the engine's own formulas."""
        formula = self._formulas.get(id(tree))
        if formula is None:
            formula = self._formulas[id(tree)] = Formula("", tree, "number", self.story.layout)
        return formula(memory)


class Nearness:
    """The guess for one scene as the goal."""

    def __init__(self, ways: Ways, goal: str) -> None:
        self.ways, self.story, self.goal = ways, ways.story, goal

    def __call__(self, state: State) -> float:
        """The guess in this state."""
        self.state, self.memory = state, state.memory
        # Each cost is worked out once; what would need itself is far. By scene, node, and what a variable is to be.
        self._known: dict[str | int | tuple[str, str, int], float] = {}
        self._distances: dict[str, float] | None = None
        inside = (state.node, *state.stack) if state.node != ROAMING else ()
        self._from_here = [self.ways.paths(node) for node in inside]
        return self.scene(self.story.scenes[self.goal])

    def scene(self, scene: Scene) -> float:
        """Until the scene opens."""
        known = self._known.get(scene.id)
        if known is None:
            self._known[scene.id] = FAR
            known = self._known[scene.id] = min(self._scene(scene), FAR)
        return known

    def _scene(self, scene: Scene) -> float:
        cost = FAR
        if (scene.at or scene.on_arrival) and not is_used_up(scene, self.memory):
            cost = 1 + self.condition(scene.when)
            if cost < FAR and scene.at:
                cost += min(self.place(self.story.places[place]) for place in scene.at)
        if scene.id == self.story.start_scene and scene.visits.get(self.memory) == 0:
            cost = min(cost, 1)
        return min([cost, *map(self.node, self.ways.openers.get(scene.id, ()))])

    def node(self, index: int) -> float:
        """Until the story passes this node."""
        known = self._known.get(index)
        if known is None:
            self._known[index] = FAR
            known = self._known[index] = min(self._node(index), FAR)
        return known

    def _node(self, index: int) -> float:
        cost = FAR
        for paths in self._from_here:
            path = paths.get(index)
            if path is not None:
                cost = min(cost, self._path(path))
        scene = self.story.scenes[self.ways.scene_of[index]]
        opening = self.scene(scene)
        if opening >= cost:
            return cost
        return min(cost, opening + self._path(self.ways.paths(scene.start)[index]))

    def _path(self, path: _Path) -> float:
        return path.steps + sum([self.choice(choice) for choice in path.choices]) if path.choices else path.steps

    def choice(self, choice: Choice) -> float:
        """Until a choice can be offered, at its list."""
        if is_used_up(choice, self.memory):
            return FAR
        return self.condition(choice.when) + choice.fallback

    def place(self, place: Place) -> float:
        """Until one is at a place."""
        by_scenes = [*map(self.node, self.ways.leading_to.get(place.number, ()))]
        return min([self._walking().get(place.id, FAR), *by_scenes])

    def _walking(self) -> dict[str, float]:
        """The places with their distances; a closed way costs what opens it."""
        if self._distances is not None:
            return self._distances
        here = self.story.place_at(self.memory)
        distances: dict[str, float] = {}
        self._distances = distances
        if here is None:
            return distances
        waiting = [(0.0, here.id)]
        while waiting:
            cost, id_ = heapq.heappop(waiting)
            if id_ in distances:
                continue
            distances[id_] = cost
            for way in self.story.places[id_].exits:
                if way.to not in distances:
                    opening = 0.0 if is_open(way, self.memory) else self.condition(way.when)
                    if opening < FAR:
                        heapq.heappush(waiting, (cost + 1 + opening, way.to))
        return distances

    # Conditions

    def condition(self, when: Formula | None) -> float:
        """Until a condition holds."""
        if when is None or when(self.memory):
            return 0
        return self._changed(when.tree, True)

    def _truth(self, tree: Expression, wanted: bool) -> float:
        """Until a part of a condition is true, or false."""
        if bool(self.ways.value(tree, self.memory)) is wanted:
            return 0
        return self._changed(tree, wanted)

    def _changed(self, tree: Expression, wanted: bool) -> float:
        """Until a part of a condition that is not as it is wanted is true, or false."""
        match tree:
            case Not(part):
                return self._truth(part, not wanted)
            case Operation("and" | "or" as sign, left, right):
                parts = self._truth(left, wanted), self._truth(right, wanted)
                return sum(parts) if (sign == "and") is wanted else min(parts)
            case Operation(sign, left, right) if sign in _OPPOSITE:
                if isinstance(left, Number):
                    left, right, sign = right, left, _MIRRORED[sign]
                return self._compared(left, sign if wanted else _OPPOSITE[sign], right)
            case _:
                return _UNCLEAR

    def _compared(self, left: Expression, sign: str, right: Expression) -> float:
        match left, right:
            case VariableRead(variable), Number(value):
                key = variable, sign, value
                known = self._known.get(key)
                if known is None:
                    self._known[key] = FAR
                    known = self._known[key] = min(self._variable(*key), FAR)
                return known
            case Operation("-", Count() as right_answers, Count()), Number():  # as `known_names` counts what is right
                return self._compared(right_answers, sign, right)
            case Count(variables, least), Number(value) if sign in (">", ">=", "=="):
                missing = value + (sign == ">") - self.ways.value(left, self.memory)
                lacking = [counted for counted in variables if self.story.layout[counted].get(self.memory) < least]
                costs = sorted(self._variable(counted, ">=", least) for counted in lacking)
                return sum(costs[:missing]) if 0 < missing <= len(costs) else FAR
            case _:
                return _UNCLEAR

    def _variable(self, name: str, sign: str, value: int) -> float:
        """Until a variable stands so to a number."""
        now = self.story.layout[name].get(self.memory)
        if name == "place":
            return self.place(self.story.places[self.story.place_order[value]]) if sign == "==" else 1
        if sign == "!=":
            return min(self._reach(name, now, now + 1), self._reach(name, now, now - 1))
        return self._reach(name, now, value + {">": 1, "<": -1}.get(sign, 0))

    def _reach(self, name: str, now: int, goal: int) -> float:
        """Until a variable that is `now` comes to `goal`, by the cheapest that change it."""
        missing = abs(goal - now)
        if name == "time":
            return 1 + missing / _MINUTES_AT_ONCE if goal > now else FAR
        if name == "since":  # how many scenes have opened since something was missed
            return missing if goal > now else FAR
        cost = 0.0
        for each, gain, repeated in sorted(self._helping(name, now, goal)):
            if each >= FAR:
                break
            times = -(-missing // gain) if repeated else 1
            cost, missing = cost + each * times, missing - gain * times
            if missing <= 0:
                return cost
        return FAR

    def _helping(self, name: str, now: int, goal: int) -> list[tuple[float, int, bool]]:
        """What brings a variable nearer to a value: its cost, how far, and whether it can be done again."""
        ways, scenes, node = self.ways, self.story.scenes, self.node
        grows = goal > now
        helping: list[tuple[float, int, bool]] = []
        for index, effect in ways.changes.get(name, ()):
            gain = effect.amount if effect.operation == "add" else effect.amount - now
            if (gain > 0) if grows else (gain < 0):
                helping.append((node(index), abs(gain), scenes[ways.scene_of[index]].again))
        for index, count in ways.asking.get(name, ()):
            helping.append((node(index) + count, 2, False))
        if grows:
            for index, choice in ways.taking.get(name, ()):
                helping.append((node(index) + 1 + self.choice(choice), 1, choice.again))
        if goal < now:
            return helping
        space, _, id_ = name.partition(".")
        if space == "visits":
            scene = scenes[id_]
            helping.append((self.scene(scene), 1, scene.again))
        elif space == "been":
            helping.append((self.place(self.story.places[id_]), 1, True))
        elif space in ("has", "picked"):
            item = self.story.items[id_]
            if item.at and item.taken is not None and "once" not in failed(item, self.memory):
                helping.append((1 + self.condition(item.when) + self.place(self.story.places[item.at]), 1, False))
        return helping
