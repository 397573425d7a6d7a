"""A story in pieces is the story: by number, by slice, by id and in the same order."""

from __future__ import annotations

import pytest

from game.record.pieces import pack, unpack
from game.story.program import Story
from tests.story.inline import comparable


@pytest.fixture(scope="module")
def packed(headquarters: Story) -> bytes:
    return pack(headquarters)


def test_the_whole_story_is_the_same(headquarters: Story, packed: bytes) -> None:
    assert comparable(unpack(packed)) == comparable(headquarters)


def test_nodes_are_found_by_number_from_both_ends_and_by_slice(headquarters: Story, packed: bytes) -> None:
    nodes = unpack(packed).nodes
    assert len(nodes) == len(headquarters.nodes) > 200, "more than a few pieces"
    for wanted in (0, 63, 64, 65, -1):
        assert comparable(nodes[wanted]) == comparable(headquarters.nodes[wanted])
    assert comparable(nodes[60:70:3]) == comparable(headquarters.nodes[60:70:3])


def test_there_is_no_node_beyond_the_last(packed: bytes) -> None:
    nodes = unpack(packed).nodes
    with pytest.raises(IndexError):
        nodes[len(nodes)]


def test_scenes_are_found_by_id_in_the_order_of_the_pack(headquarters: Story, packed: bytes) -> None:
    scenes = unpack(packed).scenes
    assert list(scenes) == list(headquarters.scenes)
    assert [one.id for one in scenes.values()] == list(headquarters.scenes)
    assert "no_such_scene" not in scenes
    assert scenes.get("no_such_scene") is None


def test_a_condition_in_a_piece_asks_the_storys_own_layout(packed: bytes) -> None:
    story = unpack(packed)
    conditions = [one.when for one in story.scenes.values() if one.when is not None]
    assert conditions
    assert all(one.layout is story.layout for one in conditions)


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.99])
def test_a_single_changed_byte_is_noticed(packed: bytes, part: float) -> None:
    at = int(len(packed) * part)
    damaged = packed[:at] + bytes([packed[at] ^ 1]) + packed[at + 1 :]
    with pytest.raises(ValueError, match="damaged"):
        unpack(damaged)
