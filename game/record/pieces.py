"""A story as bytes, in pieces: what is large is only made when a play comes to it.

Nodes, scenes, places and questions are cut into runs, each with its own bytes; the rest of a story is small. What all
pieces share stands outside of them, once: the layout, and the counts of facts and questions, which name thousands of
them in a large pack. The bytes are our own: whoever calls sees to that.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast, overload

from game.story.formulas import Count
from game.story.memory import Layout
from game.story.program import Story

T = TypeVar("T")

_RUN = 64


def pack(story: Story) -> bytes:
    """The bytes of a story."""
    rest = story._replace(nodes=(), scenes={}, places={}, questions={})
    shared: dict[object, int] = {story.layout: 0}
    nodes = _cut(story.nodes, shared)
    tables = [(tuple(table), _cut(table.values(), shared)) for table in (story.scenes, story.places, story.questions)]
    packed = pickle.dumps((rest, list(shared), len(story.nodes), nodes, tables), protocol=pickle.HIGHEST_PROTOCOL)
    return zlib.crc32(packed).to_bytes(4) + packed


def unpack(packed: bytes) -> Story:
    """The story of these bytes. Raises ValueError, or what `pickle` raises, when they are none or were damaged."""
    content = memoryview(packed)[4:]
    if zlib.crc32(content).to_bytes(4) != packed[:4]:
        raise ValueError("damaged")
    story, shared, length, nodes, tables = pickle.loads(content)  # noqa: S301 - see the head of this file
    assert isinstance(story, Story)  # noqa: S101 - the sum says that `pack` wrote this
    whole: list[Table[Any]] = [Table(ids, Pieces(runs, shared)) for ids, runs in tables]
    scenes, places, questions = whole
    return story._replace(nodes=Row(length, Pieces(nodes, shared)), scenes=scenes, places=places, questions=questions)


class Pieces(Generic[T]):
    """Runs of things, each made from its bytes when it is first asked for."""

    __slots__ = ("_made", "_packed", "_shared")

    def __init__(self, packed: list[bytes], shared: list[object]) -> None:
        self._packed = packed
        self._shared = shared
        self._made: list[tuple[T, ...] | None] = [None] * len(packed)

    def __getitem__(self, index: int) -> T:
        run = self._made[index // _RUN]
        if run is None:
            run = self._made[index // _RUN] = self._make(index // _RUN)
        return run[index % _RUN]

    def _make(self, number: int) -> tuple[T, ...]:
        return cast("tuple[T, ...]", _Unpickler(io.BytesIO(self._packed[number]), self._shared).load())


class Row(Sequence[T]):
    """Things by their number."""

    __slots__ = ("_length", "_pieces")

    def __init__(self, length: int, pieces: Pieces[T]) -> None:
        self._length = length
        self._pieces = pieces

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self._pieces[one] for one in range(self._length)[index])
        return self._pieces[range(self._length)[index]]

    def __len__(self) -> int:
        return self._length


class Table(Mapping[str, T]):
    """Things by their id."""

    __slots__ = ("_index", "_pieces")

    def __init__(self, ids: tuple[str, ...], pieces: Pieces[T]) -> None:
        self._index = {id_: index for index, id_ in enumerate(ids)}
        self._pieces = pieces

    def __getitem__(self, id_: str) -> T:
        return self._pieces[self._index[id_]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._index


class _Pickler(pickle.Pickler):
    """Leaves out what is shared, and notes it with its number."""

    def __init__(self, into: io.BytesIO, shared: dict[object, int]) -> None:
        super().__init__(into, pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def persistent_id(self, one: object) -> int | None:
        if type(one) is Layout or type(one) is Count:
            return self._shared.setdefault(one, len(self._shared))
        return None


class _Unpickler(pickle.Unpickler):
    """Puts what is shared in its place again."""

    def __init__(self, source: io.BytesIO, shared: list[object]) -> None:
        super().__init__(source)
        self._shared = shared

    def persistent_load(self, number: int) -> object:
        return self._shared[number]


def _cut(things: Iterable[object], shared: dict[object, int]) -> list[bytes]:
    whole = tuple(things)
    runs = []
    for start in range(0, len(whole), _RUN):
        buffer = io.BytesIO()
        _Pickler(buffer, shared).dump(whole[start : start + _RUN])
        runs.append(buffer.getvalue())
    return runs
