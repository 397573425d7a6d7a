"""How much of a pack its playthroughs reached: what there is, beside what the records say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from game.playthrough.coverage.covered_lines import CoveredLine, covered_lines
from game.playthrough.coverage.reached_target import ReachedTarget
from game.story.targets import target_keys
from game.story.targets.survey import Survey, Thing
from game.story.targets.target_keys import TARGET_KINDS, TargetKind


class CoverageRecord(NamedTuple):
    """What one playthrough reached, by its `target_keys`. `file` is where it stands, as the user would write it."""

    title: str
    file: str
    language: str
    reached: frozenset[str]


class CoverageShare(NamedTuple):
    """How many of some things were reached."""

    reached: int
    of: int

    @property
    def percent(self) -> int:
        """In whole percent, rounded down: 100 means all. Of nothing all was reached."""
        return 100 * self.reached // self.of if self.of else 100


class Coverage(NamedTuple):
    """What the playthroughs of one pack reached: `things` and `lines` (by file) in the order of the pack."""

    survey: Survey
    records: tuple[CoverageRecord, ...]
    things: tuple[ReachedTarget, ...]
    lines: Mapping[str, tuple[CoveredLine, ...]]

    @property
    def total(self) -> CoverageShare:
        """Of all things."""
        return _share(self.things)

    def by_kind(self) -> dict[TargetKind, CoverageShare]:
        """Of the things of each kind that the pack has."""
        shares = {kind: _share(thing for thing in self.things if thing.thing.kind == kind) for kind in TARGET_KINDS}
        return {kind: share for kind, share in shares.items() if share.of}

    def by_file(self) -> dict[str, CoverageShare]:
        """Of the things in each file."""
        found: dict[str, list[ReachedTarget]] = {file: [] for file in self.lines}
        for thing in self.things:
            found[thing.thing.spot.file].append(thing)
        return {file: _share(some) for file, some in found.items()}

    def never(self) -> Iterator[tuple[ReachedTarget, int]]:
        """What was never reached, each with how many things inside of it for that reason were not reached either."""
        missing = {thing.thing.key: thing for thing in self.things if not thing.by}
        within = dict.fromkeys(missing, 0)
        for target in missing.values():
            outer = target.thing.inside
            while outer in missing:
                within[outer] += 1
                outer = missing[outer].thing.inside
        for key, target in missing.items():
            if target.thing.inside not in missing:
                yield target, within[key]


def measure(survey: Survey, records: Iterable[CoverageRecord]) -> Coverage:
    """Put together what there is and what was reached."""
    records = tuple(records)
    by: dict[str, list[int]] = {thing.key: [] for thing in survey.things}
    offered: set[str] = set()
    for number, record in enumerate(records):
        for key in {survey.aliases.get(reached, reached) for reached in record.reached}:
            if key in by:
                by[key].append(number)
            elif key.startswith("offered "):
                offered.add(key)
    things = tuple(ReachedTarget(thing, tuple(by[thing.key]), _choice_is(offered, thing)) for thing in survey.things)
    in_file: dict[str, list[ReachedTarget]] = {file: [] for file in sorted(survey.sources)}
    for thing in things:
        in_file[thing.thing.spot.file].append(thing)
    lines = {file: covered_lines(survey.sources[file], some) for file, some in in_file.items()}
    return Coverage(survey, records, things, lines)


def _choice_is(offered: set[str], thing: Thing) -> bool:
    return thing.kind == "choice" and target_keys.offered(thing.name) in offered


def _share(things: Iterable[ReachedTarget]) -> CoverageShare:
    some = list(things)
    return CoverageShare(sum(1 for target in some if target.by), len(some))
