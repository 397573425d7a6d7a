"""The flow graph of a story, made of the effects that the game itself carries out."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.instructions import (
    Assign,
    DrawQuestion,
    EndTurn,
    EnterScene,
    If,
    Increment,
    Instructions,
    Jump,
    PushReturn,
    Return,
    Settle,
)
from game.engine.transitions import Rules
from game.story.model.comeback import ChooseReturning
from game.story.model.expressions import Expression, Number, Operation, VariableRead, conjuncts
from game.story.model.position_variables import scenes_of_nodes
from game.story.model.story import LEAVE, ROAMING, Ask, Offer, Story
from game.verify.dependence import readers
from game.verify.dependence.flow_graph import Edge, EdgeKind, FlowGraph, Point, VariableChange
from game.verify.dependence.readers import CHANCE, Reader
from game.verify.dependence.surely_set import surely_set


def flow_graph(story: Story) -> FlowGraph:
    """The control flow of a story."""
    return _Builder(story).built()


class _Builder:
    def __init__(self, story: Story) -> None:
        self.story, self.rules = story, Rules(story)
        self.graph = FlowGraph(story)
        self.owner = scenes_of_nodes(story)
        self._waiting: list[int] = []
        self._loose: list[list[tuple[int, tuple[Expression, ...], EdgeKind]]] = []
        #: For each call: the scene that is called, and the point where it goes on.
        self._calls: list[tuple[str, int]] = []

    def built(self) -> FlowGraph:
        graph = self.graph
        self._follow(self._point("begin"), self.rules.beginning())
        for place in self._places():
            self._point("arrive", place)
        for point in self._numbers():
            self._expand(point)
        self._returns()
        every = [change for some in graph.changes for change in some]
        ever = {change.variable for change in every}
        unset = {name for name, value, added, _ in every if value < 0 or (value == 0 and not added)}
        lasting = [
            slot.name for slot in self.story.layout
            if slot.name in ever and slot.name not in unset and slot.low == 0 == slot.get(self.story.layout.start)
        ]  # fmt: skip
        graph.lasting = {name: 1 << index for index, name in enumerate(lasting)}
        bit = graph.lasting
        graph.sets = [
            sum({bit.get(name, 0) for name, value, _, firm in some if firm and value > 0}) for some in graph.changes
        ]
        graph.edges = [
            [
                Edge(to, sum(bit.get(name, 0) for name in set(_set_by(conditions))), graph.barred(conditions), kind)
                for to, conditions, kind in loose
            ]
            for loose in self._loose
        ]
        graph.surely = surely_set(graph)
        return graph

    def _numbers(self) -> Iterator[int]:
        """All points, those that turn up meanwhile as well."""
        while self._waiting:
            yield self._waiting.pop()

    def _point(self, kind: str, about: str | int | tuple[int, int] = 0) -> int:
        point, graph = Point(kind, about), self.graph
        number = graph.number.setdefault(point, len(graph.points))
        if number == len(graph.points):
            graph.points.append(point)
            graph.writes.append(set())
            graph.changes.append([])
            graph.readers.append(())
            self._loose.append([])
            if kind != "begin":
                self._waiting.append(number)
        return number

    def _lead(self, here: int, to: int, conditions: tuple[Expression, ...] = (), kind: EdgeKind = "") -> None:
        self._loose[here].append((to, conditions, kind))

    def _expand(self, here: int) -> None:
        graph, rules, story = self.graph, self.rules, self.story
        kind, about = graph.points[here]
        if kind == "node" and isinstance(about, int):
            graph.readers[here] = tuple(readers.at_story_node(story, about))
            node = story.nodes[about]
            if isinstance(node, Offer):
                self._offer(here, about, node)
            elif isinstance(node, Ask) and node.otherwise is not None:
                for id_ in node.questions:  # asked without a draw: see `game.engine.comeback_instructions`
                    self._lead(here, self._point("question", (about, story.questions[id_].number)))
            elif isinstance(node, Ask) and len(node.questions) > 1:
                graph.writes[here].add(CHANCE)
            self._follow(here, rules.at_node(about), about)
        elif kind == "question" and isinstance(about, tuple):
            question = story.questions[story.question_order[about[1] - 1]]
            graph.readers[here] = tuple(readers.question_readers(story, question))
            for number in rules.at_question(*about):
                self._follow(here, rules.moves[number].effect, about[0], firm=False)
        elif kind == "scene" and isinstance(about, str):
            self._follow(here, (*rules.opening(about), Jump(story.scenes[about].start)))
        elif kind == "arrive" and isinstance(about, int):
            graph.readers[here] = tuple(self._arriving(about))
            self._follow(here, rules.settling(about), about)
        elif kind == "roam" and isinstance(about, int):
            self._roam(here, about)

    def _offer(self, here: int, index: int, node: Offer) -> None:
        for choice, number in zip(node.choices, self.rules.at_offer(index), strict=True):
            move = self.rules.moves[number]
            taken = self._point("choice", choice.id)
            self._lead(here, taken, move.guards)
            self._follow(taken, move.effect, index)

    def _arriving(self, number: int) -> Iterator[Reader]:
        story = self.story
        place = story.places[story.place_order[number]] if story.places else None
        if place is not None:
            yield from readers.of_arrival(place)
        for id_ in place.arrivals if place is not None else story.arrivals:
            yield from readers.scene_readers(story.scenes[id_])

    def _roam(self, here: int, number: int) -> None:
        story = self.story
        if not story.places:
            return
        place = story.places[story.place_order[number]]
        found = [reader for text in (place.text,) if text is not None for reader in readers.of_text(text)]
        for id_ in place.scenes:
            found += readers.scene_readers(story.scenes[id_])
        for id_ in place.items:
            found += readers.of_item(story.items[id_])
        for way in place.exits:
            found += readers.of_exit(place, way)
        self.graph.readers[here] = tuple(found)
        for index in self.rules.at_place(number):
            move = self.rules.moves[index]
            if move.kind == "scene":
                self._lead(here, self._point("scene", move.subject), move.guards)
            else:
                self._follow(here, move.effect, number, move.guards, firm=False)

    def _follow(
        self, here: int, effect: Instructions, about: int = 0, conditions: tuple[Expression, ...] = (), *,
        firm: bool = True,
    ) -> bool:  # fmt: skip
        """Add what an effect changes at a point, and to where it leads. Whether it comes to its end.

        `about` is the number of the node or place whose effect it is. `firm`: it is carried out whenever a play comes
        by.
        """
        called = -1
        for instruction in effect:
            match instruction:
                case Assign(slot, value):
                    self._change(here, VariableChange(slot.name, value, False, firm))
                case Increment(slot, amount):
                    self._change(here, VariableChange(slot.name, amount, True, firm))
                case If(further, then, otherwise):
                    both = (*conditions, *further)
                    goes_on = self._follow(here, then, about, both, firm=False)
                    goes_on |= self._follow(here, otherwise, about, conditions, firm=False)
                    if not goes_on:
                        return False
                case PushReturn(node):
                    called = self._node(here, node)
                case EnterScene(scene):
                    self._lead(here, self._point("scene", scene), conditions, "call" if called >= 0 else "")
                    if called >= 0:
                        self._lead(here, called, conditions, "across")
                        self._calls.append((scene, called))
                    return False
                case Jump(node) if isinstance(self.story.nodes[node], ChooseReturning):
                    self._follow(here, self.rules.at_node(node), about, conditions, firm=False)
                    self._lead(here, called, conditions)  # it goes on at the node that was pushed
                    return False
                case Jump(node):
                    self._lead(here, self._node(here, node), conditions)
                    return False
                case DrawQuestion(questions, node):
                    for number in questions:
                        self._lead(here, self._point("question", (node, number)), conditions)
                        self._follow(here, self.rules.asking(number, node), about, conditions, firm=False)
                    return False
                case EndTurn(node):
                    if node == ROAMING:
                        self._lead(here, self._point("roam", about), conditions)
                    return False
                case Settle(place):
                    for number in self._places() if place is None else (place,):
                        self._lead(here, self._point("arrive", number), conditions)
                    return False
                case Return():
                    return False
        return True

    def _node(self, here: int, node: int) -> int:
        """The point of a node to which the story goes on from here; the scene that is running is left by it, maybe."""
        return self._point("leave", self._scene_at(here)) if node == LEAVE else self._point("node", node)

    def _scene_at(self, here: int) -> str:
        """The scene that is running at a point; empty where none is."""
        match self.graph.points[here]:
            case Point("node", int(node)) | Point("question", (int(node), int())):
                return self.owner[node]
            case Point("choice", str(id_)):
                return id_.partition("/")[0]
            case Point("scene" | "leave", str(scene)):
                return scene
        return ""

    def _change(self, here: int, change: VariableChange) -> None:
        self.graph.writes[here].add(change.variable)
        self.graph.changes[here].append(change)

    def _places(self) -> range:
        return range(max(len(self.story.place_order), 1))

    def _returns(self) -> None:
        """From where a scene is over to where it was called, or to where one walks about."""
        goes_to: dict[str, set[str]] = {id_: set() for id_ in self.story.scenes}
        opened = set[str]()
        for number, loose in enumerate(self._loose):
            running = self._scene_at(number)
            for to, _, edge in loose:
                kind, about = self.graph.points[to]
                if kind == "scene" and isinstance(about, str) and edge != "call":
                    (goes_to[running] if running else opened).add(about)
        sites: dict[str, set[int]] = {}
        for scene, site in self._calls:
            for last in _closure(goes_to, {scene}):
                sites.setdefault(last, set()).add(site)
        outermost = _closure(goes_to, opened)
        for number, (kind, about) in enumerate(tuple(self.graph.points)):
            if kind == "leave" and isinstance(about, str):
                for site in sorted(sites.get(about, ())):
                    self._lead(number, site, kind="return")
                if about in outermost:
                    for place in self._places():
                        self._lead(number, self._point("arrive", place), kind="return")


def _closure(goes_to: dict[str, set[str]], start: set[str]) -> set[str]:
    found = set(start)
    waiting = list(start)
    while waiting:
        for scene in goes_to.get(waiting.pop(), ()):
            if scene not in found:
                found.add(scene)
                waiting.append(scene)
    return found


def _set_by(conditions: tuple[Expression, ...]) -> Iterator[str]:
    """Variables, of those that are never below 0, that are surely above it while all these conditions hold."""
    for tree in conjuncts(conditions):
        match tree:
            case VariableRead(name):
                yield name
            case Operation(">=" | "==", VariableRead(name), Number(value)) if value >= 1:
                yield name
            case Operation(">", VariableRead(name), Number(value)) if value >= 0:
                yield name
