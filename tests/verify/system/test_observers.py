"""Marks are told when what they speak of happens in the game, and only then."""

from __future__ import annotations

from hypothesis import given

from game.engine import EndlessLoop
from game.engine.events import TextShown
from game.engine.rules import begin, choose, options
from game.engine.state import State
from game.playthrough.coverage.reached import point_shown
from game.story.model.story import ShowText, Story
from game.story.model.text import Text, Variation
from game.story.targets.target_keys import side
from game.story.targets.text_points import every, points
from game.verify.reductions.reduction import reduced
from game.verify.reductions.walk import SystemWalk
from game.verify.search.random_plays import play_at_random
from game.verify.system.observers import Observation, _sections, instrumented
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import MOVES, PACKS, PROFILE, SEEDS, story_from, story_of
from tests.verify.system.test_transition_system import Side

PACK = """\
pack: Marks
disclaimer: Invented.
start: hall
measures: { trust: { start: 1, min: 0, max: 2 } }
scenes:
  hall:
    text: "{trust >= 2: You are trusted.|Nobody knows you.} {Once.|Again.|As ever.}"
    choices:
    - { choose: Smile, id: smile, again: true, trust: +1, goto: hall }
    - { choose: Frown, id: frown, when: trust >= 1, again: true, trust: -1, goto: hall }
    - { choose: Leave, id: leave, end: out }
    - { choose: Boast, id: boast, when: trust > 2, end: out }
endings: { out: { title: Out, text: Out. } }
"""


class MarkedSide(Side):
    """A play in the system with marks, which keeps what was told."""

    def __init__(self, story: Story) -> None:
        super().__init__(story)
        self.walk = _Telling(instrumented(transition_system(story)))

    def emitted(self) -> set[str]:
        emitted, self.walk.marks = self.walk.marks, set()
        return emitted


class _Telling(SystemWalk):
    def __init__(self, system) -> None:
        super().__init__(system)
        self.marks: set[str] = set()

    def _emitted(self, event, memory):
        if isinstance(event, Observation):
            self.marks.add(event.name)
        return memory


def sides_shown(story: Story, events, seed: int) -> set[str]:
    """What the texts of a turn showed, by the keys of coverage."""
    sections = _sections(story)
    return {
        side("", sections.get(id(event.text), "scenes"), event.text.id, number, index)
        for event in events if isinstance(event, TextShown)
        for number, index in point_shown(story, points(event.text), event.memory, seed)
    }  # fmt: skip


def kept_apart(story: Story) -> tuple[set[str], set[str]]:
    """The keys of the texts that are shown as passages, and of these the ones that depend on chance."""
    texts: list[Text] = [node.text for node in story.nodes if isinstance(node, ShowText)]
    texts += [ending.text for ending in story.endings.values()]
    texts += [text for place in story.places.values() for text in (place.text, place.glance) if text is not None]
    sections, passages, drawn = _sections(story), set(), set()
    for text in texts:
        for point in every(points(text)):
            for index in range(len(point.inside)):
                key = side("", sections.get(id(text), "scenes"), text.id, point.number, index)
                passages.add(key)
                inside = isinstance(point.part, Variation) and point.part.order == "shuffle"
                if inside or any(isinstance(other.part, Variation) and other.part.order == "shuffle"
                                 for other in every(points(text))):  # fmt: skip
                    drawn.add(key)
    return passages, drawn


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_the_sides_of_texts_are_emitted_when_the_game_shows_them(written, seed, drawn):
    story = story_from(written)
    marked = MarkedSide(story)
    passages, by_chance = kept_apart(story)
    try:
        turn = begin(story, seed)
    except EndlessLoop:
        return
    for number in (*drawn, 0):
        state: State = turn.state
        if not marked.settle(state[:4]):
            return
        emitted, seen = marked.emitted() & passages, sides_shown(story, turn.events, seed) & passages
        assert seen <= emitted
        # Whoever looks around sees the text of a place at any time.
        assert {event for event in emitted - by_chance if " places " not in event} <= seen
        open_transitions = list(marked.walk.open_transitions(marked.location, marked.memory))
        offered = [option for option in options(story, state) if option.kind in ("choice", "scene", "take", "go")]
        chosen = [transition for transition in open_transitions if transition.kind in ("choice", "scene", "take", "go")]
        if not offered or len(chosen) != len(offered):
            return
        index = number % len(offered)
        marked.take(chosen[index])
        try:
            turn = choose(story, state, offered[index].id)
        except EndlessLoop:
            return


def marks_of(text: str) -> set[str]:
    story = story_of(text)
    sampled = play_at_random(story, reduced(instrumented(transition_system(story)), forget=False))
    return {event.name for _, event in sampled.events if isinstance(event, Observation)}


BELLS = """
pack: Bells
disclaimer: Invented.
start: hall
measures: { noise: { start: 0, max: 3 } }
places: { hall: { name: The hall, text: A hall., exits: { north: yard } }, yard: { name: The yard, text: A yard. } }
scenes:
  small: { at: hall, on_arrival: true, when: noise >= 0, text: Ding. }
  large: { at: yard, on_arrival: true, when: noise >= 1, text: Dong. }
  rest:
    at: hall
    again: true
    choices: [ { choose: Clap, id: clap, noise: +1 }, { choose: Go, id: go, end: home } ]
endings: { home: { title: Home, text: Home. } }
"""


def test_a_scene_that_opens_by_itself_is_emitted_where_its_condition_fails() -> None:
    emitted = marks_of(BELLS.replace("", ""))
    assert "closed scene large" in emitted
    assert "closed scene small" not in emitted


def test_a_measure_is_pressed_only_by_a_change_beyond_its_bound() -> None:
    assert {mark for mark in marks_of(PACK) if mark.startswith("pressed")} == {"pressed trust most"}


def test_a_condition_is_emitted_where_it_fails_and_an_option_that_never_opens_is_never_open() -> None:
    story = story_of(PACK)
    sampled = play_at_random(story, reduced(instrumented(transition_system(story)), forget=False))
    assert "closed choice hall/frown" in marks_of(PACK)
    assert "closed choice hall/boast" in marks_of(PACK)
    whole = reduced(instrumented(transition_system(story)), forget=False)
    taken = {
        whole.locations[transition.location].transitions[transition.transition].id for transition in sampled.transitions
    }
    assert "hall/frown" in taken
    assert "hall/boast" not in taken


def test_every_side_of_a_text_is_emitted_once_it_was_shown() -> None:
    assert {mark for mark in marks_of(PACK) if mark.startswith("text")} == {
        f"text - scenes hall.text {point}" for point in ("0.0", "0.1", "1.0", "1.1", "1.2")
    }


FALLBACKS = """
pack: Fallbacks
disclaimer: Invented.
measures: {{ trust: {{ start: 1, min: 0, max: 2 }} }}
scenes:
  hall:
    text: A hall.
    choices:
    - {{ choose: Go, id: go, when: trust >= {needed}, end: out }}
    - {{ choose: Wait, id: wait, fallback: true, end: out }}
    - {{ choose: Sulk, id: sulk, fallback: true, when: trust < 1, closed: "{{~No.|Never.}}", end: out }}
endings: {{ out: {{ title: Out, text: Out. }} }}
"""


def test_why_a_fallback_is_closed_is_shown_only_where_nothing_else_is_offered() -> None:
    point_shown = {f"text - scenes hall/sulk.closed 0.{index}" for index in (0, 1)}
    assert marks_of(FALLBACKS.format(needed=2)) >= point_shown
    assert not marks_of(FALLBACKS.format(needed=1)) & point_shown
