"""A story in pieces is the story: by number, by slice, by id and in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.record.lazy_story import packed_pieces, unpack
from game.story.model.story import Story
from game.story.packs import load
from game.story.source.library import pack_names
from tests.story.inline import comparable

PACKS = Path(__file__).parent.parent / "packs"


@pytest.fixture(scope="module")
def packed(headquarters: Story) -> bytes:
    return packed_pieces(headquarters)


@pytest.mark.parametrize("name", [*pack_names(), *sorted(str(path) for path in PACKS.iterdir() if path.is_dir())])
def test_the_whole_story_is_the_same(name: str) -> None:
    story = load(name)
    assert comparable(unpack(packed_pieces(story))) == comparable(story)


def test_packing_again_gives_the_same_bytes(headquarters: Story, packed: bytes) -> None:
    assert packed_pieces(unpack(packed)) == packed


def test_nodes_are_found_by_number_from_both_ends_and_by_slice(headquarters: Story, packed: bytes) -> None:
    nodes = unpack(packed).nodes
    assert len(nodes) == len(headquarters.nodes) > 200, "more than a few pieces"
    for wanted in (0, 15, 16, 17, 63, 64, -1):
        assert comparable(nodes[wanted]) == comparable(headquarters.nodes[wanted])
    assert comparable(nodes[60:70:3]) == comparable(headquarters.nodes[60:70:3])


def test_there_is_no_node_beyond_the_last(packed: bytes) -> None:
    nodes = unpack(packed).nodes
    with pytest.raises(IndexError):
        nodes[len(nodes)]


def test_scenes_are_found_by_id_in_the_order_of_the_pack(headquarters: Story, packed: bytes) -> None:
    scenes = unpack(packed).scenes
    assert list(scenes) == list(headquarters.scenes)
    assert [scene.id for scene in scenes.values()] == list(headquarters.scenes)
    assert "no_such_scene" not in scenes
    assert scenes.get("no_such_scene") is None


def test_a_condition_in_a_piece_asks_the_storys_own_layout(packed: bytes) -> None:
    story = unpack(packed)
    conditions = [scene.when for scene in story.scenes.values() if scene.when is not None]
    assert conditions
    assert all(condition.layout is story.layout for condition in conditions)


def test_the_same_condition_is_made_once(headquarters: Story, packed: bytes) -> None:
    def formulas(story: Story) -> list[int]:
        return [id(scene.when) for scene in story.scenes.values() if scene.when is not None]

    story = unpack(packed)
    assert len(set(formulas(story))) == len(set(formulas(headquarters)))
