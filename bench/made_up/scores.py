"""Stories of measures: few situations that are not like each other, or very many that are all alike.

In the first, a few choices each change many measures at once, so every situation is a vector of numbers with no pattern
in it. In the second, each measure goes up and down by itself, and every vector is a situation.
"""

from __future__ import annotations

import random

_AMOUNTS = (-7, -5, -3, -2, -1, 1, 2, 3, 5, 7)


def scores(steps: int, seed: int = 1, choices: int = 3, measures: int = 12, top: int = 100) -> dict[str, str]:
    """The files of such a pack, by name: so many `steps`, one behind the other, with so many `choices` each.

    At the end so many doors stand there; each asks for two of the `measures`, which go from 0 to `top`.
    """
    chance = random.Random(seed)
    lines = ["pack: Scores", "disclaimer: Invented.", "measures:"]
    lines += [f"  m{number}: {{ start: {top // 2}, min: 0, max: {top} }}" for number in range(measures)]
    lines.append("scenes:")
    for step in range(steps):
        lines += [f"  s{step}:", "    text: A table.", "    choices:"]
        for choice in range(choices):
            lines.append(f"      - choose: Take card {choice}")
            lines += [f"        m{number}: {chance.choice(_AMOUNTS):+d}" for number in range(measures)]
            lines.append(f"        goto: s{step + 1}")
    lines += [f"  s{steps}:", "    text: Doors.", "    choices:"]
    for number in range(measures):
        following, least, most = (number + 1) % measures, chance.randrange(top), chance.randrange(1, top)
        lines += [
            f"      - choose: Door {number}",
            f"        when: m{number} >= {least} and m{following} < {most}",
            "        end: out",
        ]
    lines += ["      - choose: Leave", "        end: out", "endings: { out: You are out. }"]
    return {"pack.yaml": "\n".join(lines) + "\n"}


def free_measures(top: int, measures: int = 3) -> dict[str, str]:
    """The files of a pack in which so many `measures`, from 0 to `top`, go up and down by 1 as the player likes."""
    lines = ["pack: Free measures", "disclaimer: Invented.", "start: hall", "measures:"]
    lines += [f"  m{number}: {{ start: 0, min: 0, max: {top} }}" for number in range(measures)]
    lines += ["places: { hall: { name: The hall } }", "scenes:"]
    for number in range(measures):
        for name, change in (("up", "+1"), ("down", "-1")):
            title = f"{name.capitalize()} {number}"
            lines.append(f"  {name}{number}: {{ at: hall, title: {title}, again: true, m{number}: {change} }}")
    met = " and ".join(f"m{number} == {top * (number + 1) // (measures + 1)}" for number in range(measures))
    lines += [f"  leave: {{ at: hall, title: Leave, when: {met}, end: out }}", "endings: { out: You are out. }"]
    return {"pack.yaml": "\n".join(lines) + "\n"}
