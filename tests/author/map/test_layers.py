"""The layered layout: boxes in rows that do not touch, edges downwards, the same every time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from game.author.map.blocks import Block, floor_blocks, scene_blocks
from game.author.map.cards import FullCards
from game.author.map.layers import LONGEST, LayeredLayout, Size, layered
from game.author.map.picture import Picture
from game.author.map.sheet import arranged

_Rectangle = tuple[float, float, float, float]


def overlap(first: _Rectangle, second: _Rectangle) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def none_overlap(rectangles: list[_Rectangle]) -> bool:
    return not any(
        overlap(rectangle, other) for number, rectangle in enumerate(rectangles) for other in rectangles[number + 1 :]
    )


def rectangles(layout: LayeredLayout, boxes: dict[str, Size]) -> list[_Rectangle]:
    return [(x, y, x + boxes[id_].width, y + boxes[id_].height) for id_, (x, y) in layout.spots.items()]


SQUARE = Size(100, 50)


def test_what_leads_on_stands_above_what_follows() -> None:
    layout = layered(dict.fromkeys("abcd", SQUARE), [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
    assert layout.spots["a"].y < layout.spots["b"].y == layout.spots["c"].y < layout.spots["d"].y


def test_a_chain_is_straight() -> None:
    layout = layered(dict.fromkeys("abc", SQUARE), [("a", "b"), ("b", "c")])
    assert len({spot.x for spot in layout.spots.values()}) == 1


def test_crossings_that_need_not_be_are_gone() -> None:
    layout = layered(dict.fromkeys("abcd", SQUARE), [("a", "d"), ("b", "c")])
    assert (layout.spots["a"].x < layout.spots["b"].x) == (layout.spots["d"].x < layout.spots["c"].x)


def test_an_edge_that_closes_a_circle_leads_up() -> None:
    layout = layered(dict.fromkeys("abc", SQUARE), [("a", "b"), ("b", "c"), ("c", "a")])
    assert [(route.source, route.target) for route in layout.routes if route.backward] == [("c", "a")]


def test_an_edge_that_nobody_could_follow_is_not_drawn() -> None:
    names = [f"n{number}" for number in range(LONGEST + 3)]
    chain = list(pairwise(names))
    layout = layered(dict.fromkeys(names, SQUARE), [*chain, (names[0], names[-1])])
    assert [(route.source, route.target) for route in layout.routes] == chain


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(1, 200)), min_size=1, max_size=14),
    st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=40),
)
def test_boxes_never_overlap_and_no_edge_runs_through_one(
    sizes: list[tuple[int, int]], pairs: list[tuple[int, int]]
) -> None:
    boxes = {f"n{number}": Size(*size) for number, size in enumerate(sizes)}
    edges = [(f"n{tail % len(boxes)}", f"n{head % len(boxes)}") for tail, head in pairs]
    layout = layered(boxes, edges)
    drawn = rectangles(layout, boxes)
    assert none_overlap(drawn)
    assert layout == layered(boxes, edges)
    for route in layout.routes:
        for start, end in zip(route.points[::2], route.points[1::2], strict=False):
            line = (start.x - 0.1, start.y + 0.1, start.x + 0.1, max(end.y, start.y + 0.2) - 0.1)
            assert not any(overlap(line, box) for box in drawn)


def blocks_do_not_overlap(block: Block) -> bool:
    return none_overlap(
        [(box.x, box.y, box.x + box.card.width, box.y + box.card.height) for box in block.placed]
    ) and all(
        box.x + box.card.width <= block.size.width and box.y + box.card.height <= block.size.height
        for box in block.placed
    )


def test_nothing_on_the_sheet_overlaps(headquarters_picture: Picture, harbour_picture: Picture) -> None:
    for picture in (headquarters_picture, harbour_picture):
        cards = FullCards(picture, {})
        assert all(
            blocks_do_not_overlap(block) for block in [*floor_blocks(picture, cards), *scene_blocks(picture, cards)]
        )
        for section in arranged(picture, "all", cards).sections:
            frames = [(x, y, x + block.size.width, y + block.size.height) for block, (x, y) in section.blocks]
            assert none_overlap(frames)


def test_every_scene_and_ending_has_one_box(headquarters_picture: Picture) -> None:
    blocks = scene_blocks(headquarters_picture, FullCards(headquarters_picture, {}))
    keys = [box.card.key for block in blocks for box in block.placed]
    wanted = [f"scene-{id_}" for id_ in headquarters_picture.scenes]
    assert sorted(keys) == sorted(wanted + [f"ending-{id_}" for id_ in headquarters_picture.endings])
