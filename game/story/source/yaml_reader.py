"""From a file's text to words, tables and lists.

The parser's events (see `yaml_parser`) are read straight into nodes: no value is ever interpreted, and
what the story format leaves out of YAML (anchors, aliases, tags, several documents) is refused with its spot.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Lines, Mend, Model, Proposal, QuotedProposal, quoted_value
from game.story.model.yaml_nodes import MappingNode, ScalarNode, SequenceNode, Spot, YamlNode, kind_of_node
from game.story.source import yaml_parser
from game.story.source.split_numbers import SplitNumber, in_quotes, is_split, may_split_numbers, split_number
from game.support import limits
from game.support.fast_tuples import maker
from game.support.safe_text import HARMFUL_IN_FILE
from game.support.source_lines import editor_lines, line_and_column

_new_spot = maker(Spot)
_new_words = maker(ScalarNode)


#: What stands for one character in double and in single quotation marks.
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_DOUBLED = re.compile("''")


class _Refused(Exception):
    """Raised inside this module once a finding that makes the rest of the file meaningless was reported."""


class _Reread(Exception):
    """Raised inside this module after a finding about a line, with the text in which that line is put right."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


Recovery: TypeAlias = Callable[[yaml.YAMLError, str, str, Diagnostics], str | None]
"""Reports why a text cannot be read, given its file's name; the result is the text put right where that is sure."""


def table_of(
    text: str, file: str, found: Diagnostics, recover: Recovery, *, tries: int = 20, longest: int = limits.ITEMS
) -> MappingNode | None:
    """The keys of a story file, or None after reporting why it cannot be read. `file` names it in findings.

    Where it is sure how a line should read, the rest of the file is read with that, at most `tries` times. No list may
    have more than `longest` items.
    """
    text = text.removeprefix("\ufeff")
    control = re.search(HARMFUL_IN_FILE, text)
    if control:
        spot = Spot(file, *line_and_column(text, control.start()))
        mend = Lines(spot.line, spot.line, re.sub(HARMFUL_IN_FILE, "", editor_lines(text)[spot.line - 1]))
        found.report(catalogue.CONTROL_CHARACTER, spot, mend=mend, name=f"U+{ord(control.group()):04X}")
        found.broken_files.add(file)
        return None
    try:
        node = _Reader(text, file, found, longest).document()
    except _Refused:
        found.broken_files.add(file)
        return None
    except _Reread as reread:
        if tries:
            return table_of(reread.text, file, found, recover, tries=tries - 1, longest=longest)
        found.broken_files.add(file)
        return None
    except yaml.YAMLError as error:
        readable = recover(error, text, file, found) if tries else None
        if readable is not None:
            return table_of(readable, file, found, recover, tries=tries - 1, longest=longest)
        found.broken_files.add(file)
        return None
    if node is None:
        return MappingNode([], Spot(file, 1, 1))
    if not isinstance(node, MappingNode):
        found.report(catalogue.NOT_A_TABLE, node.spot, mend=Model("scene: my_scene"), found=kind_of_node(node))
        found.broken_files.add(file)
        return None
    return node


def without_control_characters(text: str) -> str:
    """The text without what no story file may hold: characters that do harm are spaces, halves of some are left out."""
    return re.sub(HARMFUL_IN_FILE, lambda found: "" if "\ud800" <= found[0] <= "\udfff" else " ", text)


