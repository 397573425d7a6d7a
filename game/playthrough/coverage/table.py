"""Coverage on the terminal: how much of each kind and of each file, and by name what was never reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from game.playthrough.coverage.covered_lines import CoveredLine, ranges
from game.playthrough.coverage.measuring import Coverage, CoverageShare
from game.story.model.yaml_nodes import Spot
from game.story.targets.survey import Thing
from game.story.targets.target_keys import TARGET_KINDS, TargetKind
from game.support.counts import counted
from game.support.safe_text import visible

#: So many things that were never reached are told by name; the page and the JSON have all of them.
MOST_NAMED = 60
_BAR = 20


def table(coverage: Coverage, width: int = 80) -> list[str]:
    """The lines to print, none longer than `width`, unless a name is."""
    return [visible(line).rstrip() for line in _table(coverage, width)]


def _table(coverage: Coverage, width: int) -> Iterator[str]:
    total, played = coverage.total, len(coverage.records)
    yield f"Coverage of {coverage.survey.title}: {total.percent} %"
    yield f"{counted(played, 'playthrough')} reached {total.reached:,} of {counted(total.of, 'thing')}."
    yield ""
    by_kind = coverage.by_kind()
    longest = max((len(TARGET_KINDS[kind]) for kind in by_kind), default=0)
    for (kind, share), words in zip(by_kind.items(), _shares(by_kind.values()), strict=True):
        yield f"  {TARGET_KINDS[kind]:{longest}}  {words} %  {_bar(share)}"
    yield ""
    yield from _files(coverage, width)
    yield from _names(coverage, width)


def _files(coverage: Coverage, width: int) -> Iterator[str]:
    shares = coverage.by_file()
    some = {file: share for file, share in shares.items() if share.reached < share.of}
    longest = min(max((len(file) for file in some), default=0), 32)
    shown = _shares(some.values())
    if some:
        yield f"  {'file':{longest}}  {'reached':{len(shown[0]) - 5}}    %  lines missing (~: in part)"
    for file, words in zip(some, shown, strict=True):
        first = f"  {file:{longest}}  {words}  "
        if len(file) > longest:
            yield f"  {file}"
            first = " " * (longest + 2) + first[len(file) + 2 :]
        yield from _hanging(first, ", ".join(line_ranges(coverage.lines[file])), width)
    whole = len(shares) - len(some)
    if whole:
        yield f"  And {counted(whole, 'other file')}: 100 %" if some else "  Every file: 100 %"


def _names(coverage: Coverage, width: int) -> Iterator[str]:
    found: dict[tuple[Spot, str], list[str]] = {}
    for target, within in sorted(coverage.never(), key=lambda entry: entry[0].thing.spot):
        more = f" (with {counted(within, 'thing')} in it)" if within else ""
        missing = found.setdefault((target.thing.spot, target_name(target.thing)), [])
        missing.append(f"{target.missing}{more}")
    if found:
        yield ""
        yield "Never reached:"
    file = ""
    for (spot, name), missing in list(found.items())[:MOST_NAMED]:
        if spot.file != file:
            file = spot.file
            yield f"  {file}"
        yield from _hanging(f"  {spot.line:5}  ", f"{name}: {', '.join(missing)}", width)
    if len(found) > MOST_NAMED:
        yield from wrap(f"And {len(found) - MOST_NAMED:,} more: --coverage-html FILE shows them all.", width)


def line_ranges(lines: Iterable[CoveredLine]) -> list[str]:
    """The lines that were not reached, those reached in part with a `~`, in the order of the file."""
    lines = tuple(lines)
    found = [*ranges(line.number for line in lines if line.status == "missing")]
    found += [f"~{range_}" for range_ in ranges(line.number for line in lines if line.status == "partly")]
    return sorted(found, key=lambda part: int(part.removeprefix("~").partition("-")[0]))


def target_name(thing: Thing) -> str:
    """What a thing is, and its name."""
    return f"{_WHAT.get(thing.kind, thing.kind)} {thing.name}"


_WHAT: dict[TargetKind, str] = {"outcome": "outcome of"}


def _shares(shares: Iterable[CoverageShare]) -> list[str]:
    """Each share in words, all as wide as the widest: 3 of 12   25."""
    some = list(shares)
    wide = max((len(f"{share.of:,}") for share in some), default=1)
    return [f"{share.reached:{wide},} of {share.of:<{wide},}  {share.percent:3}" for share in some]


def _bar(share: CoverageShare) -> str:
    full = share.percent * _BAR // 100
    return "#" * full + "." * (_BAR - full)


def _hanging(first: str, words: str, width: int) -> Iterator[str]:
    """Words behind something; what does not fit stands below them."""
    pieces = wrap(words, max(width - len(first), 20), break_on_hyphens=False) or [""]
    yield first + pieces[0]
    for piece in pieces[1:]:
        yield " " * len(first) + piece
