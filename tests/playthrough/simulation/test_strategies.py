"""Players who do not read, beside one who does: small packs in which it is known what each of them comes to."""

from __future__ import annotations

from collections import Counter

import pytest

from game.engine.rules import begin, choose, options
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import seed_of
from game.playthrough.simulation.strategies.comparing import ComparisonWishes, compare
from game.playthrough.simulation.strategies.copying import copied
from game.playthrough.simulation.strategies.outcomes import StrategyOutcome, outcomes
from game.playthrough.simulation.strategies.registry import (
    STRATEGIES,
    UnknownStrategy,
    strategies_named,
    strategy,
)
from game.story.editorial.words.lint_words import lint_words_of
from game.story.model.story import Story
from game.story.schema.strategy_names import NOT_READING, READING

ROADS = """
    scenes:
      fork:
        choices:
          - { choose: Take the upper road, end: upper }
          - { choose: Take the middle road, end: middle }
          - { choose: Take the lower road, end: lower }
    endings: { upper: U., middle: M., lower: L. }
"""

EXAM = """
    scenes:
      exam:
        {learn}
        ask: asked
        right: {{ end: praise }}
        wrong: {{ end: scorn }}
        passed: {{ end: silence }}
    questions:
      asked:
        {question}
    endings: {{ praise: P., scorn: S., silence: Z. }}
"""

SHORT_KEY = "{ text: Colour?, cites: sky, answers: [{ right: Blue }, { wrong: Dark green }, { wrong: Deep dark red }] }"
LONG_KEY = "{ text: Colour?, cites: sky, answers: [{ right: Blue as the sky }, { wrong: Green }, { wrong: Red }] }"
ECHOED_KEY = "{ text: How is it?, cites: sky, answers: [{ right: It is blue }, { wrong: Not so }, { wrong: Red }] }"
ECHOED_WRONG = (
    "{ text: Does it rain today?, cites: sky, answers: [{ right: Blue }, { wrong: Rain }, { wrong: It snows }] }"
)

FORK = f"""
    scenes:
      fork:
        choices:
          - {{ choose: Sit the exam, goto: exam }}
          - {{ choose: Stay away, end: silence }}
      exam: {{ learn: sky, ask: asked, right: {{ end: praise }}, wrong: {{ end: scorn }} }}
    questions: {{ asked: {SHORT_KEY} }}
    endings: {{ praise: P., scorn: S., silence: Z. }}
"""

WAITING = """
    start: cafe
    clock: { start: 08:00, end: 09:00 }
    measures: { nerves: { start: 3, min: 0, max: 3, stops_at_bounds: true } }
    places: { cafe: { name: The café } }
    scenes:
      quarrel: { at: cafe, title: Quarrel, nerves: -1, minutes: 10, again: true }
      tea:
        at: cafe
        again: true
        title: Order tea
        choices:
          - { choose: Send it back, id: back, again: true }
          - { choose: Drink it slowly, id: drink, again: true, minutes: 10 }
      closing: { at: cafe, on_arrival: true, when: time >= 09:00 and nerves == 3, end: calm }
      thrown_out: { at: cafe, on_arrival: true, when: nerves == 0, end: shaken }
    endings: { calm: C., shaken: S. }
"""

INSULTS = """
    measures: { trust: { start: 2, min: 0, max: 2 } }
    scenes:
      table:
        choices:
          - { choose: Shout, trust: -1, end: shouted }
          - { choose: Listen, end: listened }
          - { choose: Nod, end: nodded }
          - { choose: Leave it to the next room, goto: next }
      next:
        choices:
          - { choose: Slam the door, trust: -1, end: slammed }
          - { choose: Break a cup, trust: -2, end: broken }
    endings: { shouted: A., listened: L., nodded: N., slammed: S., broken: B. }
"""

TO_AND_FRO = """
    start: a
    places: { a: { name: Room A, exits: { east: b } }, b: { name: Room B, exits: { south: c } }, c: { name: Room C } }
    scenes: { out: { at: c, title: Leave, end: out } }
    endings: { out: You are out. }
"""


def exam(question: str, learn: str = "learn: sky") -> str:
    return EXAM.format(question=question, learn=learn)


def outcome(story: Story, name: str, plays: int = 30, **wishes: object) -> StrategyOutcome:
    """What one strategy came to."""
    (played,) = outcomes(story, compare(story, ComparisonWishes((name,), plays, **wishes)), ())  # type: ignore[arg-type]
    return played


def ended(story: Story, name: str, **wishes: object) -> dict[str, int]:
    """In how many of 30 plays each ending was reached, without those that never were."""
    return {id_: some.plays for id_, some in outcome(story, name, **wishes).endings.items() if some.plays}


def test_the_first_and_the_last_thing_are_always_the_same_choice(story_of):
    roads = story_of(ROADS)
    assert ended(roads, "first") == {"upper": 30}
    assert ended(roads, "last") == {"lower": 30}


