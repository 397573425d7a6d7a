"""What a pack promises of a whole play, judged by playing: all plays, with what each promise needs to know of them.

Beside a standing it is remembered, in the plainest way, what docs/format.md says that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, NamedTuple, TypeAlias

from game.story.model.promised import Promise

Standing: TypeAlias = Any
"""Where a play is, with all that it remembers: anything that can be a key."""


class AllPlays(NamedTuple):
    """All plays: where they begin, where each standing leads to, which are endings, and which conditions hold there."""

    begin: Collection[Standing]
    ends: Mapping[Standing, Collection[Standing]]
    over: Collection[Standing]
    holds: Callable[[str, Standing], bool]


def breaks(plays: AllPlays, promise: Promise) -> int | None:
    """How many things a player has to do at least until a promise is broken, or a `can` is fulfilled; None: never.

    A promise of what can still follow is broken where it is too late for it.
    """
    return _Judged(plays, promise).nearest()


def settled_by(plays: AllPlays, promise: Promise, play: Collection[Standing]) -> bool:
    """Whether a promise is broken, or a `can` fulfilled, at the last standing of a play."""
    judged, known, at = _Judged(plays, promise), None, None
    for at in play:
        known = judged.later(at, known)
    return judged.settles(at, known)


class _Judged:
    def __init__(self, plays: AllPlays, promise: Promise) -> None:
        self.plays, self.promise, self.holds = plays, promise, plays.holds
        self._reaching = self._coming_to_goal() if promise.branches else set()

    def nearest(self) -> int | None:
        waiting = [(at, self.later(at, None)) for at in self.plays.begin]
        depths = dict.fromkeys(waiting, 0)
        for at, known in waiting:
            if self.settles(at, known):
                return depths[at, known]
            for end in self.plays.ends[at]:
                further = end, self.later(end, known)
                if further not in depths:
                    depths[further] = depths[at, known] + 1
                    waiting.append(further)
        return None

    def later(self, at: Standing, known: Any) -> Hashable:
        """What is known of a play that comes to a standing; None before its beginning."""
        promise = self.promise
        if promise.kind == "at_most" and promise.times:
            was, times = known or (False, 0)
            now = self.holds(promise.counted_sources[0], at)
            return now, min(times + (now and not was), promise.most + 1)
        if promise.kind == "at_most":
            some = frozenset(source for source in promise.counted_sources if self.holds(source, at))
            return some | (known or frozenset())
        if promise.kind == "leads_to":
            return self._due(at, known)
        before = known in {"first", "later"}
        begins = bool(promise.once_source) and self.holds(promise.once_source, at)
        return "later" if before else "first" if begins else "not yet"

    def _due(self, at: Standing, known: Any) -> str:
        promise, came = self.promise, self.holds(self.promise.source, at)
        if promise.whenever_source:
            due = known == "due" or self.holds(promise.whenever_source, at)
            return "due" if due and not came else "not due"
        begins = not promise.once_source or self.holds(promise.once_source, at)
        if known in ("due", "came") or begins:
            return "came" if came or known == "came" else "due"
        return "not yet"

    def settles(self, at: Standing, known: Any) -> bool:
        """Whether the promise is broken here, or a `can` fulfilled, by a play of which this is known."""
        promise = self.promise
        if promise.before and self.holds(f"seen.{promise.before}", at):
            return False
        if promise.after and not self.holds(f"seen.{promise.after}", at):
            return False
        match promise.kind:
            case "at_most":
                return (known[1] if promise.times else len(known)) > promise.most
            case "leads_to":
                return known == "due" and at not in self._reaching
            case "can_still" if promise.once_source:
                return known == "first" and at not in self._reaching
        if promise.whenever_source and not self.holds(promise.whenever_source, at):
            return False
        if promise.kind == "can_still":
            return at not in self.plays.over and at not in self._reaching
        if promise.once_source and known == "not yet":
            return False
        return self.holds(promise.source, at) == (promise.kind != "always")

    def _coming_to_goal(self) -> set[Standing]:
        """The standings from which one comes, in some way, to where what is promised is so."""
        before: dict[Standing, list[Standing]] = {at: [] for at in self.plays.ends}
        for at, ends in self.plays.ends.items():
            for end in ends:
                before[end].append(at)
        found = {at for at in before if self.holds(self.promise.source, at)}
        waiting = list(found)
        while waiting:
            for at in before[waiting.pop()]:
                if at not in found:
                    found.add(at)
                    waiting.append(at)
        return found
