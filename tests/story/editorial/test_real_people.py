"""Real people: what may be said of them, and by whom; and what only looks as if it were about them."""

from __future__ import annotations

import pytest

from tests.story.editorial.packs import END, PACK, said_of, said_of_label, said_of_pack, said_of_question


@pytest.mark.parametrize(
    "text",
    [
        '"We need no ferry," said Olga Brandt, and turned away [words].',
        '"We need no ferry," Brandt said [words].',
        'Olga Brandt, who came late, said: "We need no ferry" [words].',
        'Mayor Olga Brandt told the clerk that "we need no ferry" [words].',
        "Brandt: “We need no ferry.” [words]",
        'Jens Stoltenberg replied, "Not here."',
    ],
)
def test_invented_words_of_a_real_person_are_refused(text: str) -> None:
    assert said_of(text) == ["EW901"]


@pytest.mark.parametrize(
    "text",
    [
        'Olga Brandt called it "small but stubborn" [words].',
        '"Stubborn," said Brandt [words].',
        "What did Olga Brandt call it? {quote: words}.",
        '"Good morning," said the clerk.',
        'The clerk said "good morning" and went. On the wall hung a saying of Olga Brandt [words].',
        'Brandt and Sons, said the sign. "Fish," said the clerk.',
    ],
)
def test_words_that_a_dossier_quotes_and_words_of_others_are_free(text: str) -> None:
    assert "EW901" not in said_of(text)


def test_real_words_need_their_source() -> None:
    assert said_of('"Small but stubborn," said Olga Brandt.') == ["EW903"]
    assert said_of('"Small but stubborn," said Olga Brandt [words].') == []


def test_words_beside_a_real_name_are_doubted() -> None:
    assert said_of('Beside the note on Olga Brandt [words] somebody wrote "never again".') == ["EW902"]
    assert said_of('Olga Brandt has a note on the wall [words]. "Never again," said a clerk to it.') == []
    assert said_of('A note on Olga Brandt [words]. "Never again," she said.') == ["EW902"]


@pytest.mark.parametrize(
    "text",
    [
        "Olga Brandt secretly hopes for rain.",
        "Brandt, the mayor, fears the sea.",
        "Nobody knows that Brandt is very angry.",
        "It was Brandt's real motive.",
        "Why is Brandt afraid?",
        "Vladimir Putin wants the harbour.",
    ],
)
def test_thoughts_of_a_real_person_without_a_source_are_refused(text: str) -> None:
    assert said_of(text) == ["EW911"]


@pytest.mark.parametrize(
    "text",
    [
        "Brandt wants a second quay [words].",
        "The clerk fears Brandt's successor, and wants tea.",
        "Everybody hopes that it will rain. {quote: words}, said Brandt.",
        "The ferry fears nothing.",
    ],
)
def test_reported_thoughts_and_those_of_others_are_free(text: str) -> None:
    assert {"EW911", "EW912"}.isdisjoint(said_of(text))


def test_a_source_elsewhere_in_the_paragraph_makes_a_thought_doubtful() -> None:
    assert said_of("Brandt loves the sea. She called the harbour stubborn [words].") == ["EW912"]


def test_whatever_is_said_of_a_real_person_has_a_source() -> None:
    assert said_of("A photograph of Olga Brandt hangs askew.") == ["EW910"]
    assert said_of("A photograph of Olga Brandt hangs askew [words].") == []
    assert said_of("Two generals hang askew. In May a third one comes.") == []


@pytest.mark.parametrize(
    "label",
    [
        "Ask Olga Brandt for the key",
        "Persuade Mayor Olga Brandt",
        "Go in and tell Brandt",
        "Talk to Brandt",
        "Make Vladimir Putin sign",
        "Let Secretary-General Mark Rutte decide",
    ],
)
def test_no_choice_deals_with_a_real_person(label: str) -> None:
    assert said_of_label(label) == ["EW908"]


@pytest.mark.parametrize(
    "label",
    [
        "Ask what Brandt said",
        "Read Brandt's words aloud",
        "Show Brandt's picture to the clerk",
        "Tell the clerk about Brandt",
        "Ask the Brandt administration for a copy",
        "Ask for the note on Olga Brandt",
        "Send the May report",
    ],
)
def test_choices_that_only_name_a_real_person_are_free(label: str) -> None:
    assert said_of_label(label) == []


def test_a_real_person_who_acts_by_a_choice_is_doubted() -> None:
    assert said_of_label("Brandt signs the paper") == ["EW909"]
    assert said_of_label("Brandt wants a second quay [words]") == []


@pytest.mark.parametrize(
    ("name", "code"), [("Ada Brandt", "EW904"), ("Angela Merkel", "EW904"), ("Ada Brant", "EW905")]
)
def test_no_invented_person_bears_a_real_name(name: str, code: str) -> None:
    scene = "scenes:\n  a:\n    text: Hello.\n    end: e\n"
    people = f"people:\n  ada: {{ name: {name}, fictional: true }}\n"
    assert said_of_pack(f"{PACK}{people}{scene}{END}") == [code]


@pytest.mark.parametrize("name", ["Ada Klein", "Olga", "Mark Olsen", "Ada Brandenburg"])
def test_names_that_nobody_takes_for_a_real_one_are_free(name: str) -> None:
    scene = "scenes:\n  a:\n    text: Hello.\n    end: e\n"
    people = f"people:\n  ada: {{ name: {name}, fictional: true }}\n"
    assert said_of_pack(f"{PACK}{people}{scene}{END}") == []


def test_a_pack_names_more_real_people() -> None:
    assert said_of("Cornelius Pool fears the sea.") == []
    assert said_of("Cornelius Pool fears the sea.", "real_people: [Cornelius Pool]\n") == ["EW911"]


def test_whom_a_pack_names_is_real_in_no_other_pack() -> None:
    named = "Cornelius van der Trump"
    assert said_of(f"{named} fears the sea.", f"real_people: [{named}]\n") == ["EW911"]
    assert said_of(f"{named} fears the sea.") == []
    assert said_of("Donald Trump fears the sea.") == ["EW911"]


def test_a_question_speaks_of_a_persons_thoughts_only_when_its_fact_does() -> None:
    asked = "text: What does Olga Brandt want?\ncites: {}\nanswer: A quay\nbecause: A second quay."
    assert said_of_question(asked.format("words")) == []
    assert said_of_question(asked.format("bell")) == ["EW912"]
