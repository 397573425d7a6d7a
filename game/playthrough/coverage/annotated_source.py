"""The files of a pack with a note at each line, and the tables over them: what the page of coverage shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.playthrough.coverage.covered_lines import CoveredLine
from game.playthrough.coverage.measuring import Coverage, CoverageShare
from game.playthrough.coverage.reached_target import ReachedTarget
from game.playthrough.coverage.table import line_ranges, target_name
from game.report.coverage_page import (
    AnnotatedFile,
    AnnotatedLine,
    AnnotatedPack,
    CountedKind,
    CountedShare,
    LinePiece,
    ListedPlay,
    MissingLines,
    NeverReached,
)
from game.story.targets.survey import Thing
from game.story.targets.target_keys import TARGET_KINDS

#: So many playthroughs are named behind a line; how many more there are is said.
_MOST_NAMED = 8


def annotated(coverage: Coverage) -> AnnotatedPack:
    """All that is known of a pack, made ready for the page."""
    shares = coverage.by_file()
    unreached = {reached.thing.key for reached in coverage.things if not reached.by}
    return AnnotatedPack(
        title=coverage.survey.title,
        total=_share(coverage.total),
        kinds=tuple(CountedKind(TARGET_KINDS[kind], _share(share)) for kind, share in coverage.by_kind().items()),
        files=tuple(
            AnnotatedFile(
                name=file,
                share=_share(shares[file]),
                missing=tuple(_missing_lines(lines)),
                lines=tuple(_line(coverage, line, unreached) for line in lines),
            )
            for file, lines in coverage.lines.items()
        ),
        plays=tuple(_plays(coverage)),
        never=tuple(
            NeverReached(thing.spot.file, thing.spot.line, target_name(thing), reached.missing, within)
            for reached, within in sorted(coverage.never(), key=lambda found: found[0].thing.spot)
            for thing in (reached.thing,)
        ),
    )


def _share(share: CoverageShare) -> CountedShare:
    return CountedShare(share.reached, share.of, share.percent)


def _missing_lines(lines: Iterable[CoveredLine]) -> Iterator[MissingLines]:
    for words in line_ranges(lines):
        first, _, last = words.removeprefix("~").partition("-")
        yield MissingLines(int(first), int(last or first), in_part=words.startswith("~"))


def _plays(coverage: Coverage) -> Iterator[ListedPlay]:
    reached = [0] * len(coverage.records)
    for thing in coverage.things:
        for number in thing.by:
            reached[number] += 1
    for record, count in zip(coverage.records, reached, strict=True):
        yield ListedPlay(record.title, record.file, CoverageShare(count, len(coverage.things)).percent)


def _line(coverage: Coverage, line: CoveredLine, unreached: set[str]) -> AnnotatedLine:
    note = _note(line.things, unreached)
    here = sorted({number for reached in line.things if reached.thing.block for number in reached.by})
    return AnnotatedLine(
        number=line.number,
        pieces=tuple(_pieces(line)),
        status=line.status,
        tooltip="\n".join(_tooltip(coverage, reached) for reached in line.things),
        note=note,
        by=tuple(here[:_MOST_NAMED]),
        more=max(0, len(here) - _MOST_NAMED),
    )


def _tooltip(coverage: Coverage, reached: ReachedTarget) -> str:
    """Which playthroughs reached a thing."""
    titles = [coverage.records[number].title for number in reached.by[:_MOST_NAMED]]
    more = f" and {len(reached.by) - _MOST_NAMED:,} more" if len(reached.by) > _MOST_NAMED else ""
    by = f"reached by {', '.join(titles)}{more}" if titles else reached.missing
    return f"{target_name(reached.thing)}: {by}"


def _pieces(line: CoveredLine) -> Iterator[LinePiece]:
    """The text of a line, with the sides of texts apart that were not shown and stand on this line alone."""
    position = 0
    spans = sorted(
        (reached.thing.spot.column - 1, reached.thing.end.column - 1)
        for reached in line.things
        if not reached.by and reached.thing.end is not None and reached.thing.end.line == line.number
    )
    for start, end in spans:
        if position <= start < end <= len(line.text):
            yield LinePiece(line.text[position:start])
            yield LinePiece(line.text[start:end], never_shown=True)
            position = end
    yield LinePiece(line.text[position:])


def _note(things: tuple[ReachedTarget, ...], unreached: set[str]) -> str:
    """What is missing of what begins in a line, in words; empty where nothing is, or where it is said further out."""
    missing: dict[str, list[str]] = {}
    for reached in things:
        if not reached.by and reached.thing.inside not in unreached:
            missing.setdefault(_called_here(reached.thing), []).append(reached.missing)
    plain = len(missing) == 1 and things[0].thing.kind not in ("text", "exit")
    told = (", ".join(words) if plain else f"{name} {', '.join(words)}" for name, words in missing.items())
    return "; ".join(told).strip()


def _called_here(thing: Thing) -> str:
    """The name of a thing in the line where it stands: a side of a text needs no more than its words."""
    return thing.name.partition(" ")[2] if thing.kind == "text" else thing.name
