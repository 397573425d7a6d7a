"""What is told on each word, or note, that can be taken in questions for drafting."""

from __future__ import annotations

import pytest

from game.author.handout.markdown import as_markdown
from game.author.handout.worksheet import make_worksheet
from game.play.narration import tell
from game.play.session import Session

WORD = {"word": "It [has|may have|will have] eight wings.", "feedback": {"may have": "It has them already."}}
STRIKE = {"strike": "It has [eight] wings and [!nine] [doors].", "feedback": {"Doors": "Count *them*."}}


def reasons(session: Session) -> list[str]:
    turn = session.played[-1].turn
    return [line.words for line in tell(session.story, turn.state, turn.events) if line.kind == "reason"]


@pytest.mark.parametrize(
    ("question", "taken", "told"),
    [
        (WORD, "answer:may_have", ["It has them already."]),
        (WORD, "answer:will_have", []),
        (STRIKE, "answer:doors", ["Count them."]),
        (STRIKE, "answer:eight", []),
    ],
)
def test_who_takes_a_word_is_told_what_is_said_on_it(session_of, question, taken, told):
    session = session_of(question)
    session.do(taken)
    assert reasons(session) == told


def test_it_is_told_at_once_where_one_may_try_again(session_of):
    session = session_of({**STRIKE, "tries": 2})
    session.do("answer:doors")
    assert reasons(session) == ["Count them."]
    assert session.question is not None


def test_the_teachers_sheet_has_it(pack_of):
    story = pack_of(WORD)
    assert "It has them already." in as_markdown(make_worksheet(story, story.questions.values(), 1), with_key=True)
