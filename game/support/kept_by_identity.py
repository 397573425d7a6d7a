"""What was made of the last few objects, found again by which object it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_FEW = 8

IdentifiedObject = TypeVar("IdentifiedObject")
MadeOfIt = TypeVar("MadeOfIt")


class KeptByIdentity(Generic[IdentifiedObject, MadeOfIt]):
    """Makes something of an object once, as long as it is one of the last few: to compare two stories takes long.

    What is made has to hold the object, so that nothing else gets its identity meanwhile.
    """

    def __init__(self, make: Callable[[IdentifiedObject], MadeOfIt]) -> None:
        self._make = make
        self._made: dict[int, MadeOfIt] = {}

    def of(self, source: IdentifiedObject) -> MadeOfIt:
        """What was made of this object, or is made of it now."""
        made = self._made.get(id(source))
        if made is None:
            if len(self._made) >= _FEW:
                del self._made[next(iter(self._made))]
            made = self._made[id(source)] = self._make(source)
        return made
