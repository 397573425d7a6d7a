"""Questions that Hypothesis draws: every kind, with words that mean something in one format or another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st

from game.learning.banks.bank_questions import FULL, NOTHING, BankAnswer, BankGap, BankKind, BankNumber, BankQuestion
from game.learning.banks.marked_words import literal, one_line, tidied
from tests.drawn_bytes import DrawnBytes

SIGNS = "abcZ éß°✓ ~=#{}:\\\"'<>&*-[]()%/|,.;?!@+_$0159\n\t"
WORDS = (
    "a", "->", "a -> b", "::", "####", "//x", "[html]x", "[moodle] y", "$CATEGORY: x", "%50%x", "=1+1", "-5", "+x",
    "@x", "*", "a*b", "\\*", "\\n", "\\", "{1:SA:=x}", "<b>x</b>", "&amp;", "&lt;br&gt;", "a<b & c>d", "T", "TRUE",
    "[[1]]", "]]>", "'=1", "x | y", "# x", "ANSWER: A", "A. x", "true", "None", "1,5", "- x", "marta: hello",
)  # fmt: skip
BETWEEN = (" ", "\n", "\n\n", "\n- ")
CREDITS = (FULL, NOTHING, Decimal(50), Decimal("33.33333"), Decimal(-25), Decimal(-100))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class DrawnWords(DrawnBytes):
    """Words, texts and numbers that mean something in one format or another.

    A question that is plain has nothing for which some formats have no room: partial credit, replies to single answers.
    """

    plain: bool = False

    def word(self) -> str:
        if self.chance(50):
            return "".join(self.pick(*SIGNS) for _ in range(self.number(1, 14)))
        return str(self.pick(*WORDS))

    def letters(self, most: int, of: str = LETTERS) -> str:
        return "".join(self.pick(*of) for _ in range(self.number(1, most)))

    def line(self) -> str:
        """Words on one line, at least one character of them."""
        return one_line(self.word()) or "x"

    def lines(self, least: int, most: int = 4) -> tuple[str, ...]:
        """So many different lines."""
        found = dict.fromkeys(self.line() for _ in range(self.number(least, most)))
        return (*found, *(f"{number} more" for number in range(least - len(found))))

    def told(self) -> str:
        """A marked text, or none."""
        return self.marked() if self.chance(50) else ""

    def reply(self) -> str:
        """What is told after one answer."""
        return "" if self.plain else self.told()

    def credit(self) -> Decimal:
        return Decimal(self.pick(FULL, NOTHING) if self.plain else self.pick(*CREDITS))

    def text(self) -> str:
        """A marked text that is not empty."""
        return self.marked() or "What?"

    def marked(self) -> str:
        return tidied("".join(self._piece() for _ in range(self.number(1, 4))))

    def _piece(self) -> str:
        match self.number(0, 3):
            case 0:
                return literal(self.word())
            case 1:
                return f"*{literal(self.line())}*"
            case 2:
                return f"**{literal(self.line())}**"
            case _:
                return str(self.pick(*BETWEEN))

    def decimal(self) -> Decimal:
        """A number from minus a million to a million, with up to three places behind the point."""
        drawn = Decimal(self.pick(1, -1) * sum(self.number(0, 9) * 10**place for place in range(self.number(1, 9))))
        shown = (drawn / self.pick(1, 10, 1000)).normalize()
        return Decimal(f"{max(min(shown, Decimal(10**6)), Decimal(-(10**6))):f}")

    def answers(self, least: int) -> tuple[BankAnswer, ...]:
        return tuple(BankAnswer(line, self.credit(), self.reply()) for line in self.lines(least))

    def choices(self) -> tuple[BankAnswer, ...]:
        """Answers of which some are right and some are not."""
        drawn = self.answers(2)
        if all(answer.credit < FULL for answer in drawn):
            return (replace(drawn[0], credit=FULL), *drawn[1:])
        if all(answer.credit == FULL for answer in drawn):
            return (*drawn[:-1], replace(drawn[-1], credit=NOTHING))
        return drawn

    def typed(self) -> tuple[BankAnswer, ...]:
        """Answers of which some get credit."""
        drawn = self.answers(1)
        return drawn if any(answer.credit > 0 for answer in drawn) else (replace(drawn[0], credit=FULL), *drawn[1:])

    def accepted(self) -> BankNumber:
        at, other = self.decimal(), self.decimal()
        if self.chance(50) and at != other:
            return BankNumber(min(at, other), to=max(at, other), feedback=self.reply())
        credit = FULL if self.plain else self.pick(FULL, Decimal(50))
        return BankNumber(at, abs(other), credit=credit, feedback=self.reply())

    def numbers(self) -> tuple[BankNumber, ...]:
        return tuple(self.accepted() for _ in range(self.number(1, 1 if self.plain else 3)))

    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple((left, self.line()) for left in self.lines(2))

    def truths(self, truth: bool) -> tuple[BankAnswer, ...]:
        """What is told after each of the two answers, where anything is."""
        told = self.reply(), self.reply()
        yes, no = (FULL, NOTHING) if truth else (NOTHING, FULL)
        return (BankAnswer("True", yes, told[0]), BankAnswer("False", no, told[1])) if any(told) else ()

    def parts(self, kind: str) -> dict[str, Any]:
        """What a question of this kind has of its own."""
        match kind:
            case "choice":
                return {"answers": self.choices()}
            case "several":
                return {"answers": self.answers(2)}
            case "true_false":
                truth = bool(self.pick(True, False))
                return {"truth": truth, "answers": self.truths(truth)}
            case "typed":
                return {"answers": self.typed(), "other_feedback": self.reply()}
            case "number":
                return {"numbers": self.numbers(), "other_feedback": self.reply()}
            case "cloze":
                pieces = f"{self.line()} ", BankGap(self.typed()), f" {self.line()}"
                return {"cloze": pieces, "other_feedback": self.reply()}
            case "match":
                return {"pairs": self.pairs()}
            case "order":
                return {"parts": self.lines(2)}
            case _:
                return {}

    def helped(self, kind: BankKind) -> BankQuestion:
        """One with what only Moodle XML has room for, too: hints, and capital letters that matter."""
        drawn = self.question(kind)
        return replace(drawn, hints=tuple(self.text() for _ in range(self.number(0, 2))), case=kind == "typed")

    def question(self, kind: BankKind) -> BankQuestion:
        self.plain = self.chance(40)
        own = self.parts(kind)
        return BankQuestion(
            kind,
            text="" if kind == "cloze" else self.text(),
            name=self.line() if self.chance(50) else "",
            id=self.letters(8, f"{LETTERS}0123456789_") if self.chance(50) else "",
            tags=tuple(dict.fromkeys(self._tag() for _ in range(self.number(0, 2)))),
            category=self.pick("", "Harbour", "Harbour/The bell"),
            feedback="" if kind == "description" else self.told(),
            **own,
        )

    def _tag(self) -> str:
        return f"{self.letters(6)} {self.letters(4)}" if self.chance(50) else self.letters(6)


def _drawn(kind: BankKind) -> st.SearchStrategy[BankQuestion]:
    return st.binary(min_size=600, max_size=600).map(lambda drawn: DrawnWords(drawn).question(kind))


HELPED: dict[str, st.SearchStrategy[BankQuestion]] = {
    kind: st.binary(min_size=600, max_size=600).map(lambda drawn, kind=kind: DrawnWords(drawn).helped(kind))
    for kind in get_args(BankKind)
}
"""The same, with hints."""

KINDS: dict[str, st.SearchStrategy[BankQuestion]] = {kind: _drawn(kind) for kind in get_args(BankKind)}
"""A strategy for each kind of question."""
