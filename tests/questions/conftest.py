"""A pack with one question, and plays of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.play.session import Session
from game.story.model.story import Question, Story
from game.story.packs import load
from tests.grading.conftest import FACTS, graded

__all__ = ["graded"]

PackOf = Callable[..., Story]


@pytest.fixture
def pack_of(tmp_path: Path) -> PackOf:
    """A story that asks one question, again and again; `outcomes` are the steps after it, `pack` keys of the pack."""

    def made(
        keys: dict[str, Any],
        outcomes: dict[str, Any] | None = None,
        pack: dict[str, Any] | None = None,
        scenes: dict[str, Any] | None = None,
    ) -> Story:
        has_text = keys.keys().isdisjoint(("cloze", "strike", "word"))
        question = {"cites": "known", **({"text": "Which is it?"} if has_text else {}), **keys}
        scene = {"again": True, "ask": "q", **(outcomes or {}), "choices": [{"choose": "Again", "goto": "main"}]}
        whole = {
            "pack": "One question", "disclaimer": "Invented.", **(pack or {}),
            "scenes": {"main": scene, "last": {"text": "The end.", "end": "over"}, **(scenes or {})},
            "endings": {"over": "It is over."}, "questions": {"q": question},
        }  # fmt: skip
        (tmp_path / "seeds").mkdir(exist_ok=True)
        (tmp_path / "seeds" / "almanac.yaml").write_text(FACTS, "utf-8")
        (tmp_path / "pack.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
        return load(tmp_path)

    return made


@pytest.fixture
def session_of(pack_of: PackOf) -> Callable[..., Session]:
    """A play of such a story, at its question."""

    def begun(*args: Any, **kwargs: Any) -> Session:
        return Session(pack_of(*args, **kwargs), 1)

    return begun


def question_of(story: Story) -> Question:
    return story.questions["q"]
