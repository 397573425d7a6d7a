"""Every field of the format, pumped: what takes longer than in proportion to what is in it.

    python bench/pump.py [--short] [--worst 20] [WORD …]

Each key of each definition (from the declarations, by `format_samples.py`) gets a value of one piece repeated n, 2n and
4n times: spaces, quotation marks, brackets, markup, names, words that the rules on wording look for. Each table of ids
gets n definitions; each list n items. The pack is loaded with all findings, and played for a few turns when it can be.
What takes more than `GROWTH` times as long for four times as much, or as much more memory, is printed, the worst first;
the exit code is 1 then. With WORDs, only fields with one of them in their names. `--short` takes smaller sizes and few
of the fields. Times are those of the processor, the least of some.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import NamedTuple

from commands import run_command
from format_samples import Frame, frames, sample

from game.author.declared import inner, resolved
from game.engine import EndlessLoop, begin, choose, options
from game.play.narration import tell
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.story import Story
from game.story.packs import build
from game.story.schema.field_types import ById, ListOf, Many, Pairs
from game.story.source.pack_files import PackFile

#: n log n for four times as much, and some more for what a machine does beside it.
GROWTH = 7
#: What takes less than this many seconds says nothing; pieces in a text at most, which has 40,000 characters.
TELLING, LONGEST = 0.04, 39_000
TURNS = 3

PIECES = (
    " ", "\n", "\n\n", "\t", "a", "A", "9", "-", "A-", "a-", ".", ",", "; ", ": ", "'", '"', "“", "(", ")", "[", "]",
    "[a]", "[f]", "{", "}", "{a}", "{a|b}", "{&a|b}", "{f: a}", "{quote: f}", "*", "**", "*a* ", "\\", "#", " # ",
    "|", "é", "\u0301", "ß", "İ", "a b ", "a. ", "A. ", "1,000 ", "1.5% ", "1999 ", "not ", "and ", "a and ", "(a ",
    "a + ", "- ", "notes + ", "Trump ", "Trump said ", 'Trump said "we are". ', '"we are" ', "Ann Lee ",
    "Ann Lee and ", "new new ", "now ", "many experts say ", "what is ", "in which ", "it is ", "a:b ", "a: b\n\n",
    "person: hi\n\n", "a.a", "u.s.", "twelve ", "I ", "=", "/", "a/", "&", "!",
)  # fmt: skip
"""What is repeated."""

BASE = """pack: T
disclaimer: All of this is invented, but for what An article said in 2024.
measures: { trust: {} }
clock: { start: 08:00, end: 18:00 }
places: { hall: { name: The hall } }
people: { person: { name: Ann Lee, real: true }, other: { name: Bo Leigh, fictional: true } }
items: { badge: { name: a badge } }
achievements: { proud: { title: Proud } }
scenes: { a: { text: Hello., choices: [ { choose: On, again: true, stay: true }, { choose: Out, end: e } ] } }
endings: { e: { text: E. } }
questions: { q: { text: Which?, answer: x, cites: f } }
"""
DOSSIER = """dossier: d
title: T
article: An article
as_of: 2024
facts:
  f:
    { states: 'Ann Lee said "we are" in 1999.', quote: we are, paragraph: 1, by: Ann Lee, as_of: 2024, topics: [t] }
"""


class Field(NamedTuple):
    """What is pumped, and how: from a number of pieces to the files of a pack."""

    name: str
    files: Callable[[int], tuple[PackFile, ...]]
    first: int


class Growth(NamedTuple):
    """How a field grew: by what factor for four times as much, in time and in memory, and what it took then."""

    time: float
    memory: float
    seconds: float
    megabytes: float
    name: str
    size: int


def main() -> int:
    """Pump everything and print what grows too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("word", nargs="*")
    given = parser.parse_args()
    every = [
        candidate for candidate in fields() if not given.word or any(word in candidate.name for word in given.word)
    ]
    if given.short:
        every = every[::31]
    grown = []
    for at, field in enumerate(every, 1):
        if sys.stderr.isatty():
            print(f"\r{at} of {len(every)}", end="\r", file=sys.stderr)
        if (growth := pumped(field, given.short)) is not None:
            grown.append(growth)
    for growth in sorted(grown, key=lambda growth: -max(growth.time, growth.memory))[: given.worst]:
        print(f"{growth.time:5.1f} times as long ({growth.seconds:.2f} s), {growth.memory:5.1f} times the memory "
              f"({growth.megabytes:.0f} MB) for 4 × {growth.size}: {growth.name}")  # fmt: skip
    print(f"{len(every)} fields; {len(grown)} grow more than {GROWTH} times for four times as much.")
    return 1 if grown else 0


