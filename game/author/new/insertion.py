"""A definition put into a section of a story file. Not one byte of what stands there is changed."""

from __future__ import annotations

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import read_table
from game.story.model.yaml_nodes import MappingNode
from game.story.source.file_findings import decode
from game.story.source.pack_files import PackFile


def inserted(file: PackFile, section: str, content: str) -> bytes | None:
    """The file with `content` (a definition by its id, not indented) at the end of a section.

    A section that is not there begins at the end of the file. None when the file cannot be read, or the section is
    written in braces.
    """
    found = Diagnostics()
    text = decode(file, found)
    table = read_table(text, file.name, found) if text is not None else None
    if table is None:
        return None
    lines = file.content.decode().splitlines(keepends=True)
    line_end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    index = next((at for at, (word, _) in enumerate(table.entries) if word.value == section), None)
    if index is None:
        new, at = _indented(content, 2, line_end, f"{section}:"), len(lines)
    else:
        held = table.entries[index][1]
        if not isinstance(held, MappingNode) or held.spot.line == table.entries[index][0].spot.line:
            return None
        is_last = index + 1 == len(table.entries)
        at = _end_of_section(lines, len(lines) if is_last else table.entries[index + 1][0].spot.line - 1)
        new = _indented(content, held.spot.column - 1, line_end)
    before, after = "".join(lines[:at]), "".join(lines[at:])
    if before and not before.endswith("\n"):
        before += line_end
    return f"{before}{new}{after}".encode()


def _end_of_section(lines: list[str], following: int) -> int:
    """The line behind the last one of a section: comments above the next key belong to that."""
    while following and (not lines[following - 1].strip() or lines[following - 1].startswith("#")):
        following -= 1
    return following


def _indented(content: str, columns: int, line_end: str, heading: str = "") -> str:
    lines = [f"{' ' * columns}{line}".rstrip() for line in content.splitlines()]
    return line_end.join(["", *([heading] if heading else []), *lines, ""])
