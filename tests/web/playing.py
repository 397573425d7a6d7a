"""Plays in a browser without a browser: pages are read, forms filled and sent, as a player would."""

from __future__ import annotations

import random

from game.engine import AnswerGiven
from game.engine.rules import answer_order
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.story.model.story import Story
from game.web.web_play import WebPlay
from tests.web.form_reader import ReadPage


def page(play: WebPlay, **query: str) -> ReadPage:
    """A page of the play, by the fields of its address."""
    return ReadPage(play.page(query))


def do(play: WebPlay, option: str) -> None:
    """Press the button of this option."""
    assert play.take(page(play).form("do", option).sent("do", option))


def say(play: WebPlay, words: str) -> None:
    """Type a line."""
    assert play.take(page(play).form_with("typed").sent(typed=words))


def give(play: WebPlay, **filled: str) -> None:
    """Fill in the form of the question, and send it."""
    assert play.take(page(play).form("give").sent("give", **filled))


def fields_for(session: Session, typed: str) -> dict[str, str]:
    """What is filled into the form of the question that waits, for the answer that one would type so."""
    question = session.question
    assert question is not None
    match question.kind:
        case "several":
            return {f"tick_{letter}": "yes" for letter in typed.split()}
        case "true_false":
            truth, _, reason = typed.partition(" ")
            return {"truth": truth, **({"reason": reason} if reason else {})}
        case "order":
            return {f"place_{number}": letter for number, letter in enumerate(typed.split(), 1)}
        case "match" | "sort":
            return {f"pair_{pair[:-1]}": pair[-1] for pair in typed.split()}
        case "cloze":
            return {f"gap_{number}": words for number, words in enumerate(typed.split("; "), 1)}
    return {"answer": typed}


def right_fields(session: Session) -> dict[str, str]:
    """What is filled into the form for the right answer."""
    question = session.question
    assert question is not None
    action = right_answer(session.story, session.state, question)
    if isinstance(action, AnswerGiven):
        return fields_for(session, action.words)
    order = answer_order(session.story, session.state, question)
    at = next(place for place, index in enumerate(order, 1) if question.answers[index].right)
    return {"answer": str(at)}


def something(play: WebPlay, chance: random.Random, skill: float = 0.5) -> None:
    """Do something that the page offers: answer, rightly with this probability, or press a button."""
    shown, session = page(play), play.session
    is_asked = any(name == "give" for form in shown.forms for name, _ in form.buttons)
    if is_asked and chance.random() < skill:
        give(play, **right_fields(session))
    else:
        do(play, chance.choice(shown.offered()))


def at_a_question(story: Story, kind: str) -> WebPlay:
    """A play of the story that has come to a question of this kind, by chance but always the same way."""
    for seed in range(200):
        play, chance = WebPlay(Session(story, seed)), random.Random(seed)
        session = play.session
        while not session.is_over and len(session.played) < 60:
            if session.question is not None and session.question.kind == kind:
                return play
            session.do(chance.choice(session.options).id)
    raise AssertionError(f"no play comes to a question of the kind {kind}")


def at_its_end(story: Story, seed: int = 1) -> WebPlay:
    """A play of the story that is over."""
    play, chance = WebPlay(Session(story, seed)), random.Random(seed)
    while not play.session.is_over:
        play.session.do(chance.choice(play.session.options).id)
    return play
