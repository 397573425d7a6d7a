"""How a play begins, walking about, and what opens by itself."""

from __future__ import annotations

import pytest

from game.engine import AnswerGiven, Option, Refused, begin, choose, is_over, is_stuck, options
from game.engine.rules import is_open, option_called

# ── How a play begins ────────────────────────────────────────────────────────────────────────────────────


def test_a_pack_without_places_begins_with_its_first_scene(play_of):
    play = play_of("""
        scenes:
          first: { text: First. }
          second: { text: Second. }
    """)
    assert play.happened == ["(first begins)", "First.", "(the scenes are over)"]
    assert play.over
    assert play.ids == []


def test_a_pack_without_places_begins_with_the_scene_named_in_start(play_of):
    play = play_of("""
        start: second
        scenes:
          first: { text: First. }
          second: { text: Second. }
    """)
    assert play.shown == ["Second."]


def test_in_a_pack_without_places_scenes_open_by_themselves_one_after_the_other(play_of):
    play = play_of("""
        scenes:
          first: { text: First. }
          low: { on_arrival: true, text: Low., priority: -1 }
          never: { on_arrival: true, text: Never., when: notes >= 1 }
          high: { on_arrival: true, text: High., priority: 1 }
    """)
    assert play.shown == ["First.", "High.", "Low."]
    assert play.over


PLACES = """
    places:
      hall:
        name: The hall
        text: A hall.
        glance: The hall again.
        exits: { north: garden, east: { to: cellar, one_way: true, label: Jump down } }
      garden: { name: The garden, text: A garden., exits: { south: hall } }
      cellar: { name: The cellar, exits: { out: garden } }
    scenes:
      rest: { at: [garden, cellar], text: You rest. }
"""


def test_a_pack_with_places_begins_at_the_first_one(play_of):
    play = play_of(PLACES)
    assert play.happened == ["(at hall for the first time)", "A hall."]


def test_a_pack_with_places_can_begin_at_another_one(play_of):
    play = play_of("start: garden\n" + PLACES.replace("\n    ", "\n"))
    assert play.happened == ["(at garden for the first time)", "A garden."]


