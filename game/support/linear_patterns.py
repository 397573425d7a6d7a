"""Patterns in which a text can be looked for: a part of regular expressions that never takes long.

A pattern becomes a set of states that is carried along the text character by character (K. Thompson, "Regular
expression search algorithm", 1968), so the time is at most that of the pattern times that of the text, whatever a
stranger writes.

    either  = series { "|" series }         series = { part [ "*" | "+" | "?" | "{" m [ "," [ n ] ] "}" ] }
    part    = character | "." | "[" … "]" | "(" either ")" | "^" | "$" | "\\d" "\\w" "\\s" "\\b" and their opposites

`(?i)` at the beginning takes small and capital letters for the same. `^` and `$` are the ends of a paragraph, which `.`
does not cross.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

#: Characters of a pattern, and its states once `{3}` was written out.
LONGEST_PATTERN = 300
MOST_PATTERN_STATES = 1_000
#: How deep parentheses may stand inside each other.
DEEPEST_PATTERN = 20


class NoPattern(Exception):
    """The words are no pattern that can be used; the message says why, `offset` where."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


class TooLong(Exception):
    """More work than was allowed."""


CharacterTest: TypeAlias = Callable[[str], bool]


class _Sign(NamedTuple):
    """Goes on at `next` when the character passes the test."""

    passes: CharacterTest
    next: int


class _Fork(NamedTuple):
    """Goes on at each of these, without a character."""

    ways: tuple[int, ...]


class _Where(NamedTuple):
    """Goes on at `next` where this holds: `^`, `$`, `b` (at the edge of a word) or `B`."""

    assertion: str
    next: int


_State: TypeAlias = _Sign | _Fork | _Where | None
"""A state; None is the end: the pattern was found."""


class Pattern:
    """A pattern that can be looked for. Raises NoPattern."""

    def __init__(self, source: str) -> None:
        self.source = source
        if len(source) > LONGEST_PATTERN:
            raise NoPattern(f"it has more than {LONGEST_PATTERN} characters", LONGEST_PATTERN)
        self._states, self._start = _Writer(source).written()

    def is_in(self, text: str, work: list[int] | None = None) -> bool:
        """Whether the pattern is somewhere in the text. `work` counts down how many states may still be looked at.

        Raises TooLong when that is used up.
        """
        now: set[int] = set()
        for position in range(len(text) + 1):
            self._enter(self._start, text, position, now)
            if work is not None:
                work[0] -= len(now) + 1
                if work[0] < 0:
                    raise TooLong
            if -1 in now:
                return True
            if position == len(text):
                return False
            sign, following = text[position], set[int]()
            for index in now:
                state = self._states[index]
                if isinstance(state, _Sign) and state.passes(sign):
                    self._enter(state.next, text, position + 1, following)
            now = following
        return False

    def _enter(self, index: int, text: str, position: int, into: set[int]) -> None:
        """Add a state, and all that follow it without a character. The end is -1."""
        waiting = [index]
        while waiting:
            number = waiting.pop()
            if number in into:
                continue
            state = self._states[number]
            if state is None:
                into.add(-1)
                continue
            into.add(number)
            if isinstance(state, _Fork):
                waiting.extend(state.ways)
            elif isinstance(state, _Where) and _holds(state.assertion, text, position):
                waiting.append(state.next)


def _holds(assertion: str, text: str, position: int) -> bool:
    before, after = text[position - 1 : position] if position else "", text[position : position + 1]
    if assertion == "^":
        return before in ("", "\n")
    if assertion == "$":
        return after in ("", "\n")
    return (_is_word(before) != _is_word(after)) == (assertion == "b")


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


_CLASSES: dict[str, CharacterTest] = {"d": str.isdecimal, "w": _is_word, "s": str.isspace}
_ESCAPED = {"n": "\n", "t": "\t"}
_REPEATS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


def _opposite(test: CharacterTest) -> CharacterTest:
    return lambda sign: not test(sign)


#: A piece of a pattern before it has states: a function from the state that follows to the one with which it begins.
_Piece: TypeAlias = Callable[[int], int]


