"""What a story remembers of a choice: whether anything that comes later can depend on it."""

from __future__ import annotations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from game.engine.instructions import If
from game.engine.transitions import Rules
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.expressions import free_variables
from game.story.model.story import Story
from game.story.packs import build
from game.story.source.pack_files import PackFile
from game.verify.dependence.flow_building import flow_graph
from game.verify.dependence.remembered_choices import ChoiceMemory, StoryMemory, story_memory
from tests.drawn_packs import ALMANAC, DEAR, PACKS, PROFILE, story_from
from tests.verify.dependence.later_plays import LaterPlays

HEAD = """\
pack: Test
disclaimer: Invented.
endings: { e: Over. }
measures:
  trust: { start: 1, min: 0, max: 3, hidden: true }
clock: { start: 08:00, end: 18:00 }
"""

LIST = """\
scenes:
  a:
    text: Well?
    choices:
      - { choose: Left, id: left, %s }
      - { choose: Right, id: right, %s }
  b: %s
"""


def story_of(written: str) -> Story:
    files = (PackFile("almanac.yaml", ALMANAC.encode()), PackFile("pack.yaml", (HEAD + written).encode()))
    story, found = build("test", files, Diagnostics(), "test")
    assert story is not None, [str(problem) for problem in found if problem.severity == "error"]
    return story


def two(left: str, right: str, later: str) -> ChoiceMemory:
    """What remembers the first of two choices, each with these keys, before a scene with these."""
    return story_memory(story_of(after_list(left, right, later))).choice("a/left")


def after_list(left: str, right: str, later: str) -> str:
    # A list ends its scene, so what follows stands behind each choice.
    whole = later if later.startswith("{") else f"{{ {later}, end: e }}"
    return LIST % (f"{left}, goto: b", f"{right}, goto: b", whole)


def test_a_choice_with_nothing_but_words_of_its_own_is_forgotten() -> None:
    assert two("text: One", "text: Two", "text: On.").status == "forgotten"


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        ("{ text: 'On{chose.a.left:, left}.', end: e }", "text"),
        ("{ choices: [{ choose: Go, when: chose.a.left, end: e }, { choose: Stay, end: e }] }", "choice"),
    ],
)
def test_whatever_asks_later_whether_it_was_taken_remembers_it(later: str, kind: str) -> None:
    memory = two("text: One", "text: Two", later)
    assert memory.status == "remembered"
    assert [later.reader.kind for later in memory.readers] == [kind]


def test_a_line_of_a_document_remembers_what_rewrote_it() -> None:
    page = (
        "documents: { page: { title: P, lines: { a: { wordings: { up: { when: trust > 1, text: U }, down: D } } } } }"
    )
    story = story_of(after_list("trust: +1", "text: Two", "text: On.") + f"\n{page}\n")
    (later,) = story_memory(story).choice("a/left").readers
    assert (later.reader.kind, later.reader.target) == ("document", "wording page/a/up")


def test_what_one_is_told_when_one_asks_remembers_it() -> None:
    people = "people: { ann: { name: Ann, fictional: true, asked_about: { the weather: '{trust > 1: Fine|Wet}.' } } }"
    story = story_of(after_list("trust: +1", "text: Two", "text: On.") + f"\n{people}\n")
    assert [later.reader.kind for later in story_memory(story).choice("a/left").readers] == ["text"]


def test_a_measure_that_is_asked_for_later_remembers_what_changed_it() -> None:
    memory = two("trust: +1", "text: Two", "text: '{trust > 1: Good|Bad}.'")
    assert [(later.reader.words, later.reads) for later in memory.readers] == [("while trust > 1", ("measure.trust",))]


def test_the_choice_that_changes_nothing_is_remembered_by_what_the_other_changes() -> None:
    written = after_list("trust: +1", "text: Two", "text: '{trust > 1: Good|Bad}.'")
    memory = story_memory(story_of(written)).choice("a/right")
    assert (memory.status, memory.readers, len(memory.contrast)) == ("contrast", (), 1)


def test_what_all_choices_change_alike_tells_nothing_of_them() -> None:
    assert two("trust: +1", "trust: +1", "text: '{trust > 1: Good|Bad}.'").status == "forgotten"


