"""The stories that the page is about."""

from __future__ import annotations

from pathlib import Path

from game.author.proofs.making import ProofReport, make_report
from game.story.packs import load
from game.verify.system.budget import Budget

#: Whoever buys the wrong ticket can only ride to and fro; who buys the right one may still end badly.
STATION = r"""
pack: The last train
disclaimer: Invented.
start: counter
promises:
  - can: ending.home
  - never: coins < 1
measures: { coins: { start: 2, min: 0, max: 2 } }
scenes:
  counter:
    text: A counter.
    choices:
      - { choose: "A ticket to the north", id: north, coins: -2, goto: north }
      - { choose: "A ticket to the south", id: south, coins: -1, goto: south }
  north:
    text: A train to the north.
    choices:
      - { choose: Ride on, id: ride, again: true, goto: bridge }
  bridge:
    text: A bridge.
    choices:
      - { choose: Ride back, id: back, again: true, goto: north }
  south:
    text: A train to the south.
    choices:
      - { choose: Get off, id: 'off', goto: platform }
      - { choose: Sleep, id: sleep, end: asleep }
  platform:
    text: A platform.
    choices:
      - { choose: Walk home, id: walk, end: home }
      - { choose: Look for the cellar, id: look, when: coins > 1, goto: cellar }
  cellar: { text: "A cellar.", end: home }
endings:
  home: { title: At home, text: Home. }
  asleep: { title: Asleep, text: Asleep. }
"""

HOSTILE = r"""
pack: "</title></style><script>alert(1)</script> & \"quoted\" \\N"
disclaimer: "]]> --> </style></svg> invented"
start: first
places:
  gate: { name: "<b>Gate</b> \" onload=\"alert(0)", exits: { north: yard } }
  yard: { name: "Yard \\" }
promises:
  - never: been.yard
measures: { luck: { name: "<script>alert(6)</script>", start: 0, min: 0, max: 1 } }
scenes:
  first:
    title: "<img src=x onerror=alert(1)> \\ `"
    at: gate
    text: "</details></article><script>alert(2)</script> {luck > 5: </code><img src=x onerror=alert(3)>|\" onload=\"}"
    choices:
      - choose: "\" onclick=\"alert(3) \\ </li><script>"
        id: go
        again: true
        luck: +1
        stay: true
      - { choose: "</svg>", id: 'on', goto: second }
  second:
    title: "javascript:alert(4) `$\\{alert(4)\\}`"
    text: "&lt;script&gt;"
    choices:
      - { choose: "<i>", id: never, when: luck > 1, end: over }
      - { choose: "</a>", id: wait, again: true, stay: true }
endings:
  over: { title: "'\"><script>alert(5)</script>", text: "Over." }
"""


def report_of(file: Path, words: str, seconds: float = 30, without: tuple[str, ...] = ()) -> ProofReport:
    """The proofs of a story that is written into this file first."""
    file.write_text(words, "utf-8")
    return make_report(load(file), file, Budget(seconds), without)
