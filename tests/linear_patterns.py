"""Whether matching a regular expression of Python takes time in proportion to the text, whatever the text is.

A backtracking matcher follows every path through the pattern that the text allows, so its time is the number of paths.
They grow faster than the text exactly when the pattern's automaton is infinitely ambiguous, every state being a final
one (C. Allauzen, M. Mohri, A. Rastogi, "General algorithms for testing the ambiguity of finite automata", 2008;
N. Weideman et al., "Analyzing matching time behavior of backtracking regular expression matchers by using ambiguity of
NFA", 2016): there are states p and q and a text that leads from p to p, from p to q and from q to q.

The automaton has one state for each character class of the pattern and each kind of character it can read. Looking for
a pattern anywhere begins with a state that reads anything. What is left out errs on the side of refusal: atomic groups
count as plain ones, and long bounded repeats as unbounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

#: Bounded repeats up to this length are written out; longer ones count as unbounded.
WRITTEN_OUT = 64
#: States of an automaton, and steps of one search through its product; what has more is refused.
MOST_STATES, MOST_STEPS = 2_000, 3_000_000
#: Characters of every kind that a class of a pattern can tell apart, beside those that the pattern names.
_SAMPLES = [*map(chr, range(128)), *"\x85\xa0éßÀøıſK²½٣۵中あ\u0301\u061c\u200b\u2003\u2028\u3000\ufeff\U0001f600\udfff"]
_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip

_MULTILINE, _IGNORECASE, _DOTALL, _ASCII = map(int, (re.MULTILINE, re.IGNORECASE, re.DOTALL, re.ASCII))

Class = frozenset[int]
#: By the characters that are told apart, what classes there were so far: a pattern makes several automata.
_KNOWN: dict[tuple[str, ...], dict[str, Class]] = {}
#: Says whether a place between two characters (-1: none, the text begins or ends) can be passed.
Gate = Callable[[int, int], bool]


class TooLarge(Exception):
    """The automaton is too large to be judged."""


class Edge(NamedTuple):
    """A way to a position, through these gates."""

    to: int
    gates: tuple[Gate, ...]


class Piece(NamedTuple):
    """A part of a pattern: how it can begin and end, and how it can be passed without reading anything."""

    first: tuple[Edge, ...]
    last: tuple[Edge, ...]
    empty: tuple[tuple[Gate, ...], ...]


def why_not_linear(pattern: str | bytes, *, anywhere: bool, whole: bool = False, flags: int = 0) -> str:
    """Why matching can take more than time in proportion to the text; nothing when it cannot.

    `anywhere`: the pattern is looked for at every position of a text, or all that match it are. `whole`: all of the
    text must match.
    """
    source = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    parsed = _parser.parse(source, flags | (re.ASCII if isinstance(pattern, bytes) else 0))
    try:
        items = list(parsed.data)
        return (whole and _Automaton(parsed, items, anywhere=False).ambiguous()) or _why_not(parsed, items, anywhere)
    except TooLarge as error:
        return str(error)


def _why_not(parsed: Any, items: list[Any], anywhere: bool) -> str:
    # What stands at the end and may be left out can make no match fail: nothing before it is tried in another way. So
    # it is read once for each match, but for the part at which it stops, which is read again where the next begins.
    head, tail = _without_tail(items)
    reasons = [_Automaton(parsed, part, anywhere=False).ambiguous() for part in (head, *([item] for item in tail))]
    if anywhere:
        reasons.append(_Automaton(parsed, head, anywhere=True).ambiguous())
        reasons += [_why_not(parsed, list(item[1][2]), anywhere=True) for item in tail]
    return next(filter(None, reasons), "")


class _Automaton:
    def __init__(self, parsed: Any, items: Iterable[Any], anywhere: bool) -> None:
        self.flags = int(parsed.state.flags)  # masks of `re` are slow
        self.groups: dict[int, Any] = {}
        self.characters = sorted({*_SAMPLES, *_named(parsed.data)})
        self.known = _KNOWN.setdefault(tuple(self.characters), {})
        self.classes: list[Class] = []
        self.edges: list[list[Edge]] = []
        start = self.position(frozenset(range(len(self.characters))))
        piece = self.sequence(items)
        self.edges[start] += piece.first
        if anywhere:
            self.edges[start].append(Edge(start, ()))

    def position(self, characters: Class) -> int:
        if len(self.classes) > MOST_STATES:
            raise TooLarge("too many states")
        self.classes.append(characters)
        self.edges.append([])
        return len(self.classes) - 1

    def sequence(self, items: Iterable[Any]) -> Piece:
        whole = Piece((), (), ((),))
        for item in items:
            whole = self.joined(whole, self.piece(item))
        return whole

    def joined(self, left: Piece, right: Piece) -> Piece:
        for before in left.last:
            for after in right.first:
                self.edges[before.to].append(Edge(after.to, before.gates + after.gates))
        first = left.first + tuple(Edge(edge.to, gates + edge.gates) for gates in left.empty for edge in right.first)
        last = right.last + tuple(Edge(edge.to, edge.gates + gates) for gates in right.empty for edge in left.last)
        return Piece(first, last, tuple(gates + more for gates in left.empty for more in right.empty))

    def piece(self, item: Any) -> Piece:
        kind, value = item
        match kind:
            case op.LITERAL | op.NOT_LITERAL | op.ANY | op.IN:
                return self.single_character(self.character_class(item))
            case op.SUBPATTERN:
                group, added, removed, inner = value
                before, self.flags = self.flags, (self.flags | added) & ~removed
                piece = self.sequence(inner)
                self.flags = before
                if group is not None:
                    self.groups[group] = inner
                return piece
            case op.ATOMIC_GROUP:
                return self.sequence(value)
            case op.BRANCH:
                ways = [self.sequence(branch) for branch in value[1]]
                return Piece(*(sum((way[part] for way in ways), ()) for part in range(3)))
            case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
                return self.repeated(kind, *value)
            case op.GROUPREF:
                return self.sequence(self.groups[value])
            case op.GROUPREF_EXISTS:
                return self.piece((op.BRANCH, (None, [value[1], value[2] or []])))
            case op.AT:
                return Piece((), (), ((self.at(value),),))
            case op.ASSERT | op.ASSERT_NOT:
                return self.looked(kind is op.ASSERT, *value)
        raise TooLarge(f"{kind} is not understood")

    def single_character(self, characters: Class) -> Piece:
        edge = Edge(self.position(characters), ())
        return Piece((edge,), (edge,), ())

    def repeated(self, kind: Any, least: int, most: int, inner: Any) -> Piece:
        if most is not op.MAXREPEAT and most > WRITTEN_OUT:
            least, most = min(least, 1), op.MAXREPEAT
        least = min(least, WRITTEN_OUT)
        pieces = [self.sequence(inner) for _ in range(least)]
        if most is op.MAXREPEAT:
            again = self.sequence(inner)
            self.joined(again, again)
            pieces.append(again._replace(empty=((), *(gates for gates in again.empty if gates))))
        else:
            optional = Piece((), (), ((),))
            for _ in range(most - least):
                extended = self.joined(self.sequence(inner), optional)
                optional = extended._replace(empty=((), *extended.empty))
            pieces.append(optional)
        if kind is op.POSSESSIVE_REPEAT and most is op.MAXREPEAT and len(inner) == 1 and _is_one(inner[0]):
            refused = self.character_class(inner[0])
            pieces.append(Piece((), (), ((lambda _, after: after not in refused,),)))
        whole = Piece((), (), ((),))
        for piece in pieces:
            whole = self.joined(whole, piece)
        return whole

    def at(self, where: Any) -> Gate:
        word = self.members(op.IN, [(op.CATEGORY, op.CATEGORY_WORD)])
        newline = self.members(op.LITERAL, 10)
        if where in (op.AT_BOUNDARY, op.AT_NON_BOUNDARY):
            wanted = where is op.AT_BOUNDARY
            return lambda before, after: ((before in word) != (after in word)) == wanted
        if where is op.AT_BEGINNING and self.flags & _MULTILINE:
            return lambda before, after: before == -1 or before in newline
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            return lambda before, after: before == -1
        if where is op.AT_END:
            return lambda before, after: after == -1 or after in newline
        return lambda before, after: after == -1

    def looked(self, wanted: bool, direction: int, inner: Any) -> Piece:
        """What is looked for behind or ahead. One character is a gate; more ahead are a way that leads nowhere."""
        single = self.single(inner)
        if single is not None:
            characters, end = single
            if direction < 0:
                return Piece((), (), ((lambda before, _: (before in characters or (end and before < 0)) == wanted,),))
            return Piece((), (), ((lambda _, after: (after in characters or (end and after < 0)) == wanted,),))
        if direction < 0:
            return Piece((), (), ((),))
        return Piece(self.sequence(inner).first, (), ((),))

    def single(self, inner: Any) -> tuple[Class, bool] | None:
        """The characters of which one is looked for, and whether the end of the text will do."""
        items = list(inner)
        if len(items) != 1:
            return None
        kind, value = items[0]
        if _is_one(items[0]):
            return self.character_class(items[0]), False
        if kind is op.AT and value in (op.AT_END_STRING, op.AT_END):
            return self.members(op.LITERAL, 10) if value is op.AT_END else frozenset(), True
        if kind is op.SUBPATTERN:
            return self.single(value[3])
        if kind is op.BRANCH:
            parts = [self.single(branch) for branch in value[1]]
            if all(parts):
                return frozenset().union(*(part[0] for part in parts if part)), any(part[1] for part in parts if part)
        return None

    def character_class(self, item: Any) -> Class:
        return self.members(*item)

    def members(self, kind: Any, value: Any) -> Class:
        """The characters of a class; a repeat asks for the same ones as often as it is written out."""
        key = f"{self.flags} {kind} {value}"
        if key not in self.known:
            passing = (at for at, character in enumerate(self.characters) if self.passes(character, kind, value))
            self.known[key] = frozenset(passing)
        return self.known[key]

    def passes(self, character: str, kind: Any, value: Any) -> bool:
        cases = {character}
        if self.flags & _IGNORECASE:
            cases |= {character.lower(), character.upper(), character.casefold()}
        match kind:
            case op.LITERAL:
                return any(case == chr(value) or (len(cases) > 1 and case == chr(value).lower()) for case in cases)
            case op.NOT_LITERAL:
                return not self.passes(character, op.LITERAL, value)
            case op.ANY:
                return character != "\n" or bool(self.flags & _DOTALL)
            case op.RANGE:
                return any(len(case) == 1 and value[0] <= ord(case) <= value[1] for case in cases)
            case op.CATEGORY:
                return re.match(_CATEGORIES[value], character, self.flags & _ASCII) is not None
            case op.IN:
                refused = value[0][0] is op.NEGATE
                return any(self.passes(character, *part) for part in value[refused:]) != refused
        raise TooLarge(f"{kind} is not understood")

    # --- the states: a position and the kind of character that was read there -------------------------------------

    @cached_property
    def kinds(self) -> list[tuple[int, ...]]:
        """For each position the kinds of characters that it reads, each shown by its first character."""
        telling = {frozenset(class_) for class_ in self.classes}
        gates = {gate for edges in self.edges for edge in edges for gate in edge.gates}
        signature: dict[Any, int] = {}
        kind_of = {}
        for at in range(len(self.characters)):
            seen = (
                tuple(at in class_ for class_ in telling),
                tuple((gate(at, other), gate(other, at)) for gate in gates for other in (-1, *self._probes)),
            )
            kind_of[at] = signature.setdefault(seen, at)
        return [tuple(sorted({kind_of[at] for at in class_})) for class_ in self.classes]

    @cached_property
    def _probes(self) -> list[int]:
        return [self.characters.index(character) for character in 'a0 \n_.-"é']

    @cached_property
    def graph(self) -> dict[tuple[int, int], Counter[tuple[int, int]]]:
        """From each state that can be reached to those behind it, with how many ways lead there."""
        starts = [(0, -1), *((0, kind) for kind in self.kinds[0])] if self._loops_at_start else [(0, -1)]
        graph: dict[tuple[int, int], Counter[tuple[int, int]]] = {}
        waiting = starts
        while waiting:
            state = waiting.pop()
            if state in graph:
                continue
            if len(graph) > MOST_STATES:
                raise TooLarge("too many states")
            position, before = state
            behind: Counter[tuple[int, int]] = Counter()
            for edge in self.edges[position]:
                for kind in self.kinds[edge.to]:
                    if all(gate(before, kind) for gate in edge.gates):
                        behind[edge.to, kind] += 1
            graph[state] = behind
            waiting.extend(behind)
        return graph

    @cached_property
    def by_kind(self) -> dict[Any, dict[int, list[Any]]]:
        """The states behind each state, by the kind of character that leads there."""
        return {state: _by_kind(behind) for state, behind in self.graph.items()}

    @cached_property
    def circling_by_kind(self) -> dict[Any, dict[int, list[Any]]]:
        """Those of them from which there is a way back."""
        component = self.component
        return {
            state: _by_kind(to for to in behind if component[to] == component[state])
            for state, behind in self.graph.items()
        }

    @cached_property
    def component(self) -> dict[Any, int]:
        return _components(self.graph)

    @property
    def _loops_at_start(self) -> bool:
        return any(edge.to == 0 for edge in self.edges[0])

    def ambiguous(self) -> str:
        component = self.component
        circling = [state for state in self.graph if any(component[state] == component[to] for to in self.graph[state])]
        for state in circling:
            for to, ways in self.graph[state].items():
                if ways > 1 and component[to] == component[state]:
                    return f"exponential: two ways in a circle on {self.shown([to])}"
        backwards: dict[Any, list[Any]] = {state: [] for state in self.graph}
        for state, behind in self.graph.items():
            for to in behind:
                backwards[to].append(state)
        together = self.circling_together(circling)
        tried = set()
        for q in circling:
            partners = [p for p in circling if p != q and (p, q) in together and together[p, q] not in tried]
            before = _reachable(q, backwards) if partners else set()
            for p in partners:
                if together[p, q] in tried:
                    continue
                tried.add(together[p, q])
                if p in before and (text := self.pumped(p, q, before)):
                    kind = "exponential" if component[p] == component[q] else "more than linear"
                    return f"{kind}: repeat {text}"
        return ""

    def circling_together(self, circling: list[Any]) -> dict[tuple[Any, Any], int]:
        """The states p and q for which some text leads from p to p and from q to q.

        Some text also leads from p to q either for all pairs that have the same number or for none of them, since each
        pair leads to the others and is led to. So that is looked for, among three states, for only one of them.
        """
        behind: dict[tuple[Any, Any], list[tuple[Any, Any]]] = {}
        # The text ends with a character of the same kind for both.
        waiting = [(p, q) for p in circling for q in circling if p != q and p[1] == q[1]]
        while waiting:
            pair = p, q = waiting.pop()
            if pair in behind:
                continue
            if len(behind) > MOST_STEPS:
                raise TooLarge("too many steps")
            firsts, seconds = self.circling_by_kind[p], self.circling_by_kind[q]
            kinds = firsts.keys() & seconds.keys()
            behind[pair] = [to for kind in kinds for to in product(firsts[kind], seconds[kind])]
            waiting += behind[pair]
        component = _components(behind)
        circles = {component[pair] for pair in behind if any(component[to] == component[pair] for to in behind[pair])}
        return {pair: number for pair, number in component.items() if number in circles}

    def pumped(self, p: Any, q: Any, before: set[Any]) -> str:
        """A text that leads from p to p, from p to q and from q to q; nothing when there is none.

        `before` are the states from which q can be reached.
        """

        start = (p, p, q)
        came_from: dict[Any, Any] = {start: None}
        waiting = [start]
        for state in waiting:
            left, middle, right = state
            firsts, seconds, thirds = self.circling_by_kind[left], self.by_kind[middle], self.circling_by_kind[right]
            for kind in firsts.keys() & thirds.keys() & seconds.keys():
                for reached in product(firsts[kind], seconds[kind], thirds[kind]):
                    if reached[1] not in before or reached in came_from:
                        continue
                    came_from[reached] = state
                    if reached == (p, q, q):
                        path = [reached]
                        while came_from[path[-1]] != start:
                            path.append(came_from[path[-1]])
                        return self.shown([triple[0] for triple in reversed(path)])
                    waiting.append(reached)
                    if len(waiting) > MOST_STEPS:
                        raise TooLarge("too many steps")
        return ""

    def shown(self, states: Iterable[tuple[int, int]]) -> str:
        return repr("".join(self.characters[kind] for _, kind in states))


def _by_kind(states: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for state in states:
        found.setdefault(state[1], []).append(state)
    return found


def _is_one(item: Any) -> bool:
    return item[0] in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)


def _without_tail(items: list[Any]) -> tuple[list[Any], list[Any]]:
    """The items without those at their end that may be left out, and these: repeats, all of them."""
    items, tails = list(items), []
    while items:
        kind, value = items[-1]
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inner = value
            if least == most:
                break
            tails.append((kind, (0, most, inner)))
            items[-1:] = [(kind, (least, least, inner))] if least else []
        elif kind is op.SUBPATTERN:
            inner, more = _without_tail(list(value[3]))
            items[-1] = (kind, (*value[:3], inner))
            tails += more
        elif kind is op.BRANCH:
            ways = [_without_tail(list(branch)) for branch in value[1]]
            items[-1] = (kind, (value[0], [way for way, _ in ways]))
            tails += [tail for _, more in ways for tail in more]
        if kind not in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) or value[0]:
            break
    return items, tails


def _named(items: Any) -> Iterator[str]:
    """The characters that a pattern names, and those beside its ranges."""
    for item in items:
        kind, value = item
        if kind in (op.LITERAL, op.NOT_LITERAL):
            yield from {chr(value), chr(value).lower(), chr(value).upper()[:1]}
        elif kind is op.RANGE:
            yield from (chr(code) for end in value for code in (end - 1, end, end + 1) if 0 <= code <= 0x10FFFF)
        elif kind is op.IN:
            yield from _named(value)
        elif kind is op.SUBPATTERN:
            yield from _named(value[3])
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            yield from _named(value[2])
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _named(value[1])
        elif kind is op.ATOMIC_GROUP:
            yield from _named(value)
        elif kind is op.BRANCH:
            yield from (character for part in value[1] for character in _named(part))
        elif kind is op.GROUPREF_EXISTS:
            yield from (character for part in value[1:] for character in _named(part or ()))


def _reachable(start: Any, graph: Mapping[Any, Iterable[Any]]) -> set[Any]:
    seen: set[Any] = set()
    waiting = [start]
    while waiting:
        for to in graph[waiting.pop()]:
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return seen


def _components(graph: dict[Any, Any]) -> dict[Any, int]:
    """The strongly connected component of each state (R. Tarjan, 1972, in the form of S. R. Kosaraju)."""
    order: list[Any] = []
    seen: set[Any] = set()
    for root, first in graph.items():
        stack = [(root, iter(first))] if root not in seen else []
        seen.add(root)
        while stack:
            state, behind = stack[-1]
            following = next((fresh for fresh in behind if fresh not in seen), None)
            if following is None:
                order.append(state)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(graph[following])))
    backwards: dict[Any, list[Any]] = {node: [] for node in graph}
    for node, behind in graph.items():
        for to in behind:
            backwards[to].append(node)
    component: dict[Any, int] = {}
    for number, root in enumerate(reversed(order)):
        waiting = [root] if root not in component else []
        while waiting:
            node = waiting.pop()
            if node not in component:
                component[node] = number
                waiting.extend(backwards[node])
    return component
