"""Changing single expectations inside the text of a playthrough file, and nothing else in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from game.playthrough.expectation_snapshot import SnapshotEntry
from game.playthrough.writing import entry_lines, in_braces, in_brackets, value_words
from game.story.model.yaml_nodes import Spot
from game.story.source import yaml_parser


class StepBlock(NamedTuple):
    """What becomes of an `expect`: new values by key (None: the key goes), or, when it is empty, what fills it."""

    changes: Mapping[str, tuple[str, ...] | None]
    filled: tuple[SnapshotEntry, ...]


class CannotRewrite(Exception):
    """The text is not of a form that can be changed in part; the message says why."""


def rewritten(content: bytes, blocks: Mapping[Spot, StepBlock]) -> bytes:
    """The file with these expectations changed, and nothing else: byte order mark and line ends stay as they are.

    `blocks` say what becomes of each `expect`, by the line and column of that key, both counted from 1; where no step
    has that key, nothing changes. Raises CannotRewrite.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotRewrite("it is no UTF-8 any more. Save it in that encoding.") from error
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    returns = text.count("\r\n")
    if "\r" in text.replace("\r\n", "") or returns not in (0, text.count("\n")):
        raise CannotRewrite("its lines end in different ways. Save it with one kind of line ends.")
    plain = text.replace("\r\n", "\n")
    changed = _Rewriter(plain).changed(blocks)
    return (mark + (changed.replace("\n", "\r\n") if returns else changed)).encode()


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class _Rewriter:
    """Places in the text are counted in characters from its beginning."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begins = [0]
        for line in text.split("\n"):
            self.begins.append(self.begins[-1] + len(line) + 1)

    def changed(self, blocks: Mapping[Spot, StepBlock]) -> str:
        try:
            root = yaml.compose(self.text, yaml_parser.PARSER)
        except yaml.YAMLError as error:
            raise CannotRewrite("it could only be read with its mistakes put right.") from error
        places = {(spot.line, spot.column): block for spot, block in blocks.items()}
        edits: list[_Edit] = []
        for step in _steps(root):
            for key, value in step.value if isinstance(step, yaml.MappingNode) else ():
                block = places.get((key.start_mark.line + 1, key.start_mark.column + 1))
                if block is not None and key.value == "expect":
                    edits += self.block(step, key, value, block)
        text = self.text
        in_order = sorted(enumerate(edits), key=lambda numbered: (numbered[1].start, numbered[0]), reverse=True)
        for _, edit in in_order:
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def at(self, mark: Any) -> int:
        return int(self.begins[mark.line]) + int(mark.column)

    def end(self, node: Any) -> int:
        """Where a node ends, without what follows: comments, empty lines."""
        if isinstance(node, yaml.ScalarNode):
            start, end = self.at(node.start_mark), self.at(node.end_mark)
            if node.style in ("|", ">") or not node.value:
                return start + len(self.text[start:end].rstrip())
            return end
        if node.flow_style or not node.value:
            return self.at(node.end_mark)
        last = node.value[-1]
        return self.end(last[1] if isinstance(last, tuple) else last)

    def colon(self, key: Any) -> int:
        """Behind the colon of a key. Raises CannotRewrite when there is none, as behind `? expect`."""
        start = self.at(key.end_mark)
        colon = self.text.find(":", start)
        if colon < 0 or self.text[start:colon].strip():
            raise CannotRewrite(f"there is no colon behind `{key.value}`.")
        return colon + 1

    def is_blank(self, value: Any) -> bool:
        return isinstance(value, yaml.ScalarNode) and value.style is None and value.value in ("", "null")

    def block(self, step: Any, key: Any, value: Any, block: StepBlock) -> list[_Edit]:
        if block.filled:
            return [self.filled(step, key, value, block.filled)]
        if not isinstance(value, yaml.MappingNode):
            raise CannotRewrite("an `expect` in it is of an unusual form.")
        if value.flow_style:
            return [_Edit(self.at(value.start_mark), self.end(value), self.braces(value, block))]
        return list(self.lines(value, block))

    def filled(self, step: Any, key: Any, value: Any, entries: tuple[SnapshotEntry, ...]) -> _Edit:
        """Everything that is so now, where nothing was expected."""
        colon = self.colon(key)
        nothing = isinstance(value, yaml.ScalarNode) and not value.value
        if step.flow_style or getattr(value, "flow_style", False):
            return _Edit(colon, colon if nothing else self.end(value), f" {in_braces(entries)}")
        indent = " " * (key.start_mark.column + 2 if nothing else value.start_mark.column)
        lines = "".join(f"\n{indent}{line}" for entry in entries for line in entry_lines(entry))
        if not nothing:  # what stood there goes altogether
            return _Edit(colon, self.end(value), lines)
        end = self.line_end(colon)
        return _Edit(end, end, lines)

    def line_end(self, position: int) -> int:
        """Where the line ends in which this is."""
        end = self.text.find("\n", position)
        return end if end >= 0 else len(self.text)

    def braces(self, mapping: Any, block: StepBlock) -> str:
        """A table in braces, with its changed keys; the others as they were written."""
        parts = []
        for key, value in mapping.value:
            if key.value not in block.changes:
                parts.append(self.text[self.at(key.start_mark) : max(self.end(value), self.colon_or_key(key, value))])
                continue
            values = block.changes[key.value]
            if values is not None:
                parts.append(_inline(key.value, values))
        known = {key.value for key, _ in mapping.value}
        parts += [
            _inline(key, values) for key, values in block.changes.items() if key not in known and values is not None
        ]
        return f"{{ {', '.join(parts)} }}"

    def colon_or_key(self, key: Any, value: Any) -> int:
        return self.colon(key) if self.is_blank(value) else 0

    def lines(self, mapping: Any, block: StepBlock) -> list[_Edit]:
        """Edits of a table whose keys stand on lines of their own."""
        edits = []
        indent = " " * mapping.start_mark.column
        for number, (key, value) in enumerate(mapping.value):
            if key.value not in block.changes:
                continue
            values = block.changes[key.value]
            if values is None:
                edits.append(self.removed(mapping, number))
                continue
            colon = self.colon(key)
            start = colon if self.is_blank(value) else self.at(value.start_mark)
            end = start if self.is_blank(value) else self.end(value)
            as_list = isinstance(value, yaml.SequenceNode) and not value.flow_style and len(values) > 1
            if as_list:
                text = f"\n{' ' * value.start_mark.column}".join(f"- {value_words(item)}" for item in values)
            elif len(values) == 1:
                text = value_words(values[0])
            else:
                text = in_brackets(values)
            if isinstance(value, yaml.SequenceNode) and not value.flow_style and not as_list:
                start = colon
            edits.append(_Edit(start, end, f" {text}" if start == colon else text))
        known = {key.value for key, _ in mapping.value}
        added = [
            f"\n{indent}{line}"
            for key, values in block.changes.items()
            if key not in known and values is not None
            for line in entry_lines(SnapshotEntry(key, values))
        ]
        if added:
            last = mapping.value[-1]
            end = self.line_end(max(self.end(last[1]), self.colon_or_key(*last)))
            edits.append(_Edit(end, end, "".join(added)))
        return edits

    def removed(self, mapping: Any, number: int) -> _Edit:
        """The lines of a key that goes. The first key of a table may stand behind something else in its line."""
        key, value = mapping.value[number]
        start = self.at(key.start_mark)
        begin = self.begins[key.start_mark.line]
        end = self.line_end(max(self.end(value), self.colon_or_key(key, value)))
        if self.text[begin:start].strip():
            raise CannotRewrite(f"`{key.value}` stands on one line with something else. Put it on a line of its own.")
        return _Edit(begin - 1, end, "") if begin else _Edit(begin, end + 1, "")


def _inline(key: str, values: tuple[str, ...]) -> str:
    return f"{key}: {value_words(values[0], True) if len(values) == 1 else in_brackets(values)}"


def _steps(root: Any) -> list[Any]:
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "steps" and isinstance(value, yaml.SequenceNode):
            return list(value.value)
    return []
