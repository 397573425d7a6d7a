"""The verdicts on a pack as they come, and those from before an edit until they are told again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, get_args

from game.story.targets.target_keys import target_key
from game.verify.verdicts.properties import Weight
from game.verify.verdicts.verdicts import Verdict

_WEIGHTS: frozenset[Weight] = frozenset(get_args(Weight))
_VERDICTS: frozenset[Verdict] = frozenset(get_args(Verdict))


class BoardEntry(NamedTuple):
    """A verdict with its sentence, by the key of its property. `is_old`: it is about the pack before the last save."""

    key: str
    verdict: Verdict
    sentence: str
    weight: Weight
    is_old: bool = False


class VerdictBoard:
    """All verdicts by key. `asked` is how many there will be at most; 0: that is not known."""

    def __init__(self) -> None:
        self._entries: dict[str, BoardEntry] = {}
        self.asked = 0

    @property
    def settled(self) -> int:
        """How many are about the pack as it is."""
        return sum(not entry.is_old for entry in self._entries.values())

    def age(self) -> None:
        """The pack was saved: each verdict is one from before until it is told again."""
        self._entries = {key: entry._replace(is_old=True) for key, entry in self._entries.items()}
        self.asked = 0

    def take(self, told: Iterable[BoardEntry]) -> None:
        """Take up verdicts, in place of those from before."""
        self._entries |= {entry.key: entry for entry in told}

    def finish(self) -> None:
        """All verdicts were told: the rest is about what there is no more."""
        self._entries = {key: entry for key, entry in self._entries.items() if not entry.is_old}

    def verdict(self, key: str) -> BoardEntry | None:
        """The verdict on the property with this key."""
        return self._entries.get(key)

    def about(self, scenes: Iterable[str], place: str) -> list[BoardEntry]:
        """What concerns these scenes with their choices, and a place with its exits; "": no place."""
        here = {target_key("scene", scene) for scene in scenes} | ({target_key("place", place)} if place else set())
        parts = tuple(f"{target_key('choice', scene)}/" for scene in scenes)
        ways = f"exit {place} " if place else None
        return [
            entry for key, entry in self._entries.items()
            if (plain := key.removeprefix("closed ")) in here or plain.startswith(parts)
            or (ways is not None and plain.startswith(ways))
        ]  # fmt: skip


def board_entry(data: object) -> BoardEntry:
    """An entry from plain data: a list of its key, verdict, sentence and weight. Raises ValueError for others."""
    match data:
        case [str(key), str(verdict), str(sentence), str(weight)] if verdict in _VERDICTS and weight in _WEIGHTS:
            return BoardEntry(key, _verdict(verdict), sentence, _weight(weight))
    raise ValueError(data)


def _verdict(words: str) -> Verdict:
    return next(verdict for verdict in _VERDICTS if verdict == words)


def _weight(words: str) -> Weight:
    return next(weight for weight in _WEIGHTS if weight == words)
