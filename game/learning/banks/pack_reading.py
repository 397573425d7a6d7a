"""From the questions of a loaded pack to questions of a bank, and a note on all that stays behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from game.engine.drawn_numbers import as_asked
from game.engine.rendering import Span
from game.engine.state import State
from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankGap,
    BankKind,
    BankNotes,
    BankNumber,
    BankQuestion,
    question_title,
)
from game.learning.banks.marked_words import EmphasisLevel, MarkedRun, literal, marked_line, tidied
from game.play.narration import passage
from game.story.compile.question_bank import GAP
from game.story.model.story import ROAMING, Question, Story
from game.story.model.text import Branch, Text, Value, Variation, walk
from game.story.model.yaml_nodes import Spot

_LEVELS: Mapping[str, EmphasisLevel] = {"emphasis": "*", "strong": "**"}
_KINDS: Mapping[str, BankKind] = {
    "choice": "choice", "several": "several", "true_false": "true_false", "typed": "typed", "number": "number",
    "cloze": "cloze", "order": "order", "match": "match", "sort": "match", "open": "open",
}  # fmt: skip
_FORMS = {
    "strike": "the wrong word is to be found", "evidence": "the note that carries it is to be found",
    "word": "the word that belongs there is to be chosen", "whose": "whoever said it is to be chosen",
}  # fmt: skip
_CARRIED = frozenset((
    "id", "kind", "text", "cites", "topics", "because", "outcome", "number", "answers", "accepted", "rejected", "unit",
    "parts", "partners", "form", "verdict", "shuffled", "draws", "hints", "exact",
))  # fmt: skip
"""What a question of a pack can have that is carried over, or is told about."""


def pack_questions(story: Story, spots: Mapping[str, Spot], notes: BankNotes) -> list[BankQuestion]:
    """The questions of a pack, in its order, as they are at the beginning of a play."""
    reader = _PackReader(story, notes)
    found = [
        made
        for question in story.questions.values()
        if (made := reader.question(question, spots.get(question.id))) is not None
    ]
    if any(question.cites for question in story.questions.values()):
        notes.add(0, "On which facts the questions rest (`cites:`) is not carried over: no format has room for it.")
    return found


class _PackReader:
    def __init__(self, story: Story, notes: BankNotes) -> None:
        self.story, self.notes = story, notes
        self.state = State(story.layout.start, ROAMING, (), 0, 1)

    def question(self, question: Question, spot: Spot | None) -> BankQuestion | None:
        question = as_asked(question, self.state.seed)
        file, line = (spot.file, spot.line) if spot is not None else ("", 0)
        base = BankQuestion(
            _KINDS.get(question.kind, "open"), "" if question.kind == "cloze" else self.marked(question.text),
            name=question.id, id=question.id, feedback=self.marked(question.because), unit=question.unit,
            hints=tuple(filter(None, map(self.marked, question.hints))), case="case" in question.exact,
            tags=tuple(topic.replace("_", " ") for topic in question.topics), file=file, line=line,
        )  # fmt: skip
        if question.kind not in _KINDS or question.form == "poll":
            kind = question.form or question.kind
            self.notes.about(base, f"{question_title(base)} was left out: the kind `{kind}` is not exported.")
            return None
        self.note_changing(question, base)
        for field, default in Question._field_defaults.items():
            if field not in _CARRIED and getattr(question, field) != default:
                self.notes.about(base, f"What {question_title(base)} says as `{field}:` is not carried over.")
        if stricter := [word for word in question.exact if word != "case" or question.kind != "typed"]:
            self.notes.about(
                base, f"That {question_title(base)} insists on {' and '.join(stricter)} is not carried over."
            )
        if question.draws is not None:
            self.notes.about(
                base,
                f"{question_title(base)}, whose numbers are drawn anew in each play, is exported with those of one.",
            )
        if question.form in _FORMS:
            self.notes.about(
                base, f"{question_title(base)}, where {_FORMS[question.form]}, is exported as a choice of answers."
            )
        if question.form in ("date", "time"):
            self.notes.about(base, f"{question_title(base)}, a {question.form}, is exported as words to be typed.")
        if question.kind == "sort":
            self.notes.about(
                base, f"{question_title(base)}, where things are sorted, is exported as pairs that belong together."
            )
        if not question.shuffled and not question.form:
            self.notes.about(
                base, f"That the answers of {question_title(base)} stay in their order is not carried over."
            )
        return self.filled(question, base)

    def filled(self, question: Question, base: BankQuestion) -> BankQuestion | None:
        """The question with what makes its answer."""
        fields: dict[str, Any] = {}
        if question.form in ("date", "time"):
            return replace(base, kind="typed", answers=_accepted(question.accepted[0], ()))
        match question.kind:
            case "choice" | "several":
                right = sum(answer.right for answer in question.answers)
                share = FULL if right == 1 else (FULL / right).quantize(Decimal("0.00001"))
                fields["answers"] = tuple(
                    BankAnswer(answer.words, share if answer.right else NOTHING, self.marked(answer.because))
                    for answer in question.answers
                )
            case "true_false":
                fields["truth"] = question.accepted[0][0] == "true"
                if question.answers:
                    self.notes.about(
                        base, f"The reasons to choose from in {question_title(base)} are not carried over."
                    )
            case "open":
                model = literal(question.accepted[0][0]) if question.accepted else ""
                fields["feedback"] = tidied("\n\n".join(filter(None, (model, base.feedback))))
            case "typed":
                fields.update(answers=_accepted(question.accepted[0], question.rejected))
            case "number":
                fields["numbers"] = (_number(question),)
            case "cloze":
                pieces = self.pieces(question)
                if len(pieces) != len(question.accepted) + 1:
                    self.notes.about(base, f"{question_title(base)} was left out: “{GAP}” stands in its own words.")
                    return None
                cloze: list[str | BankGap] = [pieces[0]]
                for gap, piece in zip(question.accepted, pieces[1:], strict=True):
                    cloze += [BankGap(_accepted(gap, ())), piece]
                if question.rejected:
                    listed = ", ".join(question.rejected)
                    self.notes.about(
                        base, f"The near misses of {question_title(base)} ({listed}) are not carried over."
                    )
                fields.update(cloze=tuple(piece for piece in cloze if piece))
            case "order":
                fields.update(parts=question.parts)
            case _:
                fields.update(pairs=tuple(zip(question.parts, question.partners, strict=True)))
        return replace(base, **fields)

    def note_changing(self, question: Question, base: BankQuestion) -> None:
        texts = [question.text, question.because, *(answer.because for answer in question.answers)]
        parts = [part for text in texts if text is not None for part in walk(text)]
        if any(isinstance(part, Branch | Variation | Value) for part in parts):
            self.notes.about(base, f"The words of {question_title(base)} change in play; they are as at its beginning.")

    def marked(self, text: Text | None) -> str:
        """A text as it is shown at the beginning of a play, as marked text; without marks of sources."""
        if text is None:
            return ""
        shown = passage(self.story, text, self.state.memory, self.state.seed)
        return tidied("\n\n".join(_paragraph(paragraph.spans) for paragraph in shown))

    def pieces(self, question: Question) -> list[str]:
        """The words of a cloze around its gaps."""
        shown = list(passage(self.story, question.text, self.state.memory, self.state.seed))
        return "\n\n".join(
            "".join(span.words for span in paragraph.spans if span.style != "source") for paragraph in shown
        ).split(GAP)


def _paragraph(spans: Iterable[Span]) -> str:
    lines: list[list[MarkedRun]] = [[]]
    quoted = False
    for span in spans:
        if span.style == "source" and not quoted:
            if lines[-1]:  # the blank before the mark goes with it
                lines[-1][-1] = lines[-1][-1]._replace(words=lines[-1][-1].words.rstrip(" "))
            continue
        quoted = span.style == "quotation"
        first, *more = span.words.split("\n")
        lines[-1].append(MarkedRun(first, _LEVELS.get(span.style, "")))
        lines += [[MarkedRun(words, _LEVELS.get(span.style, ""))] for words in more]
    return "\n".join(map(marked_line, lines))


def _number(question: Question) -> BankNumber:
    """The number of a question: alone, or the key with the least and the most that are right."""
    key, *limits = map(Decimal, question.accepted[0])
    if not limits:
        return BankNumber(key)
    low, high = limits
    return BankNumber(low, to=high) if question.form == "range" else BankNumber(key, high - key)


def _accepted(right: Iterable[str], near: Iterable[str]) -> tuple[BankAnswer, ...]:
    return (*(BankAnswer(words) for words in right), *(BankAnswer(words, NOTHING) for words in near))
