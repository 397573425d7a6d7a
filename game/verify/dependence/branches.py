"""What the choices of a list lead to until they come together again, and what is changed on the way there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from game.story.model.story import LEAVE, Apply, Ask, Call, Effect, End, Goto, Offer, ShowText, Story
from game.verify.dependence.flow_graph import FlowGraph


class SceneExit(NamedTuple):
    """How a branch leaves its scene for good: `scene` (another one, by id), `ending` (by id) or `leave`."""

    kind: str
    id: str


#: A node of the story, or how the scene is left.
BranchSpot = int | SceneExit


class SceneBranches:
    """The nodes of one scene as a graph: calls come back, and all ways out of it lead to one end.

    `following`: by spot, those that come next. `behind`: by spot, those that every way from it to the end of the scene
    passes, itself among them, as a mask in which the first spot of `following` is the lowest bit.
    """

    def __init__(
        self, scene: str, following: dict[BranchSpot, tuple[BranchSpot, ...]], behind: dict[BranchSpot, int]
    ) -> None:
        self.scene, self.following, self._behind = scene, following, behind

    def join(self, offer: int) -> BranchSpot | None:
        """The first spot that every way from an offer passes; None where they end apart."""
        bits = _bits(self.following)
        left = self._behind[offer] & ~bits[offer]
        for spot, bit in bits.items():
            if left & bit and self._behind[spot] == left:
                return spot
        return None

    def between(self, start: BranchSpot, stops: Iterable[BranchSpot]) -> tuple[frozenset[int], frozenset[BranchSpot]]:
        """The nodes from `start` on until one of `stops`, and where they end: in some of these, or out of the scene."""
        until = frozenset(stops)
        nodes, ends = set[int](), set[BranchSpot]()
        waiting = [start]
        while waiting:
            here = waiting.pop()
            if here in until or isinstance(here, SceneExit):
                ends.add(here)
            elif here not in nodes:
                nodes.add(here)
                waiting.extend(self.following[here])
        return frozenset(nodes), frozenset(ends)


def scene_branches(story: Story, scene: str) -> SceneBranches:
    """The graph of one scene: its nodes, as far as something leads to them, and where their branches join.

    Where all ways on from a node come together is its immediate postdominator (J. Ferrante, K. J. Ottenstein, J. D.
    Warren, "The program dependence graph and its use in optimization", 1987).
    """
    following: dict[BranchSpot, tuple[BranchSpot, ...]] = {}
    waiting: list[BranchSpot] = [_spot(scene, story.scenes[scene].start)]
    while waiting:
        here = waiting.pop()
        if here not in following:
            following[here] = tuple(dict.fromkeys(_after(story, scene, here)))
            waiting.extend(following[here])
    return SceneBranches(scene, following, _postdominators(following))


def _spot(scene: str, node: int) -> BranchSpot:
    return SceneExit("leave", scene) if node == LEAVE else node


def _after(story: Story, scene: str, here: BranchSpot) -> Iterator[BranchSpot]:
    if isinstance(here, SceneExit):
        return
    match story.nodes[here]:
        case ShowText(_, following) | Apply(_, following) | Call(_, following):
            yield _spot(scene, following)
        case Offer(choices, following):
            yield from (_spot(scene, choice.target) for choice in choices)
            yield _spot(scene, following)
        case Ask(_, right, wrong, passed, partly, otherwise):
            after = (right, wrong, passed, partly, otherwise)
            yield from (_spot(scene, node) for node in after if node is not None)
        case Goto(to):
            yield SceneExit("scene", to)
        case End(ending):
            yield SceneExit("ending", ending)


def _bits(following: Iterable[BranchSpot]) -> dict[BranchSpot, int]:
    """By spot, its bit in a mask of spots."""
    return {spot: 1 << index for index, spot in enumerate(following)}


def _postdominators(following: Mapping[BranchSpot, tuple[BranchSpot, ...]]) -> dict[BranchSpot, int]:
    """By spot, a mask of those that every way from it to the end of the scene passes, itself among them."""
    bits = _bits(following)
    everything = (1 << len(bits)) - 1
    behind = dict.fromkeys(bits, everything)
    changed = True
    while changed:
        changed = False
        for spot in reversed(bits):
            mask = everything if following[spot] else 0
            for after in following[spot]:
                mask &= behind[after]
            mask |= bits[spot]
            if mask != behind[spot]:
                behind[spot], changed = mask, True
    return behind


class ChoiceBranch(NamedTuple):
    """What a choice leads to before it joins the others of its list again.

    `nodes` are those of its scene, `ends` where they end. `returns`: it always leads back to its own list;
    `may_return`: it may, and may leave it. `effects` are all there are, in order, where nothing on the way depends on
    anything, else None. `changes` are the variables that may be changed; `opened` and `asked` what is played and asked
    that other choices of the list may not.
    """

    choice: str
    nodes: frozenset[int]
    ends: frozenset[BranchSpot]
    returns: bool
    may_return: bool
    effects: tuple[Effect, ...] | None
    changes: frozenset[str]
    opened: frozenset[str]
    asked: frozenset[str]


class ChoiceList(NamedTuple):
    """A list of choices, by the number of its node, with the branch of each and where those that leave it join.

    `can_be_left`: one that leaves it is always offered, whatever else was taken before, and no other one hangs on that.
    """

    offer: int
    scene: str
    join: BranchSpot | None
    branches: tuple[ChoiceBranch, ...]
    can_be_left: bool


def choice_lists(graph: FlowGraph) -> Iterator[ChoiceList]:
    """Every list of choices of a story to which something leads."""
    story = graph.story
    called = _CalledScenes(graph)
    for id_, scene in story.scenes.items():
        if scene.start == LEAVE:
            continue
        inside = scene_branches(story, id_)
        for spot in inside.following:
            if isinstance(spot, int) and isinstance(node := story.nodes[spot], Offer) and graph.has("node", spot):
                join = inside.join(spot)
                stops: list[BranchSpot] = [spot] if join is None else [spot, join]
                branches = tuple(
                    _branch(graph, called, inside, spot, choice.id, choice.target, stops) for choice in node.choices
                )
                always = (
                    choice.when is None and not branch.returns and (choice.again or not branch.may_return)
                    for choice, branch in zip(node.choices, branches, strict=True)
                )
                can_be_left = any(always) and not any(choice.fallback for choice in node.choices)
                yield ChoiceList(spot, id_, join, branches, can_be_left)


def _branch(
    graph: FlowGraph, called: _CalledScenes, inside: SceneBranches, offer: int, choice: str, target: int,
    stops: list[BranchSpot],
) -> ChoiceBranch:  # fmt: skip
    story = graph.story
    start: BranchSpot = SceneExit("leave", inside.scene) if target == LEAVE else target
    nodes, ends = inside.between(start, stops)
    returns = ends == {offer}
    may_return = offer in ends and not returns
    if may_return:  # what else can be chosen before it leaves happens on its way, too
        more, further = inside.between(offer, [stop for stop in stops if stop != offer])
        nodes, ends = nodes | more, further
    changes, opened, asked = set(graph.writes[graph.at("choice", choice)]), set[str](), set[str]()
    for index in nodes:
        changes |= graph.writes[graph.at("node", index)]
        match story.nodes[index]:
            case Call(scene):
                opened.add(scene)
                changes |= called.changes(scene)
            case Ask(questions):
                asked.update(questions)
                numbers = (story.questions[id_].number for id_ in questions)
                changes = changes.union(*(graph.writes[graph.at("question", (index, number))] for number in numbers))
    effects = _straight(story, inside, start, stops)
    return ChoiceBranch(
        choice, nodes, ends, returns, may_return, effects, frozenset(changes), frozenset(opened), frozenset(asked)
    )


def _straight(
    story: Story, inside: SceneBranches, start: BranchSpot, stops: list[BranchSpot]
) -> tuple[Effect, ...] | None:
    """All effects from a spot on, in order, where nothing on the way there depends on anything; else None."""
    found: list[Effect] = []
    here = start
    while isinstance(here, int) and here not in stops:
        match story.nodes[here]:
            case ShowText():
                pass
            case Apply(effects):
                found += effects
            case Goto() | End():
                pass
            case _:
                return None
        (here,) = inside.following[here]
    return tuple(found)


class _CalledScenes:
    """What can be changed in a scene that is called, before it comes back."""

    def __init__(self, graph: FlowGraph) -> None:
        self.graph = graph
        self._known: dict[str, frozenset[str]] = {}

    def changes(self, scene: str) -> frozenset[str]:
        """The variables that may be changed."""
        if scene not in self._known:
            graph = self.graph
            found: set[str] = set()
            seen = {graph.at("scene", scene)}
            waiting = list(seen)
            while waiting:
                here = waiting.pop()
                found |= graph.writes[here]
                if graph.points[here].kind == "leave":
                    continue
                for edge in graph.edges[here]:
                    if edge.to not in seen:
                        seen.add(edge.to)
                        waiting.append(edge.to)
            self._known[scene] = frozenset(found)
        return self._known[scene]
