"""Answers that say nothing: signs without words between, and whatever else a hand does on a keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.questions.kinds import grade
from tests.grading.conftest import verdict_of
from tests.story.fuzz_targets import questions

SIGNS = st.text(alphabet=" ,;/|\n\r\t\xa0-–.:'\"()°%€½²٣१IVX0123/andornotto", max_size=24)


@given(SIGNS)
def test_every_kind_of_question_takes_any_signs(words: str):
    story = questions()
    for question in story.questions.values():
        shown = tuple(range(max(len(question.parts), len(question.answers))))
        assert verdict_of(grade(story, question, words, shown)) in ("right", "partly", "wrong", "ask back")


@pytest.mark.parametrize("typed", [", ", "\xa6,", "oil, \xa0", ", and", "; ;", "/"])
def test_gaps_with_a_word_missing_are_asked_for_again_or_wrong(graded, typed: str):
    assert verdict_of(graded({"cloze": "They sell [[oil]] and [[gas]]."}, typed)) in ("ask back", "wrong", "partly")
