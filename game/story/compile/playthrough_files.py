"""The files of a pack that are no part of its story: playthroughs, recorded ones and those written by hand.

What the program recorded is read line by line, for a play can be long; anything else as every other file.
"""

from __future__ import annotations

import json
import posixpath
import re

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import read_table
from game.story.model.yaml_nodes import MappingNode, ScalarNode, SequenceNode, Spot, YamlNode
from game.story.schema.unknown_keys import report_not_first
from game.story.source.file_findings import decode
from game.story.source.pack_files import PackFile
from game.support import limits
from game.support.checksums import HEAD_MARK, changed_line, content_and_sum, is_head
from game.support.safe_text import HARMFUL_IN_RECORD


def playthrough_table(file: PackFile, found: Diagnostics) -> MappingNode | None:
    """The keys of a playthrough file, or None after reporting why it cannot be read.

    A file in the form of before, whose first key was `pack`, gets its name as its title.
    """
    found.contents[file.name] = file.content
    text = decode(file, found)
    if text is None:
        return None
    text = _without_torn_end(text)
    changed = changed_line(text)
    if changed is not None:
        found.report(catalogue.RECORDED_LINE_CHANGED, Spot(file.name, changed, 1))
    before, found.values = found.values, 0
    table = _recorded(text, file.name, found)
    if table is None:
        if len(file.content) > limits.FILE_BYTES:
            size, limit = (f"{number / 1e6:.1f} MB" for number in (len(file.content), limits.FILE_BYTES))
            found.report(catalogue.FILE_TOO_LARGE, Spot(file.name, 1, 1), size=size, limit=limit)
            return None
        table = read_table(text, file.name, found, longest=limits.PLAY_STEPS)
    found.values = before
    return _with_title(table, file.name, found) if table is not None else None


def _with_title(table: MappingNode, file: str, found: Diagnostics) -> MappingNode:
    keys = [word.value for word, _ in table.entries]
    if "playthrough" in keys:
        if keys[0] != "playthrough":
            report_not_first(table, found)
        return table
    if "pack" in keys and "steps" in keys:
        title = posixpath.basename(file).removesuffix(".yaml").removesuffix(".play")
        return MappingNode(
            [(ScalarNode("playthrough", table.spot), ScalarNode(title, table.spot)), *table.entries], table.spot
        )
    return table


def _without_torn_end(text: str) -> str:
    """The text without a last recorded line of which only a part came to the disk."""
    whole, newline, last = text.rpartition("\n")
    if not last.startswith('- {"') or content_and_sum(last)[1]:
        return text
    return text if last.rstrip().endswith("}") else whole + newline


def _recorded(text: str, file: str, found: Diagnostics) -> MappingNode | None:
    """The keys of a file whose steps are all as the program writes them; None when they are not."""
    lines = text.split("\n")
    head = next((at for at, line in enumerate(lines) if line.startswith(HEAD_MARK) and is_head(line)), None)
    if head is None:
        return None
    steps: list[YamlNode] = []
    for number, line in enumerate(lines[head + 1 :], head + 2):
        if line.startswith("- {"):
            try:
                written = json.loads(content_and_sum(line)[0][2:])
            except (ValueError, RecursionError):
                return None
            steps.append(_node(written, line, Spot(file, number, 3)))
        elif line.strip() and not line.startswith("#"):
            return None
    if not steps:
        return None
    if len(steps) > limits.PLAY_STEPS:
        found.report(catalogue.LIST_TOO_LONG, Spot(file, head + 1, 1), limit=limits.PLAY_STEPS)
        del steps[limits.PLAY_STEPS :]
    table = read_table(re.sub(HARMFUL_IN_RECORD, "�", "\n".join(lines[: head + 1])), file, found)
    if table is None:
        return MappingNode([], Spot(file, 1, 1))
    listed = SequenceNode(steps, Spot(file, head + 2, 1))
    entries = [(word, listed if word.value == "steps" else node) for word, node in table.entries]
    return MappingNode(entries, table.spot)


def _node(written: object, line: str, spot: Spot) -> YamlNode:
    """What a recorded line says, as if it had been read like any other file."""
    if isinstance(written, dict):
        entries: list[tuple[ScalarNode, YamlNode]] = []
        for key, value in written.items():
            quoted = json.dumps(key, ensure_ascii=False)
            at = spot._replace(column=line.find(quoted) + 1 or spot.column)
            behind = at._replace(column=at.column + len(quoted) + len(": "))
            entries.append((ScalarNode(_harmless(key), at), _node(value, line, behind)))
        return MappingNode(entries, spot)
    if isinstance(written, list):
        return SequenceNode([_node(item, line, spot) for item in written], spot)
    if isinstance(written, bool):
        return ScalarNode("true" if written else "false", spot)
    return ScalarNode("" if written is None else _harmless(str(written)), spot)


def _harmless(text: str) -> str:
    """The text without characters that give orders to a terminal: no play of ours has them."""
    return re.sub(HARMFUL_IN_RECORD, "�", text)


def included(file: str, name: str) -> str:
    """The name of the file that `name` means in `file`, both as seen from one folder; "" when it lies outside."""
    if not name or name.startswith("/") or "\\" in name or re.match(r"[A-Za-z]:", name):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), name))
    if path.startswith("../") or path in ("..", "."):
        return ""
    return path if path.endswith((".yaml", ".yml")) else f"{path}.yaml"
