"""Questions: asked, drawn, looked up, answered, passed."""

from __future__ import annotations

import pytest

from game.engine import AnswerGiven, Refused, choose, events, options
from game.engine.rules import answer_order, asked_question, known_facts

KINDS = """
    questions:
      q:
        cites: [sky, sea]
        {0}
    scenes:
      main: {{ ask: q, right: Well done., wrong: A pity. }}
"""
CHOICE = """text: Which?
        answers: [{ right: The sky, because: Look up. }, { wrong: The sea }, { wrong: The bread, id: loaf }]"""
TYPED = "text: Which?\n        answer: [The sky, Heaven]\n        not: [The ski]"
NUMBER = "text: How many?\n        number: 8"
CLOZE = "cloze: The [sky|air] is over the [sea]."
ORDER = "text: In order?\n        order: [dawn, noon, dusk, night]"
MATCH = "text: Who has what?\n        match: { Ann: one, Ben: two, Cay: three }"


def question_of(play_of, keys, seed=0):
    return play_of(KINDS.format(keys), seed)


def right_order(play):
    """The letters that put the shown parts in order."""
    question = asked_question(play.story, play.state)
    order = answer_order(play.story, play.state, question)
    return " ".join("abcdefgh"[order.index(number)] for number in range(len(order)))


@pytest.mark.parametrize(
    ("keys", "right", "wrong"),
    [
        (CHOICE, "the sky!", "the sea"),
        (TYPED, "heaven", "the ski"),
        (NUMBER, "eight", "9"),
        (CLOZE, "air; sea", "sea; sky"),
    ],
)
def test_a_question_is_answered_in_ones_own_words(play_of, keys, right, wrong):
    play = question_of(play_of, keys).answer(f" {right} ")
    assert play.happened == [f"(right q: {right})", "Well done.", "(the scenes are over)"]
    play = question_of(play_of, keys).answer(wrong)
    assert play.happened == [f"(wrong q: {wrong})", "A pity.", "(the scenes are over)"]


@pytest.mark.parametrize("keys", [ORDER, MATCH])
@pytest.mark.parametrize("seed", range(5))
def test_parts_are_shown_shuffled_and_answered_by_their_letters(play_of, keys, seed):
    play = question_of(play_of, keys, seed)
    right = right_order(play)
    assert question_of(play_of, keys, seed).answer(right).shown == ["Well done."]
    wrong = " ".join([*right.split()[1:], right.split()[0]])
    assert question_of(play_of, keys, seed).answer(wrong).shown == ["A pity."]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_to_be_put_in_order_never_stands_in_order(play_of, seed):
    play = question_of(play_of, ORDER.replace(", night", ""), seed)
    question = asked_question(play.story, play.state)
    order = answer_order(play.story, play.state, question)
    assert sorted(order) == [0, 1, 2]
    assert order != (0, 1, 2)


def test_a_multiple_choice_question_offers_its_answers_in_an_order_of_this_play(play_of):
    plays = [question_of(play_of, CHOICE, seed) for seed in range(12)]
    assert {frozenset(play.labels) for play in plays} == {frozenset({"The sky", "The sea", "The bread", "pass"})}
    assert len({tuple(play.ids) for play in plays}) > 1
    assert {frozenset(play.ids) for play in plays} == {
        frozenset({"answer:the_sky", "answer:the_sea", "answer:loaf", "pass"})
    }


def test_a_multiple_choice_question_is_answered_by_choosing(play_of):
    play = question_of(play_of, CHOICE).take("The sky")
    assert play.turn.events[0] == events.QuestionAnswered("q", True, "The sky", "the_sky", False, 1.0)
    assert play.shown == ["Well done."]
    play = question_of(play_of, CHOICE).take("answer:loaf")
    assert play.turn.events[0] == events.QuestionAnswered("q", False, "The bread", "loaf", False)
    assert play.shown == ["A pity."]


def test_a_chosen_answer_that_is_typed_is_the_same_answer(play_of):
    play = question_of(play_of, CHOICE).answer("the bread")
    assert play.turn.events[0] == events.QuestionAnswered("q", False, "the bread", "loaf", False)


@pytest.mark.parametrize("keys", [TYPED, NUMBER, CLOZE, ORDER, MATCH])
def test_any_other_question_offers_no_answers(play_of, keys):
    assert question_of(play_of, keys).ids == ["pass"]