class _Writer:
    """Reads a pattern, and writes its states from the end to the beginning."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.states: list[_State] = [None]
        self.same_case = False
        self.copies = 0

    def written(self) -> tuple[tuple[_State, ...], int]:
        if self.source.startswith("(?i)"):
            self.position, self.same_case = 4, True
        piece = self.either(0)
        if self.position < len(self.source):
            raise NoPattern("this parenthesis was never opened; for the character itself write `\\)`", self.position)
        start = piece(0)
        return tuple(self.states), start

    def add(self, state: _State) -> int:
        if len(self.states) >= MOST_PATTERN_STATES:
            raise NoPattern("it asks for too many repetitions", 0)
        self.states.append(state)
        return len(self.states) - 1

    def peek(self) -> str:
        return self.source[self.position : self.position + 1]

    def either(self, depth: int) -> _Piece:
        if depth > DEEPEST_PATTERN:
            raise NoPattern("its parentheses are too deep", self.position)
        ways = [self.series(depth)]
        while self.peek() == "|":
            self.position += 1
            ways.append(self.series(depth))
        if len(ways) == 1:
            return ways[0]
        return lambda following: self.add(_Fork(tuple([way(following) for way in ways])))

    def series(self, depth: int) -> _Piece:
        pieces: list[_Piece] = []
        while self.peek() not in ("", "|", ")"):
            pieces.append(self.repeated(self.part(depth)))

        def whole(following: int) -> int:
            for piece in reversed(pieces):
                following = piece(following)
            return following

        return whole

    def part(self, depth: int) -> _Piece:
        start, sign = self.position, self.peek()
        self.position += 1
        match sign:
            case "(":
                if self.source.startswith("?:", self.position):
                    self.position += 2
                elif self.peek() == "?":
                    raise NoPattern(f"`{self.source[start : start + 3]}` is not among what is understood here", start)
                piece = self.either(depth + 1)
                if self.peek() != ")":
                    raise NoPattern("this parenthesis is not closed; for the character itself write `\\(`", start)
                self.position += 1
                return piece
            case "[":
                return self.sign(self.signs(start))
            case ".":
                return self.sign(lambda character: character != "\n")
            case "^" | "$":
                return lambda following: self.add(_Where(sign, following))
            case "*" | "+" | "?":
                raise NoPattern(
                    f"before `{sign}` there is nothing to repeat; for the sign itself write `\\{sign}`", start
                )
            case "\\":
                if self.peek() in ("b", "B"):
                    assertion = self.peek()
                    self.position += 1
                    return lambda following: self.add(_Where(assertion, following))
                return self.sign(self.escaped(start))
        return self.sign(self.equal(sign))

    def sign(self, test: CharacterTest) -> _Piece:
        return lambda following: self.add(_Sign(test, following))

    def equal(self, sign: str) -> CharacterTest:
        if self.same_case:
            folded = sign.casefold()
            return lambda character: character.casefold() == folded
        return sign.__eq__

    def escaped(self, start: int) -> CharacterTest:
        """What a backslash and the next character stand for."""
        sign = self.peek()
        self.position += 1
        if sign.lower() in _CLASSES:
            test = _CLASSES[sign.lower()]
            return test if sign.islower() else _opposite(test)
        if not sign or (sign.isalnum() and sign not in _ESCAPED):
            raise NoPattern(f"`\\{sign}` is not among what is understood here", start)
        return self.equal(_ESCAPED.get(sign, sign))

    def signs(self, start: int) -> CharacterTest:
        """One character out of those in square brackets."""
        refused = self.peek() == "^"
        self.position += refused
        tests: list[CharacterTest] = []
        first = True
        while first or self.peek() != "]":
            first = False
            low = self.peek()
            if not low:
                raise NoPattern("this bracket is not closed; for the character itself write `\\[`", start)
            at = self.position
            self.position += 1
            if low == "\\":
                if self.peek().lower() in _CLASSES:
                    tests.append(self.escaped(at))
                    continue
                low = _ESCAPED.get(self.peek(), self.peek())
                self.escaped(at)
            if self.peek() == "-" and self.source[self.position + 1 : self.position + 2] not in ("", "]"):
                self.position += 1
                high = self.peek()
                self.position += 1
                if high == "\\":
                    high = _ESCAPED.get(self.peek(), self.peek())
                    self.escaped(self.position - 1)
                if high < low:
                    raise NoPattern(f"`{low}-{high}` begins behind its end", at)
                tests.append(self.between(low, high))
            else:
                tests.append(self.equal(low))
        self.position += 1
        known = tuple(tests)
        return lambda character: any(test(character) for test in known) != refused

    def between(self, low: str, high: str) -> CharacterTest:
        if self.same_case:
            return lambda character: low <= character.lower() <= high or low <= character.upper() <= high
        return lambda character: low <= character <= high

    def repeated(self, piece: _Piece) -> _Piece:
        """The piece as often as what stands behind it says."""
        sign = self.peek()
        if sign in _REPEATS:
            least, most = _REPEATS[sign]
            self.position += 1
        elif sign == "{" and (times := self.times()) is not None:
            least, most = times
        else:
            return piece
        if self.peek() == "?":
            self.position += 1  # as few as possible: whether it is found is the same
        if self.peek() in ("*", "+", "?"):
            raise NoPattern("two repetitions in a row", self.position)

        def many(following: int) -> int:
            self.copies += (
                least + (most or least) + 1
            )  # even nothing, repeated a hundred times a hundred times, is work
            if self.copies > MOST_PATTERN_STATES:
                raise NoPattern("it asks for too many repetitions", 0)
            if most is None:
                again = self.add(None)  # kept free for the fork that leads back
                self.states[again] = _Fork((piece(again), following))
                following = again
            else:
                after = following
                for _ in range(most - least):
                    following = self.add(_Fork((piece(following), after)))
            for _ in range(least):
                following = piece(following)
            return following

        return many

    def times(self) -> tuple[int, int | None] | None:
        """The numbers in `{2}`, `{2,}` or `{2,5}`; None for braces that hold something else."""
        end = self.source.find("}", self.position)
        inside = self.source[self.position + 1 : end] if end > 0 else ""
        low, comma, high = inside.partition(",")
        if (not inside.replace(",", "").isdecimal() and inside != ",") or len(inside) > 9 or "," in high:
            return None
        least, most = int(low or 0), int(high) if high else None if comma else int(low)
        if most is not None and most < least:
            raise NoPattern(f"`{{{inside}}}` begins behind its end", self.position)
        self.position = end + 1
        return least, most
