"""What may have been meant by lines that cannot be read: likely mistakes, each with the lines put right.

Nothing is decided here. `parse_error_recovery` tries the causes in their order and keeps one with which the file can be
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from game.story import catalogue
from game.story.catalogue.list_markers import hyphened
from game.story.catalogue.quick_fixes import end_of_value, lines_below, quoted_value
from game.story.source.line_repairs import with_dash


class Cause(NamedTuple):
    """A mistake that was perhaps made at `line` and `column` (from 1), and `text` for the lines from `line` to `last`.

    `local` means that nothing but these lines changes its meaning by it: what comes below can be trusted.
    """

    entry: catalogue.Entry
    line: int
    column: int
    text: str
    last: int
    local: bool = True
    details: tuple[tuple[str, object], ...] = ()


#: For lines without spaces at their end; those behind the key belong to it.
_KEYED = re.compile(r"(?P<head>\s*(?:- +)*(?P<key>[^\s:'\"\[\]{}#-][^:]*|-\w+\s*):[ \t]+)(?P<value>\S.*)")
_TAB_INDENT = re.compile(r" *\t[ \t]*")
_ODD_INDENT = re.compile(r" *[\u00a0\u2000-\u200b\u202f\u3000][ \u00a0\u2000-\u200b\u202f\u3000]*")
_ODD_SPACE = re.compile("[\\u00a0\\u2000-\\u200b\\u202f\\u3000]")
_WIDE_COLON = re.compile(r"(\s*(?:- +)*\w+)\s*：\s*")
_QUOTE = re.compile(r"""\s*(?:- +)*\w[\w ]*:\s+(["'])""")
_TIGHT_DASH = re.compile(r"(\s*)-(?=\w+\s*:)")
_ESCAPED_END = re.compile(r'(?<!\\)\\"(?=\s*(?:[,}\]]|\Z))')
_TIGHT_COLON = re.compile(r"(\s*(?:- +)*[A-Za-z_]+):(?=[^\s/:])")
_LONGEST_KEY = 80
_IN_BRACKETS = re.compile(r"""[{},:"'\[\]]""")
_NOTHING_BEFORE = re.compile(r"(?P<start>^\s*|[{,]\s*):\s+(?P<side>[^,{}\n]+)")
_NO_COLON = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[A-Za-z_]+)(?P<between>\s*+[=;]\s*+|\s++|\Z)(?P<rest>.*)")
_KEY_OR_ITEM = re.compile(r"\s*(?:- +)*\w[\w ]*:(?:\s|\Z)|\s*- ")
_KEY = re.compile(r"\s*(?:- +)*\w[\w ]*:(?:\s|\Z)")
_SPECIAL = "@`%&*!|>{}[],?#-"
_TEXTS = (
    "text", "glance", "choose", "title", "about", "because", "closed", "disclaimer", "states", "what", "cloze", "name",
    "role", "right", "wrong",
)  # fmt: skip
#: How many lines above the trouble may hold its cause.
_ABOVE = 8
#: And so many lines above the trouble the block can begin that seems to end too early.
_OPENERS = 400
#: So many quotations that were left open are looked at, from the top of the file.
_QUOTES = 3


def causes(lines: list[str], trouble: int, begun: int) -> Iterator[Cause]:
    """Likely causes, the likeliest first. The trouble shows at line `trouble`, inside what begins at line `begun`."""
    above = [at for at in range(trouble - 1, max(0, trouble - 2 - _ABOVE), -1) if lines[at - 1].strip()]
    suspects = list(dict.fromkeys(at for at in (trouble, begun, *above) if 1 <= at <= len(lines)))
    for at in _quotes_left_open(lines, max(trouble, begun)):
        yield from _values(lines[at - 1], at)
    for at in suspects:
        yield from _list_marks(lines, at)
    for at in suspects:
        yield from _signs(lines, at)
    for at in suspects[:2]:
        yield from _empty_sides(lines[at - 1], at)
        for end in _ESCAPED_END.finditer(lines[at - 1]):
            text = f"{lines[at - 1][: end.start()]}\\\\{lines[at - 1][end.start() + 1 :]}"
            yield Cause(catalogue.UNCLOSED_QUOTE, at, end.start() + 1, text, at)
    yield from _dash_left_out(lines, trouble)
    for at in suspects:
        if _opens_a_quote(lines[at - 1]):
            yield from _values(lines[at - 1], at)
    for at in suspects[:2]:
        yield from _values(lines[at - 1], at)
        yield from _colon_left_out(lines, at)
    yield from _indents(lines, suspects[0])
    for at in suspects[2:4]:
        yield from _values(lines[at - 1], at)
        yield from _colon_left_out(lines, at)
    for at in suspects[1:3]:
        yield from _indents(lines, at)
    for at in _openers(lines, suspects[0]):
        if at not in suspects[:3]:
            yield from _indents(lines, at)


