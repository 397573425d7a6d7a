"""A small house for typed commands: two wings, people, a bench to wait on, choices not to be taken by chance."""

from __future__ import annotations

from game.play.session import Session
from tests.story.inline import DOSSIER, story_of

CORRIDOR = """
pack: The corridor
disclaimer: Invented, after an almanac of 1921.
start: hall
clock: { start: 09:00, end: 18:00 }
lookup: { minutes: 5 }
wings: { west: The west wing, east: "Wing 2: the east" }
places:
  hall:
    name: The hall
    wing: west
    text: Stone, and a bench.
    exits: { north: council, up: landing, east: porch }
  council: { name: The council room, wing: west }
  landing: { name: The landing, wing: west, floor: 1, exits: { up: attic } }
  attic: { name: The attic, wing: west, floor: 2 }
  porch: { name: The east porch, wing: east, exits: { up: office } }
  office: { name: "Germany, floor 1", wing: east, floor: 1 }
people:
  priya: { name: Priya Nair, role: conference secretary, at: council, fictional: true, about: Has eleven lists. }
  joris: { name: Joris, role: guard, at: hall, fictional: true }
  walt: { name: Walter Briscoe, role: protocol officer, fictional: true }
items:
  draft: { name: the draft communiqué, about: Two pages. }
questions:
  bells: { text: How many kilograms is it?, cites: bell, number: 80 }
  times: { text: How often was it rung?, cites: bell, number: 1, worked_out: true, unit: times }
  word: { text: What does it say?, cites: bell, answer: [wait and see, a ringing] }
  which:
    text: Which one is it?
    cites: bell
    answers: [{ right: Look to the tower }, { wrong: People }, { wrong: The bell of the east }]
scenes:
  begin:
    at: hall
    on_arrival: true
    priority: 9
    text: You are here.
    give: draft
  bench:
    title: Wait on the bench
    at: hall
    again: true
    text: A quarter of an hour goes by.
    minutes: 15
  seats:
    title: Take your seat
    at: council
    again: true
    learn: bell
    choices:
      - choose: Wait on the bench behind the Americans
      - choose: Sit at the end of the row, beside Walter Briscoe
      - choose: Thank her and promise to carry her two words
      - choose: Do not sign
      - choose: Ask about the clock
      - { choose: Answer, ask: bells }
      - { choose: Count, ask: times }
      - { choose: Say, ask: word }
      - { choose: Decide, ask: which }
      - { choose: Hum, again: true, minutes: 5, stay: true }
  gong:
    on_arrival: true
    when: time >= 10:50
    text: A gong.
    move: council
    end: e
endings:
  e: The end.
"""


def in_the_hall() -> Session:
    """A play that has just begun, in the hall."""
    return Session(story_of({"pack.yaml": CORRIDOR, "almanac.yaml": DOSSIER}), 1)


def in_the_council() -> Session:
    """A play in the council room, before the list of choices."""
    session = in_the_hall()
    session.walk("council")
    session.do("scene:seats")
    return session


def asked(question: str) -> Session:
    """A play in which one of the questions waits."""
    session = in_the_council()
    session.do(
        {"bells": "seats/answer", "times": "seats/count", "word": "seats/say", "which": "seats/decide"}[question]
    )
    return session
