"""What things are called in the records of what was reached: one line of words each, the same in every process.

Records hold strings alone, so that they pass between processes, and parts of one report can be put together anywhere.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

TargetKind: TypeAlias = Literal[
    "scene", "choice", "text", "outcome", "question", "answer", "hint", "exit", "place", "item", "achievement",
    "wording", "ending", "epilogue",
]  # fmt: skip

TARGET_KINDS: dict[TargetKind, str] = {
    "scene": "scenes",
    "choice": "choices",
    "text": "text branches",
    "outcome": "outcomes",
    "question": "questions",
    "answer": "answers",
    "hint": "hints",
    "exit": "exits",
    "place": "places",
    "item": "items",
    "achievement": "achievements",
    "wording": "wordings",
    "ending": "endings",
    "epilogue": "epilogues",
}
"""Every kind of thing that can be reached, in the order in which they are told, with the word for several."""

OutcomeKey: TypeAlias = Literal["asked", "right", "wrong", "partly", "passed"]
RESULTS: tuple[OutcomeKey, ...] = ("asked", "right", "wrong", "partly", "passed")
"""What can become of a question."""


def target_key(kind: TargetKind, id_: str) -> str:
    """A thing that has an id of its own."""
    return f"{kind} {id_}"


def offered(choice: str) -> str:
    """That a choice could have been taken."""
    return f"offered {choice}"


def side(language: str, section: str, text: str, number: int, side_: int) -> str:
    """One side of the branch or variation with this number in a text. `section` tells apart texts with one id."""
    return f"text {language or '-'} {section} {text} {number}.{side_}"


def outcome(text: str, result: OutcomeKey) -> str:
    """What follows an answer. `text` is the id that the text of the asking step has, or would have."""
    return f"outcome {text}.{result}"


def question(id_: str, result: OutcomeKey) -> str:
    """That a question was asked, or what became of it."""
    return f"question {id_} {result}"


def answer(question_: str, id_: str) -> str:
    """One of the answers to choose from."""
    return f"answer {question_} {id_}"


def hint(question_: str, number: int) -> str:
    """A hint of a question, counted from 1."""
    return f"hint {question_} {number}"


def wording(document: str, line: str, id_: str) -> str:
    """What can stand in a line of a document; without an id, that the line is blank."""
    return f"wording {document}/{line}/{id_ or '-'}"


def exit_(place: str, direction: str) -> str:
    """A way out of a place."""
    return f"exit {place} {direction}"
