"""Plays written inside a test, and the coverage they make."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.engine import AnswerGiven
from game.play.session import Session
from game.playthrough.coverage.measuring import Coverage, CoverageRecord, measure
from game.playthrough.coverage.reached import Recorder
from game.story.model.story import Story
from game.story.packs import load
from game.story.targets.survey import survey


def reached(story: Story, *done: str, seed: int = 1) -> frozenset[str]:
    """What a play reaches: ids of options, and answers in words behind an equals sign."""
    session = Session(story, seed)
    recorder = Recorder(story)
    recorder.take(None, session.played[0])
    for action in done:
        before = session.state
        session.do(AnswerGiven(action[1:]) if action.startswith("=") else action)
        recorder.take(before, session.played[-1])
    return frozenset(recorder.reached)


def coverage(path: Path, *plays: Sequence[str], language: str = "", seed: int = 1) -> Coverage:
    """The coverage of the pack by these plays, which are called Play 1, Play 2…"""
    story = load(path, language)
    records = [
        CoverageRecord(f"Play {number}", f"playthroughs/{number}.yaml", language, reached(story, *done, seed=seed))
        for number, done in enumerate(plays, 1)
    ]
    return measure(survey(story, path, {language}), records)


def missing(measured: Coverage) -> list[str]:
    """What was not reached: line and kind, in the order of the pack."""
    return [f"{target.thing.spot.line} {target.thing.kind}" for target in measured.things if not target.by]
