"""What a question draws: its numbers, and the sums of them in its texts and in its key."""

from __future__ import annotations

import re

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend, Model, replaced_by
from game.story.compile.expression_parsing import looks_like_formula, parse_formula
from game.story.compile.known_names import ONE_WORD_NAMES, RESERVED_NAMES
from game.story.model.drawn_number_values import LARGEST_SUM, MOST_DRAWN, MOST_NAMES, DrawnNumber, span_of_sum
from game.story.model.expressions import Expression, Type, VariableRead
from game.story.model.text import Calculated, Paragraph, Parts, Run, Text
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.question_definitions import QuestionDef
from game.support.similarity import nearest

_RANGE = re.compile(r"([+-]?\d{1,9}) ?to ?([+-]?\d{1,9})(?: step (\d{1,9}))?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_BRACED = re.compile(r"\{([^{}]*)\}")


class DrawnNames:
    """The numbers that one question draws, by their names; what of them its texts and its key use is noted."""

    def __init__(self, id_: str, numbers: tuple[DrawnNumber, ...], measures: frozenset[str]) -> None:
        self.id, self.numbers, self.measures = id_, numbers, measures
        self.spans = {number.name: (number.values[0], number.values[-1]) for number in numbers}
        self.used: set[str] = set()
        #: What is declared and could not be read: why was told.
        self.refused: frozenset[str] = frozenset()

    def resolve(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Expression, Type] | None:
        """What a name in a sum stands for; None after reporting that the question draws nothing of this name."""
        if name in self.spans:
            self.used.add(name)
            return VariableRead(name), "number"
        if name in self.refused or nearest(name, self.refused):
            return None  # it was told that this one is misspelt where it is declared
        near = nearest(name, self.spans) or (next(iter(self.spans)) if len(self.spans) == 1 else "")
        suggestion = f"Did you mean `{near}`? " if near else f"Drawn here: {', '.join(self.spans)}. "
        mend = Mend(near, name) if near else None
        found.report(catalogue.DRAWN_NAME_UNKNOWN, spot, mend=mend, name=name, id=self.id, suggestion=suggestion)
        return None

    def span(self, variable: str) -> tuple[int, int | None]:
        """The lowest and the highest value of a drawn number."""
        return self.spans[variable]

    def is_sum(self, inside: str) -> bool:
        """Whether what stands in braces is a sum of drawn numbers, or is meant to be one."""
        names = set(re.findall(r"[A-Za-z_][\w.]*", inside))
        if not looks_like_formula(inside) or not names:
            return False
        return bool(names & (self.spans.keys() | self.refused)) or names.isdisjoint((*self.measures, *ONE_WORD_NAMES))

    def parts(self, words: ScalarNode, found: Diagnostics) -> tuple[Calculated, ...]:
        """The sum in these words as it stands in a text, or nothing after reporting what is wrong with it."""
        made = self.sum(words, found)
        return (made,) if made is not None else ()

    def sum(self, words: ScalarNode, found: Diagnostics) -> Calculated | None:
        """The sum in these words, or None after reporting what is wrong with it."""
        parsed = parse_formula(words, self, found, "number")
        if parsed is None:
            return None
        span = span_of_sum(parsed.tree, self.spans)
        if span is None:
            found.report(catalogue.DRAWN_SUM_TOO_LARGE, words.spot, sum=parsed.source, limit=f"{LARGEST_SUM:,}")
            return None
        return Calculated(parsed.tree, parsed.source)


def drawn_names(id_: str, defined: QuestionDef, measures: frozenset[str], found: Diagnostics) -> DrawnNames | None:
    """What a question draws; None where it draws nothing. Whatever is wrong is reported, and the rest is drawn."""
    if defined.draws is None:
        return None
    numbers: list[DrawnNumber] = []
    for name, words in defined.draws[:MOST_NAMES]:
        if name.value in measures or name.value in RESERVED_NAMES or not _NAME.fullmatch(name.value):
            reason = "is a measure" if name.value in measures else "is no name"
            if name.value in RESERVED_NAMES:
                reason = "is a word of conditions and texts"
            found.report(catalogue.DRAWN_NAME_TAKEN, name.spot, name=name.value, reason=reason)
        elif any(number.name == name.value for number in numbers):
            found.report(catalogue.DRAWN_NAME_TAKEN, name.spot, name=name.value, reason="is drawn twice")
        elif (number := _number(name.value, words, found)) is not None:
            numbers.append(number)
    if len(defined.draws) > MOST_NAMES or not defined.draws:
        spot = defined.draws[-1][0].spot if defined.draws else defined.spot
        reason = f"a question draws 1 to {MOST_NAMES} numbers"
        found.report(catalogue.BAD_DRAW, spot, name=id_, value=f"{len(defined.draws)} numbers", reason=reason)
    drawn = DrawnNames(id_, tuple(numbers), measures)
    drawn.refused = frozenset(name.value for name, _ in defined.draws) - drawn.spans.keys()
    return drawn


def _number(name: str, words: ScalarNode, found: Diagnostics) -> DrawnNumber | None:
    match = _RANGE.fullmatch(" ".join(words.value.split()))
    if match is None:
        details = {"name": name, "value": words.value, "reason": "it is written with two whole numbers and `to`"}
        found.report(catalogue.BAD_DRAW, words.spot, mend=Model(f"{name}: 2 to 9"), **details)
        return None
    least, most, step = int(match[1]), int(match[2]), int(match[3] or 1)
    mend, reason = None, ""
    if least > most:
        mend = replaced_by(f"{most} to {least}" + (f" step {step}" if match[3] else ""))
        reason = "its first number is the larger one"
    elif max(abs(least), abs(most)) > MOST_DRAWN:
        reason = f"drawn numbers go up to {MOST_DRAWN:,}"
    elif step < 1 or least + step > most:
        reason = "there is only one number to draw" if step else "a step of 0 leads nowhere"
    if reason:
        found.report(catalogue.BAD_DRAW, words.spot, mend=mend, name=name, value=words.value, reason=reason)
        return None
    return DrawnNumber(name, least, most, step)


def report_unused(drawn: DrawnNames, defined: QuestionDef, found: Diagnostics) -> None:
    """Report each number that is drawn and stands in no text and no key."""
    for name, _ in defined.draws or ():
        if name.value in drawn.spans and name.value not in drawn.used:
            found.report(catalogue.DRAWN_NAME_UNUSED, name.spot, name=name.value, id=drawn.id)


def key_text(words: ScalarNode, start: int, end: int, drawn: DrawnNames, found: Diagnostics) -> Text:
    """A right answer that stands from `start` to `end` in these words, with its sums in braces."""
    return Text("", (Paragraph("", _with_sums(words, start, end, drawn, found)),))


def _with_sums(words: ScalarNode, start: int, end: int, drawn: DrawnNames, found: Diagnostics) -> Parts:
    parts: list[Run | Calculated] = []
    position = start
    for braced in _BRACED.finditer(words.value, start, end):
        made = drawn.sum(_inside(words, braced), found)
        if made is not None:
            parts += [Run(words.value[position : braced.start()]), made]
            position = braced.end()
    parts.append(Run(words.value[position:end]))
    return tuple(part for part in parts if not isinstance(part, Run) or part.words)


def _inside(words: ScalarNode, braced: re.Match[str]) -> ScalarNode:
    spot = words.at(braced.start(1))
    return ScalarNode(braced[1], spot, spot.column)


def gapped_parts(gapped: str, words: ScalarNode, drawn: DrawnNames | None, found: Diagnostics) -> Parts:
    """The text of a cloze in which gaps are drawn already, with the sums that stand in its own words."""
    if drawn is None:
        return (Run(gapped),)
    outside = re.sub(r"\[[^\[\]]*\]", lambda gap: " " * len(gap[0]), words.value)
    sums: dict[str, Calculated] = {}
    for braced in _BRACED.finditer(outside):
        made = drawn.sum(_inside(words, braced), found)
        if made is not None:
            sums[" ".join(braced[1].split())] = made
    parts: list[Run | Calculated] = []
    position = 0
    for braced in _BRACED.finditer(gapped):
        made = sums.get(" ".join(braced[1].split()))
        if made is not None:
            parts += [Run(gapped[position : braced.start()]), made]
            position = braced.end()
    parts.append(Run(gapped[position:]))
    return tuple(part for part in parts if not isinstance(part, Run) or part.words)
