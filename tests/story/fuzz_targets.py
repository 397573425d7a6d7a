"""What fuzzing throws bytes at. Each target takes any bytes; an exception that comes out of it is a mistake of ours.

`bench/fuzz.py` looks for such bytes; those it found are in `fuzz_cases/`, and a test throws them again.
"""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from game.author.findings import print_findings
from game.engine import AnswerGiven, EndlessLoop, Refused
from game.engine.grading import grade
from game.engine.rules import is_over
from game.play.commands import understand
from game.play.narration import tell
from game.play.option_naming import option_words
from game.play.session import Session
from game.record.journal import JournalError, read_play
from game.record.locations import ENDING
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.story import Story
from game.story.packs import build
from game.story.source.pack_files import PackFile

PACKS = Path(__file__).parent.parent / "packs"
#: Stands between the files of a pack.
BETWEEN = b"\n%%%\n"
STEPS = 25
_QUESTIONS = """pack: T
disclaimer: All of this is invented, but for what An article said in 2024.
scenes: { a: { ask: typed, text: Hello., end: e } }
endings: { e: E. }
questions:
  typed: { text: Which article?, answer: [Article 5, washington treaty], not: [Article 4], cites: f }
  number: { text: How many?, number: 32, cites: f }
  cloze: { cloze: 'In [1949] in [Washington|DC].', cites: f }
  order: { text: Which first?, order: [one, two, three], cites: f }
  match: { text: Which to which?, match: { one: uno, two: due, three: tre }, cites: f }
  choice: { text: Which?, answers: [{ right: "Yes" }, { wrong: "No" }, { wrong: Maybe }], cites: f }
"""
_DOSSIER = """dossier: d
title: T
article: An article
as_of: 2024
facts:
  f: { states: Something is so., paragraph: 1, by: article, as_of: 2024, topics: [t] }
"""


def unfit(text: str) -> list[str]:
    """The signs in a text for people that could give orders to a terminal, turn its direction, or cannot be written."""
    return [
        sign
        for sign in text
        if (sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp"))
        or unicodedata.bidirectional(sign) in _TURNING
        or sign in "\ufeff\ufff9\ufffa\ufffb"
    ]


#: Signs that change the direction in which what follows is shown.
_TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def load(data: bytes) -> None:
    """Any files become a story, which is played a little, or findings, which can be printed."""
    parts = data[:20_000].split(BETWEEN)[:6]
    files = tuple(PackFile(f"{'abcdef'[number]}.yaml", part) for number, part in enumerate(parts))
    examined(files, seed=len(data), choices=data)


def examined(files: tuple[PackFile, ...], seed: int = 1, choices: bytes = b"\0") -> Story | None:
    """Load the files, print what is found and play what there is."""
    story, found = build("fuzz", files, Diagnostics(), "fuzz")
    printed = io.StringIO()
    print_findings(found, printed)
    assert not unfit(printed.getvalue())
    assert story is not None or any(finding.severity == "error" for finding in found)
    if story is not None:
        played(story, seed, choices)
    return story


def played(story: Story, seed: int, choices: bytes) -> None:
    """Some steps of a play, chosen by the bytes."""
    with contextlib.suppress(EndlessLoop):
        session = Session(story, seed)
        for number in range(STEPS):
            told = tell(story, session.state, session.played[-1].turn.events)
            assert not any(unfit(line.words.expandtabs()) for line in told)
            if is_over(story, session.state):
                break
            options = session.options
            for option in options:
                option_words(story, session.state, option)
            byte = choices[-1 - number % len(choices)] if choices else number
            with contextlib.suppress(Refused):
                if session.wants_words and byte % 2:
                    session.do(AnswerGiven(choices[: byte % 40].decode("utf-8", "replace")))
                elif options:
                    session.do(options[byte % len(options)].id)


def condition(data: bytes) -> None:
    """Any text as a condition, and as the rest of one."""
    text = data[:2_000].decode("utf-8", "replace")
    for written in (text, f"trust > 1 and {text}"):
        examined((PackFile("a.yaml", _pack(when=written)),))


def text(data: bytes) -> None:
    """Any text as a text, and inside braces."""
    words = data[:4_000].decode("utf-8", "replace")
    for passage in (words, f"Hello {{{words}}}.", f"{{trust > 1: *{words}* |[bell] {words}}}"):
        examined((PackFile("a.yaml", _pack(text=passage)),))


def _pack(when: str = "trust > 0", text: str = "Hello.") -> bytes:
    return "\n".join(
        [
            "pack: T", "measures: { trust: { start: 2, max: 5 } }", "clock: { start: 08:30, end: 18:00 }",
            "people: { ann: { name: Ann } }", "items: { lamp: Lamp }", "places: { hall: { name: Hall } }",
            "scenes:", "  a:", "    at: hall", "    again: true", f"    when: {json.dumps(when)}",
            f"    text: {json.dumps(text)}", "    choices:", "      - { choose: Look, trust: -1 }",
            "      - { choose: Leave, end: e }", "endings: { e: E. }",
        ]
    ).encode()  # fmt: skip


@cache
def questions() -> Story:
    """A story with a question of each kind."""
    files = (PackFile("a.yaml", _QUESTIONS.encode()), PackFile("b.yaml", _DOSSIER.encode()))
    story, found = build("fuzz", files, Diagnostics(), "fuzz")
    assert story is not None, [str(finding) for finding in found]
    return story


def grading(data: bytes) -> None:
    """Any answer to a question of each kind, and any command."""
    words = data[:1_200].decode("utf-8", "replace")
    story = questions()
    for question in story.questions.values():
        grade(story, question, words, tuple(range(max(len(question.parts), len(question.answers)))))
    session = Session(story, 1)
    understand(session, words)
    with contextlib.suppress(Refused):
        session.do(AnswerGiven(words[:200]))
    understand(session, words)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz"))


def journal(data: bytes) -> None:
    """Any bytes as the file of a play, and as the steps of one, which then goes on."""
    path = _folder() / f"any{ENDING}"
    for content in (data, b'pack: "fuzz"\nfingerprint: "0"\nseed: 7\nsteps:\n' + data + b"\n"):
        path.write_bytes(content)
        with contextlib.suppress(JournalError):
            header, steps = read_play(path)
            session, _ = Session.resume(questions(), header.seed, steps[:200], None)
            for played_step in session.played:
                if played_step.step is not None:
                    assert not unfit(played_step.step.saw + played_step.step.answer)
            "".join(step.line() for step in steps).encode()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "load": load, "condition": condition, "text": text, "grading": grading, "journal": journal,
}  # fmt: skip
