"""Data for a page with the same hostile words in every field, each with its own name, so that none is overlooked."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping

HOSTILE = "<script>alert(1)</script>\"'&<b onclick=alert(2)>\u202e"
SHOWN = HOSTILE.replace("\u202e", "�")

Overrides = Mapping[tuple[str, str], object]


def filled(kind: type, variant: int, overrides: Overrides) -> object:
    """A value of this type; with each variant other choices are made where there are any."""
    return _value(kind, kind.__name__, variant, overrides, frozenset())


def names(value: object) -> Iterator[str]:
    """The names of the hostile words in a value."""
    if isinstance(value, str) and value.endswith(HOSTILE):
        yield value.removesuffix(HOSTILE)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from names(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from names(part)


def _value(kind: object, name: str, variant: int, overrides: Overrides, around: frozenset[object]) -> object:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is str:
        return f"[{name}]{HOSTILE}"
    if kind is bool:
        return variant % 2 == 0
    if kind in (int, float):
        return variant
    if origin is typing.Literal:
        return arguments[variant % len(arguments)]
    if origin in (typing.Union, types.UnionType):
        (kind,) = (part for part in arguments if part is not type(None))
        return _value(kind, name, variant, overrides, around)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return tuple(_value(part, f"{name}.{at}", variant, overrides, around) for at, part in enumerate(arguments))
    if origin is tuple:
        inner = typing.get_args(arguments[0]) if _is_choice(arguments[0]) else (arguments[0],)
        return tuple(
            _value(part, f"{name}.{at}", variant, overrides, around)
            for at, part in enumerate(inner)
            if part not in around
        )
    assert isinstance(kind, type), kind
    fields = typing.get_type_hints(kind)
    return kind(
        **{
            field: overrides[kind.__name__, field]
            if (kind.__name__, field) in overrides
            else _value(of, f"{name}.{field}", variant, overrides, around | {kind})
            for field, of in fields.items()
        }
    )


def _is_choice(kind: object) -> bool:
    return typing.get_origin(kind) in (typing.Union, types.UnionType)
