"""The form of each kind of question: filled in, it gives the answer that one would type; nothing gives that away."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.events import QuestionAnswered
from game.engine.rules import answer_order
from game.play.session import Session
from game.questions.kinds import KINDS, type_of
from game.web.answer_forms import answer_form
from game.web.web_play import WebPlay
from tests.questions.conftest import PackOf, pack_of, question_of
from tests.questions.test_kinds import EXAMPLES
from tests.web.form_reader import ReadPage, words_of
from tests.web.playing import fields_for, give, page, right_fields

__all__ = ["pack_of"]


def begun(pack_of: PackOf, keys: dict[str, Any], seed: int = 3, **more: Any) -> WebPlay:
    return WebPlay(Session(pack_of(keys, **more), seed))


def last_answer(play: WebPlay) -> QuestionAnswered:
    events = play.session.played[-1].turn.events
    return next(event for event in events if isinstance(event, QuestionAnswered))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [0, 3, 11])
def test_the_right_answer_can_be_filled_in(pack_of: PackOf, kind: str, seed: int) -> None:
    play = begun(pack_of, EXAMPLES[kind], seed)
    give(play, **right_fields(play.session))
    assert last_answer(play).right


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("open", "choice")])
@pytest.mark.parametrize("seed", [0, 3, 11])
def test_a_wrong_answer_can_be_filled_in(pack_of: PackOf, kind: str, seed: int) -> None:
    play = begun(pack_of, EXAMPLES[kind], seed)
    session, question = play.session, question_of(play.session.story)
    wrong = next(iter(type_of(question).wrong(question, answer_order(session.story, session.state, question))))
    give(play, **fields_for(session, wrong))
    assert not last_answer(play).right


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_is_not_whole_is_no_answer_and_says_what_is_missing(pack_of: PackOf, kind: str) -> None:
    play = begun(pack_of, EXAMPLES[kind])
    form = page(play).form("give")
    assert play.take(form.sent("give"))
    assert play.session.steps() == ()
    shown = ReadPage(play.page())
    assert [given for tag, given in shown.elements if given.get("class") == "message"]


def test_what_was_filled_in_stays_when_something_is_missing(pack_of: PackOf) -> None:
    play = begun(pack_of, EXAMPLES["match"])
    give(play, pair_1="b")
    assert page(play).form("give").controls["pair-1"].value == "b"
    assert "Ben and Cay" in words_of(play.page())


def test_what_was_filled_in_stays_while_one_asks_for_a_hint(pack_of: PackOf) -> None:
    play = begun(pack_of, {**EXAMPLES["typed"], "hints": ["It has a tower."]})
    play.take(page(play).form("give").sent("do", "hint", answer="Par"))
    assert "It has a tower." in words_of(play.page())
    assert page(play).form("give").controls["answer"].value == "Par"


def test_a_given_answer_is_not_filled_into_the_next_question(pack_of: PackOf) -> None:
    play = begun(pack_of, {**EXAMPLES["typed"], "tries": 2})
    give(play, answer="Rome")
    assert play.session.question is not None
    assert page(play).form("give").controls["answer"].value == ""


def test_the_same_piece_in_two_places_is_named(pack_of: PackOf) -> None:
    play = begun(pack_of, EXAMPLES["order"])
    give(play, place_1="a", place_2="a", place_3="b")
    assert play.session.steps() == ()
    assert "chosen more often" in words_of(play.page())


def test_a_semicolon_in_a_gap_belongs_to_no_other_gap(pack_of: PackOf) -> None:
    play = begun(pack_of, EXAMPLES["cloze"])
    give(play, gap_1="Paris; Mons", gap_2="Mons")
    step = play.session.steps()[0]
    assert step.answer == "Paris, Mons; Mons"


@pytest.mark.parametrize(
    "keys",
    [
        {"answers": [{"wrong": "Rain"}, {"wrong": "Snow"}, {"right": "Hail"}]},
        {"answers": [{"right": "Rain"}, {"right": "Snow"}, {"wrong": "Hail"}]},
        {"true_false": "true"},
        {"true_false": "true", "reasons": [{"right": "So it is"}, {"wrong": "It was so"}]},
        {"sort": {"It rains": "fact", "It may rain": "forecast", "It rained": "fact"}},
        {"answer": "Paris"},
        {"number": "9.81"},
        {"cloze": "From [Paris] to [Mons]."},
        {"open": "One should read."},
    ],
    ids=lambda keys: next(iter(keys)),
)
def test_a_question_looks_the_same_whatever_is_right(pack_of: PackOf, keys: dict[str, Any]) -> None:
    """Another key, with the same words in the same places: not a byte of the page is another one."""
    here, there = (begun(pack_of, each).page() for each in (keys, _with_another_key(keys)))
    assert here == there


def _with_another_key(keys: dict[str, Any]) -> dict[str, Any]:
    match next(iter(keys)):
        case "answers":
            words = [next(iter(answer.values())) for answer in keys["answers"]]
            marks = [next(iter(answer)) for answer in keys["answers"]]
            return {"answers": [{mark: word} for mark, word in zip([*marks[1:], marks[0]], words, strict=True)]}
        case "true_false" if "reasons" in keys:
            return {"true_false": "true", "reasons": [{"wrong": "So it is"}, {"right": "It was so"}]}
        case "true_false":
            return {"true_false": "false"}
        case "sort":
            return {"sort": {"It rains": "forecast", "It may rain": "fact", "It rained": "fact"}}
        case "answer":
            return {"answer": "Bruges"}
        case "number":
            return {"number": "4"}
        case "cloze":
            return {"cloze": "From [Ghent] to [Ostend]."}
        case "open":
            return {"open": "Another model."}
    raise AssertionError(keys)


@pytest.mark.parametrize("kind", ["order", "match", "several"])
def test_parts_are_known_by_the_letters_of_their_places(pack_of: PackOf, kind: str) -> None:
    play = begun(pack_of, EXAMPLES[kind])
    form = answer_form(play.session)
    assert form is not None
    assert [choice.value for choice in form.choices] == list("abcd"[: len(form.choices)])
    question = question_of(play.session.story)
    order = answer_order(play.session.story, play.session.state, question)
    words = {"order": question.parts, "match": question.partners}.get(kind, [each.words for each in question.answers])
    assert [choice.words for choice in form.choices] == [words[at] for at in order]


def test_the_answers_of_a_choice_are_sent_by_their_places(pack_of: PackOf) -> None:
    play = begun(pack_of, EXAMPLES["choice"])
    shown = page(play)
    assert shown.form("give").controls["answer"].values == ["1", "2", "3"]
    assert "answer:" not in play.page()


def test_nothing_of_the_reason_and_the_feedback_is_on_the_page_before_the_answer(pack_of: PackOf) -> None:
    answers = [{"right": "Rain", "because": "Feedback on rain."}, {"wrong": "Snow", "because": "Feedback on snow."}]
    play = begun(pack_of, {"answers": answers, "because": "The general reason.", "hints": ["The only hint."]})
    before = play.page()
    assert not any(words in before for words in ("Feedback", "The general reason", "The only hint"))
    give(play, answer="1")
    assert "The general reason" in play.page()


def test_the_question_that_waits_stands_on_its_card_alone(pack_of: PackOf) -> None:
    play = begun(pack_of, {**EXAMPLES["typed"], "hints": ["It has a tower."]})
    assert words_of(play.page()).count("Which is it?") == 1
    play.take(page(play).form("give").sent("do", "hint"))
    assert words_of(play.page()).count("Which is it?") == 1


def test_an_answer_that_stands_is_offered_and_no_other(pack_of: PackOf) -> None:
    play = begun(pack_of, EXAMPLES["typed"], pack={"answers": "locked"})
    give(play, answer="Rome")
    play.take(page(play).form("undo").sent("undo"))
    shown = page(play)
    assert not any(name == "give" for form in shown.forms for name, _ in form.buttons)
    assert "Your first answer stands: Rome" in " ".join(shown.words.split())
    play.take(shown.form("do").sent("do"))
    assert play.session.steps()[0].answer == "Rome"
