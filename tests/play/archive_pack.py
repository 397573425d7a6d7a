"""An archive: seven facts from two dossiers, somebody real who is quoted, deadlines, and a choice without a word."""

from __future__ import annotations

from game.play.session import Session
from game.story.model.story import Story
from tests.story.inline import story_of

PACK = """\
pack: The archive
disclaimer: All of this is invented but the two papers of 1921 and 1930.
start: archive
dossiers: [letters, registers]
clock: { start: 09:00, end: 18:00 }
deadlines:
  gong: { at: 10:00, name: The gong, when: not chose.reading.silent }
  bus: { at: 18:00, name: The bus }
  dusk: { at: 09:05, name: Dusk }
lookup: { minutes: 5 }
places:
  archive:
    name: The archive
    text: Shelves.
    exits: { north: cellar, up: { to: roof, when: false, closed: Locked. } }
  cellar: { name: The cellar, text: Boxes. }
  roof: { name: The roof, text: Wind. }
people:
  ida:
    name: Ida Bell
    role: archivist
    at: archive
    fictional: true
    asked_about: { gloves: "ida: One pair, for two hands." }
documents:
  report:
    title: The report
    lines: { tide: { title: TIDE, wordings: { turns: { text: "The tide turns [tides]." } } } }
scenes:
  reading:
    at: archive
    on_arrival: true
    with: ida
    text: |
      A letter lies open. The bell weighs eighty kilos [weight].

      ida: First the letter.

      ida: Then the register.
    choices:
      - choose: Take notes
        id: notes
        again: true
        stay: true
        learn: [weight, maker, words]
        minutes: 10
        text: You write.
      - choose: Take more notes
        id: more
        again: true
        stay: true
        learn: [forty_knots, resume]
        text: You write more.
      - { choose: Read the report, id: report, again: true, stay: true, learn: tides, text: You read. }
      - { choose: Say nothing, id: silent, again: true, stay: true }
      - { choose: Be asked, id: asked, again: true, stay: true, ask: heavy }
      - { choose: Walk, id: walk }
questions:
  heavy: { text: How heavy is it?, cites: weight, number: 80, unit: kg, because: It was weighed. }
endings: { e: The end. }
"""
LETTERS = """\
dossier: letters
title: The letters
article: letters.txt
as_of: "1921"
facts:
  weight: { states: The bell weighs 80 kilograms., paragraph: 1, by: article, as_of: "1921", topics: [bell_tower] }
  maker: { states: Ann Müller made the bell., paragraph: 1, by: article, as_of: "1920", topics: [makers, bell_tower] }
  words:
    states: Jan Roos spoke of it.
    paragraph: 2
    by: Jan Roos
    quote: small but stubborn
    as_of: "1921"
    topics: [makers]
  secret: { states: The bell is cracked., paragraph: 2, by: article, as_of: "1921", topics: [bell_tower] }
"""
REGISTERS = """\
dossier: registers
title: The registers
article: registers.txt
as_of: "1930"
facts:
  forty_knots: { states: A storm had forty knots., paragraph: 1, by: article, as_of: "1930", topics: [weather] }
  resume: { states: The harbour’s résumé is short., paragraph: 3, by: article, as_of: "1930", topics: [harbour] }
  tides: { states: The tide turns twice a day., paragraph: 4, by: article, as_of: "1930", topics: [harbour] }
"""


def archive_story() -> Story:
    """The story."""
    return story_of({"pack.yaml": PACK, "letters.yaml": LETTERS, "registers.yaml": REGISTERS})


def session_in_archive(*choices: str, of: Story | None = None) -> Session:
    """A play of it, or of a variant, in which these choices were taken."""
    session = Session(of or archive_story(), 1)
    for choice in choices:
        session.do(next(option.id for option in session.options if option.id.endswith(choice)))
    return session
