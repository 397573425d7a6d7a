"""The parser of YAML: libyaml, or where PyYAML was installed without it the one in Python, made to read the same.

PyYAML's own parser refuses what libyaml reads: a `?` inside `[…]` and `{…}`, as in `answers: [Who?, What?]`, and tabs
that are no indentation. A pack must be the same story everywhere, and a mistake in it the same mistake.
"""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.parser import ParserError
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

_ENDS = "\0\r\n\x85\u2028\u2029"
_BLANKS = f"{_ENDS} \t"
_BREAKS = _ENDS[1:]


class PythonParser(yaml.Loader):
    """PyYAML's parser in Python with the rules and the words of libyaml. Values are never made of what it reads."""

    def get_event(self) -> Any:
        """The next event. Raises YAMLError."""
        try:
            return super().get_event()
        except (ParserError, ScannerError) as error:
            error.problem = _in_words_of_libyaml(error)
            raise

    def scan_to_next_token(self) -> None:
        """Skip what means nothing. A tab does, but where the indentation would begin a key."""
        if self.index == 0 and self.peek() == "\ufeff":
            self.forward()
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in _ENDS:
                    self.forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_directive(self) -> Any:
        """A line that begins with `%`. PyYAML skips those that it does not know."""
        token = super().scan_directive()
        if token.name not in ("YAML", "TAG"):
            problem = "found unknown directive name"
            raise ScannerError("while scanning a directive", token.start_mark, problem, token.start_mark)
        return token

    def scan_plain(self) -> Any:
        """Text without quotes. Unlike here, PyYAML ends it at every `?` inside brackets."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        spaces: list[str] = []
        while self.peek() != "#":
            length = self._plain_length()
            if not length:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        length = 0
        behind = _BLANKS + (",[]{}" if self.flow_level else "")
        while (character := self.peek(length)) not in _BLANKS:
            if character == ":" and self.peek(length + 1) in behind:
                break
            if self.flow_level and character in ",[]{}":
                break
            length += 1
        return length

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str]:
        """What stands between two parts of a text without quotes: blanks, or the ends of lines."""
        blanks = self._blanks()
        if self.peek() not in _BREAKS:
            return [blanks] if blanks else []
        first = self.scan_line_break()
        self.allow_simple_key = True
        further: list[str] = []
        while not self._document_begins_or_ends():
            while self.peek() in (" ", "\t"):
                if self.peek() == "\t" and self.column < indent:
                    problem = "found a tab character that violates indentation"
                    raise ScannerError("while scanning a plain scalar", start_mark, problem, self.get_mark())
                self.forward()
            if self.peek() not in _BREAKS:
                break
            further.append(self.scan_line_break())
        else:
            return []
        return [*([first] if first != "\n" else [] if further else [" "]), *further]

    def _blanks(self) -> str:
        length = 0
        while self.peek(length) in (" ", "\t"):
            length += 1
        blanks: str = self.prefix(length)
        self.forward(length)
        return blanks

    def _document_begins_or_ends(self) -> bool:
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _BLANKS

    def fetch_stream_end(self) -> None:
        """The text is at its end, which is a line of its own."""
        if self.column:
            self.line, self.column = self.line + 1, 0
        super().fetch_stream_end()

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """What stands right behind `|` or `>`: which empty lines at its end count, and how far it is indented."""
        keeps, deeper = None, None
        for _ in range(2):
            character = self.peek()
            if character in ("+", "-") and keeps is None:
                keeps = character == "+"
            elif character in "0123456789" and deeper is None:
                deeper = int(character)
                if not deeper:
                    problem = "found an indentation indicator equal to 0"
                    raise ScannerError("while scanning a block scalar", start_mark, problem, self.get_mark())
            else:
                break
            self.forward()
        return keeps, deeper

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """The rest of the line behind `|` or `>`: blanks and a comment."""
        self._blanks()
        if self.peek() == "#":
            while self.peek() not in _ENDS:
                self.forward()
        if self.peek() not in _ENDS:
            problem = "did not find expected comment or line break"
            raise ScannerError("while scanning a block scalar", start_mark, problem, self.get_mark())
        self.scan_line_break()

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Any]:
        """The empty lines that a block begins with, and how far the first other line is indented."""
        chunks: list[str] = []
        deepest, end = 0, self.get_mark()
        while True:
            while self.peek() == " ":
                self.forward()
            deepest = max(deepest, self.column)
            self._no_tab()
            if self.peek() not in _BREAKS:
                return chunks, deepest, end
            chunks.append(self.scan_line_break())
            end = self.get_mark()

    def scan_block_scalar_breaks(self, indent: int) -> tuple[list[str], Any]:
        """The empty lines inside a block."""
        chunks: list[str] = []
        end = self.get_mark()
        while True:
            while self.column < indent and self.peek() == " ":
                self.forward()
            if self.column < indent:
                self._no_tab()
            if self.peek() not in _BREAKS:
                return chunks, end
            chunks.append(self.scan_line_break())
            end = self.get_mark()

    def _no_tab(self) -> None:
        if self.peek() == "\t":
            problem = "found a tab character where an indentation space is expected"
            raise ScannerError("while scanning a block scalar", None, problem, self.get_mark())


PARSER: Any = getattr(yaml, "CLoader", PythonParser)
"""What reads YAML here: a class whose `get_event` gives the events of a text, one after the other."""


def _in_words_of_libyaml(error: ParserError | ScannerError) -> str:
    problem, context = str(error.problem), str(error.context)
    if problem == "mapping values are not allowed here":
        return "mapping values are not allowed in this context"
    if "expected <block end>" in problem:
        return f"did not find expected {'key' if 'mapping' in context else 'indicator'}"
    expected = re.match(r"expected (?:the )?(.*), but (?:got|found)", problem)
    return f"did not find expected {expected[1]}" if expected and isinstance(error, ParserError) else problem
