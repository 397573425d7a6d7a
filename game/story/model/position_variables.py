"""Where a play stands, as variables: the ending, the scene that is running, the question that waits, the place.

The memory of a play has no such variables but `place` and `asking`; the others follow from the node at which it stands.
Statements about every play ask for them as for any variable: `ending.quiet_triumph`, `scene.council`; each is 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.story.model.story import ROAMING, Call, End, Goto, Story

ANY_ID = "any"
"""Stands for the id of whichever there is: `ending.any`. Where something is called so, it is that."""


class PositionVariable(Mapping[str, int]):
    """What is known of a play at one point, by the names of variables.

    `asking` is the number of the question that waits, from 1 on, or 0; `place` the number of the place.
    """

    def __init__(self, story: Story, ending: str, scene: str, asking: int, place: int) -> None:
        self._story = story
        self._known = {story.asking.name: asking}
        if story.place is not None:
            self._known[story.place.name] = place
        self._is = {"ending": (ending, story.endings), "scene": (scene, story.scenes)}

    def __getitem__(self, name: str) -> int:
        if name in self._known:
            return self._known[name]
        space, _, id_ = name.partition(".")
        now, ids = self._is[space]
        return int(bool(now) if id_ == ANY_ID and ANY_ID not in ids else now == id_)

    def __contains__(self, name: object) -> bool:
        return name in self._known or (isinstance(name, str) and name.partition(".")[0] in self._is)

    def __iter__(self) -> Iterator[str]:
        yield from self._known
        for space, (_, ids) in self._is.items():
            yield from (f"{space}.{id_}" for id_ in (*ids, ANY_ID))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class PositionVariables:
    """Tells of each node of a story what is known of a play that stands there."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.scene_of = scenes_of_nodes(story)

    def at(self, node: int, place: int, asking: int = 0) -> PositionVariable:
        """What is known at a node (or `ROAMING`), at the place with this number, while this question waits."""
        standing_at = self.story.nodes[node] if node != ROAMING else None
        if isinstance(standing_at, End):
            return PositionVariable(self.story, standing_at.ending, "", 0, place)
        return PositionVariable(self.story, "", self.scene_of.get(node, ""), asking, place)


def scenes_of_nodes(story: Story) -> dict[int, str]:
    """The scene to which each node of a story belongs."""
    owner: dict[int, str] = {}
    for id_, scene in story.scenes.items():
        waiting = [scene.start]
        while waiting:
            index = waiting.pop()
            if index < 1 or index in owner:  # 0 is where every scene is over, -1 no way at all
                continue
            owner[index] = id_
            node = story.nodes[index]
            if isinstance(node, Goto | End):
                continue
            if isinstance(node, Call):
                waiting.append(node.next)
                continue
            for value in node:
                if isinstance(value, int):
                    waiting.append(value)
                elif isinstance(value, tuple):
                    waiting.extend(element.target for element in value if hasattr(element, "target"))
    return owner
