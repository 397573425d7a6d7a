"""A pack in which every key that players are shown is given, and most others that take words."""

from __future__ import annotations

PACK = """\
pack: Everything
language: en
about: A line on it.
author: Somebody who wrote it
disclaimer: All of it is invented.
start: hall
clock: { start: 09:00, end: 18:00 }
lookup: { minutes: 1 }
hint: { minutes: 1 }
measures:
  calm: { name: Calm, about: How calm they are, start: 3 }
  trust: { start: 0, hidden: true, remembered: Somebody will remember }
deadlines: { gong: { at: 17:00, name: The gong } }
wings: { east: Eastern wing, west: Western wing }
map: { layout: boxes, names: { east: Eastern, west: Western } }
waits: { parcel: { at: yard, name: A parcel } }
topics: { things: Things of all kinds }
real_people: [Unmarked Person]
loaded_words: [unmarked]
promises:
  - { can: ending.over, because: Unmarked reason. }
  - { once: been.yard, never: not been.hall, because: Unmarked reason. }
  - { whenever: at.hall, can_still: been.yard }
  - { once: seen.quiz, leads_to: been.hall }
  - { at_most: 1, of: [ending.over, not been.hall] }
  - { at_most: 3, times: ending.any }
places:
  hall:
    name: Hall
    wing: east
    text: Words of the hall.
    glance: The hall again.
    look: { lamp post: A post with a lamp. }
    exits:
      north: { to: yard, label: Walk out into the open }
      south: { to: cellar, when: been.yard and has.lamp, closed: The cellar is locked. }
  yard: { name: Yard, wing: west, text: Words of the yard. }
  cellar: { name: Cellar, wing: west, text: Words of the cellar. }
people:
  ana:
    name: Ana Bell
    role: keeper of keys
    at: hall
    fictional: true
    about: She counts them.
    asked_about: { keys: "ana: Nine of them." }
items:
  lamp: { name: a storm lamp, at: hall, about: It smells of oil. }
documents:
  page:
    title: Notice
    text: To be read aloud.
    sections: { first_part: Opening part }
    lines:
      open_one: { title: Opening line, section: first_part, group: OPENING, open: not chose.quiz.leave_it,
                  wordings: { only: { text: Words that stand there., when: calm >= 0 } }, left_out: true }
      empty_one: { title: Empty line, group: EMPTY, blank: Nobody has a word yet.,
                   wordings: { never: { text: Words at last., when: chose.quiz.wait_a_bit } } }
scenes:
  quiz:
    at: hall
    on_arrival: true
    checkpoint: Before the quiz
    text: It begins.
    look: { chalk: White. }
    choices:
      - { choose: Ask of the choice, id: c1, ask: q_choice, stay: true, text: As you like. }
      - { choose: Ask of the typed one, id: c2, ask: q_typed, stay: true }
      - { choose: Ask of the number, id: c3, ask: q_number, stay: true }
      - { choose: Ask of the gaps, id: c4, ask: q_cloze, stay: true }
      - { choose: Ask of the order, id: c5, ask: q_order, stay: true }
      - { choose: Ask of the pairs, id: c6, ask: q_match, stay: true }
      - { choose: Ask of the groups, id: c7, ask: q_sort, stay: true }
      - { choose: Ask of the wrong word, id: c8, ask: q_strike, stay: true }
      - { choose: Ask of the right word, id: c9, ask: q_word, stay: true }
      - { choose: Ask of the note, id: c10, ask: q_evidence, stay: true }
      - { choose: Ask of the truth, id: c11, ask: q_true, stay: true }
      - { choose: Ask of an opinion, id: c12, ask: q_open, stay: true }
      - { choose: Ask of a poll, id: c13, ask: q_poll, stay: true }
      - { choose: Ask whose words, id: c15, ask: q_whose, stay: true }
      - { choose: Note it all, id: c14, learn: [weight, words], trust: +1, achieve: noted, stay: true, text: You do. }
      - { choose: Wait a bit, price: ten of your minutes, minutes: 10, stay: true }
      - { choose: Leave it }
      - { choose: Cry, when: false, closed: You have not the nerve. }
  door:
    title: Look at the door
    at: hall
    when: been.cellar
    text: It is a door [weight].
    end: over
questions:
  q_choice:
    text: Which of these?
    cites: weight
    hints: [It is the first.]
    answers: [{ right: First thing, because: So it is. }, { wrong: Second thing, because: Not so. }, { wrong: Third }]
    because: A reason.
  q_typed: { text: Typed?, cites: weight, answer: [Typed answer, another one], not: [near miss] }
  q_number: { text: How many?, cites: weight, number: 80, unit: stones }
  q_cloze: { cites: weight, cloze: "It weighs [eighty] of [them]." }
  q_order: { text: Order?, cites: weight, order: [morning, noon, evening] }
  q_match: { text: Pairs?, cites: weight, match: { left one: right one, left two: right two } }
  q_sort: { text: Groups?, cites: weight, sort: { thing one: group one, thing two: group two } }
  q_strike: { text: Strike?, cites: weight, strike: "It is [big] and [!red].", feedback: { big: But it is big. } }
  q_word: { text: Word?, cites: weight, word: "It [is|was] heavy.", feedback: { was: It still is. } }
  q_whose: { text: “Heavy.” Whose words?, cites: weight, whose: [Some keeper, Another keeper] }
  q_evidence: { text: It is heavy., cites: weight, evidence: [weight, words], feedback: { words: They are words. } }
  q_true: { text: It is light., cites: weight, true_false: false,
            reasons: [{ right: It weighs much }, { wrong: It weighs nothing }, { wrong: Nobody knows }] }
  q_open: { text: What do you think?, cites: weight, open: A model of an answer. }
  q_poll: { text: Do you like it?, cites: weight, poll: [Very much, Not at all] }
endings: { over: { title: Over, text: It is over., closing: Last words. } }
epilogues: { later: What became of it. }
achievements: { noted: { title: Note taker, text: You noted all of it. } }
"""
DOSSIER = """\
dossier: almanac
title: Almanac
article: A paper that nobody has read
as_of: year of the bell
dating: Unmarked dating.
facts:
  weight: { states: The bell weighs 80 stones., paragraph: 1, by: article, as_of: long ago, topics: [things] }
  words: { states: Somebody spoke., paragraph: 2, by: Jan Roos, quote: so it is, as_of: later, topics: [things] }
corrections: [{ date: unmarked day, fact: weight, what: Unmarked correction. }]
"""
FILES = {"pack.yaml": PACK, "almanac.yaml": DOSSIER}
