"""Damaged files of plays: what becomes of a play whose file was damaged, in every way that can be thought of.

    python bench/damaged_plays.py [--count 6000] [--seed 1] [--short]

Plays at random of two stories are written in the format of today and in that of older versions, which has no checksums.
Each file is damaged once and then opened as the clients open it: continued, loaded, listed. The figures say, for each
format: how many plays stand where they stood although the file was damaged; how many go on at an earlier step and say
so; how many do so without a word; how many stand where the play never was; how many were refused; the tracebacks.

A file of today must never be the third, the fourth or the last, and is refused only when where it begins is destroyed.
Exit code 1: one was. Without checksums, a line that is gone cannot always be noticed; those figures tell how often.
`--short` makes a few hundred damages.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from commands import run_command

from game.engine import AnswerGiven, Refused
from game.engine.state import State
from game.play.opening import continue_play, load_play
from game.play.play_header import header
from game.play.saved_games import saved_plays
from game.play.session import Session
from game.record.journal import JournalError
from game.record.locations import CURRENT, ENDING
from game.record.play_file import whole_file
from game.story.model.story import Story
from game.story.packs import load

HARBOUR = Path(__file__).parent.parent / "tests" / "packs" / "harbour"
OUTCOMES = ("where it stood", "earlier, and told", "earlier, silently", "another state", "refused", "traceback")
_PLAYS, _STEPS = 12, 40


class Played(NamedTuple):
    """A play, its file, and every state in which it ever was, the last one last."""

    story: Story
    content: bytes
    first_step: int
    states: list[State]


Damage = Callable[[bytes, random.Random], bytes]


def main() -> int:
    """Damage and open; the result is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    stories = [load(HARBOUR), load("hq")]
    wrong = 0
    for name, older in (("today", False), ("older versions", True)):
        plays = [played(stories[number % 2], chance, older) for number in range(_PLAYS)]
        found: Counter[str] = Counter()
        needless = 0
        kinds: dict[str, Counter[str]] = {}
        with tempfile.TemporaryDirectory() as folder:
            for number in range((400 if given.short else given.count) // 2):
                kind, damage = chance.choice(list(DAMAGES.items()))
                play = chance.choice(plays)
                content = damage(play.content, chance)
                outcome = opened(play, content, Path(folder) / str(number), chance.choice(("continue", "load")))
                if outcome == "refused" and content[: play.first_step] == play.content[: play.first_step]:
                    needless += 1
                found[outcome] += 1
                kinds.setdefault(kind, Counter())[outcome] += 1
        print(f"Files of {name}: {found.total()} damages; {needless} refused although the beginning was whole")
        for outcome in OUTCOMES:
            of = ", ".join(f"{kind} {some[outcome]}" for kind, some in sorted(kinds.items()) if some[outcome])
            print(f"  {found[outcome]:5} {outcome}{f'  ({of})' if of else ''}")
        wrong += found["traceback"] + (0 if older else needless + found["earlier, silently"] + found["another state"])
    return 1 if wrong else 0


def played(story: Story, chance: random.Random, older: bool) -> Played:
    """A play at random, as a file."""
    session = Session(story, chance.randrange(1 << 32), stream=story.id if older else "")
    states = [session.state]
    while len(session.record) < _STEPS and not session.is_over:
        if chance.random() < 0.1:
            session.undo(chance.randint(1, 3))
        elif session.wants_words and chance.random() < 0.7:
            with contextlib.suppress(Refused):
                session.do(AnswerGiven(chance.choice(("8", "Article 5", "80 kg"))))
        else:
            session.do(chance.choice(session.options).id)
        states.append(session.state)
    head = header(session)
    if older:
        text = head._replace(chance=None).lines() + "".join(step.line() for step in session.record)
    else:
        text = whole_file(head, session.record, left=True)
    return Played(story, text.encode(), text.encode().index(b"\n- ") + 1, states)


def opened(play: Played, content: bytes, folder: Path, how: str) -> str:
    """What becomes of a damaged file."""
    folder.mkdir()
    path, saved = folder / CURRENT, folder / f"saved{ENDING}"
    try:
        path.write_bytes(content)
        saved.write_bytes(content)
        saved_plays(play.story, folder)
        result = continue_play(play.story, path) if how == "continue" else load_play(play.story, saved, path)
    except JournalError as problem:
        return "refused" if "\n" not in str(problem) else "traceback"
    except Exception:
        traceback.print_exc()
        return "traceback"
    session, notice = result
    session.close()
    again = continue_play(play.story, path)
    again.session.close()
    if again.session.state != session.state:
        return "another state"
    if session.state == play.states[-1]:
        return "where it stood"
    if session.state not in play.states:
        return "another state"
    return "earlier, and told" if notice else "earlier, silently"


# Damages


def _at(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """One bit is another."""
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def cut(content: bytes, chance: random.Random) -> bytes:
    """The end is missing, from any byte on."""
    return content[: _at(content, chance)]


def cut_at_line(content: bytes, chance: random.Random) -> bytes:
    """The last lines are missing."""
    lines = _lines(content)
    return b"".join(lines[: chance.randrange(len(lines))])


def without_line(content: bytes, chance: random.Random) -> bytes:
    """A line is missing."""
    lines = _lines(content)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def doubled_line(content: bytes, chance: random.Random) -> bytes:
    """A line is there twice."""
    lines = _lines(content)
    at = chance.randrange(len(lines))
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def swapped_lines(content: bytes, chance: random.Random) -> bytes:
    """Two lines have changed places."""
    lines = _lines(content)
    first, second = chance.sample(range(len(lines)), 2)
    lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def inserted_line(content: bytes, chance: random.Random) -> bytes:
    """A line stands where it does not belong: one of this play, or a foreign one."""
    lines = _lines(content)
    foreign = [
        b'- {"do": "go:north"}\n',
        b'- {"undo": 1}\n',
        b"rubbish\n",
        b"\n",
        b"seed: 5\n",
        b"- 7\n",
        b"\xff\xfe\n",
    ]
    lines.insert(chance.randrange(len(lines) + 1), chance.choice([*lines, *foreign]))
    return b"".join(lines)


def nulls(content: bytes, chance: random.Random) -> bytes:
    """Some bytes are zero, as after a power failure."""
    at = _at(content, chance)
    length = chance.choice((1, 16, 512, len(content)))
    return content[:at] + bytes(len(content[at : at + length])) + content[at + length :]


def foreign_bytes(content: bytes, chance: random.Random) -> bytes:
    """Bytes stand where there were none."""
    at = _at(content, chance)
    return content[:at] + chance.randbytes(chance.randint(1, 20)) + content[at:]


def overwritten(content: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    at = _at(content, chance)
    foreign = chance.randbytes(chance.randint(1, 40))
    return content[:at] + foreign + content[at + len(foreign) :]


def without_bytes(content: bytes, chance: random.Random) -> bytes:
    """Some bytes are missing."""
    at = _at(content, chance)
    return content[:at] + content[at + chance.randint(1, 200) :]


def garbage_behind(content: bytes, chance: random.Random) -> bytes:
    """Something stands behind the end."""
    behind = [b"\0" * 512, b"rubbish", b"rubbish\n", b'- {"do": "go:north"}\n', b"...\n", b"seed: 1\n", content]
    return content + chance.choice([*behind, chance.randbytes(30)])


def windows(content: bytes, chance: random.Random) -> bytes:
    """An editor, or git, has made the line breaks those of Windows."""
    return content.replace(b"\n", b"\r\n")


def byte_order_mark(content: bytes, chance: random.Random) -> bytes:
    """An editor has put a byte order mark before it."""
    return b"\xef\xbb\xbf" + content


DAMAGES: dict[str, Damage] = {
    damage.__name__.replace("_", " "): damage
    for damage in (
        flipped, cut, cut_at_line, without_line, doubled_line, swapped_lines, inserted_line, nulls, foreign_bytes,
        overwritten, without_bytes, garbage_behind, windows, byte_order_mark,
    )
}  # fmt: skip


if __name__ == "__main__":
    run_command(main)