def test_a_pack_with_places_can_begin_with_a_scene(play_of):
    play = play_of("start: rest\n" + PLACES.replace("\n    ", "\n"))
    assert play.happened == [
        "(rest begins)", "You rest.", "(the scenes are over)", "(at hall for the first time)", "A hall.",
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_play_and_another_seed_may_give_another(story_of, play_again):
    story = story_of("scenes: { main: { text: '{~Rain.|Drizzle.|Wind.|Sun.}' } }")
    assert begin(story, 3) == begin(story, 3)
    shown = {seed: play_again(story, seed).shown[0] for seed in range(20)}
    assert shown == {seed: play_again(story, seed).shown[0] for seed in range(20)}
    assert len(set(shown.values())) > 1
    assert set(shown.values()) <= {"Rain.", "Drizzle.", "Wind.", "Sun."}


def test_a_play_begins_with_seed_nought_by_itself(story_of):
    story = story_of("scenes: { main: { text: Here. } }")
    assert begin(story) == begin(story, 0)


# ── States ───────────────────────────────────────────────────────────────────────────────────────────────


def test_states_are_equal_when_the_same_was_done(play_of):
    text = """
        measures: { trust: { start: 0 } }
        scenes:
          main:
            choices:
              - { choose: Up, trust: +1, again: true, stay: true }
              - { choose: Set, trust: =1, stay: true }
    """
    first, second = play_of(text).take("Up", "Set"), play_of(text).take("Up", "Set")
    assert first.state == second.state
    assert hash(first.state) == hash(second.state)
    assert len({first.state, second.state, play_of(text).state}) == 2


def test_choosing_changes_no_state_that_was_there(play_of):
    play = play_of(PLACES)
    before = play.state
    copy = before._replace()
    first = choose(play.story, before, "go:north")
    assert before == copy
    assert choose(play.story, before, "go:north") == first


# ── What is refused ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("action", ["go:up", "go:south", "scene:rest", "take:lamp", "", "pass", "lookup", "answer:a"])
def test_what_is_not_offered_is_refused_and_changes_nothing(play_of, action):
    play = play_of(PLACES)
    before = play.state
    with pytest.raises(Refused, match=f"`{action}` is not possible now"):
        choose(play.story, before, action)
    assert play.state == before
    assert play.ids == ["go:north", "go:east"]


def test_an_answer_is_refused_when_nothing_was_asked(play_of):
    play = play_of(PLACES)
    with pytest.raises(Refused, match="Nothing was asked"):
        play.answer("8")
    play = play_of("scenes: { main: { choices: [{ choose: Eight }] } }")
    with pytest.raises(Refused, match="Nothing was asked"):
        choose(play.story, play.state, AnswerGiven("Eight"))


def test_a_choice_that_was_taken_is_refused(play_of):
    play = play_of("scenes: { main: { choices: [{ choose: One, stay: true }, { choose: Two }] } }").take("One")
    with pytest.raises(Refused):
        choose(play.story, play.state, "main/one")


# ── Places and ways ──────────────────────────────────────────────────────────────────────────────────────


def test_a_place_shows_its_text_first_and_its_glance_later(play_of):
    play = play_of(PLACES).take("go:north")
    assert play.take("go:south").happened == ["(at hall)", "The hall again."]
    assert play.take("go:north", "go:south").happened == ["(at hall)", "The hall again."]


def test_a_place_without_a_glance_shows_nothing_later(play_of):
    play = play_of(PLACES).take("go:north", "go:south", "go:north")
    assert play.happened == ["(at garden)"]


def test_a_place_without_a_text_shows_nothing(play_of):
    play = play_of("""
        places:
          hall: { name: The hall, exits: { north: yard } }
          yard: { name: The yard, glance: Still the yard. }
        scenes: { rest: { at: hall, text: Rest. } }
    """)
    assert play.happened == ["(at hall for the first time)"]
    assert play.take("go:north").happened == ["(at yard for the first time)"]
    assert play.take("go:south", "go:north").happened == ["(at yard)", "Still the yard."]


def test_ways_lead_both_ways_unless_they_are_one_way(play_of):
    play = play_of(PLACES)
    assert play.ids == ["go:north", "go:east"]
    assert play.take("go:east").ids == ["scene:rest", "go:out"]
    assert play.take("go:out").ids == ["scene:rest", "go:south", "go:in"]
    assert play.take("go:in").happened == ["(at cellar)"]


def test_a_way_back_that_the_other_place_gives_itself_is_the_only_one(play_of):
    play = play_of("""
        places:
          hall: { name: The hall, exits: { north: yard } }
          yard: { name: The yard, exits: { west: hall } }
        scenes: { rest: { at: hall, text: Rest. } }
    """)
    assert play.take("go:north").ids == ["go:west"]


@pytest.mark.parametrize(
    ("direction", "back"),
    [
        ("north", "south"), ("northeast", "southwest"), ("east", "west"), ("southeast", "northwest"),
        ("south", "north"), ("southwest", "northeast"), ("west", "east"), ("northwest", "southeast"),
        ("up", "down"), ("down", "up"), ("in", "out"), ("out", "in"),
    ],
)  # fmt: skip
def test_the_way_back_leads_in_the_opposite_direction(play_of, direction, back):
    play = play_of(f"""
        places:
          hall: {{ name: The hall, exits: {{ {direction}: yard }} }}
          yard: {{ name: The yard }}
        scenes: {{ rest: {{ at: yard, text: Rest. }} }}
    """)
    assert play.take(f"go:{direction}", f"go:{back}").happened == ["(at hall)"]


def test_a_way_is_offered_by_its_label_in_one_direction_only(play_of):
    play = play_of("""
        places:
          hall: { name: The hall, exits: { up: { to: loft, label: Climb the ladder } } }
          loft: { name: The loft }
        scenes: { rest: { at: hall, text: Rest. } }
    """)
    assert play.labels == ["Rest", "Climb the ladder"]
    assert play.take("Climb the ladder").labels == ["go:down"]


CLOSED = """
    clock: { start: 08:00, end: 12:00 }
    places:
      hall:
        name: The hall
        exits: { north: { to: vault, when: has.key, closed: It is locked., minutes: 5 } }
      vault: { name: The vault }
    items:
      key: { name: a key, at: hall }
    scenes:
      drop: { at: vault, title: Drop the key, lose: key }
"""


def test_a_closed_way_is_not_offered_until_its_condition_holds(play_of):
    play = play_of(CLOSED)
    way = play.story.places["hall"].exits[0]
    assert not is_open(way, play.state.memory)
    assert play.ids == ["take:key"]
    assert play.take("take:key").happened == ["(got key)"]
    assert is_open(way, play.state.memory)
    assert play.ids == ["go:north"]


def test_a_way_takes_its_minutes_in_both_directions(play_of):
    play = play_of(CLOSED).take("take:key", "go:north")
    assert play.happened == ["(08:00 → 08:05)", "(at vault for the first time)"]
    assert play.take("go:south").happened == ["(08:05 → 08:10)", "(at hall)"]


def test_a_way_is_closed_in_both_directions(play_of):
    play = play_of(CLOSED).take("take:key", "go:north", "Drop the key")
    assert play.ids == []
    assert is_over(play.story, play.state)
    assert is_stuck(play.story, play.state)  # no ending was reached


def test_an_ending_is_no_dead_end(play_of):
    play = play_of("scenes: { a: { text: Hello., end: e } }\nstart: a\nendings: { e: E. }")
    assert is_over(play.story, play.state)
    assert not is_stuck(play.story, play.state)


# ── Time and measures ────────────────────────────────────────────────────────────────────────────────────


def test_the_clock_stops_at_its_end(play_of):
    play = play_of("""
        clock: { start: 08:00, end: 09:00 }
        scenes:
          main: { choices: [{ choose: Wait, minutes: 25, again: true, stay: true }] }
    """)
    assert play.take("Wait", "Wait", "Wait").happened == ["(08:50 → 09:00)"]
    assert play.take("Wait").happened == []


@pytest.mark.parametrize(
    ("change", "after"), [("+1", 4), ("-1", 2), ("+9", 5), ("-9", -2), ("=5", 5), ("=0", 0), ("=99", 5), ("+0", 3)]
)
def test_a_measure_never_leaves_its_range(play_of, change, after):
    play = play_of(f"""
        measures: {{ trust: {{ start: 3, min: -2, max: 5 }}, luck: {{ start: 1, max: 1 }} }}
        scenes: {{ main: {{ trust: {change} }} }}
    """)
    assert play.value("measure.trust") == after
    assert play.value("measure.luck") == 1
    pressed = {"+9": ["(trust was to go beyond its most)"], "-9": ["(trust was to go beyond its least)"]}.get(
        change, []
    )
    assert play.happened[1:-1] == [*pressed, *([] if after == 3 else [f"(trust 3 → {after})"])]


# ── Scenes at places ─────────────────────────────────────────────────────────────────────────────────────


def test_what_is_offered_again_is_made_once(play_of):
    play = play_of("""
        measures: { m: {} }
        scenes:
          a: { choices: [ { choose: Wait, again: true, stay: true, m: +1 }, { choose: Go, when: m >= 2 } ] }
    """)
    first = options(play.story, play.state)
    play.take("wait")
    assert options(play.story, play.state) is first
    play.take("wait")
    assert [option.id for option in options(play.story, play.state)] == ["a/wait", "a/go"]
    assert option_called(play.story, play.state, "a/go") == options(play.story, play.state)[1]
    assert option_called(play.story, play.state, "go") is None


def test_a_scene_is_offered_at_its_places_until_it_was_opened(play_of):
    play = play_of(PLACES)
    assert play.take("go:north").labels == ["Rest", "go:south", "go:in"]
    assert play.take("Rest").happened == ["(rest begins)", "You rest.", "(the scenes are over)"]
    assert play.ids == ["go:south", "go:in"]
    assert play.take("go:in").ids == ["go:out"]


AT_HALL = """
    places: {{ hall: {{ name: The hall, exits: {{ north: yard }} }}, yard: {{ name: The yard }} }}
    measures: {{ trust: {{ start: 0 }} }}
    clock: {{ start: 08:00, end: 18:00 }}
    items: {{ key: {{ name: a key, at: hall }} }}
    scenes:
      {0}
"""


def test_a_scene_that_is_again_is_offered_again(play_of):
    play = play_of(AT_HALL.format("rest: { at: hall, again: true, text: Rest. }"))
    assert play.take("Rest", "Rest").shown == ["Rest."]


def test_a_scene_is_offered_only_while_its_condition_holds(play_of):
    play = play_of(AT_HALL.format("rest: { at: hall, when: has.key, text: Rest. }"))
    assert "scene:rest" not in play.ids
    assert "scene:rest" in play.take("take:key").ids


def test_scenes_are_offered_by_priority_then_items_then_ways(play_of):
    play = play_of(
        AT_HALL.format("""
      low: { at: hall, text: Low., priority: -1 }
      middle: { at: hall, text: Middle. }
      next: { at: hall, text: Next. }
      high: { at: hall, text: High., priority: 7, title: "*High* up [sky]" }""")
    )
    assert play.labels == ["High up", "Middle", "Next", "Low", "take:key", "go:north"]


def test_a_scene_with_neither_place_nor_arrival_is_not_offered(play_of):
    play = play_of(AT_HALL.format("open: { at: hall, goto: hidden }\n      hidden: { text: Hidden. }"))
    assert play.ids == ["scene:open", "take:key", "go:north"]
    assert play.take("Open").shown == ["Hidden."]


def test_an_option_has_the_id_of_what_it_is_about(play_of):
    play = play_of(AT_HALL.format("rest: { at: hall, text: Rest. }"))
    scene, item, way = options(play.story, play.state)
    assert (scene.kind, scene.subject) == ("scene", "rest")
    assert item == Option("take:key", "take", None, "key")
    assert way == Option("go:north", "go", None, "north")


# ── Scenes that open by themselves ───────────────────────────────────────────────────────────────────────


def test_a_scene_on_arrival_opens_by_itself_once(play_of):
    play = play_of(AT_HALL.format("hello: { at: yard, on_arrival: true, text: Hello. }"))
    assert play.happened == ["(at hall for the first time)"]
    assert play.take("go:north").happened == [
        "(at yard for the first time)", "(hello begins)", "Hello.", "(the scenes are over)",
    ]  # fmt: skip
    assert play.ids == ["go:south"]
    assert play.take("go:south", "go:north").happened == ["(at yard)"]


def test_scenes_on_arrival_open_one_after_the_other_by_priority(play_of):
    play = play_of(
        AT_HALL.format("""
      one: { at: hall, on_arrival: true, text: One. }
      two: { on_arrival: true, text: Two., priority: 5 }
      three: { at: [yard, hall], on_arrival: true, text: Three., priority: 3 }""")
    )
    assert play.shown == ["Two.", "Three.", "One."]


def test_a_scene_on_arrival_waits_for_its_condition(play_of):
    play = play_of(AT_HALL.format("found: { at: hall, on_arrival: true, when: has.key, text: A key! }"))
    assert play.take("take:key").happened == ["(got key)", "(found begins)", "A key!", "(the scenes are over)"]


def test_a_scene_on_arrival_that_is_again_opens_once_for_each_arrival(play_of):
    play = play_of(AT_HALL.format("hello: { at: hall, on_arrival: true, again: true, text: Hello. }"))
    assert play.shown == ["Hello."]
    assert play.take("take:key").shown == []
    assert play.take("go:north").shown == []
    assert play.take("go:south").shown == ["Hello."]


def test_each_scene_that_is_again_opens_for_each_arrival(play_of):
    play = play_of(
        AT_HALL.format("""
      hello: { at: hall, on_arrival: true, again: true, text: Hello. }
      goodbye: { at: hall, on_arrival: true, again: true, text: Good day. }""")
    )
    assert play.shown == ["Hello.", "Good day."]
    assert play.take("go:north", "go:south").shown == ["Hello.", "Good day."]


def test_a_scene_that_opens_once_does_not_keep_another_from_opening_for_this_arrival(play_of):
    play = play_of(
        AT_HALL.format("""
      event: { on_arrival: true, text: Something happens., priority: 9, when: has.key }
      hello: { at: yard, on_arrival: true, again: true, text: Hello. }
      give: { at: hall, give: key }""")
    )
    assert play.take("take:key", "go:north").shown[-1] == "Hello."
    play = play_of(
        AT_HALL.format("""
      event: { at: yard, on_arrival: true, text: Something happens., priority: 9 }
      hello: { at: yard, on_arrival: true, again: true, text: Hello. }""")
    )
    assert play.take("go:north").shown == ["Something happens.", "Hello."]


def test_a_scene_on_arrival_without_a_place_opens_anywhere(play_of):
    play = play_of(AT_HALL.format("found: { on_arrival: true, when: been.yard, text: Out! }"))
    assert play.take("go:north").happened == [
        "(at yard for the first time)", "(found begins)", "Out!", "(the scenes are over)",
    ]  # fmt: skip


TIMED = """
      wait:
        at: hall
        again: true
        choices:
          - { choose: An hour, minutes: 60, again: true, stay: true }
          - { choose: Enough, again: true }
      noon: { on_arrival: true, when: time >= 12:00, text: "It is {time}.", priority: 50 }"""


def test_a_timed_event_opens_as_soon_as_no_other_scene_is_running(play_of):
    play = play_of(AT_HALL.format(TIMED)).take("Wait", "An hour", "An hour", "An hour")
    assert play.take("An hour").happened == ["(11:00 → 12:00)"]
    assert play.take("An hour").happened == ["(12:00 → 13:00)"]
    assert play.take("Enough").happened == [
        "(the scenes are over)", "(noon begins)", "It is 13:00.", "(the scenes are over)",
    ]  # fmt: skip
    assert play.take("Wait", "Enough").happened == ["(the scenes are over)"]


def test_a_timed_event_that_ends_the_story_ends_it(play_of):
    play = play_of(
        AT_HALL.format("evening: { on_arrival: true, when: time >= 09:00, end: late }")
        .replace("north: yard", "north: { to: yard, minutes: 90 }")
        .replace("\n    scenes:", "\n    endings: { late: Too late. }\n    scenes:")
    )
    assert play.take("go:north").happened[-2:] == ["Too late.", "(the end: late)"]
    assert play.over


# ── Items ────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_item_can_be_taken_once_where_it_lies(play_of):
    play = play_of(AT_HALL.format("drop: { at: yard, lose: key, text: It falls. }"))
    assert play.take("take:key").happened == ["(got key)"]
    assert play.ids == ["go:north"]
    assert play.take("go:north", "Drop").happened == [
        "(drop begins)",
        "It falls.",
        "(lost key)",
        "(the scenes are over)",
    ]
    assert play.take("go:south").ids == ["go:north"]


def test_an_item_can_be_taken_only_while_its_condition_holds(play_of):
    play = play_of("""
        places: { hall: { name: The hall, exits: { north: yard } }, yard: { name: The yard } }
        items:
          key: { name: a key, at: hall, when: been.yard }
          rope: { name: a rope }
        scenes: { rest: { at: yard, text: Rest. } }
    """)
    assert play.ids == ["go:north"]
    assert play.take("go:north", "go:south").ids == ["take:key", "go:north"]


def test_an_item_that_is_carried_cannot_be_taken(play_of):
    play = play_of(AT_HALL.format("hand_over: { at: hall, give: key }")).take("Hand over")
    assert play.value("has.key") == 1
    assert "take:key" not in play.ids


# ── Moving ───────────────────────────────────────────────────────────────────────────────────────────────

MOVING = """
      leave:
        at: hall
        again: true
        move: yard
        text: "You are {at.hall: inside|outside}."
        choices: [{ choose: Look, again: true, text: "You are {at.hall: inside|outside}." }]
      hello: { at: yard, on_arrival: true, text: Hello. }"""


def test_a_move_is_an_arrival_when_the_scene_ends(play_of):
    play = play_of(AT_HALL.format(MOVING)).take("Leave")
    assert play.happened == ["(leave begins)", "You are inside.", "(moved to yard)"]
    assert play.take("Look").happened == [
        "You are outside.", "(the scenes are over)", "(at yard for the first time)",
        "(hello begins)", "Hello.", "(the scenes are over)",
    ]  # fmt: skip
    assert play.ids == ["go:south"]


# ── Conditions ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("has.key", True), ("has.rope", False), ("knows.sky", True), ("knows.sea", False),
        ("seen.main", True), ("seen.never", False), ("visits.main == 1", True), ("visits.never", None),
        ("chose.main.first", True), ("chose.main.second", False), ("been.hall", False), ("at.hall", True),
        ("at.yard", False), ("notes == 2", True), ("notes.weather == 1", True), ("notes.water == 0", True),
        ("right.q", False), ("wrong.q", True), ("asked.q", True), ("asked.r", False), ("correct == 0", True),
        ("correct.weather == 0", True), ("time == 08:30", True), ("time < 8:30", False), ("trust = 3", True),
        ("trust != 3", False), ("trust > 3", False), ("trust >= 3", True), ("trust <= 2", False),
        ("trust * 2 - 1 == 5", True), ("-trust + 4 == 1", True), ("trust - 1 - 1 == 1", True),
        ("not has.rope and has.key", True), ("has.rope or has.key", True), ("not (has.rope or has.key)", False),
        ("has.key or has.key and has.rope", True), ("(has.key or has.key) and has.rope", False),
        ("not trust >= 4", True), ("true", True), ("false", False),
    ],
)  # fmt: skip
def test_a_condition_holds_or_does_not(play_of, condition, holds):
    text = f"""
        start: main
        clock: {{ start: 08:30, end: 12:00 }}
        measures: {{ trust: {{ start: 3 }} }}
        places: {{ hall: {{ name: The hall }}, yard: {{ name: The yard, exits: {{ in: hall }} }} }}
        items: {{ key: a key, rope: a rope }}
        questions:
          q: {{ text: How many?, cites: sky, number: 8 }}
          r: {{ text: How few?, cites: sea, number: 8 }}
        scenes:
          never: {{ at: yard, ask: r }}
          main:
            give: key
            learn: [sky, bread]
            choices:
              - choose: First
                ask: q
                choices:
                  - {{ choose: It holds, when: {condition} }}
                  - {{ choose: It does not, fallback: true }}
              - {{ choose: Second, again: true }}
    """
    if holds is None:
        text = text.replace(condition, f"{condition} >= 1")
    play = play_of(text).take("First").answer("9")
    assert play.labels == (["It holds"] if holds else ["It does not"])


