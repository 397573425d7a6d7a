"""Questions that Hypothesis draws: every kind, with words that mean something in one format or another."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from game.learning.banks.bank_questions import FULL, NOTHING, BankAnswer, BankGap, BankNumber, BankQuestion
from game.learning.banks.marked_words import literal, one_line, tidied

SIGNS = "abcZ éß°✓ ~=#{}:\\\"'<>&*-[]()%/|,.;?!@+_$0159\n\t"
WORDS = st.one_of(
    st.sampled_from(
        ["a", "->", "a -> b", "::", "####", "//x", "[html]x", "[moodle] y", "$CATEGORY: x", "%50%x", "=1+1", "-5", "+x",
         "@x", "*", "a*b", "\\*", "\\n", "\\", "{1:SA:=x}", "<b>x</b>", "&amp;", "&lt;br&gt;", "a<b & c>d", "T", "TRUE",
         "[[1]]", "]]>", "'=1", "x | y", "# x", "ANSWER: A", "A. x", "true", "None", "1,5", "- x", "marta: hello"]
    ),
    st.text(SIGNS, min_size=1, max_size=14),
)  # fmt: skip
LINE = WORDS.map(one_line).filter(bool)
MARKED = (
    st.lists(
        st.one_of(
            WORDS.map(literal),
            LINE.map(lambda line: f"*{literal(line)}*"),
            LINE.map(lambda line: f"**{literal(line)}**"),
            st.sampled_from([" ", "\n", "\n\n", "\n- "]),
        ),
        min_size=1,
        max_size=4,
    )
    .map("".join)
    .map(tidied)
)
TEXT = MARKED.filter(bool)
TOLD = st.one_of(st.just(""), MARKED)
CREDIT = st.sampled_from([FULL, NOTHING, Decimal(50), Decimal("33.33333"), Decimal(-25), Decimal(-100)])
DECIMALS = st.decimals(min_value=-(10**6), max_value=10**6, places=3, allow_nan=False).map(
    lambda drawn: Decimal(f"{drawn.normalize():f}")
)
TAG = st.from_regex(r"[a-z]{1,6}( [a-z]{1,4})?", fullmatch=True)


def answers(minimum: int, credit: st.SearchStrategy[Decimal] = CREDIT) -> st.SearchStrategy[tuple[BankAnswer, ...]]:
    drawn = st.builds(BankAnswer, LINE, credit, TOLD)
    return st.lists(drawn, min_size=minimum, max_size=4, unique_by=lambda answer: answer.text).map(tuple)


def has_right_and_wrong(found: tuple[BankAnswer, ...]) -> bool:
    return any(answer.credit == FULL for answer in found) and any(answer.credit < FULL for answer in found)


COMMON = {
    "name": st.one_of(st.just(""), LINE),
    "id": st.one_of(st.just(""), st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True)),
    "feedback": TOLD, "tags": st.lists(TAG, max_size=2, unique=True).map(tuple),
    "category": st.sampled_from(["", "Harbour", "Harbour/The bell"]),
}  # fmt: skip
RANGES = st.tuples(DECIMALS, DECIMALS).filter(lambda ends: ends[0] < ends[1])
NUMBERS = st.one_of(
    st.builds(BankNumber, DECIMALS, DECIMALS.map(abs), credit=st.sampled_from([FULL, Decimal(50)]), feedback=TOLD),
    RANGES.flatmap(lambda ends: st.builds(BankNumber, st.just(ends[0]), to=st.just(ends[1]), feedback=TOLD)),
)
TYPED = answers(1).filter(lambda found: any(answer.credit > 0 for answer in found))
CHOICES = answers(2).filter(has_right_and_wrong)
KINDS: dict[str, st.SearchStrategy[BankQuestion]] = {
    "choice": st.builds(BankQuestion, st.just("choice"), TEXT, answers=CHOICES, **COMMON),
    "several": st.builds(BankQuestion, st.just("several"), TEXT, answers=answers(2), **COMMON),
    "true_false": st.builds(
        lambda truth, told, **more: BankQuestion(
            "true_false", truth=truth, **more,
            answers=(BankAnswer("True", FULL if truth else NOTHING, told[0]),
                     BankAnswer("False", NOTHING if truth else FULL, told[1])) if any(told) else (),
        ),
        st.booleans(), st.tuples(TOLD, TOLD), text=TEXT, **COMMON,
    ),
    "typed": st.builds(BankQuestion, st.just("typed"), TEXT, answers=TYPED, other_feedback=TOLD, **COMMON),
    "number": st.builds(
        BankQuestion, st.just("number"), TEXT, numbers=st.lists(NUMBERS, min_size=1, max_size=3).map(tuple),
        other_feedback=TOLD, **COMMON,
    ),
    "cloze": st.builds(
        lambda before, gap, after, **more: BankQuestion("cloze", cloze=(f"{before} ", gap, f" {after}"), **more),
        LINE, st.builds(BankGap, TYPED), LINE, other_feedback=TOLD, **COMMON,
    ),
    "match": st.builds(
        BankQuestion, st.just("match"), TEXT,
        pairs=st.lists(st.tuples(LINE, LINE), min_size=2, max_size=4, unique_by=lambda pair: pair[0]).map(tuple),
        **COMMON,
    ),
    "order": st.builds(
        BankQuestion, st.just("order"), TEXT,
        parts=st.lists(LINE, min_size=2, max_size=4, unique=True).map(tuple), **COMMON,
    ),
    "open": st.builds(BankQuestion, st.just("open"), TEXT, **COMMON),
    "description": st.builds(
        BankQuestion, st.just("description"), TEXT, **{key: COMMON[key] for key in ("name", "id", "tags", "category")}
    ),
}  # fmt: skip
"""A strategy for each kind of question."""
