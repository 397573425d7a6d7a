"""A kept story that somebody wrote with the right checksum: nothing in it is believed that no pack could say."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from game.engine.rules import begin, choose, options
from game.record.cache_files import keep_cache, read_cache
from game.record.codecs import TEXT, Damaged, record, whole
from game.record.lazy_story import packed_pieces, unpack
from game.record.locations import cache_folder
from game.record.story_cache import load_story
from game.record.story_codec import TABLES
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.refusals import StoryDamaged
from tests.conftest import PACKS
from tests.story.inline import comparable

#: The groups of pieces, in the order of the file.
GROUPS = ("counts", "formulas", "nodes", *TABLES)
RUN = 16


class Opened(NamedTuple):
    """A packed story as values: its head, and everything in each group."""

    head: list[Any]
    groups: dict[str, list[Any]]


def opened(packed: bytes) -> Opened:
    line, _, rest = packed.partition(b"\n")
    *head, lengths = json.loads(line)
    groups: dict[str, list[Any]] = {}
    for name, some in zip(GROUPS, lengths, strict=True):
        groups[name] = []
        for length in some:
            groups[name] += json.loads(rest[:length])
            rest = rest[length:]
    return Opened(head, groups)


def closed(story: Opened) -> bytes:
    pieces = {
        name: [written(some[at : at + RUN]) for at in range(0, len(some), RUN)] for name, some in story.groups.items()
    }
    lengths = [[len(piece) for piece in some] for some in pieces.values()]
    return written([*story.head, lengths]) + b"\n" + b"".join(piece for some in pieces.values() for piece in some)


def written(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def nested(depth: int) -> list[Any]:
    tree: list[Any] = ["not", 1]
    for _ in range(depth):
        tree = ["not", tree]
    return tree


def the(group: str, number: int, *where: int, value: Any) -> Callable[[Opened], None]:
    """Puts a value somewhere inside of a thing."""

    def change(story: Opened) -> None:
        inside: Any = story.groups[group]
        for at in (number, *where[:-1]):
            inside = inside[at]
        inside[where[-1]] = value

    return change


def head(*where: int, value: Any) -> Callable[[Opened], None]:
    """Puts a value somewhere inside of the head."""

    def change(story: Opened) -> None:
        inside: Any = story.head
        for at in where[:-1]:
            inside = inside[at]
        inside[where[-1]] = value

    return change


def first(story: Opened, kind: int) -> int:
    """The number of the first node of this kind."""
    return next(number for number, group in enumerate(story.groups["nodes"]) if group[0] == kind)


def a_range(story: Opened, variable: str) -> list[int]:
    """The lowest, highest and first value of a variable, and the numbers of those that have them."""
    names, ranges = story.head[0]
    number = names.split(" ").index(variable)
    found: list[int] = next(range_ for range_ in ranges if number in range_[3:])
    return found


def a_node_that_follows_itself(story: Opened) -> None:
    number = first(story, 0)
    story.groups["nodes"][number][-1] = number


def a_question_that_nobody_asks(story: Opened) -> None:
    story.groups["nodes"][first(story, 3)][1] = []


def a_number_that_is_none(story: Opened) -> None:
    next(group for group in story.groups["questions"] if group[1] == "number")[9] = [["sixteen"]]


def a_match_without_partners(story: Opened) -> None:
    next(group for group in story.groups["questions"] if group[1] == "match")[13] = []


def a_place_to_move_to_beyond_the_last(story: Opened) -> None:
    for node in story.groups["nodes"]:
        for effect in node[1] if node[0] == 1 else ():
            if effect[3] == "move":
                effect[2] = 99
                return
    raise AssertionError("nothing moves anybody")


HEADS = {
    "no list": lambda story: story.head.clear(),
    "more": lambda story: story.head.append(0),
    "title is a number": head(3, 1, value=7),
    "orders to the terminal": head(3, 1, value="\x1b[2J"),
    "another direction of writing": head(3, 1, value="\u202e"),
    "an unknown place to start": head(3, 23, value="../../etc"),
    "a variable twice": lambda story: head(0, 0, value=f"{story.head[0][0]} arrived")(story),
    "no variable": head(0, 0, value=""),
    "a range beyond all": lambda story: a_range(story, "time").__setitem__(1, 10**30),
    "a range upside down": lambda story: a_range(story, "time").__setitem__(0, 5_000),
    "a range of no variable": lambda story: a_range(story, "time").__setitem__(3, -1),
    "a range of what has another": lambda story: a_range(story, "place").__setitem__(1, 200),
    "a start outside of its range": lambda story: a_range(story, "time").__setitem__(2, 10**6),
    "no nodes": head(2, 2, value=0),
    "more nodes than there are": head(2, 2, value=10**9),
    "a place that nobody knows": lambda story: head(1, 1, value=f"{story.head[1][1]} nowhere")(story),
    "true is no number": head(2, 0, value=True),
    "a broken statement": lambda story: story.head[3].__setitem__(
        _promises(story.head[3]), [["always", nested(900), [], "", ["", 1, 1]]]
    ),
}


def _promises(fields: list[object]) -> int:
    """Where the promises stand among the fields of a story."""
    kinds = ("always", "never", "can")
    return next(at for at, field in enumerate(fields) if isinstance(field, list) and field and field[0][0] in kinds)


PIECES = {
    "a sign that is code": the("formulas", 0, 2, value=['or __import__("os").abort() or', 1, 2]),
    "a sign of Python's": the("formulas", 0, 2, value=["**", 9, 9]),
    "a number in words": the("formulas", 0, 2, value=["==", [0], "1"]),
    "a number too far": the("formulas", 0, 2, value=["==", [0], 10**30]),
    "no whole number": the("formulas", 0, 2, value=["==", [0], 1.5]),
    "a variable that is not there": the("formulas", 0, 2, value=[10**6]),
    "a variable from behind": the("formulas", 0, 2, value=[-1]),
    "deep inside each other": the("formulas", 0, 2, value=nested(160)),
    "far too deep": the("formulas", 0, 2, value=nested(900)),
    "very many parts": the("formulas", 0, 2, value=["and", ["or", nested(140), nested(140)], nested(140)]),
    "a count of what is not there": the("formulas", 0, 2, value=["#", 10**6]),
    "a node beyond the last": lambda story: story.groups["nodes"][first(story, 0)].__setitem__(-1, 10**6),
    "a node from behind": lambda story: story.groups["nodes"][first(story, 0)].__setitem__(-1, -1),
    "a circle without the player": a_node_that_follows_itself,
    "an unknown kind of node": lambda story: story.groups["nodes"][1].__setitem__(0, 99),
    "no such ending": lambda story: story.groups["nodes"][first(story, 7)].__setitem__(1, "nowhere"),
    "nothing to ask": a_question_that_nobody_asks,
    "a move to nowhere": a_place_to_move_to_beyond_the_last,
    "a scene of another name": the("scenes", 0, 0, value="another"),
    "a scene at no place": the("scenes", 0, 2, value=["nowhere"]),
    "a variable for something else": the("scenes", 0, 8, value=0),
    "a floor beyond the sky": the("places", 0, 6, value=10**9),
    "a place with an unknown number": the("places", 0, 1, value=-1),
    "a kind of question nobody knows": the("questions", 0, 1, value="essay"),
    "no number": a_number_that_is_none,
    "a match without partners": a_match_without_partners,
    "a table": the("endings", 0, 2, value={}),
    "orders to the terminal": the("endings", 0, 1, value="\x07"),
    "half a character": the("endings", 0, 1, value="\ud800"),
}  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> tuple[str, Story, Path, str]:
    """A pack, its story, and the file in which that is kept, with what it was made for."""
    folder = str(shutil.copytree(PACKS / "harbour", tmp_path / "harbour"))
    story = load_story(folder)
    (file,) = (cache_folder() / "stories").iterdir()
    return folder, story, file, file.read_bytes().partition(b"\n")[0].decode()


def test_the_values_are_those_that_are_written(harbour: Story) -> None:
    assert closed(opened(packed_pieces(harbour))) == packed_pieces(harbour)


@pytest.mark.parametrize("change", HEADS.values(), ids=HEADS)
def test_a_forged_head_is_no_story(harbour: Story, change: Callable[[Opened], None]) -> None:
    forged = opened(packed_pieces(harbour))
    change(forged)
    with pytest.raises(Damaged):
        unpack(closed(forged))


@pytest.mark.parametrize("content", [b"", b"\n", b"[" * 100_000 + b"\n", b"[]\n", b"{}\n", b"[1e999]\n", b"\xff\n"])
def test_what_is_no_head_is_no_story(content: bytes) -> None:
    with pytest.raises(Damaged):
        unpack(content)


@pytest.mark.parametrize("change", PIECES.values(), ids=PIECES)
def test_a_forged_piece_is_replaced_by_that_of_the_pack(harbour: Story, change: Callable[[Opened], None]) -> None:
    forged = opened(packed_pieces(harbour))
    change(forged)
    packed = closed(forged)
    assert packed != packed_pieces(harbour)
    assert comparable(unpack(packed, lambda: packed_pieces(harbour))) == comparable(harbour)


def test_a_play_goes_on_where_it_comes_to_a_forged_piece(kept: tuple[str, Story, Path, str]) -> None:
    folder, story, file, made_for = kept
    forged = opened(packed_pieces(story))
    for node in forged.groups["nodes"]:
        node[0] = 99
    keep_cache(file, made_for, closed(forged), 12)
    loaded = load_story(folder)
    turns = []
    for read in (story, loaded):
        turn = begin(read, 1)
        turns.append(choose(read, turn.state, options(read, turn.state)[0].id).state)
    assert turns[0] == turns[1]
    assert read_cache(file, made_for) == packed_pieces(story), "what is kept is the story of the pack again"


def test_a_forged_piece_of_another_story_ends_in_a_sentence(kept: tuple[str, Story, Path, str]) -> None:
    folder, story, file, made_for = kept
    forged = opened(packed_pieces(story))
    head(3, 1, value="Another title")(forged)
    forged.groups["nodes"][1][0] = 99
    keep_cache(file, made_for, closed(forged), 12)
    loaded = load_story(folder)
    with pytest.raises(StoryDamaged, match="Start again"):
        comparable(loaded)
    assert load_story(folder).title == story.title


def test_a_field_without_a_codec_is_noticed_at_once() -> None:
    with pytest.raises(TypeError, match="column"):
        record(Spot, file=TEXT, line=whole(0, 9))
