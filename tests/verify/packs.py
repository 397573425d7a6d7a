"""Stories with something about them that is hard to search."""

from __future__ import annotations

_END = "endings: { out: { title: Out, text: Out. } }\n"

#: One can go into a cellar from which no way leads out, and into a corner where nothing can be done at all.
TRAP = (
    """\
pack: A trap
start: gate
disclaimer: Invented.
measures: { steps: { start: 0, min: 0, max: 3 } }
scenes:
  gate:
    text: A gate.
    choices:
    - { choose: Go in, id: in, goto: crossing }
    - { choose: Walk up and down, id: walk, again: true, steps: +1, stay: true }
  crossing:
    text: A crossing.
    choices:
    - { choose: Leave, id: leave, when: steps < 2, end: out }
    - { choose: Into the cellar, id: cellar, goto: cellar }
  cellar:
    text: A cellar.
    choices:
    - { choose: Wait, id: wait, again: true, steps: +1, stay: true }
    - { choose: Wait longer, id: longer, again: true, when: steps == 3, goto: cellar }
"""
    + _END
)

#: A long way back: rooms in a row, in each of which one can turn around.
CORRIDOR = (
    "pack: A corridor\nstart: r0\ndisclaimer: Invented.\nitems: { key: { name: A key } }\nscenes:\n"
    + "".join(
        f"  r{number}:\n    text: A room.\n    choices:\n"
        f"    - {{ choose: On, id: 'on', again: true, goto: r{number + 1} }}\n"
        f"    - {{ choose: Back, id: back, again: true, goto: r{max(number - 1, 0)} }}\n"
        for number in range(30)
    )
    + "  r30:\n    text: The end.\n    choices:\n    - { choose: Take the key, id: take, give: key, stay: true }\n"
    "    - { choose: Back, id: back, again: true, goto: r29 }\n"
    "    - { choose: Out, id: out, when: has.key, end: out }\n"
) + _END

#: The way out opens only after a long wait, one step at a time, and too much of it closes it for good.
COUNTDOWN = (
    """\
pack: A countdown
start: hall
disclaimer: Invented.
measures: { one: { start: 0, min: 0, max: 40 }, other: { start: 0, min: 0, max: 40 } }
scenes:
  hall:
    text: A hall.
    choices:
    - { choose: Wait, id: wait, again: true, one: +1, stay: true }
    - { choose: Wait there, id: there, again: true, when: one >= 10, other: +1, one: -1, stay: true }
    - { choose: Leave, id: leave, when: other >= 20 and one < 30, end: out }
    - { choose: Give up, id: give, when: one >= 35, goto: dark }
  dark:
    text: Dark.
    choices:
    - { choose: Sit, id: sit, again: true, other: -2, stay: true }
    - { choose: Up, id: up, when: other * 2 + one == 41, goto: hall }
"""
    + _END
)

#: Two stairs send one on to each other: as long as there is oil in the lamp, and without the lamp for ever.
STAIRS = (
    """\
pack: Stairs
start: hall
disclaimer: Invented.
measures: { oil: { start: 2, min: 0, max: 6 } }
items: { lamp: { name: A lamp, at: hall } }
places:
  hall: { name: The hall, exits: { down: { to: landing, one_way: 'true' } } }
  landing: { name: The landing, exits: { up: hall } }
  upper: { name: The upper stair, exits: { out: { to: hall, one_way: 'true' } } }
  lower: { name: The lower stair, exits: { out: { to: hall, one_way: 'true' } } }
scenes:
  fill: { at: hall, again: true, text: Oil., oil: +3 }
  leave: { at: hall, text: Leave., when: oil >= 5, end: out }
  round: { at: landing, text: Round., move: lower }
  down: { at: upper, on_arrival: true, again: true, text: Down., oil: -1, move: lower }
  up: { at: lower, on_arrival: true, again: true, text: Up., when: not has.lamp or oil >= 1, move: upper }
"""
    + _END
)

