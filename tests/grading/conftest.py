"""A question by itself, and what an answer to it is worth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.questions.kinds import grade
from game.questions.question_type import Grade
from game.story.packs import load

FACTS = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  known: { states: It is known., paragraph: 1, by: article, as_of: "1921", topics: [school] }
"""

GradedBy = Callable[..., Grade]


def verdict_of(result: Grade) -> str:
    """The verdict in a word: right, partly, wrong or ask back."""
    if result.unclear:
        return "ask back"
    return "right" if result.right else "partly" if result.credit > 0 else "wrong"


@pytest.fixture
def graded(tmp_path: Path) -> GradedBy:
    """Grades words against a question that is given by its keys; `pack` are keys of the pack."""

    def grade_words(keys: dict[str, Any], words: str, pack: dict[str, Any] | None = None) -> Grade:
        question = {"cites": "known", **({} if "cloze" in keys else {"text": "Which is it?"}), **keys}
        whole = {
            "pack": "Graded",
            "disclaimer": "Invented.",
            **(pack or {}),
            "scenes": {"main": {"ask": "q", "choices": [{"choose": "End", "end": "over"}]}},
            "endings": {"over": "It is over."},
            "questions": {"q": question},
        }
        (tmp_path / "seeds").mkdir(exist_ok=True)
        (tmp_path / "seeds" / "almanac.yaml").write_text(FACTS, "utf-8")
        (tmp_path / "pack.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
        story = load(tmp_path)
        asked = story.questions["q"]
        return grade(story, asked, words, tuple(range(len(asked.answers or asked.parts))))

    return grade_words
