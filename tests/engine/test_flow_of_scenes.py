"""What scenes, choices and outcomes do, and in which order."""

from __future__ import annotations

import pytest

from game.engine import EndlessLoop, Refused, choose, options

# ── The order of steps ───────────────────────────────────────────────────────────────────────────────────


def test_steps_happen_in_their_order_however_they_are_written(play_of):
    play = play_of("""
        measures: { trust: { start: 0 } }
        questions:
          q: { text: How many?, cites: sky, number: 8 }
        scenes:
          main:
            choices: [{ choose: Go on }]
            call: other
            right: Well done.
            ask: q
            trust: +1
            text: The text.
          other: { text: Another scene. }
    """)
    assert play.happened == ["(main begins)", "The text.", "(trust 0 → 1)", "(asked q)"]
    assert play.answer("8").happened == ["(right q: 8)", "Well done.", "(other begins)", "Another scene."]
    assert play.labels == ["Go on"]


def test_a_text_is_shown_as_things_were_before_its_effects(play_of):
    play = play_of("""
        measures: { trust: { start: 2 } }
        scenes:
          main: { trust: =5, text: "Trust is {trust}." }
    """)
    assert play.happened[1:3] == ["Trust is 2.", "(trust 2 → 5)"]


def test_effects_happen_in_the_order_in_which_they_are_written(play_of):
    play = play_of("""
        measures: { trust: { start: 0 }, luck: { start: 0 } }
        clock: { start: 08:00, end: 12:00 }
        items: { lamp: a lamp, rope: a rope }
        scenes:
          main:
            luck: +2
            give: [rope, lamp]
            minutes: 10
            lose: rope
            learn: [sea, sky]
            trust: +1
    """)
    assert play.happened[1:-1] == [
        "(luck 0 → 2)",
        "(got rope)",
        "(got lamp)",
        "(08:00 → 08:10)",
        "(lost rope)",
        "(learned sea)",
        "(learned sky)",
        "(trust 0 → 1)",
    ]


@pytest.mark.parametrize("effect", ["learn: sky", "give: lamp", "lose: rope", "move: hall", "trust: =0"])
def test_an_effect_that_changes_nothing_is_not_reported(play_of, effect):
    play = play_of(f"""
        measures: {{ trust: {{ start: 0 }} }}
        places: {{ hall: {{ name: The hall }} }}
        items: {{ lamp: a lamp, rope: a rope }}
        start: main
        scenes:
          main: {{ learn: sky, give: lamp, call: other }}
          other: {{ {effect} }}
    """)
    assert play.happened == [
        "(main begins)", "(learned sky)", "(got lamp)", "(other begins)", "(the scenes are over)",
        "(at hall for the first time)",
    ]  # fmt: skip


def test_a_measure_that_is_changed_beyond_a_bound_is_emitted_though_it_stays_the_same(play_of):
    play = play_of("""
        measures: { trust: { start: 0 }, luck: { start: 0, stops_at_bounds: true } }
        scenes:
          main: { trust: -1, luck: -1 }
    """)
    assert play.happened == ["(main begins)", "(trust was to go beyond its least)", "(the scenes are over)"]


# ── Choices ──────────────────────────────────────────────────────────────────────────────────────────────

MENU = """
    measures: { trust: { start: 0 } }
    scenes:
      main:
        text: Well?
        choices:
          - { choose: Once, text: That was it., stay: true }
          - { choose: Again, again: true, stay: true, trust: +1 }
          - { choose: Only with trust, when: trust >= 2, text: Trusted. }
"""


def test_a_choice_is_offered_until_it_was_taken_once(play_of):
    play = play_of(MENU)
    assert play.labels == ["Once", "Again"]
    assert play.take("Once").happened == ["That was it."]
    assert play.labels == ["Again"]


def test_a_choice_that_is_again_stays(play_of):
    assert play_of(MENU).take("Again").labels == ["Once", "Again"]


def test_a_choice_is_offered_only_while_its_condition_holds(play_of):
    play = play_of(MENU).take("Again", "Again")
    assert play.labels == ["Once", "Again", "Only with trust"]


def test_the_id_of_a_choice_is_its_own_or_made_from_its_label(play_of):
    play = play_of("""
        scenes:
          main:
            choices:
              - { choose: "Leave, for good!", id: leave }
              - choose: Read Ana's plaque
    """)
    assert play.ids == ["main/leave", "main/read_anas_plaque"]


def test_a_fallback_is_offered_only_when_no_other_choice_is(play_of):
    play = play_of("""
        scenes:
          main:
            choices:
              - { choose: One, stay: true }
              - { choose: Otherwise, fallback: true, stay: true }
              - { choose: Or else, fallback: true, stay: true }
              - { choose: Never, when: false }
    """)
    assert play.labels == ["One"]
    assert play.take("One").labels == ["Otherwise", "Or else"]
    assert play.take("Or else").labels == ["Otherwise"]