@pytest.mark.parametrize(
    "name", ["shortest", "longest", "echo", "notebook", "hints", "pass-undo", "random", "careful", "reader"]
)
def test_the_others_choose_at_random_where_nothing_is_asked(story_of, name):
    assert ended(story_of(ROADS), name).keys() == {"upper", "middle", "lower"}


@pytest.mark.parametrize(("name", "index"), [("first", 0), ("last", 2)])
def test_the_first_and_the_last_answer_are_those_that_a_player_sees_there(story_of, name, index):
    story = story_of(exam(SHORT_KEY))
    seen: Counter[str] = Counter()
    for number in range(30):
        state = begin(story, seed_of(1, number)).state
        after = choose(story, state, options(story, state)[index].id).state
        seen[story.nodes[after.node].ending] += 1  # type: ignore[union-attr]
    assert ended(story, name) == dict(seen)
    assert len(seen) == 2


def test_the_shortest_and_the_longest_option_are_taken(story_of):
    short = story_of(exam(SHORT_KEY))
    assert ended(short, "shortest") == {"praise": 30}
    assert ended(short, "longest") == {"scorn": 30}
    long = story_of(exam(LONG_KEY))
    assert ended(long, "longest") == {"praise": 30}
    assert "praise" not in ended(long, "shortest")


HINTED = [
    ("{ text: Which sign?, cites: sky, hints: [It is not wild., A crab.], "
     "answers: [{ right: A crab }, { wrong: A goat }, { wrong: A lion }] }"),
    "{ text: How many are they?, cites: sky, number: 12, hints: [More than a few., There are 12 of them.] }",
]  # fmt: skip


@pytest.mark.parametrize("question", HINTED)
def test_who_asks_for_every_hint_answers_by_their_words(story_of, question):
    story = story_of(exam(question, "text: Hm."))
    asked = outcome(story, "hints")
    assert {id_ for id_, some in asked.endings.items() if some.plays} == {"praise"}
    assert "praise" not in ended(story, "echo") or ended(story, "echo")["praise"] < 30


def test_what_hints_cost_is_paid(story_of):
    pack = (
        exam(HINTED[0], "text: Hm.") + "    measures: { calm: { start: 2, min: 0, max: 2 } }\n    hint: { calm: -1 }\n"
    )
    played = outcome(story_of(pack), "hints")
    assert played.measures == {"calm": 0.0}


@pytest.mark.parametrize("name", ["echo", "notebook"])
def test_an_echo_takes_the_option_that_repeats_the_notebook(story_of, name):
    assert ended(story_of(exam(ECHOED_KEY)), name) == {"praise": 30}


@pytest.mark.parametrize("name", ["echo", "notebook"])
def test_without_a_note_it_takes_the_option_that_repeats_the_question(story_of, name):
    assert ended(story_of(exam(ECHOED_WRONG, "text: Hm.")), name) == {"scorn": 30}
    assert ended(story_of(exam(ECHOED_WRONG)), name) == {"praise": 30}


TYPED = [
    "{ text: How old is it?, cites: age, number: 140 }",
    "{ text: Who built it?, cites: age, answer: Olga Brandt }",
    "{ cites: age, cloze: 'It is [140] years old.' }",
]
AGE = """\
dossier: age
title: The house
article: house.txt
as_of: "1921"
facts:
  age: { states: The house of Olga Brandt is 140 years old., paragraph: 1, by: article, as_of: "1921", topics: [age] }
"""


@pytest.fixture
def house_of(story_of, tmp_path):
    """Makes a story about the age of a house."""

    def make(question: str, learn: str = "learn: age") -> Story:
        (tmp_path / "pack").mkdir()
        (tmp_path / "pack" / "house.yaml").write_text(AGE, "utf-8")
        return story_of(exam(question, learn))

    return make


@pytest.mark.parametrize("question", [TYPED[0], TYPED[2]])
def test_a_number_that_stands_in_the_notebook_is_copied(house_of, question):
    story = house_of(question)
    assert ended(story, "echo") == {"praise": 30}
    assert ended(story, "first") == {"silence": 30}


def test_a_name_that_stands_in_the_notebook_is_copied(house_of):
    assert ended(house_of(TYPED[1]), "echo") == {"praise": 30}


@pytest.mark.parametrize(
    ("seen", "name"),
    [
        ("It was signed by Olga Brandt, who left.", "Olga Brandt"),
        ("They invoked Article 5 of the treaty.", "Article 5"),
        ("It lies in the Bank of England.", "Bank of England"),
        ("It was built by Jan van der Roos of the north", "Jan van der Roos"),
        ("In Ghent. Paris came later.", "In Ghent"),
        ("nobody has a name", ""),
    ],
)
def test_names_are_words_with_capital_letters_that_stand_together(house_of, seen, name):
    assert copied(house_of(TYPED[1]).questions["asked"], seen, lint_words_of("en")) == name


