"""Checks of a whole story that need its graph: loops without a player, scenes that nothing opens.

What only a search through all playthroughs can tell is not said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.compile.collecting import Definitions
from game.story.model.story import Apply, Ask, Call, Goto, Offer, ShowText, Story
from game.story.model.yaml_nodes import Spot
from game.support import limits
from game.support.components import component_numbers


class _Led(NamedTuple):
    """Where one can come from the first node of a scene without leaving it: other scenes, and how."""

    to: set[str]
    called: set[str]
    asks: bool


class _Paths:
    """Which ways round circles are worth looking for: one for each circle, and some more. Each takes a long walk."""

    def __init__(self) -> None:
        self.told: set[int] = set()
        self.left = limits.PATHS

    def telling(self, circle: int) -> bool:
        if circle in self.told:
            self.left -= 1
        self.told.add(circle)
        return self.left > 0


def check(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """Report what the story's graph shows."""
    spots = {id_: scene.spot for id_, scene in defined.scenes.items()}
    led = {id_: _led(story, scene.start) for id_, scene in story.scenes.items()}
    leads_to = {id_: leading.to for id_, leading in led.items()}
    check_calls(led, leads_to, spots, found)
    check_gotos(story, _leading_to_questions(led), spots, found)
    check_openings(story, spots, leads_to, found)
    check_leaving(story, spots, found)
    check_achievements(defined, story, found)
    check_pack(defined, story, found)


def _led(story: Story, start: int) -> _Led:
    """Looks at every node that can come after `start` inside its own scene."""
    nodes = story.nodes
    to: set[str] = set()
    called: set[str] = set()
    asks = False
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        index = waiting.pop()
        if index in seen:
            continue
        seen.add(index)
        node = nodes[index]
        kind = type(node)  # for a large pack this is asked very often
        if kind is ShowText or kind is Apply:
            waiting.append(node.next)  # type: ignore[union-attr]
        elif isinstance(node, Offer):
            asks = True
            waiting.append(node.next)
            waiting += [choice.target for choice in node.choices]
        elif isinstance(node, Ask):
            asks = True
            outcomes = node.right, node.wrong, node.passed, node.partly, node.otherwise
            waiting += (outcome for outcome in outcomes if outcome is not None)
        elif isinstance(node, Call):
            to.add(node.scene)
            called.add(node.scene)
            waiting.append(node.next)
        elif isinstance(node, Goto):
            to.add(node.scene)
    return _Led(to, called, asks)


def _leading_to_questions(led: dict[str, _Led]) -> set[str]:
    """The scenes in which the player may be asked something, or which lead to one where that is so."""
    before: dict[str, list[str]] = {id_: [] for id_ in led}
    for id_, leading in led.items():
        for following in leading.to:
            before[following].append(id_)
    return _closure((id_ for id_, leading in led.items() if leading.asks), before)


def check_calls(
    led: dict[str, _Led], leads_to: dict[str, set[str]], spots: dict[str, Spot], found: Diagnostics
) -> None:
    """A scene that can come to call itself would never get to its end: the stack of calls would grow for ever."""
    circle_of = component_numbers(leads_to)
    worth = _Paths()
    for id_, leading in led.items():
        for called in sorted(leading.called):
            if circle_of[called] == circle_of[id_] and worth.telling(circle_of[id_]):
                path = [id_, *_path(leads_to, called, id_)]
                found.report(catalogue.CALL_LOOP, spots[id_], id=id_, path=" → ".join(path))


def check_gotos(story: Story, asking: set[str], spots: dict[str, Spot], found: Diagnostics) -> None:
    """Scenes that lead to each other in a circle, with nothing in between where the player is asked."""
    directly = {
        id_: {node.scene for node in _only_way(story, scene.start, asking)} for id_, scene in story.scenes.items()
    }
    circle_of = component_numbers(directly)
    worth = _Paths()
    for id_ in sorted(story.scenes):  # the shortest circle is told from the first of its scenes
        for following in sorted(directly[id_]):
            if circle_of[following] == circle_of[id_] and worth.telling(circle_of[id_]):
                path = [id_, *_path(directly, following, id_)]
                if id_ == min(path):
                    found.report(catalogue.GOTO_LOOP, spots[id_], path=" → ".join(path))