def line_moves(lines: list[str], at: int) -> Iterator[Cause]:
    """A single line moved to another column: that line, those above it, and those that open what surrounds it."""
    above = [number for number in range(min(at + 1, len(lines)), max(0, at - 4), -1) if lines[number - 1].strip()]
    for line in dict.fromkeys((*above, *_openers(lines, at))):
        yield from (cause for cause in _indents(lines, line) if cause.last == line)


def _openers(lines: list[str], at: int) -> list[int]:
    """The lines above in whose columns, or just inside, line `at` stands or could have stood, the nearest first.

    They are the first lines of the blocks that end before it: `kitchen:` where it is `garden:` that seems wrong.
    """
    found: list[int] = []
    own = len(lines[at - 1]) - len(lines[at - 1].lstrip(" "))
    lowest, last = 1_000, 0
    for number in range(at - 1, max(0, at - _OPENERS), -1):
        line = lines[number - 1]
        indent = len(line) - len(line.lstrip(" "))
        if indent == len(line):
            continue
        if indent <= own - 2 or not indent:
            break
        if indent < lowest:
            lowest, last = indent, number
        elif indent == lowest:
            last = number
        if last == number and (not found or found[-1] != number):
            found.append(number)
    return [*found[-2:][::-1]]


def _quotes_left_open(lines: list[str], last: int) -> list[int]:
    """The first lines, up to `last`, where a quotation opens, does not close, and is not continued further in.

    Such a text swallows all that follows up to the next quotation mark, so the trouble shows far below.
    """
    found: list[int] = []
    for at, line in enumerate(lines[:last], 1):
        if len(found) < _QUOTES and _opens_a_quote(line):
            below = next((lines[number] for number in range(at, len(lines)) if lines[number].strip()), "")
            if len(below) - len(below.lstrip()) <= len(line) - len(line.lstrip(" -")):
                found.append(at)
    return found


def _list_marks(lines: list[str], at: int) -> Iterator[Cause]:
    """A list with other marks than hyphens: all its items, or the one alone."""
    for whole in (True, False):
        if (made := hyphened(lines, at, whole=whole)) is not None:
            column = len(lines[made.first - 1]) - len(lines[made.first - 1].lstrip(" ")) + 1
            yield Cause(catalogue.LIST_MARK, made.first, column, made.text, made.last, details=(("sign", made.mark),))


def _opens_a_quote(line: str) -> bool:
    """Whether a quotation opens behind a key, and does not close at the end of the line."""
    line = line.rstrip()
    quote = _QUOTE.match(line)
    return quote is not None and not line.endswith(quote[1], quote.end())


def _dash_left_out(lines: list[str], trouble: int) -> Iterator[Cause]:
    """A choice or an answer above the trouble without its dash."""
    for at in range(min(trouble, len(lines)), max(0, trouble - 40), -1):
        text = with_dash(lines[at - 1])
        if text is not None:
            yield Cause(catalogue.MISSING_DASH, at, text.index("- ") + 3, text, at)


