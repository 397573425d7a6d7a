"""What stands in quotation marks, in whatever language: „…“, «…», »…«, “…”, ‚…‘, 「…」, and behind a dash."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

#: What closes a quotation, by the mark that opens it. Marks of two languages are mixed by accident, too.
_CLOSES = {
    '"': '"”“', "“": '”"', "„": '“”"', "”": "”“", "«": "»", "»": "«»", "‹": "›", "›": "‹›", "‚": "‘’'",
    "‘": "’", "'": "'", "「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "〝": "〟〞", "＂": "＂", "｢": "｣", "‟": "”",
}  # fmt: skip
_ALL = "\"“”„‟«»‹›‚‘’'「」『』﹁﹂﹃﹄〝〞〟＂｢｣"
_MARK = re.compile(f"[{_ALL}]")
#: All that open a quotation but the single ones, which may be apostrophes.
_DOUBLE = "".join(mark for mark in _CLOSES if mark not in "‘'")
#: These open and close: which of the two one does is seen from what stands around it.
_EITHER = frozenset("\"”»›'＂")
#: Also an apostrophe.
_APOSTROPHES = frozenset("’'")
_OPENING_BEFORE = frozenset("([{¿¡—–―-/:|*")
_MAY_BE_DIALOGUE = re.compile(r"[\s|]*(?:[—–―]|-\s)")
_DASH = re.compile(r"[—–―]\s?|-\s")
#: A dash between what is said and who says it: with a space on one side at least.
_DASH_BETWEEN = re.compile(r"(?<=\s)[—–―-]+(?=\s)|(?<=\s)[—–―]|[—–―](?=[\s.,;:!?])")
#: Behind a comma it may be said who speaks, within so many characters.
_COMMA = re.compile(r"[,!?…](?=\s)")
_NEAR = 40
#: Of less, nobody can say that it was quoted; what is longer was opened by mistake.
_SHORTEST, _LONGEST = 2, 1_000

QUOTATION_MARKS = '"“”„‟«»‹›「」『』﹁﹂﹃﹄〝〞〟＂｢｣'
"""All marks but those that are apostrophes, too."""

OPENING = "\"“„‟«»‹›‚‘'「『﹁﹃〝＂｢"
"""The marks with which a quotation can begin."""

CLOSING = "\"”“»«›‹’‘'」』﹂﹄〟〞＂｣"
"""The marks with which one can end."""


class Quoted(NamedTuple):
    """A quotation in a text, from its opening mark to behind its closing one. Its words begin at `begins`."""

    start: int
    end: int
    begins: int
    words: str
    #: It begins with a dash, as speech does in French, Spanish and Polish.
    is_dialogue: bool = False


def quotations_in(text: str, speaking: frozenset[str]) -> list[Quoted]:
    """All that is quoted in a paragraph, in order. Takes time in proportion to the text.

    `speaking`: verbs with which speech behind a dash goes over into who says it.
    """
    spoken = list(_dialogue(text, speaking)) if _MAY_BE_DIALOGUE.match(text) else []
    if _MARK.search(text) is None:
        return spoken
    double = [quoted for quoted in _in_marks(text, _DOUBLE) if not _overlapping(quoted, spoken)]
    curly = [
        quoted for quoted in _in_marks(text, "‘") if _lies_around(quoted, double) and not _overlapping(quoted, spoken)
    ]
    straight = [
        quoted
        for quoted in _in_marks(text, "'")
        if not any(_overlapping(quoted, others) for others in (double, curly, spoken))
    ]
    return sorted([*spoken, *double, *curly, *straight])


def _overlapping(quoted: Quoted, others: list[Quoted]) -> list[Quoted]:
    """The first and the last of the others with which a quotation shares characters. They are in order, and apart."""
    first = bisect_right(others, quoted.start, key=attrgetter("end"))
    behind = bisect_left(others, quoted.end, key=attrgetter("start"))
    return [others[first], others[behind - 1]] if first < behind else []


def _lies_around(quoted: Quoted, others: list[Quoted]) -> bool:
    """Whether each of the others is within a quotation or apart from it."""
    return all(quoted.start < other.start and other.end < quoted.end for other in _overlapping(quoted, others))


def _in_marks(text: str, opening: str) -> Iterator[Quoted]:
    """What stands between marks of which the first is one of `opening`. What is never closed opens nothing."""
    marks = list(_MARK.finditer(text))
    nearest = dict.fromkeys(opening, 0)
    index = 0
    while index < len(marks):
        mark = marks[index]
        index += 1
        if mark[0] not in opening or not _can_open(text, mark.start()):
            continue
        last = max(nearest[mark[0]], index)
        while last < len(marks) and not _closes(text, marks[last], mark[0]):
            last += 1
        nearest[mark[0]] = last
        if last == len(marks):
            continue
        words = text[mark.end() : marks[last].start()]
        if len(words) <= _LONGEST:
            index = last + 1
            if len(words.strip()) >= _SHORTEST:
                yield Quoted(mark.start(), marks[last].end(), mark.end(), words)


def _closes(text: str, mark: re.Match[str], opened: str) -> bool:
    return mark[0] in _CLOSES[opened] and _can_close(text, mark.start(), opened)


def _can_open(text: str, at: int) -> bool:
    """Whether a mark opens a quotation there, going by the characters around it."""
    mark, before, behind = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark not in _CLOSES or not behind:
        return False
    if mark == '"':
        return not before.isalnum() or (before.isalpha() and not behind.isalnum())
    if mark not in _EITHER and mark != "‘":
        return True
    free = not before or before.isspace() or before in _OPENING_BEFORE or before in OPENING
    return free and not behind.isspace() and (mark != "'" or behind.isalpha())


def _can_close(text: str, at: int, opened: str) -> bool:
    """Whether a mark closes what was opened: an apostrophe within a word does not, nor one behind a genitive."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == '"':
        return not (before.isalnum() and behind.isalnum())
    if text[at] not in _APOSTROPHES:
        return True
    if behind.isalnum():
        return False
    return opened != "'" or not before.isalnum() or not behind or behind in ".,;:!?)…—–"


def _dialogue(text: str, speaking: frozenset[str]) -> Iterator[Quoted]:
    """What is said in a paragraph that begins with a dash: up to the dash before who says it, and on behind the next.

    In French a comma stands in the place of the dash: `— Non, dit-il, jamais.`
    """
    begun = len(text) - len(text.lstrip(" \t\n|"))
    dash = _DASH.match(text, begun)
    assert dash is not None  # noqa: S101 - asked by the caller
    between = [match.span() for match in _DASH_BETWEEN.finditer(text, dash.end())]
    if not between:
        between = [
            (comma.end(), comma.end())
            for comma in _COMMA.finditer(text, dash.end())
            if not speaking.isdisjoint(_first_words(text, comma.end()))
        ][:1]
    elif dash[0][0] == "-" and speaking.isdisjoint(_first_words(text, between[0][1])):
        between = []
    if dash[0][0] == "-" and not between:
        return  # a hyphen begins the lines of a list, too
    is_said, start, at = True, begun, dash.end()
    for first, behind in [*between, (len(text), len(text))]:
        while is_said and at < first and text[at] in " .,;:":
            at += 1
        words = text[at:first]
        if is_said and len(words.strip()) >= _SHORTEST:
            yield Quoted(start, first, at, words, True)
        is_said, start, at = not is_said, first, behind


def _first_words(text: str, at: int) -> list[str]:
    """The first words from there on: an auxiliary, a verb and a pronoun have room in them."""
    return re.findall(r"\w+", text[at : at + _NEAR].lower())[:3]
