"""What gives an answer away: habits of a whole bank, the form of an option, and the moment of a question."""

from __future__ import annotations

from textwrap import indent

import pytest

from game.story.catalogue.diagnostics import Diagnostic
from tests.story.editorial.packs import GAZETTE, PACK, said_of_question
from tests.story.inline import findings

HABITS = ("EW956", "EW971", "EW972")
QUESTION = """\
text: What is it in case {number}?
cites: bell
answers:
  - right: {right}
  - wrong: {wrong}
    because: No.
  - wrong: {other}
    because: No.
because: So it is.
"""
#: Options of one length, of which none has a word of the fact.
LEVEL = ("Aa bb cc", "Dd ee ff", "Gg hh ii")


def found_in(bank: dict[str, str], steps: str = "text: Hello.") -> list[Diagnostic]:
    """What is found in a pack with these questions and a scene of these steps."""
    written = "".join(f"  {id_}:\n{indent(text, ' ' * 4)}" for id_, text in bank.items())
    end = "" if "choices:" in steps else "    end: e\n"
    scene = f"scenes:\n  a:\n{indent(steps, ' ' * 4)}\n{end}"
    pack = f"{PACK}questions:\n{written}{scene}endings:\n  e: The end.\n"
    return findings({"pack.yaml": pack, "gazette.yaml": GAZETTE})


def habits(*options: tuple[str, str, str]) -> list[Diagnostic]:
    """What is found out about a bank of such questions, each with its right and two wrong answers."""
    bank = {
        f"q{number}": QUESTION.format(number=number, right=right, wrong=wrong, other=other)
        for number, (right, wrong, other) in enumerate(options)
    }
    return [finding for finding in found_in(bank) if finding.code in HABITS]


SHORTEST = ("Aa bb", "Dd ee ff", "Gg hh ii jj")
LONGEST = ("Aa bb cc dd", "Dd ee ff", "Gg hh ii")
ECHO = ("Cast then", "Made then", "Lost then")


@pytest.mark.parametrize(
    ("options", "code"), [(SHORTEST, "EW971"), (LONGEST, "EW956"), (ECHO, "EW972")], ids=("short", "long", "echo")
)
class TestHabits:
    def test_a_habit_in_more_than_four_of_ten_is_told_once(self, options, code):
        (found,) = habits(*[options] * 3, *[LEVEL] * 4)
        assert (found.code, found.severity) == (code, "warning")
        assert found.message.startswith("In 3 of 7 multiple-choice questions the right answer")
        assert "`q0`, `q1`, `q2`" in found.message

    def test_four_of_ten_are_no_habit(self, options, code):
        assert habits(*[options] * 4, *[LEVEL] * 6) == []

    def test_among_four_questions_there_is_none(self, options, code):
        assert habits(*[options] * 4) == []
        assert [finding.code for finding in habits(*[options] * 5)] == [code]


def test_the_worst_are_named_first() -> None:
    plain = ("Aa bb", "Dd ee ff gg hh ii jj kk", "Gg hh ii jj kk ll mm nn")
    (found,) = habits(SHORTEST, SHORTEST, plain, SHORTEST, SHORTEST)
    assert "most plainly in `q2`, `q0`, `q1`" in found.message


def test_a_tie_gives_nothing_away() -> None:
    assert habits(*[("Cast it", "Cast me", "Cast us")] * 6) == []


@pytest.mark.parametrize(
    ("right", "wrong", "other", "differs"),
    [
        ("80 tons", "Heavy", "Light", "has a figure"),
        ("Heavy", "80 tons", "60 tons", "has no figure"),
        ("Not at all", "A little", "Very much", "begins with a denial"),
        ("A little", "Not at all", "It isn't", "begins with no denial"),
        ("Heavy.", "Stout", "Light", "ends with a full stop"),
        ("heavy", "Stout", "Light", "begins with a small letter"),
    ],
)
def test_a_key_that_alone_has_a_form_is_remarked_on(right, wrong, other, differs) -> None:
    text = QUESTION.format(number=1, right=right, wrong=wrong, other=other)
    (found,) = [finding for finding in found_in({"q": text}, "ask: q") if finding.code == "EW975"]
    assert found.severity == "remark"
    assert found.message == f"Only the right answer, “{right}”, {differs}."


@pytest.mark.parametrize(
    ("right", "wrong", "other"),
    [
        ("80 tons", "60 tons", "Light"),
        ("Heavy", "Stout", "60 tons"),
        LEVEL,
        ("Not once", "Never", "Always"),
        ("The bell did not ring", "A rope broke", "The ferry sank"),
    ],
)
def test_a_form_that_another_option_shares_gives_nothing_away(right, wrong, other) -> None:
    assert "EW975" not in said_of_question(QUESTION.format(number=1, right=right, wrong=wrong, other=other))


