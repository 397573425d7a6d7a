"""What is made from drawn bytes: much faster than to draw it piece by piece with Hypothesis, and it shrinks as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class DrawnBytes:
    """Decides by one byte after the other; when all are used up, for whatever is simplest."""

    drawn: bytes
    position: int = 0

    def number(self, low: int, high: int) -> int:
        """A number that depends on the next byte; the lowest one when all bytes are used up."""
        byte = self.drawn[self.position] if self.position < len(self.drawn) else 0
        self.position += 1
        return low + byte % (high - low + 1)

    def pick(self, *of: Any) -> Any:
        return of[self.number(0, len(of) - 1)]

    def chance(self, percent: int) -> bool:
        return self.number(0, 99) >= 100 - percent

    def sample(self, of: list[Any], most: int = 2, least: int = 1) -> list[Any]:
        """Some of these, none of them twice, in any order."""
        left = list(of)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(min(self.number(least, most), len(left)))]
