"""Grading, for whoever plays: `grade` says what an answer in words is worth."""

from __future__ import annotations

from game.questions.kinds import grade
from game.questions.question_type import Grade

__all__ = ["Grade", "grade"]