def test_two_of_three_choices_can_come_to_the_same() -> None:
    written = after_list("trust: +1", "text: Two", "text: '{trust > 1: Good|Bad}.'").replace(
        "  b:", "      - { choose: Up, id: up, text: Three, goto: b }\n  b:"
    )
    (some,) = story_memory(story_of(written)).lists
    assert some.alike == (("a/right", "a/up"),)


def test_choices_that_are_never_offered_together_are_no_choice() -> None:
    assert two("text: One, when: trust > 1", "text: Two, when: trust <= 1", "text: On.").status == "only way"


def test_minutes_that_only_bring_the_end_of_the_day_nearer_do_not_count() -> None:
    written = """
scenes:
  last_bus: { on_arrival: true, priority: 9, when: "time >= 17:00", text: The last bus., end: e }
  a:
    on_arrival: true
    again: true
    text: Well?
    choices:
      - { choose: Left, id: left, again: true, minutes: 5 }
      - { choose: Right, id: right, again: true, minutes: 10 }
"""
    assert story_memory(story_of(written)).choice("a/left").status == "forgotten"
    gate = "  gate: { on_arrival: true, when: 'time >= 9:00', text: The gate is open. }\n"
    assert story_memory(story_of(f"{written}{gate}")).choice("a/left").status == "clock"


HUB = """
scenes:
  a:
    text: Well?
    choices:
      - { choose: Ask, id: ask, text: An answer., stay: true }
      - { choose: Look, id: look, %s, stay: true }
      - { choose: Go, id: go, text: '%s', end: e }
"""


def test_a_choice_that_comes_back_is_compared_with_not_taking_it() -> None:
    memory = story_memory(story_of(HUB % ("trust: +1", "{trust > 1: Good|Bad}.")))
    assert [choice.status for choice in memory.choices] == ["forgotten", "remembered", "only way"]


def test_a_choice_that_another_one_of_its_list_asks_for_is_remembered() -> None:
    memory = story_memory(story_of(HUB % ("when: chose.a.ask", "On.")))
    assert memory.choice("a/ask").status == "remembered"


def test_a_choice_is_remembered_by_what_follows_a_question_that_comes_back() -> None:
    written = """
scenes:
  first: { on_arrival: true, priority: 9, ask: q, wrong: No. }
  a:
    on_arrival: true
    choices:
      - { choose: Left, id: left, trust: +1 }
      - { choose: Right, id: right }
  again: { again: true, on_arrival: true, when: missed.due, ask: missed, right: 'Yes{trust > 1:, dear}.' }
questions:
  q: { text: Which?, cites: f0, answers: [{ right: This }, { wrong: That }] }
"""
    memory = story_memory(story_of(written)).choice("a/left")
    assert "measure.trust" in {name for later in memory.readers for name in later.reads}


def test_a_choice_may_change_what_a_question_that_comes_back_changes() -> None:
    written = """
scenes:
  first: { on_arrival: true, priority: 9, ask: q, wrong: No. }
  a:
    on_arrival: true
    again: true
    choices:
      - { choose: Left, id: left, ask: missed, right: { trust: +1 } }
      - { choose: Right, id: right }
questions:
  q: { text: Which?, cites: f0, answers: [{ right: This }, { wrong: That }] }
"""
    changes = story_memory(story_of(written)).choice("a/left").changes
    assert {"answer.q", "measure.trust", "returning"} <= set(changes)


def test_a_scene_that_opens_after_one_choice_alone_remembers_it() -> None:
    written = """
scenes:
  a: { choices: [{ choose: Left, id: left, call: c }, { choose: Right, id: right }] }
  c: { text: More. }
  d: { on_arrival: true, end: e }
"""
    memory = story_memory(story_of(written))
    assert [later.reader.name for later in memory.choice("a/left").readers] == ["c"]


