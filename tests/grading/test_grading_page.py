"""Each example of the page on grading is so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.grading.languages import codes
from tests.grading.conftest import GradedBy, verdict_of

PAGE = Path(__file__).parents[2] / "docs" / "grading.md"
KEYS = {"`answer:`": "answer", "`number:`": "number", "`unit:`": "unit", "`cloze:`": "cloze", "`exact:`": "exact"}


def examples() -> list[tuple[dict[str, Any], dict[str, str], str, str]]:
    """The keys of a question and of its pack, what is typed, and the verdict, of each row of each table."""
    found: list[tuple[dict[str, Any], dict[str, str], str, str]] = []
    heads: list[str] = []
    for line in PAGE.read_text("utf-8").splitlines():
        if not line.startswith("| "):
            heads = []
        elif not heads:
            heads = [cell.strip() for cell in line.strip("|").split("|")]
        elif not line.startswith("| ---"):
            row = dict(zip(heads, (cell.strip() for cell in line.strip("|").split("|")), strict=True))
            pack = {"language": row["`language:`"]} if "`language:`" in row else {}
            found.append((_keys(row), pack, row["typed"], row["verdict"]))
    return found


def _keys(row: dict[str, str]) -> dict[str, Any]:
    keys: dict[str, Any] = {KEYS[head]: cell for head, cell in row.items() if head in KEYS and cell}
    either = row.get("`answer:` or `number:`", "")
    if either:
        keys["number" if either.isdecimal() else "answer"] = either
    if "question" in row:
        keys["text"] = row["question"]
    if "exact" in keys:
        keys["exact"] = [keys["exact"]]
    return keys


def test_the_page_has_examples_of_each_verdict():
    assert {verdict for *_, verdict in examples()} == {"right", "partly", "wrong", "ask back"}
    assert len(examples()) > 75


def test_the_page_has_examples_of_each_language_whose_words_are_known():
    assert {pack["language"] for _, pack, _, _ in examples() if pack} >= set(codes()) - {"en"}


@pytest.mark.parametrize(("keys", "pack", "typed", "verdict"), examples())
def test_an_example_of_the_page_on_grading(
    graded: GradedBy, keys: dict[str, Any], pack: dict[str, str], typed: str, verdict: str
):
    assert verdict_of(graded(keys, typed, pack)) == verdict