@pytest.mark.parametrize(
    ("text", "right", "wrong", "other"),
    [
        ("The thing on the quay is an …", "anchor", "bollard", "chain"),
        ("The thing on the quay is a ___.", "bollard", "anchor", "oar"),
        ("She rang it for an ____", "hour", "day", "week"),
        ("It was founded by a …", "union", "admiral", "orchestra"),
        ("Which are on the quay?", "Bollards", "A chain", "An oar"),
        ("Who were on the quay?", "Ines and Olga", "Ines", "Olga"),
        ("What is on the quay?", "A chain", "Two oars", "Ines and Olga"),
    ],
)
def test_grammar_that_only_the_key_fits_is_reported(text, right, wrong, other) -> None:
    question = QUESTION.format(number=1, right=right, wrong=wrong, other=other).replace("What is it in case 1?", text)
    assert "EW974" in said_of_question(question)


@pytest.mark.parametrize(
    ("text", "right", "wrong", "other"),
    [
        ("The thing on the quay is an …", "anchor", "oar", "chain"),
        ("The thing on the quay is a(n) …", "anchor", "bollard", "chain"),
        ("What lies on the quay?", "anchor", "bollard", "chain"),
        ("Which are on the quay?", "Bollards", "Chains", "An oar"),
        ("What is on the quay?", "A chain", "An oar", "Ines and Olga"),
        ("What is it that is grade A", "An anchor", "Bollard", "Chain"),
    ],
)
def test_grammar_that_another_option_fits_too_is_left_alone(text, right, wrong, other) -> None:
    question = QUESTION.format(number=1, right=right, wrong=wrong, other=other).replace("What is it in case 1?", text)
    assert "EW974" not in said_of_question(question)


WEIGHT = "text: How heavy is it?\ncites: bell\nnumber: 80\nbecause: So it is.\n"
WHO = "text: Who spoke?\ncites: words\nanswer: Olga Brandt\nbecause: It was she.\n"
FERRY = "text: According to the article, how is the ferry?\ncites: ferry\nanswer: late\nbecause: So it is.\n"
OPTIONS = QUESTION.format(number=1, right="A broken rope", wrong="An old anchor", other="A new quay")


def moments(bank: dict[str, str], steps: str) -> list[tuple[str, str]]:
    """The codes and spots of what is found about the moments of questions."""
    found = found_in(bank, steps)
    assert not [finding for finding in found if finding.severity == "error"]
    return [(finding.code, finding.message) for finding in found if finding.code in ("EW973", "EW976")]


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        (WEIGHT, "text: It weighs eighty kilograms.\nask: q"),
        (WHO, "text: Olga Brandt coughs.\nask: q"),
        (OPTIONS, "text: There lies a broken rope.\nask: q"),
        (OPTIONS, "text: There lies a broken rope.\nchoices:\n  - choose: Look\n    text: Hm.\n    ask: q\n    end: e"),
        (OPTIONS, "ask: p\nright:\n  text: Look, a broken rope.\n  ask: q"),
    ],
)
def test_a_key_that_stands_above_its_question_is_remarked_on(question, steps) -> None:
    bank = {"p": WHO.replace("Who spoke?", "Who else?"), "q": question}
    assert [code for code, _ in moments(bank, steps)] == ["EW973"]


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        (WEIGHT, "text: It weighs 80 kilograms since 1899.\nask: q"),
        (WEIGHT, "ask: q\nright:\n  text: It weighs 80 kilograms."),
        (OPTIONS, "text: There lies a broken rope on an old anchor.\nask: q"),
        (OPTIONS, "text: There lies a rope, broken.\nask: q"),
        (
            OPTIONS,
            "choices:\n  - choose: Look\n    text: A broken rope.\n    end: e\n  - choose: Go\n    ask: q\n    end: e",
        ),
    ],
)
def test_a_key_among_others_or_below_or_elsewhere_is_not(question, steps) -> None:
    assert moments({"q": question}, steps) == []


def test_a_pool_that_can_ask_beside_the_point_is_remarked_on() -> None:
    ((code, message),) = moments({"q": WEIGHT, "r": FERRY}, "text: So it rings [bell].\nask: { from: [q, r] }")
    assert code == "EW976"
    assert message.startswith("1 of the 2 questions that can be drawn here")
    assert message.endswith("told: `r`.")


def test_a_topic_can_reach_beyond_its_moment_too() -> None:
    bank = {"q": f"{WEIGHT}topics: [riddles, harbour]\n", "r": f"{FERRY}topics: [riddles]\n"}
    assert [code for code, _ in moments(bank, "learn: bell\nask: { topic: riddles }")] == ["EW976"]


@pytest.mark.parametrize(
    "steps",
    [
        "text: Now a riddle.\nask: { from: [q, r] }",
        "text: Both [bell] [ferry].\nask: { from: [q, r] }",
        "text: So it rings [bell].\nask: q",
        "text: Neither of them, says she [words].\nask: { from: [r] }",
    ],
)
def test_a_pool_of_which_that_cannot_be_said_is_left_alone(steps) -> None:
    assert moments({"q": WEIGHT, "r": FERRY}, steps) == []
