"""Tables that fill themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class LazyTable(dict[int, Any]):
    """Things by their number, each made when it is first asked for."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[int], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> Any:
        made = self[number] = self._make(number)
        return made