def test_answering_again_changes_how_a_question_was_answered_last(play_of):
    play = play_of("""
        questions: { q: { text: How many?, cites: sky, number: 8 } }
        scenes:
          main:
            choices:
              - { choose: Ask, ask: q, again: true, stay: true }
              - { choose: Right, when: right.q and correct == 1 and correct.weather == 1 }
              - { choose: Wrong, when: wrong.q and correct == 0 }
    """)
    assert play.labels == ["Ask"]
    assert play.take("Ask").answer("7").labels == ["Ask", "Wrong"]
    assert play.take("Ask").answer("8").labels == ["Ask", "Right"]
    assert play.take("Ask").answer("9").labels == ["Ask", "Wrong"]


def test_visits_are_counted_as_far_as_anything_asks(play_of):
    play = play_of("""
        scenes:
          main:
            text: "{visits.main}"
            choices:
              - { choose: Round, again: true, goto: main }
              - { choose: Third, when: visits.main == 3 }
              - { choose: More, when: 3 < visits.main }
    """)
    seen = []
    for _ in range(5):
        seen.append((play.shown, play.labels[1:]))
        play.take("Round")
    assert seen == [(["1"], []), (["2"], []), (["3"], ["Third"]), (["4"], ["More"]), (["5"], ["More"])]
