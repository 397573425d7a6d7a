"""Steps as they are kept: how what is done becomes a step, and how a step is done again."""

from __future__ import annotations

from game.engine import AnswerGiven, State, Turn, choose
from game.engine.events import QuestionAnswered
from game.engine.rules import asked_question, option_called
from game.engine.state import Action
from game.play.history import Played
from game.play.lost_steps import Lost, lost
from game.play.narration import question_words
from game.play.option_naming import option_words
from game.play.recorded_steps import meant
from game.record.journal import Step
from game.story.model.story import Story


def recorded(story: Story, state: State, action: Action, turn: Turn | None = None) -> Step:
    """An action that is possible in this state, as it is kept, with the turn that it brought, if it did."""
    question = asked_question(story, state)
    asked = question.id if question is not None else ""
    if isinstance(action, AnswerGiven):
        saw = question_words(story, state, question) if question is not None else ""
        return Step(answer=action.words, saw=saw, asked=asked, got=_got(turn))
    chosen = option_called(story, state, action)
    assert chosen is not None  # noqa: S101 - it is possible
    return Step(do=action, saw=option_words(story, state, chosen), asked=asked)


def _got(turn: Turn | None) -> str:
    """How the answer was graded that brought this turn."""
    events = turn.events if turn is not None else ()
    graded = next((event for event in events if isinstance(event, QuestionAnswered)), None)
    return graded.outcome if graded is not None else ""


def do_again(story: Story, state: State, step: Step) -> Played | Lost:
    """What doing a recorded step in this state brings, or why it cannot be done.

    A step that was found by what was seen is written anew, with what it is called now.
    """
    try:
        understood = meant(story, state, step)
        if understood is None:
            return lost(story, state, step)
        turn = choose(story, state, understood.action)
        same = understood.how == "id"
        if same:
            return Played(step, turn)
        return Played(recorded(story, state, understood.action, turn)._replace(confidence=step.confidence), turn)
    except Exception as refusal:  # a play can be opened whatever is wrong with the game; see `Lost.error`
        return lost(story, state, step, refusal)