def _signs(lines: list[str], at: int) -> Iterator[Cause]:
    """Signs that look right and are not: tabs, odd spaces, wide colons, dashes and colons without a space."""
    here = lines[at - 1]
    if tab := _TAB_INDENT.match(here):
        last = at
        while last < len(lines) and _TAB_INDENT.match(lines[last]):
            last += 1
        column = here.index("\t") + 1
        above = next((line for line in reversed(lines[: at - 1]) if line.strip()), "")
        beside = len(above) - len(above.lstrip(" -"))
        for width in sorted(_columns(lines, at), key=lambda width: abs(width - beside)):
            yield Cause(catalogue.TAB, at, column, " " * width + here[tab.end() :], at, local=False)
        for width in (2, 4):
            block = [_without_tabs(line, width) for line in lines[at - 1 : last]]
            for more in (0, 2, 4):
                text = "\n".join(" " * more + line for line in block)
                yield Cause(catalogue.TAB, at, column, text, last, local=False)
    if odd := _ODD_INDENT.match(here):
        text = " " * len(odd[0]) + here[odd.end() :]
        yield Cause(catalogue.ODD_SPACE, at, len(odd[0]) - len(odd[0].lstrip(" ")) + 1, text, at)
    if (first := _ODD_SPACE.search(here)) is not None:
        yield Cause(catalogue.ODD_SPACE, at, first.start() + 1, _ODD_SPACE.sub(" ", here), at)
    if wide := _WIDE_COLON.match(here):
        column = here.index("：") + 1
        yield Cause(catalogue.WIDE_COLON, at, column, f"{wide[1]}: {here[wide.end() :]}", at)
    if dash := _TIGHT_DASH.match(here):
        yield Cause(catalogue.TIGHT_DASH, at, dash.end(), f"{dash[1]}- {here[dash.end() :]}", at)
        shifted = [line if not line.strip() else f" {line}" for line in lines_below(lines, at, len(dash[1]) + 1)]
        if shifted:
            text = "\n".join((f"{dash[1]}- {here[dash.end() :]}", *shifted))
            yield Cause(catalogue.TIGHT_DASH, at, dash.end(), text, at + len(shifted))
    if colon := _TIGHT_COLON.match(here):
        text = f"{colon[1]}: {here[colon.end() :]}"
        yield Cause(catalogue.TIGHT_COLON, at, len(colon[1]) + 1, text, at)


def _bare_keys(here: str) -> Iterator[tuple[int, int]]:
    """Where keys inside brackets begin and where their colons end, if nothing stands behind these."""
    begin = 0
    for mark in _IN_BRACKETS.finditer(here):
        before = here[begin : mark.start()]
        start = begin + len(before) - len(before.lstrip())
        is_key = begin and (here[begin - 1] in "{," or start > begin) and 0 < mark.start() - start <= _LONGEST_KEY
        if mark[0] == ":" and is_key and here[mark.end() : mark.end() + 1] in (",", "}"):
            yield start, mark.end()
        begin = mark.end()


def _empty_sides(here: str, at: int) -> Iterator[Cause]:
    """A key without a value inside brackets, as in `{ one:, two: a }`, and nothing before a colon."""
    if bare := list(_bare_keys(here)):
        text, after = "", 0
        for _, end in bare:
            text, after = f"{text}{here[after:end]} …", end
        start, end = bare[0]
        text += here[after:]
        yield Cause(catalogue.EMPTY_VALUE, at, start + 1, text, at, details=(("key", here[start : end - 1]),))
    if (before := _NOTHING_BEFORE.search(here)) is not None:
        side = before["side"].strip()
        text = _NOTHING_BEFORE.sub(r"\g<start>…: \g<side>", here)
        yield Cause(catalogue.EMPTY_SIDE, at, before.end("start") + 1, text, at, details=(("side", side),))


def _without_tabs(line: str, width: int) -> str:
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return indent.replace("\t", " " * width) + line[len(indent) :]


def _values(here: str, at: int) -> Iterator[Cause]:
    """Text that needs quotation marks, has one too few, or too many; brackets that are left open."""
    keyed = _KEYED.match(here.rstrip())
    if keyed is None:
        return
    value, column = keyed["value"], keyed.start("value") + 1

    def as_(entry: catalogue.Entry, text: str, where: int = column, local: bool = True, **details: object) -> Cause:
        return Cause(entry, at, where, keyed["head"] + text, at, local, tuple(details.items()))

    if value[0] in "\"'":
        inner = value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]
        if value[-1] != value[0] or len(value) == 1:
            yield as_(catalogue.UNCLOSED_QUOTE, value + value[0])
        if value[0] == "'":
            doubled = inner.replace("''", "'").replace("'", "''")
            yield as_(catalogue.UNCLOSED_QUOTE, f"'{doubled}'" if value[-1] == "'" else quoted_value(value))
        else:
            yield as_(catalogue.UNCLOSED_QUOTE, f"'{value.replace(chr(39), chr(39) * 2)}'")
            inside = re.sub(r'(?<!\\)"', '\\"', inner)
            yield as_(catalogue.UNCLOSED_QUOTE, f'"{inside}"')
        return
    if value[0] in "[{":
        closing = {"[": "]", "{": "}"}[value[0]]
        open_ = value.count(value[0]) - value.count(closing)
        if open_ and keyed["key"].rstrip() not in _TEXTS:
            closed = value.rstrip(",") + closing * open_ if open_ > 0 else value[: end_of_value(value, 0)]
            yield as_(catalogue.UNCLOSED_BRACKET, closed, sign=value[0])
    if value[0] == "-" and value[1:2] == " ":
        indent = " " * (len(keyed["head"]) - len(keyed["head"].lstrip(" -")) + 2)
        text = f"{keyed['head'].rstrip()}\n{indent}{value}"
        yield Cause(catalogue.LIST_ON_KEY_LINE, at, column, text, at, local=False)
    if value[0] in _SPECIAL:
        yield as_(catalogue.SPECIAL_START, quoted_value(value), sign=value[0])
    second = re.search(r":(?=\s|\Z)", value)
    if second:
        yield as_(catalogue.COLON_IN_TEXT, quoted_value(value), column + second.start())


