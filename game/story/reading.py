"""From a file's text to words, tables and lists.

PyYAML's parser events (libyaml where it is there) are read straight into nodes: no value is ever interpreted, and
what the story format leaves out of YAML (anchors, aliases, tags, several documents) is refused with its spot.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from game.story import catalogue
from game.story.diagnostics import Diagnostics
from game.story.words import Listing, Node, Spot, Table, Words, kind_of

#: Deeper nesting is refused, far below what would trouble Python's own stack.
MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


class _Refused(Exception):
    """Raised inside this module once a finding that makes the rest of the file meaningless was reported."""


def read_table(text: str, file: str, found: Diagnostics) -> Table | None:
    """The keys of a story file, or None after reporting why it cannot be read. `file` names it in findings."""
    text = text.removeprefix("\ufeff")
    control = _CONTROL.search(text)
    if control:
        spot = _spot_at(text, control.start(), file)
        found.report(catalogue.CONTROL_CHARACTER, spot, name=f"U+{ord(control.group()):04X}")
        found.broken_files.add(file)
        return None
    try:
        node = _Reader(text, file, found).document()
    except _Refused:
        found.broken_files.add(file)
        return None
    except yaml.YAMLError as error:
        _explain(error, text, file, found)
        found.broken_files.add(file)
        return None
    if node is None:
        return Table([], Spot(file, 1, 1))
    if not isinstance(node, Table):
        found.report(catalogue.NOT_A_TABLE, node.spot, found=kind_of(node))
        found.broken_files.add(file)
        return None
    return node


class _Reader:
    def __init__(self, text: str, file: str, found: Diagnostics) -> None:
        self.file = file
        self.found = found
        self.lines = text.splitlines()
        self.events = iter(yaml.parse(text, Loader=_LOADER))

    def document(self) -> Node | None:
        next(self.events)  # the stream begins
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self.node(next(self.events), 0)
        next(self.events)  # the document ends
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.refused(catalogue.TWO_DOCUMENTS, event)
        return node

    def node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.refused(catalogue.SHARED_PIECE, event)
        if event.tag is not None:
            raise self.refused(catalogue.TAGGED, event, tag=str(event.tag).lstrip("!"))
        if depth > MAX_DEPTH:
            raise self.refused(catalogue.TOO_DEEP, event, limit=MAX_DEPTH)
        if isinstance(event, yaml.ScalarEvent):
            return self.words(event)
        spot = self.spot(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Listing(items, spot)
        return self.table(spot, depth)

    def table(self, spot: Spot, depth: int) -> Table:
        entries: list[tuple[Words, Node]] = []
        first: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Words):
                raise self.refused(catalogue.SPECIAL_START, event, sign="[" if isinstance(key, Listing) else "{")
            value = self.node(next(self.events), depth + 1)
            if key.value in first:
                self.found.report(catalogue.DUPLICATE_KEY, key.spot, key=key.value, first=first[key.value])
            else:
                first[key.value] = key.spot.line
                entries.append((key, value))
        return Table(entries, spot)

    def words(self, event: Any) -> Words:
        spot = self.spot(event)
        quoted = event.style in ("'", '"')
        if not event.style and event.value:
            self.warn_of_comment(event)
        if event.style == '"' and (control := _CONTROL.search(event.value)):
            raise self.refused(catalogue.CONTROL_CHARACTER, event, name=f"U+{ord(control.group()):04X}")
        if event.style in ("|", ">"):
            return Words(event.value, spot, self.indent_below(spot.line), True)
        return Words(event.value, spot, spot.column + quoted)

    def indent_below(self, line: int) -> int:
        """The column in which the text of a block begins, which stands below `line` (counted from 1)."""
        for below in self.lines[line:]:
            if below.strip():
                return len(below) - len(below.lstrip()) + 1
        return 1

    def warn_of_comment(self, event: Any) -> None:
        """`choose: Room #5` loses its end: the one trap of comments that nobody sees on the screen."""
        line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        rest = line[event.end_mark.column :]
        if rest.startswith(" #") and len(rest) > 2 and not rest.startswith(" # "):
            spot = Spot(self.file, event.end_mark.line + 1, event.end_mark.column + 2)
            self.found.report(catalogue.COMMENT_AFTER_TEXT, spot, lost=rest.strip())

    def spot(self, event: Any) -> Spot:
        return Spot(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def refused(self, entry: catalogue.Entry, event: Any, **details: object) -> _Refused:
        self.found.report(entry, self.spot(event), **details)
        return _Refused()


def _spot_at(text: str, position: int, file: str) -> Spot:
    start = text.rfind("\n", 0, position) + 1
    return Spot(file, text.count("\n", 0, position) + 1, position - start + 1)


def _explain(error: yaml.YAMLError, text: str, file: str, found: Diagnostics) -> None:
    """Say in a teacher's words what libyaml said in a programmer's."""
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.splitlines() or [""]
    line = min(line, len(lines) - 1)
    spot = Spot(file, line + 1, column + 1)
    here = lines[line]
    tab = _TAB_INDENT.search(text)
    if tab and text.count("\n", 0, tab.start()) <= line:
        found.report(catalogue.TAB, _spot_at(text, tab.end() - 1, file))
    elif "mapping values are not allowed" in problem:
        wrong_indent = re.match(r"^\s*(- )?[\w ]+:", here) and here.count(": ") + here.endswith(":") < 2
        found.report(catalogue.WRONG_INDENT if wrong_indent else catalogue.COLON_IN_TEXT, spot)
    elif "quoted scalar" in context:
        opened = getattr(error, "context_mark", None)
        found.report(
            catalogue.UNCLOSED_QUOTE,
            Spot(file, opened.line + 1, opened.column + 1) if opened is not None else spot,
        )
    elif "could not find expected ':'" in problem:
        start = getattr(error, "context_mark", None)
        begin = start.line if start is not None else line
        found.report(catalogue.MISSING_COLON, Spot(file, begin + 1, (start.column if start is not None else 0) + 1))
    elif "cannot start any token" in problem or "found unknown escape" in problem:
        found.report(catalogue.SPECIAL_START, spot, sign=here[column : column + 1] or "\\")
    elif "alias" in context or "anchor" in context or "alias" in problem:
        found.report(catalogue.SHARED_PIECE, spot)
    elif "did not find expected" in problem or "block end" in problem:
        quoted = re.match(r"""^\s*(- )?(\w+: )?(['"]).*\3\s*\S""", here)
        found.report(catalogue.UNCLOSED_QUOTE if quoted else catalogue.WRONG_INDENT, spot)
    else:
        found.report(catalogue.BROKEN_FILE, spot, reason=problem or type(error).__name__)
