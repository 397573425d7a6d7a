"""What an author promises about odds: read, and refused in a sentence where it cannot be understood."""

from __future__ import annotations

import pytest

from game.story.model.promised import KnownTopic, Likelihood
from tests.story.inline import DOSSIER, findings, only_finding, story_of

PACK = """\
pack: The exam
disclaimer: Invented, after an almanac of 1921.
scenes:
  exam: { text: Now., learn: bell, ask: weight, right: { end: praise }, wrong: { end: scorn } }
questions:
  weight: { text: How heavy?, cites: bell, number: 80, because: It is. }
endings: { praise: P., scorn: S. }
"""


def promised(*lines: str) -> dict[str, str]:
    pack = PACK + "promises:\n" + "".join(f"  {line}\n" for line in lines)
    return {"dossier.yaml": DOSSIER, "pack.yaml": pack}


def likely(words: str) -> Likelihood:
    (made,) = story_of(promised(f"- likely: {words}", "  because: So it is.")).likely
    return made


def test_a_promise_about_odds_is_what_happens_a_bound_and_who_plays():
    made = likely("ending.praise >= 60 % given knowledge 1")
    assert made[:7] == ("ending", "praise", True, 60_000, 100_000, (), "")
    assert (made.source, made.because) == ("ending.praise >= 60 % given knowledge 1", "So it is.")
    assert tuple(made.spot) == ("pack.yaml", 9, 5)


@pytest.mark.parametrize(
    ("written", "share"),
    [("60 %", 60_000), ("60%", 60_000), ("0.6", 60_000), (".6", 60_000), ("1", 100_000), ("0", 0), ("12.5 %", 12_500),
     ("0.00001", 1), ("100 %", 100_000)],
)  # fmt: skip
def test_a_share_is_written_in_per_cent_or_as_a_number_up_to_one(written, share):
    assert likely(f"ending.praise <= {written}")[2:4] == (False, share)


def test_who_is_not_told_knows_as_much_as_in_a_simulation():
    assert likely("asking.weight >= 0.1").knowledge == 60_000


def test_a_strategy_knows_everything_if_not_told_otherwise():
    made = likely("ending.praise >= 0.1 given strategy reader")
    assert (made.strategy, made.knowledge) == ("reader", 100_000)
    made = likely("ending.praise >= 0.1 given strategy reader, knowledge 0.8")
    assert (made.strategy, made.knowledge) == ("reader", 80_000)


def test_knowledge_can_be_that_of_a_topic():
    topic = next(name for fact in story_of(promised()).facts.values() for name in fact.topics)
    made = likely(f"ending.praise >= 0.1 given knowledge 0.2, {topic} 0.9")
    assert made.knowledge == 20_000
    assert made.topics == (KnownTopic(topic, 90_000),)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ending.praise", "has to look like"),
        ("ending.praise > 0.5", "has to look like"),
        ("ending.praise >= 50 % or 3", "has to look like"),
        ("seen.exam >= 0.5", "`seen.` has no odds"),
        ("ending.praise >= 101 %", "“101 %” is neither"),
        ("ending.praise >= 1.5", "“1.5” is neither"),
        ("ending.praise >= .", "“.” is neither"),
        ("ending.praise >= 0.5 given luck", "not “luck”"),
        ("ending.praise >= 0.5 given knowledge 2", "“2” is neither"),
        ("ending.praise >= 0.5 given strategy first", "`first` is no strategy whose odds"),
    ],
)
def test_what_cannot_be_understood_is_said_with_its_reason(words, said):
    found = only_finding(promised(f"- likely: {words}"))
    assert found.code == "EW409"
    assert said in found.message


def test_odds_are_those_of_whole_plays():
    found = only_finding(promised("- likely: ending.praise >= 0.5", "  before: exam"))
    assert found.code == "EW409" and "whole plays" in found.message


@pytest.mark.parametrize(
    "words", ["ending.prais >= 0.5", "knows.nothing >= 0.5", "asking.wait >= 0.5", "ending.praise >= 0.5 given art 1"]
)
def test_what_is_not_there_has_no_odds(words):
    assert only_finding(promised(f"- likely: {words}")).code == "EW301"


def test_a_promise_about_odds_stands_behind_a_dash_of_its_own():
    found = [finding.code for finding in findings(promised("- likely: ending.praise >= 0.5", "  can: ending.praise"))]
    assert found == ["EW408"]