@pytest.mark.parametrize("keys", [CHOICE, TYPED, NUMBER, CLOZE, ORDER, MATCH])
def test_any_question_can_be_passed_and_is_then_wrong(play_of, keys):
    play = question_of(play_of, keys).take("pass")
    assert play.turn.events[0] == events.QuestionAnswered("q", False, "", "", False)
    assert play.shown == ["A pity."]
    assert play.value("answer.q") == 1


@pytest.mark.parametrize("keys", [CHOICE, TYPED, NUMBER, CLOZE, ORDER, MATCH])
@pytest.mark.parametrize("words", ["", "  \n"])
def test_an_empty_answer_is_refused(play_of, keys, words):
    play = question_of(play_of, keys)
    with pytest.raises(Refused, match="empty"):
        play.answer(words)
    assert asked_question(play.story, play.state).id == "q"


@pytest.mark.parametrize(
    ("keys", "words", "advice"),
    [
        (CHOICE, "the moon", "none of the answers"),
        (NUMBER, "many", "one number"),
        (CLOZE, "sky", "2 gaps"),
        (ORDER, "a b c", "letters a to d"),
        (MATCH, "1a 2b", "1a 2b 3c"),
    ],
)
def test_an_answer_whose_form_is_unclear_is_refused_and_costs_nothing(play_of, keys, words, advice):
    play = question_of(play_of, keys)
    before = play.state
    with pytest.raises(Refused, match=advice):
        play.answer(words)
    assert play.state == before
    assert "pass" in play.ids


def test_an_answer_right_but_for_its_spelling_is_right_and_says_so(play_of):
    play = question_of(play_of, "text: Which?\n        answer: Brussels").answer("Brusels")
    assert play.happened[:2] == ["(right q: Brusels [spelling])", "Well done."]


def test_a_question_is_asked_only_while_it_waits_for_an_answer(play_of):
    play = question_of(play_of, NUMBER)
    assert play.happened == ["(main begins)", "(asked q)"]
    assert asked_question(play.story, play.state).id == "q"
    play.answer("8")
    assert asked_question(play.story, play.state) is None
    play = play_of("scenes: { main: { choices: [{ choose: One }] } }")
    assert asked_question(play.story, play.state) is None


# ── Drawing ──────────────────────────────────────────────────────────────────────────────────────────────

DRAWING = """
    questions:
      sky_1: {{ text: How many?, cites: sky, number: 1 }}
      sea_1: {{ text: How many?, cites: sea, number: 1 }}
      food_1: {{ text: How many?, cites: bread, number: 1 }}
      food_2: {{ text: How many?, cites: bread, topics: drink, number: 1 }}
      both: {{ text: How many?, cites: [bread, sky], number: 1 }}
    scenes:
      main: {{ choices: [{{ choose: Ask, ask: {0}, again: true, stay: true }}] }}
"""


def drawn(play, times):
    asked = []
    for _ in range(times):
        play.take("Ask")
        asked.append(asked_question(play.story, play.state).id)
        play.take("pass")
    return asked


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    ("ask", "fitting"),
    [
        ("{ topic: weather }", ["both", "sea_1", "sky_1"]),
        ("{ topic: food }", ["both", "food_1"]),
        ("{ topic: drink }", ["food_2"]),
        ("{ from: [food_2, sky_1, sea_1, sky_1] }", ["food_2", "sea_1", "sky_1"]),
    ],
)
def test_a_drawn_question_is_one_of_those_not_yet_asked(play_of, ask, fitting, seed):
    play = play_of(DRAWING.format(ask), seed)
    assert sorted(drawn(play, len(fitting))) == fitting
    assert set(drawn(play, 3)) <= set(fitting)


def test_a_draw_depends_on_the_seed(play_of):
    assert len({tuple(drawn(play_of(DRAWING.format("{ topic: weather }"), seed), 3)) for seed in range(12)}) > 1


def test_drawing_moves_the_chance_on_and_asking_by_name_does_not(play_of):
    play = play_of(DRAWING.format("{ topic: weather }"))
    before = play.state.chance
    assert play.take("Ask").state.chance != before
    play = play_of(DRAWING.format("sky_1"))
    before = play.state.chance
    assert play.take("Ask").state.chance == before


# ── Looking into the notebook ────────────────────────────────────────────────────────────────────────────