def pumped(field: Field, short: bool) -> Growth | None:
    """How a field grows, when it grows too much. Sizes go up until they can be told."""
    size, largest = field.first, (field.first * 2 if short else LONGEST // 4)
    while True:
        seconds = taken(field.files(4 * size))
        if seconds > TELLING or 2 * size > largest:
            break
        size *= 2
    before = min(taken(field.files(size)) for _ in range(2))
    if seconds > TELLING and seconds > GROWTH * before:  # measured again: it may have been something else
        seconds = min(seconds, *(taken(field.files(4 * size)) for _ in range(2)))
    if seconds < TELLING / 2:
        return None  # nor does it take much memory
    few, much = held(field.files(size)), held(field.files(4 * size))
    longer, larger = seconds / max(before, 1e-4), much / max(few, 1e5)
    if (seconds > TELLING and longer > GROWTH) or (much > 20e6 and larger > GROWTH):
        return Growth(longer, larger, seconds, much / 1e6, field.name, size)
    return None


def taken(files: tuple[PackFile, ...]) -> float:
    """The seconds of the processor that loading and playing takes."""
    begun = time.process_time()
    use(files)
    return time.process_time() - begun


def held(files: tuple[PackFile, ...]) -> int:
    """The bytes that loading and playing takes at its peak."""
    tracemalloc.start()
    use(files)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def use(files: tuple[PackFile, ...]) -> None:
    """Load a pack with all findings, and play some turns of it."""
    story, _ = build("pumped", files, Diagnostics(), "pumped")
    if story is not None:
        with contextlib.suppress(EndlessLoop):
            play(story)


def play(story: Story) -> None:
    """Do the first thing that can be done, some times."""
    turn = begin(story, 1)
    for _ in range(TURNS):
        tell(story, turn.state, turn.events)
        offered = options(story, turn.state)
        if not offered:
            break
        turn = choose(story, turn.state, offered[0].id)


def fields() -> Iterator[Field]:
    """Everything that is pumped."""
    for frame in frames():
        for key in frame.keys:
            name = f"{frame.name}, {key.name}"
            kind = resolved(key.kind)
            for piece in PIECES:
                yield Field(f"{name}: {piece!r}", texts(frame, key.name, piece), 250)
            if isinstance(kind, Many | ListOf):
                yield Field(f"{name}: items", listed(frame, key.name, sample(inner(kind))), 60)
            if isinstance(kind, ById | Pairs):
                yield Field(f"{name}: definitions", defined(frame, key.name, kind), 60)


def files_of(frame: Frame, *lines: str) -> tuple[PackFile, ...]:
    """The smallest pack with these lines in a definition."""
    text = frame.text(*lines).encode()
    if frame.file.name == "story" and frame.text(*lines).startswith("pack:"):
        return (PackFile("pack.yaml", text + BASE.partition("\n")[2].partition("\n")[2].encode()), _dossier())
    return (PackFile("a.yaml", text), PackFile("pack.yaml", BASE.encode()), _dossier())


def _dossier() -> PackFile:
    return PackFile("d.yaml", DOSSIER.encode())


def quoted(words: str) -> str:
    """Words as a file has them."""
    escaped = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escaped.get(word, word) for word in words) + '"'


def texts(frame: Frame, key: str, piece: str) -> Callable[[int], tuple[PackFile, ...]]:
    """The key with a text of so many characters."""

    def made(size: int) -> tuple[PackFile, ...]:
        words = "x" + piece * max(min(size, LONGEST) // len(piece), 1) + "x"
        return files_of(frame, *frame.needed(but=key), f"{key}: {quoted(words)}")

    return made


def listed(frame: Frame, key: str, item: str) -> Callable[[int], tuple[PackFile, ...]]:
    """The key with a list of so many items."""
    return lambda size: files_of(frame, *frame.needed(but=key), f"{key}: [{', '.join([item] * min(size, 990))}]")


def defined(frame: Frame, key: str, kind: ById[object] | Pairs) -> Callable[[int], tuple[PackFile, ...]]:
    """The key with so many definitions below it, each with an id of its own."""
    value = sample(resolved(kind.kind)) if isinstance(kind, ById) else "b"

    def made(size: int) -> tuple[PackFile, ...]:
        below = [f"  id_{number}_of: {value}" for number in range(size)]
        return files_of(frame, *frame.needed(but=key), f"{key}:", *below)

    return made


if __name__ == "__main__":
    run_command(main)
