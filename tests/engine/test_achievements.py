"""Achievements: given by a scene, or as soon as their condition holds; told once, and counting for nothing else."""

from __future__ import annotations

FEATS = """
    measures: { trust: { start: 0 } }
    achievements:
      trusted: { title: Trusted, when: trust >= 2 }
      brave: Brave
      both: { title: Both, when: achieved.trusted and achieved.brave }
    scenes:
      main:
        choices:
          - { choose: Earn, again: true, trust: +1, stay: true }
          - { choose: Spend, again: true, trust: -1, stay: true }
          - { choose: Jump, again: true, achieve: brave, stay: true }
          - { choose: Stop, end: over }
    endings: { over: The end. }
"""


def test_a_scene_gives_an_achievement_once(play_of):
    play = play_of(FEATS).take("Jump")
    assert play.happened == ["(achieved brave)"]
    assert play.take("Jump").happened == []


def test_a_condition_gives_it_at_the_end_of_the_turn_in_which_it_begins_to_hold(play_of):
    play = play_of(FEATS).take("Earn")
    assert play.happened == ["(trust 0 → 1)"]
    assert play.take("Earn").happened == ["(trust 1 → 2)", "(achieved trusted)"]


def test_an_achievement_stays_when_its_condition_holds_no_longer(play_of):
    play = play_of(FEATS).take("Earn", "Earn", "Spend", "Earn")
    assert play.happened == ["(trust 1 → 2)"]
    assert play.value("achieved.trusted") == 1


def test_one_achievement_can_rest_on_others_before_it(play_of):
    play = play_of(FEATS).take("Jump", "Earn", "Earn")
    assert play.happened[-2:] == ["(achieved trusted)", "(achieved both)"]


def test_an_achievement_of_the_last_turn_comes_after_the_ending(play_of):
    pack = FEATS.replace("end: over }", "trust: +2, end: over }")
    assert play_of(pack).take("Stop").happened[-2:] == ["(the end: over)", "(achieved trusted)"]


def test_the_same_condition_at_the_beginning_counts(play_of):
    assert play_of(FEATS.replace("start: 0", "start: 2")).happened == ["(main begins)", "(achieved trusted)"]
