"""Reading text for the player: a subset of Markdown with braces for what depends on the play.

A text is parsed once, when the pack is loaded; whatever is wrong is reported, and the rest is still parsed.
"""

from __future__ import annotations

import re
from typing import Literal

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend, Proposal
from game.story.compile.document_inserts import document_insert
from game.story.compile.expression_parsing import NAMESPACES, looks_like_formula
from game.story.compile.inner_speakers import report_inner_speakers
from game.story.compile.known_names import ONE_WORD_NAMES
from game.story.compile.text_braces import closing_brace, condition_end
from game.story.compile.text_context import Counter, Marked, Sums, TextNames
from game.story.compile.text_lines import KEPT, as_it_is, behind_bar, fold, is_verse, speaker_of, stands_in_formula
from game.story.model.expressions import free_variables
from game.story.model.text import (
    Branch,
    Emphasis,
    Paragraph,
    Part,
    Parts,
    Quotation,
    Run,
    SourceMark,
    Text,
    Value,
    Variation,
)  # fmt: skip
from game.story.model.yaml_nodes import ScalarNode
from game.support import limits
from game.support.fast_tuples import maker
from game.support.similarity import made_once, nearest

#: Of a text that nothing counts.
_NEVER = Counter("", 0)

#: Counters that turn or draw go up to here; a sequence needs only as many as it has alternatives.
TURNING_HEIGHT = 99
#: Braces within braces are refused below this depth.
MAX_BRACE_DEPTH = 20
_SOURCE = re.compile(r"\[([a-z][a-z0-9_]*)\]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
#: Words without any character that could begin something else than words.
_PLAIN = re.compile(r"[^\\*{}\[|]+")
_SIGN = re.compile(r"[\\*{}\[]")
_ALL_PLAIN = re.compile(r"[^\\*{}\[\n]*\Z")
_BRACES_AND_BARS = re.compile(r"\\.|[{}|]", re.DOTALL)

_new_text, _new_paragraph, _new_run = maker(Text), maker(Paragraph), maker(Run)


class _Refused(Exception):
    """Raised inside this module after a finding that ends the paragraph."""


def parse_text(
    words: ScalarNode, id_: str, counter: Counter | None, names: TextNames, found: Diagnostics,
    marks: list[Marked] | None = None, sums: Sums | None = None,
) -> Text:  # fmt: skip
    """The text in `words`. Whatever is wrong is reported, and the rest is still parsed.

    `marks`, where given, gets all branches and variations with their places; `sums` reads sums of drawn numbers.
    """
    value = words.value.rstrip()
    if ":" in value and names.people:
        report_inner_speakers(words, names.people, found)
    if value and _ALL_PLAIN.match(value) and not speaker_of(value, 0, len(value)):
        return _new_text((id_, (_new_paragraph(("", (_new_run((value,)),))),)))  # most texts: one line, nothing in it
    if sum(map(value.count, "{|[*")) > limits.TEXT_MARKS:
        found.report(catalogue.TEXT_TOO_INTRICATE, words.at(0), limit=f"{limits.TEXT_MARKS:,}")
        return Text(id_, ())
    paragraphs: list[Paragraph] = []
    start = 0
    breaks = [(match.start(), match.end()) for match in _PARAGRAPH.finditer(value)]
    for end, following in [*breaks, (len(value), len(value))]:
        if not (_SIGN.search(value, start, end) or speaker_of(value, start, end) or is_verse(value[start:end])):
            if plain := value[start:end].strip() and value[start:end]:
                paragraphs.append(_new_paragraph(("", (_new_run((fold(plain),)),))))
        elif value[start:end].strip():
            parser = _Parser(words, start, end, f"{id_}#{len(paragraphs) + 1}", counter, names, found)
            parser.sums, parser.marks = sums, parser.marks if marks is None else marks
            paragraphs.append(parser.paragraph())
        start = following
    return Text(id_, tuple(paragraphs))


class _Parser:
    """Reads one paragraph, from `position` to `end` in the words."""

    def __init__(
        self, words: ScalarNode, start: int, end: int, id_: str, counter: Counter | None, names: TextNames,
        found: Diagnostics,
    ) -> None:  # fmt: skip
        self.words, self.text, self.position, self.end = words, words.value, start, end
        self.id, self.counter, self.names, self.found = id_, counter, names, found
        self.beginning = start
        self.variations = 0
        self.depth = 0
        #: Whether the lines of the paragraph stay lines; whether some do.
        self.verse = self.keeps = False
        #: Whether somebody only tries out how a text would read.
        self.trial = False
        self.marks: list[Marked] = []
        self.sums: Sums | None = None

    def paragraph(self) -> Paragraph:
        speaker = ""
        match = speaker_of(self.text, self.position, self.end)
        if match and match[1] in self.names.people:
            speaker = match[1]
            if self.names.people[speaker]:
                self.found.report(catalogue.REAL_PERSON_SPEAKS, self.words.at(match.start(1)), id=speaker)
            self.position = match.end()
        elif match and (meant := nearest(match[1], self.names.people)) and not self.found.excuses(match[1]):
            suggestion = f"Did you mean `{meant}`? "
            mend = Mend(meant, match[1])
            self.report(catalogue.UNKNOWN_SPEAKER, match.start(1), mend, id=match[1], suggestion=suggestion)
        self.verse = is_verse(self.text[self.position : self.end])
        if self.verse:
            self.position = behind_bar(self.text, self.position)
        parts: list[Part] = []
        try:
            while self.position < self.end:
                parts.extend(self.parts("}"))
                if self.position < self.end:
                    self.report(catalogue.STRAY_BRACE, self.position, Mend("", "}"))
                    self.position += 1
        except _Refused:
            pass
        return Paragraph(speaker, tuple(parts))

    def report(self, entry: catalogue.Entry, offset: int, mend: Proposal | None = None, **details: object) -> None:
        self.found.report(entry, self.words.at(offset), mend=mend, **details)

    def refused(self, entry: catalogue.Entry, offset: int, mend: Proposal | None = None, **details: object) -> _Refused:
        self.report(entry, offset, mend, **details)
        return _Refused()

    def parts(self, stops: str) -> Parts:
        """Parts up to one of the characters in `stops` (not taken), or to the end."""
        parts: list[Part] = []
        plain: list[str] = []

        def flush() -> None:
            if plain:
                parts.append(Run(fold("".join(plain))))
                plain.clear()

        while self.position < self.end:
            if (words := _PLAIN.match(self.text, self.position, self.end)) is not None:
                plain.append(words[0])
                self.position = words.end()
                continue
            sign = self.text[self.position]
            if sign == "\\" and self.keeps_line():
                plain.append(KEPT)
            elif sign == "|" and self.verse and not self.depth and self.begins_line(plain):
                plain[-1] = f"{plain[-1].rstrip()}{KEPT}"
                self.position += 2 if self.text.startswith("| ", self.position) else 1
            elif sign == "\\" and self.position + 1 < self.end and self.text[self.position + 1] in "*{}[]|\\:":
                plain.append(self.text[self.position + 1])
                self.position += 2
            elif sign in stops:
                break
            elif sign == "{":
                flush()
                parts.extend(self.braces())
            elif sign == "[" and (match := _SOURCE.match(self.text, self.position, self.end)):
                flush()
                parts.append(SourceMark(self.fact(match[1], match.start(), catalogue.UNKNOWN_SOURCE)))
                self.position = match.end()
            elif sign == "*" and (emphasis := self.emphasis(stops)) is not None:
                flush()
                parts.append(emphasis)
            else:
                plain.append(sign)
                self.position += 1
        flush()
        return tuple(parts)

    def keeps_line(self) -> bool:
        """Whether the backslash here ends a line, which stays a line then; both are taken.

        At the end of a paragraph, where others ended lines before it, it stands for nothing.
        """
        following = self.position + 1
        while following < self.end and self.text[following] in " \t":
            following += 1
        if following >= self.end and not self.keeps:
            return False
        if following < self.end and self.text[following] != "\n":
            return False
        self.keeps = True
        self.position = following + 1
        while self.position < self.end and self.text[self.position] in " \t":
            self.position += 1
        return True

    def begins_line(self, plain: list[str]) -> bool:
        """Whether nothing but spaces stands before this in its line; its line break is the end of the plain words."""
        before = plain[-1].rstrip(" \t") if plain else ""
        return before.endswith("\n")

    def loads_with(self, offset: int, was: str, text: str) -> bool:
        """Whether the paragraph has no errors with `text` in place of `was` there."""
        value = self.text[:offset] + text + self.text[offset + len(was) : self.end]
        found = Diagnostics()
        found.refused_ids, found.broken_files = self.found.refused_ids, self.found.broken_files
        trial = _Parser(ScalarNode(value, self.words.spot), self.beginning, len(value), "", None, self.names, found)
        trial.trial, trial.sums = True, self.sums
        trial.paragraph()
        return not found.has_errors

    def emphasis(self, stops: str) -> Emphasis | None:
        """What stands between stars, or None when the star is just a star."""
        start = self.position
        mark = "**" if self.text.startswith("**", start) else "*"
        after = self.text[start + len(mark) : start + len(mark) + 1]
        if "*" in stops or not after or after.isspace():
            return None
        close = self.text.find(mark, start + len(mark), self.end)
        if close < 0:
            self.report(catalogue.UNCLOSED_EMPHASIS, start, self.closed_with(mark), sign=mark)
            return None
        self.position = start + len(mark)
        parts = self.parts(stops + "*")
        if not self.text.startswith(mark, self.position):
            self.report(catalogue.UNCLOSED_EMPHASIS, start, self.closed_with(mark), sign=mark)
        else:
            self.position += len(mark)
        return Emphasis(parts, mark == "**")

    def braces(self) -> Parts:
        self.depth += 1
        if self.depth > MAX_BRACE_DEPTH:
            raise self.refused(catalogue.TOO_DEEP, self.position, limit=MAX_BRACE_DEPTH)
        parts = self.inside_braces()
        self.depth -= 1
        return parts

    def closed_with(self, sign: str) -> Mend:
        """The character put where this paragraph ends, before what ends a sentence."""
        end = len(self.text[: self.end].rstrip().rstrip(".,;!?\"'”’" if sign != "}" else ""))
        spot = self.words.at(end)
        return Mend(sign, "", (spot.line, spot.column))

    def inside_braces(self) -> Parts:
        start = self.position
        close = self.closing(start)
        inside = self.text[start + 1 : close]
        head, colon, _ = inside.partition(":")
        self.position = start + 1
        if colon and head.strip() == "quote":
            return self.quotation(start, close, inside)
        colon_at = condition_end(self.text, start, close) if colon else None
        if colon_at is not None:
            return self.branch(start, close, self.text[start + 1 : colon_at])
        if inside[:1] in ("&", "~") or ("|" in inside and self.has_bar(start + 1, close)):
            return self.variation(start, close)
        self.position = close + 1
        if inside[:1] == "{" and self.closing(start + 1) == close - 1:
            return (Run(inside),)  # doubled braces are braces
        return self.insert(inside, start)

    def closing(self, start: int) -> int:
        close = closing_brace(self.text, start, self.end)
        if close is None:
            raise self.refused(catalogue.UNCLOSED_BRACE, start, self.closed_or_kept(start))
        return close

    def closed_or_kept(self, start: int) -> Mend:
        """The brace closed at the end, if the text makes sense with that; else the brace itself is meant."""
        if self.trial:
            return Mend("", "")
        end = len(self.text[: self.end].rstrip().rstrip(".,;!?\"'”’"))
        for at in (end, len(self.text[: self.end].rstrip())):
            if self.loads_with(at, "", "}"):
                return Mend("}", "", self.words.at(at)[1:])
        run = len(self.text[start : self.end]) - len(self.text[start : self.end].lstrip("{"))
        return Mend(as_it_is("{", self.words) * run, "{" * run)

    def has_bar(self, position: int, close: int) -> bool:
        depth = 0
        for sign in _BRACES_AND_BARS.finditer(self.text, position, close):
            if sign[0] == "|" and depth == 0:
                return True
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
        return False

    def branch(self, start: int, close: int, condition: str) -> Parts:
        formula = self.names.formula(self.inside_node(condition, start), self.found)
        self.position = start + 1 + len(condition) + 1
        while self.position < close and self.text[self.position] == " ":
            self.position += 1
        sides, spans = self.alternatives(close)
        if len(sides) > 2:
            self.report(catalogue.TOO_MANY_PARTS, start, count=len(sides))
        if formula is None:
            return ()
        branch = Branch(formula, sides[0], sides[1] if len(sides) > 1 else ())
        self.marks.append(Marked(branch, (*spans, (close, close))[:2]))
        return (branch,)

    def variation(self, start: int, close: int) -> Parts:
        way: Literal["sequence", "cycle", "shuffle"] = "sequence"
        if self.text[self.position] in "&~":
            way = "cycle" if self.text[self.position] == "&" else "shuffle"
            self.position += 1
        alternatives, spans = self.alternatives(close)
        self.variations += 1
        if self.counter is None and way != "shuffle":
            return alternatives[0]
        counter = self.counter or _NEVER
        if counter.variable:
            height = len(alternatives) - 1 + counter.first
            self.names.count(counter.variable, height if way == "sequence" else TURNING_HEIGHT)
        variation = Variation(way, alternatives, counter.variable, counter.first, f"{self.id}.{self.variations}")
        self.marks.append(Marked(variation, spans))
        return (variation,)

    def alternatives(self, close: int) -> tuple[tuple[Parts, ...], tuple[tuple[int, int], ...]]:
        """The texts between the bars, and where in the words each stands."""
        found: list[Parts] = []
        spans: list[tuple[int, int]] = []
        while True:
            start = self.position
            found.append(self.parts("|}"))
            spans.append((start, self.position))
            if self.position >= close:
                break
            self.position += 1
        self.position = close + 1
        return tuple(found), tuple(spans)

    def quotation(self, start: int, close: int, inside: str) -> Parts:
        self.position = close + 1
        id_ = inside.partition(":")[2].strip()
        fact = self.fact(id_, start, catalogue.UNKNOWN_SOURCE)
        if fact and not self.names.facts.get(fact, True):
            self.report(catalogue.NO_QUOTE, start, Mend(f"[{fact}]", self.text[start : close + 1]), id=fact)
        return (Quotation(fact),)

    def fact(self, id_: str, offset: int, entry: catalogue.Entry) -> str:
        if id_ not in self.names.facts and not self.found.excuses(id_):
            near = nearest(id_, self.names.facts)
            mend: Mend | None = Mend(f"[{near}]", f"[{id_}]") if near else Mend(as_it_is("[", self.words), "[")
            if self.text.startswith("{", offset):
                mend = Mend(f"{{quote: {near}}}", f"{{quote: {id_}}}") if near else None
            self.report(entry, offset, mend, id=id_, suggestion=f"Did you mean `{near}`? " if near else "")
        return id_

    def in_mathematics(self, name: str, start: int) -> bool:
        """Whether braces with one unknown word stand behind what they stand behind in formulas: `_`, `^`, `\\frac`."""
        if not name.isidentifier() or name in self.names.ids.measures or name in ONE_WORD_NAMES:
            return False
        return stands_in_formula(self.text, self.beginning, start)

    def strange(self, name: str) -> bool:
        """Whether this is a single word that names nothing, and nothing like it is there either."""
        ids = self.names.ids
        if not name.isidentifier() or name.partition("_")[0] in NAMESPACES or name in ("true", "false"):
            return False
        groups = (ids.measures, ONE_WORD_NAMES, NAMESPACES, ids.items, ids.facts, ids.scenes, ids.places)
        some = made_once(ids, "inserts", lambda: frozenset(known for group in groups for known in group))
        return name not in some and not nearest(name, some) and not self.found.excuses(name)

    def insert(self, inside: str, start: int) -> Parts:
        name = inside.strip()
        if self.sums is not None and self.sums.is_sum(inside):
            return self.sums.parts(self.inside_node(inside, start), self.found)
        if name.startswith("name."):
            if (id_ := name.removeprefix("name.")) in self.names.called:
                return (Run(self.names.called[id_]),)
            if not self.found.excuses(id_):
                near = nearest(id_, self.names.called)
                suggestion = f"Did you mean `{near}`? " if near else "Write the id of a place, a person or an item."
                mend = Mend(f"{{name.{near}}}", f"{{{inside}}}") if near else None
                self.report(catalogue.UNKNOWN_INSERT, start, mend, inside=inside, suggestion=suggestion)
            return ()
        if (shown := document_insert(inside, self.text[self.beginning : self.end], start, self)) is not None:
            return shown
        if name in self.names.ids.measures:  # mostly: the same measure is shown again and again
            return made_once(self.names, f"measure {name}", lambda: self.value(name, start))
        in_text = f"To show the braces, double them: `{{{{{inside}}}}}`."
        doubled = Mend(f"{{{{{inside}}}}}", f"{{{inside}}}")
        if not looks_like_formula(name) or self.in_mathematics(name, start):
            suggestion = in_text + " To choose between texts write `{one|two}` or `{condition: text|otherwise}`."
            self.report(catalogue.UNKNOWN_INSERT, start, doubled, inside=inside, suggestion=suggestion)
            return ()
        if self.strange(name):
            mend, at = doubled._replace(at=self.words.at(start)[1:]), start + 1 + inside.index(name)
            self.report(catalogue.UNKNOWN_NAME, at, mend, name=name, kind="measure", suggestion=f"Define it. {in_text}")
            return ()
        parts = self.value(inside, start)
        if parts and next(free_variables(parts[0].formula.tree), None) is None:
            self.report(catalogue.BRACES_OF_TEXT, start, doubled, inside=inside)
        return parts

    def inside_node(self, inside: str, start: int) -> ScalarNode:
        return ScalarNode(inside, spot := self.words.at(start + 1), spot.column)

    def value(self, inside: str, start: int) -> tuple[Value, ...]:
        formula = self.names.formula(self.inside_node(inside, start), self.found, "number")
        return (Value(formula, inside.strip() == "time"),) if formula is not None else ()
