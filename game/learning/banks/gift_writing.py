"""Questions written in Moodle's GIFT format, so that Moodle, and `gift_reading`, read the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankGap,
    BankNotes,
    BankNumber,
    BankQuestion,
    percent,
    question_title,
)
from game.learning.banks.html_words import escaped_words, to_html
from game.learning.banks.marked_words import is_emphasised, literal, words_alone

_SIGNS = re.compile(r"[\\:#={}~\n]")
_MEANS_SOMETHING = re.compile(r"[<&]")


def write_gift(questions: Iterable[BankQuestion], notes: BankNotes) -> str:
    """The questions in GIFT. What GIFT cannot say goes to the notes. Those without a category stand first."""
    blocks: list[str] = []
    category = ""
    for question in sorted(questions, key=lambda entry: bool(entry.category)):
        written = _written(question, notes)
        if written is None:
            continue
        if question.category != category:
            category = question.category
            blocks.append(f"$CATEGORY: {category}")
        blocks.append(written)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _written(question: BankQuestion, notes: BankNotes) -> str | None:
    writer = _Writer(question)
    match question.kind:
        case "description":
            body = ""
        case "open":
            body = f"{{{writer.general(inline=True)}}}"
        case "true_false":
            body = writer.true_false()
        case "choice" | "several":
            body = writer.lines(map(writer.choice, question.answers))
        case "typed":
            body = writer.lines([*map(writer.typed, question.answers), *writer.other("=%0%*#")])
        case "number":
            body = writer.lines([*map(writer.number, question.numbers), *writer.other("~#")], "#")
        case "match":
            body = writer.lines(map(writer.pair, question.pairs))
        case "order":
            body = writer.lines((writer.plain(part) for part in question.parts), f">{len(question.parts)}")
        case _:
            if len(question.gaps) != 1:
                notes.about(
                    question,
                    f"{question_title(question)} was left out: GIFT has room for one gap, and it has "
                    f"{len(question.gaps)}. Moodle XML has room for more.",
                )
                return None
            body = writer.cloze()
    if writer.arrows:
        title = question_title(question)
        notes.about(question, f"In {title} “->” was written as “→”: GIFT would take it for a pair.")
    if question.unit:
        notes.about(
            question, f"The unit “{question.unit}” of {question_title(question)} is not carried over: GIFT has none."
        )
    return writer.head() + body


class _Writer:
    """Writes one question. Emphasis needs HTML; words that would be taken for HTML are marked as plain."""

    def __init__(self, question: BankQuestion) -> None:
        self.question = question
        self.arrows = False
        told = [answer.feedback for answer in (*question.answers, *question.gap_answers)]
        told += [number.feedback for number in question.numbers]
        marked = [question.text, question.feedback, question.other_feedback, *told]
        words = [*marked, *question.parts, *(answer.text for answer in question.answers)]
        words += [*(left for left, _ in question.pairs), *(piece for piece in question.cloze if isinstance(piece, str))]
        if any(map(is_emphasised, marked)):
            self.format = "html"
        else:
            self.format = "plain" if any(map(_MEANS_SOMETHING.search, words)) else ""

    def head(self) -> str:
        """The comment with id and tags, the title, and the text with its format."""
        question = self.question
        labels = [("id", question.id)] if question.id else []
        labels += [("tag", tag) for tag in question.tags]
        comment = "".join(f" [{key}:{_in_brackets(label)}]" for key, label in labels)
        text = "" if question.kind == "cloze" else self.marked(question.text, force=True)
        title = f"::{_escaped(question.name)}::" if question.name else ""
        return (f"//{comment}\n" if comment else "") + title + text

    def marked(self, marked: str, *, force: bool = False) -> str:
        """Marked text in the format of the question. `force`: it names its format, if it has one, for what follows."""
        words = to_html(marked) if self.format == "html" else words_alone(marked)
        named_format = self.format if force else ""
        if not named_format and words.startswith(("[", "/")):
            named_format = self.format or "moodle"
        written = _escaped(words)
        return (f"[{named_format}]" if named_format else "") + (written if force else self.arrowless(written))

    def plain(self, words: str) -> str:
        if self.format != "html":
            return self.marked(literal(words))
        return ("[html]" if words.startswith(("[", "/")) else "") + _escaped(escaped_words(words))

    def arrowless(self, written: str) -> str:
        """Without the arrow of pairs, where it would make pairs of what is typed."""
        if "->" not in written or not (self.question.kind == "typed" or self.question.gap_answers):
            return written
        self.arrows = True
        return written.replace("->", "→")

    def told(self, marked: str) -> str:
        return f"#{self.marked(marked)}" if marked else ""

    def general(self, *, inline: bool = False) -> str:
        words = self.question.feedback
        return f"{'' if inline else chr(9)}####{self.marked(words)}{'' if inline else chr(10)}" if words else ""

    def lines(self, lines: Iterable[str], sign: str = "") -> str:
        return f"{{{sign}\n" + "".join(f"\t{line}\n" for line in lines) + f"{self.general()}}}"

    def other(self, sign: str) -> list[str]:
        words = self.question.other_feedback
        return [f"{sign}{self.marked(words)}"] if words else []

    def true_false(self) -> str:
        told = {answer.credit > 0: answer.feedback for answer in self.question.answers}
        wrong, right = told.get(False, ""), told.get(True, "")
        notes = f"#{self.marked(wrong)}" * bool(wrong or right) + (f"#{self.marked(right)}" if right else "")
        return f"{{{'TRUE' if self.question.truth else 'FALSE'}{notes}{self.general(inline=True)}}}"

    def choice(self, answer: BankAnswer) -> str:
        if answer.credit == FULL and self.question.kind == "choice":
            sign = "="
        elif answer.credit == NOTHING and not answer.text.startswith("%"):
            sign = "~"
        else:
            sign = f"~%{percent(answer.credit)}%"
        words = self.plain(answer.text)
        if sign == "=" and words.startswith("%"):
            words = f"[{self.format or 'moodle'}]{words}"  # it would be taken for a weight
        return sign + words + self.told(answer.feedback)

    def typed(self, answer: BankAnswer) -> str:
        plain = answer.credit == FULL and not answer.text.startswith("%")
        words = answer.text.replace("*", "\\*")
        form = f"[{self.format or 'moodle'}]" if words.startswith("[") else ""
        weight = "" if plain else f"%{percent(answer.credit)}%"
        return f"={weight}{form}{self.arrowless(_escaped(words))}{self.told(answer.feedback)}"

    def number(self, number: BankNumber) -> str:
        weight = "" if number.credit == FULL else f"%{percent(number.credit)}%"
        width = f":{number.tolerance:f}" if number.tolerance else ""
        value = f"{number.at:f}..{number.to:f}" if number.to is not None else f"{number.at:f}{width}"
        return f"={weight}{value}{self.told(number.feedback)}"

    def pair(self, pair: tuple[str, str]) -> str:
        left, right = pair
        self.arrows = self.arrows or "->" in left
        return f"={self.plain(left.replace('->', '→'))} -> {_escaped(right)}"

    def cloze(self) -> str:
        """The words around the gap; which kind of answer stands in it, a gap tells."""
        at = next(index for index, piece in enumerate(self.question.cloze) if isinstance(piece, BankGap))
        gap = self.question.cloze[at]
        assert isinstance(gap, BankGap)  # noqa: S101 - it was looked for
        before, after = ("".join(piece for piece in side if isinstance(piece, str))
                         for side in (self.question.cloze[:at], self.question.cloze[at + 1 :]))  # fmt: skip
        write: Callable[[BankAnswer], str] = self.choice if gap.choices else self.typed
        answers = [*map(write, gap.answers), *self.other("=%0%*#")]
        if gap.choices:
            answers = [f"={answer[6:]}" if answer.startswith("~%100%") else answer for answer in answers]
        start = f"[{self.format}]" if self.format else "[moodle]" if before.startswith(("[", "/")) else ""
        around = [
            _escaped(escaped_words(side).replace("\n", "<br>") if self.format == "html" else side)
            for side in (before, after)
        ]
        return f"{start}{around[0]}{{{' '.join(answers)}{self.general(inline=True)}}}{around[1]}"


def _escaped(words: str) -> str:
    return _SIGNS.sub(lambda sign: "\\n" if sign[0] == "\n" else f"\\{sign[0]}", words)


def _in_brackets(words: str) -> str:
    return words.replace("\\", "/").replace("]", "\\]")
