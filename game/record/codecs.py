"""Values as plain data and back: each codec writes what JSON can hold, and reads back only what it would have written.

Whatever is read may have been written by a stranger. A codec therefore takes nothing for granted: the type of every
value, its range, the length of every list. Numbers are Python's own `int`, never `bool`, never a fraction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from game.support.fast_tuples import maker


class Damaged(ValueError):
    """What was read is nothing that was written here."""


class Codec(NamedTuple):
    """`write` makes plain data of a value, `read` the value of plain data. Both raise Damaged when it does not fit."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def plain_value(kind: type) -> Codec:
    """Values that are plain data themselves, of exactly this type."""

    def checked(value: Any) -> Any:
        if type(value) is not kind:
            raise Damaged
        return value

    return Codec(checked, checked)


TEXT, FLAG = plain_value(str), plain_value(bool)


def whole(low: int, high: int) -> Codec:
    """Whole numbers from `low` to `high`, both included."""

    def checked(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise Damaged
        return value

    return Codec(checked, checked)


def one_of(words: Collection[str]) -> Codec:
    """Any of these words."""
    known = frozenset(words)  # they may be handed as a list of thousands of ids

    def checked(value: Any) -> str:
        if type(value) is not str or value not in known:
            raise Damaged
        return value

    return Codec(checked, checked)


def optional(codec: Codec) -> Codec:
    """None, or what the codec takes."""
    write, read = codec
    return Codec(
        lambda value: None if value is None else write(value), lambda value: None if value is None else read(value)
    )


def several(codec: Codec, least: int = 0) -> Codec:
    """A tuple of at least so many of what the codec takes."""
    write, read = codec

    def written(values: Any) -> list[Any]:
        if len(values) < least:
            raise Damaged
        return [write(value) for value in values]

    def made(values: Any) -> tuple[Any, ...]:
        if type(values) is not list or len(values) < least:
            raise Damaged
        return tuple([read(value) for value in values])

    return Codec(written, made)


def words_by_id() -> Codec:
    """A dictionary of words by words, in its order."""
    pairs = several(several(TEXT, least=2))
    return Codec(lambda value: pairs.write(value.items()), lambda value: dict(pairs.read(value)))


def always(value: Any) -> Codec:
    """A value that both sides know: nothing is written but that it is there."""

    def written(given: Any) -> int:
        if given != value:
            raise Damaged
        return 0

    return Codec(written, lambda _: value)


def record(kind: type[Any], check: Callable[[Any], bool] | None = None, /, **fields: Codec) -> Codec:
    """A named tuple of this kind, with a codec for each of its fields, in their order; `check` looks at the whole.

    Raises TypeError when a field has no codec: whoever adds a field says here how it is kept.
    """
    names: tuple[str, ...] = kind._fields
    if names != tuple(fields):
        raise TypeError(f"{kind.__name__} has the fields {names}, and there are codecs for {tuple(fields)}")
    new = maker(kind)
    writers, readers = [field.write for field in fields.values()], [field.read for field in fields.values()]
    count = len(names)

    def written(value: Any) -> list[Any]:
        if type(value) is not kind or (check is not None and not check(value)):
            raise Damaged
        return [write(part) for write, part in zip(writers, value, strict=True)]

    def made(values: Any) -> Any:
        if type(values) is not list or len(values) != count:
            raise Damaged
        value = new(tuple([read(part) for read, part in zip(readers, values, strict=True)]))
        if check is not None and not check(value):
            raise Damaged
        return value

    return Codec(written, made)


def any_of(codecs: dict[type, Codec]) -> Codec:
    """A value of one of these types: a list that begins with the number of its type."""
    numbers = {kind: number for number, kind in enumerate(codecs)}
    writers = {kind: codec.write for kind, codec in codecs.items()}
    readers = [codec.read for codec in codecs.values()]

    def written(value: Any) -> list[Any]:
        kind = type(value)
        if kind not in numbers:
            raise Damaged
        return [numbers[kind], *writers[kind](value)]

    def made(values: Any) -> Any:
        if type(values) is not list or not values or type(values[0]) is not int or not 0 <= values[0] < len(readers):
            raise Damaged
        return readers[values[0]](values[1:])

    return Codec(written, made)
