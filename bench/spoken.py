"""Plain mode as a voice says it: whole plays, with every page, read by espeak-ng; junk words are counted.

    python bench/spoken.py [--pack hq] [--plays 3] [--seed 1]

A voice names what it does not take for punctuation: “asterisk”, “equals”, “tilde”. Such words are counted where they
stand in no text; a slash is not: paths have them, and packs. espeak-ng passes over much that other voices name:
whatever is no letter, no digit and no ordinary punctuation is counted as `strict`. The exit code is 1 when there is any
of either, and 3 without espeak-ng.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TextIO, cast

from commands import run_command

from game.engine import AnswerGiven
from game.plain import PlainClient
from game.play.opening import begin_play
from game.play.sample_answers import right_answer
from game.story.model.story import Story
from game.story.packs import load
from game.support.exit_codes import UNFINISHED

PAGES = (
    "look", "help", "where", "who", "exits", "people", "map", "status", "goals", "notes", "documents", "inventory",
    "story all", "endings", "achievements", "debrief", "sources", "transcript", "back to", "undo", "redo", "load",
    "save here", "go nowhere", "delete", "xyzzy", "42",
)  # fmt: skip
SIGNS = "*_`~<>=+#^|\\&@{}•·»«►▶○●◆■□█→←↑↓×—–│─┌└"
"""What some voice or other names instead of passing over it."""
NO_PUNCTUATION = re.compile(r"[^\w\s.,:;!?'’“”\"()\[\]/%…-]|_|([^\w\s])\1")
"""What is no letter, no digit and no ordinary punctuation, and runs of the same character."""
_MEANT = re.compile(r"--[a-z]+")
"""Options, which are to be typed as they stand."""

_SKILL = 0.7
_PAGE_EACH = 4
_MOST_STEPS = 600


class Typist(io.TextIOBase):
    """A keyboard whose player knows most answers, tries everything else, and now and then looks at a page."""

    def __init__(self, seed: int, most: int) -> None:
        self.chance, self.left, self.pages = random.Random(seed), most, list(PAGES)
        self.client: PlainClient | None = None
        self.steps = 0

    def isatty(self) -> bool:
        """Somebody sits there: what is typed is not repeated."""
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """What is typed next; nothing when the play is over."""
        assert self.client is not None
        session = self.client.session
        self.left -= 1
        if session.is_over or self.left < 0:
            return ""
        if self.client.suggested is not None:
            return "yes\n"
        if self.client.held is not None:
            return "2\n"
        self.steps += 1
        if self.steps % _PAGE_EACH == 0 and self.pages:
            return f"{self.pages.pop(0)}\n"
        question = session.question
        if question is not None and session.wants_words:
            answer = right_answer(session.story, session.state, question)
            knows = isinstance(answer, AnswerGiven) and self.chance.random() < _SKILL
            return f"{answer.words}\n" if knows and isinstance(answer, AnswerGiven) else "pass\n"
        return f"{self.chance.randrange(len(session.options)) + 1}\n"


def heard(story: Story, seed: int, most: int = _MOST_STEPS, *, asking: bool = False) -> str:
    """All that plain mode writes in a play of at most so many lines typed."""
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        plays = Path(folder)
        opened = begin_play(story, plays / "current.play.yaml", seed)
        typist = Typist(seed, most)
        typist.client = PlainClient(opened, plays, cast("TextIO", typist), out, asking=asking)
        typist.client.run()
        typist.client.session.close()
        return out.getvalue().replace(folder, "the folder")


def unspeakable(text: str) -> Counter[str]:
    """What stands in a text that a strict voice names, with how often."""
    return Counter(match[0] for match in NO_PUNCTUATION.finditer(_MEANT.sub("", text)))


def named_signs(text: str) -> Counter[str]:
    """The characters whose names espeak-ng says in a text, beyond those that stand there as words."""
    said, words = Counter(_phonemes(text)), _phonemes(" ".join(sorted(set(re.findall(r"[a-z]+", text.casefold())))))
    names = {sign: _phonemes(f"of {sign} of")[1:-1] for sign in SIGNS}
    sounds = {sign: name[0] for sign, name in names.items() if len(name) == 1}
    return Counter({sign: said[sound] for sign, sound in sounds.items() if said[sound] and sound not in words})


def _phonemes(text: str) -> list[str]:
    """What is said, word by word, without stress and pauses."""
    done = subprocess.run(
        ["espeak-ng", "-q", "-x", "--stdin"], input=text, capture_output=True, text=True, check=True
    ).stdout  # fmt: skip
    return [word for each in re.split(r"\s|_[:|]", done) if (word := re.sub(r"[',|#:_%=;]", "", each))]


def main() -> int:
    """Play, listen, and say what was heard."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", default="hq")
    parser.add_argument("--plays", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if shutil.which("espeak-ng") is None:
        print("espeak-ng is not installed: nothing can be heard.", file=sys.stderr)
        return UNFINISHED
    story, junk = load(given.pack), Counter[str]()
    for seed in range(given.seed, given.seed + given.plays):
        text = heard(story, seed, asking=seed % 2 == 0)
        found, strict = named_signs(text), unspeakable(text)
        junk += found + strict
        print(f"play {seed}: {len(text.split()):,} words; named: {dict(found) or 0}; strict: {dict(strict) or 0}")
    return int(bool(junk))


if __name__ == "__main__":
    run_command(main)
