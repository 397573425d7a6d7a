"""Checks of a whole story that need its graph: loops without a player, scenes that nothing opens.

What only a search through all playthroughs can tell is not said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.story import catalogue
from game.story.diagnostics import Diagnostics
from game.story.gathering import Definitions
from game.story.program import Apply, Ask, Call, End, Goto, Leave, Offer, Show, Story
from game.story.words import Spot


def check(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """Report what the story's graph shows."""
    spots = {id_: one.spot for id_, one in defined.scenes.items()}
    leads_to = {id_: set(_scenes_after(story, one.start, through_offers=True)) for id_, one in story.scenes.items()}
    check_calls(story, spots, leads_to, found)
    check_gotos(story, spots, found)
    check_openings(story, spots, leads_to, found)
    check_leaving(story, spots, found)
    check_pack(defined, story, found)


def _successors(story: Story, index: int, through_offers: bool) -> Iterator[int | Goto | Call]:
    """What can come directly after a node: nodes by index, and ways into other scenes."""
    node = story.nodes[index]
    match node:
        case Show(_, following) | Apply(_, following):
            yield following
        case Ask(_, right, wrong):
            if through_offers:
                yield from (right, wrong)
        case Offer(choices, following):
            # An offer with a choice that is always there is never passed by.
            if through_offers or not any(one.again and one.when is None for one in choices):
                yield following
            if through_offers:
                yield from (one.target for one in choices)
        case Call(_, following):
            yield node
            yield following
        case Goto():
            yield node
        case Leave() | End():
            return


def _reach(story: Story, start: int, through_offers: bool) -> Iterator[int | Goto | Call]:
    """Every node, and every way into another scene, that can come after `start` inside its own scene."""
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        index = waiting.pop()
        if index in seen:
            continue
        seen.add(index)
        yield index
        for one in _successors(story, index, through_offers):
            if isinstance(one, int):
                waiting.append(one)
            else:
                yield one


def _scenes_after(story: Story, start: int, through_offers: bool) -> Iterator[str]:
    return (one.scene for one in _reach(story, start, through_offers) if not isinstance(one, int))


def check_calls(story: Story, spots: dict[str, Spot], leads_to: dict[str, set[str]], found: Diagnostics) -> None:
    """A scene that can come to call itself would never get to its end: the stack of calls would grow for ever."""
    for id_, scene in story.scenes.items():
        calls = {one.scene for one in _reach(story, scene.start, True) if isinstance(one, Call)}
        for called in sorted(calls):
            path = _path(leads_to, called, id_)
            if path is not None:
                found.report(catalogue.CALL_LOOP, spots[id_], id=id_, path=" → ".join([id_, *path]))


def check_gotos(story: Story, spots: dict[str, Spot], found: Diagnostics) -> None:
    """Scenes that lead to each other in a circle, with nothing in between where the player is asked."""
    directly = {id_: {one.scene for one in _only_way(story, scene.start)} for id_, scene in story.scenes.items()}
    for id_ in story.scenes:
        for following in sorted(directly[id_]):
            path = _path(directly, following, id_)
            if path is not None and id_ == min([id_, *path]):
                found.report(catalogue.GOTO_LOOP, spots[id_], path=" → ".join([id_, *path]))


def _only_way(story: Story, start: int) -> Iterator[Goto | Call]:
    """The scene to which one comes from `start` whatever happens, without being asked anything."""
    seen = set()
    index = start
    while index not in seen:
        seen.add(index)
        node = story.nodes[index]
        match node:
            case Show(_, following) | Apply(_, following):
                index = following
            case Goto():
                yield node
                return
            case Call(scene, following):
                yield node
                if _asks(story, scene):
                    return
                index = following
            case _:
                return


def _asks(story: Story, scene: str) -> bool:
    """Whether the player may be asked something in this scene, or in one to which it leads."""
    scenes = [scene]
    for id_ in scenes:
        for one in _reach(story, story.scenes[id_].start, through_offers=True):
            if isinstance(one, int):
                if isinstance(story.nodes[one], Offer | Ask):
                    return True
            elif one.scene not in scenes:
                scenes.append(one.scene)
    return False


def _path(leads_to: dict[str, set[str]], start: str, goal: str) -> list[str] | None:
    """The shortest way over scenes from `start` to `goal`, both included, or None."""
    before: dict[str, str] = {start: ""}
    queue = [start]
    for here in queue:
        if here == goal:
            path = [here]
            while before[path[-1]]:
                path.append(before[path[-1]])
            return path[::-1]
        for one in sorted(leads_to.get(here, ())):
            if one not in before:
                before[one] = here
                queue.append(one)
    return None


def check_openings(story: Story, spots: dict[str, Spot], leads_to: dict[str, set[str]], found: Diagnostics) -> None:
    """Scenes that nothing opens, by whatever condition."""
    opened = {story.start_scene} | {scene.id for scene in story.scenes.values() if scene.at or scene.on_arrival}
    opened |= _closure(opened, leads_to)
    for id_, scene in story.scenes.items():
        if id_ not in opened:
            found.report(catalogue.UNREACHABLE_SCENE, spots[id_], id=id_)
        elif scene.start == 0:
            found.report(catalogue.NOTHING_HAPPENS, spots[id_], id=id_)


def _closure(start: Iterable[str], leads_to: dict[str, set[str]]) -> set[str]:
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
        staying = [one for one in offer.choices if _only_returns(story, one.target, first)]
        leaving = [one for one in offer.choices if one not in staying]
        forever = any(one.again and one.when is None for one in staying)
        if forever and leaving and not any(one.again or one.fallback for one in leaving):
            found.report(catalogue.NO_LEAVING, spots[id_], id=id_)


def _first_offer(story: Story, index: int) -> int | None:
    while isinstance(node := story.nodes[index], Show | Apply):
        index = node.next
    return index if isinstance(node, Offer) else None


def _only_returns(story: Story, index: int, offer: int) -> bool:
    while isinstance(node := story.nodes[index], Show | Apply):
        index = node.next
    return index == offer


def check_pack(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """What the pack as a whole lacks."""
    assert defined.pack is not None  # noqa: S101 - a story was compiled from it
    if not story.endings:
        found.report(catalogue.NO_ENDINGS, defined.pack.spot)
