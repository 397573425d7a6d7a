"""A question that comes back, in a session: what stands, and what the debriefing says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import AnswerGiven, Refused
from game.play.debriefing import debrief, debriefing
from game.play.session import Session
from game.story.model.story import Story
from game.story.packs import load

PACK = """\
pack: Returns
disclaimer: Invented.
answers: locked
start: hall
places:
  hall: { name: The hall }
scenes:
  asks: { title: Asks, at: hall, text: One., ask: weight }
  walk: { title: Walk, at: hall, again: true, text: You walk. }
  back: { title: Back, at: hall, again: true, when: missed.due, text: Again., ask: missed }
  out: { title: Out, at: hall, text: Out., end: e }
endings: { e: Over. }
questions:
  weight: { text: How heavy is it?, cites: bell, number: 80, because: It was weighed. }
"""
BELLS = """\
dossier: bells
title: The bells
article: bells.txt
as_of: "1921"
facts:
  bell: { states: The bell weighs 80 kilograms., paragraph: 1, by: article, as_of: "1921", topics: [bells] }
"""


@pytest.fixture
def story(tmp_path: Path) -> Story:
    (tmp_path / "pack.yaml").write_text(PACK, "utf-8")
    (tmp_path / "bells.yaml").write_text(BELLS, "utf-8")
    return load(tmp_path)


@pytest.fixture
def session(story: Story) -> Session:
    """A play in which the question was missed and has just come back."""
    session = Session(story, 1)
    session.do("scene:asks")
    session.do(AnswerGiven("70"))
    for _ in range(3):
        session.do("scene:walk")
    session.do("scene:back")
    return session


def test_a_return_is_a_new_asking_where_first_answers_stand(session: Session) -> None:
    assert session.first_answer is None
    session.do(AnswerGiven("80"))
    session.undo()
    assert session.first_answer is not None
    assert session.first_answer.answer == "80"
    with pytest.raises(Refused):
        session.do(AnswerGiven("81"))


def test_back_before_the_first_asking_the_first_answer_stands_and_comes_back_again(session: Session) -> None:
    session.do(AnswerGiven("80"))
    session.undo(6)
    assert session.first_answer is not None
    assert session.first_answer.answer == "70"


def test_the_debriefing_says_that_it_was_right_when_it_came_back(session: Session) -> None:
    assert not debriefing(session).missed[0].right_later
    session.do(AnswerGiven("80"))
    (miss,) = debriefing(session).missed
    assert miss.right_later
    assert any(line.words.endswith("When it came back, it was right.") for line in debrief(session))
