"""Sources, dates, words that take a side, voices without an owner, and one view among several."""

from __future__ import annotations

import pytest

from tests.story.editorial.packs import END, PACK, said_of, said_of_pack, said_of_question

BELL = "text: How heavy is the bell?\ncites: bell\nnumber: 80\nbecause: {}"
CLOCK = "clock: { start: 08:00, end: 12:00 }\n"


@pytest.mark.parametrize(
    "because", ["It was cast in 1898.", "It weighs 85 kilograms.", "It weighs 8 % less than that."]
)
def test_a_figure_that_the_fact_does_not_have_is_reported(because: str) -> None:
    assert said_of_question(BELL.format(because)) == ["EW906"]


@pytest.mark.parametrize(
    "because", ["It was cast in 1899.", "Eighty kilograms, cast in 1899.", "One bell, 80 kilograms.", "In 1921."]
)
def test_figures_of_the_fact_are_free(because: str) -> None:
    assert said_of_question(BELL.format(because)) == []


def test_a_year_beside_a_mark_is_that_of_the_fact() -> None:
    assert said_of("It was cast in 1898 [bell].") == ["EW906"]
    assert said_of("It was cast in 1899 [bell]. At 10:45, in room 212, they rang it.") == []


@pytest.mark.parametrize(
    "text",
    [
        "{time >= 08:35: It is late.|It is early.}",
        "{time >= 08:35 and time < 09:45: It is {time > 08:40: late|not too late}.|So.}",
        "{visits.a > 15: Again.|So.}",
        "That is {visits.a * 45} in all.",
    ],
)
def test_figures_of_conditions_and_sums_are_no_figures_of_the_text(text: str) -> None:
    assert said_of_question(BELL.format(f"'{text}'"), CLOCK) == []


@pytest.mark.parametrize(
    "text",
    [
        "{time >= 08:35: It was cast in 1898.|So.}", "{time >= 08:35: So.|It was cast in 1898.}",
        r"\{In 1898: it was cast.", "{{In 1898: it was cast.}}", "{one|In 1898}", "{&In 1898|In 1899}",
    ],
)  # fmt: skip
def test_figures_in_braces_are_figures_of_the_text(text: str) -> None:
    assert said_of_question(BELL.format(f"'{text}'"), CLOCK) == ["EW906"]


def test_feedback_names_nothing_that_no_dossier_has() -> None:
    assert said_of_question(BELL.format("The founder was Jacob Mesdag.")) == ["EW907"]
    assert said_of_question(BELL.format("So says the gazette. On Sunday Olga Brandt may have rung it.")) == []


@pytest.mark.parametrize(
    "question", ["How heavy is the bell now?", "How heavy is the bell these days?", "How heavy is the current mayor?"]
)
def test_words_that_age_need_a_date(question: str) -> None:
    assert said_of_question(BELL.format("So.").replace("How heavy is the bell?", question)) == ["EW921"]


@pytest.mark.parametrize(
    "question",
    [
        "How heavy was the bell in early 1921, and is it now?",
        "How heavy is the new rope?",
        "How heavy is it, you know?",
    ],
)
def test_dated_and_harmless_words_are_free(question: str) -> None:
    assert said_of_question(BELL.format("So.").replace("How heavy is the bell?", question)) == []


def test_the_now_of_the_story_is_its_own() -> None:
    assert said_of("Now it rains. Today the bell rings, and currently nobody listens.") == []


@pytest.mark.parametrize(
    "text",
    ["The regime weighs 80 kilograms [bell].", "Olga Brandt claimed it [words].", "The so-called bell rings [bell]."],
)
def test_words_that_take_a_side_are_reported(text: str) -> None:
    assert said_of(text) == ["EW922"]


@pytest.mark.parametrize(
    "text",
    [
        "The clerk admitted that she had eaten the biscuit.",
        'The bell, which the almanac calls "the so-called giant", rings [bell].',
        "The bell rings [bell]. The word *regime* stood on the wall.",
        "A thug of a dog admitted nothing.",
    ],
)
def test_such_words_are_free_in_quotations_and_among_invented_people(text: str) -> None:
    assert said_of(text) == []


def test_a_pack_adds_words_of_its_own() -> None:
    assert said_of("The tin-pot mayor rings the bell [bell].", "loaded_words: [tin-pot]\n") == ["EW922"]


@pytest.mark.parametrize("because", ["Many people say so.", "Experts believe it.", "It is widely believed."])
def test_voices_without_an_owner_are_reported(because: str) -> None:
    assert said_of_question(BELL.format(because)) == ["EW923"]


def test_a_fact_may_say_that_many_say_so() -> None:
    assert said_of("Many people say that the ferry is late [ferry].") == []
    assert said_of("Many people say that it is heavy [bell].") == ["EW923"]
    assert said_of("Many people say that the lift is haunted.") == []


@pytest.mark.parametrize(
    ("text", "cites", "codes"),
    [
        ("What is the harbour like?", "words", ["EW924"]),
        ("What does Olga Brandt call the harbour?", "words", []),
        ("According to Brandt, what is the harbour like?", "words", []),
        ("Is the ferry late?", "ferry", ["EW924"]),
        ("According to the article, is the ferry late?", "ferry", []),
        ("What is the harbour like?", "[words, bell]", []),
    ],
)
def test_a_view_is_asked_for_with_its_owner(text: str, cites: str, codes: list[str]) -> None:
    assert said_of_question(f"text: {text}\ncites: {cites}\nanswer: Stubborn\nbecause: So.") == codes


def test_a_contested_subject_has_more_than_one_voice() -> None:
    scene = "scenes:\n  a:\n    text: So.\n    learn: [bell, words, ferry]\n    end: e\n"
    assert said_of_pack(f"{PACK}contested: [quay]\n{scene}{END}") == ["EW925"]
    assert said_of_pack(f"{PACK}contested: [harbour]\n{scene}{END}") == []
    assert said_of_pack(f"{PACK}contested: [boats]\n{scene}{END}") == ["EW926"]


@pytest.mark.parametrize(
    ("disclaimer", "codes"),
    [
        ("Invented, after a gazette of early 1921.", []),
        ("Fiction, after The Harbour Gazette.", []),
        ("Everything here is invented.", ["EW913"]),
        ("After a gazette of early 1921.", ["EW913"]),
    ],
)
def test_the_disclaimer_says_what_is_invented_and_after_what(disclaimer: str, codes: list[str]) -> None:
    scene = "scenes:\n  a:\n    text: Hello.\n    end: e\n"
    assert said_of_pack(f"pack: Test\ndisclaimer: {disclaimer}\n{scene}{END}") == codes


def test_a_pack_without_facts_and_names_is_not_read_for_sources() -> None:
    assert said_of('"Now," said the clerk. Many say that the lift is new.') == []