def test_nothing_can_be_copied_from_an_empty_notebook(house_of):
    assert ended(house_of(TYPED[0], "text: Hm."), "echo") == {"silence": 30}


@pytest.mark.parametrize("name", [*NOT_READING[:4], "wait", "random"])
def test_who_goes_by_options_passes_where_there_are_none(house_of, name):
    assert ended(house_of(TYPED[0]), name) == {"silence": 30}


def test_only_the_notebook_strategy_looks_things_up(story_of):
    story = story_of(exam(ECHOED_KEY))
    wishes = ComparisonWishes(tuple(STRATEGIES), 10)
    looked_up = {name: tally.looked_up.total() for name, tally in compare(story, wishes).tallies.items()}
    assert looked_up == dict.fromkeys(STRATEGIES, 0) | {"notebook": 10}


def test_waiting_lets_time_pass_without_losing_anything(story_of):
    story = story_of(WAITING)
    assert ended(story, "wait") == {"calm": 30}
    assert ended(story, "first") == {"shaken": 30}


@pytest.mark.parametrize("name", ["careful", "reader", "careful+echo"])
def test_care_avoids_what_costs_something_at_once_where_anything_does_not(story_of, name):
    assert ended(story_of(INSULTS), name).keys() == {"listened", "nodded", "slammed", "broken"}


def test_without_care_anything_is_taken(story_of):
    assert "shouted" in ended(story_of(INSULTS), "random+reader")


def test_without_a_clock_waiting_is_taking_the_first_thing(story_of):
    assert ended(story_of(ROADS), "wait") == {"upper": 30}


@pytest.mark.parametrize("name", ["first", "last", "wait"])
def test_nobody_walks_to_and_fro_for_ever(story_of, name):
    assert ended(story_of(TO_AND_FRO), name) == {"out": 30}


def test_who_takes_the_pass_back_answers_everything_right(story_of):
    assert ended(story_of(exam(SHORT_KEY)), "pass-undo") == {"praise": 30}


def test_where_the_first_answer_stands_taking_it_back_wins_nothing(story_of):
    locked = story_of(exam(SHORT_KEY))._replace(first_answers_stand=True)
    assert ended(locked, "pass-undo") == {"silence": 30}


def test_a_reader_is_right_as_often_as_the_knowledge_says(story_of):
    story = story_of(exam(SHORT_KEY))
    assert ended(story, "reader") == {"praise": 30}
    assert ended(story, "reader", knowledge=Knowledge(0.0)) == {"scorn": 30}
    half = outcome(story, "reader", 400, knowledge=Knowledge(0.5))
    assert half.right is not None
    assert 0.4 < half.right < 0.6


def test_guessing_is_right_as_often_as_there_are_options(story_of):
    guessed = outcome(story_of(exam(SHORT_KEY)), "random", 600)
    assert guessed.right is not None
    assert 0.27 < guessed.right < 0.4


def test_two_strategies_can_be_joined(story_of):
    story = story_of(FORK)
    assert ended(story, "first+shortest") == {"praise": 30}
    assert ended(story, "first+longest") == {"scorn": 30}
    assert ended(story, "last+shortest") == {"silence": 30}
    assert strategy("first+reader").reads
    assert not strategy("first+pass-undo").reads


def test_the_same_seed_gives_the_same_plays_however_many_processes_there_are(harbour):
    wishes = ComparisonWishes(tuple(STRATEGIES), 12)
    alone = compare(harbour, wishes, 1, piece=5)
    assert compare(harbour, wishes, 2, piece=5) == alone
    assert compare(harbour, wishes._replace(seed=2)).tallies != alone.tallies
    assert alone.complete


def test_plays_can_be_begun_where_others_ended(harbour):
    both = compare(harbour, ComparisonWishes(("random",), 12)).tallies["random"]
    parts = [compare(harbour, ComparisonWishes(("random",), 6, first=first)).tallies["random"] for first in (0, 6)]
    parts[0].add(parts[1])
    assert parts[0] == both


def test_figures_are_of_the_strategy_alone(story_of):
    story = story_of(WAITING)
    waiting, first = outcomes(story, compare(story, ComparisonWishes(("wait", "first"), 10)), ("calm",))
    assert (waiting.best.plays, first.best.plays) == (10, 0)
    assert (waiting.measures, first.measures) == ({"nerves": 3.0}, {"nerves": 0.0})
    assert (waiting.asked, waiting.right) == (0, None)
    assert waiting.without_ending.plays == 0


def test_names_can_stand_together_and_all_is_every_one():
    assert strategies_named("first, echo,first+pass-undo") == ("first", "echo", "first+pass-undo")
    assert strategies_named("echo,all") == ("echo", *(name for name in (*NOT_READING, READING) if name != "echo"))


@pytest.mark.parametrize("name", ["frist", "first+", "+echo", "", "first+echo+last"])
def test_an_unknown_name_is_told_with_those_that_there_are(name):
    with pytest.raises(UnknownStrategy, match="There are: first, last"):
        strategies_named(name)