def test_a_list_that_has_nothing_to_offer_is_passed_by(play_of):
    play = play_of("""
        scenes:
          main:
            text: Well?
            choices: [{ choose: Never, when: false }]
    """)
    assert play.happened == ["(main begins)", "Well?", "(the scenes are over)"]


def test_a_list_that_is_used_up_is_passed_by(play_of):
    play = play_of("scenes: { main: { choices: [{ choose: One, stay: true }] } }")
    assert play.take("One").happened == ["(the scenes are over)"]


def test_after_a_choice_with_no_way_on_the_scene_is_over(play_of):
    play = play_of("scenes: { main: { choices: [{ choose: One, text: Done. }, { choose: Two }] } }")
    assert play.take("One").happened == ["Done.", "(the scenes are over)"]
    assert play.over


NESTED = """
    scenes:
      main:
        choices:
          - choose: Deeper
            text: Further in.
            again: true
            choices:
              - { choose: Round, again: true, stay: true }
              - { choose: Up, again: true, back: true }
              - { choose: Out, text: Out., again: true }
              - choose: Deepest
                again: true
                choices:
                  - { choose: One up, again: true, back: true }
                  - { choose: Here, again: true, stay: true }
          - choose: Leave
"""


def test_stay_offers_the_same_list_again_and_back_the_one_around_it(play_of):
    play = play_of(NESTED)
    top, inner, innermost = ["Deeper", "Leave"], ["Round", "Up", "Out", "Deepest"], ["One up", "Here"]
    assert play.labels == top
    assert play.take("Deeper").labels == inner
    assert play.take("Round").labels == inner
    assert play.take("Deepest").labels == innermost
    assert play.take("Here").labels == innermost
    assert play.take("One up").labels == inner
    assert play.take("Up").labels == top


def test_a_nested_choice_with_no_way_on_ends_the_scene(play_of):
    assert play_of(NESTED).take("Deeper", "Out").happened == ["Out.", "(the scenes are over)"]


def test_nothing_to_offer_in_a_nested_list_ends_the_scene(play_of):
    play = play_of("""
        scenes:
          main:
            choices:
              - { choose: Deeper, choices: [{ choose: Never, when: false }] }
              - choose: Other
    """)
    assert play.take("Deeper").happened == ["(the scenes are over)"]


def test_back_to_a_list_that_is_used_up_passes_it_by(play_of):
    play = play_of("scenes: { main: { choices: [{ choose: In, choices: [{ choose: Up, back: true }] }] } }")
    assert play.take("In", "Up").happened == ["(the scenes are over)"]


def test_a_choice_counts_as_taken_before_its_text_and_conditions(play_of):
    play = play_of("""
        scenes:
          main:
            choices:
              - { choose: One, text: "{chose.main.one: Now.|Not yet.}", stay: true }
              - { choose: Two, when: chose.main.one }
    """)
    assert play.labels == ["One"]
    assert play.take("One").shown == ["Now."]
    assert play.labels == ["Two"]


# ── After an answer ──────────────────────────────────────────────────────────────────────────────────────

ASKING = """
    measures: { trust: { start: 3 } }
    questions:
      q: { text: How many?, cites: sky, number: 8 }
    scenes:
      main:
        choices:
          - choose: Answer
            again: true
            ask: q
            right: { trust: +1, text: Right. }
            wrong: { trust: -1, text: Wrong. }
            call: other
            stay: true
      other: { text: After either. }
"""


@pytest.mark.parametrize(("said", "then"), [("8", ["Right.", "(trust 3 → 4)"]), ("9", ["Wrong.", "(trust 3 → 2)"])])
def test_after_an_outcome_the_rest_of_its_choice_follows(play_of, said, then):
    play = play_of(ASKING).take("Answer").answer(said)
    assert play.happened[1:] == [*then, "(other begins)", "After either."]
    assert play.labels == ["Answer"]


def test_without_an_outcome_the_rest_of_the_steps_follows(play_of):
    play = play_of("""
        questions:
          q: { text: How many?, cites: sky, number: 8 }
        scenes:
          main: { ask: q, choices: [{ choose: Go on }] }
    """)
    assert play.answer("9").happened == ["(wrong q: 9)"]
    assert play.labels == ["Go on"]


def test_an_outcome_can_go_its_own_way(play_of):
    text = """
        questions:
          q: { text: How many?, cites: sky, number: 8 }
          again: { text: How many again?, cites: sky, number: 9 }
        scenes:
          main:
            choices:
              - choose: Try
                again: true
                ask: q
                right: { ask: again, right: { end: good }, wrong: { goto: other } }
                wrong: { stay: true, text: Once more. }
                end: bad
          other: { text: Elsewhere. }
        endings: { good: Good., bad: Bad. }
    """
    play = play_of(text).take("Try").answer("7")
    assert play.happened[1:] == ["Once more."]
    assert play.take("Try").answer("8").happened == ["(right q: 8)", "(asked again)"]
    assert play.answer("8").happened[1:] == ["(other begins)", "Elsewhere.", "(the scenes are over)"]
    assert play_of(text).take("Try").answer("8").answer("9").happened[1:] == ["Good.", "(the end: good)"]