class _Reader:
    """Reads one file. Each word of it passes through here, so the usual case is told from the rare ones first."""

    def __init__(self, text: str, file: str, found: Diagnostics, longest: int) -> None:
        self.file = file
        self.found = found
        self.longest = longest
        self.lines = editor_lines(text)
        #: The lines with what may be a comment behind something else, counted from 0.
        self.commented = {at for at, line in enumerate(self.lines) if " #" in line} if " #" in text else ()
        #: By line, from 1: values inside brackets that a comma splits in the middle of a number; those in lists.
        self.splits: dict[int, list[SplitNumber]] | None = {} if may_split_numbers(text) else None
        self.listed: set[Spot] = set()
        self.next: Callable[[], Any] = yaml_parser.PARSER(text).get_event

    def document(self) -> YamlNode | None:
        self.next()  # the stream begins
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self.node(self.next(), 0)
        self.next()  # the document ends
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.refused(catalogue.TWO_DOCUMENTS, event)
        if self.splits:
            self.tell_splits(self.splits)
        return node

    def node(self, event: Any, depth: int) -> YamlNode:
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None and depth <= limits.DEPTH:
            return self.words(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.refused(catalogue.SHARED_PIECE, event, QuotedProposal(whole=True))
        if event.tag is not None:
            raise self.refused(catalogue.TAGGED, event, self.instead_of_tag(event), tag=str(event.tag).lstrip("!"))
        if depth > limits.DEPTH:
            raise self.refused(catalogue.TOO_DEEP, event, limit=limits.DEPTH)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := self.next(), yaml.SequenceEndEvent):
                items.append(self.node(item, depth + 1))
                if self.splits is not None and (spot := self.split_at(item)) is not None:
                    self.listed.add(spot)
                if len(items) > self.longest:
                    raise self.refused(catalogue.LIST_TOO_LONG, event, limit=self.longest)
            self.counted(len(items), event)
            return SequenceNode(items, self.spot(event))
        return self.table(self.spot(event), depth)

    def table(self, spot: Spot, depth: int) -> MappingNode:
        entries: list[tuple[ScalarNode, YamlNode]] = []
        first: dict[str, ScalarNode] = {}
        doubled = False
        next_event, words, scalar = self.next, self.words, yaml.ScalarEvent
        depth += 1
        shallow = depth <= limits.DEPTH
        while not isinstance(event := next_event(), yaml.MappingEndEvent):
            self.counted(2, event)
            key: YamlNode
            if shallow and type(event) is scalar and event.anchor is None and event.tag is None:
                key = words(event)
            else:
                key = self.node(event, depth)
                if not isinstance(key, ScalarNode):
                    raise self.refused(
                        catalogue.SPECIAL_START, event, sign="[" if isinstance(key, SequenceNode) else "{"
                    )
            event = next_event()
            if shallow and type(event) is scalar and event.anchor is None and event.tag is None:
                value: YamlNode = (value_words := words(event))
                if not value_words.value and self.stands_alone(key, event):
                    value = value_words._replace(spot=key.spot)
            else:
                value = self.node(event, depth)
            if key.value in first:
                self.reread_with_dash(key)
                if doubled:  # more than a slip: the line between two things is missing, and with it an id
                    self.found.broken_files.add(self.file)
                else:
                    line = first[key.value].spot.line
                    self.found.report(catalogue.DUPLICATE_KEY, key.spot, key=key.value, first=line)
                doubled = True
            else:
                first[key.value] = key
                entries.append((key, value))
        return MappingNode(entries, spot)

    def stands_alone(self, key: ScalarNode, value: Any) -> bool:
        """Whether not even a colon stands behind a key inside curly brackets; `value` is nothing."""
        mark = value.start_mark
        if mark.line + 1 != key.spot.line or mark.line >= len(self.lines):
            return False
        return ":" not in self.lines[mark.line][key.spot.column - 1 + len(key.value) : mark.column]

    def counted(self, values: int, event: Any) -> None:
        """Count values of the pack; it may not hold more than there is time and memory for."""
        self.found.values += values
        if self.found.values > limits.VALUES:
            raise self.refused(catalogue.TOO_MANY_VALUES, event, limit=f"{limits.VALUES:,}")

    def reread_with_dash(self, key: ScalarNode) -> None:
        """A second `choose:` among the keys of a choice begins the next one. Raises _Reread after reporting it."""
        from game.story.source.line_repairs import with_dash  # only when something is wrong

        line = key.spot.line
        text = with_dash(self.lines[line - 1]) if key.value == "choose" else None
        if text is not None:
            self.found.report(catalogue.MISSING_DASH, key.spot, mend=Lines(line, line, text))
            raise _Reread("\n".join([*self.lines[: line - 1], text, *self.lines[line:]]) + "\n")

    def words(self, event: Any) -> ScalarNode:
        start, style, value = event.start_mark, event.style, event.value
        line, column = start.line + 1, start.column + 1
        spot = _new_spot((self.file, line, column))
        if len(value) > limits.TEXT_CHARACTERS:
            raise self.refused(catalogue.TEXT_TOO_LONG, event, limit=f"{limits.TEXT_CHARACTERS:,}")
        if style == "|":
            return _new_words((value, spot, self.indent_below(line), True, (), ""))
        last = event.end_mark.line
        if not style:
            if self.commented and last in self.commented and value:
                self.warn_of_comment(event)
            if self.splits is not None and self.split_at(event) is not None:
                here = self.lines[line - 1]
                self.splits.setdefault(line, []).append(split_number(here, column - 1, event.end_mark.column))
        elif style == '"' and (control := re.search(HARMFUL_IN_FILE, value)):
            self.reread_with_backslashes(event)
            raise self.refused(catalogue.CONTROL_CHARACTER, event, name=f"U+{ord(control.group()):04X}")
        if last >= line:
            return self.folded(event, spot)
        if not style:
            return _new_words((value, spot, column, False, (), ""))
        return _new_words((value, spot, column + 1, False, self.pieces(event) if style in "\"'" else (), style))

    def folded(self, event: Any, spot: Spot) -> ScalarNode:
        """Text written over several lines, which the file format makes one: its empty lines stay paragraphs."""
        value = re.sub(r"\n(?=.)", "\n\n", event.value)
        lines: list[tuple[int, Spot]] = []
        position = 0
        for number in range(event.start_mark.line, event.end_mark.line + 1):
            line = self.lines[number] if number < len(self.lines) else ""
            first = event.start_mark.column if number == event.start_mark.line else 0
            column = first + len(line[first:]) - len(line[first:].lstrip(" \t\"'>|+-"))
            piece = line[column : event.end_mark.column if number == event.end_mark.line else None].rstrip(" \t\"'")
            at = value.find(piece, position) if piece else -1
            if at >= 0:
                lines.append((at, Spot(self.file, number + 1, column + 1)))
                position = at + len(piece)
        style = event.style or ""
        return ScalarNode(value, spot, spot.column, lines=tuple(lines), quote=style if style in ("'", '"') else "")

    def pieces(self, event: Any) -> tuple[tuple[int, Spot], ...]:
        """Where the pieces of a text in quotation marks begin, behind each `\\"` or `''` that stands for less."""
        start, end = event.start_mark, event.end_mark
        escapes = _ESCAPE if event.style == '"' else _DOUBLED
        if start.line >= len(self.lines) or ("\\" if event.style == '"' else "''") not in self.lines[start.line]:
            return ()
        line, first = start.line + 1, start.column + 1
        found, saved = [(0, Spot(self.file, line, first + 1))], 0
        for escape in escapes.finditer(self.lines[start.line], first, end.column - 1):
            saved += len(escape[0]) - 1
            found.append((escape.end() - first - saved, Spot(self.file, line, escape.end() + 1)))
        return tuple(found)

    def reread_with_backslashes(self, event: Any) -> None:
        """In `"\\frac"` a backslash was meant, and makes what nobody can see. Raises _Reread after reporting it."""
        from game.story.source.line_repairs import with_backslashes  # only when something is wrong

        number, start = event.start_mark.line + 1, event.start_mark.column + 1
        made = with_backslashes(self.lines[number - 1], start) if event.end_mark.line + 1 == number else None
        if made is not None:
            text, at = made
            spot = Spot(self.file, number, at + 1)
            self.found.report(catalogue.UNKNOWN_ESCAPE, spot, mend=Lines(number, number, text))
            self.found.settled_lines.add((self.file, number))
            raise _Reread("\n".join([*self.lines[: number - 1], text, *self.lines[number:]]) + "\n")

    def indent_below(self, line: int) -> int:
        """The column in which the text of a block begins, which stands below `line` (counted from 1)."""
        lines = self.lines
        for index in range(line, len(lines)):
            below = lines[index].lstrip()
            if below:
                return len(lines[index]) - len(below) + 1
        return 1

    def split_at(self, event: Any) -> Spot | None:
        """Where a value begins that ends in the middle of a number, because of a comma."""
        if getattr(event, "style", "'") or not event.value:  # no text, or one in quotation marks
            return None
        start, end = event.start_mark, event.end_mark
        if start.line != end.line or start.line >= len(self.lines):
            return None
        return self.spot(event) if is_split(self.lines[start.line], start.column, end.column) else None

    def tell_splits(self, splits: dict[int, list[SplitNumber]]) -> None:
        """Report the numbers that are split in lists; what is split between keys is told by whoever reads the keys."""
        for line, in_line in splits.items():
            here = self.lines[line - 1]
            mend = in_quotes(here, line, in_line)
            self.found.split_lines[self.file, line] = mend
            for split in in_line:
                if Spot(self.file, line, split.start + 1) in self.listed:
                    spot = Spot(self.file, line, split.number + 1)
                    self.found.report(catalogue.NUMBER_SPLIT, spot, mend=mend, value=here[split.start : split.end])

    def warn_of_comment(self, event: Any) -> None:
        """`choose: Room #5` loses its end: the one trap of comments that nobody sees on the screen."""
        line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        rest = line[event.end_mark.column :]
        spaces = len(rest) - len(rest.lstrip(" "))
        comment = rest[spaces:]
        if spaces and comment.startswith("#") and len(comment) > 1 and not comment.startswith("# "):
            spot = Spot(self.file, event.end_mark.line + 1, event.end_mark.column + spaces + 1)
            first = event.start_mark.column
            mend = Mend(quoted_value(line[first:].rstrip()), line[first:].rstrip(), (spot.line, first + 1))
            one_line = event.start_mark.line == event.end_mark.line
            details = {"lost": rest.strip()}
            self.found.report(catalogue.COMMENT_AFTER_TEXT, spot, mend=mend if one_line else None, **details)

    @staticmethod
    def instead_of_tag(event: Any) -> Proposal:
        """`!has.badge` is meant as the opposite; anything else as text."""
        return Mend("not ", "!") if re.fullmatch(r"!\w+\.\w+", str(event.tag)) else QuotedProposal(whole=True)

    def spot(self, event: Any) -> Spot:
        return Spot(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def refused(self, entry: catalogue.Entry, event: Any, mend: Proposal | None = None, **details: object) -> _Refused:
        self.found.report(entry, self.spot(event), mend=mend, **details)
        return _Refused()