LOOKUP = """
    clock: { start: 08:00, end: 12:00 }
    measures: { trust: { start: 5 } }
    lookup: { minutes: 10, trust: -1 }
    questions:
      q: { text: How many?, cites: [sky, sea], number: 8 }
    scenes:
      main:
        choices:
          - { choose: Ask, ask: q, again: true, stay: true }
          - { choose: Read the sky, learn: sky, stay: true }
          - { choose: Read the sea, learn: sea, stay: true }
          - { choose: Read of bread, learn: bread, stay: true }
"""


def test_the_notebook_helps_only_when_it_holds_a_fact_on_which_the_question_rests(play_of):
    play = play_of(LOOKUP)
    assert play.take("Ask").ids == ["pass"]
    assert play.take("pass", "Read of bread", "Ask").ids == ["pass"]
    with pytest.raises(Refused):
        choose(play.story, play.state, "lookup")
    assert play.take("pass", "Read the sea", "Ask").ids == ["lookup", "pass"]


def test_looking_something_up_shows_the_known_facts_and_has_its_cost(play_of):
    play = play_of(LOOKUP).take("Read the sea", "Ask", "lookup")
    assert play.happened == ["(looked up q: sea)", "(08:00 → 08:10)", "(trust 5 → 4)"]
    play = play_of(LOOKUP).take("Read the sea", "Read the sky", "Ask", "lookup")
    assert play.happened[0] == "(looked up q: sky, sea)"
    question = asked_question(play.story, play.state)
    assert known_facts(play.story, play.state.memory, question) == ("sky", "sea")


def test_the_notebook_can_be_looked_into_once_for_each_asking(play_of):
    play = play_of(LOOKUP).take("Read the sea", "Ask", "lookup")
    assert play.ids == ["pass"]
    with pytest.raises(Refused):
        choose(play.story, play.state, "lookup")
    assert play.answer("8").happened == ["(right q: 8)"]
    assert play.take("Ask").ids == ["lookup", "pass"]


def test_looking_something_up_leaves_the_question_open(play_of):
    play = play_of(LOOKUP).take("Read the sea", "Ask", "lookup")
    assert asked_question(play.story, play.state).id == "q"
    assert choose(play.story, play.state, AnswerGiven("8")).events[0] == events.QuestionAnswered(
        "q", True, "8", "", False, 1.0
    )


def test_looking_something_up_costs_nothing_when_the_pack_names_no_cost(play_of):
    play = play_of("""
        questions: { q: { text: How many?, cites: sky, number: 8 } }
        scenes: { main: { learn: sky, ask: q } }
    """)
    assert play.take("lookup").happened == ["(looked up q: sky)"]


# ── What question texts speak of ─────────────────────────────────────────────────────────────────────────

SPEAKING = """
    questions:
      q:
        text: "{{{0}: Yes|No}}?"
        cites: sky
        number: 8
    scenes:
      main:
        choices:
          - {{ choose: Read, again: true, stay: true }}
          - {{ choose: Round, again: true, goto: main }}
          - {{ choose: Ask, ask: q, again: true, stay: true }}
"""


def asked_text(play):
    return play.emitted(events.TextShown(asked_question(play.story, play.state).text, play.state.memory))


def test_a_question_can_speak_of_a_choice_that_can_be_taken_again(play_of):
    play = play_of(SPEAKING.format("chose.main.read"))
    assert asked_text(play.take("Ask")) == "No?"
    assert asked_text(play.take("pass", "Read", "Ask")) == "Yes?"


def test_a_question_can_speak_of_how_often_something_happened(play_of):
    play = play_of(SPEAKING.format("visits.main >= 3"))
    assert asked_text(play.take("Round", "Ask")) == "No?"
    assert asked_text(play.take("pass", "Round", "Ask")) == "Yes?"


def test_an_option_of_a_question_says_what_it_is(play_of):
    play = question_of(play_of, NUMBER)
    (passing,) = options(play.story, play.state)
    assert (passing.kind, passing.label, passing.subject) == ("pass", None, "q")


def test_giving_up_has_an_outcome_of_its_own(play_of):
    pack = KINDS.replace("wrong: A pity.", "wrong: A pity., passed: Never mind.")
    play = play_of(pack.format(NUMBER)).take("pass")
    assert play.happened == ["(wrong q: )", "Never mind.", "(the scenes are over)"]
    assert play_of(pack.format(NUMBER)).answer("9").shown == ["A pity."]


def test_without_one_giving_up_is_like_a_wrong_answer(play_of):
    assert question_of(play_of, NUMBER).take("pass").shown == ["A pity."]
