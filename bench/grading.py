"""How fairly and how fast answers in words are graded.

    python bench/grading.py [FOLDER …]

Each folder is a pack whose questions have what people typed beside them, and the verdict of a fair teacher, in
`table.tsv`; by default those in `tests/grading/answers/`. Printed are the share of verdicts that are the teacher's (to
ask back is no fault where an answer is wrong), and how many different answers are graded in a second of one core, with
nothing remembered between them. The exit code is 1 below `LEAST_FAIR`; how fast it is depends on the machine.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path

from commands import run_command

from game.grading import algebra, calendar, clock, formulas, normal_form, number_forms, number_words, quantities
from game.questions.kinds import grade
from game.story.packs import load

ANSWERS = Path(__file__).parent.parent / "tests" / "grading" / "answers"
LEAST_FAIR = 0.97
REMEMBERED = (
    normal_form.with_digits, normal_form.tokens_of, quantities.quantities, number_words._read, calendar.dated,
    clock.moment, number_forms.several_numbers, algebra.same_formula, formulas._algebra,
)  # fmt: skip


def main(folders: list[str]) -> int:
    """Print the table."""
    print(f"{'answers':<14} {'graded':>7} {'as a teacher':>13} {'a second':>9}")
    fair = every = 0
    slowest = float("inf")
    for folder in [Path(folder) for folder in folders] or sorted(ANSWERS.iterdir()):
        right, count, speed = measured(folder)
        fair, every, slowest = fair + right, every + count, min(slowest, speed)
        print(f"{folder.name:<14} {count:>7,} {right / count:>12.1%} {speed:>9,.0f}")
    print(f"{'all':<14} {every:>7,} {fair / every:>12.1%} {slowest:>9,.0f}")
    return int(fair / every < LEAST_FAIR)


def measured(folder: Path) -> tuple[int, int, float]:
    """How many verdicts are fair, of how many, and how many are given in a second."""
    story = load(folder if (folder / "seeds").is_dir() else folder / "questions.yaml")
    rows = [line.split("\t") for line in (folder / "table.tsv").read_text("utf-8").splitlines()[1:]]
    fair = 0
    for question, typed, verdict in rows:
        result = grade(story, story.questions[question], typed, ())
        said = "ask" if result.unclear else "right" if result.right else "partly" if result.credit else "wrong"
        fair += said == verdict or (said in ("ask", "partly") and verdict == "wrong")
    speeds = []
    for _ in range(3):
        for function in REMEMBERED:
            function.cache_clear()
        began = time.process_time()
        for question, typed, _verdict in rows:
            grade(story, story.questions[question], typed, ())
        speeds.append(len(rows) / (time.process_time() - began))
    return fair, len(rows), max(speeds)


if __name__ == "__main__":
    run_command(partial(main, sys.argv[1:]))
