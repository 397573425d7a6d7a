"""Questions that teach, and questions that give themselves away."""

from __future__ import annotations

import pytest

from tests.story.editorial.packs import END, PACK, said_of_pack, said_of_question

CHOICE = """\
text: {text}
cites: bell
answers:
  - right: {right}
  - wrong: {wrong}
    because: Too light.
  - wrong: 90 kilograms
    because: Too heavy.
because: The gazette says so.
"""


def choice(text: str = "How heavy is the bell?", right: str = "80 kilograms", wrong: str = "60 kilograms") -> str:
    return CHOICE.format(text=text, right=right, wrong=wrong)


def test_a_sound_question_is_left_alone() -> None:
    assert said_of_question(choice()) == []


@pytest.mark.parametrize(
    "option", ["All of the above", "None of these.", "both of them", "Neither", "A and B", "All are correct"]
)
def test_an_option_that_speaks_of_the_others_is_reported(option: str) -> None:
    assert said_of_question(choice(wrong=option)) == ["EW954"]


@pytest.mark.parametrize("option", ["All of its weight", "None of the crew", "Every one of 60 kilograms", "Both bells"])
def test_an_option_that_only_begins_so_is_an_answer(option: str) -> None:
    assert said_of_question(choice(wrong=option)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Which weight is not that of the bell?",
        "Which weight has the bell never had?",
        "Which of these isn't its weight?",
        "According to the gazette, which weight has it not?",
        "To which weight does it not come?",
        "All of these are weights of the bell, except which?",
    ],
)
def test_a_hidden_not_is_reported(text: str) -> None:
    assert said_of_question(choice(text)) == ["EW959"]


@pytest.mark.parametrize(
    "text",
    [
        "Which weight is *not* that of the bell?",
        "Which weight is NOT that of the bell?",
        "How heavy is the bell, which nobody can lift and which is not new?",
        "What may happen if allies do not pay?",
        "How heavy is the bell that does not ring?",
        "Nothing weighs more. How heavy is the knot?",
        "How heavy is the bell of the church, whose tower is not old?",
    ],
)
def test_a_marked_not_and_one_beside_the_question_are_free(text: str) -> None:
    assert said_of_question(choice(text)) == []


def test_the_key_is_not_by_far_the_longest() -> None:
    assert said_of_question(choice(right="80 kilograms, clapper included")) == ["EW955"]
    assert said_of_question(choice(right="80 kilograms", wrong="6 kilos")) == []


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("text: How heavy is the bell of 80 kilograms?\ncites: bell\nnumber: 80\nbecause: So.", ["EW965"]),
        ("text: How heavy is the bell of eighty kilograms?\ncites: bell\nnumber: 80\nbecause: So.", ["EW965"]),
        ("text: Olga Brandt spoke. Who spoke?\ncites: words\nanswer: Olga Brandt\nbecause: So.", ["EW965"]),
        ("cloze: A bell of 80 kilograms weighs [80] kilograms.\ncites: bell\nbecause: So.", ["EW965"]),
        ("cloze: A bell weighs [80] kilograms.\ncites: bell\nbecause: So.", []),
        ("text: Who spoke, Olga Brandt or Ada Klein?\ncites: words\nanswer: Olga Brandt\nnot: [Ada Klein]\n"
         "because: So.", []),
    ],
)  # fmt: skip
def test_a_question_does_not_tell_its_answer(question: str, codes: list[str]) -> None:
    assert said_of_question(question) == codes


def test_what_is_right_is_not_wrong_with_a_hyphen() -> None:
    asked = "text: Who spoke?\ncites: words\nanswer: Olga Brandt\nnot: [{}]\nbecause: So."
    assert said_of_question(asked.format("olga-brandt")) == ["EW960"]
    assert said_of_question(asked.format("Olga Brand")) == []


def _bank(*questions: tuple[str, str], scene: str = "text: Hello.") -> list[str]:
    bank = "".join(f"  {id_}:\n" + "".join(f"    {line}\n" for line in text.splitlines()) for id_, text in questions)
    asked = ", ".join(id_ for id_, _ in questions)
    steps = f"    {scene}\n    ask: {{ from: [{asked}] }}\n    end: e\n"
    return said_of_pack(f"{PACK}questions:\n{bank}scenes:\n  a:\n{steps}{END}")


NUMBER = "text: How heavy is the bell?\ncites: bell\nnumber: 80\nbecause: So."


def test_the_same_question_may_come_back_in_another_form_only() -> None:
    assert _bank(("one", NUMBER), ("two", NUMBER.replace("How heavy is", "And how heavy is"))) == ["EW961"]
    assert _bank(("one", NUMBER), ("two", choice())) == []
    assert _bank(("one", NUMBER), ("two", NUMBER.replace("the bell", "the rope"))) == []


def test_three_in_ten_questions_are_no_multiple_choice() -> None:
    choices = [(f"c{index}", choice(f"How heavy is bell {index}?")) for index in "abcd"]
    assert _bank(*choices) == ["EW951"]
    assert _bank(*choices[:3]) == []
    assert _bank(*choices[:2], ("n", NUMBER), ("m", NUMBER.replace("the bell", "the rope"))) == []


def test_what_is_asked_can_be_met_in_a_story_with_a_notebook() -> None:
    learned = _bank(("one", NUMBER), scene="learn: [words, ferry]")
    assert learned == ["EW963"]
    assert _bank(("one", NUMBER), scene="learn: [bell, words, ferry]") == []
    assert _bank(("one", NUMBER), scene="learn: [bell, words]") == ["EW964"]
    assert _bank(("one", NUMBER)) == []
