"""A story as bytes, in pieces: what is large is only made when a play comes to it.

The bytes are JSON, and nothing in them is ever taken for more than data. The first line is the head: the memory, the
ids of everything, and how long each piece is. A piece is a list of some nodes, scenes, formulas and so on. Whatever is
read is checked as it is read (see `story_codec`): the head at once, a piece when it is first asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Generic, TypeVar, overload

from game.record.codecs import Codec, Damaged, whole
from game.record.formula_codec import Formulas
from game.record.layout_codec import joined, parted, plain_layout, read_layout
from game.record.story_codec import TABLES, StoryCodec, fits_at
from game.story.model.story import Story
from game.story.refusals import StoryDamaged

T = TypeVar("T")

#: Things in a piece. More make the first turns slower, which need few of each; fewer make the head longer.
_RUN = 16
_MOST_THINGS = 10_000_000
_COUNT = whole(0, _MOST_THINGS)
#: What no file of a pack can hold (see `game.story.source.yaml_reader`), as it is and as JSON writes it.
_REFUSED = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
_REFUSED_ESCAPE = r"(?<!\\)(?:\\\\)*\\[ubf]"
#: What reading can raise where values are not what they should be.
_SIGNS_OF_DAMAGE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError, MemoryError)


def packed_pieces(story: Story) -> bytes:
    """The bytes of a story, from which `unpack` makes it again: the head, one line, and then the pieces.

    Raises ValueError, and what wrong types raise, for one that no pack makes.
    """
    ids = {name: list(getattr(story, name)) for name in TABLES}
    formulas = Formulas(story.layout)
    codec = StoryCodec(story.layout, len(story.nodes), ids, formulas)
    if not all(fits_at(number, node) for number, node in enumerate(story.nodes)):
        raise Damaged
    whole_story = codec.story((), {name: {} for name in TABLES}).write(story)
    tables = [_cut(list(getattr(story, name).values()), codec.tables[name]) for name in TABLES]
    nodes = _cut(story.nodes, codec.node)
    # What was met so far is what there is: formulas last, and then what they count.
    written = _cut(formulas.written, formulas.formula)
    counted = _cut(list(formulas.counted), formulas.count)
    groups = [counted, written, nodes, *tables]
    numbers = [len(formulas.counted), len(formulas.written), len(story.nodes)]
    lengths = [[len(piece) for piece in pieces] for pieces in groups]
    head = [plain_layout(story.layout), [joined(ids[name]) for name in TABLES], numbers, whole_story, lengths]
    return b"\n".join((_as_bytes(head), b"".join(piece for pieces in groups for piece in pieces)))


def unpack(packed: bytes, anew: Callable[[], bytes] | None = None) -> Story:
    """The story of these bytes. Raises Damaged when they are none.

    `anew` makes the bytes once more from the pack: a piece that turns out to be damaged when a play comes to it is then
    replaced. Where that is impossible, whoever asks for it gets StoryDamaged.
    """
    try:
        return _unpacked(packed, anew)
    except _SIGNS_OF_DAMAGE as error:
        raise Damaged from error


def _unpacked(packed: bytes, anew: Callable[[], bytes] | None) -> Story:
    content = _Content(packed, anew)
    layout_values, words_of_ids, numbers, whole_story = content.head
    counted, written, nodes = map(_COUNT.read, numbers)
    names = [parted(words) for words in words_of_ids]
    ids = {table: dict(zip(some, range(len(some)), strict=True)) for table, some in zip(TABLES, names, strict=True)}
    content.check([counted, written, nodes, *map(len, names)])
    layout = read_layout(layout_values, len(ids["places"]), len(ids["questions"]))
    formulas = Formulas(layout)
    formulas.counts = PieceRow(Pieces(content, 0, counted, formulas.count))
    formulas.made = PieceRow(Pieces(content, 1, written, formulas.formula))
    codec = StoryCodec(layout, nodes, ids, formulas)
    if nodes == 0 or any(len(ids[table]) != len(some) for table, some in zip(TABLES, names, strict=True)):
        raise Damaged
    row: PieceRow[Any] = PieceRow(Pieces(content, 2, nodes, codec.node, fits_at))
    tables: dict[str, PieceTable[Any]] = {
        table: PieceTable(ids[table], Pieces(content, group, len(some), codec.tables[table], _called(some)))
        for group, (table, some) in enumerate(zip(TABLES, names, strict=True), 3)
    }
    story: Story = codec.story(row, tables).read(whole_story)
    return story


def _called(ids: Sequence[str]) -> Callable[[int, Any], bool]:
    """Whether a thing is called what its number says."""
    return lambda number, thing: thing.id == ids[number]


class _Content:
    """A packed story taken apart: its head, and the bytes of its pieces. They are replaced when one is damaged."""

    def __init__(self, packed: bytes, anew: Callable[[], bytes] | None) -> None:
        self._packed, self._anew, self._is_fresh = packed, anew, False
        end = packed.index(b"\n")
        *self.head, self._lengths = _from_bytes(packed[:end])
        #: Where the pieces of each group begin, and where its last one ends.
        self._starts: list[list[int]] = []
        at = end + 1
        for some in self._lengths:
            self._starts.append(list(accumulate(map(_COUNT.read, some), initial=at)))
            at = self._starts[-1][-1]
        if at != len(packed):
            raise Damaged

    def check(self, counts: Sequence[int]) -> None:
        """Raise Damaged unless there are the pieces for so many things of each group."""
        if [len(some) - 1 for some in self._starts] != [-(-count // _RUN) for count in counts]:
            raise Damaged

    def piece(self, group: int, number: int) -> bytes:
        """The bytes of one piece."""
        starts = self._starts[group]
        return self._packed[starts[number] : starts[number + 1]]

    def renew(self) -> None:
        """Take the bytes that are made anew, once. Raises StoryDamaged when they are those of another story."""
        if self._is_fresh:  # one damaged piece led to another
            return
        fresh = _Content(self._anew(), None) if self._anew is not None else None
        if fresh is None or fresh.head != self.head:
            raise StoryDamaged
        self._packed, self._starts, self._anew, self._is_fresh = fresh._packed, fresh._starts, None, True


class Pieces(Generic[T]):
    """Runs of things, each made from its bytes when it is first asked for.

    `fits` is asked of each thing whether it can have its number.
    """

    __slots__ = ("_content", "_fits", "_group", "_made", "_read", "count")

    def __init__(
        self, content: _Content, group: int, count: int, codec: Codec,
        fits: Callable[[int, Any], bool] = lambda number, thing: True,
    ) -> None:  # fmt: skip
        self._content, self._group, self.count, self._read, self._fits = content, group, count, codec.read, fits
        self._made: list[tuple[T, ...] | None] = [None] * -(-count // _RUN)

    def __getitem__(self, index: int) -> T:
        number = index // _RUN
        run = self._made[number]
        if run is None:
            try:
                run = self._make(number)
            except _SIGNS_OF_DAMAGE:
                self._content.renew()
                run = self._make(number)
            self._made[number] = run
        return run[index % _RUN]

    def _make(self, number: int) -> tuple[T, ...]:
        first = number * _RUN
        values = _from_bytes(self._content.piece(self._group, number))
        if type(values) is not list or len(values) != min(_RUN, self.count - first):
            raise Damaged
        run = tuple([self._read(value) for value in values])
        if not all(self._fits(first + at, thing) for at, thing in enumerate(run)):
            raise Damaged
        return run


class PieceRow(Sequence[T]):
    """Things by their number."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: Pieces[T]) -> None:
        self._pieces = pieces

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        numbers = range(self._pieces.count)[index]
        return self._pieces[numbers] if isinstance(numbers, int) else tuple(self._pieces[number] for number in numbers)

    def __len__(self) -> int:
        return self._pieces.count


class PieceTable(Mapping[str, T]):
    """Things by their id; `index` has the number of each."""

    __slots__ = ("_index", "_pieces")

    def __init__(self, index: Mapping[str, int], pieces: Pieces[T]) -> None:
        self._index = index
        self._pieces = pieces

    def __getitem__(self, id_: str) -> T:
        return self._pieces[self._index[id_]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._index


def _cut(things: Sequence[Any], codec: Codec) -> list[bytes]:
    return [
        _as_bytes([codec.write(thing) for thing in things[start : start + _RUN]])
        for start in range(0, len(things), _RUN)
    ]


def _as_bytes(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _from_bytes(packed: bytes) -> Any:
    """The values; none of them holds what no file of a pack can hold. Raises ValueError.

    The patterns are compiled when they are needed, which is hardly ever: most words are seen to be harmless at once.
    """
    text = packed.decode()
    if not text.isprintable() and re.search(_REFUSED, text):
        raise Damaged
    if any(escape in text for escape in ("\\u", "\\b", "\\f")) and re.search(_REFUSED_ESCAPE, text):
        raise Damaged
    return json.loads(text)