#: Whoever takes the lift with the wrong key rides on for ever; with another, it stops after some storeys or at once.
LIFT = (
    """\
pack: A lift
start: hall
disclaimer: Invented.
measures: { storeys: { start: 0, min: 0, max: 5 } }
items: { red: { name: A red key }, blue: { name: A blue key } }
places:
  hall: { name: The hall, text: A hall. }
  shaft: { name: The shaft, text: A shaft. }
  cellar: { name: The cellar, text: A cellar. }
  attic: { name: The attic, text: An attic., exits: { down: hall } }
scenes:
  desk:
    at: hall
    text: A desk.
    choices:
    - { choose: Take the red key, id: red, give: red }
    - { choose: Take the blue key, id: blue, give: blue }
    - { choose: Take nothing, id: nothing }
  stairs: { at: hall, again: true, text: Stairs., storeys: +1 }
  in: { at: hall, when: seen.desk, again: true, text: Into the lift., move: shaft }
  out: { at: hall, when: storeys >= 2, text: Out., end: out }
  up: { at: shaft, on_arrival: true, again: true, text: Up., storeys: +1, move: cellar, when: storeys < 5 or has.red }
  down: { at: cellar, on_arrival: true, again: true, text: Down., move: shaft, when: not (has.blue and storeys >= 4) }
  top: { at: shaft, when: not has.red, text: The top., move: attic }
  quiet: { at: cellar, text: Quiet., move: hall, again: true }
"""
    + _END
)


def many_arrivals(count: int) -> str:
    """So many scenes that open by themselves at one place, each once."""
    scenes = "".join(
        f"  s{number}:\n    at: hall\n    on_arrival: true\n    text: Something.\n    when: pace >= {number % 4}\n"
        for number in range(count)
    )
    return (
        "pack: Arrivals\nstart: hall\ndisclaimer: Invented.\nmeasures: { pace: { start: 0, min: 0, max: 4 } }\n"
        "places:\n  hall: { name: The hall, text: A hall., exits: { north: yard } }\n  yard: { name: The yard }\n"
        f"scenes:\n{scenes}"
        "  run:\n    at: yard\n    again: true\n    text: Run.\n    pace: +1\n"
        "  leave:\n    at: yard\n    text: Leave.\n    when: pace >= 3\n    end: out\n"
    ) + _END


def many_guards(count: int) -> str:
    """So many choices, each with a condition of its own; when none holds, the scene goes on by itself."""
    choices = "".join(
        f"    - {{ choose: Sort {number}, id: c{number}, again: true, when: pace == {number}, pace: +1, "
        "goto: sorting }\n"
        for number in range(1, count)
    )
    return (
        "pack: Guards\nstart: hall\ndisclaimer: Invented.\n"
        f"measures: {{ pace: {{ start: 0, min: 0, max: {count} }} }}\n"
        "places: { hall: { name: The hall } }\nscenes:\n"
        "  begin: { at: hall, text: Begin., when: pace == 0, pace: +1, goto: sorting }\n"
        "  leave: { at: hall, text: Leave., end: out }\n"
        f"  sorting:\n    text: Sorting.\n    choices:\n{choices}"
    ) + _END


def many_returns(count: int) -> str:
    """Scenes that call each other, that far: where one returns to is a sequence of any of two at each."""
    scenes = "".join(
        f"  s{number}:\n    text: A room.\n    choices:\n"
        f"    - {{ choose: A look, id: look, again: true, call: s{number + 1}, stay: true }}\n"
        f"    - {{ choose: On, id: 'on', again: true, call: s{number + 1} }}\n"
        "    - { choose: Back, id: back, again: true }\n"
        for number in range(count)
    )
    return (
        "pack: Returns\nstart: hall\ndisclaimer: Invented.\nscenes:\n  hall:\n    text: A hall.\n    choices:\n"
        "    - { choose: In, id: in, again: true, call: s0 }\n    - { choose: Out, id: out, end: out }\n"
        f"{scenes}  s{count}: {{ text: The last room. }}\n"
    ) + _END
