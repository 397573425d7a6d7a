"""What a variable of the environment says."""

from __future__ import annotations

_NO = frozenset(("0", "false", "no", "off", "n"))


def says_no(value: str) -> bool:
    """Whether the value of a variable means no. All else is a yes, but for an empty one, which says nothing."""
    return value.strip().casefold() in _NO
