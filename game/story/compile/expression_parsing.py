"""Reading conditions and sums: a small typed language, parsed once, checked at load, bounded in size.

truth   = both { "or" both }            both  = unit { "and" unit }
unit    = "not" unit | sum [ ("<" | "<=" | ">" | ">=" | "==" | "=" | "!=") sum ]
sum     = product { ("+" | "-") product }      product = atom { "*" atom }
atom    = number | time of day | name | "-" atom | "(" truth ")"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeAlias

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend
from game.story.compile.static_ranges import judge
from game.story.model.expressions import COMPUTED, Expression, Formula, Not, Number, Operation, Type
from game.story.model.layout import Layout
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.times import minutes_of_day

MAX_LENGTH = 1000
MAX_PARTS = 120
MAX_EXPRESSION_DEPTH = 20


class Names(Protocol):
    """Says what a name in a formula stands for, or reports that it stands for nothing."""

    def resolve(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Expression, Type] | None:
        """The tree and the type of a name."""

    def span(self, variable: str) -> tuple[int, int | None]:
        """The lowest and the highest value of a variable; None where it has no highest."""


_TOKEN = re.compile(
    r"(?<!\s)\s*(?:(?P<time>\d{1,2}:\d{2})(?!\d)|(?P<number>\d+)|(?P<name>[A-Za-z_]\w*(?:(?<=\w)\s*\.\s*\w+)*)"
    r"|(?P<sign><=|>=|==|!=|[<>=()+*-]))"
)
_COMPARISONS = frozenset(("<", "<=", ">", ">=", "==", "=", "!="))
_ARITHMETIC = frozenset("+-*")


NAMESPACES = (
    "has", "knows", "seen", "visits", "chose", "right", "wrong", "partly", "asked", "been", "at", "achieved",
    "notes", "correct", "before", "missed", "stands",
)  # fmt: skip
"""Words that take a dot and an id."""

_QUOTES = "\"'“”„‘’«»"
_MEANT = {
    "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not ", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "−": "-",
}  # fmt: skip


def _no_meaning(text: str, position: int) -> Unclear:
    """Signs of other languages, with the word that is used here."""
    sign = text[position : position + 2] if text[position : position + 2] in _MEANT else text[position]
    reason = f"“{sign}” has no meaning in a condition"
    if text[position] in _QUOTES:
        inner = text.strip(_QUOTES + " ")
        mend = Mend(inner, text) if text[0] in _QUOTES and not any(quote in inner for quote in _QUOTES) else None
        reason += ": it needs no quotation marks"
        return Unclear(0 if mend else position, catalogue.CONDITION_SYNTAX, reason, mend)
    meant = _MEANT.get(sign)
    if meant is None:
        return Unclear(position, catalogue.CONDITION_SYNTAX, reason)
    return Unclear(position, catalogue.CONDITION_SYNTAX, f"{reason}; write `{meant.strip()}`", Mend(meant, sign))


class Unclear(Exception):
    """The words are no formula. `entry` and `reason` say why, `offset` where, `mend` how to put it right."""

    def __init__(self, offset: int, entry: catalogue.Entry, reason: str, mend: Mend | None = None) -> None:
        super().__init__(reason)
        self.offset, self.entry, self.reason, self.mend = offset, entry, reason, mend


class Parsed(NamedTuple):
    """A tree with its type and the words it was written with, before it is bound to a layout."""

    source: str
    tree: Expression
    type: Type

    def bind(self, layout: Layout) -> Formula:
        """The formula over memories of this layout."""
        return Formula(self.source, self.tree, self.type, layout)


def parse_formula(
    words: ScalarNode, names: Names, found: Diagnostics, wanted: Type = "truth", *, judged: bool = True
) -> Parsed | None:
    """The formula in `words`, or None after reporting what is wrong with it.

    `judged`: a condition that can never hold, or always does, is reported, too.
    """
    before = found.count
    try:
        parser = _Parser(words, condition_tokens(words.value), names, found)
        tree, type_ = parser.whole()
        if type_ is not None and type_ != wanted:
            is_, needed = ("a number", "true or false") if type_ == "number" else ("true or false", "a number")
            source = words.value.strip()
            mend = Mend(f"{source} >= 1", source) if type_ == "number" else None
            reason = f"“{source}” is {is_}, and must be {needed} here"
            raise Unclear(0, catalogue.CONDITION_TYPES, reason, mend)
    except Unclear as unclear:
        found.withdraw_since(before)  # names in what is no condition
        found.report(unclear.entry, words.at(unclear.offset), mend=unclear.mend, reason=unclear.reason)
        return None
    if judged and tree is not None and wanted == "truth":
        judge(words, tree, names.span, found)
    return Parsed(words.value.strip(), tree, wanted) if tree is not None else None


@lru_cache(maxsize=10_000)
def looks_like_formula(text: str) -> bool:
    """Whether the words have the form of a formula, whatever the names in them mean."""
    try:
        _Parser(ScalarNode(text, Spot("", 1, 1)), condition_tokens(text), _AnyName(), Diagnostics()).whole()
    except Unclear:
        return False
    return True


class _AnyName:
    def resolve(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Expression, Type] | None:
        return None

    def span(self, variable: str) -> tuple[int, int | None]:
        return 0, None


Typed: TypeAlias = tuple[Expression | None, Type | None]


ConditionToken: TypeAlias = tuple[str, str, int]
"""Its kind (`time`, `number`, `name`, `sign` or `end`), its characters, and where they begin."""


def condition_tokens(words: str) -> list[ConditionToken]:
    """The tokens of a condition, of which the last is the `end`. Raises Unclear."""
    tokens: list[ConditionToken] = []
    text = words.rstrip()
    if len(text) > MAX_LENGTH:
        raise Unclear(0, catalogue.CONDITION_TOO_LARGE, f"it has more than {MAX_LENGTH} characters")
    position = 0
    for match in iter(_TOKEN.scanner(text).match, None):  # type: ignore[attr-defined]
        kind = match.lastgroup
        tokens.append((kind, match[kind], match.start(kind)))
        position = match.end()
    if position < len(text):
        while text[position].isspace():
            position += 1
        raise _no_meaning(text, position)
    if len(tokens) > MAX_PARTS:
        raise Unclear(0, catalogue.CONDITION_TOO_LARGE, f"it has more than {MAX_PARTS} parts")
    return [*tokens, ("end", "", len(text))]


class _Parser:
    """Recursive descent. A tree of None stands for a part whose name was unknown and has been reported."""

    def __init__(self, words: ScalarNode, tokens: list[ConditionToken], names: Names, found: Diagnostics) -> None:
        self.words, self.tokens, self.names, self.found = words, tokens, names, found
        self.index = 0

    def peek(self) -> str:
        return self.tokens[self.index][1]

    def offset(self) -> int:
        return self.tokens[self.index][2]

    def whole(self) -> Typed:
        if len(self.tokens) == 1:
            raise Unclear(0, catalogue.CONDITION_SYNTAX, "it is empty")
        typed = self.logic("or", 0)
        if self.tokens[self.index][0] != "end":
            raise self.unexpected()
        return typed

    def unexpected(self) -> Unclear:
        """What follows a whole condition, and what was probably meant by it."""
        text, offset = self.peek(), self.offset()
        kind, before, begun = self.tokens[self.index - 1]
        if text.lower() in ("and", "or"):
            return Unclear(offset, catalogue.CONDITION_SYNTAX, f"`{text.lower()}` is written in small letters",
                           Mend(text.lower(), text))  # fmt: skip
        if text == ">" and before == "=":
            return Unclear(begun, catalogue.CONDITION_SYNTAX, "“at least” is written `>=`", Mend(">=", "=>"))
        if kind == "name" and self.tokens[self.index][0] == "name":
            if before in NAMESPACES:
                mend = Mend(f"{before}.{text}", self.words.value[begun : offset + len(text)])
                return Unclear(begun, catalogue.CONDITION_SYNTAX, f"`{before}` is joined to its id by a dot", mend)
            if before.lower() in ("if", "when") and self.index == 1:
                mend = Mend("", self.words.value[begun:offset])
                return Unclear(begun, catalogue.CONDITION_SYNTAX, f"it begins without `{before}`", mend)
            reason = f"between “{before}” and “{text}” there is neither `and` nor `or`"
            return Unclear(offset, catalogue.CONDITION_SYNTAX, reason, Mend(f"and {text}", text))
        if text == ")":
            return Unclear(offset, catalogue.CONDITION_SYNTAX, "this parenthesis was never opened", Mend("", ")"))
        return Unclear(offset, catalogue.CONDITION_SYNTAX, f"“{text}” is not expected here")

    def logic(self, word: str, depth: int) -> Typed:
        if depth > MAX_EXPRESSION_DEPTH:
            raise Unclear(self.offset(), catalogue.CONDITION_TOO_LARGE, "its parentheses are too deep")
        tokens = self.tokens
        start = tokens[self.index][2]
        left = self.logic("and", depth) if word == "or" else self.unit(depth)
        while tokens[self.index][1] == word:
            self.check(left, "truth", start, word)
            self.index += 1
            start = self.offset()
            right = self.logic("and", depth) if word == "or" else self.unit(depth)
            self.check(right, "truth", start, word)
            left = self.join(word, left, right, "truth")
        return left

    def unit(self, depth: int) -> Typed:
        _, sign, start = self.tokens[self.index]
        if sign == "not":
            self.index += 1
            start = self.offset()
            tree, type_ = self.unit(depth + 1) if depth < MAX_EXPRESSION_DEPTH else self.logic("or", depth + 1)
            self.check((tree, type_), "truth", start, "not")
            return (Not(tree) if tree is not None else None), "truth"
        left = self.sum(depth)
        sign = self.tokens[self.index][1]
        if sign in _COMPARISONS:
            self.check(left, "number", start, sign)
            self.index += 1
            start = self.offset()
            right = self.sum(depth)
            self.check(right, "number", start, sign)
            if self.peek() in _COMPARISONS:
                reason = "only two things can be compared at a time; join two comparisons with `and`"
                raise Unclear(self.offset(), catalogue.CONDITION_SYNTAX, reason)
            return self.join("==" if sign == "=" else sign, left, right, "truth")
        return left

    def sum(self, depth: int) -> Typed:
        start = self.tokens[self.index][2]
        left = self.atom(depth)
        if self.tokens[self.index][1] not in _ARITHMETIC:
            return left  # most sums are one name or number
        left = self.chain(("*",), self.atom, depth, start, left)
        return self.chain(("+", "-"), self.product, depth, start, left)

    def product(self, depth: int) -> Typed:
        start = self.offset()
        return self.chain(("*",), self.atom, depth, start, self.atom(depth))

    def chain(self, signs: tuple[str, ...], part: Callable[[int], Typed], depth: int, start: int, left: Typed) -> Typed:
        """What begins at `start` with `left`, which was read, joined to the parts that follow."""
        while self.peek() in signs:
            sign = self.peek()
            self.check(left, "number", start, sign)
            self.index += 1
            start = self.offset()
            right = part(depth)
            self.check(right, "number", start, sign)
            left = self.join(sign, left, right, "number")
        return left

    def atom(self, depth: int) -> Typed:
        kind, text, offset = self.tokens[self.index]
        if kind == "end":
            raise Unclear(offset, catalogue.CONDITION_SYNTAX, "something is missing at its end")
        self.index += 1
        if kind == "number":
            if len(text) > 6:
                raise Unclear(offset, catalogue.CONDITION_TOO_LARGE, "numbers go up to 999999")
            return Number(int(text)), "number"
        if kind == "time":
            minutes = minutes_of_day(text)
            if minutes is None:
                raise Unclear(offset, catalogue.CONDITION_SYNTAX, f"“{text}” is no time of day")
            return Number(minutes), "number"
        if text == "-":
            if depth > MAX_EXPRESSION_DEPTH:
                raise Unclear(offset, catalogue.CONDITION_TOO_LARGE, "it has too many operators in a row")
            tree, type_ = self.atom(depth + 1)
            self.check((tree, type_), "number", offset, "-")
            return self.join("-", (Number(0), "number"), (tree, type_), "number")
        if text == "(":
            typed = self.logic("or", depth + 1)
            if self.peek() != ")":
                if self.tokens[self.index][0] != "end":
                    raise self.unexpected()
                raise Unclear(self.offset(), catalogue.CONDITION_SYNTAX, "a parenthesis is not closed", Mend(")", ""))
            self.index += 1
            return typed
        if text == "NOT" or (text == "Not" and self.peek()):
            raise Unclear(offset, catalogue.CONDITION_SYNTAX, "`not` is written in small letters", Mend("not", text))
        if text in ("<", ">") and self.index > 1 and self.tokens[self.index - 2][1] in ("=", "=="):
            before = self.tokens[self.index - 2][2]
            wrong = self.words.value[before : offset + 1]
            comparison = "at least" if text == ">" else "at most"
            raise Unclear(
                before, catalogue.CONDITION_SYNTAX, f"“{comparison}” is written `{text}=`", Mend(f"{text}=", wrong)
            )
        if text in ("=", "==") and self.index > 1 and self.tokens[self.index - 2][1] in ("<", ">", "=="):
            before = self.tokens[self.index - 2][2]
            wrong, right = self.words.value[before : offset + len(text)], self.tokens[self.index - 2][1]
            right = right if right == "==" else f"{right}="
            raise Unclear(before, catalogue.CONDITION_SYNTAX, f"this is written `{right}`", Mend(right, wrong))
        if kind == "name" and text not in ("and", "or", "not"):
            name = "".join(text.split())
            return self.names.resolve(name, self.words.at(offset), self.found) or (None, None)
        raise Unclear(offset, catalogue.CONDITION_SYNTAX, f"“{text}” is not expected here")

    def check(self, typed: Typed, wanted: Type, offset: int, sign: str) -> None:
        """Whether the part before or behind `sign` is of the type that the operator joins."""
        type_ = typed[1]
        if type_ is None or type_ == wanted:
            return
        part = self.words.value[offset : self.tokens[self.index - 1][2] + len(self.tokens[self.index - 1][1])]
        mend = Mend(f"{part} >= 1", part) if wanted == "truth" and sign != "not" and type_ == "number" else None
        expected = "something true or false" if wanted == "truth" else "a number"
        is_ = "a number" if wanted == "truth" else "true or false"
        where = "behind it" if sign in ("not", "-") and self.tokens[0][1] == sign else "on both sides"
        raise Unclear(
            offset, catalogue.CONDITION_TYPES, f"`{sign}` needs {expected} {where}, and “{part}” is {is_}", mend
        )

    @staticmethod
    def join(sign: str, left: Typed, right: Typed, type_: Type) -> Typed:
        left_tree, right_tree = left[0], right[0]
        if left_tree is None or right_tree is None:
            return None, type_
        if isinstance(left_tree, Number) and isinstance(right_tree, Number) and sign in COMPUTED:
            return Number(COMPUTED[sign](left_tree.value, right_tree.value)), type_
        return Operation(sign, left_tree, right_tree), type_