def _colon_left_out(lines: list[str], at: int) -> Iterator[Cause]:
    """A key without its colon: `title Watch`, `title = Watch`, or just `title`."""
    match = _NO_COLON.match(lines[at - 1])
    if match is None or match["key"].lower() not in known_keys():
        return
    rest = match["rest"].strip()
    if rest and (rest[0] in _SPECIAL or re.search(r":(\s|\Z)", rest)):
        rest = quoted_value(rest)
    below = lines_below(lines, at, len(match["head"]) + 1)
    text = f"{match['head']}{match['key']}:{' ' if rest or not below else ''}{rest or ('' if below else '…')}"
    yield Cause(catalogue.MISSING_COLON, at, match.start("key") + 1, text, at)


def _indents(lines: list[str], at: int) -> Iterator[Cause]:
    """The line, or it and what belongs to it, in another column that is used above."""
    here = lines[at - 1]
    own = len(here) - len(here.lstrip(" "))
    keyed = _KEY_OR_ITEM.match(here)
    above = next((line for line in reversed(lines[: at - 1]) if line.strip()), "")
    if keyed is None and _is_key_alone(above):
        # Text that should stand below its key.
        indent = len(above) - len(above.lstrip(" ")) + 2 + 2 * above.lstrip().startswith("- ")
        last = at
        while last < len(lines) and lines[last].strip() and not _KEY.match(lines[last]):
            last += 1
        text = "\n".join(" " * indent + line.strip() for line in lines[at - 1 : last])
        yield Cause(catalogue.WRONG_INDENT, at, own + 1, text, last, local=True)
    for indent in _columns(lines, at):
        yield Cause(catalogue.WRONG_INDENT, at, own + 1, " " * indent + here.lstrip(" "), at, local=False)
    below = lines_below(lines, at, own + 1)
    for indent in _columns(lines, at) if below else ():
        moved = [" " * (indent - own) + line if indent > own else line[own - indent :] for line in [here, *below]]
        yield Cause(catalogue.WRONG_INDENT, at, own + 1, "\n".join(moved), at + len(below), local=False)


def _is_key_alone(line: str) -> bool:
    """Whether the line ends behind a key, or behind the bar with which a text over several lines begins."""
    return line.rstrip().removesuffix("-").removesuffix("|").rstrip().endswith(":")


def _columns(lines: list[str], at: int) -> list[int]:
    """Indents that the line could have by the lines above and below it, the nearest first."""
    here = lines[at - 1]
    own = len(here) - len(here.lstrip(" \t"))
    found: set[int] = {0}
    for line in [text for text in lines[max(0, at - 20) : at - 1] if text.strip()]:
        indent = len(line) - len(line.lstrip(" "))
        found |= {indent, indent + 2}
        found |= {indent + len(dash[0])} if (dash := re.match(r"(- +)+", line.lstrip(" "))) else set()
    found |= {len(text) - len(text.lstrip(" ")) for text in lines[at : at + 2] if text.strip()}
    return sorted((column for column in found if column != own), key=lambda column: (abs(column - own), -column))[:6]


@cache
def known_keys() -> frozenset[str]:
    """Every word that is a key somewhere."""
    from game.story.schema.definition_schema import DefinitionSchema, declared_keys
    from game.story.schema.definitions import DOSSIER, LISTS, PACK, RECORDS, SECTIONS

    records: list[DefinitionSchema[Any]] = [DOSSIER, PACK, *RECORDS.values(), *SECTIONS.values()]
    definitions = [record.definition for record in records]
    return frozenset(key for definition in definitions for key in declared_keys(definition)) | {
        "scene",
        *SECTIONS,
        *LISTS,
    }