def test_what_is_over_for_good_is_not_told_to_come_later() -> None:
    written = """
scenes:
  morning:
    on_arrival: true
    text: 'Morning{trust > 1: , good}.'
    choices:
      - { choose: Left, id: left, trust: +1 }
      - { choose: Right, id: right }
  noon: { on_arrival: true, when: seen.morning, text: 'Noon.', end: e }
"""
    assert story_memory(story_of(written)).choice("morning/left").status == "forgotten"
    assert story_memory(story_of(written.replace("'Noon.'", "'Noon{trust > 1:, good}.'"))).choice(
        "morning/left"
    ).status == "remembered"  # fmt: skip


def test_a_hidden_measure_that_nothing_asks_for_is_unread() -> None:
    written = after_list("trust: +1", "text: Two", "text: On.")
    assert story_memory(story_of(written)).unread == ("trust",)
    story, _ = build(
        "t", (PackFile("p.yaml", (HEAD + written).replace(", hidden: true", "").encode()),), Diagnostics(), "t"
    )
    assert story is not None
    assert story_memory(story).unread == ()


@pytest.mark.parametrize(("right", "decides"), [("trust: +2", False), ("text: Two", True)])
def test_a_measure_decides_nothing_if_every_way_to_where_it_is_asked_for_has_raised_it(
    right: str, decides: bool
) -> None:
    memory = story_memory(story_of(after_list("trust: +1", right, "text: '{trust >= 2: Good|Bad}.'")))
    found = [(measure.measure, measure.low, measure.high) for measure in memory.indifferent]
    assert found == ([] if decides else [("trust", 2, 3)])


@DEAR
@given(PACKS)
def test_every_condition_of_the_rules_has_a_reader(written: str) -> None:
    """Whatever decides what follows is among the readers, but for what the game keeps for itself."""
    story = story_from(written)
    graph = flow_graph(story)
    read = {name for some in (*graph.readers, graph.anywhere) for reader in some for name in reader.reads}
    rules, asked = Rules(story), set[str]()

    def look(effect: object) -> None:
        for instruction in effect if isinstance(effect, tuple) else ():
            if isinstance(instruction, If):
                asked.update(name for tree in instruction.conditions for name in free_variables(tree))
                look(instruction.then)
                look(instruction.otherwise)

    for kind, about in graph.points:
        if kind == "node" and isinstance(about, int):
            look(rules.at_node(about))
        elif kind == "arrive" and isinstance(about, int):
            look(rules.settling(about))
            for number in rules.at_place(about) if story.places else ():
                asked.update(name for tree in rules.moves[number].guards for name in free_variables(tree))
    own = {name for name in asked if name.partition(".")[0] in ("due", "arrived", "asking", "looked_up", "been")}
    assert asked - own <= read


@PROFILE
@given(PACKS, st.integers(0, 3))
def test_plays_that_differ_only_in_a_forgotten_choice_never_show_or_offer_anything_else(
    written: str, seed: int
) -> None:
    """The meaning of the finding, by plain search: what is called forgotten is so in every play that is tried."""
    story = story_from(written)
    memory = story_memory(story)
    alone, alike = _alone(memory), _alike(memory)
    if not alone and not alike:
        return
    plays = LaterPlays(story, seed)
    for here in plays.situations(60):
        offered = plays.open_choices(here)
        for choice in alone.intersection(offered):
            event("a choice that comes back")
            assert not plays.trace(here, choice)
        for first, second in alike:
            if first in offered and second in offered:
                event("two choices that leave")
                assert not plays.difference(here, first, second)


def _alone(memory: StoryMemory) -> set[str]:
    """Forgotten choices that come back to their list; with no minutes, which may matter at the end of the day."""
    return {
        choice.choice for choice in memory.choices
        if choice.status == "forgotten" and choice.returns and "time" not in choice.changes
    }  # fmt: skip


def _alike(memory: StoryMemory) -> list[tuple[str, str]]:
    """Pairs of which nothing is said to tell which was taken."""
    timeless = {choice.choice for choice in memory.choices if "time" not in choice.changes}
    groups = [
        [choice.choice for choice in some.choices if choice.status == "forgotten" and not choice.returns]
        for some in memory.lists
    ]
    groups += [list(alike) for some in memory.lists for alike in some.alike]
    return [
        (group[0], other) for group in groups for other in group[1:] if timeless.issuperset((group[0], other))
    ]  # fmt: skip
