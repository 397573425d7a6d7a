"""The screen asks how sure the player is, between the answer and the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.app.application import EightWings
from tests.app.conftest import screen_text
from tests.app.test_playing import SIZE, session, type_line

QUIZ = """
pack: Quiz
confidence: true
scenes:
  main: { ask: q, right: Yes., wrong: No., end: e }
endings: { e: Over. }
questions:
  q: { text: Which city?, cites: todo, KEY }
"""
KEYS = {"typed": "answer: Paris", "choice": "answers: [{ right: Paris }, { wrong: Rome }, { wrong: Oslo }]"}


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize(("keys", "kept"), [(("3",), "sure"), (("down", "enter"), "guess"), (("enter",), "")])
async def test_it_is_chosen_by_a_digit_by_arrows_or_not_at_all(
    written: Callable[[str], EightWings], kind: str, keys: tuple[str, ...], kept: str
) -> None:
    app = written(QUIZ.replace("KEY", KEYS[kind]))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await type_line(pilot, "Rome")
        await pilot.pause()
        shown = screen_text(app)
        assert "How sure are you?" in shown
        assert "is not it" not in shown
        await pilot.press(*keys)
        await pilot.pause()
        assert session(app).steps()[0].confidence == kept
        assert session(app).is_over


async def test_an_answer_is_taken_back_by_undo(written: Callable[[str], EightWings]) -> None:
    app = written(QUIZ.replace("KEY", KEYS["typed"]))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await type_line(pilot, "Rome")
        await type_line(pilot, "undo")
        assert not session(app).steps()
        await type_line(pilot, "Paris")
        await pilot.press("3")
        await pilot.pause()
        assert [step.answer for step in session(app).steps()] == ["Paris"]
