"""The reference of the format, key by key, made from the definitions that load the files.

Its examples are cut out of a pack that loads, so that they load too.
"""

from __future__ import annotations

from pathlib import Path

from game.author.declared import (
    AnyRecord,
    DeclaredKey,
    definition_title,
    doc_of,
    file_kinds,
    inner,
    keys_of,
    records,
    takes,
)
from game.author.excerpts import definitions_in, excerpt
from game.author.modelines import kind_of_file
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import read_table
from game.story.schema.definitions import FILE_SCHEMAS, LISTS, PACK, SECTIONS
from game.story.schema.field_types import ChangeField
from game.story.source.file_findings import every_file

_LONGEST = 22
"""An example has at most so many lines, where the pack has one that is as short."""

_MANY = 8
"""When a definition shares more keys than these with another one, it refers to it."""

_HEAD = """\
# The format, key by key

Every key that a file of a pack can have: what it takes, whether it is needed, and what it means. The ideas behind them
are in [the story format](format.md). This page is made from the declarations that load the files, so it cannot differ
from what `eightwings check` accepts; the examples are from a small pack that is loaded in the tests.

Where a key takes *an id or a list of them*, write `at: memorial` or `at: [memorial, hall]`. A *condition* is explained
[with its names](format.md#conditions); *text* can hold [inserts, alternatives and source marks](format.md#text).
"""


def reference(pack: Path) -> str:
    """The page in Markdown. `pack` is the folder of the pack from which the examples are taken."""
    examples = _examples(pack)
    return "\n".join([_HEAD, *_files(), *(_section(record, examples.get(record)) for record in records())])


def _files() -> list[str]:
    lines = ["## The files of a pack", "", "| a file that begins with | holds |", "| --- | --- |"]
    story, *single = file_kinds()
    lines += [f"| `{kind.first}:` | {_linked(_what(FILE_SCHEMAS[kind.first]))} {kind.description} |" for kind in single]
    lines += [f"| anything else | {story.description} |", ""]
    lines += ["| section | holds, by id |", "| --- | --- |"]
    lines += [f"| `{word}` | {_linked(record.noun)}: {doc_of(record)} |" for word, record in SECTIONS.items()]
    lines += [
        f"| `{word}` | a list; each is {_linked(inner(kind).noun)}: {doc_of(inner(kind))} |"
        for word, kind in LISTS.items()
    ]
    return [*lines, f"| keys of the pack | {_linked(PACK.noun)}: {doc_of(PACK)} |", ""]


def _what(record: AnyRecord) -> str:
    return f"{record.noun}:"


def _section(record: AnyRecord, example: str | None) -> str:
    base = _base(record)
    shared = {key.name for key in keys_of(base)} if base else set()
    keys = [key for key in keys_of(record) if key.name not in shared]
    lines = [f"## {definition_title(record)}", "", doc_of(record), ""]
    if record.short:
        lines += [f"Words in the place of the keys are short for `{record.short}`.", ""]
    lines += ["| key | takes | by default | means |", "| --- | --- | --- | --- |", *map(_row, keys)]
    if base:
        lines += ["", f"And all keys of {_linked(base.noun)}."]
    elif record.measures and not isinstance(record.measured, ChangeField):
        lines += ["", f"And the id of any measure, with {takes(record.measured)} behind it."]
    elif record.measures:
        lines += ["", "And the id of any measure, with the change behind it: `+1` adds, `-1` takes away, `=5` sets it."]
    if example:
        lines += ["", "```yaml", example, "```"]
    return "\n".join([*lines, ""])


def _base(record: AnyRecord) -> AnyRecord | None:
    """The definition whose keys this one has too, when they are many."""
    for definition in record.definition.__mro__[1:]:
        for other in records():
            if other.definition is definition and len(keys_of(other)) > _MANY:
                return other
    return None


def _row(key: DeclaredKey) -> str:
    taken = takes(key.kind)
    for record in records():
        taken = taken.replace(f"the keys of {record.noun}", f"the keys of {_linked(record.noun)}")
    cells = (f"`{key.name}`", taken, _default(key), key.meaning)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _default(key: DeclaredKey) -> str:
    if key.required:
        return "**needed**"
    if isinstance(key.default, bool):
        return f"`{str(key.default).lower()}`"
    return f"`{key.default}`" if isinstance(key.default, int) else ""


def _linked(words: str) -> str:
    name = words.rstrip(":")
    return f"[{name}](#{name.replace(' ', '-')}){words[len(name) :]}"


def _examples(pack: Path) -> dict[AnyRecord, str]:
    """For each definition the example with the most different keys among those that are not too long."""
    best: dict[AnyRecord, tuple[bool, int, int, str]] = {}
    for file in every_file(pack, Diagnostics()):
        kind, text = kind_of_file(file), file.content.decode("utf-8")
        table = read_table(text, file.name, Diagnostics())
        if kind is None or table is None:
            continue
        for found in definitions_in(kind, table):
            cut = excerpt(found, text.splitlines())
            length = cut.count("\n") + 1
            rank = (length <= _LONGEST, len(found.table.entries), -length, cut)
            best[found.record] = max(best.get(found.record, rank), rank)
    return {record: example for record, (*_, example) in best.items()}
