"""Questions that rest on no fact yet: `cites: todo`, as imported ones have it. Their teacher adds the facts later."""

from __future__ import annotations

from collections.abc import Container

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.model.yaml_nodes import Spot
from game.story.schema.question_definitions import QuestionDef
from game.support.counts import counted

TODO = "todo"
"""What stands behind `cites:` of such a question."""


def set_aside_todo(questions: dict[str, QuestionDef], facts: Container[str], found: Diagnostics) -> None:
    """Let each question that cites nothing but `todo` cite nothing, and say once a file how many there are.

    Where a pack has a fact of this name, it is a fact.
    """
    if TODO in facts:
        return
    per_file: dict[str, list[Spot]] = {}
    for id_, question in questions.items():
        if len(question.cites) == 1 and question.cites[0].value == TODO:
            per_file.setdefault(question.cites[0].spot.file, []).append(question.cites[0].spot)
            questions[id_] = _without_cites(question)
    for spots in per_file.values():
        count = counted(len(spots), "question of this file cites", "questions of this file cite")
        found.report(catalogue.CITES_TODO, min(spots), mend=Model("cites: fact_id"), count=count)


def awaits_facts(question: QuestionDef) -> bool:
    """Whether a question cites `todo`: what it says cannot be compared with any fact."""
    return not question.cites and "cites" in question.given


def _without_cites(question: QuestionDef) -> QuestionDef:
    """The same question, which cites nothing: a definition holds what was given, and its class has the defaults."""
    made: QuestionDef = object.__new__(QuestionDef)
    object.__setattr__(made, "__dict__", {key: value for key, value in vars(question).items() if key != "cites"})
    return made