def test_choices_in_an_outcome_come_before_the_rest(play_of):
    play = play_of("""
        questions:
          q: { text: How many?, cites: sky, number: 8 }
        scenes:
          main:
            ask: q
            right: { choices: [{ choose: Cheer, text: Hurrah. }, { choose: Boast, stay: true }] }
            call: other
          other: { text: After. }
    """).answer("8")
    assert play.take("Boast").labels == ["Cheer"]
    assert play.take("Cheer").happened == ["Hurrah.", "(other begins)", "After.", "(the scenes are over)"]


# ── Other scenes ─────────────────────────────────────────────────────────────────────────────────────────


def test_goto_goes_on_elsewhere_and_does_not_come_back(play_of):
    play = play_of("""
        scenes:
          main: { text: Here., goto: other }
          other: { text: There. }
    """)
    assert play.happened == ["(main begins)", "Here.", "(other begins)", "There.", "(the scenes are over)"]


def test_call_plays_another_scene_and_comes_back(play_of):
    play = play_of("""
        scenes:
          main: { text: Before., call: other, choices: [{ choose: After }] }
          other: { text: There., choices: [{ choose: Return, text: Back. }] }
    """)
    assert play.labels == ["Return"]
    assert play.take("Return").happened == ["Back."]
    assert play.labels == ["After"]


def test_calls_come_back_in_turn(play_of):
    play = play_of("""
        scenes:
          main: { text: One., call: two, goto: last }
          two: { text: Two., call: three, choices: [{ choose: Never, when: false }] }
          three: { text: Three. }
          last: { text: Last. }
    """)
    assert [words for words in play.happened if not words.startswith("(")] == ["One.", "Two.", "Three.", "Last."]
    assert play.state.stack == ()


def test_goto_in_a_called_scene_comes_back_to_the_caller(play_of):
    play = play_of("""
        scenes:
          main: { call: called, choices: [{ choose: After }] }
          called: { goto: elsewhere }
          elsewhere: { text: Elsewhere. }
    """)
    assert play.happened[1:] == ["(called begins)", "(elsewhere begins)", "Elsewhere."]
    assert play.labels == ["After"]


def test_a_scene_can_be_called_and_gone_to_however_often(play_of):
    play = play_of("""
        scenes:
          main: { choices: [{ choose: Call, again: true, call: other, stay: true }, { choose: Go, goto: other }] }
          other: { text: "{First|Second|Third}, of {visits.other >= 3: three|less}." }
    """)
    assert play.take("Call").shown == ["First, of less."]
    assert play.take("Call").shown == ["Second, of less."]
    assert play.take("Go").shown == ["Third, of three."]


def test_an_end_in_a_called_scene_ends_the_story(play_of):
    play = play_of("""
        scenes:
          main: { call: called, text: Before. }
          called: { end: quiet }
        endings:
          quiet: { title: A quiet end, text: "Silence, {seen.called: called|not called}." }
    """)
    assert play.happened[-2:] == ["Silence, called.", "(the end: quiet)"]
    assert play.over
    assert play.state.stack == ()
    with pytest.raises(Refused):
        choose(play.story, play.state, "main/one")


def test_a_scene_that_waits_in_a_circle_is_no_endless_loop(play_of):
    play = play_of("""
        scenes:
          main: { choices: [{ choose: Round, again: true, goto: main }] }
    """)
    for _ in range(3):
        assert play.take("Round").happened == ["(main begins)"]


def test_a_scene_may_go_round_for_ever_when_what_it_calls_asks_the_player(play_of):
    play = play_of("""
        scenes:
          main: { call: menu, goto: main }
          menu: { choices: [{ choose: Round, again: true }, { choose: Stop, end: quiet }] }
        endings: { quiet: Silence. }
    """)
    assert play.take("Round").labels == ["Round", "Stop"]


def test_a_circle_without_the_player_is_an_endless_loop_and_no_hang(play_of):
    play = play_of("""
        places: { hall: { name: The hall }, yard: { name: The yard } }
        scenes:
          walk: { at: hall, move: yard, again: true }
          in_yard: { at: yard, on_arrival: true, again: true, move: hall }
          in_hall: { at: hall, on_arrival: true, again: true, when: been.yard, move: yard }
    """)
    before = play.state
    with pytest.raises(EndlessLoop, match=r"`(in_yard|in_hall|walk)` leads back to itself for ever") as caught:
        play.take("Walk")
    assert caught.value.scene in play.story.scenes
    assert play.state == before
    assert options(play.story, before)


def test_a_long_way_through_many_scenes_is_no_endless_loop(play_of):
    scenes = "\n".join(f"  s{n}: {{ text: Step., goto: s{n + 1} }}" for n in range(300))
    play = play_of(f"scenes:\n{scenes}\n  s300: {{ text: There. }}")
    assert play.shown[-1] == "There."
