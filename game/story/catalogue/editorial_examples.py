"""The packs in which the examples of the editorial lint stand: without any other fault."""

from __future__ import annotations

from game.story.catalogue.entry import Example
from game.story.catalogue.examples import EXAMPLE_DOSSIER

_HEAD = "disclaimer: Fiction, built on an almanac of 1921.\n"
BELL = "text: How heavy is the bell?\ncites: bell\nnumber: 80\nbecause: The almanac gives its weight."
CHOICE = (
    "text: How heavy is the bell?\ncites: bell\nanswers:\n  - right: 80 kilograms\n  - wrong: 60 kilograms\n"
    "    because: Too light.\n  - wrong: 90 kilograms\n    because: Too heavy.\nbecause: The almanac gives its weight."
)


def _indented(text: str, depth: int) -> str:
    return "".join(f"{' ' * depth}{line}\n" if line else "\n" for line in text.splitlines())


def lint_pack(
    head: str = "", steps: str = "text: Hello.", facts: str = EXAMPLE_DOSSIER, **questions: str
) -> dict[str, str]:
    """A pack with one scene of these steps, these questions, and a dossier."""
    bank = "".join(f"  {id_}:\n{_indented(question, 4)}" for id_, question in questions.items())
    drawn = f"    ask: {{ from: [{', '.join(id_.strip('▸') for id_ in questions)}] }}\n" if questions else ""
    text = head if head.startswith("▸") else f"pack: Test\n{head}"
    if "disclaimer" not in head:
        text += _HEAD
    text += f"questions:\n{bank}" if questions else ""
    end = "" if "choices:" in steps else "    end: e\n"
    text += f"scenes:\n  a:\n{_indented(steps, 4)}{drawn}{end}endings:\n  e: The end.\n"
    return {"almanac.yaml": facts, "pack.yaml": text}


def told_example(bad: str, good: str, head: str = "") -> Example:
    """What is wrong in a text of a scene."""
    return Example(lint_pack(head, f"text: |\n  {bad}"), lint_pack(head, f"text: |\n  {good}"))


def asked(bad: str, good: str, head: str = "") -> Example:
    """What is wrong in a question."""
    return Example(lint_pack(head, q=bad), lint_pack(head, q=good))
