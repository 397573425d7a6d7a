"""A play as a file for people: it reads well, passes, and leads to the same state."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import EndlessLoop, Refused
from game.engine.state import AnswerGiven
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.playthrough.reading import read_playthrough
from game.playthrough.running import played_to_its_end, run
from game.playthrough.writing import as_test
from game.record.journal import Header, Step
from game.story.model.story import Story
from tests.drawn_packs import PACKS, PROFILE, story_of

WRITTEN = """\
playthrough: Somebody smells it
pack: kitchen
fingerprint: "{fingerprint}"
seed: 7
chance: hq
about: |
  What happened.
steps:
  - do: scene:biscuit
    saw: Look at the biscuit
  - do: biscuit/smell_it
    saw: Smell it
  - expect:
      sees: It smells of old cupboards.
      at: kitchen
      scene: biscuit
      time: 08:10
      pride: 2
      doubt: 0
      ending: none
"""


def test_it_reads_like_what_somebody_did(story: Story) -> None:
    session = Session(story, 7)
    session.do("scene:biscuit")
    session.do("biscuit/smell_it")
    written = as_test(session, "Somebody  smells it", "What happened.\n")
    assert written == WRITTEN.replace("{fingerprint}", story.fingerprint)


def test_an_answer_says_which_question_it_is_for(story: Story) -> None:
    session = Session(story, 7)
    for action in ("go:north", "scene:riddle", AnswerGiven("80")):
        session.do(action)
    assert "  - answer: 80\n    asked: weight\n    saw: How heavy is the bell?\n" in as_test(session, "A riddle")


@pytest.mark.parametrize("title", ["", "a: b # c", '"quoted"', "[x]", "- x", "yes", "é\x1b[31m\u2028", "x" * 500])
def test_any_title_can_be_read_again(story: Story, tmp_path: Path, title: str) -> None:
    path = tmp_path / "play.yaml"
    path.write_text(as_test(Session(story, 1), title), "utf-8")
    playthrough, findings = read_playthrough(path, story)
    assert [str(finding) for finding in findings] == []
    assert playthrough is not None
    assert run(playthrough, story).failures == ()


def played(story: Story, seed: int, choices: list[int]) -> Session:
    """A play in which each number chooses among what is offered, or answers, or takes a step back."""
    session = Session(story, seed)
    for number in choices:
        if session.is_over:
            break
        if number % 7 == 0:
            session.undo(1)
            continue
        question = session.question
        options = session.options
        action = options[number % len(options)].id
        if question is not None and number % 2:
            action = right_answer(story, session.state, question)
        try:
            session.do(action)
        except (Refused, EndlessLoop):
            break
    return session


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plays")


@PROFILE
@given(PACKS, st.integers(0, 9), st.lists(st.integers(0, 99), max_size=20))
def test_any_play_of_any_pack_passes_as_a_test_and_leads_to_the_same_state(
    folder: Path, pack: str, seed: int, choices: list[int]
) -> None:
    story = story_of(pack)
    try:
        session = played(story, seed, choices)
    except EndlessLoop:
        return
    path = folder / "play.yaml"
    path.write_text(as_test(session, "Drawn"), "utf-8")
    playthrough, findings = read_playthrough(path, story)
    assert playthrough is not None, [str(finding) for finding in findings]
    again, result = played_to_its_end(playthrough, story)
    assert [str(failure) for failure in result.failures] == []
    assert again is not None
    assert again.state == session.state


@PROFILE
@given(PACKS, st.integers(0, 9), st.lists(st.integers(0, 99), max_size=20))
def test_any_recorded_play_leads_to_the_same_state(folder: Path, pack: str, seed: int, choices: list[int]) -> None:
    story = story_of(pack)
    try:
        session = played(story, seed, choices)
    except EndlessLoop:
        return
    path = folder / "drawn.play.yaml"
    record: list[Step] = session.record
    head = Header(story.id, story.fingerprint, seed, title="Drawn", chance=session.stream).lines()
    path.write_text(head + "".join(step.line() for step in record), "utf-8")
    playthrough, findings = read_playthrough(path, story)
    assert playthrough is not None, [str(finding) for finding in findings]
    again, result = played_to_its_end(playthrough, story)
    assert [str(failure) for failure in result.failures] == []
    assert again is not None
    assert again.state == session.state