def _only_way(story: Story, start: int, asking: set[str]) -> Iterator[Goto | Call]:
    """The scene to which one comes from `start` whatever happens, without being asked anything."""
    seen = set()
    index = start
    while index not in seen:
        seen.add(index)
        node = story.nodes[index]
        match node:
            case ShowText(_, following) | Apply(_, following):
                index = following
            case Goto():
                yield node
                return
            case Call(scene, following):
                yield node
                if scene in asking:
                    return
                index = following
            case _:
                return


def _path(leads_to: dict[str, set[str]], start: str, goal: str) -> list[str]:
    """The shortest way over scenes from `start` to `goal`, both included. There must be one."""
    before: dict[str, str] = {start: ""}
    queue = [start]
    for here in queue:
        if here == goal:
            path = [here]
            while before[path[-1]]:
                path.append(before[path[-1]])
            return path[::-1]
        for following in sorted(leads_to.get(here, ())):
            if following not in before:
                before[following] = here
                queue.append(following)
    raise AssertionError(f"no way from {start} to {goal}")


def check_openings(story: Story, spots: dict[str, Spot], leads_to: dict[str, set[str]], found: Diagnostics) -> None:
    """Scenes that nothing opens, by whatever condition."""
    opened = {story.start_scene} | {scene.id for scene in story.scenes.values() if scene.at or scene.on_arrival}
    opened |= _closure(opened, leads_to)
    for id_, scene in story.scenes.items():
        if id_ not in opened:
            mend = Model("on_arrival: true" if not story.places else "at: a_place", spots[id_].column + 2)
            found.report(catalogue.UNREACHABLE_SCENE, spots[id_], mend=mend, id=id_)
        elif scene.start == 0:
            found.report(catalogue.NOTHING_HAPPENS, spots[id_], mend=Model("text: …", spots[id_].column + 2), id=id_)


def _closure(start: Iterable[str], leads_to: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(leads_to.get(here, ()))
    return reached


def check_leaving(story: Story, spots: dict[str, Spot], found: Diagnostics) -> None:
    """A scene that stays open, whose every way out can be taken only once while others keep the player in."""
    for id_, scene in story.scenes.items():
        if not scene.again or scene.on_arrival:
            continue
        first = _first_offer(story, scene.start)
        if first is None:
            continue
        offer = story.nodes[first]
        if not isinstance(offer, Offer):
            continue
        staying = [choice for choice in offer.choices if _only_returns(story, choice.target, first)]
        leaving = [choice for choice in offer.choices if choice not in staying]
        forever = any(choice.again and choice.when is None for choice in staying)
        if forever and leaving and not any(choice.again or choice.fallback for choice in leaving):
            found.report(catalogue.NO_LEAVING, spots[id_], mend=Model("- choose: Leave\n  again: true"), id=id_)


def _first_offer(story: Story, index: int) -> int | None:
    while isinstance(node := story.nodes[index], ShowText | Apply):
        index = node.next
    return index if isinstance(node, Offer) else None


def _only_returns(story: Story, index: int, offer: int) -> bool:
    while isinstance(node := story.nodes[index], ShowText | Apply):
        index = node.next
    return index == offer


def check_achievements(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """Achievements that nobody can ever have."""
    waiting = [id_ for id_, achievement in story.achievements.items() if achievement.when is None]
    if not waiting:
        return
    given = {effect.subject for node in story.nodes if isinstance(node, Apply) for effect in node.effects}
    for id_ in waiting:
        if id_ not in given:
            spot = defined.achievements[id_].spot
            mend = Model("when: has.badge", spot.column + 2)
            found.report(catalogue.NEVER_ACHIEVED, spot, mend=mend, id=id_)


def check_pack(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """What the pack as a whole lacks."""
    assert defined.pack is not None  # noqa: S101 - a story was compiled from it
    if not story.endings:
        found.report(catalogue.NO_ENDINGS, defined.pack.spot, mend=Model("endings:\n  the_end: …", 1))
