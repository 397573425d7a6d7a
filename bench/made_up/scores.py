"""Stories that remember much and can have come to little: a few choices, each of which changes many measures at once.

Every situation is a vector of numbers with no pattern in it. There are few of them, and none is like another.
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
