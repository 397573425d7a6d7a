"""Where choices, and what reads them later, stand in the files of a pack."""

from __future__ import annotations

from pathlib import Path

from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.targets import target_keys
from game.story.targets.survey import PackChanged, survey
from game.verify.dependence.readers import Reader

_SECTIONS = ("scenes", "endings", "places", "questions")


class ReaderSpots:
    """The spots of one pack, found once. Of a pack whose files were changed meanwhile, only scenes have one."""

    def __init__(self, story: Story, pack: Path) -> None:
        self.story = story
        try:
            self._spots = {thing.key: thing.spot for thing in survey(story, pack).things}
        except PackChanged:
            self._spots = {}

    def choice(self, id_: str) -> Spot:
        """Where a choice stands, or its scene."""
        spot = self._spots.get(target_keys.target_key("choice", id_))
        return spot if spot is not None else self._scene(id_.partition("/")[0])

    def reader(self, reader: Reader) -> Spot | None:
        """Where something stands that reads: the part of a text, or the thing as a whole. None where nobody knows."""
        keys = [
            target_keys.side("", section, reader.name, reader.point, 0) for section in _SECTIONS if reader.point >= 0
        ]
        keys.append(reader.target)
        if not reader.target:  # a text: the answer that it follows, the choice or the scene whose text it is
            owner = reader.name.partition(".")[0]
            keys += [f"outcome {reader.name}", target_keys.target_key("choice", owner)]
            keys += [target_keys.target_key("scene", owner), target_keys.target_key("place", owner)]
        return next((self._spots[key] for key in keys if key in self._spots), None)

    def _scene(self, id_: str) -> Spot:
        scene = self.story.scenes[id_]
        return Spot(scene.file, scene.line, 1)
