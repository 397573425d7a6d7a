"""The sums at the ends of the lines of a recorded play. They tell whether a line is as it was written, and where.

    steps: # [7, "hq"] 3f9a01c2
    - {"do": "go:north", "saw": "North: The forecourt"} # 9c1f03ab
    - {"undo": 1} # 51d2e07f
    # Left here, with 2 lines of steps # 0b6a44e1

To YAML they are comments. A sum is the CRC-32 of its line and of all lines of steps before it, so it vouches for all of
them, and a line that was removed, repeated or moved shows. The first one is that of what `steps:` repeats: the seed and
the stream of the draws. Blank lines, other comments, a byte order mark and the kind of line break do not count. Whoever
wants to change such a file by hand takes away what stands behind `steps:`; then no sum counts.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import NamedTuple

HEAD_MARK = "steps:"
_LEFT = "# Left here, with "
_DIGITS = frozenset("0123456789abcdef")


class Origin(NamedTuple):
    """What a play begins with: its seed, and the stream of its draws."""

    seed: int
    stream: str

    @property
    def sum(self) -> int:
        """The sum with which the lines begin."""
        return zlib.crc32(self.words.encode("utf-8", "surrogateescape"))

    @property
    def words(self) -> str:
        """Both, as they stand behind `steps:`."""
        return json.dumps([self.seed, self.stream])

    @property
    def line(self) -> str:
        """The line above the steps, without its end."""
        return f"{HEAD_MARK} # {self.words} {sum_in_file(self.sum)}"


class Checked(NamedTuple):
    """What the sums say of some lines.

    `good` many lines of steps, from the first on, are as they were written; `steps` there are. `sum` is that of the
    last good one, and `sums` are those of all good ones. `wrong` is the index of the first line that is not as it was
    written, or None; `end` that of the line that says that the play was left, if it is the last one.
    """

    good: int
    steps: int
    sum: int
    sums: tuple[int, ...]
    wrong: int | None
    end: int | None


def sum_in_file(sum_: int) -> str:
    """A sum as it stands in a file."""
    return f"{sum_:08x}"


def following(before: int, content: str) -> int:
    """The sum of a line behind one with the sum `before`."""
    return zlib.crc32(f"{content}\n".encode("utf-8", "surrogateescape"), before)


def content_and_sum(line: str) -> tuple[str, str]:
    """What a line says, without blanks behind it, and its sum; empty when it has none."""
    line = line.rstrip()
    content, _, sum_ = line.rpartition(" # ")
    return (content.rstrip(), sum_) if content and _is_sum(sum_) else (line, "")


def left_line(steps: int, before: int) -> str:
    """The line that says that a play with so many lines of steps was left, the last of which has the sum `before`."""
    content = f"{_LEFT}{steps} {'line' if steps == 1 else 'lines'} of steps"
    return f"{content} # {sum_in_file(following(before, content))}"


def read_head(line: str) -> tuple[Origin | None, str] | None:
    """What stands behind `steps:` in the line that has it: an origin, if it can be read, and a sum, or empty.

    None when nothing of ours stands there, or when it is another line.
    """
    if not line.startswith(HEAD_MARK) or not (behind := line[len(HEAD_MARK) :].strip()):
        return None
    words, _, sum_ = behind.removeprefix("#").strip().rpartition(" ")
    origin = None
    try:
        seed, stream = json.loads(words)
        if type(seed) is int and type(stream) is str:
            origin = Origin(seed, stream)
    except (ValueError, TypeError, RecursionError):
        pass
    if not behind.startswith("#") and origin is None and not _is_sum(sum_):
        return None  # steps that somebody wrote behind it
    return origin, sum_ if _is_sum(sum_) else ""


def is_head(line: str) -> bool:
    """Whether it is the line above the steps, with or without what it repeats."""
    return line.rstrip() == HEAD_MARK or read_head(line) is not None


def is_beginning(line: str) -> bool:
    """Whether a last line without its end can be one of ours of which only a part came to the disk."""
    return any(line.startswith(ours) or ours.startswith(line) for ours in ('- {"', _LEFT, HEAD_MARK))


def is_left(line: str) -> bool:
    """Whether a line says that the play was left."""
    return line.startswith(_LEFT)


def checked_lines(lines: Iterable[str], before: int) -> Checked:
    """What the sums of these lines say, the first of which stands behind one with the sum `before`.

    Lines that are no steps and no comments count as foreign. A sum that is wrong alone does no harm: a later one that
    is right vouches for its line, too.
    """
    good, steps, now, right = 0, 0, before, before
    sums: list[int] = []
    wrong: int | None = None
    end: int | None = None
    for index, line in enumerate(lines):
        content, sum_ = content_and_sum(line)
        if not content or (content.startswith("#") and not is_left(content)):
            continue
        after = following(now, content)
        is_right = sum_ == sum_in_file(after)
        end = None
        if is_left(content):
            end = index if is_right else None
        else:
            now = after
            if content.startswith("- "):
                steps += 1
                sums.append(now)
            else:
                is_right = False
        if is_right:
            good, right, wrong = steps, now, None
        elif wrong is None:
            wrong = index
    return Checked(good, steps, right, tuple(sums[:good]), wrong, end)


def changed_line(text: str) -> int | None:
    """The number of the first line of a whole file that is not as it was written; None when there is none, or no sums.

    The header is not looked at.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith(HEAD_MARK):
            found = read_head(line)
            if found is None:
                return None
            origin, sum_ = found
            if origin is None or sum_ != sum_in_file(origin.sum):
                return number
            wrong = checked_lines(lines[number:], origin.sum).wrong
            return None if wrong is None else number + 1 + wrong
    return None


def _is_sum(word: str) -> bool:
    return len(word) == 8 and _DIGITS.issuperset(word)
